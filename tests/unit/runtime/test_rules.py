"""Rules at their bounds, under every reading: what is certain, what is borderline."""

import pytest

from typewright.runtime.measure import Measurement
from typewright.runtime.rules import MediaField, Rule, Verdict, judge

MEGA, MEBI = 10**6, 2**20


def sized(width: int, height: int, *, turned: bool = False) -> Measurement:
    return Measurement(size=1000, width=width, height=height, turned=turned)


def verdict(measurement: Measurement, *rules: tuple[str, str, int | str]) -> Verdict:
    return judge((Rule(*rule) for rule in rules), measurement).verdict


@pytest.mark.parametrize(
    ("operator", "below", "at", "above"),
    [
        ("<", "pass", "borderline", "fail"),
        ("<=", "pass", "pass", "fail"),
        (">", "fail", "borderline", "pass"),
        (">=", "fail", "pass", "pass"),
        ("==", "fail", "pass", "fail"),
    ],
)
def test_each_operator_around_its_bound(operator: str, below: str, at: str, above: str) -> None:
    found = [verdict(sized(side, 9), ("width_pixels", operator, 300)) for side in (299, 300, 301)]
    assert found == [below, at, above]


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        (10 * MEGA - 1, "pass"),
        (10 * MEGA, "borderline"),
        (10 * MEGA + 1, "borderline"),
        (10 * MEBI - 1, "borderline"),
        (10 * MEBI, "borderline"),
        (10 * MEBI + 1, "fail"),
    ],
)
def test_a_megabyte_may_be_either(size: int, expected: str) -> None:
    assert verdict(Measurement(size=size), ("file_size_mb", "<", 10)) == expected


def test_decimals_are_exact() -> None:
    assert verdict(sized(33, 100), ("width/height", ">", "0.33")) == "borderline"
    assert verdict(sized(1, 3), ("width/height", ">", "0.33")) == "pass"
    assert verdict(sized(2_500_001, 1_000_000), ("width/height", "<", "2.5")) == "fail"


def test_a_turned_picture_is_read_both_ways() -> None:
    turned = sized(400, 200, turned=True)
    assert verdict(turned, ("width_pixels", ">", 300)) == "borderline"
    assert verdict(turned, ("width_pixels", ">", 500)) == "fail"
    assert verdict(turned, ("width_pixels", ">", 100)) == "pass"


def test_rules_are_read_together() -> None:
    """Too narrow as displayed, too low as stored: bad either way, though no one rule always is."""
    turned = sized(400, 200, turned=True)
    wide, high = ("width_pixels", ">", 300), ("height_pixels", ">", 300)
    assert verdict(turned, wide) == verdict(turned, high) == "borderline"
    assert verdict(turned, wide, high) == "fail"
    judgement = judge((Rule(*wide), Rule(*high)), turned)
    assert [violation.certain for violation in judgement.violations] == [False, False]


def test_what_is_not_measured_is_unknown_and_never_a_pass() -> None:
    assert verdict(Measurement(size=5), ("width_pixels", "<", 9)) == "unknown"
    assert verdict(sized(5, 5), ("duration_seconds", "<", 9)) == "unknown"
    assert verdict(Measurement(), ("file_size_mb", "<", 9)) == "unknown"


def test_a_certain_failure_outweighs_what_is_unknown() -> None:
    known = Measurement(size=50 * MEGA)
    assert verdict(known, ("width_pixels", "<", 9), ("file_size_mb", "<", 30)) == "fail"
    near = Measurement(size=30 * MEGA)
    assert verdict(near, ("width_pixels", "<", 9), ("file_size_mb", "<", 30)) == "borderline"


def test_without_rules_every_file_passes() -> None:
    assert judge((), Measurement()).verdict == "pass"


def test_a_violation_says_what_was_measured() -> None:
    field = MediaField(("image",), "image", (Rule("width/height", "<", "2.5", "Too wide."),))
    (violation,) = field.judge(sized(3000, 1000)).violations
    assert violation.code == "media.width_per_height.below"
    assert (violation.measured, violation.certain) == ("3", True)
    assert violation.rule.message == "Too wide."
