"""A payload that the old side accepts and the new one refuses: found by trying, then proved.

Values at the edges of the old limits and just beyond the new ones are put where the change is, into
a plain payload of the old side, and both schemas judge the whole. Only a refusal by the changed
keyword at the changed place counts, so that one change does not pass for the proof of another.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Final, TypeAlias

from typewright.catalogue.model import Json
from typewright.catalogue.places import escape
from typewright.catalogue.validation import Violation, judge_for
from typewright.diff.accepting import accepting
from typewright.diff.differences import EXTRA, ITEMS, Difference, Step
from typewright.diff.file_witness import Harmless, file_witness
from typewright.diff.media_rules import rules_of
from typewright.diff.model import NoWitness, Payload, Witness
from typewright.diff.parts import Part
from typewright.diff.samples import samples, with_inside

__all__ = ["Court", "Harmless", "witness_of"]

_Judge: TypeAlias = Callable[[Json], Iterator[Violation]]
_TRIES: Final = 200  # values for one change
_MOST_TRIES: Final = 500  # and for one endpoint, which may be hostile
_ALTERNATIVES: Final = ("anyOf", "oneOf")


@dataclass(frozen=True)
class Court:
    """Both sides of the arguments of one endpoint, each with its judge, and its patience."""

    old: Part
    new: Part
    tries: Iterator[int] = field(default_factory=lambda: iter(range(_MOST_TRIES)))

    @cached_property
    def before(self) -> _Judge:
        """What the old side objects to."""
        return _judge(self.old)

    @cached_property
    def after(self) -> _Judge:
        """What the new side objects to."""
        return _judge(self.new)


def witness_of(found: Difference, court: Court) -> Witness | Harmless:
    """What shows that ``found`` breaks a request.

    :class:`Harmless` when it is certain that nothing is refused.
    """
    if found.unprovable:
        return NoWitness(found.unprovable)
    if found.kind.startswith("media-rule"):
        parts = (_at(court.old, found.steps), _at(court.new, found.steps))
        if parts[0] is None or parts[1] is None:
            return NoWitness("there is no such file on both sides")
        parameter = ".".join(step[1] if len(step) > 1 else "*" for step in found.steps)
        before, after = (rules_of(part) for part in parts if part is not None)
        changed = next(each.rule for each in after if each.pointer == found.new)
        rules = [each.rule for each in before], [each.rule for each in after]
        return file_witness(parameter, *rules, changed)
    why = "none among the values that were tried"
    if found.kind == "pattern-changed":
        why += "; the new pattern may let through all that the old one did"
    return _payload(found, court) or NoWitness(why)


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


def _payload(found: Difference, court: Court) -> Payload | None:
    """The first of some values that shows it."""
    steps = found.steps[:-1] if found.name else found.steps
    here, there = _at(court.old, steps), _at(court.new, steps)
    if here is None or there is None:
        return None
    for value, _ in zip(islice(samples(here, there), _TRIES), court.tries, strict=False):
        try:
            payload = with_inside(court.old, steps, value)
        except LookupError:
            continue
        if next(court.before(payload), None) is not None:
            continue
        for violation in court.after(payload):
            if _shows(found, steps, violation):
                pointer = "".join(f"/{escape(str(each))}" for each in violation.path)
                return Payload(payload, violation.keyword, pointer)
    return None


def _judge(part: Part) -> _Judge:
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
