"""Names that a schema requires although nothing declares them: its vendor contradicts itself."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import chain
from typing import Final, NamedTuple

from typewright.catalogue.model import Json
from typewright.catalogue.places import escape
from typewright.catalogue.pointers import mapping
from typewright.catalogue.schema import Subschemas, target_of

_COMPOSED: Final = ("allOf", "anyOf", "oneOf")
_CONDITIONAL: Final = ("if", "then", "else")
_BRANCH: Final = re.compile(
    rf"/(?:(?:{'|'.join(_COMPOSED)})/\d+|{'|'.join(_CONDITIONAL)}|dependentSchemas/[^/]*)$"
)

Schema = Mapping[str, Json]


class Declarations:
    """What the objects among ``schemas``, all those of a document, declare; nothing is looked at
    before it is asked."""

    def __init__(self, schemas: Subschemas) -> None:
        self._schemas = schemas
        self._known: dict[str, _Declared] = {}

    def phantoms(self, pointer: str, schema: Schema) -> Mapping[int, str]:
        """Index and name of what ``schema``, which stands at ``pointer``, requires in vain.

        A branch may require what the object around it declares, and an object what one of its
        branches does. A schema that names no property says nothing about them.
        """
        required, properties = schema.get("required"), schema.get("properties")
        if not isinstance(required, list) or not isinstance(properties, dict):
            return {}
        missing = {
            index: name
            for index, name in enumerate(required)
            if isinstance(name, str) and name not in properties
        }
        if not missing:
            return missing
        declared = self._declared(pointer)
        return {index: name for index, name in missing.items() if not declared.has(name)}

    def _declared(self, pointer: str) -> "_Declared":
        """Every property of the object that the schema at ``pointer`` is, or is a branch of."""
        # A property may be called "then": nothing but a schema has branches.
        while (branch := _BRANCH.search(pointer)) and pointer[: branch.start()] in self._by_pointer:
            pointer = pointer[: branch.start()]
        if pointer not in self._known:
            schemas = list(self._same_objects(pointer))
            names = (mapping(each.get("properties")) for each in schemas)
            patterns = (mapping(each.get("patternProperties")) for each in schemas)
            self._known[pointer] = _Declared(
                frozenset(chain.from_iterable(names)), tuple(chain.from_iterable(patterns))
            )
        return self._known[pointer]

    def _same_objects(self, pointer: str) -> Iterator[Schema]:
        seen, pending = {pointer}, [pointer]
        while pending:
            at = pending.pop()
            schema = self._by_pointer.get(at, {})
            yield schema
            further = set(_same_object(at, schema, self._by_pointer)) - seen
            seen |= further
            pending.extend(further)

    @cached_property
    def _by_pointer(self) -> Mapping[str, Schema]:
        return dict(self._schemas)


class _Declared(NamedTuple):
    """What an object declares: by name, and by what the names match."""

    names: frozenset[str]
    patterns: tuple[str, ...]

    def has(self, name: str) -> bool:
        return name in self.names or any(_may_match(each, name) for each in self.patterns)


def _may_match(pattern: str, name: str) -> bool:
    """Whether ``name`` matches; a pattern that must not be run (TW009) may match anything."""
    from typewright.catalogue.patterns import objection  # few schemas have one

    return objection(pattern) is not None or re.search(pattern, name) is not None


def _same_object(pointer: str, schema: Schema, schemas: Mapping[str, Schema]) -> Iterator[str]:
    """The pointers of schemas that judge the same object: its branches, where ``$ref`` leads."""
    for keyword in _COMPOSED:
        branches = schema.get(keyword)
        count = len(branches) if isinstance(branches, list) else 0
        yield from (f"{pointer}/{keyword}/{index}" for index in range(count))
    yield from (f"{pointer}/{keyword}" for keyword in _CONDITIONAL if keyword in schema)
    for name in mapping(schema.get("dependentSchemas")):
        yield f"{pointer}/dependentSchemas/{escape(name)}"
    ref = schema.get("$ref")
    if isinstance(ref, str) and ref.startswith("#"):
        yield target_of(ref, schemas)
