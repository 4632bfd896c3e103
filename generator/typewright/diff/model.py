"""What a comparison says: changes with their bump, places and witnesses."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Literal, TypeAlias

from typewright.catalogue.model import Json
from typewright.diff.taxonomy import Kind

Side: TypeAlias = Literal["request", "response", "names", "endpoint"]
"""What a change concerns: what is sent, what comes back, Python names, the endpoint as a whole."""


class Bump(IntEnum):
    """How far a version moves; the larger one wins."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3

    def __str__(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Place:
    """Where one side says so: a file as the user can open it, line and column from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Payload:
    """Arguments that the old side accepts; ``keyword`` of the new refuses them at ``pointer``."""

    value: Json
    keyword: str
    pointer: str


@dataclass(frozen=True, slots=True)
class File:
    """A file that the old rules let pass and the new ones do not.

    Pixels and bytes; ``None`` where no rule looks. ``old`` and ``new`` are the verdicts of the SDK,
    ``rule`` is the one that the file breaks.
    """

    parameter: str
    width: int | None
    height: int | None
    size: int | None
    rule: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class NoWitness:
    """Why there is none to show."""

    reason: str


Witness: TypeAlias = Payload | File | NoWitness


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one endpoint.

    ``path`` is a pointer into the schema as it is used (references followed, no wrapper), "" for
    the whole; ``behaviour`` says that the same call may give or cost something else. ``old`` and
    ``new`` are the places, ``None`` on a side that has none. Breaking requests carry a witness.
    """

    kind: Kind
    endpoint: str
    side: Side
    path: str
    bump: Bump
    behaviour: bool
    sentence: str
    old: Place | None = None
    new: Place | None = None
    witness: Witness | None = None

    @property
    def breaking(self) -> bool:
        """Whether some caller has to do something."""
        return self.bump is Bump.MAJOR
