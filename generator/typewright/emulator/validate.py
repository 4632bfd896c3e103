"""What the real API refuses: arguments against the schema, files against the media rules.

Its own measuring (Pillow decodes the header), so that it and the SDK's runtime check each other.
"""

import base64
import binascii
import io
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import cast
from urllib.parse import urlsplit

from PIL import Image, UnidentifiedImageError

from typewright.catalogue.model import EndpointSource, Json
from typewright.catalogue.rules import parse_rule
from typewright.catalogue.validation import judge_for

MEGABYTE = 10**6
"""Bytes of a megabyte as the emulator counts: of the two readings the one that refuses first."""


def problems(source: EndpointSource, body: Json) -> Iterator[str]:
    """Everything that is wrong with ``body``, a sentence each."""
    schema = {**_mapping(source.input.data), "additionalProperties": False}
    for violation in judge_for(schema)(schema, body):
        place = ".".join(map(str, violation.path)) or "body"
        yield f"{place}: breaks {violation.keyword} {violation.limit!r:.200}"
    for name, value in _mapping(body).items():
        field = _mapping(_mapping(schema.get("properties")).get(name))
        yield from _media_problems(name, field, value)


def _media_problems(name: str, field: Mapping[str, Json], value: Json) -> Iterator[str]:
    rules = field.get("validations", _mapping(field.get("items")).get("validations"))
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str) and isinstance(rules, list):
            if urlsplit(item).scheme not in ("https", "data"):
                yield f"{name}: neither an https URL nor a data: URI"
            elif item.startswith("data:"):
                yield from _broken_rules(name, rules, item)


def _broken_rules(name: str, rules: list[Json], uri: str) -> Iterator[str]:
    try:
        content = base64.b64decode(uri.partition(",")[2], validate=True)
        with Image.open(io.BytesIO(content)) as picture:
            width, height = picture.size
    except (binascii.Error, UnidentifiedImageError, OSError):
        yield f"{name}: not an image"
        return
    measured = {
        "file_size_mb": Fraction(len(content), MEGABYTE),
        "width_pixels": Fraction(width),
        "height_pixels": Fraction(height),
        "width/height": Fraction(width, height),
    }
    for rule in map(_mapping, rules):
        parsed = parse_rule(str(rule.get("validation_rule")))
        if parsed and parsed[0] in measured:
            bound = Fraction(str(rule.get("validation_value")))
            if not _holds(measured[parsed[0]], parsed[1], bound):
                yield f"{name}: {rule.get('validation_error')}"


def _holds(value: Fraction, operator: str, bound: Fraction) -> bool:
    match operator:
        case "<":
            return value < bound
        case "<=":
            return value <= bound
        case ">":
            return value > bound
        case ">=":
            return value >= bound
        case _:
            return value == bound


def _mapping(value: Json) -> Mapping[str, Json]:
    return cast("Mapping[str, Json]", value) if isinstance(value, dict) else {}
