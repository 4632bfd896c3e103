"""One logical line as black prints it, for the shapes that our templates print.

Black looks at logical lines one by one, and most of ours fit on a line as they are. The long ones
are calls and subscripts that end the line: they are opened from the outside in, and one item goes
on each line where the items do not fit on one. So do imported names. Everything else is a
:class:`Doubt`.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias

from typewright.codegen.literals import WIDTH
from typewright.codegen.logical import INDENT, TEXT, Doubt, Logical

_STRING: Final = (
    r"""(?<![\w"'])(?:"(?:[^"\\\n]|\\[^"'\n])*+"|'(?=[^'\n]*")(?:[^'\\\n]|\\[^"'\n])*+')"""
)
_USUAL: Final = re.compile(
    rf"""(?:{_STRING}|[A-Za-z_.][\w.]*+|\d++(?:\.\d++)?(?:e-?\d++)?(?!\w)
    |[\[({{](?![ ])|[\])}}]|,[ ](?![ \])}}])|,(?=\))|:[ ](?![(])|[ ][=|][ ](?![(])|=|[ ]->[ ]
    |(?<=[\w.])[ ](?=[\w."'\[.-])|-(?=\d)|\*\*(?=[A-Za-z])|/(?=,)|@(?=\w))*+:?""",
    re.VERBOSE,
)
"""Source as our templates write it when it stands on one line: black changes nothing in it."""

_TOKEN: Final = re.compile(rf"{_STRING}|[\[({{]|[\])}}]|,|\s+|[^\[({{\])}},\s\"']+|.")
_IMPORT: Final = re.compile(r"(from [.\w]+ import )(\w+(?:, \w+)*)", re.ASCII)
_EMPTY: Final = re.compile(r"\bclass \w+\(\):|=\(\w+\)")


@dataclass(frozen=True, slots=True)
class Bracket:
    """A pair of brackets; ``call`` when a name or another bracket stands before it.

    ``comma`` says that the last item has one behind it: it keeps the items on lines of their own,
    but for the tuple of one, which has no other way to be written.
    """

    opening: str
    closing: str
    items: "tuple[Piece, ...]"
    comma: bool
    call: bool

    @property
    def keeps_lines(self) -> bool:
        """Whether the items stay on lines of their own, long or not."""
        return self.comma and not (self.opening == "(" and len(self.items) == 1 and not self.call)

    @property
    def text(self) -> str:
        """The whole on one line."""
        return f"{self.opening}{self.inside}{self.closing}"

    @property
    def inside(self) -> str:
        """The items on one line."""
        one = "," if self.comma and not self.keeps_lines else ""
        return ", ".join(map(_flat, self.items)) + one


Piece: TypeAlias = tuple[str | Bracket, ...]


@lru_cache(maxsize=16_384)
def laid_out(line: Logical, *, docstring: bool) -> str:
    """``line`` with its indentation, as black prints it. Raises :class:`Doubt`."""
    indent = line.depth * INDENT
    if line.kind == "text":
        if docstring and not _is_settled(line.source, indent):
            raise Doubt(line.source)
        return f"{' ' * indent}{line.source}"
    if _is_usual(line.source) and _fits(line.source, indent) and ",)" not in line.source:
        return f"{' ' * indent}{line.source}"
    if line.kind == "import":
        return _import(line.source, " " * indent)
    if line.kind != "other":
        raise Doubt(line.source)
    piece = _parsed(line.source)
    if not _is_usual(_flat(piece)):
        raise Doubt(line.source)
    return "\n".join(_lines(piece, indent, ""))


def _import(source: str, margin: str) -> str:
    """Names that do not fit behind ``import`` stand on lines of their own, also a single one."""
    parts = _IMPORT.fullmatch(source)
    if parts is None:
        raise Doubt(source)
    names = parts[2].split(", ")
    lines = (f"{margin}{' ' * INDENT}{name},\n" for name in names)
    return f"{margin}{parts[1]}(\n{''.join(lines)}{margin})"


def _is_usual(source: str) -> bool:
    return _USUAL.fullmatch(source) is not None and _EMPTY.search(source) is None


def _is_settled(source: str, indent: int) -> bool:
    """Whether black would leave a docstring as it is."""
    body = source[len(TEXT) : -len(TEXT)]
    first, *rest = body.split("\n")
    if not first or first != first.strip() or first[0] == '"' or "\t" in body or "\f" in body:
        return False
    if not rest:
        return first[-1] not in '"\\'
    *middle, last = rest
    margin = " " * indent
    indented = (not each or each == margin + each.strip() for each in middle)
    return last == margin and bool(middle) and all(indented)


def _fits(source: str, indent: int) -> bool:
    """Whether a line is short enough; wide characters count twice, some count nothing at all."""
    length = indent + len(source)
    if source.isascii() or length * 2 <= WIDTH:
        return length <= WIDTH
    if length + sum(not each.isascii() for each in source) <= WIDTH:
        return True
    raise Doubt(source)


def _lines(piece: Piece, indent: int, tail: str) -> list[str]:
    """``piece`` on as many lines as it takes, with ``tail`` behind it."""
    margin = " " * indent
    flat = f"{_flat(piece)}{tail}"
    if not _keeps_lines(piece) and (_fits(flat, indent) or _is_string(piece)):
        return [margin + flat]
    *before, last = piece
    if isinstance(last, str) or not last.items or _keeps_lines(head := tuple(before)):
        raise Doubt(flat)
    if any(map(_is_union, before)):  # black breaks it at each `|`, not in its last bracket
        raise Doubt(flat)
    first = f"{_flat(head)}{last.opening}"
    if not _fits(first, indent):
        raise Doubt(flat)
    return [margin + first, *_body(last, indent + INDENT), f"{margin}{last.closing}{tail}"]


def _body(bracket: Bracket, indent: int) -> list[str]:
    """The items between two brackets that stand on lines of their own."""
    many, display = len(bracket.items) > 1, not bracket.call
    keeps = bracket.keeps_lines or any(map(_keeps_lines, bracket.items))
    if not keeps and not (many and display) and _fits(bracket.inside, indent):
        return [f"{' ' * indent}{bracket.inside}"]
    if not many and not bracket.comma:
        raise Doubt(bracket.text)
    return [line for item in bracket.items for line in _lines(item, indent, ",")]


def _keeps_lines(piece: Piece) -> bool:
    return any(
        isinstance(part, Bracket) and (part.keeps_lines or any(map(_keeps_lines, part.items)))
        for part in piece
    )


def _is_union(part: str | Bracket) -> bool:
    return isinstance(part, str) and part[0] not in "\"'" and "|" in part


def _is_string(piece: Piece) -> bool:
    """A text alone cannot be broken: it may be longer than a line."""
    return len(piece) == 1 and isinstance(piece[0], str) and piece[0][0] in "\"'"


def _flat(piece: Piece) -> str:
    return "".join(part if isinstance(part, str) else part.text for part in piece).strip()


def _parsed(source: str) -> Piece:
    tokens = [match[0] for match in _TOKEN.finditer(source)]
    items, comma, end = _items(tokens, 0)
    if end != len(tokens) or len(items) != 1 or comma:
        raise Doubt(source)
    return items[0]


def _items(tokens: list[str], at: int) -> tuple[tuple[Piece, ...], bool, int]:
    """The items from the token ``at``, whether a comma ends them, and where they end."""
    items: list[Piece] = []
    parts: list[str | Bracket] = []
    while at < len(tokens) and tokens[at] not in "])}":
        token = tokens[at]
        at += 1
        if token in "[({":
            inside, comma, at = _items(tokens, at)
            call = bool(parts) and (not isinstance(parts[-1], str) or parts[-1][-1].isalnum())
            closing = tokens[at] if at < len(tokens) else ""
            parts.append(Bracket(token, closing, inside, comma, call))
            at += 1
        elif token == ",":
            items.append(tuple(parts))
            parts = []
        elif not token.isspace():
            parts.append(token)
        elif parts:
            parts.append(" ")
    while parts and parts[-1] == " ":
        parts.pop()
    comma = bool(items) and not parts
    return (*items, tuple(parts)) if parts else tuple(items), comma, at
