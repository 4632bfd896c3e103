"""Objects that are JSON and must not be taken all the same: nobody knows what they meant."""

import json
import re
from collections.abc import Iterable
from typing import Final

from typewright.catalogue.findings import quoted
from typewright.catalogue.model import Json
from typewright.ingest.model import Unreadable
from typewright.ingest.scan import Found

NEAR: Final = 80
"""Characters around an object that tell what it stands in."""

_MEMBER: Final = re.compile(r'"\s*:\s*\Z')
_GOES_ON: Final = tuple("]},")


def refuse_doubtful(found: Iterable[Found], text: str) -> None:
    """Raise :class:`Unreadable` for a key that comes twice, and for a part of a larger object.

    ``text`` is the page that holds all of ``found``.
    """
    for each in found:
        repeated = _repeated_key(each.text)
        if repeated is not None:
            message = (
                f"the key {quoted(repeated)} is in one object twice: which counts is not clear"
            )
            raise Unreadable("TW002", message, "delete one of the two", each.start)
        before, behind = (
            text[max(0, each.start - NEAR) : each.start],
            text[each.end : each.end + NEAR],
        )
        if _MEMBER.search(before) and behind.lstrip().startswith(_GOES_ON):
            message = "an object is part of a larger one whose beginning is missing"
            raise Unreadable("TW021", message, "save the page anew", each.start)


def _repeated_key(text: str) -> str | None:
    """A key that an object of this JSON has twice."""
    repeated: list[str] = []

    def note(pairs: list[tuple[str, Json]]) -> None:
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                repeated.append(key)
            seen.add(key)

    json.loads(text, object_pairs_hook=note)
    return repeated[0] if repeated else None
