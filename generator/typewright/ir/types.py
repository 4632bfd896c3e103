"""From JSON Schema to the types of the IR, one small function a kind."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias, cast

from typewright.catalogue.model import Json
from typewright.catalogue.positions import escape
from typewright.catalogue.rules import parse_rule
from typewright.ir import naming
from typewright.ir.media_kind import ARRAY_FORMATS, ITEM_FORMATS, kind_by_context
from typewright.ir.model import (
    Anything,
    Array,
    Boolean,
    Choice,
    Default,
    Field,
    Map,
    Media,
    Name,
    Nullable,
    Number,
    Record,
    Rule,
    Scalar,
    Text,
    Type,
    Union,
)
from typewright.ir.scope import Scope

Schema = Mapping[str, Json]
Side: TypeAlias = Literal["Input", "Output"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a type stands, and the names it may claim for a class.

    ``pointer`` leads there from the root of the schema, ``home`` to where it is defined: another
    place behind a ``$ref``.
    """

    pointer: str
    home: str
    wire: str
    wanted: Name
    qualifier: str

    def within(self, part: str) -> "Place":
        """The place of the subschema ``part``, such as ``items``."""
        return replace(self, pointer=f"{self.pointer}/{part}", home=f"{self.home}/{part}")

    def items(self) -> "Place":
        """The members of an array at this place: ``Images`` holds ``Image``."""
        singular = self.wanted[:-1] if self.wanted.endswith("s") else self.wanted
        return replace(self.within("items"), wanted=Name(singular))


class TypeBuilder:
    """Builds the types of one document; ``root`` resolves its local references.

    Classes carry the ``side`` they are on, as in ``LoraInput``. ``wrapper`` is the pointer of the
    root in its document.
    """

    def __init__(self, root: Schema, scope: Scope, side: Side, wrapper: str = "") -> None:
        self._root = root
        self._side = side
        self._scope = scope
        self._wrapper = wrapper

    def record(self, schema: Schema, name: Name, pointer: str = "", home: str = "") -> Record:
        """The object ``schema``, which stands at ``pointer``, as a class called ``name``.

        ``home`` is where its definition stands.
        """
        properties = _mapping(schema.get("properties"))
        required = cast("list[str]", schema.get("required", []))
        return Record(
            name=name,
            fields=tuple(
                self._field(wire, _mapping(value), wire in required, name, (pointer, home))
                for wire, value in properties.items()
            ),
            description=_string(schema, "description"),
            open=schema.get("additionalProperties", False) is not False,
        )

    def _field(
        self, wire: str, schema: Schema, required: bool, owner: Name, at: tuple[str, str]
    ) -> Field:
        pointer, home = (f"{base}/properties/{escape(wire)}" for base in at)
        name = self._scope.parameter(f"{self._prefix}{home}", wire)
        resolved = self._resolve(schema)
        spelling = naming.field_name(wire) or name  # so that a pin of one name changes no other
        place = Place(pointer, home, wire, naming.class_name(spelling), _qualifier(owner))
        return Field(
            wire=wire,
            name=name,
            type=self._type(schema, place),
            required=required,
            pointer=f"{self._wrapper}{pointer}",
            default=Default(resolved["default"]) if "default" in resolved else None,
            title=_string(schema, "title") or _string(resolved, "title"),
            description=_string(schema, "description") or _string(resolved, "description"),
        )

    def _resolve(self, schema: Schema) -> Schema:
        while isinstance(ref := schema.get("$ref"), str):
            target: Json = cast("dict[str, Json]", self._root)
            for part in ref.removeprefix("#").split("/")[1:]:
                key = part.replace("~1", "/").replace("~0", "~")
                target = target[int(key)] if isinstance(target, list) else _mapping(target)[key]
            schema = {**_mapping(target), **{k: v for k, v in schema.items() if k != "$ref"}}
        return schema

    def _type(self, schema: Schema, place: Place) -> Type:
        place = replace(place, home=_home(schema, place.home))
        schema = self._resolve(schema)
        word = "anyOf" if schema.get("anyOf") else "oneOf"
        alternatives = schema.get(word)
        if isinstance(alternatives, list):
            shared = {k: v for k, v in schema.items() if k not in ("anyOf", "oneOf", "default")}
            return _union(
                tuple(
                    self._type({**shared, **_mapping(member)}, place.within(f"{word}/{index}"))
                    for index, member in enumerate(alternatives)
                )
            )
        if "const" in schema:
            return self._choice([schema["const"]], place)
        if isinstance(values := schema.get("enum"), list):
            return self._choice(values, place)
        kinds = schema.get("type", implied_type(schema))
        return _union(
            tuple(
                self._plain(kind, schema, place)
                for kind in (kinds if isinstance(kinds, list) else [kinds])
            )
        )

    def _choice(self, values: list[Json], place: Place) -> Type:
        if not all(isinstance(value, Scalar) for value in values):
            return Anything()
        some = tuple(cast("Scalar", value) for value in values if value is not None)
        if not some:
            return Nullable(Anything())
        # "Params", "Input" and "Output" end the names of classes, which the scope cannot foresee.
        suffix = "Choice" if place.wanted.endswith(("Params", "Input", "Output")) else ""
        choice = Choice(self._claim(place, suffix), some)
        return Nullable(choice) if None in values else choice

    def _plain(self, kind: Json, schema: Schema, place: Place) -> Type:
        match kind:
            case "string":
                media = kind_by_context(schema, place.wire)
                return Media(media, _rules(schema)) if media else _text_type(schema)
            case "integer" | "number":
                return _number(schema, integer=kind == "integer")
            case "boolean":
                return Boolean()
            case "array":
                return self._array(schema, place)
            case "object":
                return self._object(schema, place)
            case "null":
                return Nullable(Anything())
            case _:
                return Anything()

    def _array(self, schema: Schema, place: Place) -> Type:
        items = _mapping(schema.get("items"))
        each = self._resolve(items)
        media = ARRAY_FORMATS.get(_string(schema, "format"))
        if media is None and schema.get("validations"):
            media = kind_by_context({**each, "validations": schema["validations"]}, place.wire)
        rules = _rules(schema) + _rules(each)
        return Array(
            items=Media(media, rules) if media else self._type(items, place.items()),
            min_items=_count(schema, "minItems"),
            max_items=_count(schema, "maxItems"),
        )

    def _object(self, schema: Schema, place: Place) -> Type:
        if schema.get("properties"):
            name = self._claim(place, self._side)
            return self.record(schema, name, place.pointer, place.home)
        values = _mapping(schema.get("additionalProperties"))
        inside = place.within("additionalProperties")
        return Map(self._type(values, inside) if values else Anything())

    def _claim(self, place: Place, suffix: str) -> Name:
        at = f"{self._prefix}{place.pointer}"
        return self._scope.claim(at, f"{place.wanted}{suffix}", place.qualifier)

    @property
    def _prefix(self) -> str:
        return f"/{self._side.lower()}"


