"""What happens to pages on their way: cut, doubled, re-encoded, escaped. Each mutant has a name."""

import html
import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final

from .judge import Mutant
from .originals import Page

BOUNDARIES: Final = {
    "behind a line": rb"\n",
    "before a brace": rb"(?=[{}])",
    "behind a brace": rb"[{}]",
    "before a quote": rb"(?=[\"'])",
    "behind a quote": rb"[\"']",
    "behind a comma": rb",",
    "behind a colon": rb":",
    "in an escape": rb"\\",
    "in a word": rb"[a-z](?=[a-z])",
    "in a number": rb"\d(?=[\d,])",
    "in a character": rb"[\xc2-\xf4]",
    "in a path": rb"/",
    "in an entity": rb"&#?\w",
    "in a tag": rb"<[a-z/]",
}
"""Where a page may be cut: behind what matches."""


def cuts(page: Page, most: int) -> Iterator[Mutant]:
    """The page up to a boundary, and from it on; at most ``most`` boundaries of each kind."""
    for kind, place in boundaries(page.raw, most):
        yield Mutant(f"{page.name} cut {kind} at {place}", page.raw[:place], page.originals)
        yield Mutant(f"{page.name} begun {kind} at {place}", page.raw[place:], page.originals)


def boundaries(raw: bytes, most: int) -> Iterator[tuple[str, int]]:
    """Kinds and offsets of boundaries, spread over the page."""
    for kind, pattern in BOUNDARIES.items():
        places = [match.end() for match in re.finditer(pattern, raw)]
        for place in islice(places, 0, None, max(1, len(places) // most)):
            yield kind, place


def doubled(page: Page, other: Page, most: int) -> Iterator[Mutant]:
    """The page twice, its halves changed places, a part of it beside the whole, another behind."""
    raw, own = page.raw, page.originals
    yield Mutant(f"{page.name} twice", raw + raw, own)
    yield Mutant(f"{page.name} twice, with a line between", raw + b"\n" + raw, own)
    both = (*own, *other.originals)
    yield Mutant(f"{page.name} and {other.name}", raw + other.raw, both)
    yield Mutant(f"{page.name} and {other.name} below", raw + b"\n\n" + other.raw, both)
    for kind, place in boundaries(raw, most):
        first, second = raw[:place], raw[place:]
        where = f"{kind} at {place}"
        yield Mutant(f"{page.name} halves swapped {where}", second + first, own)
        yield Mutant(f"{page.name} halves swapped in lines {where}", second + b"\n" + first, own)
        yield Mutant(f"{page.name} behind its head {where}", first + raw, own)
        yield Mutant(f"{page.name} behind its tail {where}", second + raw, own)
        yield Mutant(f"{page.name} before its head {where}", raw + first, own)


Coding = Callable[[str], bytes]


def _misread(encoding: str, errors: str = "replace") -> Coding:
    """UTF-8 that somebody opened as ``encoding`` and saved as UTF-8."""
    return lambda text: text.encode().decode(encoding, errors).encode()


def _as_browsers_misread(text: str) -> bytes:
    """UTF-8 that a browser took for windows-1252: five bytes that it lacks are C1 controls."""
    latin = (bytes([each]) for each in text.encode())
    return "".join(
        each.decode("latin-1") if each in b"\x81\x8d\x8f\x90\x9d" else each.decode("cp1252")
        for each in latin
    ).encode()


ENCODINGS: Final[dict[str, Coding]] = {
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16, big end first": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "UTF-16 without its mark": lambda text: text.encode("utf-16-le"),
    "UTF-16-BE without its mark": lambda text: text.encode("utf-16-be"),
    "UTF-16, the last byte lost": lambda text: text.encode("utf-16")[:-1],
    "UTF-32": lambda text: text.encode("utf-32"),
    "UTF-8 with a mark": lambda text: text.encode("utf-8-sig"),
    "UTF-8 with two marks": lambda text: b"\xef\xbb\xbf" + text.encode("utf-8-sig"),
    "UTF-7": lambda text: text.encode("utf-7"),
    "Latin-1 with question marks": lambda text: text.encode("latin-1", "replace"),
    "Latin-1 with references": lambda text: text.encode("latin-1", "xmlcharrefreplace"),
    "Latin-1 with escapes": lambda text: text.encode("latin-1", "backslashreplace"),
    "ASCII with question marks": lambda text: text.encode("ascii", "replace"),
    "CP949": lambda text: text.encode("cp949", "replace"),
    "Shift-JIS": lambda text: text.encode("shift_jis", "replace"),
    "EUC-JP": lambda text: text.encode("euc_jp", "replace"),
    "GB18030": lambda text: text.encode("gb18030"),
    "ISO-2022-JP": lambda text: text.encode("iso2022_jp", "replace"),
    "misread as Latin-1": _misread("latin-1"),
    "misread as Latin-1 twice": lambda text: _misread("latin-1")(
        _misread("latin-1")(text).decode()
    ),
    "misread as windows-1252": _misread("cp1252"),
    "misread by a browser": _as_browsers_misread,
    "misread as CP949": _misread("cp949"),
    "misread as Shift-JIS": _misread("shift_jis"),
    "misread as EUC-JP": _misread("euc_jp"),
    "misread as GB18030": _misread("gb18030"),
    "misread as Mac Roman": _misread("mac_roman"),
    "misread as CP437": _misread("cp437"),
    "misread as KOI8-R": _misread("koi8_r"),
    "lines of Windows": lambda text: text.replace("\n", "\r\n").encode(),
    "lines of old": lambda text: text.replace("\n", "\r").encode(),
    "lines of both": lambda text: text.replace("\n", "\n\r").encode(),
    "lines of Unicode": lambda text: text.replace("\n", "\u2028").encode(),
    "no lines": lambda text: text.replace("\n", " ").encode(),
    "hard spaces": lambda text: text.replace("  ", "\u00a0 ").encode(),
    "quotes of typographers": lambda text: text.replace('"', "\u201d").encode(),
    "NUL between characters": lambda text: "\0".join(text).encode(),
    "NUL at the end of lines": lambda text: text.replace("\n", "\0\n").encode(),
}


def re_encoded(page: Page) -> Iterator[Mutant]:
    """The page in other encodings, misread ones and other line ends."""
    for how, coding in ENCODINGS.items():
        yield Mutant(f"{page.name} in {how}", coding(page.text), page.originals)
    apart = unicodedata.normalize("NFD", page.text).encode()
    yield Mutant(f"{page.name} in NFD", apart, page.originals, is_decomposed=True)


def _numbered(text: str) -> str:
    return "".join(f"&#{ord(each)};" for each in text)


def _highlighted(text: str) -> str:
    return re.sub(r"(&quot;.*?&quot;)", r"<span class='s'>\1</span>", html.escape(text))


ESCAPES: Final[dict[str, Callable[[str], str]]] = {
    "escaped": lambda text: f"<html><body><pre>{html.escape(text)}</pre></body></html>",
    "escaped, not closed": lambda text: f"<!DOCTYPE html><pre><code>{html.escape(text)}",
    "escaped twice": lambda text: f"<html><pre>{html.escape(html.escape(text))}</pre></html>",
    "escaped without a page": html.escape,
    "in numbers": lambda text: f"<html><pre>{_numbered(text)}</pre></html>",
    "in numbers, escaped": lambda text: f"<html><pre>{html.escape(_numbered(text))}</pre></html>",
    "braces escaped": lambda text: f"<html><pre>{text.replace('{', '&#123;')}</pre></html>",
    "unescaped": lambda text: f"<html><pre>{text}</pre></html>",
    "highlighted": lambda text: f"<html><pre>{_highlighted(text)}</pre></html>",
    "in table rows": lambda text: (
        "<html><table>"
        + "".join(f"<tr><td>{html.escape(line)}</td></tr>" for line in text.split("\n"))
        + "</table></html>"
    ),
    "with breaks": lambda text: (
        "<html><p>" + html.escape(text).replace("\n", "<br>") + "</p></html>"
    ),
    "in a script": lambda text: f"<html><script>{text}</script></html>",
    "in an open script": lambda text: f"<html><script>{text}",
    "in a comment": lambda text: f"<html><!-- {text} --></html>",
    "in CDATA": lambda text: f"<html><![CDATA[{text}]]></html>",
    "in an attribute": lambda text: f'<html><p title="{html.escape(text)}">x</p></html>',
    "in a template": lambda text: f"<html><template></style>{html.escape(text)}</template></html>",
    "in Markdown": lambda text: "```\n" + text + "\n```\n",
    "quoted in mail": lambda text: "".join(f"> {line}\n" for line in text.split("\n")),
    "as a string of JSON": lambda text: json.dumps({"page": text}),
}


def escaped(page: Page) -> Iterator[Mutant]:
    """The page inside of something else."""
    for how, wrap in ESCAPES.items():
        text = html.unescape(page.text) if page.name.endswith(".html") else page.text
        yield Mutant(f"{page.name} {how}", wrap(text).encode(), page.originals)
