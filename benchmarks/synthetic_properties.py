"""Properties of synthetic endpoints: each function makes one from a seeded source of chance."""

from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any, Final, TypeAlias

Schema: TypeAlias = dict[str, Any]

_SUBJECTS = ("the picture", "the clip", "each frame", "the scene", "the result", "the background")
_EFFECTS = (
    "is kept close to the words",
    "keeps the colours of the reference",
    "may move more freely",
    "stays sharp at large sizes",
    "follows the camera path",
    "is made in fewer steps",
)
_ADVICE = (
    "Leave it out to let the model decide.",
    "Higher values take longer.",
    "Works best with short prompts.",
    "English and Chinese are understood.",
    "",
)
_RATIOS = ("1:1", "4:3", "3:4", "16:9", "9:16", "3:2", "2:3", "21:9")


def _words(chance: Random, start: str) -> str:
    subject, effect, advice = (chance.choice(each) for each in (_SUBJECTS, _EFFECTS, _ADVICE))
    return f"{start}: {subject} {effect}. {advice}".strip()


def _text(start: str, most: Sequence[int]) -> Callable[[Random], Schema]:
    def made(chance: Random) -> Schema:
        limit = {"maxLength": chance.choice(most)}
        return {"type": "string", "description": _words(chance, start), **limit}

    return made


def _resolution(chance: Random) -> Schema:
    side = chance.choice((1024, 1536, 2048, 2560))
    labels = [
        f"{side + 64 * index}x{side - 64 * index} ({ratio})" for index, ratio in enumerate(_RATIOS)
    ]
    values = ["1K", "2K", *labels[: chance.randint(3, len(labels))]]
    return {"type": "string", "title": "Resolution", "enum": values, "default": values[0]}


def _ratio(chance: Random) -> Schema:
    values = chance.sample(_RATIOS, chance.randint(3, 7))
    words = _words(chance, "Width to height")
    return {"type": "string", "description": words, "enum": values, "default": values[0]}


def _seconds(chance: Random) -> Schema:
    values = sorted(chance.sample(range(3, 16), 4))
    words = _words(chance, "Length in seconds")
    return {"type": "integer", "description": words, "enum": values, "default": values[1]}


def _integer(start: str, most: Sequence[int]) -> Callable[[Random], Schema]:
    def made(chance: Random) -> Schema:
        limits = {"minimum": chance.randint(0, 3), "maximum": chance.choice(most)}
        words = _words(chance, start)
        return {"type": "integer", "description": words, **limits, "default": limits["minimum"]}

    return made


def _number(start: str) -> Callable[[Random], Schema]:
    def made(chance: Random) -> Schema:
        limits = {"minimum": 0, "maximum": chance.choice((1, 2, 10, 20))}
        words = _words(chance, start)
        return {"type": "number", "description": words, **limits, "default": limits["maximum"] / 4}

    return made


def _flag(start: str) -> Callable[[Random], Schema]:
    def made(chance: Random) -> Schema:
        words = _words(chance, start)
        return {"type": "boolean", "description": words, "default": chance.random() < 0.5}

    return made


def _rules(chance: Random) -> list[Schema]:
    megabytes, pixels = chance.choice((10, 20, 30)), chance.choice((240, 300, 512))
    most = chance.choice((4096, 6000, 8192))
    rules = (
        ("file_size_mb<", megabytes, f"File size must be less than {megabytes} MB."),
        ("width_pixels>", pixels, f"The width must exceed {pixels} pixels."),
        ("height_pixels>", pixels, f"The height must exceed {pixels} pixels."),
        ("width_pixels<", most, f"The width must not exceed {most} pixels."),
        ("width/height>", 0.4, "The aspect ratio range should be 2:5 to 5:2."),
        ("width/height<", 2.5, "The aspect ratio range should be 2:5 to 5:2."),
    )
    keys = ("validation_rule", "validation_value", "validation_error")
    return [dict(zip(keys, rule, strict=True)) for rule in rules[: chance.randint(2, len(rules))]]


def _file(start: str, kind: str) -> Callable[[Random], Schema]:
    def made(chance: Random) -> Schema:
        words, rules = _words(chance, start), _rules(chance)
        return {"type": "string", "format": kind, "description": words, "validations": rules}

    return made


def _files(start: str, kind: str) -> Callable[[Random], Schema]:
    def made(chance: Random) -> Schema:
        return {
            "type": "array",
            "description": _words(chance, start),
            "items": {"type": "string", "format": kind},
            "minItems": 1,
            "maxItems": chance.randint(2, 14),
            "validations": _rules(chance),
        }

    return made


def _camera(chance: Random) -> Schema:
    moves = chance.sample(("pan", "tilt", "roll", "zoom", "truck", "dolly"), 3)
    speed = {"type": "number", "minimum": -10, "maximum": chance.choice((5, 10))}
    return {
        "type": "object",
        "description": _words(chance, "Camera"),
        "properties": {move: {**speed, "description": f"How fast to {move}."} for move in moves},
    }


def _loras(chance: Random) -> Schema:
    scale = {"type": "number", "minimum": 0, "maximum": chance.choice((1, 2, 4)), "default": 1}
    path = {"type": "string", "description": _words(chance, "Where the weights are")}
    item = {"type": "object", "required": ["path"], "properties": {"path": path, "scale": scale}}
    most = chance.randint(1, 6)
    return {"type": "array", "description": "Weights to mix in.", "items": item, "maxItems": most}


PROPERTIES: Final[Mapping[str, Callable[[Random], Schema]]] = {
    "prompt": _text("What to make", (600, 800, 1000, 2000, 4096)),
    "negative_prompt": _text("What to avoid", (300, 500, 1000)),
    "style_words": _text("Words of style", (80, 120, 200)),
    "resolution": _resolution,
    "aspect_ratio": _ratio,
    "duration": _seconds,
    "seed": _integer("Seed", (2**31 - 1, 2**32 - 1, 65535)),
    "steps": _integer("Steps", (30, 40, 50, 100)),
    "num_images": _integer("How many", (4, 6, 8, 15)),
    "guidance_scale": _number("Guidance"),
    "strength": _number("Strength"),
    "motion": _number("Motion"),
    "watermark": _flag("A visible mark"),
    "enhance_prompt": _flag("Rewrites the prompt"),
    "safety_check": _flag("Checks the result"),
    "image": _file("A reference", "image_uri"),
    "end_image": _file("The last frame", "image_uri"),
    "audio": _file("A sound to follow", "audio_uri"),
    "images": _files("References", "image_uri"),
    "videos": _files("Clips to follow", "video_uri"),
    "camera": _camera,
    "loras": _loras,
}
