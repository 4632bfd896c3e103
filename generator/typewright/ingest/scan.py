"""JSON objects anywhere in a text, found by their balance and not by the words around them."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from typewright.catalogue.model import Json
from typewright.catalogue.reading import MAX_DEPTH

MOST_WORK: Final = 16
"""How many times the length of a text is read at most, in vain attempts: hostile pages end here."""

_OPENING: Final = re.compile(r'\{(?=\s*(?:["}]|\Z))')
_SHELL_QUOTED: Final = re.compile(r"'((?:[^']|'\\'')*+)")
_APOSTROPHE: Final = "'\\''"
_TOKEN: Final = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+("?)|[{}\[\]]', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Found:
    """An object, its JSON text, and where that stands in the page (``end`` is behind it)."""

    data: dict[str, Json]
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Broken:
    """What begins like an object and is none.

    ``is_cut`` when the page ends before it does; ``is_schema`` when it speaks of properties: then
    something that was wanted is lost, and not just an example in another language.
    """

    start: int
    reason: str
    is_cut: bool
    is_schema: bool


def scan(text: str) -> Iterator[Found | Broken]:
    """Every outermost object of ``text``, and every place where one begins and goes wrong.

    A body in shell quotes may hold ``'\\''`` for an apostrophe.
    """
    spent, offset, length = 0, 0, len(text.rstrip())
    while (opening := _OPENING.search(text, offset)) is not None:
        start = opening.start()
        read = _decoded(text, start)
        if isinstance(read, _Fault):
            quoted = _quoted(text, start)
            spent += len(quoted)
            read = _from_shell(quoted, text, start) or read
        if isinstance(read, Found):
            yield read
            offset = read.end
            continue
        end = balanced_end(text, start)
        is_cut = end is None and (read.place >= length or read.is_open)
        inside = text[start : end if end is not None else length]
        yield Broken(start, read.reason, is_cut, '"properties"' in inside)
        spent += len(inside)
        if is_cut or spent > MOST_WORK * (length + 1000):
            return  # whatever opens later is inside of it, or nobody will ever be done with it
        offset = end or max(start + 1, read.place)


@dataclass(frozen=True, slots=True)
class _Fault:
    """Why there is no JSON, and where; ``is_open`` within a string that never ends."""

    reason: str
    place: int
    is_open: bool = False


def _decoded(text: str, start: int) -> Found | _Fault:
    try:
        data, end = json.JSONDecoder().raw_decode(text, start)
    except RecursionError:
        return _Fault("values are nested too deep", start)
    except json.JSONDecodeError as error:
        return _Fault(error.msg.lower(), error.pos, error.msg.startswith("Unterminated"))
    except ValueError:
        return _Fault("a number with too many digits", start)
    if _is_deep(text[start:end]):
        return _Fault("values are nested too deep", start)
    return Found(data, text[start:end], start, end)


def _quoted(text: str, start: int) -> str:
    """What follows the single quote before ``start`` up to its partner; "" where there is none."""
    quoted = _SHELL_QUOTED.match(text, start - 1) if text[start - 1 : start] == "'" else None
    return quoted[1] if quoted is not None else ""


def _from_shell(quoted: str, text: str, start: int) -> Found | None:
    """The object in quotes, as a shell reads it; nothing else may stand in them."""
    end = start + len(quoted)
    if _APOSTROPHE not in quoted or text[end : end + 1] != "'":
        return None
    body = quoted.replace(_APOSTROPHE, "'")
    inner = _decoded(body, 0)
    if isinstance(inner, _Fault) or body[inner.end :].strip():
        return None
    return Found(inner.data, inner.text, start, end)


def _is_deep(text: str) -> bool:
    """Whether values are nested deeper than the store takes: what follows recurses into them."""
    if text.count("{") + text.count("[") <= MAX_DEPTH:
        return False
    depth = 0
    for token in _TOKEN.finditer(text):
        if token[0] in "{[":
            depth += 1
            if depth > MAX_DEPTH:
                return True
        elif token[0] in "]}":
            depth -= 1
    return False


def balanced_end(text: str, start: int) -> int | None:
    """Behind the bracket that closes the one at ``start``; ``None`` when none does."""
    depth = 0
    for token in _TOKEN.finditer(text, start):
        if token[0][0] == '"':
            if not token[1]:
                return None
        elif token[0] in "{[":
            depth += 1
        else:
            depth -= 1
            if not depth:
                return token.end()
    return None
