"""What a docstring says of a field: words, limits, rules and default, in this order."""

import pytest

from typewright.codegen.docs import field_paragraphs
from typewright.ir.model import (
    Array,
    Default,
    Field,
    Media,
    Name,
    Nullable,
    Number,
    Rule,
    Text,
    Type,
)


def field(kind: Type, **changes: object) -> Field:
    values: dict[str, object] = {"title": "Size", "description": ""}
    values |= changes
    return Field("size", Name("size"), kind, True, "/properties/size", **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (Text(max_length=600), "Size. At most 600 characters."),
        (Text(min_length=1), "Size. At least 1 character."),
        (Text(min_length=3, max_length=3), "Size. Exactly 3 characters."),
        (Number(True, minimum=0, maximum=9), "Size. From 0 to 9."),
        (Number(False, exclusive_minimum=0), "Size. More than 0."),
        (Nullable(Number(True, minimum=4)), "Size. At least 4."),
        (Array(Text(max_length=9), 1, 3), "Size. 1 to 3 items. Each: At most 9 characters."),
    ],
)
def test_limits(kind: Type, words: str) -> None:
    assert field_paragraphs(field(kind), 100) == (words,)


def test_bounds_of_one_metric_are_told_together() -> None:
    rules = (
        Rule("width_pixels", "<", "6000", ""),
        Rule("file_size_mb", "<=", "30", ""),
        Rule("width_pixels", ">", "300", ""),
        Rule("width/height", ">=", "0.40", ""),
        Rule("duration_seconds", "<", "10", ""),
    )
    (words,) = field_paragraphs(field(Media("image", rules)), 200)
    assert words == (
        "Size. The file: 300 < width < 6000 px, size <= 30 MB, width/height >= 0.40, "
        "duration_seconds < 10."
    )


def test_a_description_comes_first_and_a_long_default_is_cut() -> None:
    default = Default("x" * 200)
    first, second = field_paragraphs(field(Text(), description="How.\nOr so.", default=default), 99)
    assert first == "How.\nOr so."
    assert second.startswith('Default: `"xxx')
    assert len(second) < 80


def test_without_title_the_wire_name_is_said() -> None:
    bare = Field("imageURL", Name("image_url"), Text(), True, "/properties/imageURL")
    assert field_paragraphs(bare, 99) == ("Image url.",)
