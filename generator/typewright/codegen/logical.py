"""Rendered source as logical lines: what black looks at one by one.

Only what our templates print is understood; anything else is a :class:`Doubt`, and black's own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

INDENT: Final = 4

Kind: TypeAlias = Literal["class", "def", "decorator", "import", "text", "other"]

TEXT: Final = '"""'

_TOKEN: Final = re.compile(
    r'''"""(?:[^"\\]|\\.|"(?!""))*+"""|"(?:[^"\\\n]|\\.)*+"|'(?:[^'\\\n]|\\.)*+'|[\[\](){}\n#\\'"]''',
    re.DOTALL,
)
_FIRST: Final = re.compile(r"@|\w+")
_KINDS: Final[dict[str, Kind]] = {
    "@": "decorator",
    "async": "def",
    "class": "class",
    "def": "def",
    "from": "import",
    "import": "import",
}
_FOREIGN: Final = frozenset(
    "assert case del elif else except finally for global lambda match nonlocal not print try type "
    "while with".split()
)
"""Words that begin statements which no template prints."""


class Doubt(Exception):
    """Source of a shape that is not known here; never an error, black reads it instead."""


@dataclass(frozen=True, slots=True)
class Logical:
    """A logical line: its depth, the empty lines before it, and its text without indentation.

    A ``text`` is a triple-quoted string that is a statement.
    """

    depth: int
    before: int = field(compare=False)
    source: str
    kind: Kind


def logical_lines(source: str) -> Iterator[Logical]:
    """The logical lines of ``source``. Raises :class:`Doubt` for what no template prints."""
    begin, open_brackets, before = 0, 0, 0
    for token in _TOKEN.finditer(source):
        mark = source[token.start()]
        if mark in "[({":
            open_brackets += 1
        elif mark in "])}":
            open_brackets -= 1
        elif mark in "#\\" or (mark in "\"'" and token.end() - token.start() == 1):
            raise Doubt(token[0])
        elif mark == "\n" and not open_brackets:
            line = source[begin : token.start()]
            begin = token.end()
            if line:
                yield _logical(line, before)
            before = 0 if line else before + 1
    if begin != len(source):
        raise Doubt(source[begin:])


def _logical(line: str, before: int) -> Logical:
    bare = line.lstrip(" ")
    depth, odd = divmod(len(line) - len(bare), INDENT)
    if bare.startswith(TEXT):
        kind: Kind = "text"
    else:
        first = _FIRST.match(bare)
        if first is None or first[0] in _FOREIGN:
            raise Doubt(bare)
        kind = _KINDS.get(first[0], "other")
    if odd:
        raise Doubt(bare)
    return Logical(depth, before, bare, kind)
