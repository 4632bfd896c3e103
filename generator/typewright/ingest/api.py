"""The catalogue's own JSON, and bare schemas beside the id of their model."""

import json
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Final, cast

from typewright.catalogue.findings import quoted
from typewright.catalogue.model import Json
from typewright.ingest.model import Draft, Schema

_UNITS: Final = ("output", "second")


def entries(data: Json) -> list[Schema] | None:
    """The entries of a catalogue answer, of a list of them, or of one alone; ``None`` for others.

    An entry has a ``model_id``.
    """
    if isinstance(data, dict):
        listed = data.get("models")
        if "model_id" in data or "id" in data:
            return [data]
        return entries(listed) if isinstance(listed, list) else None
    if isinstance(data, list):
        found = [each for each in data if isinstance(each, dict)]
        return list(found) if found and len(found) == len(data) else None
    return None


def drafts(found: Sequence[Schema], *, source: str) -> Iterator[Draft | str]:
    """A draft for each entry, or why there is none; its hash is that of the entry alone."""
    for index, entry in enumerate(found):
        model_id = _text(entry, "model_id") or _text(entry, "id")
        given = _schema(entry, "input_schema", "input")
        if not model_id:
            yield f"entry {index} names no model_id"
        elif given is None:
            yield f"{quoted(model_id)} has no input_schema"
        else:
            output = _schema(entry, "output_schema", "output")
            yield Draft(
                model_id=model_id,
                source=source,
                sha256=_hash(entry),
                kind="catalogue",
                language="en",
                input=given,
                output=output,
                meta=_meta(entry),
                missing=() if output is not None else ("an output schema",),
            )


def _hash(entry: Schema) -> str:
    """The SHA-256 of an entry, whatever the order of its keys: other entries change nothing."""
    text = json.dumps(dict(entry), sort_keys=True, ensure_ascii=True)
    return sha256(text.encode()).hexdigest()


def _meta(entry: Schema) -> dict[str, Json]:
    """What the catalogue states, in the words of ``endpoint.json``."""
    meta: dict[str, Json] = {}
    if name := _text(entry, "display_name"):
        meta["name"] = name
    categories = entry.get("categories")
    if isinstance(categories, list) and categories:
        meta["categories"] = [each for each in categories if isinstance(each, str)]
    if kind := _text(entry, "kind"):
        meta["kind"] = kind
    price = entry.get("base_price_usd")
    if isinstance(price, int | float) and not isinstance(price, bool):
        meta["price"] = _price(entry, price)
    return meta


def _price(entry: Schema, dollars: float) -> dict[str, Json]:
    unit, note = entry.get("price_unit"), _text(entry, "pricing_note")
    price: dict[str, Json] = {
        "base_usd": dollars,
        "unit": unit if unit in _UNITS else "output",
    }
    return {**price, "note": note} if note else price


def _schema(entry: Schema, *names: str) -> Schema | None:
    for name in names:
        found = entry.get(name)
        if isinstance(found, dict):
            return cast("Mapping[str, Json]", found)
    return None


def _text(entry: Schema, name: str) -> str:
    value = entry.get(name)
    return value.strip() if isinstance(value, str) else ""
