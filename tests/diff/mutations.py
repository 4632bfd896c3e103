"""Random schemas of the plain kind, and random changes of them, as vendors make them."""

import random
from collections.abc import Callable
from copy import deepcopy
from typing import Any

Schema = dict[str, Any]
Kind = Callable[[random.Random, int], Schema]

NAMES = ("prompt", "size", "count", "style", "seed")
WORDS = ("auto", "low", "high", "2K", "4K", "square (1:1)", "square")
PATTERNS = ("^[a-z]+$", "^[a-z]{2,4}$", "[0-9]", "^a|b$")


def schema(rng: random.Random, depth: int = 0) -> Schema:
    """A schema of one of the kinds that inputs are made of."""
    kinds: list[Kind] = [_text, _whole, _number, _enum, _boolean]
    if depth < 2:
        kinds += [_list, record, _optional, _map]
    kind = rng.choice(kinds)
    return kind(rng, depth + 1)


def _list(rng: random.Random, depth: int) -> Schema:
    return {"type": "array", "items": schema(rng, depth), **_sizes(rng, "Items")}


def _optional(rng: random.Random, depth: int) -> Schema:
    return {"anyOf": [schema(rng, depth), {"type": "null"}]}


def _map(rng: random.Random, depth: int) -> Schema:
    return {"type": "object", "additionalProperties": schema(rng, depth)}


def record(rng: random.Random, depth: int = 0) -> Schema:
    """An object with some named members."""
    names = rng.sample(NAMES, rng.randint(1, 4))
    return {
        "type": "object",
        "properties": {name: schema(rng, depth) for name in names},
        "required": [name for name in names if rng.random() < 0.4],
    }


def _sizes(rng: random.Random, unit: str) -> Schema:
    low, high = sorted(rng.sample(range(6), 2))
    found = {f"min{unit}": low, f"max{unit}": high}
    return {word: size for word, size in found.items() if rng.random() < 0.5}


def _text(rng: random.Random, _depth: int = 0) -> Schema:
    found: Schema = {"type": "string", **_sizes(rng, "Length")}
    if rng.random() < 0.1:
        found = {"type": "string", "pattern": rng.choice(PATTERNS)}
    return found


def _bounds(rng: random.Random, scale: float) -> Schema:
    low = rng.randint(-4, 4)
    high = low + rng.randint(4, 9)
    found: Schema = {}
    if rng.random() < 0.5:
        found[rng.choice(("minimum", "exclusiveMinimum"))] = low * scale
    if rng.random() < 0.5:
        found[rng.choice(("maximum", "exclusiveMaximum"))] = high * scale
    return found


def _whole(rng: random.Random, _depth: int = 0) -> Schema:
    steps = {"multipleOf": rng.choice((1, 2, 3, 4))} if rng.random() < 0.2 else {}
    return {"type": "integer", **_bounds(rng, 1), **steps}


def _number(rng: random.Random, _depth: int = 0) -> Schema:
    return {"type": "number", **_bounds(rng, 0.5)}


def _boolean(_rng: random.Random, _depth: int = 0) -> Schema:
    return {"type": "boolean"}


def _enum(rng: random.Random, _depth: int = 0) -> Schema:
    if rng.random() < 0.3:
        return {"type": "integer", "enum": rng.sample(range(1, 7), rng.randint(1, 4))}
    return {"type": "string", "enum": rng.sample(WORDS, rng.randint(1, 4))}


def mutated(rng: random.Random, root: Schema) -> Schema:
    """``root`` with one to three changes."""
    changed = deepcopy(root)
    for _ in range(rng.randint(1, 3)):
        places = list(_schemas(changed))
        rng.choice((_of_members, _of_words, _of_words, _of_kind))(rng, rng.choice(places))
    return changed


def _schemas(root: Schema) -> list[Schema]:
    inner = [*root.get("properties", {}).values(), *root.get("anyOf", ())]
    inner += [root[word] for word in ("items", "additionalProperties") if word in root]
    return [root, *(each for part in inner for each in _schemas(part))]


def _of_members(rng: random.Random, place: Schema) -> None:
    """A member comes, goes, or must be there from now on."""
    members = place.get("properties")
    if not members:
        return
    required: list[str] = place["required"]
    name = rng.choice(NAMES)
    if name not in members:
        members[name] = schema(rng, 2)
        required += [name] * (rng.random() < 0.5)
    elif rng.random() < 0.5 and len(members) > 1:
        del members[name]
        required[:] = [each for each in required if each != name]
    elif name in required:
        required.remove(name)
    else:
        required.append(name)


def _of_words(rng: random.Random, place: Schema) -> None:
    """The words of a schema are those of another one of its type."""
    match place.get("type"):
        case "string":
            new = (
                _text(rng) if "enum" not in place or rng.random() < 0.2 else _other_enum(rng, place)
            )
        case "integer":
            new = (
                _whole(rng)
                if "enum" not in place or rng.random() < 0.4
                else _other_enum(rng, place)
            )
        case "number":
            new = _number(rng)
        case "array":
            new = {"type": "array", "items": place["items"], **_sizes(rng, "Items")}
        case _:
            return
    place.clear()
    place.update(new)


def _other_enum(rng: random.Random, place: Schema) -> Schema:
    values = list(place["enum"])
    rng.shuffle(values)
    if rng.random() < 0.5 and len(values) > 1:
        values.pop()
    if rng.random() < 0.5:
        more = WORDS if place["type"] == "string" else range(1, 7)
        values += [value for value in more if value not in values][:1]
    return {**place, "enum": values}


def _of_kind(rng: random.Random, place: Schema) -> None:
    """The schema becomes another one, or one that allows null, too."""
    if "properties" in place:
        return
    old = dict(place)
    new = (
        {"anyOf": [old, {"type": "null"}]}
        if "anyOf" not in old and rng.random() < 0.5
        else schema(rng, 2)
    )
    place.clear()
    place.update(new)
