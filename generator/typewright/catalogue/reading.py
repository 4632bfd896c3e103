"""From the bytes of one file to a document and what is wrong with them as JSON.

The C parser reads. The slow scan of :mod:`typewright.catalogue.hygiene` runs only when a cheap
test says that there is something to place.
"""

import json
import math
import re
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple

from typewright.catalogue.findings import finding, quoted
from typewright.catalogue.hygiene import SUSPECT, needs_scan, scan
from typewright.catalogue.model import Document, Json
from typewright.catalogue.nodes import nodes
from typewright.diagnostics import Diagnostic

MAX_BYTES: Final = 1 << 20
"""Size of the largest file that is read; of 20 vendor schemas the largest has 4 KB."""

MAX_LOCK: Final = 1 << 26
"""Size of the largest lock of names: typewright writes it, 1.3 KB for each endpoint."""

MAX_DEPTH: Final = 64
"""Containers around the deepest value; of 20 vendor schemas the deepest has 5."""

MAX_KEY: Final = 256
"""Characters of the longest key: pointers, which are made of keys, stay short."""

MAX_VALUES: Final = 20_000
"""Values of one file, which bound the work of every check; a vendor's schema has some hundred."""

_MOST_FINDINGS: Final = 100  # of one file: enough to see what is wrong with it
_USUAL: Final = 1 << 16  # bytes that are asked for at once; a pipe gives fewer
_MOST_DIGITS: Final = 308  # of an integer that is certainly a finite double
_NO_DIGITS: Final = bytes({*range(0x100)} - {*b"0123456789"})
_TELL_NOTHING: Final = bytes({*range(0x100)} - SUSPECT - {*b"0123456789[{,"})
"""Bytes that say neither how much there may be in a file, nor how deep, nor what it may hide."""

_BARE_RETURN: Final = re.compile(r"\r(?!\n)")


class Reading(NamedTuple):
    """A document, and the findings about its bytes."""

    document: Document
    findings: tuple[Diagnostic, ...]


class _Notes:
    """What the parser met on the way and cannot place."""

    __slots__ = ("no_number", "objects", "repeated_key")

    def __init__(self) -> None:
        self.repeated_key = False
        self.no_number = False
        self.objects: list[dict[str, Json]] = []

    def pairs(self, pairs: list[tuple[str, Json]]) -> dict[str, Json]:
        value = dict(pairs)
        self.repeated_key |= len(value) < len(pairs)
        self.objects.append(value)
        return value

    def constant(self, _literal: str) -> float:
        self.no_number = True
        return 0.0

    def whole(self, literal: str) -> int:
        self.no_number |= len(literal) > _MOST_DIGITS
        return int(literal)

    def real(self, literal: str) -> float:
        value = float(literal)
        self.no_number |= math.isinf(value)
        return value


def read_file(path: Path) -> Reading:
    """The document in the file at ``path``, which is called so in the findings.

    Raises ``OSError`` for a file that cannot be read.
    """
    raw = b""
    with path.open("rb", buffering=0) as file:
        while len(raw) <= MAX_BYTES and (more := file.read(_USUAL)):
            raw += more
    posix = path if isinstance(path, PurePosixPath) else PurePosixPath(path.as_posix())
    return read(posix, raw)


