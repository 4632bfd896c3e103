"""Names that a schema requires although nothing declares them: its vendor contradicts itself."""

import re
from collections.abc import Container, Iterator, Mapping
from functools import cached_property
from typing import Final

from typewright.catalogue.model import Json
from typewright.catalogue.pointers import mapping
from typewright.catalogue.schema import Subschemas

_COMPOSED: Final = ("allOf", "anyOf", "oneOf")
_BRANCH: Final = re.compile(rf"/(?:{'|'.join(_COMPOSED)})/\d+$")

Schema = Mapping[str, Json]


class Declarations:
    """What the objects among ``schemas`` declare; nothing is looked at before it is asked."""

    def __init__(self, schemas: Subschemas) -> None:
        self._schemas = schemas
        self._known: dict[str, Container[str]] = {}

    def phantoms(self, pointer: str, schema: Schema) -> Mapping[int, str]:
        """Index and name of what ``schema``, which stands at ``pointer``, requires in vain.

        An alternative may require what the object around it declares, and an object what one of
        its alternatives does. A schema that names no property says nothing about them.
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
        return {index: name for index, name in missing.items() if name not in declared}

    def _declared(self, pointer: str) -> Container[str]:
        """Every property of the object that the schema at ``pointer`` is, or is a branch of."""
        while branch := _BRANCH.search(pointer):
            pointer = pointer[: branch.start()]
        if pointer not in self._known:
            self._known[pointer] = frozenset(self._names(pointer))
        return self._known[pointer]

    def _names(self, pointer: str) -> Iterator[str]:
        seen, pending = {pointer}, [pointer]
        while pending:
            at = pending.pop()
            schema = self._by_pointer.get(at, {})
            yield from mapping(schema.get("properties"))
            further = set(_same_object(at, schema)) - seen
            seen |= further
            pending.extend(further)

    @cached_property
    def _by_pointer(self) -> Mapping[str, Schema]:
        return dict(self._schemas)


def _same_object(pointer: str, schema: Schema) -> Iterator[str]:
    """The pointers of schemas that judge the same object: its branches, where ``$ref`` leads."""
    for keyword in _COMPOSED:
        branches = schema.get(keyword)
        count = len(branches) if isinstance(branches, list) else 0
        yield from (f"{pointer}/{keyword}/{index}" for index in range(count))
    ref = schema.get("$ref")
    if isinstance(ref, str) and ref.startswith("#"):
        yield ref[1:]
