"""Defects of lists of values and of formats (TW21, TW22)."""

import random
from typing import Any

from .clean import Endpoint
from .defects import Defect, at, seeds


def _choices(endpoint: Endpoint, name: str, values: list[Any]) -> None:
    schema = endpoint.input["properties"][name]
    schema["enum"] = values
    schema.pop("default", None)


@seeds("TW210", "style")
def single(rng: random.Random, endpoint: Endpoint) -> Defect:
    _choices(endpoint, "style", [rng.choice(("standard", "v1", ""))])
    return Defect(at("style", "enum"))


@seeds("TW211", "duration")
def integers(rng: random.Random, endpoint: Endpoint) -> Defect:
    first = rng.randint(-3, 12)
    values = list(range(first, first + rng.randint(3, 15)))
    rng.shuffle(values)
    _choices(endpoint, "duration", values)
    return Defect(at("duration", "enum"))


@seeds("TW212", "style")
def labelled(rng: random.Random, endpoint: Endpoint) -> Defect:
    value = rng.choice(("v3 (best)", "pro [slow]", "2048x2048 (1:1)", "max （推奨）"))
    _choices(endpoint, "style", ["vivid", value, "raw"])
    return Defect(at("style", "enum"))


@seeds("TW213", "size")
def tiers(rng: random.Random, endpoint: Endpoint) -> Defect:
    endpoint.input["properties"]["size"]["enum"].insert(0, rng.choice(("2K", "1.5k", "720p")))
    return Defect(at("size", "enum"))


@seeds("TW214", "size")
def wrong_ratio(rng: random.Random, endpoint: Endpoint) -> Defect:
    values = endpoint.input["properties"]["size"]["enum"]
    index = rng.randint(0, len(values))
    wrong = (
        "2848x1600 16:9",
        "1600×2848 - 9:16",
        "1000 x 999, 1:1",
        "100x300 3:1",
        "640X480 16 : 9",
    )
    values.insert(index, rng.choice(wrong))
    return Defect(at("size", "enum", index))


@seeds("TW215", "style")
def same_label(rng: random.Random, endpoint: Endpoint) -> Defect:
    label = rng.choice(("fast", "1:1", "推奨"))
    values = [f"1024x1024 ({label})", "768x768 (slow)", f"2048x2048 ({label})"]
    _choices(endpoint, "style", values)
    return Defect(at("style", "enum"), implied=("TW212",))


@seeds("TW216", "aspect_ratio")
def one_way(rng: random.Random, endpoint: Endpoint) -> Defect:
    values = ["1:1", "16:9", "9:16", "4:3", "3:4", "21:9", "9:21"]
    values.remove(rng.choice(values[1:]))
    _choices(endpoint, "aspect_ratio", values)
    return Defect(at("aspect_ratio", "enum"))


@seeds("TW217", "style")
def boolean(rng: random.Random, endpoint: Endpoint) -> Defect:
    pairs = (["on", "off"], ["Yes", "No"], ["false", "true"], ["enabled", "disabled"], ["是", "否"])
    _choices(endpoint, "style", rng.choice((*pairs, ["0", "1"], ["예", "아니오"], ["ja", "nein"])))
    return Defect(at("style", "enum"))


@seeds("TW220", "image_url")
def no_format(rng: random.Random, endpoint: Endpoint) -> Defect:
    del endpoint.input["properties"]["image_url"]["format"]
    return Defect(at("image_url", "type"))


@seeds("TW221", "callback")
def own_format(rng: random.Random, endpoint: Endpoint) -> Defect:
    forms = ("url", "link", "webhook", "image-uri", "http", "datetime")
    endpoint.input["properties"]["callback"]["format"] = rng.choice(forms)
    return Defect(at("callback", "format"))
