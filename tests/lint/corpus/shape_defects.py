"""Defects of shape and of values (TW1, TW20)."""

import random

from .clean import Endpoint
from .defects import Defect, at, put, seeds, some

PROSE = (
    "A vibrant close-up portrait of a model with a sharp gaze, wearing a sculptural hat in "
    "bold and dramatic studio light"
)


def _given(endpoint: Endpoint) -> dict[str, object]:
    """The output, which the defect needs."""
    assert endpoint.output is not None
    return endpoint.output


@seeds("TW101", "output")
def wrapped(rng: random.Random, endpoint: Endpoint) -> Defect:
    output = _given(endpoint)
    inner = dict(output)
    output.clear()
    output["output"] = inner
    return Defect("/output", "output")


@seeds("TW102", "output")
def no_dialect(rng: random.Random, endpoint: Endpoint) -> Defect:
    if rng.random() < 0.5:
        del endpoint.input["$schema"]
        return Defect("")
    del _given(endpoint)["$schema"]
    return Defect("", "output")


@seeds("TW110", "camera")
def open_input(rng: random.Random, endpoint: Endpoint) -> Defect:
    if rng.random() < 0.5:
        del endpoint.input["additionalProperties"]
        return Defect("")
    del endpoint.input["properties"]["camera"]["additionalProperties"]
    return Defect(at("camera"))


@seeds("TW111", "output")
def nothing_promised(rng: random.Random, endpoint: Endpoint) -> Defect:
    output = _given(endpoint)
    if rng.random() < 0.5:
        del output["required"]
    else:
        output["required"] = []
    return Defect("/properties", "output")


@seeds("TW112", "output")
def overlapping(rng: random.Random, endpoint: Endpoint) -> Defect:
    output = _given(endpoint)
    name = rng.choice(("picture", "clip", "mask"))
    single = {"type": "string", "format": "uri"}
    several = {"type": "array", "items": single}
    output["properties"] = {f"{name}s": several, name: single}
    output["required"] = [name]
    return Defect(at(f"{name}s"), "output")


@seeds("TW120", "camera")
def required_gone(rng: random.Random, endpoint: Endpoint) -> Defect:
    inner = rng.random() < 0.5
    owner = endpoint.input["properties"]["camera"] if inner else endpoint.input
    index = rng.randint(0, len(owner["required"]))
    owner["required"].insert(index, "gone")
    return Defect(f"{at('camera') if inner else ''}/required/{index}")


@seeds("TW121", "tags", "code", "guidance_scale", "strength")
def impossible(rng: random.Random, endpoint: Endpoint) -> Defect:
    name, limits = rng.choice(
        (
            ("tags", {"minItems": 5, "maxItems": 4}),
            ("code", {"minLength": 9, "maxLength": 8}),
            ("guidance_scale", {"minimum": 21}),
            ("guidance_scale", {"exclusiveMinimum": 20}),
        )
    )
    schema = endpoint.input["properties"][name]
    for keyword in ("default", "minimum", "exclusiveMinimum"):
        schema.pop(keyword, None)
    schema.update(limits)
    return Defect(at(name, next(iter(limits))))


@seeds("TW122", "seed", "tags", "code", "enable_safety_checker")
def of_another_type(rng: random.Random, endpoint: Endpoint) -> Defect:
    name, keyword, value = rng.choice(
        (
            ("seed", "maxLength", 10),
            ("seed", "pattern", "^a$"),
            ("tags", "maxLength", 10),
            ("code", "maximum", 10),
            ("code", "maxItems", 10),
            ("enable_safety_checker", "minimum", 0),
            ("seed", "uniqueItems", True),
        )
    )
    put(rng, endpoint.input["properties"][name], keyword, value)
    return Defect(at(name, keyword))


@seeds("TW201")
def required_default(rng: random.Random, endpoint: Endpoint) -> Defect:
    put(rng, endpoint.input["properties"]["prompt"], "default", "A harbour")
    return Defect(at("prompt", "default"))


@seeds("TW202", "negative_prompt")
def sample_default(rng: random.Random, endpoint: Endpoint) -> Defect:
    text = rng.choice((PROSE, "Low quality, blurry"))
    put(rng, endpoint.input["properties"]["negative_prompt"], "default", text)
    endpoint.meta["examples"][0]["input"]["negative_prompt"] = text
    return Defect(at("negative_prompt", "default"))


@seeds("TW203")
def empty_allowed(rng: random.Random, endpoint: Endpoint) -> Defect:
    del endpoint.input["properties"]["prompt"]["minLength"]
    return Defect(at("prompt", "type"))


@seeds("TW204", "style", "seed", "resolution")
def impossible_default(rng: random.Random, endpoint: Endpoint) -> Defect:
    name, value = rng.choice((("style", "gone"), ("seed", "7"), ("seed", -1), ("style", 5)))
    put(rng, endpoint.input["properties"][name], "default", value)
    return Defect(at(name, "default"))


@seeds("TW204", "style", "duration")
def impossible_choice(rng: random.Random, endpoint: Endpoint) -> Defect:
    name, value = rng.choice((("style", 7), ("duration", "15"), ("style", None)))
    values = endpoint.input["properties"][name]["enum"]
    index = rng.randint(0, len(values))
    values.insert(index, value)
    return Defect(at(name, "enum", index))


@seeds("TW205", "mode and batch")
def idle_default(rng: random.Random, endpoint: Endpoint) -> Defect:
    endpoint.input["properties"]["mode"]["default"] = "off"
    return Defect(at("batch", "default"))


@seeds("TW301")
def no_root_description(rng: random.Random, endpoint: Endpoint) -> Defect:
    del endpoint.input["description"]
    return Defect("")


@seeds("TW302")
def empty_description(rng: random.Random, endpoint: Endpoint) -> Defect:
    name, schema = some(rng, endpoint, "mode", "batch", "duration")
    schema["description"] = rng.choice(("", " ", "\n", "\u3000"))
    return Defect(at(name, "description"))


@seeds("TW303")
def no_title(rng: random.Random, endpoint: Endpoint) -> Defect:
    name, schema = some(rng, endpoint, "strength")
    del schema["title"]
    return Defect(at(name))
