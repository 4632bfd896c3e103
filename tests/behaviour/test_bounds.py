"""What the boundary tests expect, and the search for their files, by values worked out by hand."""

from fractions import Fraction
from io import BytesIO

import pytest
from PIL import Image

from typewright.catalogue.rules import Operator

from .bounds import (
    Bound,
    Sides,
    Verdict,
    lying,
    sides_near,
    sides_that_keep,
    size_that_keeps,
    verdict,
)
from .files_at import file_at
from .near_files import near


def bound(metric: str, operator: Operator, value: str) -> Bound:
    return Bound(metric, operator, Fraction(value))


RATIOS = [bound("width/height", ">", "0.4"), bound("width/height", "<", "2.5")]


@pytest.mark.parametrize(
    ("metric", "operator", "value", "sides", "size", "expected"),
    [
        ("width_pixels", "<", "6000", (5999, 1), 1, "pass"),
        ("width_pixels", "<", "6000", (6000, 1), 1, "borderline"),
        ("width_pixels", "<", "6000", (6001, 1), 1, "fail"),
        ("height_pixels", ">=", "14", (1, 14), 1, "pass"),
        ("height_pixels", ">=", "14", (1, 13), 1, "fail"),
        ("width/height", ">", "0.33", (331, 1000), 1, "pass"),
        ("width/height", ">", "0.33", (330, 1000), 1, "borderline"),
        ("width/height", ">", "0.33", (329, 1000), 1, "fail"),
        ("file_size_mb", "<", "10", (1, 1), 9_999_999, "pass"),
        ("file_size_mb", "<", "10", (1, 1), 10_000_000, "borderline"),
        ("file_size_mb", "<=", "10", (1, 1), 10_000_000, "pass"),
        ("file_size_mb", "<", "10", (1, 1), 10_485_760, "borderline"),
        ("file_size_mb", "<", "10", (1, 1), 10_485_761, "fail"),
    ],
)
def test_the_expected_verdicts(
    metric: str, operator: Operator, value: str, sides: Sides, size: int, expected: Verdict
) -> None:
    assert verdict(bound(metric, operator, value), sides, size) == expected


def test_what_is_tried_around_a_bound() -> None:
    amounts = {
        ("width_pixels", "6000"): [5999, 6000, 6001],
        ("width_pixels", "0.5"): [1],
        ("width_pixels", "1"): [1, 2],
        ("width/height", "3"): [-1, 0, 1],
        ("file_size_mb", "10"): [9999999, 10000000, 10000001, 10485759, 10485760, 10485761],
        ("file_size_mb", "0.3"): [299999, 300000, 300001, 314572, 314573],
    }
    for (metric, value), expected in amounts.items():
        assert [each.amount for each in near(bound(metric, "<", value))] == expected


def test_a_ratio_is_met_exactly_and_missed_by_one_pixel() -> None:
    rule = bound("width/height", ">", "0.33")
    assert [sides_near(rule, step, []) for step in (-1, 0, 1)] == [
        (329, 1000),
        (330, 1000),
        (331, 1000),
    ]


def test_rules_that_leave_no_file_are_told() -> None:
    narrow = [*RATIOS, bound("width_pixels", "<", "100"), bound("height_pixels", ">", "300")]
    assert sides_that_keep(narrow) is None
    assert sides_near(bound("width_pixels", "<", "100"), 100, [narrow[0], narrow[3]]) is None
    small = [bound("file_size_mb", "<", "0.001")]
    assert size_that_keeps(small, 2000, 12) is None
    large = [bound("file_size_mb", ">", "1")]
    assert size_that_keeps(large, 2000, 12) == 2**20 + 1


def test_symmetric_rules_say_the_same_of_a_picture_on_its_side() -> None:
    sides = [bound(f"{side}_pixels", ">", "300") for side in ("width", "height")]
    assert lying([*RATIOS, *sides]) is None
    assert lying([bound("width/height", ">", "0.33"), bound("width/height", "<", "3")]) is not None
    assert lying([*RATIOS, bound("width_pixels", "<", "6000")]) is not None


@pytest.mark.parametrize("size", [None, 5000, 5001])
def test_the_files_are_real(size: int | None) -> None:
    picture = file_at("image", 300, 700, size)
    with Image.open(BytesIO(picture)) as image:
        image.verify()
    with Image.open(BytesIO(picture)) as image:
        image.load()
        assert (image.format, image.size) == ("PNG", (300, 700))
    assert size in (None, len(picture))
    assert size in (None, len(file_at("video", 30, 70, size)), len(file_at("audio", 1, 1, size)))
