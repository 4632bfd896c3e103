"""Every place of a page times every payload: what is stored can be read, the rest is told."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from typewright.catalogue.load import load
from typewright.catalogue.model import Json
from typewright.catalogue.reading import read
from typewright.diagnostics import has_errors, render_json, render_text
from typewright.files import Files
from typewright.ingest.model import Source
from typewright.ingest.run import ingest

from .judging import RAW, written
from .payloads import IN_TURN, Payload
from .sinks import PROVIDER, base
from .test_matrix import FULL

STRIDE = 1 if FULL else 6
URL = "https://api.acme.example/v1/models/acme/two/make"


def _text(value: Json) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _page(
    prose: str = "Words.", url: str = URL, body: Json = "a", title: Json = "T", head: str = ""
) -> bytes:
    schema = base()["input"]
    schema["properties"]["prompt"]["title"] = title
    given, output, example = (
        written(each).decode() for each in (schema, base()["output"], {"prompt": body})
    )
    page = f"{head}{prose}\ncurl --url {url} \\\n--data '{example}'\n{prose}\n{given}\n{output}\n"
    return page.encode("utf-8", "surrogatepass")


def _catalogue(key: str) -> Callable[[Json], bytes]:
    def made(value: Json) -> bytes:
        entry = {"model_id": "acme/two/make", "input_schema": base()["input"], key: value}
        return written({"models": [entry]})

    return made


PLACES: dict[str, Callable[[Json], bytes]] = {
    "prose": lambda value: _page(prose=_text(value)),
    "words on files": lambda value: _page(prose=f'"Bearer <token>"{_text(value)}'),
    "id": lambda value: _page(url=f"https://api.acme.example/v1/models/{_text(value)}"),
    "URL": lambda value: _page(url=_text(value)),
    "example": lambda value: _page(body=value),
    "title": lambda value: _page(title=value),
    "language": lambda value: _page(head=f'<html lang="{_text(value)}">'),
    "tag": lambda value: _page(head=f"<html><{_text(value)}>"),
    **{
        f"catalogue {key}": _catalogue(key)
        for key in (
            *("model_id", "display_name", "categories", "kind", "base_price_usd", "price_unit"),
            *("pricing_note", "input_schema", "output_schema"),
        )
    },
}


@pytest.mark.parametrize("place", PLACES)
def test_nothing_unfit_is_stored(place: str, tmp_path: Path) -> None:
    (tmp_path / "acme").mkdir()
    (tmp_path / "acme/provider.json").write_text(json.dumps(PROVIDER))
    (provider,) = load(tmp_path)[0].providers
    complaints: dict[str, list[str]] = {}
    for payload in IN_TURN[len(place) % STRIDE :: STRIDE]:
        source = Source(f"page {_text(payload.value)[:50]}.txt", PLACES[place](payload.value))
        found = ingest([source], provider, today=date(2026, 1, 1))
        wrong = list(_complaints(found.files, payload))
        told = render_text(found.findings)
        if RAW.search(told) or not render_json(found.findings).isascii():
            wrong.append("raw characters in findings")
        if not found.files and not has_errors(found.findings):
            wrong.append("nothing stored and no error")
        if any(each.line < 1 or each.column < 1 for each in found.findings):
            wrong.append("a finding without a place")
        if wrong:
            complaints[payload.title] = wrong
    assert complaints == {}


def _complaints(files: Files, payload: Payload) -> Iterator[str]:
    for path, text in files.items():
        if path.is_absolute() or ".." in path.parts or "\\" in str(path):
            yield f"{path!a} leads away"
        if path.name.partition(".")[0] in ("con", "nul", "aux", "prn"):
            yield f"{path!a} is a device"
        if read(path, text.encode("utf-8", "surrogatepass")).findings:
            yield f"{path!a} is not fit for the store after {payload.kind}"
