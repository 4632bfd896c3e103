"""Where each value of a JSON text stands.

``json.loads`` is fast and says nothing about places; most runs need none. So the text is read a
second time only when a finding has to be placed: one pass of a tokenising regular expression,
without recursion. See docs/decisions/021-positions-on-demand.md.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, count
from operator import add
from typing import Final

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


_STRING: Final = r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\Z)'
_SCALAR: Final = r'[^\s\[\]{},:"]++'
_PLACED: Final = re.compile(
    rf"[\s,:]*+(?:({_STRING})\s*+:\s*+(?:([\[{{])|((?:{_STRING}|{_SCALAR})?))"
    rf"|([\[{{])|([\]}}])|({_STRING}|{_SCALAR}))",
    re.DOTALL,
)
"""A member: its key, and what opens its value or the whole of it; what opens or closes without a
key; an item. Commas go with the blanks before: items are counted by themselves."""

_OPEN_MEMBER: Final = 2
_MEMBER: Final = 3
_OPEN: Final = 4
_CLOSE: Final = 5
_OBJECT: Final = -1
"""Stands for the number of the next item where the container has names instead."""


def offsets(text: str) -> dict[str, tuple[int, int]]:
    """Pointer -> where its key and its value begin, of a text that ``json.loads`` accepts.

    What :func:`nodes` says, as one flat table: reports with hundreds of findings ask for it.
    """
    found: dict[str, tuple[int, int]] = {}
    around: list[tuple[str, int]] = []
    base, index = "", _OBJECT
    for match in _PLACED.finditer(text):
        kind = match.lastindex
        if kind == _MEMBER:
            found[f"{base}/{_token(match[1])}"] = (match.start(1), match.start(3))
        elif kind == _CLOSE:
            base, index = around.pop() if around else ("", _OBJECT)
        elif kind == _OPEN_MEMBER:
            around.append((base, index))
            base, index = f"{base}/{_token(match[1])}", 0 if match[2] == "[" else _OBJECT
            found[base] = (match.start(1), match.start(2))
        else:
            start = match.start(kind or 0)
            pointer = f"{base}/{index}" if index >= 0 else base
            index += index >= 0
            if around or not found:  # a second root is no JSON, and has no place
                found[pointer] = (start, start)
            if kind == _OPEN:
                around.append((base, index))
                base, index = pointer, 0 if match[4] == "[" else _OBJECT
    return found


@lru_cache(maxsize=1024)  # the same few keywords in every schema
def _token(literal: str) -> str:
    """The reference token for a key as it is written."""
    name = literal[1:-1]
    if "\\" in name or "/" in name or "~" in name:
        return escape(_decoded(literal))
    return name


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
        ends = accumulate(map(len, text.split("\n")))
        self._starts = [0, *map(add, ends, count(1))][:-1]

    def place(self, offset: int) -> Position:
        """Line and column of ``offset``, both from 1, columns in code points."""
        line = bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1)
