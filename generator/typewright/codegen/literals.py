"""How text from a schema becomes source: a literal or an escaped docstring, nothing else.

The escapes do not ask the Unicode database (``repr`` does), which differs between Python 3.11 and
3.14: the same schema gives the same bytes on all of them.
"""

import re
import textwrap
from collections.abc import Iterable

from typewright.catalogue.model import Json

WIDTH = 100
"""Columns of a generated line, as black is told."""

_INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2000-\u200f"
    "\u2028-\u202f\u205f-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff"
    "\ud800-\udfff\U000e0000-\U000e0fff]"
)
"""Controls, line ends, spaces that are none, bidi marks, fillers, tags, lone surrogates."""

_BARE_QUOTE = re.compile(r'(?<!\\)(?:\\\\)*"\Z')
"""A quote at the end, with no backslash before it or with pairs of them."""

_NAMED = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    code = ord(character)
    if character in _NAMED:
        return _NAMED[character]
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def without_hidden(text: str) -> str:
    """``text`` for a file that knows no escapes: a space where a reader would see nothing."""
    return _INVISIBLE.sub(" ", text)


def string(text: str) -> str:
    """A Python literal for ``text``, quoted as black would."""
    quote = "'" if '"' in text and "'" not in text else '"'
    body = text.replace("\\", "\\\\").replace(quote, f"\\{quote}")
    return f"{quote}{_INVISIBLE.sub(_escape, body)}{quote}"


def literal(value: Json) -> str:
    """A Python literal for a JSON value; floats are finite (the check has seen to that)."""
    match value:
        case str():
            return string(value)
        case list():
            return f"[{', '.join(literal(item) for item in value)}]"
        case dict():
            pairs = (f"{string(key)}: {literal(item)}" for key, item in value.items())
            return f"{{{', '.join(pairs)}}}"
        case _:
            return repr(value)


def docstring(paragraphs: Iterable[str], indent: int) -> str:
    """A docstring of ``paragraphs``, wrapped to :data:`WIDTH` when it stands at ``indent``.

    Line breaks inside a paragraph are kept: vendors write lists with them. Returns the literal
    with its quotes; later lines carry their indentation.
    """
    margin = " " * indent
    blocks = [_wrapped(paragraph, WIDTH - indent) for paragraph in paragraphs if paragraph.strip()]
    lines = [line for number, block in enumerate(blocks) for line in ([""] * (number > 0) + block)]
    if len(lines) == 1 and len(lines[0]) + 6 <= WIDTH - indent:
        return f'"""{_closed(lines[0])}"""'
    first, *rest = lines or [""]
    body = "\n".join(f"{margin}{line}" if line else "" for line in rest)
    return f'"""{first}\n{body}\n{margin}"""' if rest else f'"""{first}\n{margin}"""'


def _wrapped(paragraph: str, width: int) -> list[str]:
    lines: list[str] = []
    for line in paragraph.strip().splitlines():
        # The opening quotes share the first line; escapes may lengthen any line, which is harmless.
        words = " ".join(line.split())
        if len(words) <= width - 3:  # most are short, and textwrap takes its time
            wrapped = [words] if words else []
        else:
            wrapped = textwrap.wrap(
                words, width - 3, break_long_words=False, break_on_hyphens=False
            )
        lines.extend(map(_docstring_text, wrapped))
    return lines


def _docstring_text(line: str) -> str:
    escaped = line.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    return _INVISIBLE.sub(_escape, escaped)


def _closed(line: str) -> str:
    """``line`` such that three quotes can follow it: a bare quote at its end is escaped."""
    return f'{line[:-1]}\\"' if _BARE_QUOTE.search(line) else line
