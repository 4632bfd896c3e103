"""Which strings are files: by format, by rules, by a name that says so, and by nothing less."""

from typing import Any

import pytest

from typewright.ir.media import media_fields, rules_of
from typewright.ir.media_kind import kind_by_context
from typewright.ir.model import (
    Array,
    Field,
    Map,
    Media,
    Name,
    Names,
    Nullable,
    Record,
    Rule,
    Type,
    Union,
)
from typewright.ir.scope import Scope

WIDTH = [{"validation_rule": "width_pixels<", "validation_value": 9, "validation_error": ""}]
SIZE = [{"validation_rule": "file_size_mb<", "validation_value": 9, "validation_error": ""}]


@pytest.mark.parametrize(
    ("schema", "wire", "kind"),
    [
        ({"format": "image_uri"}, "anything", "image"),
        ({"format": "video_uri"}, "anything", "video"),
        ({"format": "audio_uri"}, "anything", "audio"),
        ({"validations": WIDTH}, "first_frame_image_url", "image"),
        ({"validations": WIDTH}, "source", "image"),
        ({"validations": WIDTH}, "video", "video"),
        ({"validations": SIZE}, "source", "file"),
        ({}, "image_url", "image"),
        ({}, "image_url_3", "image"),
        ({}, "referenceVideoUrl", "video"),
        ({}, "audio_urls", "audio"),
        ({}, "image", None),
        ({}, "image_style", None),
        ({}, "prompt", None),
        ({"format": "uri"}, "callback_url", None),
    ],
)
def test_kinds(schema: dict[str, Any], wire: str, kind: str | None) -> None:
    assert kind_by_context(schema, wire) == kind


def picture(*widths: int) -> Media:
    return Media("image", tuple(Rule("width_pixels", "<", str(width), "") for width in widths))


def record(**types: Type) -> Record:
    fields = (Field(name, Name(name), kind, False, f"/{name}") for name, kind in types.items())
    return Record(Name("Any"), tuple(fields))


def test_files_are_found_in_all_that_holds_them() -> None:
    shots = Map(record(frames=Array(picture(1))))
    found = media_fields(record(scene=Map(picture(1)), shots=shots, cover=Nullable(picture(2))), ())
    assert [(each.constant, each.path, each.rules[0].value) for each in found] == [
        ("SCENE", ("scene", None), "1"),
        ("SHOTS_FRAMES", ("shots", None, "frames"), "1"),
        ("COVER", ("cover",), "2"),
    ]


def test_alternatives_hold_a_file_to_the_rules_that_they_share() -> None:
    either = Union((picture(1, 2), Array(picture(2, 3))))
    (found,) = media_fields(record(it=either), ())
    assert (found.kind, found.rules) == ("image", picture(2).rules) == ("image", rules_of(either))
    (mixed,) = media_fields(record(it=Union((picture(1), Media("video")))), ())
    assert (mixed.kind, mixed.rules) == ("file", ())


def test_constants_are_of_one_field_each() -> None:
    inner = record(frame=picture(2))
    found = media_fields(record(first_frame=picture(1), first=inner, spec=picture(3)), ("SPEC",))
    assert [each.constant for each in found] == ["FIRST_FRAME", "FIRST_FRAME_2", "SPEC_2"]


def test_a_scope_qualifies_then_numbers() -> None:
    scope = Scope({"Edit"}, Names())
    claims = [scope.claim(f"/{number}", "Size", "Edit") for number in range(4)]
    assert claims == ["Size", "EditSize", "EditSize2", "EditSize3"]
    assert scope.claim("/image", "Image", "Edit") == "EditImage", "the template imports Image"
