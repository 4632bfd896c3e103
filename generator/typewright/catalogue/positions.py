"""Where each value of a JSON text stands.

``json.loads`` is fast and says nothing about places; most runs need none. So a text is looked at a
second time only when a finding has to be placed. See docs/decisions/021-positions-on-demand.md.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from itertools import accumulate, count
from operator import add
from typing import Final, cast

from typewright.catalogue.nodes import STRING, nodes
from typewright.catalogue.places import Position, escape

_COMMA: Final = re.compile(r"[\s,]*+")
_PLAIN_STRING: Final = '"[^"]*+"'
"""Of a text without a backslash: found in half the time."""

_BEHIND_KEY: Final = re.compile(rf"{STRING}\s*+:\s*+", re.DOTALL)
_SCALAR: Final = re.compile(rf'(?:{STRING}|[^\s\[\]{{}},:"]++)[\s,]*+', re.DOTALL)
_SCALARS: Final = re.compile(rf"(?:{_SCALAR.pattern})*+", re.DOTALL)
_DECODER: Final = json.JSONDecoder()
_HOLDING: Final = frozenset((dict, list))


class Places:
    """Where the values of a text stand that ``json.loads`` accepts: what :func:`nodes` says of it.

    The C parser tells which keys there are, one expression where each stands, in the same order.
    Values and items are found from there when somebody asks.
    """

    def __init__(self, text: str, data: object = None) -> None:
        """``data`` is what ``text`` says, where somebody has read it already."""
        self._text: Final = text
        self._data: Final = data
        self._items: Final[dict[str, Mapping[str, int]]] = {}

    def nearest(self, pointer: str) -> tuple[int, int]:
        """What :meth:`of` says of ``pointer``, or of the nearest value around it."""
        while (found := self.of(pointer)) is None:
            pointer = pointer.rpartition("/")[0]
        return found

    def of(self, pointer: str) -> tuple[int, int] | None:
        """The offsets of the key and of the value at ``pointer``; equal where there is no key."""
        if not pointer:
            start = len(self._text) - len(self._text.lstrip())
            return (start, start) if start < len(self._text) else (0, 0)
        key = self._keys.get(pointer)
        if key is not None:
            return key, _behind(_BEHIND_KEY, self._text, key)
        array, _, index = pointer.rpartition("/")
        item = self._items_of(array).get(index) if index.isdecimal() else None
        return None if item is None else (item, item)

    def _items_of(self, pointer: str) -> Mapping[str, int]:
        known = self._items.get(pointer)
        if known is None:
            array = self.of(pointer)
            starts = _items(self._text, array[1]) if array else ()
            known = self._items[pointer] = {str(index): at for index, at in enumerate(starts)}
        return known

    @cached_property
    def _keys(self) -> dict[str, int]:
        """Pointer -> where its key begins."""
        found: list[str] = []
        try:
            _collect("", cast("object", self._data or json.loads(self._text)), found)
        except (ValueError, RecursionError):  # no JSON, or none that is read
            found = []
        *starts, end = _key_starts(self._text)
        if len(starts) == len(found) and end == len(self._text):
            return dict(zip(found, starts, strict=True))
        return _keys_by_nodes(self._text)  # a repeated key is one of the data, two of the text


def _keys_by_nodes(text: str) -> dict[str, int]:
    """The same of any text, by the last one of a repeated key, as the parser has it."""
    found: dict[str, int] = {}
    pending = [("", root) for root in list(nodes(text))[:1]]
    while pending:
        base, node = pending.pop()
        for name, child in node.children.items():
            pointer = f"{base}/{escape(name)}"
            pending.append((pointer, child))
            if child.key != child.value:  # an item has no key
                found[pointer] = child.key
    return found


def _key_starts(text: str) -> Iterator[int]:
    """Where each key begins, and then the end of the text."""
    before, member = _members(STRING if "\\" in text else _PLAIN_STRING)
    first = before.match(text)
    return accumulate(map(len, member.findall(text)), initial=first.end() if first else 0)


@cache
def _members(string: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before the first key, and each key with all that stands before the next."""
    other = rf"(?:[^\"]++|{string}(?!\s*+:))*+"
    return re.compile(other, re.DOTALL), re.compile(rf"{string}\s*+:{other}", re.DOTALL)


def _collect(base: str, value: object, found: list[str]) -> None:
    """Adds the pointers of the keys in ``value``, which stands at ``base``, in their order."""
    if isinstance(value, dict):
        for name, each in cast("dict[str, object]", value).items():
            odd = "~" in name or "/" in name
            pointer = f"{base}/{escape(name) if odd else name}"
            found.append(pointer)
            if type(each) in _HOLDING:
                _collect(pointer, each, found)
    elif isinstance(value, list) and not _HOLDING.isdisjoint(
        map(type, cast("list[object]", value))
    ):
        for index, each in enumerate(cast("list[object]", value)):
            _collect(f"{base}/{index}", each, found)


def _items(text: str, start: int) -> Iterator[int]:
    """Where each item of the array at ``start`` begins; nothing of another value."""
    if text[start : start + 1] != "[":
        return
    at = _behind(_COMMA, text, start + 1)
    end = _behind(_SCALARS, text, at)
    if text[end : end + 1] == "]":  # of nearly every array
        *starts, _ = accumulate(map(len, _SCALAR.findall(text, at, end)), initial=at)
        yield from starts
        return
    while text[at : at + 1] not in ("]", ""):
        yield at
        try:
            _, end = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):  # only in a text that is no JSON anyway
            return
        at = _behind(_COMMA, text, end)


def _behind(pattern: re.Pattern[str], text: str, start: int) -> int:
    found = pattern.match(text, start)
    return found.end() if found else start


class Lines:
    """Turns offsets into lines and columns; a line ends with ``\\n``, that of a CRLF included."""

    def __init__(self, text: str) -> None:
        self._text: Final = text
        self._short: Final = len(text) < _SHORT

    def place(self, offset: int) -> Position:
        """Line and column of ``offset``, both from 1, columns in code points."""
        if self._short:
            line = self._text.count("\n", 0, offset) + 1
            return Position(line, offset - self._text.rfind("\n", 0, offset))
        line = bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1)

    @cached_property
    def _starts(self) -> list[int]:
        ends = accumulate(map(len, self._text.split("\n")))
        return [0, *map(add, ends, count(1))][:-1]


_SHORT: Final = 10_000
"""Code points of a text whose lines are sooner counted for each place than listed once."""
