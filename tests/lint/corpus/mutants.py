"""Clean endpoints with exactly one defect each, for every rule that is about an endpoint."""

import random
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

from . import (
    enums_defects,
    file_defects,
    media_defects,
    names_defects,
    rendering,
    shape_defects,
    words_defects,
)
from .clean import Endpoint, clean
from .defects import SEEDS, Defect, Seed
from .stores import FILES, add, save

FAMILIES = (
    file_defects,
    shape_defects,
    enums_defects,
    words_defects,
    media_defects,
    names_defects,
)
"""Imported for what they register."""

__all__ = ["FAMILIES", "SEEDS", "Mutant", "mutant"]


@dataclass(frozen=True, slots=True)
class Mutant:
    """An endpoint and what must be found in it."""

    seed: Seed
    endpoint: Endpoint
    defect: Defect

    def written(self, home: Path) -> rendering.Located:
        """Writes it into a store: what must be found and where."""
        documents = add(home, self.endpoint)
        name = FILES.get(self.defect.file, self.defect.file)
        path = home / self.endpoint.id / name
        document, defect = documents[name], self.defect
        if defect.raw is None:
            place = (document.keys if defect.of_key else document.values)[defect.pointer]
        else:
            marker, text, offset = defect.raw
            start = document.text.index(marker)
            raw = document.text[:start] + text + document.text[start + len(marker) :]
            save(path, raw)
            place = rendering.place(raw, start + offset)
        return path.as_posix(), self.seed.code, defect.pointer, place


def mutant(seed: Seed, number: int) -> Mutant:
    """The mutant of that ``number`` of one defect."""
    rng = random.Random(f"{seed.code} {seed.name} {number}")
    endpoint = deepcopy(_base(seed, rng, number))
    return Mutant(seed, endpoint, seed.seeding(rng, endpoint))


def _base(seed: Seed, rng: random.Random, number: int) -> Endpoint:
    """A clean endpoint that has what the defect needs, in the languages in turn."""
    start = rng.randrange(1000) * 9 + number % 9
    arguments = [each for each in seed.needs if each not in ("output", "mode and batch", "prompt")]
    for attempt in range(start, start + 900, 9):
        endpoint = clean(attempt, *arguments)
        if "output" in seed.needs and endpoint.output is None:
            continue
        if "mode and batch" in seed.needs and "allOf" not in endpoint.input:
            continue
        return endpoint
    raise AssertionError(f"no clean endpoint has {seed.needs}")
