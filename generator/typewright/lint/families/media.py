"""TW4: the rules on files."""

import json
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from typewright.catalogue.model import EndpointSource, Json
from typewright.catalogue.places import Placed
from typewright.catalogue.rules import METRICS
from typewright.diagnostics import Diagnostic, Severity
from typewright.ir.media_kind import kind_by_context
from typewright.lint.kinds import besides_null, kinds_of
from typewright.lint.model import Fix, Found, Operation, Spot, Subject, Whole
from typewright.lint.region import empty
from typewright.lint.registry import rule
from typewright.lint.reported import Reported, told

_RULES: Final = ("validations",)
_DEFINITION: Final = re.compile(r"/\$defs/[A-Za-z0-9_]+")
"""Where what is shared stands; any other name would have to be escaped in a reference."""


@rule("TW401", "rules-on-array", Severity.WARNING, fix="unsafe", keywords=_RULES)
def rules_on_array(spot: Spot) -> Iterator[Found]:
    """Media rules stand on a list instead of its items.

    What it finds
        ``validations`` on an array.
    Why it matters
        A list has no width. Whether each file or all of them together must keep to 10 MB is a guess.
    Bad
        {"type": "array", "items": {"format": "image_uri"}, "validations": [...]}
    Good
        {"type": "array", "items": {"format": "image_uri", "validations": [...]}}
    """
    at, given = besides_null(spot.schema)
    if kinds_of(given) != ("array",):
        return
    items, rules = given.get("items"), spot.schema["validations"]
    moved: dict[str, Json] = (
        {**items, "validations": rules}
        if isinstance(items, dict)
        else {"type": "string", "validations": rules}
    )
    operations: list[Operation] = [
        {"op": "remove", "path": f"{spot.pointer}/validations"},
        {"op": "add", "path": f"{spot.pointer}{at}/items", "value": moved},
    ]
    taken = isinstance(items, dict) and ("validations" in items or "$ref" in items)
    message = (
        "the rules are on the list: whether each file or all together must keep them is not said"
    )
    yield Found(
        "/validations",
        message,
        "put them on the items, if each file must keep them",
        None if taken else Fix(False, operations),
    )


@rule("TW402", "unknown-rule", Severity.ERROR, scope="reported")
def unknown_rule(whole: Whole, found: Sequence[Diagnostic]) -> Reported:
    """A media rule of an unknown metric or operator.

    What it finds
        A rule that is not ``metric operator``, or whose metric nobody measures.
    Why it matters
        It is not checked before the upload, and a typo in it never is.
    Bad
        {"validation_rule": "widht_pixels<", "validation_value": 6000}
    Good
        {"validation_rule": "width_pixels<", "validation_value": 6000}
    """
    return told(found)


@rule("TW408", "bound-on-one-side", Severity.INFO, keywords=_RULES)
def bound_on_one_side(spot: Spot) -> Iterator[Found]:
    """A metric is bounded on one side only.

    What it finds
        Pixels or a ratio with an upper bound and no lower one, or the reverse. File sizes need none.
    Why it matters
        The other bound exists on the server all the same.
    Bad
        {"validations": [{"validation_rule": "width_pixels>", "validation_value": 14}]}
    Good
        {"validations": [{"validation_rule": "width_pixels>", "validation_value": 14}, {"validation_rule": "width_pixels<", "validation_value": 6000}]}
    """
    sides: dict[str, dict[str, str]] = {}
    rules = spot.media_rules
    stated = spot.schema["validations"]
    well_formed = isinstance(stated, list) and len(rules) == len(stated)
    if not well_formed or any(each.metric not in METRICS for _, each in rules):
        return  # what another rule bounds nobody knows
    for at, each in rules:
        if each.metric != "file_size_mb":
            both = ("upper", "lower") if each.operator == "==" else (each.side,)
            for side in both:
                sides.setdefault(each.metric, {}).setdefault(side, at)
    for metric, found in sides.items():
        if len(found) == 1:
            ((side, at),) = found.items()
            there, missing = ("an upper", "lower") if side == "upper" else ("a lower", "upper")
            message = f"{metric} has {there} bound and no {missing} one"
            yield Found(f"{at}/validation_rule", message, "ask the vendor for the other")


@rule("TW409", "repeated-rules", Severity.INFO, scope="subject", fix="safe")
def repeated_rules(subject: Subject) -> Iterator[Found]:
    """The same list of rules stands in two places.

    What it finds
        ``validations`` that are equal, word for word, to those of another property.
    Why it matters
        One is changed and the other forgotten. A ``$ref`` keeps them together.
    Bad
        {"first": {"validations": [{"validation_rule": "width_pixels<", "validation_value": 9}]}, "last": {"validations": [{"validation_rule": "width_pixels<", "validation_value": 9}]}}
    Good
        {"first": {"$ref": "#/$defs/first_rules"}, "last": {"$ref": "#/$defs/first_rules"}}
    """
    alike: dict[str, list[Spot]] = {}
    for spot in subject.spots:
        if spot.schema.get("validations") and "$ref" not in spot.schema:
            key = json.dumps(spot.schema["validations"], sort_keys=True)
            alike.setdefault(key, []).append(spot)
    for spots in alike.values():
        owner = next((each for each in spots if _is_definition(each)), spots[0])
        for spot in spots:
            if spot is not owner:
                message = f"the same rules as at {owner.pointer or '/'}"
                advice = "define them once under $defs, and refer to them"
                fix = _shared(subject, owner, spot)
                yield Found(f"{spot.pointer}/validations", message, advice, fix)


