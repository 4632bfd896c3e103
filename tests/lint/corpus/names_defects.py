"""Defects of examples, names and neighbours (TW6, TW7, TW8)."""

import random

from .clean import Endpoint
from .defects import Defect, at, put, seeds


@seeds("TW601", "seed")
def refused_call(rng: random.Random, endpoint: Endpoint) -> Defect:
    name, value = rng.choice((("seed", -5), ("seed", "7"), ("prompt", 5), ("prompt", "x" * 2001)))
    put(rng, endpoint.meta["examples"][0]["input"], name, value)
    return Defect(f"/examples/0/input/{name}", "meta")


@seeds("TW601", "image_url", "style")
def refused_value(rng: random.Random, endpoint: Endpoint) -> Defect:
    name, value = rng.choice((("image_url", 5), ("style", "gone"), ("image_url", None)))
    schema = endpoint.input["properties"][name]
    schema["examples"] = [*schema.get("examples", ()), value]
    return Defect(at(name, "examples", len(schema["examples"]) - 1))


@seeds("TW602", "negative_prompt")
def placeholder(rng: random.Random, endpoint: Endpoint) -> Defect:
    name = rng.choice(("prompt", "negative_prompt"))
    put(rng, endpoint.meta["examples"][0]["input"], name, "")
    return Defect(f"/examples/0/input/{name}", "meta")


@seeds("TW701", "image_url", "style")
def collision(rng: random.Random, endpoint: Endpoint) -> Defect:
    properties = endpoint.input["properties"]
    first, second = rng.choice((("image_url", "imageUrl"), ("style", "Style"), ("style", "ｓtyle")))
    schema = {"title": "Twin", "description": "1", "type": "boolean"}
    put(rng, properties, second, schema)
    order = list(properties)
    return Defect(at(max((first, second), key=order.index)), of_key=True)


@seeds("TW702")
def awkward(rng: random.Random, endpoint: Endpoint) -> Defect:
    names = ("class", "from", "lambda", "type", "id", "input", "max", "model_dump", "copy", "True")
    name = rng.choice(names)
    schema = {"title": "Awkward", "description": "1", "type": "string"}
    put(rng, endpoint.input["properties"], name, schema)
    return Defect(at(name))


@seeds("TW703")
def unsafe_id(rng: random.Random, endpoint: Endpoint) -> Defect:
    ids = ("acme/../etc", "/acme/make", "acme\\make", "acme/con/make", "acme//make", "acme", "a/ b")
    endpoint.meta["id"] = rng.choice(ids)
    return Defect("/id", "meta")


@seeds("TW704")
def misplaced(rng: random.Random, endpoint: Endpoint) -> Defect:
    endpoint.meta["id"] = rng.choice(("acme/other/make", "beta/m0001/make", "acme/m0001"))
    return Defect("/id", "meta")


@seeds("TW801", "duration")
def another_meaning(rng: random.Random, endpoint: Endpoint) -> Defect:
    values = rng.choice((["5s", "10s"], ["short", "long"]))
    endpoint.input["properties"]["duration"].update(type="string", enum=values)
    return Defect(at("duration"))
