"""TOML files of the store, with the place of each key: tomllib tells what is said, not where."""

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath
from typing import Final

from typewright.catalogue.places import Position, unescape

_HEADER: Final = re.compile(r"\s*\[(?P<array>\[)?(?P<keys>[^#]*?)\]\]?\s*(?:#.*)?$")
_KEYS: Final = re.compile(r"""\s*(?P<keys>(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^=#"'])+?)\s*=""")
_KEY: Final = re.compile(r""""(?:[^"\\]|\\.)*"|'[^']*'|[A-Za-z0-9_-]+""")


@dataclass(frozen=True)
class TomlDocument:
    """One TOML file; ``data`` is empty and ``broken`` set when it could not be read."""

    path: PurePosixPath
    text: str = field(repr=False)
    data: Mapping[str, object] = field(repr=False)
    broken: bool = False

    def position(self, pointer: str, *, of_key: bool = False) -> Position:
        """Where the entry at ``pointer`` begins; the nearest table around it, else the start."""
        keys = tuple(unescape(token) for token in pointer.split("/")[1:])
        for length in range(len(keys), 0, -1):
            if (found := self._places.get(keys[:length])) is not None:
                return found
        return Position(1, 1)

    @cached_property
    def _places(self) -> dict[tuple[str, ...], Position]:
        places: dict[tuple[str, ...], Position] = {}
        table: tuple[str, ...] = ()
        rows = Counter[tuple[str, ...]]()  # of each array of tables
        for number, line in enumerate(self.text.split("\n"), 1):
            if header := _HEADER.match(line):
                table = _path(header["keys"])
                if header["array"]:
                    rows[table] += 1
                    table = (*table, str(rows[table] - 1))
                places.setdefault(table, Position(number, line.index("[") + 1))
            elif entry := _KEYS.match(line):
                at = Position(number, len(line) - len(line.lstrip()) + 1)
                path = (*table, *_path(entry["keys"]))
                for length in range(len(table) + 1, len(path) + 1):
                    places.setdefault(path[:length], at)
        return places


def _path(keys: str) -> tuple[str, ...]:
    """The names in a dotted key, their quotes and escapes undone."""
    return tuple(_name(key[0]) for key in _KEY.finditer(keys))


def _name(key: str) -> str:
    if key[0] not in "\"'":
        return key
    try:
        return next(iter(tomllib.loads(f"{key} = 0")))
    except tomllib.TOMLDecodeError:  # text that only looks like a key, inside a longer string
        return key
