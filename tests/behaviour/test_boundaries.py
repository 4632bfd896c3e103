"""Every stored media rule, held to real files just below, at and just above its bound.

The expected verdict is exact arithmetic on the rule as it is *stored*, so that a rule which the
generator loses or changes shows too. The SDK and the emulator's own measuring must both agree.
"""

import asyncio
import warnings
from collections.abc import Generator, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from runcomfy_models import Client, MediaField, MediaRejected, MediaWarning
from typewright.catalogue.model import Catalogue
from typewright.catalogue.rules import METRICS
from typewright.emulator.media import broken_rules, measure
from typewright.emulator.scenario import Reading, Scenario
from typewright.emulator.server import Served

from .bounds import Bound, Sides, Verdict, lying, size_that_keeps
from .conftest import Caller, stored_catalogue
from .files_at import SUFFIXES, jpeg
from .near_files import Case, good_file, near, near_file
from .stored_fields import Field, arguments_for, fields_of, required_files, rules_written

SENT_AT_MOST = 20_000_000
"""Bytes of the files that are really sent; base64 of larger ones is slow."""

READINGS = [
    replace(reading, inclusive=inclusive, displayed=displayed)
    for reading in (Reading(1_000_000), Reading(1_048_576))
    for inclusive, displayed in product((False, True), repeat=2)
]
FIELDS = [
    field
    for provider in stored_catalogue().providers
    for endpoint in provider.endpoints
    for field in fields_of(endpoint)
]


CASES = [
    Case(field, index, each)
    for field in FIELDS
    for index, bound in enumerate(field.bounds)
    for each in near(bound)
]
LYING = [(field, sides) for field in FIELDS if (sides := lying(field.bounds)) is not None]


@pytest.fixture(scope="module")
def specs() -> Mapping[str, Any]:
    """What the SDK knows of each endpoint, found by walking a client."""
    endpoints = Caller(Client("token"), asyncio.Runner()).endpoints
    return {model_id: endpoint.spec for model_id, endpoint in endpoints.items()}


@pytest.fixture
def directory() -> Generator[Path]:
    """For large files: gone after each test, where ``tmp_path`` would keep them."""
    with TemporaryDirectory() as path:
        yield Path(path)


def media_field(specs: Mapping[str, Any], field: Field) -> MediaField:
    """The SDK's own description of a stored field."""
    media: tuple[MediaField, ...] = specs[field.endpoint.id].media
    found = [each for each in media if each.path == field.path]
    assert len(found) == 1, f"{field}: the SDK does not know it once, but {len(found)} times"
    return found[0]


def emulators_verdict(field: Field, content: bytes) -> Verdict:
    """The same from the emulator's measuring and comparing, one reading after the other."""
    measured = measure(content)
    broken = {any(broken_rules(field.rules, measured, reading)) for reading in READINGS}
    if len(broken) == 2:
        return "borderline"
    return "fail" if broken == {True} else "pass"


def call_with(
    specs: Mapping[str, Any], field: Field, content: bytes, directory: Path
) -> dict[str, object]:
    """Arguments whose one doubtful file is ``content``; every other required file is good."""
    files: dict[tuple[str, ...], Path] = {}
    for each in (*required_files(field.endpoint), field):
        kind = media_field(specs, each).kind
        files[each.path] = directory / f"{'.'.join(each.path)}{SUFFIXES[kind]}"
        files[each.path].write_bytes(content if each == field else good_file(each, kind))
    return arguments_for(field.endpoint, files, directory)


def test_no_stored_rule_is_left_out(catalogue: Catalogue, specs: Mapping[str, Any]) -> None:
    """Each rule that is written in a schema has its cases, and is in the SDK as it is stored."""
    for endpoint in (each for provider in catalogue.providers for each in provider.endpoints):
        for field in fields_of(endpoint):
            known = media_field(specs, field).rules
            of_sdk = [(rule.metric, rule.operator, Fraction(rule.value)) for rule in known]
            assert of_sdk == [(b.metric, b.operator, b.value) for b in field.bounds], str(field)
            assert {bound.metric for bound in field.bounds} <= {*METRICS}, str(field)
        tried = {(c.field.path, c.index) for c in CASES if c.field.endpoint.id == endpoint.id}
        assert len(tried) == rules_written(endpoint), endpoint.id


@pytest.mark.parametrize("case", CASES, ids=str)
def test_three_judges_agree(case: Case, specs: Mapping[str, Any], directory: Path) -> None:
    field = media_field(specs, case.field)
    content, expected = near_file(case, field.kind)
    path = directory / f"near{SUFFIXES[field.kind]}"
    path.write_bytes(content)
    judgement = field.check(path)
    assert judgement.verdict == expected
    assert judgement.unmeasured == ()
    named = [(violation.rule, violation.certain) for violation in judgement.violations]
    rule = field.rules[case.index]
    assert named == ([] if expected == "pass" else [(rule, expected == "fail")])
    assert emulators_verdict(case.field, content) == expected


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_call_holds_back_what_fails_for_certain(
    case: Case, specs: Mapping[str, Any], directory: Path, caller: Caller, emulator: Served
) -> None:
    """The API of the strictest reading takes what passes; that of the loosest, what may pass."""
    content, expected = near_file(case, media_field(specs, case.field).kind)
    endpoint = caller.endpoints[case.field.endpoint.id]
    arguments = call_with(specs, case.field, content, directory)
    assert caller(endpoint.preflight, **arguments).verdict == expected
    if expected == "fail":
        with pytest.raises(MediaRejected):
            caller(endpoint.submit, **arguments)
    elif len(content) <= SENT_AT_MOST:
        emulator.reset(Scenario(rules=reading_for(case.bound, strict=expected == "pass")))
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            caller(endpoint.submit, **arguments)
        warned = any(issubclass(each.category, MediaWarning) for each in caught)
        assert (emulator.accepted, warned) == (1, expected == "borderline")
        return
    assert (emulator.emulation.received, emulator.accepted) == ((), 0)


def reading_for(bound: Bound, *, strict: bool) -> Reading:
    """The reading that refuses most, or least, by ``bound``: small megabytes make large files."""
    small = strict == ("<" in bound.operator)
    return Reading(1_000_000 if small else 1_048_576, inclusive=not strict)


@pytest.mark.parametrize(("field", "sides"), LYING, ids=str)
@pytest.mark.parametrize(("orientation", "expected"), [(1, "pass"), (6, "borderline")])
def test_a_jpeg_counts_as_stored_and_as_displayed(
    field: Field, sides: Sides, orientation: int, expected: Verdict, specs: Mapping[str, Any]
) -> None:
    """Sides that keep the rules as they are stored, and break one when shown on their side."""
    picture = jpeg(*sides, orientation)
    size = size_that_keeps(field.bounds, len(picture), padding=1)
    assert size is not None, f"{field}: no size keeps the rules"
    content = picture.ljust(size, b"\0")  # bytes after its end, as phones write them too
    assert media_field(specs, field).check(content).verdict == expected
    assert emulators_verdict(field, content) == expected
