"""What a defect is, and the table of all that are known how to make."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Literal, NamedTuple

from .clean import Endpoint

File = Literal["meta", "input", "output"] | str


@dataclass(frozen=True, slots=True)
class Defect:
    """Where the finding must stand: at a value of a document, or at its key.

    With ``raw`` the document is rendered with a marker, which is then replaced: (marker, text,
    offset of the finding in that text). ``implied`` are codes that such a defect cannot be without.
    """

    pointer: str
    file: File = "input"
    of_key: bool = False
    raw: tuple[str, str, int] | None = None
    implied: tuple[str, ...] = ()


Seeding = Callable[[random.Random, Endpoint], Defect]


class Seed(NamedTuple):
    """How a defect is seeded, and the arguments that an endpoint must have for it."""

    code: str
    name: str
    needs: tuple[str, ...]
    seeding: Seeding


SEEDS: Final[list[Seed]] = []


def seeds(code: str, *needs: str) -> Callable[[Seeding], Seeding]:
    """Registers a function that seeds a defect which must be found as ``code``."""

    def register(function: Seeding) -> Seeding:
        SEEDS.append(Seed(code, function.__name__, needs, function))
        return function

    return register


def put(rng: random.Random, owner: dict[str, Any], key: str, value: Any) -> None:
    """Sets ``key`` at a random place among the keys of ``owner``."""
    owner.pop(key, None)
    members = list(owner.items())
    members.insert(rng.randint(0, len(members)), (key, value))
    owner.clear()
    owner.update(members)


def at(name: str, *steps: str | int) -> str:
    """The pointer of an argument, or of something in it."""
    return "".join(f"/{step}" for step in ("properties", name, *steps))


def some(rng: random.Random, endpoint: Endpoint, *but: str) -> tuple[str, dict[str, Any]]:
    """A random argument of ``endpoint`` that is written out, and its name."""
    properties = endpoint.input["properties"]
    names = [each for each in properties if each not in but and "$ref" not in properties[each]]
    name = rng.choice(names)
    return name, properties[name]
