"""The files in the input of a submit, wherever its schema has them, and what rules they break."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from typewright.catalogue.model import Json
from typewright.catalogue.pointers import mapping, value_at
from typewright.catalogue.validation import Judge
from typewright.emulator import media
from typewright.emulator.scenario import Reading

_IMAGE_FORMATS: Final = ("image_uri", "image_uris")
_FORMATS: Final = (*_IMAGE_FORMATS, "video_uri", "video_uris", "audio_uri", "audio_uris")
_NAMES: Final = re.compile(r"(image|video|audio)s?_(url|uri)s?$")

Schema = Mapping[str, Json]


def is_media(schema: Schema, name: str) -> bool:
    """Whether the property ``name`` holds files: by its format, its rules, or its name alone."""
    inner = mapping(schema.get("items"))
    if schema.get("format") in _FORMATS or "validations" in schema:
        return True
    if schema.get("type") == "array":
        return inner.get("format") in _FORMATS and "validations" not in inner
    return schema.get("type") == "string" and _NAMES.search(name.lower()) is not None


@dataclass(frozen=True, slots=True)
class InputFiles:
    """Judges the files of inputs by their schema ``root``, as ``reading`` has it.

    ``judge`` tells which of several alternatives a value is.
    """

    root: Schema
    judge: Judge
    reading: Reading

    def faults(self, body: Mapping[str, Json]) -> Iterator[str]:
        """What is wrong with the files of ``body``, each with its place, in the schema's order."""
        return self._in_object(self.root, body, "", "")

    def _in_object(
        self, schema: Schema, body: Mapping[str, Json], name: str, place: str
    ) -> Iterator[str]:
        """Those of named properties, and of the values of a map called ``name``."""
        prefix = f"{place}." if place else ""
        named = mapping(schema.get("properties"))
        for key, part in named.items():
            if key in body:
                yield from self._in_value(mapping(part), body[key], key, f"{prefix}{key}")
        values = mapping(schema.get("additionalProperties"))
        for key in body if values else ():
            if key not in named:
                yield from self._in_value(values, body[key], name, f"{prefix}{key}")

    def _in_value(self, schema: Schema, value: Json, name: str, place: str) -> Iterator[str]:
        """Those of one value: a file itself, or what holds some."""
        schema = self._resolved(schema)
        alternatives = schema.get("anyOf") or schema.get("oneOf")
        if isinstance(alternatives, list):
            yield from self._in_alternatives(schema, alternatives, value, name, place)
        elif is_media(schema, name):
            rules = schema.get("validations")
            images = schema.get("format") in _IMAGE_FORMATS
            for where, text in _texts(value, place):
                wrong = self._wrong_file(text, rules if isinstance(rules, list) else [], images)
                yield from (f"{where}: {words}" for words in wrong)
        elif isinstance(value, dict):
            yield from self._in_object(schema, value, name, place)
        elif isinstance(value, list) and "items" in schema:
            for index, item in enumerate(value):
                items = mapping(schema["items"])
                yield from self._in_value(items, item, name, f"{place}[{index}]")

    def _in_alternatives(
        self, schema: Schema, alternatives: list[Json], value: Json, name: str, place: str
    ) -> Iterator[str]:
        """Nothing, if one alternative takes the value and its files; else the first's faults."""
        shared = {key: part for key, part in schema.items() if key not in ("anyOf", "oneOf")}
        fitting = [
            list(self._in_value({**shared, **mapping(each)}, value, name, place))
            for each in alternatives
            if not any(self.judge(mapping(each), value))
        ]
        if fitting and all(fitting):
            yield from fitting[0]

    def _resolved(self, schema: Schema) -> Schema:
        while isinstance(ref := schema.get("$ref"), str):
            target = mapping(value_at(dict(self.root), ref.removeprefix("#")))
            schema = {**target, **{key: part for key, part in schema.items() if key != "$ref"}}
        return schema

    def _wrong_file(self, text: str, rules: list[Json], image: bool) -> Iterator[str]:
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
        yield from media.broken_rules(rules, measured, self.reading)


def _texts(value: Json, place: str) -> Iterator[tuple[str, str]]:
    """Every text at or below ``value`` with its place."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, f"{place}[{index}]")
