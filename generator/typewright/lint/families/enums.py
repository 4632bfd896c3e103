"""TW21: lists of values."""

from collections.abc import Iterator
from typing import Final

from typewright.catalogue.findings import quoted
from typewright.catalogue.model import Json
from typewright.diagnostics import Severity
from typewright.lint.model import Fix, Found, Operation, Spot
from typewright.lint.registry import rule

_FEWEST: Final = 3  # integers in a row that are a range rather than a choice


def _enum(spot: Spot) -> list[Json]:
    values = spot.schema.get("enum")
    return values if isinstance(values, list) else []


@rule("TW210", "single-value-enum", Severity.INFO, fix="unsafe", keywords=("enum",))
def single_value_enum(spot: Spot) -> Iterator[Found]:
    """An enum of one value.

    What it finds
        A choice without a choice.
    Why it matters
        Callers wonder what the others were. A constant says that there are none.
    Bad
        {"type": "string", "enum": ["standard"]}
    Good
        {"type": "string", "const": "standard"}
    """
    values = _enum(spot)
    if len(values) == 1:
        operations: list[Operation] = [
            {"op": "remove", "path": f"{spot.pointer}/enum"},
            {"op": "add", "path": f"{spot.pointer}/const", "value": values[0]},
        ]
        message = f"{quoted(values[0])} is the only choice"
        yield Found(
            "/enum",
            message,
            "make it a const, or ask the vendor for the others",
            fix=Fix(False, operations),
        )


@rule("TW211", "enum-of-a-range", Severity.INFO, fix="safe", keywords=("enum",))
def enum_of_a_range(spot: Spot) -> Iterator[Found]:
    """An enum lists the integers of a range.

    What it finds
        Three or more integers in a row, as in 1, 2, ... 15.
    Why it matters
        Two numbers say the same; a list of them hides a gap, and every change of the limit is a
        change of the type.
    Bad
        {"type": "integer", "enum": [1, 2, 3, 4]}
    Good
        {"type": "integer", "minimum": 1, "maximum": 4}
    """
    if spot.types != ("integer",):
        return
    numbers = [value for value in _enum(spot) if type(value) is int]
    if len(numbers) < max(_FEWEST, len(_enum(spot))):
        return
    least, most = min(numbers), max(numbers)
    whole = sorted(numbers) == list(range(least, most + 1))
    if whole and not {"minimum", "maximum", "const"} & spot.schema.keys():
        operations: list[Operation] = [
            {"op": "remove", "path": f"{spot.pointer}/enum"},
            {"op": "add", "path": f"{spot.pointer}/minimum", "value": least},
            {"op": "add", "path": f"{spot.pointer}/maximum", "value": most},
        ]
        message = f"the enum is every integer from {least} to {most}"
        yield Found(
            "/enum", message, f'"minimum": {least}, "maximum": {most}', fix=Fix(True, operations)
        )


@rule("TW212", "label-in-value", Severity.INFO, keywords=("enum",))
def label_in_value(spot: Spot) -> Iterator[Found]:
    """Values carry labels for people.

    What it finds
        Enum values such as ``2048x2048 (1:1)``, where a label in brackets is sent too.
    Why it matters
        The text of a label is part of the protocol: whoever rewords it breaks every caller.
    Bad
        {"enum": ["2048x2048 (1:1)", "2304x1728 (4:3)"]}
    Good
        {"enum": ["2048x2048", "2304x1728"]}
    """
    labelled = spot.choices.labelled
    if labelled:
        message = (
            f"{len(labelled)} of {len(_enum(spot))} values carry a label, as {quoted(labelled[0])}"
        )
        yield Found(
            "/enum", message, "send the whole text; ask the vendor for values without labels"
        )


