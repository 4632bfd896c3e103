"""What a schema says about values: limits that can be met, defaults and enums that keep them."""

import math
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import chain, islice, product
from typing import Final, NamedTuple

from typewright.catalogue.findings import finding, quoted
from typewright.catalogue.judgeable import Judgeable
from typewright.catalogue.messages import CORRECT, pointer_to
from typewright.catalogue.model import Document, Json
from typewright.catalogue.plainly import are_plainly_of
from typewright.catalogue.pointers import mapping
from typewright.catalogue.required import Declarations
from typewright.catalogue.schema import Subschemas, Walked
from typewright.catalogue.validation import Violation, exact
from typewright.diagnostics import Diagnostic, Severity

_PAIRS: Final = (
    ("minLength", "maxLength"),
    ("minItems", "maxItems"),
    ("minProperties", "maxProperties"),
)
_MOST: Final = 2**31 - 1  # characters, items, properties
_LOWER: Final = ("minimum", "exclusiveMinimum")
_UPPER: Final = ("maximum", "exclusiveMaximum")
_EXCLUSIVE: Final = ("exclusiveMinimum", "exclusiveMaximum")

_HARMLESS: Final = frozenset(
    (*_LOWER, *_UPPER, "multipleOf", "uniqueItems", *(name for pair in _PAIRS for name in pair))
)
"""Keywords that a default may break while the generated module stays well typed."""

_LIMITING: Final = frozenset(("required", "enum", *_HARMLESS))


def check_limits(document: Document, schemas: Walked, prefix: str) -> Iterator[Diagnostic]:
    """TW120 and TW121 for those of ``schemas``, below ``prefix`` of a document, that declare
    something."""
    declarations = Declarations(schemas.every)
    for pointer, schema in schemas.declaring:
        if _LIMITING.isdisjoint(schema):
            continue
        at = f"{prefix}{pointer}"
        for index, name in declarations.phantoms(pointer, schema).items():
            yield _phantom(document, schema, f"{at}/required/{index}", name)
        if schema.get("enum") == []:
            message = "the enum is empty: nothing can satisfy it"
            yield finding(document, f"{at}/enum", "TW121", message, CORRECT)
        if _HARMLESS.isdisjoint(schema):
            continue
        yield from _counts(document, schema, at)
        for lower, upper in _PAIRS:
            least, most = _number(schema, lower), _number(schema, upper)
            if least is not None and most is not None and least > most:
                message = f"{lower} {least} is above {upper} {most}: nothing can satisfy both"
                yield finding(document, f"{at}/{lower}", "TW121", message, CORRECT)
        yield from _interval(document, schema, at)


def _counts(document: Document, schema: Mapping[str, Json], at: str) -> Iterator[Diagnostic]:
    """TW121 for a length that no text or list can have, and that pydantic cannot hold."""
    for keyword in chain.from_iterable(_PAIRS):
        count = _number(schema, keyword)
        if count is not None and count > _MOST:
            message = f"{keyword} {quoted(count)} is more than {_MOST:,}: nothing is so long"
            yield finding(document, f"{at}/{keyword}", "TW121", message, CORRECT)


def _phantom(document: Document, schema: Mapping[str, Json], at: str, name: str) -> Diagnostic:
    message = f"{quoted(name)} is required, and there is no such property"
    known = ", ".join(map(quoted, islice(mapping(schema.get("properties")), 8))) or "none"
    return finding(document, at, "TW120", message, f"the properties are: {known}; {CORRECT}")


