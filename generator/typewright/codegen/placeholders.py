"""Limits leave a question as numbers that stand for them, and come back into the answer.

datamodel-code-generator prints a limit as it was given, so a limit that no field had before need
not be a new question. Where it does more than print (it corrects limits of integers that are no
integers), and where an answer does not hold every placeholder once, it is asked with the limits.
"""

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import count
from typing import Final, TypeAlias, cast

from typewright.catalogue.model import Json

Limit: TypeAlias = int | float

_FIRST: Final = 10**9
"""The first placeholder; this and those after it are printed with all digits as floats too."""

_PLACEHOLDER: Final = re.compile(r"(?<![\w.])1(\d{9})(\.0)?(?![\w.])")

_LARGEST: Final = 2**64
"""Of limits that are replaced: seeds are no larger, and floats hold it easily."""


def neutral(schema: str) -> str:
    """``schema`` (JSON) with a placeholder for each limit.

    All limits stay when one of them might not be printed as it was given.
    """
    return _taken_apart(schema)[0]


def with_limits(answer: str, schema: str, *, printed: bool) -> str | None:
    """The ``answer`` to the neutral ``schema`` with the limits of ``schema`` itself.

    ``None`` unless each placeholder is there once; or not at all, where limits are not ``printed``.
    """
    _, limits = _taken_apart(schema)
    if not limits:
        return answer
    places = sorted(int(each[1]) for each in _PLACEHOLDER.finditer(answer))
    if places != list(range(len(limits) if printed else 0)):
        return None
    return _PLACEHOLDER.sub(lambda each: _spelled(limits[int(each[1])], each), answer)


def _spelled(limit: Limit, place: re.Match[str]) -> str:
    return repr(float(limit) if place[2] else limit)


@lru_cache(maxsize=4096)
def _taken_apart(schema: str) -> tuple[str, tuple[Limit, ...]]:
    """``schema`` with placeholders, and the limits that they stand for in their order."""
    exact = cast("Json", json.loads(schema))
    found = tuple(_limits(exact))
    if not found or not all(_is_plain(*each) for each in found):
        return schema, ()
    return json.dumps(_replaced(exact, count(_FIRST))), tuple(limit for _, _, limit in found)


def _limits(schema: Json, kind: Json = None, key: str = "") -> Iterator[tuple[Json, str, Limit]]:
    """The limits with the type that they limit and their keyword."""
    match schema:
        case int() | float():
            yield kind, key, schema
        case dict():
            for key, value in schema.items():
                yield from _limits(value, schema.get("type"), key)
        case list():
            for value in schema:
                yield from _limits(value)
        case _:
            pass


def _is_plain(kind: Json, key: str, limit: Limit) -> bool:
    if isinstance(limit, bool) or not -_LARGEST <= limit <= _LARGEST:
        return False
    return kind == "number" or (isinstance(limit, int) and (key != "multipleOf" or limit > 1))


def _replaced(value: Json, places: Iterator[int]) -> Json:
    """``value`` with the next of ``places`` for each limit."""
    match value:
        case int() | float():
            return next(places)
        case dict():
            return {key: _replaced(each, places) for key, each in value.items()}
        case list():
            return [_replaced(each, places) for each in value]
        case _:
            return value
