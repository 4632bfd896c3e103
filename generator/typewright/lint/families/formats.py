"""TW22: formats."""

from collections.abc import Iterator
from typing import Final

from typewright.catalogue.findings import nearest, quoted
from typewright.diagnostics import Severity
from typewright.ir.media_kind import ARRAY_FORMATS, ITEM_FORMATS, kind_by_context
from typewright.lint.kinds import besides_null, kinds_of
from typewright.lint.model import Fix, Found, Spot
from typewright.lint.registry import rule

_STANDARD: Final = (
    *("date-time", "date", "time", "duration", "email", "idn-email", "hostname", "idn-hostname"),
    *("ipv4", "ipv6", "uri", "uri-reference", "iri", "iri-reference", "uuid", "uri-template"),
    *("json-pointer", "relative-json-pointer", "regex"),
)
"""JSON Schema 2020-12, Validation, 7.3."""

_REGISTERED: Final = (
    *("base64url", "binary", "byte", "char", "commonmark", "date-time-local", "decimal"),
    *("decimal128", "double", "double-int", "float", "html", "http-date", "int16", "int32"),
    *("int64", "int8", "media-range", "password", "sf-binary", "sf-boolean", "sf-decimal"),
    *("sf-integer", "sf-string", "sf-token", "time-local", "uint16", "uint32", "uint64", "uint8"),
)
"""The OpenAPI format registry (spec.openapis.org/registry/format), as of 2026."""

KNOWN: Final = frozenset((*_STANDARD, *_REGISTERED, *ITEM_FORMATS, *ARRAY_FORMATS))
"""Those, and the formats by which the provider marks files."""


_TYPED: Final = ("type", "anyOf", "oneOf")
_MARKING: Final = frozenset(("format", "enum", "const"))


@rule("TW220", "media-without-format", Severity.WARNING, fix="safe", keywords=_TYPED)
def media_without_format(spot: Spot) -> Iterator[Found]:
    """A URL of a file does not say that it is one.

    What it finds
        A string that takes a file, by its media rules or its name, without a ``format``.
    Why it matters
        Only a guess from the name tells tools to measure and upload a file for it.
    Bad
        {"properties": {"first_frame_image_url": {"type": "string"}}}
    Good
        {"properties": {"first_frame_image_url": {"type": "string", "format": "image_uri"}}}
    """
    if spot.subject.side != "input" or not spot.name:
        return
    at, given = besides_null(spot.schema)
    schema = {**given, **spot.schema} if at else given
    unmarked = kinds_of(given) == ("string",) and _MARKING.isdisjoint(schema)
    kind = kind_by_context(schema, spot.name) if unmarked else None
    if kind is not None:
        form = "uri" if kind == "file" else f"{kind}_uri"
        add = {"op": "add", "path": f"{spot.pointer}{at}/format", "value": form}
        noun = "a file" if kind == "file" else f"{'an' if kind[0] in 'ai' else 'a'} {kind}"
        message = f"{quoted(spot.name)} takes {noun}, and no format says so"
        yield Found(f"{at}/type", message, f'add "format": "{form}"', Fix(True, [add]))


@rule("TW221", "unregistered-format", Severity.WARNING, keywords=("format",))
def unregistered_format(spot: Spot) -> Iterator[Found]:
    """A format that nobody has registered.

    What it finds
        A ``format`` that neither JSON Schema, nor the OpenAPI registry, nor the provider knows.
    Why it matters
        Every tool ignores it, so it checks nothing.
    Bad
        {"type": "string", "format": "url"}
    Good
        {"type": "string", "format": "uri"}
    """
    form = spot.text("format")
    if form and form not in KNOWN:
        close = nearest({"url": "uri", "link": "uri"}.get(form, form), KNOWN)
        advice = f"did you mean {quoted(close)}?" if close else "delete it, or use a registered one"
        yield Found("/format", f"nobody has registered the format {quoted(form)}", advice)
