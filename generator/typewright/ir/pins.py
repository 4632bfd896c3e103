"""``names.toml``: Python names that a person settled. Pins win over what the spelling gives.

    endpoint."acme/ONE.0/make" = "acme.one.make"                          # where it hangs
    namespace."acme/ONE.0" = "one_dot_zero"                               # one folder of ids
    parameter."acme/one/make"."/input/properties/Prompt" = "prompt_text"  # an argument or output
    class."acme/one/make"."/input/properties/size" = "ImageSize"          # "" is the endpoint's own

Pointers begin with ``/input`` or ``/output`` and go on in the schema; a ``$ref`` is pinned where
its definition stands.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias, cast

from typewright.catalogue.findings import finding, quoted
from typewright.catalogue.model import ProviderSource
from typewright.catalogue.places import escape
from typewright.catalogue.toml import TomlDocument
from typewright.diagnostics import Diagnostic, Severity
from typewright.ir import naming
from typewright.ir.model import Name, Names, Sdk

Kind: TypeAlias = Literal["endpoint", "namespace", "parameter", "class"]
Path: TypeAlias = tuple[Name, ...]

_KEYS: Final[Mapping[str, int]] = {"endpoint": 2, "namespace": 2, "parameter": 3, "class": 3}
"""How many keys lead to a pin of each kind."""


@dataclass(frozen=True, slots=True)
class Pins:
    """All pins of a provider that are usable; parameters and classes by endpoint and pointer."""

    endpoints: Mapping[str, Path] = field(default_factory=dict[str, Path])
    namespaces: Mapping[str, Name] = field(default_factory=dict[str, Name])
    places: Mapping[str, Names] = field(default_factory=dict[str, Names])

    def namespace(self, id: str) -> tuple[Name | None, ...]:
        """Where ``id`` hangs; ``None`` for a segment that has no name."""
        if id in self.endpoints:
            return self.endpoints[id]
        segments = id.split("/")
        folders = ("/".join(segments[: depth + 1]) for depth in range(len(segments)))
        return tuple(map(self.folder, folders))

    def folder(self, path: str) -> Name | None:
        """The name of the last segment of ``path``."""
        return self.namespaces.get(path) or naming.namespace_name(path.rpartition("/")[2])

    def parameter(self, id: str, pointer: str, wire: str) -> Name | None:
        """The name of the property ``wire`` at ``pointer`` of ``id``, if it can have one."""
        return self.of(id).parameters.get(pointer) or naming.field_name(wire)

    def of(self, id: str) -> Names:
        """The pins of parameters and classes of ``id``."""
        return self.places.get(id) or Names()


NO_PINS: Final = Pins()


def pin(kind: Kind, *keys: str, name: str) -> str:
    """The line of ``names.toml`` that pins ``name``."""
    return ".".join((kind, *(json.dumps(key, ensure_ascii=False) for key in keys))) + f' = "{name}"'


def read_pins(
    provider: ProviderSource, ids: Iterable[str] | None = None
) -> tuple[Pins, tuple[Diagnostic, ...]]:
    """The pins of ``provider``, and findings about those that cannot be.

    TW705 for what is no usable name, TW706 for a pin of what is not there: none of ``ids``, which
    are those of the endpoints unless some were not read.
    """
    document = provider.names
    if document is None or document.broken:
        return Pins(), ()
    found: list[Diagnostic] = []
    good: list[tuple[tuple[str, ...], str]] = []
    there = frozenset((each.id for each in provider.endpoints) if ids is None else ids)
    for keys, value in _entries(document.data):
        wrong = _objection(keys, value)
        if wrong is not None:
            found.append(finding(document, _pointer(keys), "TW705", *wrong))
        elif not _known(keys, there):
            found.append(
                _stale(document, keys, f"there is no endpoint or folder {quoted(keys[1])}")
            )
        else:
            good.append((keys, cast("str", value)))
    return _pins(good), tuple(found)


def check_used(provider: ProviderSource, pins: Pins, sdk: Sdk) -> Iterator[Diagnostic]:
    """TW706 for each pin of a parameter or class that no endpoint of ``sdk`` has."""
    document = provider.names
    if document is None:
        return
    given = {endpoint.id: endpoint.names for endpoint in sdk.endpoints}
    for owner, pinned in pins.places.items():
        if owner not in given:  # it was not built, so its pins are used as they were
            continue
        for kind in ("parameter", "class"):
            for pointer in sorted(pinned.of(kind).keys() - given[owner].of(kind).keys()):
                words = f"{quoted(owner)} has no {kind} at {quoted(pointer)}"
                yield _stale(document, (kind, owner, pointer), words)


def _stale(document: TomlDocument, keys: tuple[str, ...], message: str) -> Diagnostic:
    advice = "delete the pin, or correct it: names.lock.json has every name and its pointer"
    place = _pointer(keys)
    return finding(document, place, "TW706", message, advice, severity=Severity.WARNING)


def _pointer(keys: tuple[str, ...]) -> str:
    return "".join(f"/{escape(key)}" for key in keys)


def _entries(data: Mapping[str, object], *keys: str) -> Iterator[tuple[tuple[str, ...], object]]:
    """Every leaf of the file, in its order."""
    for key, value in data.items():
        if isinstance(value, dict) and value:
            yield from _entries(cast("dict[str, object]", value), *keys, key)
        else:
            yield (*keys, key), value


def _objection(keys: tuple[str, ...], value: object) -> tuple[str, str] | None:
    """What is wrong with an entry, and what to do; ``None`` for a pin."""
    kind = keys[0]
    if kind not in _KEYS:
        return f"a pin is one of {', '.join(_KEYS)}, not {quoted(kind)}", "correct the first word"
    if len(keys) != _KEYS[kind] or not isinstance(value, str):
        example = ("owner/model", "/input/properties/size")[: _KEYS[kind] - 1]
        line = pin(cast("Kind", kind), *example, name="...")
        return f"this is no pin of {'an' if kind == 'endpoint' else 'a'} {kind}", f"write {line}"
    wrong = _bad_name(kind, value)
    return None if wrong is None else (f"{quoted(value)} {wrong}", "choose another name")


def _bad_name(kind: str, value: str) -> str | None:
    if kind == "class":
        return naming.class_objection(value)
    if kind == "parameter":
        return naming.pin_objection(value, naming.RESERVED_FIELDS)
    parts = value.split(".") if kind == "endpoint" else [value]
    if kind == "endpoint" and len(parts) < 2:
        return "is not where an endpoint can hang: write owner.name"
    wrong = (naming.pin_objection(part, naming.RESERVED_ATTRIBUTES) for part in parts)
    return next((each for each in wrong if each is not None), None)


def _known(keys: tuple[str, ...], ids: frozenset[str]) -> bool:
    if keys[0] == "namespace":
        return any(f"{each}/".startswith(f"{keys[1]}/") for each in ids)
    return keys[1] in ids


def _pins(good: list[tuple[tuple[str, ...], str]]) -> Pins:
    def of(kind: Kind, owner: str) -> dict[str, Name]:
        return {keys[2]: Name(v) for keys, v in good if keys[:2] == (kind, owner)}

    placed = {keys[1] for keys, _ in good if len(keys) > 2}
    return Pins(
        endpoints={
            keys[1]: tuple(Name(part) for part in value.split("."))
            for keys, value in good
            if keys[0] == "endpoint"
        },
        namespaces={keys[1]: Name(value) for keys, value in good if keys[0] == "namespace"},
        places={
            owner: Names(of("parameter", owner), of("class", owner)) for owner in sorted(placed)
        },
    )
