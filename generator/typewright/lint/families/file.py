"""TW00: the bytes and texts of a file. Reading it finds these; here is what they mean."""

from collections.abc import Sequence
from typing import Final

from typewright.diagnostics import Diagnostic, Severity
from typewright.lint.model import Fix, Whole
from typewright.lint.registry import rule
from typewright.lint.reported import Reported, replaced, told, value_of

_ANNOTATIONS: Final = ("title", "description", "validation_error", "$comment")


@rule("TW001", "invalid-json", Severity.ERROR, scope="reported")
def invalid_json(whole: Whole, found: Sequence[Diagnostic]) -> Reported:
    """The file is no JSON.

    What it finds
        Text that no JSON parser may accept: a comma too many, a file cut in the middle, bytes that
        are not UTF-8, NaN and Infinity, a number beyond the range of a double.
    Why it matters
        Some parsers guess, others stop. Nothing can be said about a file that two readers
        understand differently.
    Bad
        {"maximum": Infinity}
    Good
        {"maximum": 1000000}
    """
    return told(found)


@rule("TW002", "duplicate-key", Severity.ERROR, scope="reported")
def duplicate_key(whole: Whole, found: Sequence[Diagnostic]) -> Reported:
    """An object has the same key twice.

    What it finds
        A key that its object has already.
    Why it matters
        JSON does not say which of the two counts. Most parsers keep the last, so half of what the
        vendor wrote disappears without a word.
    Bad
        {"type": "integer", "maximum": 10, "maximum": 15}
    Good
        {"type": "integer", "maximum": 15}
    """
    return told(found)


@rule("TW003", "unclean-encoding", Severity.ERROR, scope="reported", fix="safe")
def unclean_encoding(whole: Whole, found: Sequence[Diagnostic]) -> Reported:
    """A byte order mark, a bare carriage return, or half a surrogate pair.

    What it finds
        What is left of an editor or a copy: a byte order mark, a carriage return without a newline,
        a lone surrogate. The first two are mended by writing the same JSON anew.
    Why it matters
        Parsers refuse them, or count lines otherwise than the reader's editor; a lone surrogate
        cannot be written to any file.
    Bad
        {"title": "\\ud83d"}
    Good
        {"title": "\\ud83d\\ude00"}
    """
    for each in found:
        yield each, Fix(True, rewrite=True) if each.pointer == "" else None


@rule("TW004", "too-large", Severity.ERROR, scope="reported")
def too_large(whole: Whole, found: Sequence[Diagnostic]) -> Reported:
    """The file is larger or deeper than a schema can be.

    What it finds
        More than 1 MiB, 64 levels, 1,000 enum values, 500 properties of an object or 5,000 schemas.
    Why it matters
        A schema of that size is data that went astray, or an attack; every tool behind it pays.
    Bad
        {"enum": [1, 2, 3, "... 20,000 values"]}
    Good
        {"type": "integer", "minimum": 1, "maximum": 20000}
    """
    return told(found)


@rule("TW008", "hidden-character", Severity.ERROR, scope="reported", fix="safe")
def hidden_character(whole: Whole, found: Sequence[Diagnostic]) -> Reported:
    """A text holds a character that a reader cannot see.

    What it finds
        Control characters, bidi controls, U+2028 and U+2029 in any text or name. In a title, a
        description or a message the fix takes them out.
    Why it matters
        They change how the text around them is shown, or end a line where none is seen: reviewed
        text is not what is run.
    Bad
        {"title": "Size \\u202e"}
    Good
        {"title": "Size"}
    """
    for each in found:
        yield each, _without_hidden(whole, each)


def _without_hidden(whole: Whole, found: Diagnostic) -> Fix | None:
    if found.pointer.rpartition("/")[2] not in _ANNOTATIONS:
        return None
    text = value_of(whole, found)
    if not isinstance(text, str):
        return None
    kept = "".join(char for char in text if char.isprintable() or char in "\n\t")
    return Fix(True, [replaced(found.pointer, kept)])
