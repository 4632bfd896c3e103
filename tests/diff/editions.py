"""Editions of one endpoint, made of schemas in the test's own words."""

import json
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from typewright.catalogue.model import Catalogue, Document, EndpointSource, ProviderSource
from typewright.catalogue.settle import settled
from typewright.diff.edition import Edition
from typewright.ir.build import build_endpoint, usual_output

Schema = dict[str, Any]

PROVIDER = json.loads((Path(__file__).parent.parent / "golden" / "provider.json").read_text())
ID = "acme/one/make"
PLAIN: Schema = {"type": "object", "properties": {"url": {"type": "string"}}}


def document(path: str, data: Any) -> Document:
    """A document as the store would hold it."""
    return Document(PurePosixPath("store") / path, json.dumps(data, indent=2), data)


def edition(
    request: Schema | None = None,
    response: Schema | None = None,
    *,
    id: str = ID,
    meta: Mapping[str, Any] | None = None,
    provider: Mapping[str, Any] | None = None,
) -> Edition:
    """A store of one endpoint with these schemas."""
    from datetime import date

    facts = document("acme/provider.json", {**PROVIDER, **(provider or {})})
    source = EndpointSource(
        id=id,
        directory=PurePosixPath(f"acme/{id}"),
        meta=document(f"acme/{id}/endpoint.json", {"id": id, "name": "One", **(meta or {})}),
        input=document(f"acme/{id}/input.schema.json", request or PLAIN),
        output=document(f"acme/{id}/output.schema.json", response or PLAIN),
        locales={},
    )
    provider_ = ProviderSource("acme", facts, (source,))
    catalogue, _ = settled(Catalogue(PurePosixPath("store"), (provider_,)), date(2026, 1, 1))
    (chosen,) = catalogue.providers
    (only,) = chosen.endpoints
    built = build_endpoint(only, (), usual_output(chosen))
    return Edition(PurePosixPath("store"), "store", {id: only}, {id: built}, chosen)


def of(*required: str, **properties: Schema) -> Schema:
    """An object with these properties, of which these are required."""
    return {"type": "object", "properties": properties, "required": list(required)}


def rules(*pairs: tuple[str, float], message: str = "No.") -> list[Schema]:
    """Media rules: ``("width_pixels<", 300)``."""
    return [
        {"validation_rule": rule, "validation_value": value, "validation_error": message}
        for rule, value in pairs
    ]
