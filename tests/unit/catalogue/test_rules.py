"""The grammar of media rules and the patterns that are refused."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typewright.catalogue.patterns import objection
from typewright.catalogue.rules import METRICS, parse_rule


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ("file_size_mb<", ("file_size_mb", "<")),
        ("width/height>", ("width/height", ">")),
        ("width_pixels <=", ("width_pixels", "<=")),
        ("  height_pixels  ==  ", ("height_pixels", "==")),
        ("duration_s>=", ("duration_s", ">=")),
    ],
)
def test_rules(text: str, parsed: tuple[str, str]) -> None:
    assert parse_rule(text) == parsed


@pytest.mark.parametrize(
    "text",
    [
        *("", "<", "width_pixels", "width_pixels=", "width_pixels!=", "width_pixels<>", "a b<"),
        *("width_pixels<\n", "width_pixels\t<", "a/b/c<", "a/<", "/a<", "1a<", "a<5", "<a", "é<"),
        "a" * 65 + "<",
    ],
)
def test_what_is_no_rule(text: str) -> None:
    assert parse_rule(text) is None


@given(st.sampled_from(METRICS), st.sampled_from(["<", "<=", ">", ">=", "=="]), st.integers(0, 3))
def test_every_metric_with_every_operator(metric: str, operator: str, spaces: int) -> None:
    gap = " " * spaces
    assert parse_rule(f"{gap}{metric}{gap}{operator}{gap}") == (metric, operator)


@given(st.text(max_size=30))
def test_any_text_is_a_rule_or_none(text: str) -> None:
    parsed = parse_rule(text)
    assert parsed is None or "".join(parsed) == text.replace(" ", "")


@pytest.mark.parametrize(
    "pattern",
    [
        "^[a-z0-9_-]{3,16}$",
        r"^https://[^\s]+$",
        r"^\d{1,4}x\d{1,4}$",
        "^(?:a|b|c)*$",
        "^(-[a-z]{2})*$",
        "^(?=.*x).*$",
        r"^#[0-9a-f]{6}(,#[0-9a-f]{6})*$",
        "(a+)?b",
        "^([0-9]{1,3}\\.){3}[0-9]{1,3}$",
        "^[(+*]+$",
        "^[a-z]+(-[a-z]+)*$",
        r"^\d+(,\d+)*$",
        r"^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$",
        r"^(?:[^,\s]+,\s?)*[^,\s]+$",
        "^(가|나)*$",
        "^(가+나)*$",
        "(ab?)+c",
        r"\(a+\)+",
        "",
    ],
)
def test_patterns_that_pass(pattern: str) -> None:
    assert objection(pattern) is None


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+",
        "(a*)*b",
        "((a+)b?)+",
        "(?:a{1,9}){5,}",
        "(a|a)*",
        "(a|ab)*c",
        "([a-z]+a)*b",
        "(-?[a-z]+)*$",
        "^([ā-ž]+ă)*$",
        r"^(\w+가)*$",
        "^(.+가)*$",
        "^([^,]+가)*$",
        "(a+|ba)+$",
        "((-a+)+)+$",
        "(a*,?)*$",
        r"(\d|[0-9])+",
        "((a|a)b)+",
        "(a?){50}",
        "(x+x+)+y",
        "([a-z]+|)*",
        "(",
        "[",
        "a**",
        r"\p{L}",
        "(?P<n>a)",
        "(?i)a",
        "(?<n>a)",
        "a++",
        r"\Aa\Z",
        "[]a]",
        "[^]",
        "a" * 501,
        "(?(1)a|b)",
        "[[a]",
        "[a--b]",
    ],
)
def test_patterns_that_are_refused(pattern: str) -> None:
    assert objection(pattern)


ATOMS = st.sampled_from(
    [
        "a",
        "b",
        "[ab]",
        ".",
        r"\d",
        "(?:a|b)",
        "a+",
        "a*",
        "b?",
        "(a)",
        "a{2}",
        "ba+",
        "(ba?)",
        "[^b]",
    ]
)
TRAPS = ("a" * 60, "ab" * 30, "ba" * 30, "baa" * 20, "aab" * 20)
PATTERNS = st.recursive(
    ATOMS,
    lambda inner: st.tuples(inner, inner).map("".join)
    | st.tuples(inner, inner).map("({0[0]}|{0[1]})".format)
    | inner.map("({})*".format)
    | inner.map("({}){{0,30}}".format),
    max_leaves=5,
)


@given(PATTERNS)
def test_what_passes_never_explodes(pattern: str) -> None:
    """No passed pattern needs more than a moment to fail on a text made to trap it."""
    if objection(f"^{pattern}$") is None:
        for trap in TRAPS:
            assert re.fullmatch(f"{pattern}!", f"{trap}?") is None


@given(st.text(alphabet="ab()[]{}*+?|\\^$.,:0123", max_size=30))
def test_any_pattern_is_judged(pattern: str) -> None:
    if objection(pattern) is None:
        re.compile(pattern)
