"""Objects that are JSON and must not be taken all the same: nobody knows what they meant."""

import re
from collections.abc import Iterable
from typing import Final

from typewright.catalogue.findings import quoted
from typewright.ingest.model import Unreadable
from typewright.ingest.repeated import UNCLEAR, repeated_keys
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
        for repeated in repeated_keys(each.text):
            message = f"the key {quoted(repeated.key)} is in one object twice: {UNCLEAR}"
            raise Unreadable("TW002", message, "delete one of the two", each.start)
        before, behind = (
            text[max(0, each.start - NEAR) : each.start],
            text[each.end : each.end + NEAR],
        )
        if _MEMBER.search(before) and behind.lstrip().startswith(_GOES_ON):
            message = "an object is part of a larger one whose beginning is missing"
            raise Unreadable("TW021", message, "save the page anew", each.start)
