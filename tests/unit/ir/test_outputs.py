"""Outputs get the fields that a provider's results usually have, and documentation forgets."""

from typing import Any

from typewright.ir.build import completed

USUAL: Any = {
    name: {"type": "string", "description": f"the usual {name}"} for name in ("image", "audio")
}


def test_fields_that_are_left_out_are_added_after_the_others() -> None:
    schema: Any = {"type": "object", "properties": {"seed": {}, "image": {"type": "integer"}}}
    found: Any = completed(schema, USUAL)
    assert list(found["properties"]) == ["seed", "image", "audio"]
    assert found["properties"]["image"] == {"type": "integer"}
    assert found["properties"]["audio"] == USUAL["audio"]
    assert list(schema["properties"]) == ["seed", "image"]


def test_an_output_of_another_kind_stays_as_it_is() -> None:
    text: Any = {"type": "object", "properties": {"text": {}}}
    bare: Any = {"type": "object"}
    assert completed(text, USUAL) == text
    assert completed(bare, USUAL) == bare
    assert completed(text, {}) == text
