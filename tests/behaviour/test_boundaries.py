"""Every rule of every stored endpoint, held to real files just below, at and above its bound.

Three judges must agree: exact arithmetic on what the file was made to be, the SDK's reading of its
header, and the emulator's own measuring with Pillow under each way to read the rules.
"""

import warnings
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from runcomfy_models import Client, MediaField, MediaRejected, MediaWarning, Rule
from typewright.catalogue.load import load
from typewright.emulator.media import broken_rules, measure
from typewright.emulator.scenario import Reading, Scenario
from typewright.emulator.server import Served

from .arguments import URL
from .conftest import STORE, endpoints_of
from .files_at import Facts, around, folded, picture_of, verdict

STRICTEST = Reading(megabyte=1_000_000, inclusive=False, displayed=False)
LOOSEST = Reading(megabyte=1_048_576, inclusive=True, displayed=False)
READINGS = tuple(
    replace(size, inclusive=loose, displayed=shown)
    for size, loose, shown in product((STRICTEST, LOOSEST), (False, True), (False, True))
)
SENT_AT_MOST = 2_000_000
"""Bytes of the files that really go out here: larger ones are judged alone."""


@dataclass(frozen=True)
class Case:
    """A file for one field, near the bound of one of its rules."""

    model_id: str
    field: MediaField
    rule: Rule
    facts: Facts

    def __str__(self) -> str:
        size = f"{self.facts.size}-" if self.rule.metric == "file_size_mb" else ""
        sides = f"{self.facts.width}x{self.facts.height}"
        return f"{self.model_id}-{'.'.join(self.field.path)}-{self.rule.text}-{size}{sides}"


def fields() -> Iterator[tuple[str, MediaField]]:
    for model_id, endpoint in endpoints_of(Client("token")):
        yield from ((model_id, field) for field in endpoint.spec.media)


CASES = [
    Case(model_id, field, rule, facts)
    for model_id, field in fields()
    for rule in field.rules
    for facts in around(rule, field.rules)
]


def as_vendor(field: MediaField) -> list[Any]:
    """The rules as the schema has them, for the emulator's judge."""
    return [
        {"validation_rule": f"{rule.metric}{rule.operator}", "validation_value": rule.value}
        for rule in field.rules
    ]


def emulators_verdict(field: MediaField, content: bytes) -> str:
    measured = measure(content)
    rules = as_vendor(field)
    good = {not list(broken_rules(rules, measured, reading)) for reading in READINGS}
    return folded(good)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_three_judges_agree(case: Case, tmp_path: Path) -> None:
    content = picture_of(case.facts)
    assert len(content) == case.facts.size
    path = tmp_path / "file.png"
    path.write_bytes(content)
    judgement = case.field.check(path)
    assert judgement.verdict == verdict(case.field.rules, case.facts)
    assert judgement.verdict == emulators_verdict(case.field, content)
    broken = [violation.rule for violation in judgement.violations]
    assert broken == ([] if judgement.verdict == "pass" else [case.rule])


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.facts.size <= SENT_AT_MOST], ids=str
)
def test_only_what_fails_for_certain_is_held_back(case: Case, emulator: Served) -> None:
    emulator.reset(Scenario(rules=STRICTEST))
    content = picture_of(case.facts)
    expected = verdict(case.field.rules, case.facts)
    with Client(emulator.token, base_url=emulator.base_url, probe_urls=False) as client:
        endpoint = dict(endpoints_of(client))[case.model_id]
        arguments = call_with(case, content)
        if expected == "fail":
            with pytest.raises(MediaRejected):
                endpoint.submit(**arguments)
            assert emulator.emulation.received == ()
        elif expected == "pass":
            assert endpoint.submit(**arguments).request_id
        else:
            emulator.reset(Scenario(rules=LOOSEST))
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", MediaWarning)
                assert endpoint.submit(**arguments).request_id


def call_with(case: Case, content: bytes) -> dict[str, Any]:
    """Arguments in which this one file is new and every other file is a URL."""
    catalogue, _ = load(STORE)
    sources = [each for source in catalogue.providers for each in source.endpoints]
    schema: Any = next(each.input.data for each in sources if each.id == case.model_id)
    media = {field.path[0] for _, field in fields()}
    (name,) = case.field.path
    is_list = {key: part["type"] == "array" for key, part in schema["properties"].items()}
    values: dict[str, Any] = {key: URL if key in media else "x" for key in schema["required"]}
    values[name] = content
    return {key: [value] if is_list[key] else value for key, value in values.items()}


def lying_on_its_side(field: MediaField) -> Facts | None:
    """Sides that keep the rules one way up, and break them the other way."""
    for width, height in product((20, 100, 310, 331, 400, 700, 1000, 2000), repeat=2):
        facts, turned = Facts(1000, width, height), Facts(1000, height, width)
        if verdict(field.rules, facts) == "pass" and verdict(field.rules, turned) == "fail":
            return facts
    return None


@pytest.mark.parametrize(
    ("field", "facts"),
    [
        pytest.param(field, facts, id=f"{model_id}-{'.'.join(field.path)}")
        for model_id, field in fields()
        if (facts := lying_on_its_side(field)) is not None
    ],
)
@pytest.mark.parametrize(("orientation", "expected"), [(1, "pass"), (3, "pass"), (6, "borderline")])
@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_a_picture_that_lies_on_its_side(
    field: MediaField, facts: Facts, orientation: int, expected: str, format: str
) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    file = BytesIO()
    Image.new("RGB", (facts.width, facts.height)).save(file, format, exif=exif)
    assert field.check(file.getvalue()).verdict == expected
    assert emulators_verdict(field, file.getvalue()) == expected
