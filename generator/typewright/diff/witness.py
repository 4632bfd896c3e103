"""A payload that the old side accepts and the new one refuses: found by trying, then proved.

Values at the edges of the old limits and just beyond the new ones are put where the change is, into
a plain payload of the old side, and both schemas judge the whole. Only a refusal by the changed
keyword at the changed place counts, so that one change does not pass for the proof of another.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Final

from typewright.catalogue.model import Json
from typewright.catalogue.positions import escape
from typewright.catalogue.validation import Violation, judge_for
from typewright.diff.accepting import accepting
from typewright.diff.differences import EXTRA, ITEMS, Difference, Step
from typewright.diff.file_witness import Harmless, file_witness
from typewright.diff.media_rules import rules_of
from typewright.diff.model import NoWitness, Payload, Witness
from typewright.diff.parts import Part
from typewright.diff.samples import samples, with_inside

__all__ = ["Harmless", "witness_of"]

_TRIES: Final = 200
_ALTERNATIVES: Final = ("anyOf", "oneOf")


def witness_of(found: Difference, old: Part, new: Part) -> Witness | Harmless:
    """What shows that ``found`` breaks a request; ``old`` and ``new`` are the whole arguments.

    :class:`Harmless` when it is certain that nothing is refused.
    """
    if found.unprovable:
        return NoWitness(found.unprovable)
    if found.kind.startswith("media-rule"):
        parts = (_at(old, found.steps), _at(new, found.steps))
        if parts[0] is None or parts[1] is None:
            return NoWitness("there is no such file on both sides")
        parameter = ".".join(step[1] if len(step) > 1 else "*" for step in found.steps)
        before, after = (rules_of(part) for part in parts if part is not None)
        changed = next(each.rule for each in after if each.pointer == found.new)
        rules = [each.rule for each in before], [each.rule for each in after]
        return file_witness(parameter, *rules, changed)
    why = f"none among {_TRIES} values that were tried"
    if found.kind == "pattern-changed":
        why += "; the new pattern may let through all that the old one did"
    return _payload(found, old, new) or NoWitness(why)


def _at(part: Part, steps: Sequence[Step]) -> Part | None:
    """The part at ``steps``, where the first alternative that has it leads."""
    for step in steps:
        inside = _step(part, step)
        if inside is None:
            return None
        part = inside
    return part


def _step(part: Part, step: Step) -> Part | None:
    for shape in part.shapes:
        if step == ITEMS and shape.items is not None:
            return shape.items
        if step == EXTRA and shape.extra is not None:
            return shape.extra
        if len(step) > 1 and step[1] in shape.properties:
            return shape.properties[step[1]]
    return None


def _payload(found: Difference, old: Part, new: Part) -> Payload | None:
    """The first of some values that shows it."""
    steps = found.steps[:-1] if found.name else found.steps
    here, there = _at(old, steps), _at(new, steps)
    if here is None or there is None:
        return None
    before, after = _judge(old), _judge(new)
    for value in islice(samples(here, there), _TRIES):
        try:
            payload = with_inside(old, steps, value)
        except LookupError:
            continue
        if next(before(payload), None) is not None:
            continue
        for violation in after(payload):
            if _shows(found, steps, violation):
                pointer = "".join(f"/{escape(str(each))}" for each in violation.path)
                return Payload(payload, violation.keyword, pointer)
    return None


def _judge(part: Part) -> Callable[[Json], Iterator[Violation]]:
    schema = accepting(part)
    judge = judge_for(schema, patterns=True)
    return lambda value: judge(schema, value)


def _shows(found: Difference, steps: Sequence[Step], violation: Violation) -> bool:
    """Whether a payload is refused where ``found`` is, and for what it is."""
    path = _instance(steps)
    if violation.keyword in _ALTERNATIVES:
        return path[: len(violation.path)] == violation.path
    if violation.path != path or violation.keyword not in found.keywords:
        return False
    value = violation.value
    if not found.name or not isinstance(value, dict):
        return True
    return (found.name in value) == (violation.keyword == "additionalProperties")


def _instance(steps: Sequence[Step]) -> tuple[str | int, ...]:
    """Where ``steps`` lead in a payload that :func:`with_inside` made."""
    names: dict[Step, str | int] = {ITEMS: 0, EXTRA: "extra"}
    return tuple(names[step] if step in names else step[1] for step in steps)
