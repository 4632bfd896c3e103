"""Values of a schema in messages: in the words of JSON, short, of harmless characters."""

from typing import Any

import pytest

from typewright.catalogue.findings import quoted

CASES: list[tuple[Any, str]] = [
    (True, "true"),
    (False, "false"),
    (None, "null"),
    (1.5, "1.5"),
    ("it's", '"it\'s"'),
    ("한", r"'\ud55c'"),
    (["x", None, True], '["x", null, true]'),
    ({"a": {"b": False}}, '{"a": {"b": false}}'),
    (["\x7f\x1b\u202e"], r'["\u007f\u001b\u202e"]'),
]


@pytest.mark.parametrize(("value", "text"), CASES)
def test_a_value_is_spelt_as_in_the_file(value: Any, text: str) -> None:
    assert quoted(value) == text


@pytest.mark.parametrize("value", ["x" * 500, ["x"] * 500, {"x": "y" * 500}, int("9" * 300)])
def test_a_long_one_is_cut_and_closed(value: Any) -> None:
    text = quoted(value)
    assert len(text) == 60
    assert text.endswith(f"...{ {'[': ']', '{': '}'}.get(text[0], text[0])}")
