"""Which files are linted: those that are named, and the schemas in directories."""

import json
import os
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from typewright.catalogue.locale import unwrapped_output
from typewright.catalogue.model import Json, is_wrapped
from typewright.catalogue.reading import MAX_BYTES
from typewright.diagnostics import ConfigError

_TELLING: Final = frozenset(("properties", "$defs", "$ref"))
_TELLING_WITH_TYPE: Final = frozenset(("items", "enum", "const", "anyOf", "oneOf", "allOf"))
"""Keys of a JSON file in a directory that make it a schema."""


def schema_files(paths: Sequence[Path]) -> Iterator[str]:
    """The files at ``paths``, and those in the directories among them that are schemas.

    As POSIX paths, in no order: of thousands, making and comparing ``Path`` takes its time. What
    cannot be looked into is among them, and its reader will say so. Raises :class:`ConfigError` for
    a path that is not there.
    """
    for path in paths:
        if path.is_dir():
            yield from filter(_is_schema, _json_files(path.as_posix()))
        elif path.exists():
            yield path.as_posix()
        else:
            raise ConfigError(f"{path}: there is no such file or directory")


def _json_files(directory: str) -> Iterator[str]:
    """The files below ``directory`` that are called JSON, without hidden ones."""
    pending = [directory]
    while pending:
        place = pending.pop()
        before = "" if place == "." else f"{place.removesuffix('/')}/"
        try:
            entries = list(os.scandir(place))
        except OSError:
            yield place
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                pending.append(f"{before}{entry.name}")
            elif entry.name.endswith(".json") and _is_file(entry):
                yield f"{before}{entry.name}"


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Whether it is a file, or a link to one; a link may lead nowhere, or in a circle."""
    try:
        return entry.is_file()
    except OSError:
        return False


def _is_schema(file: str) -> bool:
    """Whether what was found in a directory is meant to be a schema, or cannot be read."""
    if file.endswith(".schema.json"):
        return True
    try:
        with Path(file).open("rb") as opened:
            raw = opened.read(MAX_BYTES)
    except OSError:
        return True
    if raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):  # what it says is to be saved as UTF-8
        return True
    text = raw.decode("utf-8-sig", errors="replace")
    try:
        data: Json = json.loads(text)
    except (ValueError, RecursionError):  # a schema that was cut off must not go unsaid
        return '"properties"' in text or "json-schema.org" in text
    return _says_so(data) or (is_wrapped(data) and _says_so(unwrapped_output(data)))


def _says_so(data: Json) -> bool:
    """Whether ``data`` can only be a schema: other JSON has a type, or an output, as well."""
    if not isinstance(data, dict):
        return False
    typed = "type" in data and not _TELLING_WITH_TYPE.isdisjoint(data)
    return typed or not _TELLING.isdisjoint(data) or "json-schema.org" in str(data.get("$schema"))
