"""The JSON loader with positions, held to the standard library's.

Oracle: where both accept a text, both have the same value, every pointer stands where that value
can be read again, and neither found anything to object to; where the loader refuses, a finding says
so at a place that the text has. What it refuses beyond the standard library is told by a second,
naive reading of the value.
"""

import json
from collections.abc import Iterator
from pathlib import PurePosixPath

from typewright.catalogue.model import Document, Json
from typewright.catalogue.places import escape
from typewright.catalogue.reading import MAX_DEPTH, MAX_KEY, read
from typewright.diagnostics import Diagnostic, Severity

PATH = PurePosixPath("x.json")
HIDDEN = {
    *map(chr, (*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0))),
    *"\u061c\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff",
}


def one_input(data: bytes) -> None:
    """Read ``data`` both ways and compare. Raises ``AssertionError`` where they differ."""
    reading = read(PATH, data)
    document, errors = reading.document, _errors(reading.findings)
    _assert_places(document.text, reading.findings)
    assert errors or not document.broken
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        assert document.broken
        return
    try:
        pairs = _Pairs()
        value: Json = json.loads(text.removeprefix("\ufeff"), object_pairs_hook=pairs.taken)
    except (ValueError, RecursionError):
        assert document.broken
        return
    if errors:
        assert _is_objectionable(text, value, pairs)
        return
    assert not _is_objectionable(text, value, pairs)
    assert repr(document.data) == repr(value)
    _assert_positions(document)


class _Pairs:
    """Objects as the standard library makes them; notes keys and whether one came twice."""

    def __init__(self) -> None:
        self.keys: set[str] = set()
        self.repeated = False

    def taken(self, pairs: list[tuple[str, Json]]) -> dict[str, Json]:
        value = dict(pairs)
        self.keys.update(value)
        self.repeated |= len(value) != len(pairs)
        return value


def _errors(findings: tuple[Diagnostic, ...]) -> list[Diagnostic]:
    return [each for each in findings if each.severity is Severity.ERROR]


def _assert_places(text: str, findings: tuple[Diagnostic, ...]) -> None:
    lines = text.split("\n")
    for each in findings:
        assert 1 <= each.line <= len(lines)
        assert 1 <= each.column <= len(lines[each.line - 1]) + 1


def _is_objectionable(text: str, value: Json, pairs: _Pairs) -> bool:
    """Whether a schema must not hold this, though it is JSON to the standard library.

    What a repeated key hides is in no value; there the key itself is reason enough.
    """
    return (
        pairs.repeated
        or text.startswith("\ufeff")
        or "\r" in text.replace("\r\n", "")
        or any(len(key) > MAX_KEY for key in pairs.keys)
        or any(depth > MAX_DEPTH or _is_bad(each) for depth, each in _inside(value, 1))
        or any(map(_is_bad, pairs.keys))
    )


def _is_bad(value: Json) -> bool:
    if isinstance(value, str):
        return any(char in HIDDEN or "\ud800" <= char <= "\udfff" for char in value)
    if isinstance(value, int | float):
        return not abs(value) < float("inf") or abs(value) > 1.7976931348623157e308
    return False


def _inside(value: Json, depth: int) -> Iterator[tuple[int, Json]]:
    """Every value with the number of containers that it is or stands in."""
    if isinstance(value, dict | list):
        yield depth, None
        for each in value.values() if isinstance(value, dict) else value:
            yield from _inside(each, depth + 1)
    else:
        yield 0, value


def _assert_positions(document: Document) -> None:
    """Each pointer leads to text that reads as the value it points to."""
    starts = [0]
    for line in document.text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    decoder = json.JSONDecoder()
    for pointer, value in _pointers(document.data, ""):
        at = document.position(pointer)
        read_again, _ = decoder.raw_decode(document.text, starts[at.line - 1] + at.column - 1)
        assert repr(read_again) == repr(value), pointer
        at = document.position(pointer, of_key=True)
        key, _ = decoder.raw_decode(document.text, starts[at.line - 1] + at.column - 1)
        assert key == value or escape(str(key)) == pointer.rpartition("/")[2]


def _pointers(value: Json, pointer: str) -> Iterator[tuple[str, Json]]:
    yield pointer, value
    if isinstance(value, dict):
        for name, each in value.items():
            yield from _pointers(each, f"{pointer}/{escape(name)}")
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from _pointers(each, f"{pointer}/{index}")
