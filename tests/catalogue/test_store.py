"""Every stored schema, and that nothing of the vendor's pages is lost on the way to the store.

``tests/pages`` holds the pages as they were copied, one file per endpoint and language.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from typewright.catalogue.check import check
from typewright.catalogue.load import load
from typewright.catalogue.locale import localised, text_pointers, unwrapped_output
from typewright.catalogue.model import Document, EndpointSource, Json
from typewright.catalogue.rules import METRICS, parse_rule
from typewright.catalogue.schema import subschemas

ROOT = Path(__file__).parents[2]
CATALOGUE, UNREAD = load(ROOT / "schemas")
ENDPOINTS = {each.id: each for provider in CATALOGUE.providers for each in provider.endpoints}
FILES = sorted((ROOT / "schemas").rglob("*.json"))
PAGES = sorted((ROOT / "tests" / "pages").glob("*.txt"))

SEEDREAM_5 = "bytedance/seedream-5/lite/text-to-image"
SEEDREAM_4 = "bytedance/seedream-4-0/edit"
SEEDANCE = "bytedance/seedance-1-0/lite/image-to-video"


class Page(NamedTuple):
    """What a vendor's page says of one endpoint, in one language."""

    id: str
    language: str
    example: Any
    input: Any
    output: Any
    file_inputs: str
    sha256: str


def page(path: Path) -> Page:
    """Reads a page again, with nothing but a JSON decoder that looks for balanced values."""
    text = path.read_text("utf-8")
    values = list(json_values(text))
    (example, _), (again, _), (schema, start), (output, _) = values
    assert example == again, "the page shows its example twice"
    name, language = path.stem.rsplit(".", 1)
    return Page(
        id=name.replace("__", "/"),
        language=language,
        example=example,
        input=schema,
        output=output,
        file_inputs=text[:start].rpartition('Bearer <token>"')[2].strip(),
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
    )


def json_values(text: str) -> Iterator[tuple[Any, int]]:
    decoder, start = json.JSONDecoder(), text.find("{")
    while start >= 0:
        try:
            value, end = decoder.raw_decode(text, start)
        except json.JSONDecodeError:
            end = start + 1
        else:
            yield value, start
        start = text.find("{", end)


def data(document: Document) -> Any:
    return document.data


def documents() -> Iterator[Document]:
    for provider in CATALOGUE.providers:
        yield provider.document
        for each in provider.endpoints:
            patch = () if each.patch is None else (each.patch,)
            yield from (each.meta, each.input, each.output, *each.locales.values(), *patch)


def test_the_store_is_free_of_findings() -> None:
    assert UNREAD == ()
    assert check(CATALOGUE) == ()


