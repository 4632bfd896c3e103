"""The named members of an object: which there are, and which must be there."""

import json
from collections.abc import Iterator

from typewright.catalogue.places import escape
from typewright.diff.accepting import accepting
from typewright.diff.differences import Difference, Pair, said
from typewright.diff.parts import Shape
from typewright.diff.taxonomy import Kind


def compare_members(pair: Pair, old: Shape, new: Shape) -> Iterator[Difference]:
    """Members added, removed, renamed, or with another say in whether they must be there."""
    gone = [name for name in old.properties if name not in new.properties]
    come = [name for name in new.properties if name not in old.properties]
    for before, after in _renamed(pair, old, new, gone, come):
        gone.remove(before)
        come.remove(after)
        words = f"`{before}` is gone, and `{after}` came with the same schema: {_verb(pair)} that"
        yield _member(pair, old, new, "property-renamed", before, words, after=after)
    for name in gone:
        words = f"`{name}` is gone: no longer {_verb(pair)} it"
        yield _member(pair, old, new, "property-removed", name, words)
    for name in come:
        yield _added(pair, old, new, name)
    for name in old.properties:
        if name in new.properties and (name in old.required) != (name in new.required):
            yield _necessity(pair, old, new, name)


def _verb(pair: Pair) -> str:
    return "pass" if pair.direction == "request" else "read"


def _added(pair: Pair, old: Shape, new: Shape, name: str) -> Difference:
    if pair.direction == "response":
        return _member(pair, old, new, "property-added", name, f"`{name}` is new; nothing to do")
    if name in new.required:
        words = f"`{name}` is new and required: pass it"
        if "default" in new.properties[name].source.words:
            default = said([new.properties[name].source.words["default"]])
            words += f" (its default is {default}, which nothing sends for you)"
        return _member(pair, old, new, "property-added-required", name, words)
    return _member(pair, old, new, "property-added", name, f"`{name}` may be passed now")


def _necessity(pair: Pair, old: Shape, new: Shape, name: str) -> Difference:
    request = pair.direction == "request"
    if name in new.required:
        words = f"`{name}` is required now: {'pass it' if request else 'it is always there'}"
        return _member(pair, old, new, "became-required", name, words)
    words = f"`{name}` is optional now: {'nothing to do' if request else 'it may be missing'}"
    return _member(pair, old, new, "became-optional", name, words)


def _member(
    pair: Pair, old: Shape, new: Shape, kind: Kind, name: str, words: str, *, after: str = ""
) -> Difference:
    """A difference of the member ``name``, called ``after`` on the new side."""
    required = kind in ("property-added-required", "became-required")
    return Difference(
        kind,
        (*pair.steps, ("properties", name)),
        words,
        f"{old.source.place('properties')}/{escape(name)}",
        f"{new.source.place('properties')}/{escape(after or name)}",
        ("required",) if required else ("additionalProperties",),
        name,
    )


def _renamed(
    pair: Pair, old: Shape, new: Shape, gone: list[str], come: list[str]
) -> list[tuple[str, str]]:
    """Names that went and came with the same schema, where no other name could be meant."""
    before = [(_signature(pair, old, name), name) for name in gone]
    after = [(_signature(pair, new, name), name) for name in come]
    return [
        (name, candidates[0])
        for signature, name in before
        if sum(other == signature for other, _ in before) == 1
        and len(candidates := [each for other, each in after if other == signature]) == 1
    ]


def _signature(pair: Pair, shape: Shape, name: str) -> str:
    """All but the name: what is accepted, whether it must be there, its default and rules."""
    part = shape.properties[name]
    words = {key: part.source.words.get(key) for key in ("default", "format", "validations")}
    return json.dumps(
        [accepting(part, pair.direction), name in shape.required, words], sort_keys=True
    )
