"""Two schemas side by side, all the way down: which types they allow, and what each holds."""

import json
from collections.abc import Iterator
from dataclasses import replace

from typewright.catalogue.model import Json
from typewright.diff.accepting import accepting
from typewright.diff.differences import EXTRA, ITEMS, Difference, Pair, said
from typewright.diff.located import Located
from typewright.diff.media_rules import compare_rules
from typewright.diff.objects import compare_members
from typewright.diff.parts import Part, Shape
from typewright.diff.shapes import compare_shapes
from typewright.diff.texts import compare_texts
from typewright.diff.types import match, type_changes
from typewright.diff.values import key

_OVERLAP = (
    "alternatives that exclude each other (oneOf) changed, and what that does to one value cannot "
    "be judged; read both schemas"
)
_UNPAIRED = "the alternatives of this type cannot be told which became which; read both schemas"
_NOT_TOLD = "what the change refuses is not known"


def compare_parts(pair: Pair) -> Iterator[Difference]:
    """Everything that differs between the two parts of ``pair`` and below them."""
    yield from compare_texts(pair)
    yield from _defaults(pair)
    if pair.direction == "request":
        yield from compare_rules(pair)
    if pair.old.exclusive or pair.new.exclusive:
        if _canonical(pair.old, pair) != _canonical(pair.new, pair):
            yield pair.found("cannot-be-judged", _OVERLAP, "oneOf", unprovable=_NOT_TOLD)
        return
    matched = match(pair)
    if matched is None:
        if _canonical(pair.old, pair) != _canonical(pair.new, pair):
            yield pair.found("cannot-be-judged", _UNPAIRED, "anyOf", unprovable=_NOT_TOLD)
        return
    yield from type_changes(pair, matched)
    for old, new in matched.pairs:
        yield from _inside(pair, old, new)


def _canonical(part: Part, pair: Pair) -> str:
    """What ``part`` accepts, as a text that is equal for equal schemas in any order of keys."""
    return json.dumps(accepting(part, pair.direction), sort_keys=True)


def _defaults(pair: Pair) -> Iterator[Difference]:
    old, new = pair.old.source.words, pair.new.source.words
    if "default" in old and "default" in new:
        if key(old["default"]) != key(new["default"]):
            moved = f"{said([old['default']])} -> {said([new['default']])}"
            words = f"the default is another, {moved}: {_advice(pair, old['default'])}"
            yield pair.found("default-changed", words, "default")
    elif "default" in new:
        words = f"the default is {said([new['default']])} now, there was none; nothing to do"
        yield pair.found("default-added", words, "default")
    elif "default" in old:
        words = f"the default {said([old['default']])} is gone: {_advice(pair, old['default'])}"
        yield pair.found("default-removed", words, "default")


def _advice(pair: Pair, before: Json) -> str:
    if pair.direction == "response":
        return "nothing to do"
    return f"pass {said([before])} to get what you got"


def _inside(pair: Pair, old: Shape, new: Shape) -> Iterator[Difference]:
    """Differences of two shapes that stand for each other, and of what they hold."""
    yield from compare_shapes(pair, old, new)
    if old.items is not None and new.items is not None:
        yield from compare_parts(pair.inside(ITEMS, old.items, new.items))
    if old.type == new.type == "object" and old.values is None and new.values is None:
        yield from compare_members(pair, old, new)
        yield from _named(pair, old, new)
        yield from _unnamed(pair, old, new)


def _named(pair: Pair, old: Shape, new: Shape) -> Iterator[Difference]:
    """What changed inside of the properties that both sides have."""
    for name, before in old.properties.items():
        if name in new.properties:
            yield from compare_parts(
                pair.inside(("properties", name), before, new.properties[name])
            )


def _unnamed(pair: Pair, old: Shape, new: Shape) -> Iterator[Difference]:
    """What changed for members without a name of their own."""
    before, after = old.extra, new.extra
    if pair.direction == "response":  # responses are open, whatever they say
        anything = Part(Located({}, new.source.at), (Shape("any", Located({}, new.source.at)),))
        before, after = before or anything, after or anything
    if before is not None and after is not None:
        yield from compare_parts(pair.inside(EXTRA, before, after))
    elif before is not None:
        words = "members beside the named ones may no longer be sent"
        found = pair.between(old, new, "type-narrowed", words, "additionalProperties", name="extra")
        yield replace(found, steps=(*pair.steps, EXTRA))
    elif after is not None:
        words = "members beside the named ones may be sent now"
        found = pair.between(old, new, "type-widened", words, "additionalProperties")
        yield replace(found, steps=(*pair.steps, EXTRA))
