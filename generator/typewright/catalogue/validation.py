"""The only user of ``jsonschema``, kept from the network and given types.

Every reference that a meta-schema makes is answered from our own files and from those that
``jsonschema_specifications`` carries, and a vendor's schema is given no registry at all: there is
nothing to fetch and nothing that could fetch. Most documents are plainly right, and are accepted
before ``jsonschema`` is so much as imported.
"""

import json
import math
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, Protocol, TypeAlias, cast

from typewright.catalogue.accepting import Accepts, compiled
from typewright.catalogue.model import Json
from typewright.catalogue.plainly import plainly_keeps
from typewright.catalogue.schema import LISTED, NAMED, SINGLE
from typewright.resources import meta_directory

if TYPE_CHECKING:
    from referencing import Registry

Kind: TypeAlias = Literal["dialect", "endpoint", "locale", "patch", "provider"]
"""The meta-schema of a document: ``schemas/_meta/<kind>.schema.json``."""

Words: TypeAlias = Literal["python", "standard"]
"""Whose words the types of a schema are: for Python 1.0 is no integer, for 2020-12 it is one.

With the latter OpenAPI's ``nullable`` is heeded, which a store refuses."""

_NAMES: Final = ("dialect", "validations", "endpoint", "locale", "patch", "provider")
_VOCABULARIES: Final = ("validation", "meta-data", "format-annotation")
_TEXTS: Final = ("$schema", "$comment", "$ref", "$id", "$anchor", "$dynamicAnchor", "$dynamicRef")


class Violation(NamedTuple):
    """One way in which a value departs from a schema.

    ``path`` leads from the value that was judged to ``value``; ``keyword`` is the keyword of
    ``schema`` that refuses it, ``limit`` what that keyword says. ``branches`` counts the
    complaints of the alternatives of an ``anyOf`` or ``oneOf``: 0 if several of them agree.
    """

    keyword: str
    path: tuple[str | int, ...]
    value: Json
    limit: Json
    schema: Mapping[str, Json]
    branches: int


_Check: TypeAlias = Callable[[object, Any, object, Any], Iterator[object]]
"""What the library has for a keyword: it takes a validator, what the keyword says, a value and the
schema."""

_OF_A_VALUE: Final = ("type", "enum", "const", "$ref", "allOf", "anyOf", "oneOf")
"""Keywords that may refuse a null."""

Judge: TypeAlias = Callable[[Mapping[str, Json], Json], Iterator[Violation]]
"""Takes a schema and a value."""


class _Validator(Protocol):
    """What is used of a validator of ``jsonschema``."""

    def iter_errors(self, instance: Json) -> Iterator[Any]: ...
    def evolve(self, **changes: object) -> "_Validator": ...


def violations(data: Json, kind: Kind) -> Iterator[Violation]:
    """Everything in which ``data`` departs from the meta-schema ``kind``."""
    return iter(()) if accepted(data, kind) else explained_violations(data, kind)


def accepted(data: Json, kind: Kind) -> bool:
    """Whether ``data`` certainly keeps the meta-schema ``kind``."""
    return _accepts(kind)(data)


def explained_violations(data: Json, kind: Kind) -> Iterator[Violation]:
    """The same by ``jsonschema`` alone."""
    return map(_violation, _meta_validator(kind).iter_errors(data))


def standard_violations(data: Json) -> Iterator[Violation]:
    """Everything in which ``data`` departs from 2020-12, at whatever depth, and each keyword that
    is none of the dialect."""
    if accepted(data, "dialect"):
        return iter(())
    return map(_violation, _standard_validator().iter_errors(data))


def judge_for(root: Json, *, words: Words = "python", patterns: bool = False) -> Judge:
    """Judges values by parts of the vendor's schema ``root``, where their references lead to.

    No ``pattern`` of a vendor is run, unless ``patterns`` says so: of a schema that was checked.
    """

    made: list[_Validator] = []  # when the first value needs it

    def judge(schema: Mapping[str, Json], value: Json) -> Iterator[Violation]:
        if plainly_keeps(value, schema):
            return iter(())
        if not made:
            from referencing import Registry

            validator = _validating(words, patterns)(root, registry=Registry[Any]())
            made.append(cast("_Validator", validator))
        return map(_violation, made[0].evolve(schema=schema).iter_errors(value))

    return judge


def _violation(error: Any) -> Violation:
    return Violation(
        keyword=str(error.validator),
        path=tuple(error.absolute_path),
        value=error.instance,
        limit=error.validator_value,
        schema=error.schema,
        branches=len(error.context),
    )


@cache
def _accepts(kind: Kind) -> Accepts:
    known = {schema["$id"]: schema for schema in map(_meta_schema, _NAMES)}
    known |= {schema["$id"]: schema for schema in map(_vocabulary, _VOCABULARIES)}
    return compiled(known, _meta_schema(kind)["$id"])