def _home(schema: Schema, pointer: str) -> str:
    """Where ``schema``, which stands at ``pointer``, is defined."""
    ref = schema.get("$ref")
    return ref.removeprefix("#") if isinstance(ref, str) else pointer


def _union(members: tuple[Type, ...]) -> Type:
    nullable = any(isinstance(member, Nullable) for member in members)
    some: list[Type] = []
    for member in members:
        inner = member.inner if isinstance(member, Nullable) else member
        only_null = isinstance(member, Nullable) and isinstance(inner, Anything)
        if not only_null and inner not in some:
            some.append(inner)
    if not some:
        return Nullable(Anything())
    joined = some[0] if len(some) == 1 else Union(tuple(some))
    return Nullable(joined) if nullable else joined


def implied_type(schema: Schema) -> Json:
    """The type that a schema without one must mean, by its other keywords."""
    if "properties" in schema or "additionalProperties" in schema:
        return "object"
    if "items" in schema or _string(schema, "format") in ARRAY_FORMATS:
        return "array"
    if _string(schema, "format") in ITEM_FORMATS or "maxLength" in schema:
        return "string"
    if "minimum" in schema or "maximum" in schema:
        return "number"
    return None


def _text_type(schema: Schema) -> Text:
    pattern = schema.get("pattern")
    return Text(
        min_length=_count(schema, "minLength"),
        max_length=_count(schema, "maxLength"),
        pattern=pattern if isinstance(pattern, str) else None,
    )


def _number(schema: Schema, *, integer: bool) -> Number:
    return Number(
        integer=integer,
        minimum=_bound(schema, "minimum"),
        maximum=_bound(schema, "maximum"),
        exclusive_minimum=_bound(schema, "exclusiveMinimum"),
        exclusive_maximum=_bound(schema, "exclusiveMaximum"),
        multiple_of=_bound(schema, "multipleOf"),
    )


def _rules(schema: Schema) -> tuple[Rule, ...]:
    rules: list[Rule] = []
    for entry in cast("list[Schema]", schema.get("validations", [])):
        parsed = parse_rule(_string(entry, "validation_rule"))
        if parsed is not None:
            metric, operator = parsed
            value = str(entry["validation_value"])
            rules.append(Rule(metric, operator, value, _string(entry, "validation_error")))
    return tuple(rules)


def _qualifier(owner: Name) -> str:
    return owner.removesuffix("Input").removesuffix("Output")


def _mapping(value: Json) -> dict[str, Json]:
    return value if isinstance(value, dict) else {}


def _string(schema: Schema, key: str) -> str:
    value = schema.get(key)
    return value if isinstance(value, str) else ""


def _count(schema: Schema, key: str) -> int | None:
    value = schema.get(key)
    return value if isinstance(value, int) else None


def _bound(schema: Schema, key: str) -> int | float | None:
    value = schema.get(key)
    return value if isinstance(value, int | float) else None
