"""One source at a time: any layout gives the schemas back exactly, and bad ones give findings."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typewright.ingest.model import Draft, Source
from typewright.ingest.read import Read, read

from .layouts import LAYOUTS, call, flush, prose

ROUTE = "/v1/models/{model_id}"
ID = "acme/draw-2.0/edit"
BODY: Any = {"prompt": 'It\'s {a} "cat"\n', "images": []}
INPUT: Any = {
    "type": "object",
    "title": "입력",
    "required": ["prompt"],
    "properties": {
        "prompt": {"type": "string", "description": '무엇을 그릴까요? {"x": 1}'},
        "images": {"type": "array", "items": {"type": "string", "format": "image_uri"}},
    },
}
OUTPUT: Any = {"output": {"type": "object", "properties": {"image": {"type": "string"}}}}


def taken(text: str, name: str = "page.txt") -> Read:
    return read(Source(name, text.encode()), ROUTE)


def draft_of(text: str) -> Draft:
    found = taken(text)
    assert [each.message for each in found.findings] == []
    (draft,) = found.drafts
    return draft


def codes(found: Read) -> list[str]:
    return [finding.code for finding in found.findings]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_gives_everything_back(layout: str) -> None:
    draft = draft_of(LAYOUTS[layout](ID, BODY, INPUT, OUTPUT))
    assert draft.model_id == ID
    assert (draft.input, draft.output) == (INPUT, OUTPUT)
    assert draft.examples == (BODY,)
    assert draft.language == "ko"


NAMES: st.SearchStrategy[str] = st.from_regex(r"[a-z][a-z0-9_]{0,12}", fullmatch=True)
BROKEN = "\ufffd" + "".join(map(chr, range(0xC2, 0xF5)))  # what badly encoded pages are known by
VISIBLE = st.characters(
    codec="utf-8", exclude_categories=("Cc", "Cf", "Zl", "Zp"), exclude_characters=BROKEN
)
TEXTS: st.SearchStrategy[str] = st.text(VISIBLE)
FIELDS: st.SearchStrategy[Any] = st.fixed_dictionaries(
    {"type": st.sampled_from(["string", "integer", "boolean", "float"])},
    optional={
        "title": TEXTS,
        "description": TEXTS,
        "default": st.one_of(TEXTS, st.integers(-(2**63), 2**63), st.booleans(), st.none()),
        "enum": st.lists(TEXTS, min_size=1, max_size=4),
        "format": st.sampled_from(["image_uri", "video_uris", "uri"]),
        "maximum": st.integers(-(10**9), 10**9),
    },
)
SCHEMAS: st.SearchStrategy[Any] = st.fixed_dictionaries(
    {
        "type": st.just("object"),
        "required": st.lists(NAMES, max_size=3),
        "properties": st.dictionaries(NAMES, FIELDS, max_size=6),
    }
)
IDS: st.SearchStrategy[str] = st.lists(
    st.from_regex(r"[A-Za-z0-9](?:[A-Za-z0-9. -]{0,10}[A-Za-z0-9])?", fullmatch=True).filter(
        # no device of Windows, and nothing that a shell takes for an option of curl
        lambda text: text.lower()[:3] not in ("con", "prn", "aux", "nul", "com", "lpt")
        and " -" not in text
    ),
    min_size=2,
    max_size=4,
).map("/".join)


@pytest.mark.parametrize("layout", LAYOUTS)
@given(model_id=IDS, schema=SCHEMAS, output=SCHEMAS, data=st.data())
def test_a_page_of_any_schema_gives_it_back(
    layout: str, model_id: str, schema: Any, output: Any, data: st.DataObject
) -> None:
    names = sorted(schema["properties"])
    body: dict[str, Any] = {
        name: data.draw(st.one_of(TEXTS, st.integers(), st.just([]))) for name in names
    }
    found = taken(LAYOUTS[layout](model_id, body, schema, {"output": output}))
    assert [each.message for each in found.findings if each.severity == "error"] == []
    (draft,) = found.drafts
    assert draft.model_id == model_id
    assert json.dumps(draft.input) == json.dumps(schema)
    assert json.dumps(draft.output) == json.dumps({"output": output})
    assert draft.examples == (body,)


PAGE = prose(ID, BODY, INPUT, OUTPUT)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_page_cut_anywhere_is_an_error_or_lacks_what_it_says(layout: str) -> None:
    page = LAYOUTS[layout](ID, BODY, INPUT, OUTPUT)
    for cut in range(0, len(page), 3):
        found = taken(page[:cut])
        for draft in found.drafts:
            assert draft.input == INPUT
            assert draft.output in (OUTPUT, None)
            assert draft.output is not None or "an output schema" in draft.missing
        assert found.drafts or codes(found)[0] in ("TW020", "TW021")


def test_a_page_that_is_there_twice_says_nothing_new() -> None:
    assert draft_of(f"{PAGE}\n{PAGE}").input == INPUT
    assert draft_of(f"{PAGE}\n{PAGE}").examples == (BODY,)


def test_two_pages_in_one_file_are_told_apart_by_nobody() -> None:
    found = taken(PAGE + prose("acme/other/edit", BODY, INPUT, OUTPUT))
    assert codes(found) == ["TW020"]
    assert "acme/draw-2.0/edit, acme/other/edit" in found.findings[0].message
    assert found.drafts == ()


def test_two_schemas_that_could_be_meant() -> None:
    other: Any = {**INPUT, "required": []}
    found = taken(prose(ID, BODY, INPUT, OUTPUT) + flush(other))
    assert codes(found) == ["TW022"]
    assert found.drafts == ()


def test_a_bare_output_is_known_by_the_example() -> None:
    bare = OUTPUT["output"]
    for schemas in ((INPUT, bare), (bare, INPUT)):
        draft = draft_of(f"{call(ID, flush(BODY))}\n{flush(schemas[0])}\n{flush(schemas[1])}")
        assert (draft.input, draft.output) == (INPUT, bare)


def test_what_a_page_lacks_is_said() -> None:
    found = taken(f"POST {call(ID, 'none')}\n{flush(INPUT)}")
    assert codes(found) == ["TW023", "TW023"]
    assert found.drafts[0].missing == ("an output schema", "an example body")


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "TW020"),
        (b"hello", "TW020"),
        (b"\xff\xff\xff", "TW001"),
        (PAGE.encode("cp949", errors="ignore"), "TW001"),
        (PAGE.encode().decode("latin-1").encode(), "TW001"),
        (PAGE.replace("무엇", "\ufffd").encode(), "TW001"),
        (PAGE.replace("무엇", "\u202e").encode(), "TW008"),
        (PAGE.replace(ID, "../../etc/passwd").encode(), "TW703"),
        (PAGE.replace(ID, "acme/con/edit").encode(), "TW703"),
        (PAGE.replace('"type": "object",\n"title"', '"type": object,\n"title"').encode(), "TW021"),
        (b"{}", "TW020"),
        (b"[1, 2]", "TW020"),
        (b'{"models": [', "TW001"),
        (b'{"model_id": "a/b"}', "TW020"),
    ],
)
def test_bad_sources_give_a_finding_and_nothing_else(raw: bytes, code: str) -> None:
    found = read(Source("page.txt", raw), ROUTE)
    assert codes(found)[0] == code
    assert found.drafts == ()
    assert found.findings[0].help


def re_encoded() -> dict[str, bytes]:
    """The page in other encodings and with other line ends."""
    return {
        "a byte order mark": PAGE.encode("utf-8-sig"),
        "UTF-16": PAGE.encode("utf-16"),
        "lines of Windows": PAGE.replace("\n", "\r\n").encode(),
        "lines of old": PAGE.replace("\n", "\r").encode(),
    }


@pytest.mark.parametrize("how", re_encoded())
def test_other_encodings_and_line_ends(how: str) -> None:
    (draft,) = read(Source("page.txt", re_encoded()[how]), ROUTE).drafts
    assert (draft.input, draft.output) == (INPUT, OUTPUT)


HOSTILE = {
    "nested objects": '{"a":' * 50_000,
    "braces": "{" * 100_000,
    "open strings": '{"' * 100_000,
    "broken objects": '{"a": x}' * 30_000,
    "one long string": '{"a": "' + "x" * 1_000_000,
    "nested HTML": "<html>" + "<div>" * 50_000,
    "brackets": "[" * 200_000,
    "calls": f"{call(ID, '')}\n" * 3_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_end_soon(name: str) -> None:
    found = taken(HOSTILE[name])
    assert found.drafts == ()
    assert found.findings


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Fornisci un URL HTTPS che sia raggiungibile; per gli asset privati con il token", "it"),
        ("画像のURLを指定してください", "ja"),
        ("请提供图片的网址", "zh"),
        ("Укажите адрес изображения", "ru"),
        ("Give the URL of the image for this call", "en"),
        ("Donnez une image pour le modèle et la vidéo avec les paramètres", "fr"),
        ("modelApiDoc_authP1", "en"),
    ],
)
def test_languages(text: str, language: str) -> None:
    plain = {"type": "object", "properties": {"prompt": {"type": "string"}}}
    page = f"{text}\n{call(ID, flush({'prompt': ''}))}\n{flush(plain)}{flush(OUTPUT)}\n{text}"
    assert draft_of(page).language == language


def test_a_catalogue_gives_all_its_entries() -> None:
    entry = {
        "model_id": ID,
        "display_name": "Draw",
        "kind": "model",
        "categories": ["image"],
        "base_price_usd": 0.05,
        "price_unit": "output",
        "pricing_note": "an image",
        "input_schema": INPUT,
    }
    other = {"model_id": "acme/none", "input_schema": None}
    found = taken(json.dumps({"models": [entry, other], "total": 2}), "models.json")
    (draft,) = found.drafts
    assert draft.meta == {
        "name": "Draw",
        "categories": ["image"],
        "kind": "model",
        "price": {"base_usd": 0.05, "unit": "output", "note": "an image"},
    }
    assert (draft.input, draft.output, draft.kind) == (INPUT, None, "catalogue")
    assert codes(found) == ["TW020"]
    assert "'acme/none' has no input_schema" in found.findings[0].message
    assert taken(json.dumps([entry])).drafts[0].model_id == ID
    assert taken(json.dumps(entry)).drafts[0].model_id == ID


def test_a_catalogue_is_larger_than_any_schema() -> None:
    text = json.dumps(
        {"models": [{"model_id": f"acme/m{n}", "input_schema": INPUT} for n in range(5_000)]}
    )
    assert len(text) > 1 << 20, "more than a file of the store may have"
    assert len(taken(text).drafts) == 5_000


TWICE = flush(INPUT).replace('"required"', '"type": "object",\n"required"')
PART = flush(OUTPUT).partition(":")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (PAGE.replace(flush(INPUT), TWICE), "TW002"),
        (PAGE.replace('"prompt": "It', '"prompt": "",\n"prompt": "It'), "TW002"),
        (f"End {PART[2]} {PAGE.replace(flush(OUTPUT), '')} {{", "TW021"),
        (f'"output": {PART[2]} {PAGE.replace(flush(OUTPUT), "")}', "TW021"),
        (PAGE.replace(flush(INPUT), '{"properties": ' + '{"a": ' * 70 + "1" + "}" * 71), "TW021"),
        (f"End {flush(INPUT)} https://a.net/v1/models/acme/draw", "TW020"),
        (PAGE.replace("권장", "\u202e권장"), "TW008"),
        (PAGE.replace('"images": []', '"images": ["\\u0000"]'), "TW008"),
        (json.dumps({"model_id": ID, "display_name": "\u202e", "input_schema": INPUT}), "TW008"),
        ('{"model_id": "a/b", "model_id": "a/c", "input_schema": {}}', "TW002"),
    ],
)
def test_doubtful_pages(text: str, code: str) -> None:
    found = taken(text)
    assert codes(found)[0] == code
    assert found.drafts == ()


def test_an_example_like_a_schema_is_an_example() -> None:
    body = {"properties": {"it": "one's"}}
    given: Any = {"type": "object", "properties": {"properties": {"type": "object"}}}
    for layout in LAYOUTS.values():
        draft = draft_of(layout(ID, body, given, OUTPUT))
        assert (draft.input, draft.output, draft.examples) == (given, OUTPUT, (body,))


def test_a_url_that_ends_the_page_may_be_cut_off() -> None:
    bare = f"Schemas\n{flush(INPUT)}\n{flush(OUTPUT)}\nhttps://a.net/v1/models/{ID}"
    assert codes(taken(bare)) == ["TW020"]
    assert taken(f"{bare}\n").drafts[0].model_id == ID


def test_sizes_that_are_no_sizes() -> None:
    page = PAGE.replace("50MB", "9" * 400 + "MB").replace("100MB", "7,5 GB")
    limits = draft_of(page).file_inputs
    assert (limits.image_max_bytes, limits.video_max_bytes) == (None, None)
