"""A schema as callers see it: references followed, and each JSON type that it allows by itself.

The IR is what types are printed from, and leaves out what they do not need (``uniqueItems``,
``format``, places). A comparison needs these, so it reads the settled documents with the IR's own
understanding of them: implied types, files by context, alternatives that override what they share.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from typewright.catalogue.model import Json
from typewright.catalogue.places import escape
from typewright.catalogue.pointers import mapping, value_at
from typewright.diff.located import Located
from typewright.ir.keywords import implied_type
from typewright.ir.media_kind import ARRAY_FORMATS, kind_by_context
from typewright.ir.model import MediaKind


@dataclass(frozen=True, slots=True)
class Shape:
    """One JSON type that a schema allows, with all that is said of it.

    ``type`` is "any" for a schema that says nothing. ``values`` are those of an enum, which then
    says it all. ``media`` is the kind of file that a string stands for. ``extra`` describes the
    members of an object that have no name, ``None`` where there may be none.
    """

    type: str
    source: Located
    values: tuple[Json, ...] | None = None
    media: MediaKind | None = None
    properties: Mapping[str, "Part"] = field(default_factory=dict[str, "Part"])
    required: frozenset[str] = frozenset()
    extra: "Part | None" = None
    items: "Part | None" = None

    def word(self, keyword: str) -> Json:
        """What the schema says by ``keyword``, ``None`` if nothing."""
        return None if self.values is not None else self.source.words.get(keyword)


@dataclass(frozen=True, slots=True)
class Part:
    """One schema and the shapes that it allows; ``exclusive`` if exactly one must fit (oneOf)."""

    source: Located
    shapes: tuple[Shape, ...]
    exclusive: bool = False

    def shape(self, type: str) -> Shape | None:
        """The first shape of ``type``."""
        return next((shape for shape in self.shapes if shape.type == type), None)


def read_part(root: Json) -> Part:
    """The root schema of a document that was checked."""
    return _Reader(root).part(Located(mapping(root), ""), "")


_JSON_TYPES: Final = ("null", "boolean", "integer", "number", "string", "array", "object")


def type_of(value: Json) -> str:
    """The JSON type of ``value`` as Python sees it: 1.0 is no integer."""
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int():
            return "integer"
        case float():
            return "number"
        case str():
            return "string"
        case list():
            return "array"
        case _:
            return "object"


def is_of(value: Json, type: str) -> bool:
    """Whether ``value`` is of the JSON type ``type``; every integer is a number."""
    own = type_of(value)
    return own == type or (type == "number" and own == "integer")


@dataclass(frozen=True, slots=True)
class _Reader:
    root: Json

    def part(self, schema: Located, wire: str) -> Part:
        source = self._followed(schema)
        shapes = _once(self._shapes(source, wire))
        exclusive = "oneOf" in source.words and "anyOf" not in source.words
        types = [shape.type for shape in shapes]
        overlapping = len(set(types)) < len(types) or {"integer", "number"} <= set(types)
        return Part(source, shapes, exclusive and (overlapping or "any" in types))

    def _followed(self, schema: Located) -> Located:
        while isinstance(ref := schema.words.get("$ref"), str):
            pointer = ref.removeprefix("#")
            target = Located(mapping(value_at(self.root, pointer)), pointer)
            schema = schema.without("$ref").laid_over(target)
        return schema

    def _child(self, source: Located, keyword: str, *rest: str) -> Located:
        pointer = "".join(f"/{escape(token)}" for token in rest)
        value = value_at(source.words[keyword], pointer)
        return Located(mapping(value), f"{source.place(keyword)}{pointer}")

    def _shapes(self, source: Located, wire: str) -> Iterator[Shape]:
        words = source.words
        keyword = "anyOf" if words.get("anyOf") else "oneOf"
        alternatives = words.get(keyword)
        if isinstance(alternatives, list) and alternatives:
            shared = source.without("anyOf", "oneOf", "default")
            for index in range(len(alternatives)):
                member = self._child(source, keyword, str(index))
                yield from self._shapes(self._followed(member.laid_over(shared)), wire)
        elif "const" in words:
            yield from _choices(source, (words["const"],))
        elif isinstance(values := words.get("enum"), list):
            yield from _choices(source, tuple(values))
        else:
            kinds = words.get("type", implied_type(words))
            names = kinds if isinstance(kinds, list) else [kinds]
            for kind in names:
                if kind == "integer" and "number" in names:
                    continue
                yield self._shape(kind if isinstance(kind, str) else "any", source, wire)

    def _shape(self, kind: str, source: Located, wire: str) -> Shape:
        match kind:
            case "string":
                return Shape(kind, source, media=kind_by_context(source.words, wire))
            case "array":
                return Shape(kind, source, items=self._items(source, wire))
            case "object":
                return self._object(source, wire)
            case _:
                return Shape(kind if kind in _JSON_TYPES else "any", source)

    def _items(self, source: Located, wire: str) -> Part:
        words = source.words
        items = self._child(source, "items") if "items" in words else Located({}, source.at)
        media = ARRAY_FORMATS.get(str(words.get("format")))
        rules = words.get("validations")
        if media is None and rules:
            media = kind_by_context({**items.words, "validations": rules}, wire)
        part = self.part(items, wire)
        if media is None:
            return part
        return Part(part.source, (Shape("string", part.source, media=media),))

    def _object(self, source: Located, wire: str) -> Shape:
        named, required = mapping(source.words.get("properties")), source.words.get("required")
        extra = source.words.get("additionalProperties", not named and bool(source.at))
        rest = (
            self.part(self._child(source, "additionalProperties"), wire)
            if isinstance(extra, dict)
            else Part(Located({}, source.at), (Shape("any", Located({}, source.at)),))
        )
        return Shape(
            "object",
            source,
            properties={
                name: self.part(self._child(source, "properties", name), name) for name in named
            },
            required=frozenset(
                name for name in _list(required) if isinstance(name, str) and name in named
            ),
            extra=None if extra is False else rest,
        )


def _once(shapes: Iterator[Shape]) -> tuple[Shape, ...]:
    """``shapes`` with null once: alternatives inside of alternatives say it often."""
    found = list(shapes)
    nulls = [index for index, shape in enumerate(found) if shape.type == "null"]
    return tuple(shape for index, shape in enumerate(found) if index not in nulls[1:])


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []


def _choices(source: Located, values: tuple[Json, ...]) -> Iterator[Shape]:
    """The values of an enum by their type, those that the schema's own type allows."""
    declared = source.words.get("type")
    kinds: list[Json] = declared if isinstance(declared, list) else [declared]
    if declared is None:
        own = list(dict.fromkeys(type_of(value) for value in values))
        kinds = [kind for kind in own if kind != "integer" or "number" not in own]
    left = list(values)
    for kind in kinds:
        if isinstance(kind, str) and (some := tuple(each for each in left if is_of(each, kind))):
            left = [each for each in left if not is_of(each, kind)]
            yield Shape(kind, source, values=some)
