"""Several sources over a store: one structure, every language, and as small a diff as can be."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from typewright.catalogue.load import load
from typewright.catalogue.model import ProviderSource
from typewright.ingest.documents import in_order_of, title_of
from typewright.ingest.merge import first_difference
from typewright.ingest.model import Source
from typewright.ingest.run import Ingested, ingest
from typewright.writer import write_each

from .layouts import LAYOUTS, prose

ROOT = Path(__file__).parents[3]
TODAY = date(2026, 11, 21)
ID = "acme/draw/edit"
BODY: Any = {"prompt": ""}
OUTPUT: Any = {"output": {"type": "object", "properties": {"image": {"type": "string"}}}}


def schema(title: str = "Prompt", **changes: Any) -> Any:
    field = {"type": "string", "title": title, "description": f"about {title}", **changes}
    return {"type": "object", "required": ["prompt"], "properties": {"prompt": field}}


def page(name: str, given: Any, *, layout: str = "prose", language: str = "") -> Source:
    text = LAYOUTS[layout](ID, BODY, given, OUTPUT)
    return Source(name, f"{language}\n{text}".encode())


ITALIAN = "Fornisci un URL che sia raggiungibile per il modello con la chiave della richiesta"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with a provider and no endpoint."""
    facts = (ROOT / "schemas" / "runcomfy" / "provider.json").read_text("utf-8")
    home = tmp_path / "schemas" / "runcomfy"
    home.mkdir(parents=True)
    (home / "provider.json").write_text(facts, "utf-8")
    return tmp_path / "schemas"


def provider(store: Path) -> ProviderSource:
    (found,) = load(store)[0].providers
    return found


def taken(store: Path, *sources: Source, today: date = TODAY) -> Ingested:
    """Ingest and write."""
    found = ingest(sources, provider(store), today=today)
    write_each(store / "runcomfy", found.files)
    return found


def stored(store: Path, name: str) -> Any:
    return json.loads((store / "runcomfy" / ID / name).read_text("utf-8"))


def names(found: Ingested) -> list[str]:
    return sorted(str(path.relative_to(ID)) for path in found.files)


def test_one_page_becomes_an_entry(store: Path) -> None:
    found = taken(store, page("a.txt", schema()))
    assert found.endpoints == (ID,)
    assert found.findings == ()
    assert names(found) == [
        "endpoint.json",
        "input.schema.json",
        "locales/ko.json",
        "output.schema.json",
    ]
    assert stored(store, "input.schema.json") == schema()
    meta = stored(store, "endpoint.json")
    assert (meta["id"], meta["name"], meta["language"]) == (ID, "Draw Edit", "ko")
    assert meta["examples"] == [{"source": "page", "input": BODY}]
    assert meta["file_inputs"] == {"image_max_bytes": 50_000_000, "video_max_bytes": 100_000_000}
    (origin,) = meta["provenance"]
    assert (origin["name"], origin["retrieved"]) == ("a.txt", "2026-11-21")
    assert len(origin["sha256"]) == 64
    assert load(store)[1] == ()


def test_languages_become_overlays_whatever_the_order(store: Path, tmp_path: Path) -> None:
    pages = [
        page("ko.txt", schema("프롬프트")),
        page("it.html", schema("Il testo della richiesta"), layout="web", language=""),
        page("en.md", schema("The text of the request"), layout="markdown"),
    ]
    pages[1] = replace(pages[1], raw=pages[1].raw.replace(b"lang='en'", b"lang='it-IT'"))
    found = ingest(pages, provider(store), today=TODAY)
    assert found.files == ingest(pages[::-1], provider(store), today=TODAY).files
    write_each(store / "runcomfy", found.files)
    assert stored(store, "endpoint.json")["language"] == "en"
    assert stored(store, "input.schema.json") == schema("The text of the request")
    titles = {
        tag: stored(store, f"locales/{tag}.json")["input"]["/properties/prompt/title"]
        for tag in ("en", "it", "ko")
    }
    assert titles["it"] == "Il testo della richiesta"
    assert titles["ko"] == "프롬프트"


def test_ingesting_again_changes_nothing(store: Path) -> None:
    pages = [page("ko.txt", schema("프롬프트")), page("en.md", schema(), layout="markdown")]
    taken(store, *pages)
    again = taken(store, *pages, today=date(2030, 1, 1))
    assert (again.files, again.endpoints) == ({}, (ID,))
    assert taken(store, pages[1], today=date(2030, 1, 1)).files == {}


def test_a_structural_difference_is_shown_and_changes_nothing(store: Path) -> None:
    found = taken(
        store,
        page("ko.txt", schema("프롬프트", maxLength=600)),
        page("en.md", schema(maxLength=900), layout="markdown"),
    )
    assert found.files == {}
    (finding,) = found.findings
    assert finding.code == "TW022"
    assert "/properties/prompt/maxLength is 900 in en.md (en) and 600 in ko.txt (ko)" in (
        finding.message
    )


def test_one_bad_page_does_not_hold_up_the_others(store: Path) -> None:
    cut = replace(page("cut.txt", schema()), raw=page("cut.txt", schema()).raw[:-150])
    other = prose("acme/other", BODY, schema(), OUTPUT)
    found = taken(store, cut, Source("other.txt", other.encode()))
    assert found.endpoints == ("acme/other",)
    assert [each.code for each in found.findings] == ["TW021"]