def _interval(document: Document, schema: Mapping[str, Json], at: str) -> Iterator[Diagnostic]:
    """TW121 if no number lies between a lower and an upper bound, or no multiple that is asked."""
    whole = _is_whole(schema.get("type"))
    numbers = "no integer" if whole else "no number"
    multiple = _number(schema, "multipleOf")
    for lower, upper in product(_LOWER, _UPPER):
        least, most = _number(schema, lower), _number(schema, upper)
        if least is None or most is None:
            continue
        bounds = _Interval(exact(least), exact(most), lower in _EXCLUSIVE, upper in _EXCLUSIVE)
        words = f"{numbers} satisfies both {lower} {least} and {upper} {most}"
        if bounds.is_empty(Fraction(1) if whole else None):
            yield finding(document, f"{at}/{lower}", "TW121", words, CORRECT)
            return
        if multiple is not None and multiple > 0 and bounds.is_empty(_step(multiple, whole)):
            words = f"{numbers} satisfies {lower} {least}, {upper} {most} and multipleOf {multiple}"
            yield finding(document, f"{at}/multipleOf", "TW121", words, CORRECT)
            return


def _is_whole(types: Json) -> bool:
    """Whether numbers of ``types`` are integers."""
    some = types if isinstance(types, list) else [types]
    return "integer" in some and "number" not in some


def _step(multiple: float, whole: bool) -> Fraction:
    """What the values are multiples of: the integers among those of 3/2 are the multiples of 3."""
    step = exact(multiple)
    return Fraction(step.numerator) if whole else step


class _Interval(NamedTuple):
    """Numbers from ``least`` to ``most``, without those where it is ``above`` or ``below``."""

    least: Fraction
    most: Fraction
    above: bool
    below: bool

    def is_empty(self, step: Fraction | None) -> bool:
        """Whether it holds no multiple of ``step``; no number at all, when that is ``None``."""
        if step is None:
            return self.least > self.most or (
                self.least == self.most and (self.above or self.below)
            )
        least, most = self.least / step, self.most / step
        first = math.floor(least) + 1 if self.above else math.ceil(least)
        last = math.ceil(most) - 1 if self.below else math.floor(most)
        return first > last


def check_values(
    document: Document, schemas: Subschemas, prefix: str, judged: Judgeable
) -> Iterator[Diagnostic]:
    """TW204 for the enums and defaults of those of ``schemas`` that can be ``judged``.

    An error where the generated module would hold a default that its own types refuse.
    """
    judge, barred = judged.judge, judged.barred
    for pointer, schema in schemas:
        if pointer in barred:
            continue
        at = f"{prefix}{pointer}"
        types, enum = schema.get("type"), schema.get("enum")
        if types is not None and isinstance(enum, list) and not are_plainly_of(enum, types):
            typed = {word: schema[word] for word in ("type", "nullable") if word in schema}
            for index, value in enumerate(enum):
                if any(judge(typed, value)):
                    message = f"{quoted(value)} in the enum is not of type {quoted(types)}"
                    yield finding(document, f"{at}/enum/{index}", "TW204", message, CORRECT)
        if "default" in schema:
            violations = list(judge(schema, schema["default"]))
            mistyped = {each.path for each in violations if each.keyword == "type"}
            for violation in violations:
                if violation.keyword not in ("enum", "const") or violation.path not in mistyped:
                    yield _default(document, violation, f"{at}/default")


def _default(document: Document, violation: Violation, at: str) -> Diagnostic:
    value, limit = quoted(violation.value), quoted(violation.limit)
    several = violation.keyword == "oneOf" and not violation.branches
    match violation.keyword:
        case "enum":
            message = f"the default {value} is not in the enum {limit}"
        case "const":
            message = f"the default {value} is not the const {limit}"
        case "type":
            message = f"the default {value} is not of type {limit}"
        case "anyOf" | "oneOf":
            message = f"the default {value} matches {'several' if several else 'no'} alternatives"
        case _:
            message = f"the default {value} does not satisfy {violation.keyword} {limit}"
    harmless = several or violation.keyword in _HARMLESS
    severity = Severity.WARNING if harmless else Severity.ERROR
    place = pointer_to(at, violation)
    return finding(document, place, "TW204", message, CORRECT, severity=severity)


def _number(schema: Mapping[str, Json], keyword: str) -> int | float | None:
    value = schema.get(keyword)
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None
