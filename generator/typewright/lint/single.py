"""Schema files outside of a store, each linted by itself."""

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Final

from typewright.catalogue.hygiene import HIDDEN
from typewright.catalogue.locale import is_wrapped, unwrapped_output
from typewright.catalogue.model import Catalogue, Document, Json
from typewright.catalogue.pointers import value_at
from typewright.catalogue.reading import MAX_BYTES, read_file
from typewright.catalogue.vendor import check_schema
from typewright.diagnostics import ConfigError, Diagnostic
from typewright.lint.model import Side, Subject, Whole

NOTHING: Final = Catalogue(PurePosixPath(), ())
"""The store of files that are in none."""

_TELLING: Final = frozenset(("properties", "$defs", "$ref"))
_TELLING_WITH_TYPE: Final = frozenset(("items", "enum", "const", "anyOf", "oneOf", "allOf"))
"""Keys of a JSON file in a directory that make it a schema."""


def by_code(found: Iterable[Diagnostic]) -> dict[str, Sequence[Diagnostic]]:
    """``found`` by code."""
    codes: dict[str, list[Diagnostic]] = {}
    for each in found:
        codes.setdefault(each.code, []).append(each)
    return dict(codes)


def whole_of_files(paths: Iterable[Path], *, check: bool = True) -> Whole:
    """JSON Schema files, each by itself; without ``check`` as far as they can be read."""
    subjects: list[Subject] = []
    findings: list[Diagnostic] = []
    for path in paths:
        reading = read_file(path)
        findings += reading.findings
        if not reading.document.broken:
            subject = Subject(reading.document, _side(reading.document))
            subjects.append(subject)
            findings += _judged(subject) if check else ()
    return Whole(NOTHING, tuple(subjects), by_code(findings))


def _judged(subject: Subject) -> Iterator[Diagnostic]:
    schema = unwrapped_output(subject.document.data) if subject.root else subject.document.data
    return check_schema(
        subject.document,
        schema,
        subject.root,
        carry_unknown_rules=False,
        standalone=True,
        schemas=subject.walked,
    )


def alone(subject: Subject, hidden: Sequence[Diagnostic]) -> Whole:
    """One document by itself, with ``hidden`` (TW008) as far as its data still have it."""
    still = [each for each in hidden if still_hidden(subject, each)]
    return Whole(NOTHING, (subject,), by_code([*still, *_judged(subject)]))


def still_hidden(subject: Subject, found: Diagnostic) -> bool:
    """Whether what ``found`` (TW008) is about is still in the data of ``subject``."""
    if found.file != subject.file:
        return False
    try:
        value = value_at(subject.document.data, found.pointer)
    except LookupError:
        return False
    return not isinstance(value, str) or HIDDEN.search(value) is not None


def schema_files(paths: Sequence[Path]) -> Iterator[Path]:
    """The files at ``paths``, and those in the directories among them that are schemas.

    Raises :class:`ConfigError` for a path that is not there.
    """
    for path in paths:
        if path.is_dir():
            yield from (each for each in _json_files(path) if _is_schema(each))
        elif path.exists():
            yield path
        else:
            raise ConfigError(f"{path}: there is no such file or directory")


def _json_files(directory: Path) -> Iterator[Path]:
    """The files below ``directory`` that are called JSON, without hidden ones, in their order."""
    found: list[str] = []
    for place, directories, names in os.walk(directory):
        directories[:] = [each for each in directories if not each.startswith(".")]
        wanted = (each for each in names if each.endswith(".json") and not each.startswith("."))
        found += [os.path.join(place, each) for each in wanted]  # noqa: PTH118  (ten times as fast)
    return iter(sorted(map(Path, found)))


def _is_schema(path: Path) -> bool:
    """Whether a file found in a directory is meant to be a schema."""
    if not path.is_file():
        return False
    if path.name.endswith(".schema.json"):
        return True
    with path.open("rb") as file:
        text = file.read(MAX_BYTES).decode("utf-8-sig", errors="replace")
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


def _side(document: Document) -> Side:
    named = "output" in document.path.name or "response" in document.path.name
    return "output" if named or is_wrapped(document.data) else "input"
