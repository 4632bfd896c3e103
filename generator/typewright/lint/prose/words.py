"""A name or a value as a word of a text: ``max_images`` also where it is written "max images".

What stands beside a word is no letter or digit of the Latin script: other scripts join words and
particles without a blank.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import groupby
from typing import Final

from typewright.lint.prose.expressions import expression

_JOINING: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_")


_LONGEST: Final = 5_000
"""Characters of the longest text that is read; the longest of vendors have 3,000."""


@lru_cache(maxsize=4096)  # several rules read the same description
def plain(text: str) -> str:
    """``text`` with compatibility characters as the usual ones, and its case folded; "" for one
    that is too long to be read."""
    if len(text) > _LONGEST:
        return ""
    return unicodedata.normalize("NFKC", text).casefold()


_SENTENCE: Final = r"(?:[^.!?。！？\n]++|\.(?=\d))++[.!?。！？]?+"
"""A full stop before a digit ends none: v2.5, 2.000."""


SENTENCE_END: Final = r"(?<!\bmax)(?<!\bmin)[.!?](?=\s|$)|[。！？\n]"
"""What stands behind a sentence: a full stop, but not that of "max. 5 MB"."""


def sentences(text: str) -> list[str]:
    """``text`` in pieces that end with a full stop or a line."""
    found = map(str.lstrip, expression(_SENTENCE).findall(text))
    return list(filter(None, found))


EASTERN: Final = "\u3040"
"""Where kana begin, and ideographs and Hangul follow."""


def tokens(text: str) -> Iterator[str]:
    """The words of ``text``; what an eastern script adds to a Latin name is one of its own."""
    for token in expression(r"\w+").findall(text):
        for _, run in groupby(token, EASTERN.__le__):
            yield "".join(run)


@cache
def vocabulary(words: str) -> frozenset[str]:
    """``words``, which stand in lines, as a set."""
    return frozenset(words.split())


def has_word(word: str, text: str) -> bool:
    """Whether ``text``, which is casefolded, has ``word`` in it."""
    return _place(_spaced(word), text, 0) >= 0


def without_word(word: str, text: str) -> str:
    """``text``, which is casefolded, with a blank for each ``word`` in it."""
    sought = _spaced(word)
    kept: list[str] = []
    start = 0
    while (place := _place(sought, text, start)) >= 0:
        kept.append(text[start:place])
        start = place + len(sought)
    return " ".join([*kept, text[start:]])


@lru_cache(maxsize=4096)  # vendors repeat names, and a sentence is searched for each of them
def _spaced(text: str) -> str:
    return text.casefold().replace("_", " ")


def _place(spaced: str, text: str, start: int) -> int:
    """Where the word ``spaced`` stands in ``text`` from ``start`` on; -1 if nowhere."""
    blank = _spaced(text)
    place = blank.find(spaced, start) if spaced else -1
    while place >= 0:
        end = place + len(spaced)
        if not _joined(text, place - 1, -1) and not _joined(text, end, 1):
            return place
        place = blank.find(spaced, place + 1)
    return -1


def _joined(text: str, beside: int, step: int) -> bool:
    """Whether the character at ``beside`` a word belongs to it, as the point of "2.5" to its 2."""
    character = text[beside : beside + 1]
    if character in (".", ","):
        return text[beside + step : beside + step + 1].isdecimal()
    return character in _JOINING
