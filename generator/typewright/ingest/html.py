"""The text of an HTML page, with the white space of its code blocks.

Not by :mod:`html.parser`: a page of open tags costs it the square of its length.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import Final

_LOOKS_LIKE_HTML: Final = re.compile(
    r"\s*(?:<!doctype html|<html|<head|<body|<\?xml)", re.IGNORECASE
)
_DOCUMENT: Final = re.compile(r"<!doctype html|<html[\s>]", re.IGNORECASE)
_TAG_NAME: Final = re.compile(r"</?[a-zA-Z]")
_TAG: Final = re.compile(
    r"""<(?P<slash>/?)(?P<name>[a-zA-Z][^\s/>]*+)"""
    r"""(?P<rest>(?:[^>=]|=\s*+(?:"[^"]*+"|'[^']*+'|(?!["'])))*+)>"""
)
_LANGUAGE: Final = re.compile(r"""\slang\s*+=\s*+["']?([A-Za-z-]+)""", re.IGNORECASE)
_GIANT: Final = re.compile(r"&#\d{8,}+;?")
_RAW: Final = frozenset({"script", "style"})
_HIDDEN: Final = frozenset({"template", "noscript"})
_LINES: Final = frozenset(
    {"address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "footer", "form"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre"}
    | {"section", "table", "td", "th", "title", "tr", "ul"}
)


def is_html(text: str) -> bool:
    """Whether ``text`` is a page of HTML."""
    return _LOOKS_LIKE_HTML.match(text.removeprefix("\ufeff")) is not None


def holds_html(text: str) -> bool:
    """Whether a document of HTML begins anywhere in ``text``."""
    return _DOCUMENT.search(text) is not None


def text_of(html: str) -> tuple[str, str]:
    """The text that a reader of the page sees, and the language that the page says it has ("").

    Browsers show nothing of a tag, a comment or a script that never ends, nor of what follows it.
    """
    pieces: list[str] = []
    language, hidden = "", 0
    for text, tag in _parts(html):
        if not hidden:
            pieces.append(text)
        if tag is None:
            continue
        name, is_end = tag["name"].lower(), bool(tag["slash"])
        if name == "html" and not is_end and (stated := _LANGUAGE.search(tag["rest"])):
            language = stated[1]
        elif name in _HIDDEN:
            hidden = max(0, hidden + (-1 if is_end else 1))
        elif name in _LINES and not hidden:
            pieces.append("\n")
    return "".join(pieces), language


def _parts(html: str) -> Iterator[tuple[str, re.Match[str] | None]]:
    """Pieces of text, and the tag behind each; there is none behind the last one and comments."""
    offset = 0
    while (start := html.find("<", offset)) >= 0:
        tag = _TAG.match(html, start)
        if tag is None:
            behind = _behind_no_element(html, start)
            yield _plain(html[offset:start]) + ("<" if behind == start + 1 else ""), None
            offset = behind
            continue
        yield _plain(html[offset:start]), tag
        offset = tag.end()
        if tag["name"].lower() in _RAW and not tag["slash"]:
            offset = _behind_raw(html, offset, tag["name"])
    yield _plain(html[offset:]), None


def _behind_no_element(html: str, start: int) -> int:
    """Behind a comment, a declaration, or a bare ``<``; the end where one of them has none."""
    if html.startswith("<!--", start):
        end = html.find("-->", start + 2)
        return end + 3 if end >= 0 else len(html)
    if html[start + 1 : start + 2] in ("!", "?"):
        return html.find(">", start) + 1 or len(html)
    return len(html) if _TAG_NAME.match(html, start) else start + 1


def _behind_raw(html: str, start: int, name: str) -> int:
    """Where a script or a style ends."""
    closing = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(html, start)
    return closing.start() if closing is not None else len(html)


def _plain(text: str) -> str:
    """``text`` without references; one of more digits than ``int`` takes is a lost character."""
    return unescape(_GIANT.sub("\ufffd", text)) if "&" in text else text
