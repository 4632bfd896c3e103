"""What black and datamodel-code-generator answer to what nearly every SDK asks.

``make answers`` asks them and keeps it in ``answers.json``, so that a change in a fresh clone, or
one of a kind that is new to a store, need not load them. A test holds the file to what they say.
"""

import json
import sys
from collections.abc import Iterator
from itertools import chain
from typing import Final

from typewright.codegen import answers
from typewright.codegen.class_views import params_name
from typewright.codegen.format import style_is_known
from typewright.codegen.models import learn
from typewright.codegen.normalised import Shaper
from typewright.freshness import tool_versions
from typewright.ir.model import (
    Anything,
    Array,
    Boolean,
    Choice,
    Field,
    Map,
    Name,
    Nullable,
    Number,
    Record,
    Text,
    Type,
    Union,
)

_CHOICE: Final = Choice(Name("Size"), ("small", "large"))
"""For everything that has a name in the module: enums, media, records and patterns."""

_SIZES: Final = ((None, None), (None, 2), (1, None), (1, 2))
"""Least and most: it matters which of them are given, not what they are."""

_BOUNDS: Final[tuple[dict[str, int], ...]] = (
    {},
    {"minimum": 1},
    {"maximum": 2},
    {"minimum": 1, "maximum": 2},
    {"exclusive_minimum": 1},
    {"exclusive_minimum": 1, "maximum": 2},
    {"minimum": 1, "exclusive_maximum": 2},
    {"multiple_of": 2},
    {"minimum": 1, "maximum": 2, "multiple_of": 2},
)


def common_types() -> tuple[Type, ...]:
    """The types that models are described with."""
    texts = [Text(*sizes) for sizes in _SIZES]
    numbers = [Number(integer, **each) for integer in (True, False) for each in _BOUNDS]
    ranges = [Number(integer, 1, 2) for integer in (True, False)]
    bare: list[Type] = [Text(), Number(True), Number(False), Boolean(), _CHOICE]
    items = [*texts, *bare[1:], *ranges, Array(_CHOICE), Array(Number(False))]
    arrays = [Array(each, *sizes) for each in items for sizes in _SIZES]
    maps = [Map(each) for each in (*bare, Anything())]
    pairs: list[tuple[Type, Type]] = [(Text(), _CHOICE), (_CHOICE, Text()), (Number(True), Text())]
    pairs += [(each, Array(each)) for each in (Text(), _CHOICE)]
    either = [Union(each) for each in pairs]
    nullable = map(Nullable, (*texts, *ranges, *bare[1:], *map(Array, bare), *maps))
    return (*texts, *numbers, *bare[3:], Anything(), *arrays, *maps, *either, *nullable)


def _pairs() -> Iterator[tuple[Record, Shaper]]:
    """Records with all of them, required and not, as every side of an endpoint asks for them."""
    fields = chain.from_iterable(
        (_field(number, each, True), _field(number, each, False))
        for number, each in enumerate(common_types())
    )
    record = Record(Name("CommonInput"), tuple(fields))
    yield record, Shaper(_named, params_name, for_models=False)
    yield record, Shaper(_named, str, for_models=True)


def _field(number: int, kind: Type, required: bool) -> Field:
    name = f"field_{number}"
    return Field(name, Name(name), kind, required, f"/input/properties/{name}")


def _named(kind: Type) -> str | None:
    return kind.name if isinstance(kind, Choice) else None


def asked() -> str:
    """The text of ``answers.json``, as the tools that are installed would have it."""
    style_is_known()
    learn(_pairs())
    versions = tool_versions()
    found = {
        tool: {"version": versions[tool], "answers": dict(sorted(known.items()))}
        for tool, known in answers.learnt().items()
    }
    return json.dumps(found, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(asked())
