"""JSON in the shapes in which people store it, and where each value then stands.

The places are noted while the text is written, so that they owe nothing to the code under test.
"""

import json
import random
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple, cast


class Place(NamedTuple):
    """A line and a column, both from 1, the column in code points."""

    line: int
    column: int


Located = tuple[str, str, str, Place]
"""What must be found and where: file, code, pointer, place."""


@dataclass(frozen=True, slots=True)
class Style:
    """How JSON is laid out; an ``indent`` of ``None`` puts all of it on one line."""

    indent: str | None = "  "
    newline: str = "\n"
    colon: str = ": "
    comma: str = ","
    ascii: bool = False
    lead: str = ""


STYLES = (
    Style(),
    Style(indent="    ", newline="\r\n"),
    Style(indent="\t"),
    Style(indent="\t", newline="\r\n", colon=" :\t"),
    Style(indent=None, colon=":", lead="\n\n "),
    Style(indent=None, comma=", ", ascii=True),
    Style(indent="", colon=":"),
    Style(indent=" ", ascii=True, comma=" ,"),
)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text, and the places of the key and the value of every pointer in it."""

    text: str
    keys: dict[str, Place]
    values: dict[str, Place]


def rendered(data: Any, style: Style) -> Rendered:
    """``data`` as JSON in ``style``."""
    parts: list[str] = []
    marks: list[tuple[str, bool, int]] = []
    length = 0
    for part in _parts(data, style, "", style.newline if style.indent is not None else ""):
        if isinstance(part, str):
            parts.append(part)
            length += len(part)
        else:
            marks.append((*part, length))
    text = f"{style.lead}{''.join(parts)}{style.newline}"
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    keys: dict[str, Place] = {}
    values: dict[str, Place] = {}
    for pointer, of_key, offset in marks:
        at = offset + len(style.lead)
        line = bisect_right(starts, at)
        (keys if of_key else values)[pointer] = Place(line, at - starts[line - 1] + 1)
    return Rendered(text, {**values, **keys}, values)


def place(text: str, offset: int) -> Place:
    """Line and column of ``offset``, counted anew."""
    before = text[:offset]
    return Place(before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1)


def _parts(value: Any, style: Style, pointer: str, line: str) -> Iterator[str | tuple[str, bool]]:
    """Pieces of text, and between them marks: (pointer, whether of its key)."""
    yield pointer, False
    if not isinstance(value, dict | list) or not value:
        yield json.dumps(value, ensure_ascii=style.ascii)
        return
    inner = line + (style.indent or "")
    named = isinstance(value, dict)
    for number, (name, each) in enumerate(_members(cast("Any", value))):
        yield (style.comma if number else "{" if named else "[") + inner
        below = f"{pointer}/{name.replace('~', '~0').replace('/', '~1')}"
        if named:
            yield below, True
            yield json.dumps(name, ensure_ascii=style.ascii) + style.colon
        yield from _parts(each, style, below, inner)
    yield line + ("}" if named else "]")


def _members(value: dict[str, Any] | list[Any]) -> list[tuple[str, Any]]:
    if isinstance(value, dict):
        return list(value.items())
    return [(str(index), each) for index, each in enumerate(value)]


def shuffled(value: Any, rng: random.Random) -> Any:
    """``value`` with the keys of its objects in another order; they mean the same."""
    if not isinstance(value, dict | list):
        return value
    members = [(name, shuffled(each, rng)) for name, each in _members(cast("Any", value))]
    if isinstance(value, list):
        return [each for _, each in members]
    rng.shuffle(members)
    return dict(members)
