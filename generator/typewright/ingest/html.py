"""The text of an HTML page, with the white space of its code blocks."""

import re
from html.parser import HTMLParser
from typing import Final

_LOOKS_LIKE_HTML: Final = re.compile(
    r"\s*(?:<!doctype html|<html|<head|<body|<\?xml)", re.IGNORECASE
)
_SILENT: Final = frozenset({"script", "style", "template", "noscript"})
_LINES: Final = frozenset(
    {"address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "footer", "form"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre"}
    | {"section", "table", "td", "th", "title", "tr", "ul"}
)


def is_html(text: str) -> bool:
    """Whether ``text`` is a page of HTML."""
    return _LOOKS_LIKE_HTML.match(text.removeprefix("\ufeff")) is not None


def text_of(html: str) -> tuple[str, str]:
    """The text that a reader of the page sees, and the language that the page says it has ("")."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "".join(reader.pieces), reader.language


class _Reader(HTMLParser):
    """Collects text; scripts and styles are silent, blocks end lines."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.language = ""
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "html":
            self.language = dict(attrs).get("lang") or ""
        if tag in _SILENT:
            self._silent += 1
        elif tag in _LINES:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _LINES:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.pieces.append(data)