@rule("TW213", "tiers-and-sizes", Severity.INFO, keywords=("enum",))
def tiers_and_sizes(spot: Spot) -> Iterator[Found]:
    """One enum mixes tiers and sizes.

    What it finds
        Values like ``2K`` beside values like ``2304x1728``.
    Why it matters
        A tier leaves the shape to the model and a size does not: they are two arguments in one.
    Bad
        {"enum": ["2K", "2304x1728 (4:3)"]}
    Good
        {"enum": ["2304x1728 (4:3)", "1728x2304 (3:4)"]}
    """
    tier, size = spot.choices.tier, spot.choices.size
    if tier and size:
        message = f"tiers and sizes are mixed: {quoted(tier)} and {quoted(size)}"
        yield Found(
            "/enum", message, "choose sizes where the shape matters: a tier leaves it to the model"
        )


@rule("TW214", "wrong-ratio-label", Severity.WARNING, keywords=("enum",))
def wrong_ratio_label(spot: Spot) -> Iterator[Found]:
    """A label names a ratio that the size does not have.

    What it finds
        A size with a ratio beside it that width and height do not make: 2848x1600 is 89:50.
        Not where the label says that it is about that ("~16:9").
    Why it matters
        A picture that is cropped or placed by the label is off by some pixels.
    Bad
        {"enum": ["2848x1600 (16:9)"]}
    Good
        {"enum": ["2560x1440 (16:9)"]}
    """
    for index, message in spot.choices.mislabelled:
        yield Found(f"/enum/{index}", message, "compute with the size, not with the label")


@rule("TW215", "repeated-label", Severity.WARNING, keywords=("enum",))
def repeated_label(spot: Spot) -> Iterator[Found]:
    """Two values have the same label.

    What it finds
        A label in brackets that several sizes of one enum carry; not where it is what stands before
        the brackets that is read, as in "English (US)" and "Spanish (US)".
    Why it matters
        A form that shows labels shows two entries that cannot be told apart.
    Bad
        {"enum": ["2048x2048 (1:1)", "3072x3072 (1:1)"]}
    Good
        {"enum": ["2048x2048 (1:1)", "3072x3072 (1:1, large)"]}
    """
    twice = spot.choices.repeated
    if twice:
        message = f"several values are labelled {', '.join(map(quoted, twice[:4]))}"
        more = f" and {len(twice) - 4} more labels" if len(twice) > 4 else ""
        yield Found("/enum", message + more, "show the whole value, not its label")


@rule("TW216", "missing-counterpart", Severity.INFO, keywords=("enum",))
def missing_counterpart(spot: Spot) -> Iterator[Found]:
    """A ratio is offered in one direction only.

    What it finds
        An enum in which other ratios come in both directions, with 21:9 and no 9:21.
    Why it matters
        Often an oversight; where it is not, callers want to know before they ask for it.
    Bad
        {"enum": ["16:9", "9:16", "21:9"]}
    Good
        {"enum": ["16:9", "9:16", "21:9", "9:21"]}
    """
    alone = spot.choices.one_way
    if alone:
        missing = ", ".join(f"{b}:{a}" for a, b in alone)
        message = f"{', '.join(':'.join(pair) for pair in alone)} without {missing}"
        yield Found(
            "/enum", message, "ask the vendor whether the other direction is meant to be missing"
        )


@rule("TW217", "boolean-like-enum", Severity.INFO, keywords=("enum",))
def boolean_like_enum(spot: Spot) -> Iterator[Found]:
    """An enum is a boolean in disguise.

    What it finds
        Two values that mean yes and no: ``"on"`` and ``"off"``, ``"true"`` and ``"false"``; not
        those of a language, where "si" and "no" are codes.
    Why it matters
        Callers send a boolean, and are refused.
    Bad
        {"type": "string", "enum": ["on", "off"]}
    Good
        {"type": "boolean"}
    """
    if spot.choices.boolean and "lang" not in spot.name:  # "si" and "no" are languages, too
        message = f"{' and '.join(map(quoted, _enum(spot)))} are a boolean in words"
        yield Found("/enum", message, "send the text; ask the vendor for a boolean")
