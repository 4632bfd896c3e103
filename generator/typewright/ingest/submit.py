"""The model id of a page: the URL that its submit call names, since page paths differ from ids."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final
from urllib.parse import unquote

_MODEL_ID = "{model_id}"
_LONGEST: Final = 512
"""Characters from the route to the end of the URL; hostile lines have no end."""

_OPTION: Final = re.compile(r"\s(?:--|-[Hd]\b)")


@cache
def _pattern(before: str) -> re.Pattern[str]:
    """Matches URLs that go on behind ``before``; group 1 is the rest of the line, up to a quote.

    One that the text ends in may have been cut off, and would name another model: it is none.
    """
    rest = rf"([^'\"<>\n\\]{{1,{_LONGEST}}}+)(?=['\"<>\n\\])"
    return re.compile(rf"https?://[^\s/'\"<>]++{re.escape(before)}{rest}")


def model_ids(text: str, route: str) -> tuple[str, ...]:
    """Every model id that a URL of ``text`` names, each once, in order.

    ``route`` is the submit route of the provider, with ``{model_id}``. Queries are cut off; an id
    may be percent-encoded, or have bare spaces in it, as some do.
    """
    return tuple(dict.fromkeys(_named(text, route)))


def _named(text: str, route: str) -> Iterator[str]:
    before, _, after = route.partition(_MODEL_ID)
    for match in _pattern(before).finditer(text):
        path = re.split(r"[?#]", _OPTION.split(match[1], maxsplit=1)[0])[0].strip()
        model_id = unquote(path.removesuffix(after)).strip("/ ")
        if path.endswith(after) and "/" in model_id and "{" not in model_id:
            yield model_id
