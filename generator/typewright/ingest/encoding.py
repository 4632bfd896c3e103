"""From the bytes of a source to its text, and the signs that letters were lost on the way to us.

A page that was saved in the wrong encoding still holds JSON, but other texts than the vendor's.
"""

import codecs
import re
from itertools import islice
from typing import Final

from typewright.ingest.model import Unreadable

MOST_BYTES: Final = 16 << 20
"""The largest source; a page has some ten thousand bytes, a catalogue of 400 models a million."""

_ADVICE: Final = "save the page anew, as UTF-8"
_BROWSERS: Final = {
    ord(bytes([code]).decode("cp1252")): code
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
"""Signs of windows-1252 to its bytes; the five that it lacks are control characters to browsers."""

_BEYOND_LATIN: Final = re.compile("[\u2123-\U0010ffff]")
_MISREAD_AS: Final = ("latin-1", "cp1251", "cp437", "cp850", "koi8-r", "mac-roman")
_FEWEST: Final = 3
"""References to letters that are no accident; and signs that a text must lose when it is put right
before it counts as encoded twice. For Latin-1 one will do: nobody writes such pairs of signs."""

_FEWEST_MARKS: Final = 5
_LOST: Final = re.compile(r"\?\?|[^\W_]\?[^\W_]|\A\?\Z")
_WORD: Final = re.compile(r"\S++")
_REFERENCE: Final = re.compile(r"&#(\d{3,7}|[xX][0-9a-fA-F]{2,6});")
_UTF_7: Final = re.compile(r"\+A(?:Fw|Hs|H0)")  # a backslash and braces: pages are full of them


def decoded(raw: bytes) -> str:
    """The text of a source. Raises :class:`Unreadable`."""
    if len(raw) > MOST_BYTES:
        message = f"the source has more than {MOST_BYTES:,} bytes"
        raise Unreadable("TW004", message, "ingest single pages, or pull the catalogue")
    encoding = "utf-16" if raw[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8-sig"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        message = f"byte 0x{raw[error.start]:02x} at {error.start} begins no character of UTF-8"
        raise Unreadable("TW001", message, "save the page as UTF-8") from error
    _refuse_lost(text)
    misread = _misread_as(text)
    if misread is not None:
        message = f"the text was encoded twice: UTF-8 was read as {misread}"
        raise Unreadable("TW001", message, _ADVICE, _first_foreign(text))
    return text


def _refuse_lost(text: str) -> None:
    if "\ufffd" in text:
        message = "characters were lost on the way: U+FFFD stands in their place"
        raise Unreadable("TW001", message, _ADVICE, text.index("\ufffd"))


def refuse_damaged(text: str) -> None:
    """Raise :class:`Unreadable` for the text of a page in which other signs stand for letters."""
    _refuse_lost(text)  # a reference to no character becomes this sign
    if _has_lost_letters(text):
        message = "letters were lost on the way: question marks stand in their place"
        raise Unreadable("TW001", message, _ADVICE, text.index("?"))
    letters = [each for each in _REFERENCE.finditer(text) if _is_letter(each[1])]
    if len(letters) >= _FEWEST:
        message = f"letters are written as references of HTML, such as {letters[0][0]}"
        raise Unreadable("TW001", message, _ADVICE, letters[0].start())
    shifts = _UTF_7.findall(text)
    if len(shifts) >= _FEWEST:
        raise Unreadable("TW001", "the page is UTF-7", _ADVICE, text.index(shifts[0]))


def _has_lost_letters(text: str) -> bool:
    """Whether question marks stand where nobody asks: in words, in pairs, alone; not in URLs."""
    if text.count("?") < _FEWEST_MARKS:
        return False
    words = (match[0] for match in _WORD.finditer(text))
    lost = (each for each in words if _LOST.search(each) and "/" not in each and "=" not in each)
    return len(list(islice(lost, _FEWEST_MARKS))) == _FEWEST_MARKS


def _misread_as(text: str) -> str | None:
    """The encoding that UTF-8 was taken for, when every sign of ``text`` says so."""
    if text.isascii():
        return None
    for encoding in _MISREAD_AS:
        is_latin = encoding == "latin-1"
        if is_latin and _BEYOND_LATIN.search(text):
            continue
        try:
            before = (text.translate(_BROWSERS) if is_latin else text).encode(encoding).decode()
        except UnicodeError:
            continue
        if is_latin or len(text) - len(before) >= _FEWEST:
            return encoding
    return None


def _first_foreign(text: str) -> int:
    return next(index for index, char in enumerate(text) if not char.isascii())


def _is_letter(digits: str) -> bool:
    code = int(f"0{digits}", 16) if digits[0] in "xX" else int(digits)
    return 0x80 <= code <= 0x10FFFF and chr(code).isalpha()
