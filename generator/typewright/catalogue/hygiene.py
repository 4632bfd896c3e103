"""What a JSON text may hold and a schema must not: double keys, invisible characters, no numbers.

Runs over the text, token by token, so that each finding names the character that it is about.
"""

import json
import math
import re
from collections.abc import Iterator
from typing import Final

from typewright.catalogue.findings import finding, quoted
from typewright.catalogue.model import Document
from typewright.catalogue.nodes import STRING, Node, nodes
from typewright.diagnostics import Diagnostic

# Compiled when a text first needs them: few do.
HIDDEN: Final = (
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]"
)
"""What a reader cannot see in a string: C0 but tab and line ends, C1, bidi controls, U+2028/9."""

SUSPECT: Final = frozenset((*range(0x20), 0x7F, 0xC2, 0xD8, 0xE2, 0xEF)) - frozenset(b"\t\n\r")
"""Bytes of UTF-8 that a hidden character may begin with."""

_HARMLESS: Final = bytes({*range(0x100)} - SUSPECT)

_SURROGATE: Final = "[\ud800-\udfff]"
_UNIT: Final = r"(?s:\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\u....|\\.|.)"
"""What one character of a string is written as."""

_TELLING_ESCAPE: Final = r"\\[ubf]"


def needs_scan(text: str, told: bytes) -> bool:
    """Whether ``text``, which parses, may hold a character that :func:`scan` reports; ``told`` has
    those of its bytes that are :data:`SUSPECT`, and others."""
    may_hide = told.translate(None, _HARMLESS)
    return bool(may_hide and re.search(HIDDEN, text)) or (
        "\\" in text and re.search(_TELLING_ESCAPE, text) is not None
    )


def scan(document: Document) -> Iterator[Diagnostic]:
    """TW001 for a number that is none, TW002, TW003 and TW008, each at its key or character."""
    for node in nodes(document.text):
        literal = document.text[node.value : node.end]
        if node.repeated:
            yield _repeated(document, node)
        if node.key != node.value:
            key = re.compile(_WRITTEN).match(document.text, node.key)
            yield from _string(document, node, node.key, key[0] if key else "")
        if literal.startswith('"'):
            yield from _string(document, node, node.value, literal)
        elif literal not in _PLAIN:
            yield from _number(document, node, literal)


_PLAIN: Final = frozenset(("{", "[", "true", "false", "null"))
_WRITTEN: Final = f"(?s:{STRING})"


def _repeated(document: Document, node: Node) -> Diagnostic:
    return finding(
        document,
        node.pointer,
        "TW002",
        f"the key {quoted(node.name)} is here a second time; readers disagree on which one counts",
        "delete one of the two",
        at=document.place(node.key),
    )


def _number(document: Document, node: Node, literal: str) -> Iterator[Diagnostic]:
    try:
        finite = math.isfinite(float(literal))
    except ValueError:  # no number at all: the parser has said so already
        return
    if finite:
        return
    wrong = "is no JSON value" if literal.strip("-").isalpha() else "is out of range"
    yield finding(
        document,
        node.pointer,
        "TW001",
        f"{quoted(literal)[1:-1]} {wrong}",
        "write a finite number, at most 1.7e308",
        at=document.place(node.value),
    )


def _string(document: Document, node: Node, start: int, literal: str) -> Iterator[Diagnostic]:
    """The first hidden character and the first lone surrogate of one string."""
    value = str(json.loads(literal))
    if re.search(_SURROGATE, value):
        yield _character(document, node, start, literal, _SURROGATE)
    if re.search(HIDDEN, value):
        yield _character(document, node, start, literal, HIDDEN)


def _character(
    document: Document, node: Node, start: int, literal: str, unwanted: str
) -> Diagnostic:
    offset, char = next(
        (unit.start(), char)
        for unit in re.compile(_UNIT).finditer(literal, 1, len(literal) - 1)
        if re.match(unwanted, char := str(json.loads(f'"{unit[0]}"')))
    )
    place = document.place(start + offset)
    point = f"U+{ord(char):04X}"
    if unwanted is _SURROGATE:
        message = f"the text holds {point}, half of a surrogate pair, which UTF-8 cannot write"
        return finding(
            document, node.pointer, "TW003", message, "write the whole character", at=place
        )
    message = f"the text holds {point}, a control or bidi character that a reader cannot see"
    return finding(document, node.pointer, "TW008", message, "delete the character", at=place)
