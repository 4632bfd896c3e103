"""Endpoints with one defect each: it is found, exactly where it is, and nothing else."""

from pathlib import Path

import pytest

from typewright.lint.run import lint
from typewright.lint.single import whole_of_files
from typewright.lint.store import as_published

from .corpus.clean import clean
from .corpus.defects import Seed
from .corpus.mutants import SEEDS, mutant
from .corpus.profile import FULL
from .corpus.stores import add, make_store

COUNT = 54 if FULL else 3
"""Of each defect, in the full profile six of each language."""


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: f"{seed.code}-{seed.name}")
def test_the_defect_is_found_and_nothing_else(tmp_path: Path, seed: Seed) -> None:
    for number in range(COUNT):
        root = tmp_path / str(number)
        home = make_store(root)
        for neighbour in range(2 if seed.code == "TW801" else 0):  # what a name usually means
            add(home, clean(20000 + neighbour, "duration"))
        made = mutant(seed, number)
        expected = made.written(home)
        found = [
            (each.file, each.code, each.pointer, (each.line, each.column))
            for each in (result.diagnostic for result in lint(as_published(root)))
            if each.code not in made.defect.implied
        ]
        assert found == [expected], f"{number}: {made.endpoint}"


IN_A_STORE = frozenset(("TW011", "TW202", "TW411", "TW503", "TW601", "TW602", "TW701", "TW801"))
"""What is only looked for in a store, or compared with what a page shows."""


@pytest.mark.parametrize(
    "seed",
    [each for each in SEEDS if each.code not in IN_A_STORE],
    ids=lambda seed: f"{seed.code}-{seed.name}",
)
def test_the_defect_is_found_outside_a_store(tmp_path: Path, seed: Seed) -> None:
    for number in range(COUNT):
        made = mutant(seed, number)
        file, *expected = made.written(tmp_path / str(number))
        if not file.endswith(".schema.json"):
            continue
        found = [
            [each.code, each.pointer, (each.line, each.column)]
            for each in (result.diagnostic for result in lint(whole_of_files([Path(file)])))
            if each.code not in made.defect.implied
        ]
        # Outside a store a name that begins with x- is an extension that somebody knows.
        extension = seed.code == "TW010" and "/x-" in made.defect.pointer
        tree = seed.name == "circle"  # nothing is generated there: a schema may have itself below
        assert found == ([] if extension or tree else [expected]), f"{number}: {made.endpoint}"
