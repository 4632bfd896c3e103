"""Media rules: exact arithmetic on what was measured, under every plausible reading of the rule.

Vendors' rules and their messages contradict each other ("must not exceed 6000" beside ``< 6000``),
a megabyte may be 10^6 or 2^20 bytes, and a width may be stored or displayed. A *reading* settles
the last two; at exact equality a ``<`` may also mean ``<=``. So a file fails only if it fails under
every reading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from .measure import Measurement
    from .media import File

Verdict: TypeAlias = Literal["pass", "borderline", "fail", "unknown"]
MediaKind: TypeAlias = Literal["image", "video", "audio", "file"]

MEGABYTES = (10**6, 2**20)
"""Bytes of a megabyte: SI, and the binary one that many tools mean."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand the rules: how large a megabyte is, and which way up a picture."""

    megabyte: int
    displayed: bool


READINGS = tuple(Reading(size, shown) for size, shown in product(MEGABYTES, (False, True)))


@dataclass(frozen=True, slots=True)
class Rule:
    """``metric operator value``, with the vendor's words for a file that breaks it.

    ``value`` is an integer, or an exact decimal as text: "0.33" is 33/100, not a float near it.
    """

    metric: str
    operator: str
    value: int | str
    message: str = ""

    @property
    def text(self) -> str:
        """``width_pixels < 6000``."""
        return f"{self.metric} {self.operator} {self.value}"

    def measured(self, measurement: Measurement, reading: Reading) -> Fraction | None:
        """What the rule looks at, in its unit; ``None`` when it is not known."""
        measure = _METRICS.get(self.metric)
        return None if measure is None else measure(measurement, reading)

    def holds(self, measured: Fraction, *, inclusive: bool) -> bool:
        """Whether ``measured`` keeps the rule; ``inclusive`` reads ``<`` as ``<=``."""
        bound = Fraction(self.value)
        if measured == bound:
            return self.operator in ("<=", ">=", "==") or (
                inclusive and self.operator in ("<", ">")
            )
        if self.operator in ("<", "<="):
            return measured < bound
        return measured > bound if self.operator in (">", ">=") else False


def _file_size(measurement: Measurement, reading: Reading) -> Fraction | None:
    size = measurement.size
    return None if size is None else Fraction(size, reading.megabyte)


def _width(measurement: Measurement, reading: Reading) -> Fraction | None:
    sides = measurement.sides(displayed=reading.displayed)
    return None if sides is None else Fraction(sides[0])


def _height(measurement: Measurement, reading: Reading) -> Fraction | None:
    sides = measurement.sides(displayed=reading.displayed)
    return None if sides is None else Fraction(sides[1])


def _aspect_ratio(measurement: Measurement, reading: Reading) -> Fraction | None:
    sides = measurement.sides(displayed=reading.displayed)
    return None if sides is None or not sides[1] else Fraction(sides[0], sides[1])


_METRICS: Mapping[str, Callable[[Measurement, Reading], Fraction | None]] = {
    "file_size_mb": _file_size,
    "width_pixels": _width,
    "height_pixels": _height,
    "width/height": _aspect_ratio,
}


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that one file breaks; ``certain`` when it does so under every reading."""

    code: str
    rule: Rule
    measured: str
    certain: bool


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the rules say of one file, all of them taken together."""

    verdict: Verdict
    violations: tuple[Violation, ...] = ()
    unmeasured: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class MediaField:
    """Where an endpoint takes files, of what kind, by which rules.

    ``path`` holds wire names from the root, ``None`` for every key of a map.
    """

    path: tuple[str | None, ...]
    kind: MediaKind
    rules: tuple[Rule, ...] = ()

    def check(self, file: File) -> Judgement:
        """Measure one file by its first bytes and judge it; a URL is not fetched.

        Raises ``InvalidMedia`` when ``file`` is none.
        """
        from .media import MediaSource

        return self.judge(MediaSource.of(file).measure())

    def judge(self, measurement: Measurement) -> Judgement:
        """Judge one file by its measurements; see :func:`judge`."""
        return judge(self.rules, measurement)


def judge(rules: Iterable[Rule], measurement: Measurement) -> Judgement:
    """The joint verdict of ``rules`` on one file.

    Under each reading the file is good, bad, or not known (a metric is missing and nothing else is
    bad). Bad under all: fail. Bad under some: borderline. Else unknown if any is not known.
    """
    rules = tuple(rules)
    outcomes = {
        _outcome(rules, measurement, reading, inclusive=inclusive)
        for reading in READINGS
        for inclusive in (False, True)
    }
    if outcomes == {False}:
        verdict: Verdict = "fail"
    elif False in outcomes:
        verdict = "borderline"
    else:
        verdict = "unknown" if None in outcomes else "pass"
    found = (_violation(rule, measurement) for rule in rules)
    return Judgement(
        verdict,
        tuple(violation for violation in found if violation is not None),
        tuple(rule for rule in rules if rule.measured(measurement, READINGS[0]) is None),
    )


def _outcome(
    rules: tuple[Rule, ...], measurement: Measurement, reading: Reading, *, inclusive: bool
) -> bool | None:
    known = [(rule, rule.measured(measurement, reading)) for rule in rules]
    if any(
        value is not None and not rule.holds(value, inclusive=inclusive) for rule, value in known
    ):
        return False
    return None if any(value is None for _, value in known) else True


def _violation(rule: Rule, measurement: Measurement) -> Violation | None:
    values = [rule.measured(measurement, reading) for reading in READINGS]
    known = [value for value in values if value is not None]
    held = [rule.holds(value, inclusive=loose) for value in known for loose in (False, True)]
    if all(held):
        return None
    shown = " or ".join(dict.fromkeys(_decimal(value) for value in known))
    code = f"media.{rule.metric.replace('/', '_per_')}.{_OPERATOR_NAMES.get(rule.operator, 'rule')}"
    return Violation(code, rule, shown, certain=not any(held))


_OPERATOR_NAMES = {"<": "below", "<=": "at_most", ">": "above", ">=": "at_least", "==": "equal"}


def _decimal(value: Fraction) -> str:
    """``value`` for a person: exact when it is short, else to four places."""
    return str(value) if value.denominator == 1 else f"{float(value):.4f}".rstrip("0").rstrip(".")