def _vocabulary(name: str) -> dict[str, Any]:
    """One of the standard's own, read where ``jsonschema_specifications`` keeps it: importing that
    would read every draft there is."""
    found = find_spec("jsonschema_specifications")
    assert found is not None, "jsonschema depends on it"
    assert found.origin is not None, "it is a package of files"
    home = Path(found.origin).parent / "schemas" / "draft202012" / "vocabularies"
    return cast("dict[str, Any]", json.loads((home / name).read_text("utf-8")))


@cache
def _meta_validator(kind: Kind) -> _Validator:
    return _validator_of(_meta_schema(kind))


@cache
def _standard_validator() -> _Validator:
    """By the dialect, with schemas in every place where the standard has one."""
    dialect, inner = _meta_schema("dialect"), {"$ref": "#"}
    text, by_name = {"type": "string"}, {"type": "object", "additionalProperties": inner}
    some = {"type": "array", "minItems": 1, "items": inner}
    everywhere = {
        **dict.fromkeys(_TEXTS, text),
        **dict.fromkeys(NAMED, by_name),
        **dict.fromkeys(SINGLE, inner),
        **dict.fromkeys(LISTED, some),
    }
    return _validator_of(
        {
            **dialect,
            "$id": "urn:typewright:meta:standard",
            "type": ["object", "boolean"],
            "allOf": [*dialect["allOf"], {"properties": everywhere}],
            # Looked into here as well, each level would be seen twice as often as the one above.
            "properties": dict.fromkeys(dialect["properties"], True),
        }
    )


def _validator_of(meta_schema: Mapping[str, Any]) -> _Validator:
    import jsonschema  # type: ignore[import-untyped]
    import jsonschema.validators  # type: ignore[import-untyped]
    import jsonschema_specifications  # type: ignore[import-untyped]
    from referencing import Resource

    known = cast("Registry[Any]", cast("Any", jsonschema_specifications).REGISTRY)
    schemas = [_meta_schema(name) for name in _NAMES]
    ours = ((schema["$id"], Resource[Any].from_contents(schema)) for schema in schemas)
    validators = cast("Any", jsonschema.validators)
    extend = cast("Callable[..., Callable[..., _Validator]]", validators.extend)
    make = extend(jsonschema.Draft202012Validator, {"uniqueItems": _unique})
    return make(meta_schema, registry=known.with_resources(ours))


@cache
def _meta_schema(name: str) -> dict[str, Any]:
    path = meta_directory() / f"{name}.schema.json"
    return cast("dict[str, Any]", json.loads(path.read_text("utf-8")))


@cache
def _validating(words: Words, patterns: bool) -> Callable[..., object]:
    import jsonschema
    import jsonschema.validators

    base = cast("Any", jsonschema.Draft202012Validator)
    types = base.TYPE_CHECKER
    if words == "python":
        types = types.redefine("integer", _is_integer)
    extend = cast("Callable[..., Callable[..., object]]", cast("Any", jsonschema.validators).extend)
    unread = {} if patterns else {"pattern": _nothing}
    ours = {"multipleOf": _multiple, "uniqueItems": _unique}
    standard = words == "standard"
    checks = cast("dict[str, _Check]", base.VALIDATORS if standard else {})
    nullable = {word: _or_null(checks[word]) for word in _OF_A_VALUE if word in checks}
    return extend(base, unread | ours | nullable, type_checker=types)


def _or_null(check: _Check) -> _Check:
    """``check``, but not of null where the schema has OpenAPI's ``nullable``."""

    def checked(
        validator: object, limit: Any, value: object, schema: Mapping[str, Json]
    ) -> Iterator[object]:
        null = value is None and schema.get("nullable") is True
        return iter(()) if null else check(validator, limit, value, schema)

    return checked


def _is_integer(_checker: object, value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def exact(number: float) -> Fraction:
    """``number`` as it is written: 0.1 is a tenth."""
    return Fraction(number if isinstance(number, int) else repr(number))


def _multiple(_validator: object, step: Any, value: object, _schema: object) -> Iterator[object]:
    """By the numbers as they are written: the library divides floats, and 0.3 / 0.1 is none."""
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return
    finite = isinstance(value, int) or math.isfinite(value)
    if not finite or (exact(value) / exact(step)).denominator > 1:
        from jsonschema import ValidationError

        yield ValidationError("no multiple")


def _unique(_validator: object, wanted: object, value: object, _schema: object) -> Iterator[object]:
    """As the standard says, and in time: the library compares every item with every other."""
    if wanted is not True or not isinstance(value, list):
        return
    items = cast("list[Json]", value)
    if len({json.dumps(_as_number(item), sort_keys=True) for item in items}) < len(items):
        from jsonschema import ValidationError

        yield ValidationError("the same item is here twice")


def _as_number(item: Json) -> Json:
    """``item`` with each number in one spelling: 1.0 is the same as 1."""
    if isinstance(item, dict):
        return {key: _as_number(value) for key, value in item.items()}
    if isinstance(item, list):
        return [_as_number(value) for value in item]
    return int(item) if isinstance(item, float) and item.is_integer() else item


def _nothing(*_arguments: object) -> Iterator[object]:
    return iter(())
