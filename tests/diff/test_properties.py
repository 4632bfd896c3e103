"""What holds for any two editions: nothing from nothing, and the way back undoes the way there."""

import random
from collections.abc import Sequence
from typing import Any, cast

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from typewright.diff.compare import compare
from typewright.diff.edition import Edition
from typewright.diff.model import Change
from typewright.diff.taxonomy import Kind

from .editions import PLAIN, edition
from .mutations import Schema, mutated, record

slow = settings(suppress_health_check=[HealthCheck.too_slow])
seeds = st.integers(0, 2**32)

BACK: dict[Kind, Kind] = {
    "became-optional": "became-required",
    "bound-loosened": "bound-tightened",
    "enum-label-changed": "enum-label-changed",
    "enum-reordered": "enum-reordered",
    "pattern-added": "pattern-removed",
    "pattern-changed": "pattern-changed",
    "property-renamed": "property-renamed",
    "type-changed": "type-changed",
    "type-widened": "type-narrowed",
}
"""Kinds that undo each other whatever else there is."""


def shuffled(rng: random.Random, value: Any) -> Any:
    """``value`` with the keys of its objects in another order."""
    if isinstance(value, dict):
        members = cast("Schema", value)
        names = rng.sample(list(members), len(members))
        return {name: shuffled(rng, members[name]) for name in names}
    if isinstance(value, list):
        return [shuffled(rng, each) for each in cast("Sequence[Any]", value)]
    return value


def both(schema: Schema) -> Edition:
    return edition(schema, schema)


@slow
@given(seeds)
def test_nothing_changes_from_a_to_a(seed: int) -> None:
    schema = record(random.Random(seed))
    assert compare(both(schema), both(schema)) == ()


@slow
@given(seeds)
def test_the_order_of_keys_says_nothing(seed: int) -> None:
    rng = random.Random(seed)
    schema = record(rng)
    other = shuffled(rng, schema)
    assert [each for each in compare(both(schema), both(other)) if each.side != "names"] == []
    changed = mutated(rng, schema)
    there = compare(both(schema), both(changed))
    assert judged(there) == judged(compare(both(other), both(shuffled(rng, changed))))


def judged(changes: tuple[Change, ...]) -> list[tuple[str, ...]]:
    """Everything but places and payloads, which go by the order of the document."""
    return sorted(
        (each.kind, each.side, each.path, str(each.bump))
        for each in changes
        if each.side != "names"
    )


@slow
@given(seeds)
def test_the_way_back_undoes_the_way_there(seed: int) -> None:
    rng = random.Random(seed)
    old = record(rng)
    new = mutated(rng, old)
    there, back = (compare(both(one), both(other)) for one, other in ((old, new), (new, old)))
    for kind, undone in BACK.items():
        for side in ("request", "response"):
            ways = (places(there, kind, side), places(back, undone, side))
            assert ways[0] == ways[1]


def places(changes: tuple[Change, ...], kind: Kind, side: str) -> list[str]:
    return sorted(
        each.path
        for each in changes
        if (each.kind, each.side) == (kind, side) and kind != "property-renamed"
    )


def test_a_wrapper_says_nothing() -> None:
    answer = {"type": "object", "properties": {"url": {"type": "string"}}}
    assert compare(edition(PLAIN, answer), edition(PLAIN, {"output": answer})) == ()
