"""The input of a submit, judged by the stored schema and then by its media rules."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeAlias

from typewright.catalogue.model import Json
from typewright.catalogue.validation import Violation, judge_for
from typewright.emulator import media
from typewright.emulator.scenario import Reading

Check: TypeAlias = Callable[[Json, Reading], str | None]
"""Takes the body of a submit; gives what is wrong with it first, or ``None``."""

_IMAGE_FORMATS: Final = ("image_uri", "image_uris")
_FORMATS: Final = (*_IMAGE_FORMATS, "video_uri", "video_uris", "audio_uri", "audio_uris")
_NAMES: Final = re.compile(r"(image|video|audio)s?_(url|uri)s?$")
_LONGEST: Final = 80
"""Characters of a value that a message repeats: a value may be a whole file."""


def check_for(schema: Mapping[str, Json]) -> Check:
    """The check of inputs by the input schema of one endpoint."""
    judge = judge_for(dict(schema))

    def check(body: Json, reading: Reading) -> str | None:
        if not isinstance(body, dict):
            return "the body must be a JSON object"
        problems = _unknown(schema, body)
        for violation in judge(schema, body):
            problems.append(f"{_place(violation.path)}{_words(violation)}")
        return problems[0] if problems else next(_media(schema, body, "", reading), None)

    return check


def _unknown(schema: Mapping[str, Json], body: Mapping[str, Json]) -> list[str]:
    """Arguments that the schema does not name: refused, unless it allows others."""
    known = schema.get("properties")
    names = known.keys() if isinstance(known, dict) else ()
    if "additionalProperties" in schema:
        return []
    return [f"{_shown(name)}: unknown argument" for name in body if name not in names]


def _words(violation: Violation) -> str:
    if violation.keyword == "required":
        names = violation.limit if isinstance(violation.limit, list) else []
        value = violation.value if isinstance(violation.value, dict) else {}
        return f"{', '.join(str(name) for name in names if name not in value)} is required"
    return f"{_shown(violation.value)} breaks {violation.keyword} {_shown(violation.limit)}"


def _place(path: tuple[str | int, ...]) -> str:
    parts = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return f"{parts.removeprefix('.')}: " if parts else ""


def _shown(value: Json) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _media(
    schema: Mapping[str, Json], body: Mapping[str, Json], path: str, reading: Reading
) -> Iterator[str]:
    """What is wrong with the files of an object, in the order of its schema."""
    properties = schema.get("properties")
    for name, part in properties.items() if isinstance(properties, dict) else ():
        if name in body and isinstance(part, dict):
            yield from _in_value(part, body[name], name, path + name, reading)


def _in_value(
    schema: Mapping[str, Json], value: Json, name: str, place: str, reading: Reading
) -> Iterator[str]:
    """The files of one value: a file itself, a list of them, or an object that holds some."""
    items = schema.get("items")
    if is_media(schema, name):
        rules = schema.get("validations")
        rules = rules if isinstance(rules, list) else []
        images = schema.get("format") in _IMAGE_FORMATS
        for where, text in _texts(value, place):
            wrong = _wrong_file(text, rules, reading, image=images)
            yield from (f"{where}: {words}" for words in wrong)
    elif isinstance(value, dict):
        yield from _media(schema, value, f"{place}.", reading)
    elif isinstance(value, list) and isinstance(items, dict):
        for index, item in enumerate(value):
            yield from _in_value(items, item, name, f"{place}[{index}]", reading)


def is_media(schema: Mapping[str, Json], name: str) -> bool:
    """Whether the property ``name`` holds files: by its format, its rules, or its name alone."""
    items = schema.get("items")
    inner = items if isinstance(items, dict) else {}
    if schema.get("format") in _FORMATS or "validations" in schema:
        return True
    if schema.get("type") == "array":
        return inner.get("format") in _FORMATS and "validations" not in inner
    return schema.get("type") == "string" and _NAMES.search(name.lower()) is not None


def _texts(value: Json, place: str) -> Iterator[tuple[str, str]]:
    """Every text at or below ``value`` with its place."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, f"{place}[{index}]")


def _wrong_file(text: str, rules: list[Json], reading: Reading, *, image: bool) -> Iterator[str]:
    try:
        content = media.decode(text)
    except media.NoMedia as wrong:
        yield str(wrong)
        return
    if content is None:
        return
    measured = media.measure(content)
    if image and (measured.stored is None or measured.moving):
        yield "is no image that can be opened"
    yield from media.broken_rules(rules, measured, reading)
