"""Defects of media rules (TW4)."""

import random
from typing import Any

from .clean import Endpoint
from .defects import Defect, at, seeds
from .said import message, open_message
from .wordings import Language, Relation

_OTHER: dict[Relation, Relation] = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}
_BOUNDS = (
    ("file_size_mb", "<", 50),
    ("width_pixels", ">", 333),
    ("width_pixels", "<", 6000),
    ("height_pixels", ">", 320),
    ("height_pixels", "<", 7000),
    ("width/height", ">", 0.25),
    ("width/height", "<", 4),
)
_UPLOADED: dict[Language, str] = {
    "en": "The uploaded image cannot be used.",
    "ko": "업로드된 이미지를 사용할 수 없습니다.",
    "ja": "アップロードされた画像は使用できません。",
    "it": "L'immagine caricata non va bene.",
    "de": "Das hochgeladene Bild ist nicht brauchbar.",
    "es": "La imagen subida no sirve.",
    "fr": "L'image téléchargée ne convient pas.",
    "pt": "A imagem enviada não serve.",
    "zh": "上传的图片无法使用。",
}


def _rules(rng: random.Random, endpoint: Endpoint, choice: int | None = None) -> tuple[int, Any]:
    """Sound rules for the image in a random order; one of them and its number."""
    bounds = list(_BOUNDS)
    wanted = bounds[rng.randrange(len(bounds)) if choice is None else choice]
    rng.shuffle(bounds)
    rules: list[Any] = []
    for metric, side, value in bounds:
        relation: Relation = rng.choice(("<", "<=") if side == "<" else (">", ">="))
        said = message(endpoint.language, metric, relation, value, rng.randrange(100))
        made = {"validation_rule": metric + relation, "validation_value": value}
        rules.append({**made, "validation_error": said})
    endpoint.input["properties"]["image_url"]["validations"] = rules
    index = bounds.index(wanted)
    return index, rules[index]


def _parts(rule: Any) -> tuple[str, Relation]:
    text: str = rule["validation_rule"]
    metric = text.rstrip("<>=")
    operators: dict[str, Relation] = {"<": "<", "<=": "<=", ">": ">", ">=": ">="}
    return metric, operators[text[len(metric) :]]


def _place(index: int, part: str) -> str:
    return at("image_url", "validations", index, f"validation_{part}")


@seeds("TW401", "reference_images")
def on_the_list(rng: random.Random, endpoint: Endpoint) -> Defect:
    schema = endpoint.input["properties"]["reference_images"]
    schema["validations"] = schema["items"].pop("validations")
    return Defect(at("reference_images", "validations"))


@seeds("TW402", "image_url")
def unknown_metric(rng: random.Random, endpoint: Endpoint) -> Defect:
    index, rule = _rules(rng, endpoint)
    metric, operator = _parts(rule)
    unknown = (f"{metric}_{operator}", metric, f"{metric}={operator}", f"x{metric}{operator}", "")
    rule["validation_rule"] = rng.choice(unknown)
    return Defect(_place(index, "rule"))


@seeds("TW403", "image_url")
def other_boundary(rng: random.Random, endpoint: Endpoint) -> Defect:
    index, rule = _rules(rng, endpoint)
    metric, operator = _parts(rule)
    rule["validation_rule"] = f"{metric}{_OTHER[operator]}"
    return Defect(_place(index, "rule"))


@seeds("TW404", "image_url")
def open_boundary(rng: random.Random, endpoint: Endpoint) -> Defect:
    index, rule = _rules(rng, endpoint)
    metric, operator = _parts(rule)
    value = rule["validation_value"]
    low, high = (value, value * 3) if operator in (">", ">=") else (value / 4, value)
    low, high = (int(each) if each == int(each) else each for each in (low, high))
    wording = rng.randrange(100)
    rule["validation_error"] = open_message(endpoint.language, metric, low, high, wording)
    return Defect(_place(index, "error"))


@seeds("TW405", "image_url")
def other_number(rng: random.Random, endpoint: Endpoint) -> Defect:
    index, rule = _rules(rng, endpoint)
    metric, operator = _parts(rule)
    said = rule["validation_value"] * rng.choice((2, 3, 5))
    wording = rng.randrange(100)
    rule["validation_error"] = message(endpoint.language, metric, operator, said, wording)
    return Defect(_place(index, "value"))


@seeds("TW406", "image_url")
def other_axis(rng: random.Random, endpoint: Endpoint) -> Defect:
    index, rule = _rules(rng, endpoint, rng.choice((1, 2, 3, 4)))
    metric, operator = _parts(rule)
    other = "height_pixels" if metric == "width_pixels" else "width_pixels"
    value, wording = rule["validation_value"], rng.randrange(100)
    rule["validation_error"] = message(endpoint.language, other, operator, value, wording)
    return Defect(_place(index, "error"))


@seeds("TW407", "image_url")
def uploaded(rng: random.Random, endpoint: Endpoint) -> Defect:
    index, rule = _rules(rng, endpoint)
    rule["validation_error"] = _UPLOADED[endpoint.language]
    return Defect(_place(index, "error"))


@seeds("TW408", "image_url")
def one_side(rng: random.Random, endpoint: Endpoint) -> Defect:
    index, rule = _rules(rng, endpoint, rng.randint(1, 6))
    metric, _ = _parts(rule)
    rules = endpoint.input["properties"]["image_url"]["validations"]
    del rules[index]
    left = next(n for n, each in enumerate(rules) if _parts(each)[0] == metric)
    return Defect(_place(left, "rule"))


@seeds("TW409", "image_url", "reference_images")
def same_rules(rng: random.Random, endpoint: Endpoint) -> Defect:
    _rules(rng, endpoint)
    properties = endpoint.input["properties"]
    rules = properties["image_url"]["validations"]
    properties["reference_images"]["items"]["validations"] = [dict(each) for each in rules]
    order = list(properties)
    last = max(("image_url", "reference_images"), key=order.index)
    steps = ("items", "validations") if last == "reference_images" else ("validations",)
    return Defect(at(last, *steps))


@seeds("TW410", "image_url")
def contradiction(rng: random.Random, endpoint: Endpoint) -> Defect:
    _rules(rng, endpoint)
    rules = endpoint.input["properties"]["image_url"]["validations"]
    clashing = (("width_pixels>", 6500), ("height_pixels<", 300), ("width/height >=", 5))
    name, value = rng.choice(clashing)
    rules.append({"validation_rule": name, "validation_value": value})
    return Defect(_place(len(rules) - 1, "rule"))


@seeds("TW411", "video_url")
def against_the_page(rng: random.Random, endpoint: Endpoint) -> Defect:
    endpoint.meta["file_inputs"]["video_max_bytes"] = rng.choice((50, 200, 500)) * 10**6
    return Defect(at("video_url", "validations", 0, "validation_value"))
