"""Inputs judged by schemas, stored ones and small ones of one feature each."""

import base64
from io import BytesIO
from typing import cast

import pytest
from PIL import Image

from typewright.catalogue.model import Catalogue, Json
from typewright.emulator.film import film
from typewright.emulator.scenario import Reading
from typewright.emulator.validate import check_for


def uri(width: int, height: int) -> str:
    """A real PNG as a ``data:`` URI."""
    file = BytesIO()
    Image.new("RGB", (width, height)).save(file, "PNG")
    return f"data:image/png;base64,{base64.b64encode(file.getvalue()).decode()}"


def film_uri(width: int, height: int) -> str:
    """A real MP4 as a ``data:`` URI."""
    file = BytesIO()
    Image.new("RGB", (width, height)).save(file, "JPEG")
    content = film([file.getvalue()], width, height)
    return f"data:video/mp4;base64,{base64.b64encode(content).decode()}"


def wrong(catalogue: Catalogue, model_id: str, body: Json) -> str | None:
    """What the stored schema of ``model_id`` says of ``body``."""
    (provider,) = catalogue.providers
    (schema,) = [each.input.data for each in provider.endpoints if each.id == model_id]
    return check_for(cast("dict[str, Json]", schema))(body, Reading())


EDIT = "bytedance/seedream-4-0/edit"
VIDEO = "bytedance/seedance-1-0/lite/image-to-video"
URL = "https://files.example/a.png"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"prompt": "x", "images": [URL]}, None),
        ({"prompt": "x", "images": [uri(20, 20)]}, None),
        ({"prompt": "x", "images": [URL], "resolution": "4K"}, None),
        ([], "the body must be a JSON object"),
        ({"prompt": "x"}, "images is required"),
        ({}, "prompt, images is required"),
        ({"prompt": "x", "images": [URL], "size": 1}, "size: unknown argument"),
        ({"prompt": 1, "images": [URL]}, "prompt: 1 breaks type string"),
        ({"prompt": "x", "images": []}, "images: [] breaks minItems 1"),
        ({"prompt": "x", "images": [URL] * 11}, "breaks maxItems 10"),
        ({"prompt": "x", "images": [URL], "resolution": "8K"}, "resolution: 8K breaks enum"),
        ({"prompt": "y" * 601, "images": [URL]}, "breaks maxLength 600"),
        ({"prompt": "x", "images": [URL, "a.png"]}, "images[1]: must be an https URL"),
        ({"prompt": "x", "images": [uri(14, 20)]}, "images[0]: The uploaded image width"),
        ({"prompt": "x", "images": [URL, uri(90, 20)]}, "images[1]: The aspect ratio"),
    ],
)
def test_the_stored_edit_endpoint(catalogue: Catalogue, body: Json, words: str | None) -> None:
    found = wrong(catalogue, EDIT, body)
    assert found == words if words is None else words in str(found)


def test_a_string_with_rules_and_no_format_is_a_file(catalogue: Catalogue) -> None:
    body: Json = {"prompt": "x", "first_frame_image_url": "frame.png"}
    assert wrong(catalogue, VIDEO, body) == (
        "first_frame_image_url: must be an https URL or a data: URI"
    )
    assert wrong(catalogue, VIDEO, {"prompt": "x", "first_frame_image_url": uri(300, 301)}) == (
        "first_frame_image_url: "
        "The uploaded image width and height must not be less than 300 pixels."
    )
    assert wrong(catalogue, VIDEO, {"prompt": "x", "first_frame_image_url": uri(301, 301)}) is None


@pytest.mark.parametrize(
    ("part", "value", "good"),
    [
        ({"type": "string"}, "plain text", True),
        ({"type": "string", "format": "video_uri"}, "plain text", False),
        ({"type": "array", "format": "image_uris"}, ["plain text"], False),
        ({"type": "array", "format": "image_uris"}, ["https://a.example/b"], True),
        ({"type": "string", "format": "image_uri"}, "data:image/png;base64,AAAA", False),
        ({"type": "string", "format": "video_uri"}, "data:video/mp4;base64,AAAA", True),
        ({"type": "string", "format": "video_uri"}, film_uri(16, 16), True),
        ({"type": "string", "format": "image_uri"}, film_uri(16, 16), False),
        ({"type": "integer"}, 1.0, False),
        ({"type": "integer"}, True, False),
        ({"type": "string", "pattern": "(a+)+$"}, "a" * 40 + "b", True),
    ],
)
def test_a_property_of_one_feature(part: dict[str, Json], value: Json, good: bool) -> None:
    check = check_for({"type": "object", "properties": {"it": part}})
    assert (check({"it": value}, Reading()) is None) is good


def test_a_rule_on_the_pixels_of_a_film() -> None:
    rule: Json = {"validation_rule": "width_pixels<", "validation_value": 100}
    part: Json = {"type": "string", "format": "video_uri", "validations": [rule]}
    check = check_for({"type": "object", "properties": {"it": part}})
    assert check({"it": film_uri(96, 200)}, Reading()) is None
    assert check({"it": film_uri(104, 200)}, Reading()) == "it: width_pixels< 100"


def test_files_inside_objects_and_strings_named_as_urls() -> None:
    inner: Json = {"type": "object", "properties": {"mask_image_url": {"type": "string"}}}
    nested: Json = {"type": "array", "items": inner}
    check = check_for({"type": "object", "properties": {"layers": nested}})
    assert check({"layers": [{"mask_image_url": URL}]}, Reading()) is None
    found = check({"layers": [{"mask_image_url": URL}, {"mask_image_url": "no"}]}, Reading())
    assert found == "layers[1].mask_image_url: must be an https URL or a data: URI"


def test_files_in_maps_behind_references_and_among_alternatives() -> None:
    rule: Json = {"validation_rule": "width_pixels<", "validation_value": 100}
    picture: Json = {"type": "string", "format": "image_uri", "validations": [rule]}
    to_picture: Json = {"$ref": "#/$defs/picture"}
    parts: Json = {
        "scene": {"type": "object", "additionalProperties": to_picture},
        "cover": {"anyOf": [{"type": "null"}, to_picture, {"type": "array", "items": picture}]},
    }
    check = check_for({"type": "object", "properties": parts, "$defs": {"picture": picture}})
    good, wide = uri(64, 64), uri(128, 64)
    assert check({"scene": {"front": good}, "cover": None}, Reading()) is None
    assert check({"cover": [good]}, Reading()) is None
    refused: list[tuple[Json, str]] = [
        ({"scene": {"front": wide}}, "scene.front"),
        ({"cover": wide}, "cover"),
        ({"cover": [good, wide]}, "cover[1]"),
    ]
    for value, place in refused:
        assert check(value, Reading()) == f"{place}: width_pixels< 100"


def test_a_schema_may_allow_other_arguments() -> None:
    check = check_for({"type": "object", "properties": {}, "additionalProperties": True})
    assert check({"anything": 1}, Reading()) is None


def test_a_message_never_repeats_a_whole_file() -> None:
    check = check_for({"type": "object", "properties": {"it": {"type": "integer"}}})
    assert len(str(check({"it": uri(200, 200) * 9}, Reading()))) < 200
