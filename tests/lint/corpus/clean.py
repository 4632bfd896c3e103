"""Endpoints in which no rule may find anything, in every shape that rules look at."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from .arguments import PARTS, Maker, Schema, prompt
from .prose import PROSE
from .rendering import shuffled
from .said import LANGUAGES
from .wordings import Language

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The documents of one endpoint; ``output`` is ``None`` for one that publishes none.

    ``more`` are other files in its directory, such as a locale.
    """

    id: str
    language: Language
    meta: Schema
    input: Schema
    output: Schema | None
    more: dict[str, Any] = field(default_factory=dict[str, Any])


def clean(seed: int, *needed: str) -> Endpoint:
    """An endpoint without a finding, which has the ``needed`` arguments among others."""
    rng = random.Random(f"clean {seed}")
    make = Maker(rng, LANGUAGES[seed % len(LANGUAGES)])
    others = [name for name in PARTS if name not in needed]
    chosen = [*needed, *rng.sample(others, rng.randint(1, 8))]
    rng.shuffle(chosen)
    properties = {"prompt": prompt(make), **{name: PARTS[name](make) for name in chosen}}
    schema: Schema = {
        "$schema": DIALECT,
        "title": "Input schema",
        "description": PROSE[make.language].about,
        "type": "object",
        "properties": properties,
        "required": ["prompt"],
        "additionalProperties": False,
    }
    for extend in (_with_definitions, _with_condition):
        if rng.random() < 0.3:
            extend(make, schema)
    name = f"acme/m{seed:04}/make"
    output = shuffled(_output(make), rng)
    return Endpoint(name, make.language, _meta(name, make), shuffled(schema, rng), output)


def _with_definitions(make: Maker, schema: Schema) -> None:
    """Two pictures that share one definition."""
    schema["$defs"] = {
        "photo": {"type": "string", "format": "image_uri", "validations": make.rules()}
    }
    for name in ("first_photo", "last_photo"):
        title = name.replace("_", " ").capitalize()
        schema["properties"][name] = make.described(title, **{"$ref": "#/$defs/photo"})


def _with_condition(make: Maker, schema: Schema) -> None:
    """An argument that counts under a condition which the schema states."""
    said = make.rng.choice(PROSE[make.language].only_when)
    schema["properties"]["mode"] = make.described(
        "Mode", type="string", enum=["auto", "off"], default="auto"
    )
    schema["properties"]["batch"] = {
        "title": "Batch",
        "description": said.format(name="mode", value="auto"),
        "type": "integer",
        "minimum": 1,
        "maximum": 8,
        "default": 2,
    }
    condition = {"properties": {"mode": {"const": "auto"}}, "required": ["mode"]}
    schema["allOf"] = [{"if": condition, "else": {"properties": {"batch": False}}}]


def _meta(id: str, make: Maker) -> Schema:
    call = {"prompt": make.rng.choice(("A harbour at dusk", "等待日出的港口", "Ein Hafen"))}
    return {
        "$schema": "../../../../_meta/endpoint.schema.json",
        "id": id,
        "name": "Make",
        "language": make.language,
        "examples": [{"source": "page", "input": call}],
        "file_inputs": {"image_max_bytes": 50_000_000, "video_max_bytes": 100_000_000},
    }


def _output(make: Maker) -> Schema | None:
    if make.rng.random() < 0.2:
        return None
    name = make.rng.choice(("image", "video", "audio"))
    single: Schema = {"type": "string", "format": "uri", "description": make.text()}
    several = {"type": "array", "items": {"type": "string", "format": "uri"}}
    many = make.rng.random() < 0.4
    names = (f"{name}s", several) if many else (name, single)
    return {
        "$schema": DIALECT,
        "type": "object",
        "properties": {names[0]: names[1], "seed": {"type": "integer"}},
        "required": [names[0]],
    }


def cleans(count: int) -> Iterator[Endpoint]:
    """The first ``count`` clean endpoints."""
    return (clean(seed) for seed in range(count))
