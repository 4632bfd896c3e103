"""Files as witnesses, against every small file there is."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typewright.diff.file_witness import Harmless, file_witness
from typewright.diff.model import File
from typewright.runtime.rules import Rule

SIDES = range(1, 25)
_values = st.integers(1, 20) | st.sampled_from(["0.5", "1.5", "0.33", "2.25"])
_rules = st.builds(
    Rule,
    st.sampled_from(["width_pixels", "height_pixels", "width/height"]),
    st.sampled_from(["<", "<=", ">", ">=", "=="]),
    _values,
)


def keeps(rule: Rule, width: int, height: int) -> bool:
    """Whether a picture keeps ``rule`` to the letter."""
    measured = {
        "width_pixels": Fraction(width),
        "height_pixels": Fraction(height),
        "width/height": Fraction(width, height),
    }[rule.metric]
    bound = Fraction(rule.value)
    return {
        "<": measured < bound,
        "<=": measured <= bound,
        ">": measured > bound,
        ">=": measured >= bound,
        "==": measured == bound,
    }[rule.operator]


def refused(old: list[Rule], changed: Rule, width: int, height: int) -> bool:
    """Whether a picture passed ``old`` and does not pass ``changed``."""
    return all(keeps(rule, width, height) for rule in old) and not keeps(changed, width, height)


@given(st.lists(_rules, max_size=4), _rules)
def test_pictures(old: list[Rule], changed: Rule) -> None:
    found = file_witness("image", old, [*old, changed], changed)
    if isinstance(found, Harmless):
        assert not any(refused(old, changed, w, h) for w in SIDES for h in SIDES)
        return
    assert found.width is not None
    assert found.height is not None
    assert refused(old, changed, found.width, found.height)
    assert found.old == "pass"
    assert found.new in ("fail", "borderline")


@pytest.mark.parametrize(
    ("old", "new", "size", "verdict"),
    [
        (Rule("file_size_mb", "<", 30), Rule("file_size_mb", "<", 20), 20_971_521, "fail"),
        (
            Rule("file_size_mb", "<", 30),
            Rule("file_size_mb", "<", "29.9"),
            29_900_001,
            "borderline",
        ),
        (Rule("file_size_mb", "<=", 30), Rule("file_size_mb", "<", 30), 30_000_000, "borderline"),
        (Rule("file_size_mb", ">", 1), Rule("file_size_mb", ">", 2), 1_048_577, "fail"),
    ],
)
def test_sizes(old: Rule, new: Rule, size: int, verdict: str) -> None:
    found = file_witness("video", [old], [new], new)
    assert isinstance(found, File)
    assert (found.size, found.old, found.new) == (size, "pass", verdict)
    assert found.width is None


def test_what_others_imply_is_harmless() -> None:
    square, narrow = Rule("width/height", "==", 1), Rule("width_pixels", "<", 3000)
    low = Rule("height_pixels", "<", 3000)
    found = file_witness("image", [square, narrow], [square, narrow, low], low)
    assert isinstance(found, Harmless)
    assert "no file of up to 100,000 pixels a side" in found.reason
