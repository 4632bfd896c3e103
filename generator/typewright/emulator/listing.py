"""The catalogue endpoints, pure: what the store holds, in the words of the API."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from typewright.catalogue.model import EndpointSource, Json
from typewright.catalogue.pointers import mapping

DEFAULT_LIMIT: Final = 50
"""Entries in an answer when none is asked for. The API's own figure is not documented."""


class BadQuery(ValueError):
    """A query parameter that is no number."""


def model(endpoint: EndpointSource, *, include_schema: bool = True) -> dict[str, Json]:
    """The entry of one endpoint; prices only where the store knows them."""
    meta = mapping(endpoint.meta.data)
    entry: dict[str, Json] = {
        "model_id": endpoint.id,
        "display_name": meta.get("name"),
        "kind": meta.get("kind", "model"),
        "categories": list(categories_of(endpoint)),
    }
    price = mapping(meta.get("price"))
    names = (("base_usd", "base_price_usd"), ("unit", "price_unit"), ("note", "pricing_note"))
    entry |= {public: price[stored] for stored, public in names if stored in price}
    if include_schema:
        entry["input_schema"] = endpoint.input.data
    return entry


def models(endpoints: Sequence[EndpointSource], query: Mapping[str, str]) -> dict[str, Json]:
    """One page of the catalogue. Raises :class:`BadQuery`."""
    offset, limit = _number(query, "offset", 0), _number(query, "limit", DEFAULT_LIMIT)
    found = list(_found(endpoints, query))
    schema = query.get("include_schema", "").lower() in ("true", "1")
    page = [model(each, include_schema=schema) for each in found[offset : offset + limit]]
    return {"models": list[Json](page), "total": len(found)}


def categories(endpoints: Sequence[EndpointSource]) -> dict[str, Json]:
    """Every category, sorted."""
    names = {name for endpoint in endpoints for name in categories_of(endpoint)}
    return {"categories": list[Json](sorted(names))}


def categories_of(endpoint: EndpointSource) -> tuple[str, ...]:
    """The vendor's categories of an endpoint."""
    names = mapping(endpoint.meta.data).get("categories")
    return tuple(str(name) for name in names) if isinstance(names, list) else ()


def _found(
    endpoints: Sequence[EndpointSource], query: Mapping[str, str]
) -> Iterator[EndpointSource]:
    """Those that the filters let pass; an empty filter is none."""
    words = query.get("search", "").lower()
    for endpoint in endpoints:
        entry = model(endpoint, include_schema=False)
        if words not in f"{entry['model_id']} {entry['display_name']}".lower():
            continue
        if query.get("category") and query["category"] not in categories_of(endpoint):
            continue
        if query.get("kind") and query["kind"] != entry["kind"]:
            continue
        yield endpoint


def _number(query: Mapping[str, str], name: str, default: int) -> int:
    text = query.get(name, str(default))
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise BadQuery(f"{name} must be a number that is not negative")
    return int(text)
