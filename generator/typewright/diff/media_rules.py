"""Media rules: limits of each metric, taken together for every file, wherever the rules stand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal, TypeAlias

from typewright.catalogue.pointers import mapping
from typewright.catalogue.rules import METRICS, Operator, parse_rule
from typewright.diff.differences import ITEMS, Difference, Pair
from typewright.diff.located import Located
from typewright.diff.parts import Part
from typewright.diff.taxonomy import Kind
from typewright.runtime.rules import Rule

End: TypeAlias = Literal["at most", "at least"]

_ENDS: Final[Mapping[Operator, tuple[End, ...]]] = {
    "<": ("at most",),
    "<=": ("at most",),
    ">": ("at least",),
    ">=": ("at least",),
    "==": ("at most", "at least"),
}


@dataclass(frozen=True, slots=True)
class Placed:
    """A rule, and where it stands in the document."""

    rule: Rule
    pointer: str


def rules_of(part: Part, *, own: bool = True) -> tuple[Placed, ...]:
    """The rules for each file of ``part``: its ``own``, and those of the members of a list."""
    items = next((shape.items for shape in part.shapes if shape.items is not None), None)
    return (*(_own(part) if own else ()), *(() if items is None else _own(items)))


def _own(part: Part) -> tuple[Placed, ...]:
    sources = (part.source, *(shape.source for shape in part.shapes))
    found = {placed.pointer: placed for source in sources for placed in _rules(source)}
    return tuple(found.values())


def _rules(source: Located) -> Iterator[Placed]:
    rules = source.words.get("validations")
    for index, entry in enumerate(rules if isinstance(rules, list) else ()):
        words = mapping(entry)
        parsed = parse_rule(str(words.get("validation_rule")))
        if parsed is not None:
            rule = Rule(*parsed, str(words.get("validation_value")))
            yield Placed(rule, f"{source.place('validations')}/{index}")


def compare_rules(pair: Pair) -> Iterator[Difference]:
    """What happened to the limit of each metric; nothing inside a list that has told it already."""
    own = not pair.steps or pair.steps[-1] != ITEMS
    old, new = rules_of(pair.old, own=own), rules_of(pair.new, own=own)
    before, after = _limits(old), _limits(new)
    changed = [
        each
        for limit in sorted({*before, *after})
        for each in _limit(pair, limit[1], before.get(limit), after.get(limit))
    ]
    yield from changed
    if not changed and _homes(old) != _homes(new):
        words = "the media rules stand elsewhere, and judge every file as before; nothing to do"
        yield pair.found("media-rules-moved", words, "validations")


def _limits(rules: tuple[Placed, ...]) -> dict[tuple[str, End], Placed]:
    """The tightest rule for each end of each metric."""
    found: dict[tuple[str, End], Placed] = {}
    for placed in rules:
        for end in _ENDS[_operator(placed.rule)]:
            other = found.get((placed.rule.metric, end))
            if other is None or _tightness(placed.rule, end) > _tightness(other.rule, end):
                found[placed.rule.metric, end] = placed
    return found


def _operator(rule: Rule) -> Operator:
    return next(operator for operator in _ENDS if operator == rule.operator)


def _tightness(rule: Rule, end: End) -> tuple[Fraction, bool]:
    value = Fraction(rule.value)
    return (-value if end == "at most" else value), rule.operator in ("<", ">")


def _homes(rules: tuple[Placed, ...]) -> set[str]:
    """The schemas that the rules stand in."""
    return {placed.pointer.rpartition("/")[0] for placed in rules}


def _limit(pair: Pair, end: End, old: Placed | None, new: Placed | None) -> Iterator[Difference]:
    if old is None and new is not None:
        words = f"pass files with `{shown(new.rule)}`; there was no such limit"
        yield _found(pair, "media-rule-added", words, old, new)
    elif new is None and old is not None:
        words = f"files without `{shown(old.rule)}` pass now"
        yield _found(pair, "media-rule-removed", words, old, new)
    elif old is not None and new is not None:
        before, after = _tightness(old.rule, end), _tightness(new.rule, end)
        if before == after:
            return
        tighter, same = after > before, before[0] == after[0]
        kind = _KINDS[tighter, same]
        advice = "pass files with" if tighter else "more files pass now, those with"
        words = f"{advice} `{shown(new.rule)}`; the limit was `{shown(old.rule)}`"
        yield _found(pair, kind, words, old, new)


def shown(rule: Rule) -> str:
    """A rule for a person: ``width_pixels <= 6000``."""
    value = Fraction(rule.value)
    number = str(value.numerator) if value.denominator == 1 else rule.value
    return f"{rule.metric} {rule.operator} {number}"


_KINDS: Final[Mapping[tuple[bool, bool], Kind]] = {
    (True, False): "media-rule-tightened",
    (False, False): "media-rule-loosened",
    (True, True): "media-rule-exclusive",
    (False, True): "media-rule-inclusive",
}
"""Whether the limit is tighter, and whether its value is the same -> what happened to it."""


def _found(
    pair: Pair, kind: Kind, words: str, old: Placed | None, new: Placed | None
) -> Difference:
    rule = None if new is None else new.rule
    return Difference(
        kind,
        pair.steps,
        words,
        pair.old.source.place("validations") if old is None else old.pointer,
        pair.new.source.place("validations") if new is None else new.pointer,
        ("validations",),
        unprovable="" if rule is None or rule.metric in METRICS else _unknown(rule.metric),
    )


def _unknown(metric: str) -> str:
    return f"nobody here can measure {metric}"
