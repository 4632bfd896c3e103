"""Which strings are files: by format, by rules, by a name that says so, and by nothing less."""

from typing import Any

import pytest

from typewright.ir.media_kind import kind_by_context
from typewright.ir.model import Names
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


def test_a_scope_qualifies_then_numbers() -> None:
    scope = Scope({"Edit"}, Names())
    claims = [scope.claim(f"/{number}", "Size", "Edit") for number in range(4)]
    assert claims == ["Size", "EditSize", "EditSize2", "EditSize3"]
    assert scope.claim("/image", "Image", "Edit") == "EditImage", "the template imports Image"
