"""From JSON Schema to the types of the IR, one small function a kind."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import Literal, TypeAlias, cast

from typewright.catalogue.model import Json
from typewright.catalogue.places import escape
from typewright.ir import naming
from typewright.ir.keywords import (
    count,
    implied_type,
    mapping,
    media_rules,
    number_type,
    string,
    text_type,
)
from typewright.ir.media_kind import ARRAY_FORMATS, kind_by_context
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
    Record,
    Scalar,
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
        properties = mapping(schema.get("properties"))
        required = cast("list[str]", schema.get("required", []))
        return Record(
            name=name,
            fields=tuple(
                self._field(wire, mapping(value), wire in required, name, (pointer, home))
                for wire, value in properties.items()
            ),
            description=string(schema, "description"),
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
            title=string(schema, "title") or string(resolved, "title"),
            description=string(schema, "description") or string(resolved, "description"),
        )

    def _resolve(self, schema: Schema) -> Schema:
        while isinstance(ref := schema.get("$ref"), str):
            target: Json = cast("dict[str, Json]", self._root)
            for part in ref.removeprefix("#").split("/")[1:]:
                key = part.replace("~1", "/").replace("~0", "~")
                target = target[int(key)] if isinstance(target, list) else mapping(target)[key]
            schema = {**mapping(target), **{k: v for k, v in schema.items() if k != "$ref"}}
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
                    self._type(self._joined(shared, mapping(each)), place.within(f"{word}/{index}"))
                    for index, each in enumerate(alternatives)
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

    def _joined(self, shared: Schema, member: Schema) -> Schema:
        """``member`` of a union with what stands beside the union, which holds for each.

        Keywords of the member win; an object has the properties and the duties of both.
        """
        if not {"properties", "required"} & shared.keys():
            return {**shared, **member}
        member = self._resolve(member)
        ours, theirs = (mapping(each.get("properties")) for each in (shared, member))
        properties: dict[str, Json] = {
            name: {**mapping(ours.get(name)), **mapping(theirs.get(name))}
            for name in dict.fromkeys((*ours, *theirs))
        }
        duties = [cast("list[Json]", each.get("required", [])) for each in (shared, member)]
        both: Schema = {"properties": properties} if properties else {}
        return {**shared, **member, **both, "required": [*chain.from_iterable(duties)]}

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
                return Media(media, media_rules(schema)) if media else text_type(schema)
            case "integer" | "number":
                return number_type(schema, integer=kind == "integer")
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
        items = mapping(schema.get("items"))
        each = self._resolve(items)
        media = ARRAY_FORMATS.get(string(schema, "format"))
        if media is None and schema.get("validations"):
            media = kind_by_context({**each, "validations": schema["validations"]}, place.wire)
        rules = media_rules(schema) + media_rules(each)
        return Array(
            items=Media(media, rules) if media else self._type(items, place.items()),
            min_items=count(schema, "minItems"),
            max_items=count(schema, "maxItems"),
        )

    def _object(self, schema: Schema, place: Place) -> Type:
        if schema.get("properties"):
            name = self._claim(place, self._side)
            return self.record(schema, name, place.pointer, place.home)
        values = mapping(schema.get("additionalProperties"))
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


def _qualifier(owner: Name) -> str:
    return owner.removesuffix("Input").removesuffix("Output")
