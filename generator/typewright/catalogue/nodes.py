"""Every value of a JSON text, token by token: slower than a parser, and at a loss for no text.

For what parsers do not tell: keys that are repeated, characters that are hidden, numbers that are
none, and how deep it all is before one recurses.
"""

import json
import re
from collections.abc import Iterator
from typing import Final

from typewright.catalogue.places import escape

STRING: Final = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
"""A string as JSON writes it, whatever it holds."""

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
