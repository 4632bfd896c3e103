"""Making a finding about a place in a document, in one line."""

import json
from collections.abc import Iterable, Iterator
from typing import Final

from typewright.catalogue.model import Document
from typewright.catalogue.places import Placed, Position
from typewright.diagnostics import Diagnostic, Severity

MAX_FINDINGS: Final = 1_000
"""Findings of one check about one document: what a person reads, and what a machine can bear."""

_LONGEST: Final = 60
_ENDS: Final = {"[": "]", "{": "}"}


def finding(
    document: Placed,
    pointer: str,
    code: str,
    message: str,
    help: str,
    *,
    severity: Severity = Severity.ERROR,
    of_key: bool = False,
    at: Position | None = None,
) -> Diagnostic:
    """A finding at ``pointer`` of ``document``, or at the place ``at`` if that is more exact."""
    position = at or document.position(pointer, of_key=of_key)
    return Diagnostic(
        code=code,
        severity=severity,
        file=document.path.as_posix(),
        line=position.line,
        column=position.column,
        pointer=pointer,
        message=message,
        help=help,
    )


def quoted(value: object, *, readable: bool = False) -> str:
    """``value`` as it may stand in a message: an ASCII literal of at most 60 characters.

    ``readable`` keeps the letters of a text in any script: for prose, where no letter passes for
    another.
    """
    if isinstance(value, (dict, list, bool)) or value is None:
        # In the words of JSON, which are those of the file; DEL is all that they leave unescaped.
        text = json.dumps(value, default=str).replace("\x7f", r"\u007f")
    else:
        text = repr(value) if readable else ascii(value)
    end = _ENDS.get(text[0], text[0])
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 4]}...{end}"


def nearest(word: str, known: Iterable[str]) -> str:
    """The one of ``known`` that is spelt most like ``word``; "" where none is near."""
    from difflib import get_close_matches  # most runs have nothing to suggest

    return next(iter(get_close_matches(word, list(known), n=1)), "")


def capped(document: Document, findings: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The first thousand of ``findings``, and an error if there are more.

    The error matters: a thousand warnings must not hide that the next finding is none.
    """
    for number, each in enumerate(findings):
        if number == MAX_FINDINGS:
            message = f"more than {MAX_FINDINGS:,} findings: the rest is not looked at"
            yield finding(document, "", "TW004", message, "mend or replace the file")
            return
        yield each
