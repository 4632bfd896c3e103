"""The model id of a page: the URL that its submit call names, since page paths differ from ids."""

import re
from functools import cache
from urllib.parse import unquote

_MODEL_ID = "{model_id}"


@cache
def _pattern(route: str) -> re.Pattern[str]:
    """Matches URLs of the submit route; group 1 is the id, up to a quote or the end of the line."""
    before, _, after = route.partition(_MODEL_ID)
    return re.compile(
        rf"https?://[^\s/'\"<>]+{re.escape(before)}([^'\"<>\n\\]+?){re.escape(after)}"
        r"(?=\s*(?:['\"\\\n<>]|$)|\s+(?:--|-[Hd]\b))",
        re.MULTILINE,
    )


def model_ids(text: str, route: str) -> tuple[str, ...]:
    """Every model id that a URL of ``text`` names, each once, in order.

    ``route`` is the submit route of the provider, with ``{model_id}``. Queries are cut off; an id
    may be percent-encoded, or have bare spaces in it, as some do.
    """
    found = (match[1] for match in _pattern(route).finditer(text))
    plain = (unquote(re.split(r"[?#]", each)[0]).strip().strip("/") for each in found)
    return tuple(dict.fromkeys(each for each in plain if each.count("/") and "{" not in each))
