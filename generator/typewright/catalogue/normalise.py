"""Vendors' quirks with one meaning, put into standard words before anything is judged or built.

The stored files are never changed: what is changed on the way is a finding of its own, a note
where the meaning is plain and a warning where something of the vendor's is left out.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

from typewright.catalogue.findings import MAX_FINDINGS, capped, finding, quoted
from typewright.catalogue.locale import unwrapped_output
from typewright.catalogue.messages import CORRECT
from typewright.catalogue.model import (
    Catalogue,
    Document,
    EndpointSource,
    Json,
    ProviderSource,
    is_wrapped,
)
from typewright.catalogue.pointers import mapping, with_values
from typewright.catalogue.required import Declarations
from typewright.catalogue.schema import TYPE_NAMES, subschemas
from typewright.diagnostics import Diagnostic, Severity

_NOTE: Final = "nothing to do: it has one meaning, and the stored file is left as it is"


def normalised(catalogue: Catalogue) -> tuple[Catalogue, tuple[Diagnostic, ...]]:
    """``catalogue`` in standard words, and a finding for each place that was not."""
    found: list[Diagnostic] = []

    def endpoint(source: EndpointSource) -> EndpointSource:
        given = _document(source.input, "", found)
        prefix = "/output" if is_wrapped(source.output.data) else ""
        output = _document(source.output, prefix, found)
        found.extend(islice(_notes(source), MAX_FINDINGS))
        return source._replace(input=given, output=output)

    def provider(source: ProviderSource) -> ProviderSource:
        return source._replace(endpoints=tuple(map(endpoint, source.endpoints)))

    providers = tuple(map(provider, catalogue.providers))
    return catalogue._replace(providers=providers), tuple(found)


def _document(document: Document, prefix: str, found: list[Diagnostic]) -> Document:
    """``document`` with each schema in standard words; ``prefix`` is where the root stands."""
    if document.broken or document.usual:
        return document
    schemas = subschemas(unwrapped_output(document.data))
    declarations = Declarations(schemas)
    changes: list[_Change] = []
    for pointer, schema in schemas:
        at = f"{prefix}{pointer}"
        changes.extend(_types(document, schema, at))
        phantoms = declarations.phantoms(pointer, schema)
        if phantoms:
            changes.append(_required(document, schema, at, phantoms))
    found.extend(capped(document, (told for change in changes for told in change.told)))
    values = {change.pointer: change.value for change in changes}
    return document._replace(data=with_values(document.data, values)) if values else document


@dataclass(frozen=True, slots=True)
class _Change:
    """A new value at a pointer, and the findings that tell of it."""

    pointer: str
    value: Json
    told: Iterable[Diagnostic]


def _types(document: Document, schema: Mapping[str, Json], at: str) -> Iterator[_Change]:
    given = schema.get("type")
    names = given if isinstance(given, list) else [given]
    meant = [TYPE_NAMES.get(name, name) if isinstance(name, str) else name for name in names]
    if meant != names:
        value: Json = list[Json](meant) if isinstance(given, list) else meant[0]
        words = f"the type {quoted(given)} is read as {quoted(value)}"
        yield _Change(f"{at}/type", value, _note(document, f"{at}/type", words))


def _note(document: Document, place: str, words: str) -> Iterator[Diagnostic]:
    yield finding(document, place, "TW030", words, _NOTE, severity=Severity.INFO)


def _required(
    document: Document, schema: Mapping[str, Json], at: str, phantoms: Mapping[int, str]
) -> _Change:
    required = schema["required"] if isinstance(schema["required"], list) else []
    kept = [name for index, name in enumerate(required) if index not in phantoms]
    known = ", ".join(map(quoted, islice(mapping(schema["properties"]), 8))) or "none"
    told = (
        finding(
            document,
            f"{at}/required/{index}",
            "TW120",
            f"{quoted(name)} is required, and there is no such property: it is left out",
            f"the properties are: {known}; {CORRECT}",
            severity=Severity.WARNING,
        )
        for index, name in phantoms.items()
    )
    return _Change(f"{at}/required", kept, told)


def _notes(source: EndpointSource) -> Iterator[Diagnostic]:
    """What is understood without a change: wrappers, missing outputs, lists of files."""
    if source.output.usual:
        words = "the vendor publishes no output schema: the provider's default_output stands for it"
        yield finding(source.meta, "", "TW034", words, _NOTE, severity=Severity.INFO)
    elif is_wrapped(source.output.data):
        words = "the output schema stands in a wrapper, which is taken off"
        place = "/output"
        yield finding(
            source.output, place, "TW033", words, _NOTE, severity=Severity.INFO, of_key=True
        )
    for pointer, schema in subschemas(source.input.data):
        if schema.get("type") == "array" and "items" not in schema and _is_media(schema):
            words = f"a list of {quoted(schema['format'])} without items: each is taken for a file"
            place = f"{pointer}/format"
            yield finding(source.input, place, "TW032", words, _NOTE, severity=Severity.INFO)


def _is_media(schema: Mapping[str, Json]) -> bool:
    return schema.get("format") in ("image_uris", "video_uris", "audio_uris")
