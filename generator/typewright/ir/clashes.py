"""Names that cannot be: two spellings that become one identifier, or one that becomes none.

Findings only (TW701, TW702); :mod:`typewright.ir.build` assumes that there are none. Each names
both sides and prints the pin that settles it.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from typing import Final

from typewright.catalogue.findings import finding, quoted
from typewright.catalogue.load import NAMES
from typewright.catalogue.locale import unwrapped_output
from typewright.catalogue.model import (
    Catalogue,
    Document,
    EndpointSource,
    Json,
    ProviderSource,
    is_wrapped,
)
from typewright.catalogue.places import escape
from typewright.catalogue.schema import subschemas
from typewright.diagnostics import Diagnostic
from typewright.ir import naming
from typewright.ir.model import Name
from typewright.ir.pins import NO_PINS, Pins, pin

_ENDINGS: Final = ("", "Params", "Input", "Output")


def check_names(catalogue: Catalogue, pins: Pins = NO_PINS) -> tuple[Diagnostic, ...]:
    """A finding for every name of ``catalogue`` that Python cannot tell from another."""
    found: list[Diagnostic] = []
    for provider in catalogue.providers:
        file = f"{catalogue.root / provider.name / NAMES}"
        found.extend(check_ids({each.id: each.meta for each in provider.endpoints}, pins, file))
        for source in provider.endpoints:
            found.extend(_parameters(source, pins, file))
        found.extend(_classes(provider, pins))
    return tuple(found)


def check_ids(metas: Mapping[str, Document], pins: Pins, file: str) -> Iterator[Diagnostic]:
    """A finding for every id that would hang where another does.

    ``metas`` has the ``endpoint.json`` of each id, ``file`` is where a pin would stand.
    """
    return _Ids(metas, pins, file).clashes()


def _advice(file: str, line: str) -> str:
    return f"pin another name in {file}, such as {line}"


def _parameters(source: EndpointSource, pins: Pins, file: str) -> Iterator[Diagnostic]:
    """Properties of one object that become one name, or none."""
    wrapper = "/output" if is_wrapped(source.output.data) else ""
    for side, document, root, schema in (
        ("/input", source.input, "", source.input.data),
        ("/output", source.output, wrapper, unwrapped_output(source.output.data)),
    ):
        for pointer, inner in subschemas(schema):
            home = f"{side}{pointer}/properties"
            names = {
                wire: pins.parameter(source.id, f"{home}/{escape(wire)}", wire)
                for wire in _properties(inner)
            }
            for wire, name, first in _clashes(names):
                key, names[wire] = escape(wire), _free(name, names)
                line = pin("parameter", source.id, f"{home}/{key}", name=str(names[wire]))
                place = f"{root}{pointer}/properties/{key}"
                words = _words("property", wire, name, quoted(first))
                yield finding(document, place, *words, _advice(file, line), of_key=True)


def _properties(schema: Mapping[str, Json]) -> Iterable[str]:
    properties = schema.get("properties")
    return properties if isinstance(properties, dict) else ()


class _Ids:
    """Model ids, or folders of them, that would hang at one place below the client."""

    def __init__(self, metas: Mapping[str, Document], pins: Pins, file: str) -> None:
        self._pins = pins
        self._file = file
        self._metas = metas
        self._ids = sorted(metas)

    def clashes(self) -> Iterator[Diagnostic]:
        """Of folders first: endpoints in two folders of one name would only repeat it."""
        found = list(self._of_folders())
        yield from found or self._of_endpoints()

    def _of_folders(self) -> Iterator[Diagnostic]:
        parents: dict[str, dict[str, Document]] = {}
        for model in self._ids:
            segments = model.split("/") if model not in self._pins.endpoints else []
            for depth, segment in enumerate(segments):
                children = parents.setdefault("/".join(segments[:depth]), {})
                children.setdefault(segment, self._metas[model])
        for parent, children in parents.items():
            prefix = f"{parent}/" if parent else ""
            names = {segment: self._pins.folder(f"{prefix}{segment}") for segment in children}
            for segment, name, first in _clashes(names):
                other = f"{quoted(first)} (in {children[first].path})" if first else ""
                names[segment] = _free(name, names)
                line = pin("namespace", f"{prefix}{segment}", name=str(names[segment]))
                words = _words("segment", segment, name, other)
                yield finding(children[segment], "/id", *words, _advice(self._file, line))

    def _of_endpoints(self) -> Iterator[Diagnostic]:
        owners: dict[tuple[Name | None, ...], str] = {}
        for model in self._ids:
            path = self._pins.namespace(model)
            owner = owners.setdefault(path, model)
            if owner != model:
                dotted = ".".join(map(str, path))
                other = f"{quoted(owner)} (in {self._metas[owner].path})"
                words = _words("endpoint", model, dotted, other)
                line = pin("endpoint", model, name=f"{dotted}_2")
                yield finding(self._metas[model], "/id", *words, _advice(self._file, line))


def _classes(provider: ProviderSource, pins: Pins) -> Iterator[Diagnostic]:
    """Pinned classes of one module that meet each other, or those that the module has anyway."""
    for owner, pinned in pins.places.items():
        last = pins.namespace(owner)[-1]
        stem = pinned.classes.get("") or naming.class_name(last or "")
        taken = {f"{stem}{suffix}" for suffix in _ENDINGS} | {f"Async{stem}"}
        for pointer, name in pinned.classes.items():
            if pointer and name in taken and provider.names is not None:
                place = f"/class/{escape(owner)}/{escape(pointer)}"
                message = f"{name} is the name of another class of {quoted(owner)}"
                yield finding(provider.names, place, "TW701", message, "choose another name")
            taken.add(name)


def _clashes(names: Mapping[str, Name | None]) -> Iterator[tuple[str, Name | None, str]]:
    """Each spelling without a name of its own: (spelling, its name, who has that)."""
    owners: dict[Name, str] = {}
    for spelling, name in names.items():
        if name is None:
            yield spelling, None, ""
        elif (first := owners.setdefault(name, spelling)) != spelling:
            yield spelling, name, first


def _free(name: str | None, names: Mapping[str, Name | None]) -> Name:
    """A name that no neighbour has."""
    stem = (name or "name").rstrip("_")
    taken = set(names.values())
    numbered = (Name(f"{stem}_{number}") for number in count(2))
    return next(each for each in numbered if each not in taken)


def _words(what: str, spelling: str, name: str | None, first: str) -> tuple[str, str]:
    """Code and message of a finding."""
    if name is None:
        return (
            "TW702",
            f"{what} {quoted(spelling)} has no ASCII letter or digit to make a Python name of",
        )
    return "TW701", f"{what} {quoted(spelling)} becomes the Python name {name}, as {first} does"
