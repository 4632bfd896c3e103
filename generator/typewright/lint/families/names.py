"""TW7: names of endpoints, arguments and classes."""

import builtins
import keyword
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from typewright.catalogue.findings import quoted
from typewright.diagnostics import Diagnostic, Severity
from typewright.ir.naming import RESERVED_FIELDS, Name, field_name
from typewright.lint.model import Fix, Found, Spot, Whole
from typewright.lint.registry import rule
from typewright.lint.reported import Reported, told

_BUILTINS: Final = frozenset(name for name in dir(builtins) if name.islower() and name[0] != "_")


@rule("TW701", "names-collide", Severity.ERROR, scope="reported")
def names_collide(whole: Whole, found: Sequence[Diagnostic]) -> Reported:
    """Two names become one identifier.

    What it finds
        Ids, folders or properties that differ only in case, separators or compatibility characters.
        The finding prints the pin that settles it.
    Why it matters
        In Python they are one name; one of the two could not be reached.
    Bad
        {"properties": {"imageUrl": {"type": "string"}, "image_url": {"type": "string"}}}
    Good
        parameter."acme/one/make"."/input/properties/imageUrl" = "image_url_2"
    """
    return told(found)


@rule(
    "TW702",
    "awkward-name",
    Severity.WARNING,
    fix="safe",
    keywords=("type", "enum", "anyOf", "oneOf", "const"),
)
def awkward_name(spot: Spot) -> Iterator[Found]:
    """A name that Python gives another meaning.

    What it finds
        Arguments called like a keyword, a builtin or a method of every model, and
        dunders. In a store a pin in ``names.toml`` settles it.
    Why it matters
        The argument is called ``class_`` in Python, which nobody finds in the vendor's page.
    Bad
        {"properties": {"class": {"type": "string"}}}
    Good
        {"properties": {"style_class": {"type": "string"}}}
    """
    place = f"/input{spot.pointer}"
    if not spot.name or spot.subject.side != "input" or place in spot.subject.pinned:
        return
    reason = _reason(spot.name)
    name = field_name(spot.name) if reason is not None else None
    if name is not None:
        line = _pin(spot.subject.source.id, place, name) if spot.subject.source else ""
        message = f"{quoted(spot.name)} {reason}"
        if name != spot.name:
            message += f": it is called {name} in Python"
        advice = (
            "pin that name, or a better one, in names.toml"
            if line
            else "callers will write it so; in a store names.toml can pin a better name"
        )
        yield Found("", message, advice, Fix(True, pin=line) if line else None)


def _pin(endpoint: str, place: str, name: Name) -> str:
    from typewright.ir.pins import pin  # of a store alone: files outside of one need no names

    return pin("parameter", endpoint, place, name=name)


@lru_cache(maxsize=4096)  # vendors repeat names
def _reason(name: str) -> str | None:
    if keyword.iskeyword(name):
        return "is a keyword"
    if name.startswith("__") and name.endswith("__"):
        return "is a dunder"
    if name in _BUILTINS:
        return "shadows a builtin"
    return "is a method of every model" if name in RESERVED_FIELDS else None


@rule("TW703", "unsafe-id", Severity.ERROR, scope="reported")
def unsafe_id(whole: Whole, found: Sequence[Diagnostic]) -> Reported:
    """An endpoint id is no safe path.

    What it finds
        ``..``, absolute paths, backslashes, device names of Windows, and ids that differ only in
        case.
    Why it matters
        Ids become directories and parts of URLs; such a one writes or asks somewhere else.
    Bad
        {"id": "acme/../../etc"}
    Good
        {"id": "acme/video/make"}
    """
    return told(found)


@rule("TW704", "misplaced", Severity.ERROR, scope="reported")
def misplaced(whole: Whole, found: Sequence[Diagnostic]) -> Reported:
    """An id or a name is not that of its directory.

    What it finds
        An ``endpoint.json`` or ``provider.json`` in a directory of another name.
    Why it matters
        One of the two is a copy that somebody forgot to finish.
    Bad
        acme/video/make/endpoint.json: {"id": "acme/video/edit"}
    Good
        acme/video/make/endpoint.json: {"id": "acme/video/make"}
    """
    return told(found)


@rule("TW705", "unusable-pin", Severity.ERROR, scope="reported")
def unusable_pin(whole: Whole, found: Sequence[Diagnostic]) -> Reported:
    """A pin is no name that Python or the SDK can use.

    What it finds
        An entry of ``names.toml`` of an unknown kind, or whose name is a keyword, is reserved or is
        not spelt like its kind.
    Why it matters
        It would not import.
    Bad
        namespace."acme/one" = "class"
    Good
        namespace."acme/one" = "one"
    """
    return told(found)


@rule("TW706", "stale-pin", Severity.WARNING, scope="reported")
def stale_pin(whole: Whole, found: Sequence[Diagnostic]) -> Reported:
    """A pin names what is not there.

    What it finds
        An entry of ``names.toml`` for an endpoint, folder, parameter or class that does not exist.
    Why it matters
        It settles nothing, or was misspelt and settles the wrong thing.
    Bad
        namespace."acme/gone" = "one"
    Good
        no entry
    """
    return told(found)


@rule("TW707", "released-name", Severity.ERROR, scope="reported")
def released_name(whole: Whole, found: Sequence[Diagnostic]) -> Reported:
    """A released Python name would change.

    What it finds
        A name that differs from ``names.lock.json`` without a pin or a new major version.
    Why it matters
        Callers' code stops working, for a change that no caller sees on the wire.
    Bad
        a property "size" before the one whose class was called Size
    Good
        class."acme/one/make"."/input/properties/size" = "Size"
    """
    return told(found)