def test_a_changed_page_changes_what_it_must(store: Path) -> None:
    taken(store, page("en.md", schema(), layout="markdown"))
    home = store / "runcomfy" / ID
    meta = stored(store, "endpoint.json")
    meta["name"] = "Draw, Edited by Hand"
    meta["categories"] = ["image"]
    (home / "endpoint.json").write_text(json.dumps(meta, indent=2) + "\n", "utf-8")
    before = (home / "input.schema.json").read_text("utf-8").splitlines()
    changed = page("en.md", schema(maxLength=900), layout="markdown")
    found = taken(store, changed, today=date(2027, 1, 2))
    assert names(found) == ["endpoint.json", "input.schema.json"]
    after = (home / "input.schema.json").read_text("utf-8").splitlines()
    assert len(set(after) - set(before)) == 2  # the new line, and the comma before it
    new = stored(store, "endpoint.json")
    assert (new["name"], new["categories"]) == ("Draw, Edited by Hand", ["image"])
    assert new["provenance"][0]["retrieved"] == "2027-01-02"
    assert list(new) == list(meta)


def test_keys_in_another_order_are_no_change(store: Path) -> None:
    taken(store, page("en.md", schema(), layout="markdown"))
    turned = {key: schema()[key] for key in reversed(schema())}
    found = taken(store, page("en.md", turned, layout="markdown"))
    assert names(found) == ["endpoint.json"]  # the page has another hash


def test_a_catalogue_adds_prices_and_takes_no_text_away(store: Path) -> None:
    taken(store, page("en.md", schema(), layout="markdown"))
    bare = schema()
    del bare["properties"]["prompt"]["title"], bare["properties"]["prompt"]["description"]
    entry = {
        "model_id": ID,
        "display_name": "Draw 2",
        "base_price_usd": 0.5,
        "price_unit": "second",
        "input_schema": bare,
    }
    found = taken(store, Source("models.json", json.dumps({"models": [entry]}).encode()))
    assert names(found) == ["endpoint.json"]
    meta = stored(store, "endpoint.json")
    assert (meta["name"], meta["price"]) == ("Draw 2", {"base_usd": 0.5, "unit": "second"})
    assert [each["source"] for each in meta["provenance"]] == [
        "RunComfy API page",
        "RunComfy catalogue",
    ]


def test_an_endpoint_without_an_output_has_the_usual_one(store: Path) -> None:
    entry = {"model_id": ID, "input_schema": schema()}
    taken(store, Source("models.json", json.dumps(entry).encode()))
    (endpoint,) = provider(store).endpoints
    assert endpoint.output.usual
    assert isinstance(endpoint.output.data, dict)
    assert "image" in str(endpoint.output.data["properties"])
    assert load(store)[1] == ()


def test_texts_of_other_languages_that_belong_nowhere_now(store: Path) -> None:
    taken(store, page("ko.txt", schema("프롬프트")), page("en.md", schema(), layout="markdown"))
    renamed: Any = {**schema(), "required": [], "properties": {"text": {"type": "string"}}}
    found = ingest([page("en.md", renamed, layout="markdown")], provider(store), today=TODAY)
    assert [each.code for each in found.findings] == ["TW024"]
    assert "2 texts in ko" in found.findings[0].message


@pytest.mark.parametrize(
    ("old", "new", "order"),
    [
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, ["a", "b"]),
        ({"a": 1, "b": 2}, {"x": 0, "b": 2, "a": 1}, ["x", "a", "b"]),
        ({"a": 1, "b": 2}, {"b": 2, "y": 0, "a": 1}, ["a", "b", "y"]),
        ({"a": 1, "b": 2}, {"b": 3}, ["b"]),
        ({}, {"b": 2, "a": 1}, ["b", "a"]),
    ],
)
def test_keys_keep_their_order(
    old: Mapping[str, Any], new: Mapping[str, Any], order: list[str]
) -> None:
    found = in_order_of(dict(old), dict(new))
    assert found == new
    assert isinstance(found, dict)
    assert list(found) == order


def test_differences() -> None:
    assert first_difference({"a": [1, {"b": 2}]}, {"a": [1, {"b": 3}]}) == ("/a/1/b", ("2", "3"))
    assert first_difference({"a": 1}, {"a/b": 1}) == ("/a", ("1", "nothing"))
    assert first_difference({"a": 1}, {"a": True}) == ("/a", ("1", "true"))
    assert first_difference({"a": 1, "b": 2}, {"b": 2, "a": 1}) is None


def test_titles() -> None:
    assert title_of("bytedance/seedream-4-0/edit") == "Seedream 4 0 Edit"
    assert title_of("minimax/Hailuo Video 01 Live") == "Hailuo Video 01 Live"


def test_every_page_and_catalogue_that_we_have(store: Path) -> None:
    """Twenty endpoints from eleven pages and a catalogue; a second time nothing changes."""
    pages = [each for each in (ROOT / "tests" / "pages").rglob("*") if each.is_file()]
    sources = [Source(path.name, path.read_bytes()) for path in sorted(pages)]
    found = taken(store, *sources)
    assert [each.message for each in found.findings] == []
    assert len(found.endpoints) == 20
    assert PurePosixPath("kling/kling-3.0/4k/text-to-video/endpoint.json") in found.files
    assert taken(store, *sources).files == {}
    assert load(store)[1] == ()
