"""Arguments in which no rule may find anything, each made in one of nine languages."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from .prose import PROSE
from .said import message
from .wordings import Language, Relation

Schema = dict[str, Any]

_RATIOS: Final = (("16:9", "9:16"), ("4:3", "3:4"), ("3:2", "2:3"), ("21:9", "9:21"))
_SIZES: Final = ("1024x1024", "2048x2048", "2304x1728", "1728x2304", "2560x1440")
_TIERS: Final = (("480p", "720p", "1080p"), ("1K", "2K", "4K"), ("720p", "1080p"))


@dataclass(slots=True)
class Maker:
    """Makes the parts of one endpoint in one language. Rule lists are told apart by ``lists``."""

    rng: random.Random
    language: Language
    lists: int = 0

    def text(self) -> str:
        """A description that says nothing a rule could look for."""
        return self.rng.choice(PROSE[self.language].plain)

    def described(self, title: str, **keywords: Any) -> Schema:
        """A schema with a title and a description."""
        return {"title": title, "description": self.text(), **keywords}

    def rules(self) -> list[Schema]:
        """Media rules with both ends, each with a message that agrees."""
        self.lists += 1
        bounds: list[tuple[str, str, float]] = [("file_size_mb", "<", 50)]
        for metric, low, high in (
            ("width_pixels", 200 + self.lists, 6000),
            ("height_pixels", 200, 8000),
            ("width/height", 0.25, 4),
        ):
            if self.rng.random() < 0.8 or metric == "width_pixels":
                bounds += [(metric, ">", low), (metric, "<", high)]
        return [self.rule(metric, side, value) for metric, side, value in bounds]

    def rule(self, metric: str, side: str, value: float) -> Schema:
        """One rule of a metric, with or without its end."""
        relation: Relation = self.rng.choice(("<", "<=") if side == "<" else (">", ">="))
        operator = self.rng.choice((relation, f" {relation}"))
        made: Schema = {"validation_rule": f"{metric}{operator}", "validation_value": value}
        if self.rng.random() < 0.9:
            wording = self.rng.randrange(100)
            made["validation_error"] = message(self.language, metric, relation, value, wording)
        return made


Part = Callable[[Maker], Schema]


def prompt(make: Maker) -> Schema:
    """The one argument that every endpoint has."""
    return make.described("Prompt", type="string", minLength=1, maxLength=2000)


def _negative_prompt(make: Maker) -> Schema:
    said = make.rng.choice(PROSE[make.language].length).format(n=600)
    return {"title": "Negative prompt", "description": said, "type": "string", "maxLength": 3000}


def _seed(make: Maker) -> Schema:
    return make.described("Seed", type="integer", minimum=0, maximum=2**31 - 1, default=7)


def _guidance(make: Maker) -> Schema:
    least = make.rng.choice(("minimum", "exclusiveMinimum"))
    return make.described("Guidance", type="number", **{least: 0}, maximum=20, default=7.5)


def _aspect_ratio(make: Maker) -> Schema:
    pairs = make.rng.sample(_RATIOS, make.rng.randint(1, 4))
    ratios = ["1:1", *(each for pair in pairs for each in pair)]
    make.rng.shuffle(ratios)
    return make.described("Aspect ratio", type="string", enum=ratios, default=ratios[0])


def _size(make: Maker) -> Schema:
    sizes = make.rng.sample(_SIZES, make.rng.randint(2, 5))
    return make.described("Size", type="string", enum=sizes)


def _resolution(make: Maker) -> Schema:
    tiers = list(make.rng.choice(_TIERS))
    return make.described("Resolution", type="string", enum=tiers, default=tiers[-1])


def _duration(make: Maker) -> Schema:
    said = PROSE[make.language].seconds
    return {"title": "Duration", "description": said, "type": "integer", "enum": [5, 10]}


def _num_images(make: Maker) -> Schema:
    return make.described("Number of images", type="integer", minimum=1, maximum=4, default=1)


def _safety(make: Maker) -> Schema:
    return make.described("Safety checker", type="boolean", default=make.rng.random() < 0.5)


def _style(make: Maker) -> Schema:
    return make.described("Style", type="string", enum=["vivid", "natural", "raw"])


def _version(make: Maker) -> Schema:
    return make.described("Version", const="v2")


def _strength(make: Maker) -> Schema:
    kinds: list[Schema] = [{"type": "number", "minimum": 0, "maximum": 1}, {"type": "null"}]
    return make.described("Strength", anyOf=kinds, default=None)


def _callback(make: Maker) -> Schema:
    return make.described("Callback", type=["string", "null"], format="uri", deprecated=True)


def _image(make: Maker) -> Schema:
    made = make.described("Image", type="string", format="image_uri", validations=make.rules())
    return {**made, "examples": ["https://example.com/harbour.png"]}


def _video(make: Maker) -> Schema:
    rules = [make.rule("file_size_mb", "<", 100)]
    return make.described("Video", type="string", format="video_uri", validations=rules)


def _reference_images(make: Maker) -> Schema:
    least, most = make.rng.randint(2, 3), make.rng.randint(4, 9)
    said = make.rng.choice(PROSE[make.language].counts).format(a=least, b=most)
    return {
        "title": "Reference images",
        "description": said,
        "type": "array",
        "items": {"type": "string", "format": "image_uri", "validations": make.rules()},
        "minItems": least,
        "maxItems": most,
        "uniqueItems": True,
    }


def _camera(make: Maker) -> Schema:
    numbers: Schema = {"type": "number", "minimum": -1, "maximum": 1}
    properties = {name: make.described(name.title(), **numbers) for name in ("pan", "tilt")}
    return make.described(
        "Camera", type="object", properties=properties, additionalProperties=False, required=["pan"]
    )


def _tags(make: Maker) -> Schema:
    return make.described("Tags", type="array", items={"type": "string", "maxLength": 40})


def _code(make: Maker) -> Schema:
    return make.described("Code", type="string", pattern="^[a-z]{2,8}$")


PARTS: Final[dict[str, Part]] = {
    "negative_prompt": _negative_prompt,
    "seed": _seed,
    "guidance_scale": _guidance,
    "aspect_ratio": _aspect_ratio,
    "size": _size,
    "resolution": _resolution,
    "duration": _duration,
    "num_images": _num_images,
    "enable_safety_checker": _safety,
    "style": _style,
    "version": _version,
    "strength": _strength,
    "callback": _callback,
    "image_url": _image,
    "video_url": _video,
    "reference_images": _reference_images,
    "camera": _camera,
    "tags": _tags,
    "code": _code,
}
"""Optional arguments by their names; a name is of one type in all endpoints."""