def _is_definition(spot: Spot) -> bool:
    """Whether it stands under ``$defs`` and has the rules alone, so that any may refer to it."""
    place = spot.pointer.removeprefix(spot.subject.root)
    return _DEFINITION.fullmatch(place) is not None and list(spot.schema) == ["validations"]


def _shared(subject: Subject, owner: Spot, spot: Spot) -> Fix | None:
    """Both as references to one definition; none where what stands beside a reference would be
    ignored, as before 2019-09, or where the rules would have to move first (TW401)."""
    early = "/draft-0" in str(subject.schema.get("$schema"))
    if early or any("array" in kinds_of(besides_null(e.schema)[1]) for e in (owner, spot)):
        return None
    operations: list[Operation] = []
    place = owner.pointer.removeprefix(subject.root)
    if not _is_definition(owner):
        defs = subject.schema.get("$defs")
        known = defs if isinstance(defs, dict) else {}
        name = re.sub(r"[^A-Za-z0-9_]", "_", f"{owner.name or 'media'}_rules")
        while name in known:
            name += "_"
        value = {**known, name: {"validations": owner.schema["validations"]}}
        operations += [{"op": "add", "path": f"{subject.root}/$defs", "value": value}]
        place = f"/$defs/{name}"
        operations += _referring(owner, place)
    return Fix(True, [*operations, *_referring(spot, place)])


def _referring(spot: Spot, place: str) -> list[Operation]:
    """``spot`` with a reference to the rules at ``place`` instead of its own."""
    return [
        {"op": "remove", "path": f"{spot.pointer}/validations"},
        {"op": "add", "path": f"{spot.pointer}/$ref", "value": f"#{place}"},
    ]


@rule("TW410", "contradictory-rules", Severity.ERROR, keywords=_RULES)
def contradictory_rules(spot: Spot) -> Iterator[Found]:
    """No file can keep all the rules.

    What it finds
        Bounds on size, width, height and ratio that exclude each other, also across metrics: at
        least 300 wide, at most 100 high, and a ratio below 2.
    Why it matters
        Every file is refused.
    Bad
        {"validations": [{"validation_rule": "width_pixels>", "validation_value": 6000}, {"validation_rule": "width_pixels<", "validation_value": 300}]}
    Good
        {"validations": [{"validation_rule": "width_pixels>", "validation_value": 300}, {"validation_rule": "width_pixels<", "validation_value": 6000}]}
    """
    rules = [pair for pair in spot.media_rules if pair[1].metric in METRICS]
    clash = empty(tuple((each.metric, each.operator, each.value) for _, each in rules))
    if clash is not None:
        few = [rules[index] for index in sorted(clash)]
        named = ", ".join(f"{each.metric} {each.operator} {each.shown}" for _, each in few)
        yield Found(
            f"{few[-1][0]}/validation_rule",
            f"no file keeps all of {named}",
            "ask the vendor which of them holds",
        )


@rule("TW411", "rule-against-page", Severity.WARNING, scope="endpoint")
def rule_against_page(source: EndpointSource) -> Iterator[tuple[Placed, Found]]:
    """A rule contradicts the vendor's page.

    What it finds
        A limit on the size of a file that is not the one which the page states for files of its
        kind.
    Why it matters
        The page invites a file of 50 MB that the endpoint refuses.
    Bad
        {"validation_rule": "file_size_mb<", "validation_value": 10} where the page says 50 MB
    Good
        {"validation_rule": "file_size_mb<", "validation_value": 50} where the page says 50 MB
    """
    facts = source.meta.data.get("file_inputs") if isinstance(source.meta.data, dict) else None
    subject = Subject(source.input, "input", source)
    for spot in subject.spots if isinstance(facts, dict) else ():
        kind = kind_by_context(spot.schema, spot.name)
        limit = facts.get(f"{kind}_max_bytes") if isinstance(facts, dict) else None
        for at, each in spot.media_rules if isinstance(limit, int) else ():
            upper = each.metric == "file_size_mb" and each.side == "upper"
            if (
                upper
                and isinstance(limit, int)
                and limit not in (each.value * 10**6, each.value * 2**20)
            ):
                page = (
                    format(Decimal(limit) / 10**6, "f").rstrip("0").rstrip(".")
                    if limit % 10**6
                    else str(limit // 10**6)
                )
                message = f"the rule says {each.shown} MB, the vendor's page {page} MB"
                yield source.input, Found(
                    f"{spot.pointer}{at}/validation_value", message, "keep to the smaller one"
                )
