"""Judging values by parts of a schema: exactly, and never by a part that is broken."""

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typewright.catalogue.validation import (
    Words,
    explained_violations,
    judge_for,
    standard_violations,
)
from typewright.diagnostics import Diagnostic

INPUT = "acme/acme/one/make/input.schema.json"
WRONG = {"type": "integer", "default": "x"}


@pytest.mark.parametrize(
    ("value", "step", "holds"),
    [
        *((0.3, 0.1, True), (0.7, 0.1, True), (0.35, 0.05, True), (0.6, 0.2, True)),
        *(
            (4.35, 0.01, True),
            (0.25, 0.1, False),
            (3, 2, False),
            (4.0, 2, True),
            (1e308, 0.1, True),
        ),
        *((10**400, 7, False), (10**400, 10, True), (float("inf"), 2, False), (True, 2, True)),
    ],
)
def test_multiples_of_what_is_written(value: float, step: float, holds: bool) -> None:
    assert holds is not any(judge_for({})({"multipleOf": step}, value))


@given(st.integers(-(10**6), 10**6), st.integers(1, 500), st.integers(0, 4))
def test_decimals_are_exact(number: int, step: int, places: int) -> None:
    value, unit = float(f"{number}e-{places}"), float(f"{step}e-{places}")
    wrong = any(judge_for({})({"multipleOf": unit}, value))
    assert wrong is bool(Fraction(number, step).denominator > 1)


def test_whose_integers() -> None:
    whose: tuple[tuple[Words, bool], ...] = (("python", True), ("standard", False))
    for words, wrong in whose:
        judge = judge_for({}, words=words)
        assert any(judge({"type": "integer"}, 1.0)) is wrong
        assert any(judge({"type": "integer"}, 1.5))
        assert any(judge({"type": "integer"}, True))


def test_a_schema_in_any_keyword_of_the_standard_is_looked_at_once() -> None:
    deep: Any = {"type": "string", "if": {"minimum": "x"}}
    for _ in range(20):
        deep = {"properties": {"a": {"anyOf": [deep]}}}
    found = [each for each in standard_violations(deep) if each.keyword == "type"]
    assert len(found) == 1
    assert not any(standard_violations({"items": False, "anyOf": [True]}))
    assert any(explained_violations({"items": False}, "dialect"))


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"x-python-name": "q"}, "TW007"),
        ({"pattern": "(a+)+$"}, "TW009"),
        ({"maxLength": "q"}, "TW012"),
        ({"not": {}}, "TW011"),
        ({"type": "strin"}, "TW010"),
        ({"$ref": "#/$defs/none"}, "TW006"),
        ({"$ref": "https://x.example"}, "TW005"),
    ],
)
def test_what_is_wrong_elsewhere_hides_nothing(
    other: dict[str, object],
    code: str,
    write: Callable[[str, str], Path],
    findings: Callable[[], list[Diagnostic]],
) -> None:
    write(INPUT, json.dumps({"properties": {"a": WRONG, "b": other}}))
    found = [(each.code, each.pointer) for each in findings()]
    assert ("TW204", "/properties/a/default") in found
    assert [each for each, _ in found if each != "TW204"] == [code]


def test_what_a_broken_part_is_in_or_may_be_reached_from_is_not_judged(
    write: Callable[[str, str], Path], findings: Callable[[], list[Diagnostic]]
) -> None:
    broken = {"maximum": "q", "default": 1}
    schema = {
        "properties": {
            "a": {"properties": {"b": broken}, "default": 1},
            "c": {"$ref": "#/properties/a", "default": 1},
        }
    }
    write(INPUT, json.dumps(schema))
    assert [each.code for each in findings()] == ["TW012"]
