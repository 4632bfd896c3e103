"""Set algebra over the schemas as judge: where it answers, the differ may not say otherwise.

The algebra reads the schemas by itself: closed as requests are, open as responses are.
"""

import random
from typing import Any

import jsonschema_rs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema_rs import canonical

from typewright.diff.compare import compare
from typewright.diff.model import Change, Payload

from .editions import PLAIN, edition
from .mutations import Schema, mutated, record

PAIRS = 6
"""Mutations of each example: 360 in the quick profile, 6,000 in the full one."""

slow = settings(suppress_health_check=[HealthCheck.too_slow])
seeds = st.integers(0, 2**32)


def closed(schema: Schema) -> Schema:
    """``schema`` as callers meet it: what has no name cannot be sent."""
    found = _inside(schema, closed)
    if "properties" in found:
        found.setdefault("additionalProperties", False)
    return found


def opened(schema: Schema) -> Schema:
    """``schema`` as answers may be: any member may come, and any value of an enum's type."""
    found = _inside(schema, opened)
    found.pop("enum", None)
    return found


def _inside(schema: Schema, read: Any) -> Schema:
    found = dict(schema)
    if "properties" in found:
        found["properties"] = {name: read(each) for name, each in found["properties"].items()}
    if "anyOf" in found:
        found["anyOf"] = [read(each) for each in found["anyOf"]]
    for word in ("items", "additionalProperties"):
        if word in found:
            found[word] = read(found[word])
    return found


def covers(wide: Schema, narrow: Schema) -> bool | None:
    """Whether ``wide`` admits all that ``narrow`` does; ``None`` if the algebra cannot tell."""
    sides = [
        jsonschema_rs.canonicalize(each, draft=jsonschema_rs.Draft202012) for each in (wide, narrow)
    ]
    if sides[1].satisfiability() is not canonical.Satisfiability.YES:
        return None
    answer = sides[0].covers(sides[1])
    known = {canonical.Containment.YES: True, canonical.Containment.NO: False}
    return known.get(answer)


def breaking(changes: tuple[Change, ...], side: str) -> list[Change]:
    return [change for change in changes if change.side == side and change.breaking]


def disagrees(answer: bool | None, found: list[Change]) -> bool:
    """Whether the algebra knows better; what cannot be judged has been told as such."""
    judged = [change for change in found if change.kind != "cannot-be-judged"]
    return answer is not None and judged == found and answer is bool(found)


@slow
@given(seeds)
def test_requests(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(PAIRS):
        old = record(rng)
        new = mutated(rng, old)
        found = breaking(compare(edition(old), edition(new)), "request")
        answer = covers(closed(new), closed(old))
        assert not disagrees(answer, found), (old, new, found)


@slow
@given(seeds)
def test_responses(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(PAIRS):
        old = record(rng)
        new = mutated(rng, old)
        changes = compare(edition(PLAIN, old), edition(PLAIN, new))
        found = breaking(changes, "response")
        if any(change.kind == "became-enum" for change in changes):
            continue  # open by our own word, which the algebra cannot know
        answer = covers(opened(old), opened(new))
        assert not disagrees(answer, found), (old, new, found)


@slow
@given(seeds)
def test_witnesses(seed: int) -> None:
    """Another validator agrees with each witness."""
    rng = random.Random(seed)
    old = record(rng)
    new = mutated(rng, old)
    sides = [jsonschema_rs.Draft202012Validator(closed(each)) for each in (old, new)]
    for change in breaking(compare(edition(old), edition(new)), "request"):
        if isinstance(change.witness, Payload):
            assert sides[0].is_valid(change.witness.value)
            assert not sides[1].is_valid(change.witness.value)


def test_the_algebra_answers_often_enough() -> None:
    rng = random.Random(20260101)
    answers: list[bool | None] = []
    for _ in range(300):
        old = record(rng)
        answers.append(covers(closed(mutated(rng, old)), closed(old)))
    assert sum(answer is not None for answer in answers) > 200
    assert answers.count(True) > 30
    assert answers.count(False) > 30
