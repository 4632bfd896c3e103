"""A quick yes to documents that are as they should be: meta-schemas compiled to functions.

``jsonschema`` explains what is wrong and takes 5 ms for it, also where nothing is. A judgement here
is "certainly valid" or "let jsonschema look": a keyword or a value that is not plainly understood
is never accepted, so no finding depends on this module (a property test holds it to that).
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, Final, TypeAlias, cast

from typewright.catalogue.model import Json

Accepts: TypeAlias = Callable[[Json], bool]
Schema: TypeAlias = "Mapping[str, Any] | bool"

_SILENT: Final = frozenset(
    "$comment $defs $dynamicAnchor $id $ref $schema $vocabulary additionalProperties allOf default "
    "deprecated description else if properties title".split()
)
"""Keywords that assert nothing, or that are compiled together with another."""


def compiled(documents: Mapping[str, Mapping[str, Any]], identity: str) -> Accepts:
    """What says that a value is certainly valid by the meta-schema with this ``$id``.

    ``documents`` are all meta-schemas that may be referred to, by ``$id``.
    """
    return _Compiler(documents).later(identity, "")


class _Demands:
    """What a value must keep: each of ``parts``; of its members those that are ``named`` each of
    theirs, and with ``known`` no others may be there."""

    def __init__(self) -> None:
        self.parts: list[Accepts] = []
        self.named: dict[str, list[Accepts]] = {}
        self.known: frozenset[str] | None = None

    def accepts(self) -> Accepts:
        """All of it as one function."""
        named = {name: _all(parts) for name, parts in self.named.items()}
        told = {name: each for name, each in named.items() if each is not _anything}
        members = told or self.known is not None
        return _all([*self.parts, *([_named_members(told, self.known)] if members else ())])


class _Compiler:
    """Lays what a schema refers to, or lists in ``allOf``, into the schema itself: every value is
    looked at once, not by each vocabulary. A reference back to a schema around it stays one."""

    def __init__(self, documents: Mapping[str, Mapping[str, Any]]) -> None:
        self._documents = documents
        self._done: dict[str, Accepts] = {}
        self._open: set[str] = set()

    def later(self, document: str, pointer: str) -> Accepts:
        """The function of the schema at ``pointer`` of ``document``, compiled by its first call."""
        place = f"{document}#{pointer}"

        def accepts(value: Json) -> bool:
            known = self._done.get(place)
            if known is None:
                known = self._done[place] = self._schema({"$ref": place}, document)
            return known(value)

        return accepts

    def _found(self, document: str, pointer: str) -> Schema:
        found: Schema = self._documents.get(document, False)
        for token in pointer.split("/")[1:]:
            found = False if isinstance(found, bool) else cast("Schema", found.get(token, False))
        return found

    def _schema(self, schema: Schema, base: str) -> Accepts:
        demands = _Demands()
        self._gather(schema, base, demands)
        return demands.accepts()

    def _gather(self, schema: Schema, base: str, into: _Demands) -> None:
        """Adds what ``schema``, which stands in the document ``base``, demands."""
        if isinstance(schema, bool):
            into.parts += [] if schema else [_nothing]
            return
        for name in schema:
            if name == "$ref":
                self._follow(schema[name], base, into)
            elif name == "allOf":
                for each in schema[name]:
                    self._gather(each, base, into)
            elif name not in _SILENT:
                into.parts.append(self._keyword(name, schema, base))
        if "properties" in schema or "additionalProperties" in schema:
            self._members(schema, base, into)
        if "if" in schema:
            into.parts.append(self._condition(schema, base))

    def _follow(self, reference: str, base: str, into: _Demands) -> None:
        identity, _, pointer = reference.partition("#")
        document = identity or base
        place = f"{document}#{pointer}"
        if place in self._open:
            into.parts.append(self.later(document, pointer))
            return
        self._open.add(place)
        self._gather(self._found(document, pointer), document, into)
        self._open.remove(place)

    def _keyword(self, name: str, schema: Mapping[str, Any], base: str) -> Accepts:
        given = schema[name]
        match name:
            case "anyOf":
                some = [self._schema(each, base) for each in given]
                return lambda value: any(part(value) for part in some)
            case "items":
                item = self._schema(given, base)
                return lambda value: not isinstance(value, list) or all(map(item, value))
            case _:
                return _KEYWORDS[name](given) if name in _KEYWORDS else _nothing

    def _members(self, schema: Mapping[str, Any], base: str, into: _Demands) -> None:
        """``properties``, and ``additionalProperties`` for the others."""
        named = {
            name: self._schema(each, base) for name, each in schema.get("properties", {}).items()
        }
        other = self._schema(schema.get("additionalProperties", True), base)
        if other not in (_anything, _nothing):
            into.parts.append(_every_member(named, other))
            return
        for name, each in named.items():
            into.named.setdefault(name, []).append(each)
        if other is _nothing:
            into.known = frozenset(named) if into.known is None else into.known & named.keys()

    def _condition(self, schema: Mapping[str, Any], base: str) -> Accepts:
        """``if`` with ``else``: what the condition does not certainly hold for must keep both."""
        condition = self._schema(schema["if"], base)
        otherwise = self._schema(schema.get("else", True), base)
        certain = set(schema["if"]) == {"type"} and "then" not in schema
        return lambda value: certain and (condition(value) or otherwise(value))


def _all(parts: Iterable[Accepts]) -> Accepts:
    """What accepts a value that every one of ``parts`` accepts."""
    told = tuple(dict.fromkeys(each for each in parts if each is not _anything))
    if len(told) < 2:
        return told[0] if told else _anything

    def accepts(value: Json) -> bool:
        for part in told:  # noqa: SIM110  (half the time of all(), for each value there is)
            if not part(value):
                return False
        return True

    return accepts


def _named_members(told: Mapping[str, Accepts], known: frozenset[str] | None) -> Accepts:
    """What judges the members that are ``told``; with ``known`` only those may be there."""
    judged = frozenset(told)

    def accepts(value: Json) -> bool:
        if not isinstance(value, dict):
            return True
        if known is not None and not known.issuperset(value):
            return False
        for name in judged.intersection(value):  # noqa: SIM110
            if not told[name](value[name]):
                return False
        return True

    return accepts


def _every_member(named: Mapping[str, Accepts], other: Accepts) -> Accepts:
    """What judges each member by its name, or as one of the others."""
    by_name = named.get

    def accepts(value: Json) -> bool:
        if isinstance(value, dict):
            for name, each in value.items():
                if not by_name(name, other)(each):
                    return False
        return True

    return accepts


def _anything(_value: Json) -> bool:
    return True


def _nothing(_value: Json) -> bool:
    return False


_TYPES: Final[Mapping[str, tuple[type, ...]]] = {
    "array": (list,),
    "boolean": (bool,),
    "integer": (int,),
    "null": (type(None),),
    "number": (int, float),
    "object": (dict,),
    "string": (str,),
}
"""What the parser makes of each type: exactly these, so that a boolean is no integer."""


def _type(names: str | list[str]) -> Accepts:
    listed = [names] if isinstance(names, str) else names
    return _of_kind(frozenset(kind for name in listed for kind in _TYPES[name]))


@cache  # every vocabulary says that a schema is an object or a boolean: once is enough
def _of_kind(kinds: frozenset[type]) -> Accepts:
    return lambda value: type(value) in kinds


def _enum(values: list[Json]) -> Accepts:
    texts = {value for value in values if isinstance(value, str)}
    return lambda value: isinstance(value, str) and value in texts


def _minimum(least: float) -> Accepts:
    return lambda value: not isinstance(value, (int, float)) or value >= least


def _exclusive_minimum(below: float) -> Accepts:
    return lambda value: not isinstance(value, (int, float)) or value > below


def _min_length(least: int) -> Accepts:
    return lambda value: not isinstance(value, str) or len(value) >= least


def _min_items(least: int) -> Accepts:
    return lambda value: not isinstance(value, list) or len(value) >= least


def _pattern(pattern: str) -> Accepts:
    found = re.compile(pattern).search
    return lambda value: not isinstance(value, str) or found(value) is not None


def _required(names: list[str]) -> Accepts:
    wanted = frozenset(names)
    return lambda value: not isinstance(value, dict) or wanted <= value.keys()


def _unique(wanted: bool) -> Accepts:
    def accepts(value: Json) -> bool:
        if not wanted or not isinstance(value, list):
            return True
        texts = {each for each in value if isinstance(each, str)}
        return len(texts) == len(value)

    return accepts


_KEYWORDS: Final[Mapping[str, Callable[[Any], Accepts]]] = {
    "enum": _enum,
    "exclusiveMinimum": _exclusive_minimum,
    "minItems": _min_items,
    "minLength": _min_length,
    "minimum": _minimum,
    "pattern": _pattern,
    "required": _required,
    "type": _type,
    "uniqueItems": _unique,
}
