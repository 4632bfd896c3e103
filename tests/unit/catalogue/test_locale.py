"""Texts in another language: which one wins, and that nothing else changes."""

import copy
import json
from collections.abc import Mapping
from pathlib import PurePosixPath

import pytest

from typewright.catalogue.locale import localised, text_pointers, unwrapped_output
from typewright.catalogue.model import Document, EndpointSource, Json

INPUT: Json = {
    "title": "입력",
    "properties": {
        "a/b": {"title": "에이", "description": "", "default": {"title": "기본"}},
        "title": {"description": "제목", "enum": ["x"]},
        "list": {
            "validations": [
                {
                    "validation_rule": "width_pixels<",
                    "validation_value": 1,
                    "validation_error": "큼",
                }
            ]
        },
    },
}
OUTPUT: Json = {"output": {"properties": {"image": {"description": "이미지"}}}}
TEXTS: Mapping[str, Mapping[str, Json]] = {
    "en": {
        "input": {
            "/properties/a~1b/title": "A",
            "/properties/list/validations/0/validation_error": "too wide",
        },
        "output": {"/output/properties/image/description": "image"},
    },
    "de": {"input": {"/title": "Eingabe", "/properties/a~1b/title": ""}},
}


def document(data: Json) -> Document:
    return Document(PurePosixPath("x.json"), json.dumps(data), data)


@pytest.fixture
def endpoint() -> EndpointSource:
    return EndpointSource(
        id="acme/one",
        directory=PurePosixPath("acme/acme/one"),
        meta=document({"id": "acme/one", "language": "ko"}),
        input=document(copy.deepcopy(INPUT)),
        output=document(copy.deepcopy(OUTPUT)),
        locales={tag: document(dict(texts)) for tag, texts in TEXTS.items()},
    )


def at(data: Json, *path: str | int) -> Json:
    for step in path:
        if isinstance(data, dict):
            data = data[str(step)]
        else:
            assert isinstance(data, list)
            data = data[int(step)]
    return data


@pytest.mark.parametrize(
    ("order", "root", "title"),
    [
        (["en"], "입력", "A"),
        (["de"], "Eingabe", "에이"),
        (["de", "en"], "Eingabe", "A"),
        (["ko", "en", "de"], "입력", "에이"),
        (["fr"], "입력", "에이"),
        ([], "입력", "에이"),
    ],
)
def test_the_first_language_that_has_a_text_wins(
    order: list[str], root: str, title: str, endpoint: EndpointSource
) -> None:
    texts = localised(endpoint, order)
    assert at(texts.input, "title") == root
    assert at(texts.input, "properties", "a/b", "title") == title


def test_messages_and_outputs_are_translated(endpoint: EndpointSource) -> None:
    texts = localised(endpoint, ["en"])
    rule = at(texts.input, "properties", "list", "validations", 0)
    assert at(rule, "validation_error") == "too wide"
    assert at(rule, "validation_value") == 1
    assert at(unwrapped_output(texts.output), "properties", "image", "description") == "image"


def test_the_stored_documents_stay_as_they_are(endpoint: EndpointSource) -> None:
    localised(endpoint, ["en", "de"])
    assert endpoint.input.data == INPUT
    assert endpoint.output.data == OUTPUT


def test_which_texts_there_are() -> None:
    assert list(text_pointers(INPUT, output=False)) == [
        "/title",
        "/properties/a~1b/title",
        "/properties/a~1b/description",
        "/properties/title/description",
        "/properties/list/validations/0/validation_error",
    ]
    assert list(text_pointers(OUTPUT, output=True)) == ["/output/properties/image/description"]


def test_a_bare_output_is_its_own_schema() -> None:
    bare: Json = {"type": "object", "properties": {"output": {"type": "string"}}}
    assert unwrapped_output(bare) is bare
    named: Json = {"properties": {}, "output": {}}
    assert unwrapped_output(named) is named
    assert unwrapped_output(OUTPUT) == {"properties": {"image": {"description": "이미지"}}}
