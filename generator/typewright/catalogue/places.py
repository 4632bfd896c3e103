"""A place in a text, and whatever can name one."""

from pathlib import PurePosixPath
from typing import NamedTuple, Protocol


class Position(NamedTuple):
    """A place in a text: line and column from 1, columns in code points."""

    line: int
    column: int


class Placed(Protocol):
    """A file that knows where each of its values stands."""

    @property
    def path(self) -> PurePosixPath:
        """The file as the user can open it."""
        ...

    def position(self, pointer: str, *, of_key: bool = False) -> Position:
        """Where the value at ``pointer`` stands, or its key; the nearest one around it."""
        ...


def escape(name: str) -> str:
    """``name`` as one reference token of a JSON pointer (RFC 6901)."""
    if "~" not in name and "/" not in name:
        return name
    return name.replace("~", "~0").replace("/", "~1")


def unescape(token: str) -> str:
    """The name that a reference token of a JSON pointer stands for."""
    return token.replace("~1", "/").replace("~0", "~") if "~" in token else token
