"""What older drafts of JSON Schema have and 2020-12 says otherwise: a file may be one of those."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from typewright.catalogue.model import Json
from typewright.catalogue.schema import Subschemas

_OLDER: Final = re.compile(r"https?://json-schema\.org/draft(?:-0[3-7]|/2019-09)/schema#?")


def _is_flag(value: Json) -> bool:
    return isinstance(value, bool)


def _always(_value: Json) -> bool:
    return True


_CHANGED: Final[Mapping[str, Callable[[Json], bool]]] = {
    "$id": lambda value: isinstance(value, str) and value.startswith("#"),
    "$recursiveAnchor": _always,
    "$recursiveRef": _always,
    "divisibleBy": _always,
    "exclusiveMaximum": _is_flag,
    "exclusiveMinimum": _is_flag,
    "id": _always,
    "items": lambda value: isinstance(value, list),
    "required": _is_flag,
}
"""Keywords, and which of their values only an older draft has (json-schema.org/specification)."""


def older_words(root: Json, every: Subschemas) -> frozenset[str]:
    """Where ``every`` schema of the document ``root``, if that names an older draft, has what only
    such a draft knows."""
    stated = root.get("$schema") if isinstance(root, dict) else None
    if not isinstance(stated, str) or not _OLDER.fullmatch(stated):
        return frozenset()
    return frozenset(
        f"{pointer}/{keyword}"
        for pointer, schema in every
        for keyword in _CHANGED.keys() & schema.keys()
        if _CHANGED[keyword](schema[keyword])
    )
