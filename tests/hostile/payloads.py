"""What a hostile vendor would write, by kind: more than two hundred values for any place.

Each value is put into every place of :mod:`sinks`. After ``security-notes``: the advisories of
generators of the last years, and what each of their fixes left open. ``payloads.json`` has those
that can be written down.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from typewright.catalogue.model import Json


@dataclass(frozen=True, slots=True)
class Payload:
    """One hostile value; ``kind`` says what it is up to."""

    kind: str
    value: Json

    @property
    def title(self) -> str:
        """For the report of a failure: short and in ASCII."""
        return f"{self.kind}: {self.value!a:.60}"


def _nested(depth: int) -> Json:
    value: Json = "x"
    for level in range(depth):
        value = [value] if level % 2 else {"a": value}
    return value


_LONG_TEXTS = ("x" * 100_000, "a " * 50_000, "\n" * 50_000, '"' * 50_000, "\\" * 50_000)
_NUMBERS = (10**300, -(10**300), 2**63, 2**64, -(2**63) - 1, 10**18 + 1)
_REALS = (1e308, 5e-324, -0.0, 0.1)
_MANY: list[Json] = ["x"] * 5_000

KINDS: Mapping[str, tuple[Json, ...]] = {
    **{
        kind: tuple(values)
        for kind, values in json.loads(Path(__file__).with_suffix(".json").read_text()).items()
    },
    "huge": (*_LONG_TEXTS, "\u5b57" * 50_000, *_NUMBERS, *_REALS, _MANY),
    "deep": tuple(_nested(depth) for depth in (3, 20, 45, 70, 200)),
}

PAYLOADS = tuple(Payload(kind, value) for kind, values in KINDS.items() for value in values)


def _in_turn() -> Iterator[Payload]:
    rows = zip_longest(*(map(_one, values) for values in KINDS.values()), fillvalue=())
    for row in rows:
        for kind, found in zip(KINDS, row, strict=True):
            yield from (Payload(kind, value) for value in found)


def _one(value: Json) -> tuple[Json, ...]:
    return (value,)


IN_TURN = tuple(_in_turn())
"""The same, a value of each kind after the other: any stretch of it is a fair sample."""
