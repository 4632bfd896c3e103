"""Where each value of a JSON text stands.

``json.loads`` is fast and says nothing about places; most runs need none. So the text is read a
second time only when a finding has to be placed: one pass of a tokenising regular expression,
without recursion. See docs/decisions/021-positions-on-demand.md.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from itertools import accumulate, count
from operator import add
from typing import Final, cast

from typewright.catalogue.places import Position

_TOKEN: Final = re.compile(
    r"""(?P<string>"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\Z))|(?P<mark>[\[\]{},])|(?P<scalar>[^\s\[\]{},:"]++)""",
    re.DOTALL,
)


class Node:
    """One value of a JSON text, in the tree of all of them.

    ``key`` and ``value`` are offsets in code points (``key`` equals ``value`` where there is no
    key: a list item, the root), ``end`` is the offset behind the first token of the value. The
    root has ``depth`` 0. ``repeated`` says that the object already had this key.
    """

    __slots__ = ("children", "depth", "end", "key", "name", "parent", "repeated", "value")

    def __init__(self, parent: "Node | None", name: str, key: int, value: int, end: int) -> None:
        self.parent = parent
        self.name = name
        self.key = key
        self.value = value
        self.end = end
        self.depth: int = 0 if parent is None else parent.depth + 1
        self.repeated = parent is not None and name in parent.children
        self.children: dict[str, Node] = {}

    @property
    def pointer(self) -> str:
        """The RFC 6901 pointer of this value."""
        names: list[str] = []
        node, parent = self, self.parent
        while parent is not None:
            names.append(f"/{escape(node.name)}")
            node, parent = parent, parent.parent
        return "".join(reversed(names))


class _Container:
    """An open object or array: its node, the number of its next item, the key that waits."""

    __slots__ = ("index", "key", "name", "node")

    def __init__(self, node: Node, index: int | None) -> None:
        self.node = node
        self.index = index
        self.name: str | None = None
        self.key = 0


def nodes(text: str) -> Iterator[Node]:
    """Every value of ``text`` in its order, parents before their children; the root comes first.

    Meant for a text that ``json.loads`` accepts; of any other it gives its best, and never fails.
    """
    stack: list[_Container] = []
    for token in _TOKEN.finditer(text):
        start, first = token.start(), text[token.start()]
        top = stack[-1] if stack else None
        if first in "]}":
            del stack[-1:]
        elif first == ",":
            _next_member(top)
        elif first == '"' and top is not None and top.index is None and top.name is None:
            top.name, top.key = _decoded(token[0]), start
        else:
            node = _node(top, start, token.end())
            yield node
            if first in "{[":
                stack.append(_Container(node, 0 if first == "[" else None))


_COMMA: Final = re.compile(r"[\s,]*+")
_STRING: Final = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_PLAIN_STRING: Final = '"[^"]*+"'
"""Of a text without a backslash: found in half the time."""

_BEHIND_KEY: Final = re.compile(rf"{_STRING}\s*+:\s*+", re.DOTALL)
_SCALAR: Final = re.compile(rf'(?:{_STRING}|[^\s\[\]{{}},:"]++)[\s,]*+', re.DOTALL)
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
        # A repeated key is one of the data, and two of the text.
        return {each.pointer: each.key for each in nodes(self._text) if each.key != each.value}


def _key_starts(text: str) -> Iterator[int]:
    """Where each key begins, and then the end of the text."""
    before, member = _members(_STRING if "\\" in text else _PLAIN_STRING)
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
        except ValueError:  # only in a text that is no JSON anyway
            return
        at = _behind(_COMMA, text, end)


def _behind(pattern: re.Pattern[str], text: str, start: int) -> int:
    found = pattern.match(text, start)
    return found.end() if found else start


def _next_member(container: _Container | None) -> None:
    if container is None:
        return
    container.name = None
    if container.index is not None:
        container.index += 1


def _node(container: _Container | None, start: int, end: int) -> Node:
    if container is None:
        return Node(None, "", start, start, end)
    parent = container.node
    key, name = start, str(container.index)
    if container.index is None:
        key, name = container.key, container.name or ""
    node = Node(parent, name, key, start, end)
    parent.children[name] = node
    return node


def _decoded(literal: str) -> str:
    if "\\" not in literal:
        return literal.strip('"')
    try:
        return str(json.loads(literal, strict=False))
    except ValueError:  # only in a text that is no JSON anyway
        return literal


def escape(name: str) -> str:
    """``name`` as one reference token of a JSON pointer (RFC 6901)."""
    if "~" not in name and "/" not in name:
        return name
    return name.replace("~", "~0").replace("/", "~1")


def unescape(token: str) -> str:
    """The name that a reference token of a JSON pointer stands for."""
    return token.replace("~1", "/").replace("~0", "~")


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
