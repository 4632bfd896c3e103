"""Keys that one object has twice: a decoder takes the last value, and nobody knows which counts."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, cast

from typewright.catalogue.model import Json
from typewright.catalogue.places import escape

UNCLEAR: Final = "which counts is not clear"


@dataclass(frozen=True, slots=True)
class Repeated:
    """A key that the object at ``pointer`` has more than once."""

    pointer: str
    key: str


def repeated_keys(text: str | bytes) -> tuple[Repeated, ...]:
    """The first such key of each object of ``text``, which must be JSON, in its order.

    Of a value that another takes the place of, nothing is told but that.
    """
    noted: list[tuple[Json, str]] = []  # it keeps them alive, so that an id is that of one object

    def note(pairs: list[tuple[str, Json]]) -> Json:
        value = dict(pairs)
        if len(value) < len(pairs):
            noted.append((value, _first_repeated(pairs)))
        return value

    data = cast("Json", json.loads(text, object_pairs_hook=note))
    keys = {id(value): key for value, key in noted}
    places = _places(data) if noted else iter(())
    return tuple(Repeated(at, keys[id(value)]) for at, value in places if id(value) in keys)


def _first_repeated(pairs: list[tuple[str, Json]]) -> str:
    keys = [key for key, _ in pairs]
    counts = Counter(keys)
    return next(key for key in keys if counts[key] > 1)


def _places(data: Json) -> Iterator[tuple[str, Json]]:
    """Every value with its pointer, those around others first, in the order of the text."""
    pending = [("", data)]
    while pending:
        pointer, value = pending.pop()
        yield pointer, value
        if isinstance(value, dict):
            inside = [(f"{pointer}/{escape(key)}", each) for key, each in value.items()]
        elif isinstance(value, list):
            inside = [(f"{pointer}/{index}", each) for index, each in enumerate(value)]
        else:
            continue
        pending.extend(reversed(inside))