def read(path: PurePosixPath, raw: bytes, most: int = MAX_BYTES) -> Reading:
    """The document that ``raw`` holds, and findings TW001 to TW004 and TW008 about its bytes.

    ``path`` is what the findings call the file. A document that cannot be used is ``broken``.
    """
    broken = Document(path, "", None, broken=True)
    if len(raw) > most:
        message = f"the file has more than {most:,} bytes"
        advice = "store the schema alone, without data around it"
        return Reading(broken, (finding(broken, "", "TW004", message, advice),))
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return _undecodable(broken, raw, error)
    body = text.removeprefix("\ufeff")
    broken = Document(path, body, None, broken=True)
    found = list(_marks(broken, marked=len(body) < len(text)))
    told = raw.translate(None, _TELL_NOTHING)
    if told.count(b"[") + told.count(b"{") > MAX_DEPTH:  # most texts are plainly flat
        found += _too_deep(broken)
    if found and any(each.code == "TW004" for each in found):
        return Reading(broken, tuple(found))
    return _parsed(broken, told, found, MAX_VALUES * most // MAX_BYTES)


def _undecodable(blank: Document, raw: bytes, error: UnicodeDecodeError) -> Reading:
    text = raw.decode("utf-8", errors="replace").removeprefix("\ufeff")
    before = raw[: error.start].decode("utf-8").removeprefix("\ufeff")
    broken = blank._replace(text=text)
    found = finding(
        broken,
        "",
        "TW001",
        f"the file is not UTF-8: byte 0x{raw[error.start]:02x} begins no character here",
        "save the file as UTF-8",
        at=broken.place(len(before)),
    )
    return Reading(broken, (found,))


def _marks(broken: Document, *, marked: bool) -> Iterator[Diagnostic]:
    if marked:
        message = "the file begins with a byte order mark"
        yield finding(broken, "", "TW003", message, "save the file as UTF-8 without one")
    bare = _BARE_RETURN.search(broken.text) if "\r" in broken.text else None
    if bare:
        message = "a carriage return without a newline: editors disagree on where the line ends"
        advice = "end lines with a newline"
        yield finding(broken, "", "TW003", message, advice, at=broken.place(bare.start()))


def _too_deep(broken: Document) -> Iterator[Diagnostic]:
    """TW004 before the parser recurses."""
    text = broken.text
    for node in nodes(text):
        if node.depth >= MAX_DEPTH and text[node.value] in "[{":
            message = f"values are nested more than {MAX_DEPTH} deep"
            at = broken.place(node.value)
            yield finding(broken, node.pointer, "TW004", message, "flatten the schema", at=at)
            return


def _long_key(broken: Document) -> Diagnostic:
    """TW004 for the first key that is too long; there is one."""
    node = next(each for each in nodes(broken.text) if len(each.name) > MAX_KEY)
    message = f"the key {quoted(node.name)} has more than {MAX_KEY} characters"
    at, pointer = broken.place(node.key), node.parent.pointer if node.parent else ""
    return finding(broken, pointer, "TW004", message, "shorten the key", at=at)


def _parsed(broken: Document, told: bytes, found: list[Diagnostic], most: int) -> Reading:
    """The document, parsed; ``told`` are those of its bytes that tell something of it."""
    notes = _Notes()
    all_short = len(told.translate(None, _NO_DIGITS)) <= _MOST_DIGITS
    try:
        data: Json = json.loads(
            broken.text,
            object_pairs_hook=notes.pairs,
            parse_constant=notes.constant,
            parse_int=int if all_short else notes.whole,
            parse_float=notes.real,
        )
        document = Document(broken.path, broken.text, data, published=data)
    except json.JSONDecodeError as error:
        return Reading(broken, (*found, _invalid(broken, error)))
    except ValueError:  # an integer with more digits than int() takes; the scan finds it
        document, notes.no_number = broken, True
    if max(map(len, chain.from_iterable(notes.objects)), default=0) > MAX_KEY:
        return Reading(broken, (*found, _long_key(broken)))
    if told.count(b",") >= most and _has_more(document.data, most):
        message, advice = f"the file has more than {most:,} values", "split or shorten it"
        return Reading(broken, (*found, finding(broken, "", "TW004", message, advice)))
    if notes.repeated_key or notes.no_number or needs_scan(broken.text, told):
        found.extend(islice(scan(document), _MOST_FINDINGS))
    if found and any(each.code == "TW001" for each in found):
        document = broken
    return Reading(document, tuple(found))


def _has_more(data: Json, most: int) -> bool:
    """Whether there are more than ``most`` values in ``data``."""
    pending, number = [data], 0
    while pending and number <= most:
        value = pending.pop()
        number += 1
        if isinstance(value, dict):
            pending.extend(value.values())
        elif isinstance(value, list):
            pending.extend(value)
    return number > most


def _invalid(broken: Document, error: json.JSONDecodeError) -> Diagnostic:
    if not broken.text.strip():
        message, advice = "the file is empty", "store a JSON object, or delete the file"
    elif error.msg.startswith("Invalid control character"):
        message = "a control character stands bare in a string"
        advice = 'write it as an escape: "\\n" for a line end'
    else:
        message = f"invalid JSON: {error.msg[0].lower()}{error.msg[1:]}"
        advice = "mend the JSON here; if the vendor's page has it so, fetch the page again"
    return finding(broken, "", "TW001", message, advice, at=broken.place(error.pos))
