"""Names that cannot be: two spellings that become one identifier, or one that becomes none.

Findings only (TW701, TW702); :mod:`typewright.ir.build` assumes that there are none.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from typewright.catalogue.findings import finding
from typewright.catalogue.locale import is_wrapped, unwrapped_output
from typewright.catalogue.model import Catalogue, Document, EndpointSource, Json
from typewright.catalogue.positions import escape
from typewright.catalogue.schema import subschemas
from typewright.diagnostics import Diagnostic
from typewright.ir import naming
from typewright.ir.model import Name

_CLASH = "a caller could not tell them apart; correct one of the two names"
_NAMELESS = "rename it in the schema; Python names are made of ASCII letters and digits"


def check_names(catalogue: Catalogue) -> tuple[Diagnostic, ...]:
    """A finding for every name of ``catalogue`` that Python cannot tell from another."""
    endpoints = [source for provider in catalogue.providers for source in provider.endpoints]
    found = list(_endpoint_clashes(endpoints))
    for source in endpoints:
        output_root = "/output" if is_wrapped(source.output.data) else ""
        for document, root, schema in (
            (source.input, "", source.input.data),
            (source.output, output_root, unwrapped_output(source.output.data)),
        ):
            for pointer, inner in subschemas(schema):
                found.extend(_property_clashes(document, f"{root}{pointer}/properties", inner))
    return tuple(found)


def _property_clashes(
    document: Document, pointer: str, schema: Mapping[str, Json]
) -> Iterator[Diagnostic]:
    properties = schema.get("properties")
    names = properties if isinstance(properties, dict) else {}
    pairs = [(wire, f"{pointer}/{escape(wire)}") for wire in names]
    for wire, at, name, first in _clashes(pairs, naming.field_name):
        yield _finding(document, at, "property", wire, name, repr(first))


def _endpoint_clashes(endpoints: Iterable[EndpointSource]) -> Iterator[Diagnostic]:
    """Two model ids, or two folders of them, that hang at the same place below the client."""
    by_parent: dict[str, dict[str, EndpointSource]] = defaultdict(dict)
    for source in sorted(endpoints, key=lambda source: source.id):
        segments = source.id.split("/")
        for depth, segment in enumerate(segments):
            by_parent["/".join(segments[:depth])].setdefault(segment, source)
    for children in by_parent.values():
        pairs = [(segment, segment) for segment in children]
        for segment, _, name, first in _clashes(pairs, naming.namespace_name):
            source = children[segment]
            other = f"{first!r} (in {children[first].meta.path})" if first else None
            yield _finding(source.meta, "/id", "segment", segment, name, other)


def _clashes(
    pairs: Iterable[tuple[str, str]], identify: Callable[[str], Name | None]
) -> Iterator[tuple[str, str, Name | None, str | None]]:
    """Each spelling without a name of its own: (spelling, place, name, who has it)."""
    owners: dict[Name, str] = {}
    for spelling, place in pairs:
        name = identify(spelling)
        if name is None:
            yield spelling, place, None, None
        elif owners.setdefault(name, spelling) != spelling:
            yield spelling, place, name, owners[name]


def _finding(
    document: Document, pointer: str, what: str, spelling: str, name: Name | None, first: str | None
) -> Diagnostic:
    if name is None:
        message = f"{what} {spelling!r} has no ASCII letter or digit to make a Python name of"
        return finding(document, pointer, "TW702", message, _NAMELESS, of_key=what == "property")
    message = f"{what} {spelling!r} becomes the Python name {name}, as {first} does"
    return finding(document, pointer, "TW701", message, _CLASH, of_key=what == "property")