@pytest.mark.parametrize("path", FILES, ids=lambda each: each.relative_to(ROOT).as_posix())
def test_files_are_canonically_formatted(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert text == json.dumps(json.loads(text), indent=2, ensure_ascii=False) + "\n"


def test_all_files_of_the_store_are_documents() -> None:
    stored = {path for path in (ROOT / "schemas").rglob("*") if path.is_file()}
    meta = {path for path in stored if path.parent.name == "_meta"}
    locks = {path for path in stored if path.name == "names.lock.json"}
    assert {Path(each.path) for each in documents()} == stored - meta - locks


@pytest.mark.parametrize("document", list(documents()), ids=lambda each: each.path.name)
def test_the_schema_that_a_file_names_is_there(document: Document) -> None:
    named = data(document).get("$schema")
    if named is not None:
        target = (Path(document.path).parent / named).resolve()
        assert target.parent == ROOT / "schemas" / "_meta"
        assert target.is_file()


def test_every_page_is_stored() -> None:
    pages = [page(path) for path in PAGES]
    assert {(each.id, each.language) for each in pages} == {
        *((SEEDREAM_5, language) for language in ("ko", "ja", "it")),
        (SEEDREAM_4, "ko"),
        (SEEDANCE, "ko"),
    }
    for each in pages:
        stored = ENDPOINTS[each.id]
        assert {
            "source": "RunComfy API page",
            "language": each.language,
            "sha256": each.sha256,
        } in (data(stored.meta)["provenance"])


@pytest.mark.parametrize("path", PAGES, ids=lambda each: each.stem)
def test_the_store_gives_back_the_page(path: Path) -> None:
    seen = page(path)
    stored = ENDPOINTS[seen.id]
    texts = localised(stored, [seen.language])
    assert json.dumps(texts.input) == json.dumps(seen.input), "keys and their order too"
    assert json.dumps(texts.output) == json.dumps(seen.output)
    assert data(stored.locales[seen.language])["page"]["file_inputs"] == seen.file_inputs
    assert data(stored.meta)["examples"] == [{"source": "page", "input": seen.example}]


@pytest.mark.parametrize("path", PAGES, ids=lambda each: each.stem)
def test_a_locale_holds_every_text_of_its_page(path: Path) -> None:
    seen = page(path)
    stored = ENDPOINTS[seen.id].locales[seen.language]
    for part, schema in (("input", seen.input), ("output", seen.output)):
        expected = list(text_pointers(schema, output=part == "output"))
        assert list(data(stored)[part]) == expected


@pytest.mark.parametrize("path", PAGES, ids=lambda each: each.stem)
def test_the_limits_of_files_are_those_of_the_page(path: Path) -> None:
    seen = page(path)
    image, video = (int(number) for number in re.findall(r"≤ (\d+) ?MB", seen.file_inputs))
    limits = data(ENDPOINTS[seen.id].meta)["file_inputs"]
    assert (limits["image_max_bytes"], limits["video_max_bytes"]) == (image * 10**6, video * 10**6)


@pytest.mark.parametrize("endpoint", ENDPOINTS.values(), ids=ENDPOINTS.keys())
def test_english_reads_as_english(endpoint: EndpointSource) -> None:
    """With English first, no text of another script is left, and no message is translated."""
    texts = localised(endpoint, ["en", "ko"])
    for schema, output in ((texts.input, False), (texts.output, True)):
        for pointer in text_pointers(schema, output=output):
            assert not re.search(r"[가-힣ぁ-ヿ一-龯]", str(value_at(schema, pointer))), pointer
    english = data(endpoint.locales["en"])
    originals = {"input": endpoint.input.data, "output": endpoint.output.data}
    for part, original in originals.items():
        for pointer in english[part]:
            assert not str(value_at(original, pointer)).isascii(), "the page's English stands"
    assert english["page"]["file_inputs"].count("≤") == 2


def value_at(schema: Json, pointer: str) -> Any:
    value: Any = schema
    for step in pointer.split("/")[1:]:
        value = value[int(step) if isinstance(value, list) else step]
    return value


class Facts(NamedTuple):
    """Counted by hand on the pages."""

    fields: tuple[str, ...]
    required: tuple[str, ...]
    enums: dict[str, int]
    defaults: dict[str, object]
    rules: dict[str, int]
    limits: dict[str, int]


FACTS = {
    SEEDREAM_5: Facts(
        fields=(
            "prompt",
            "resolution",
            "sequential_image_generation",
            "max_images",
            "output_format",
            "optimize_prompt_options",
        ),
        required=("prompt",),
        enums={
            "resolution": 18,
            "sequential_image_generation": 2,
            "max_images": 15,
            "output_format": 2,
            "optimize_prompt_options": 1,
        },
        defaults={
            "resolution": "2304x1728 (4:3)",
            "sequential_image_generation": "disabled",
            "max_images": 15,
            "output_format": "png",
            "optimize_prompt_options": "standard",
        },
        rules={},
        limits={},
    ),
    SEEDREAM_4: Facts(
        fields=("prompt", "images", "resolution"),
        required=("prompt", "images"),
        enums={"resolution": 11},
        defaults={"resolution": "2048x2048 (1:1)"},
        rules={"images": 5},
        limits={"prompt.maxLength": 600, "images.minItems": 1, "images.maxItems": 10},
    ),
    SEEDANCE: Facts(
        fields=(
            "prompt",
            "first_frame_image_url",
            "last_frame_image_url",
            "resolution",
            "duration",
        ),
        required=("prompt", "first_frame_image_url"),
        enums={"resolution": 3, "duration": 2},
        defaults={"resolution": "480p", "duration": 5},
        rules={"first_frame_image_url": 7, "last_frame_image_url": 7},
        limits={"prompt.maxLength": 1900},
    ),
}


@pytest.mark.parametrize("id", FACTS)
def test_facts_counted_by_hand(id: str) -> None:
    schema, facts = data(ENDPOINTS[id].input), FACTS[id]
    properties = schema["properties"]
    assert tuple(properties) == facts.fields
    assert tuple(schema["required"]) == facts.required
    assert {k: len(v["enum"]) for k, v in properties.items() if "enum" in v} == facts.enums
    defaults = {k: v["default"] for k, v in properties.items() if "default" in v}
    if id == SEEDREAM_5:  # a whole example as the default of a required field
        assert defaults.pop("prompt") == data(ENDPOINTS[id].meta)["examples"][0]["input"]["prompt"]
    assert defaults == facts.defaults
    rules = {k: len(v["validations"]) for k, v in properties.items() if "validations" in v}
    assert rules == facts.rules
    for place, limit in facts.limits.items():
        name, keyword = place.split(".")
        assert properties[name][keyword] == limit


def test_the_rules_of_the_seeds() -> None:
    images = data(ENDPOINTS[SEEDREAM_4].input)["properties"]["images"]["validations"]
    assert [(each["validation_rule"], each["validation_value"]) for each in images] == [
        ("file_size_mb<", 10),
        ("width/height>", 0.33),
        ("width/height<", 3),
        ("width_pixels>", 14),
        ("height_pixels>", 14),
    ]
    frames = data(ENDPOINTS[SEEDANCE].input)["properties"]
    first, last = (frames[f"{which}_frame_image_url"]["validations"] for which in ("first", "last"))
    assert first == last
    assert [(each["validation_rule"], each["validation_value"]) for each in first] == [
        ("width_pixels<", 6000),
        ("height_pixels<", 6000),
        ("width_pixels>", 300),
        ("height_pixels>", 300),
        ("width/height>", 0.4),
        ("width/height<", 2.5),
        ("file_size_mb<", 30),
    ]


@pytest.mark.parametrize("endpoint", ENDPOINTS.values(), ids=ENDPOINTS.keys())
def test_every_rule_can_be_measured(endpoint: EndpointSource) -> None:
    for _, schema in subschemas(endpoint.input.data):
        rules: Any = schema.get("validations", [])
        for rule in rules:
            parsed = parse_rule(rule["validation_rule"])
            assert parsed is not None
            assert parsed[0] in METRICS


@pytest.mark.parametrize("endpoint", ENDPOINTS.values(), ids=ENDPOINTS.keys())
def test_every_output_is_what_the_provider_usually_gives(endpoint: EndpointSource) -> None:
    (provider,) = CATALOGUE.providers
    usual: Any = data(provider.document)["default_output"]
    documented: Any = unwrapped_output(localised(endpoint, ["en"]).output)
    assert set(usual["properties"]) - set(documented["properties"]) == {"audio", "audios"}
    for name, field in documented["properties"].items():
        assert field == usual["properties"][name]
