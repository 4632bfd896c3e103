"""What a docstring says about a field: the vendor's words, then its limits and its default."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import zip_longest

from typewright.codegen.literals import literal
from typewright.ir import naming
from typewright.ir.media import rules_of
from typewright.ir.model import (
    Array,
    Default,
    Endpoint,
    Field,
    Map,
    Nullable,
    Number,
    Outline,
    Rule,
    Text,
    Type,
    Union,
)

_LONGEST_DEFAULT = 60
"""Columns of a default in a docstring; some vendors give a whole prompt as one."""

_METRICS = {
    "file_size_mb": ("size", " MB"),
    "width_pixels": ("width", " px"),
    "height_pixels": ("height", " px"),
    "width/height": ("width/height", ""),
}
_LOWER = {">": "<", ">=": "<="}
"""Operators of a lower bound, as they read from the other side."""


def endpoint_title(endpoint: Outline) -> str:
    """``Seedream 4.0 Edit (`bytedance/seedream-4-0/edit`)``."""
    return f"{endpoint.title} (`{endpoint.id}`)" if endpoint.title else f"`{endpoint.id}`"


def endpoint_facts(endpoint: Endpoint) -> str:
    """``Image-to-video. $0.05 per second: at 720p.``; empty where nothing is known."""
    categories = ", ".join(endpoint.categories)
    facts = [f"{categories[:1].upper()}{categories[1:]}."] if categories else []
    if endpoint.price is not None:
        note = f": {endpoint.price.note.rstrip('.')}" if endpoint.price.note else ""
        facts.append(f"${endpoint.price.usd} per {endpoint.price.unit}{note}.")
    return " ".join(facts)


def field_paragraphs(field: Field, width: int) -> tuple[str, ...]:
    """The docstring of one field: what it is, then its limits, media rules and default.

    The facts join the description where both fit one line of ``width`` columns; else they are a
    paragraph of their own.
    """
    spelling = naming.words(field.wire) or field.name
    name = field.title.strip() or spelling.replace("_", " ").capitalize()
    words = _sentence(field.description.strip() or name)
    limits = " ".join(_limits(field.type))
    parts = (limits, _rules_sentence(field.type), _default_sentence(field.default))
    facts = " ".join(part for part in parts if part)
    joined = f"{words} {facts}".strip()
    if "\n" not in joined and len(joined) <= width:
        return (joined,)
    return tuple(part for part in (words, facts) if part)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…", ":", "。", "！", "？")) else f"{text}."


def _limits(kind: Type) -> list[str]:
    match kind:
        case Nullable(inner=inner):
            return _limits(inner)
        case Text():
            shape = [f"Matches `{kind.pattern}`."] if kind.pattern is not None else []
            return _range("character", "characters", kind.min_length, kind.max_length) + shape
        case Array(items=items):
            of_each = _limits(items)
            each = [f"Each: {' '.join(of_each)}"] if of_each else []
            return [*_range("item", "items", kind.min_items, kind.max_items), *each]
        case Number():
            return _number_limits(kind)
        case _:
            return []


def _range(one: str, many: str, low: int | None, high: int | None) -> list[str]:
    def counted(count: int) -> str:
        return f"{count} {one if count == 1 else many}"

    if low and high is not None:
        return [f"Exactly {counted(low)}."] if low == high else [f"{low} to {counted(high)}."]
    if high is not None:
        return [f"At most {counted(high)}."]
    return [f"At least {counted(low)}."] if low else []


def _number_limits(kind: Number) -> list[str]:
    low, high = kind.minimum, kind.maximum
    parts = [f"From {low} to {high}."] if low is not None and high is not None else []
    if not parts:
        parts += [f"At least {low}."] if low is not None else []
        parts += [f"At most {high}."] if high is not None else []
    parts += _given("More than {}.", kind.exclusive_minimum)
    parts += _given("Less than {}.", kind.exclusive_maximum)
    return parts + _given("A multiple of {}.", kind.multiple_of)


def _given(text: str, value: float | None) -> list[str]:
    return [] if value is None else [text.format(value)]


def _rules_sentence(kind: Type) -> str:
    rules = rules_of(kind)
    if not rules:
        return ""
    subject = "Each file" if _holds_many(kind) else "The file"
    return f"{subject}: {', '.join(_rule_words(rules))}."


def _holds_many(kind: Type) -> bool:
    match kind:
        case Nullable(inner=inner):
            return _holds_many(inner)
        case Union(members=members):
            return any(map(_holds_many, members))
        case _:
            return isinstance(kind, Array | Map)


def _rule_words(rules: tuple[Rule, ...]) -> Iterator[str]:
    """Each metric once, with both its bounds: ``300 < width < 6000 px``."""
    for metric in dict.fromkeys(rule.metric for rule in rules):
        name, unit = _METRICS.get(metric, (metric, ""))
        lower = [rule for rule in rules if rule.metric == metric and rule.operator in _LOWER]
        upper = [rule for rule in rules if rule.metric == metric and rule.operator not in _LOWER]
        for low, high in zip_longest(lower, upper):
            if low is None:
                yield f"{name} {high.operator} {_plain(high.value)}{unit}"
            elif high is None or high.operator == "==":
                yield f"{name} {low.operator} {_plain(low.value)}{unit}"
            else:
                bounds = f"{_plain(low.value)} {_LOWER[low.operator]} {name}"
                yield f"{bounds} {high.operator} {_plain(high.value)}{unit}"


def _plain(value: str) -> str:
    number = Fraction(value)
    return str(number.numerator) if number.denominator == 1 else value


def _default_sentence(default: Default | None) -> str:
    if default is None or default.value in (None, ""):
        return ""
    shown = literal(default.value)
    if len(shown) > _LONGEST_DEFAULT:
        shown = f"{shown[: _LONGEST_DEFAULT - 1]}…"
    return f"Default: `{shown}`."
