"""What is linted: a store as published and as corrected, or schema files outside of one."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Final

from typewright.catalogue.check import check
from typewright.catalogue.hygiene import HIDDEN
from typewright.catalogue.load import load
from typewright.catalogue.locale import is_wrapped, unwrapped_output
from typewright.catalogue.model import Catalogue, Document, EndpointSource, Json, ProviderSource
from typewright.catalogue.patch import patched
from typewright.catalogue.pointers import value_at
from typewright.catalogue.reading import MAX_BYTES, read
from typewright.catalogue.vendor import check_schema
from typewright.diagnostics import ConfigError, Diagnostic
from typewright.ir.clashes import check_names
from typewright.ir.pins import Pins, read_pins
from typewright.lint.model import Side, Subject, Whole

NOTHING: Final = Catalogue(PurePosixPath(), ())
"""The store of files that are in none."""

_TELLING: Final = frozenset(("properties", "$defs", "output"))
"""Keys of a JSON file in a directory that make it a schema."""

_NOT_HERE: Final = ("TW011",)
"""Found in a store alone: elsewhere any keyword of JSON Schema is as good as another."""


def as_corrected(root: Path, today: date) -> tuple[Whole, Whole]:
    """The store at ``root`` as its patches make it; and those endpoints that patches change, as
    they were published.

    Raises ``StoreMissing`` when there is none.
    """
    catalogue, unreadable = load(root)
    corrected, about_patches = patched(catalogue, today)
    whole = _whole(corrected, (*_settle_hidden(unreadable, corrected), *about_patches))
    return whole, _whole(_changed(catalogue, corrected), ())


def _settle_hidden(found: Iterable[Diagnostic], corrected: Catalogue) -> Iterator[Diagnostic]:
    """``found`` without hidden characters that a patch has taken out."""
    documents = {
        each.path.as_posix(): each
        for provider in corrected.providers
        for source in provider.endpoints
        for each in (source.input, source.output)
    }
    for each in found:
        document = documents.get(each.file)
        if each.code != "TW008" or document is None or _still(Subject(document, "input"), each):
            yield each


def as_published(root: Path) -> Whole:
    """The store at ``root`` as vendors published it, whatever its patches say."""
    catalogue, unreadable = load(root)
    return _whole(catalogue, unreadable)


def _changed(published: Catalogue, corrected: Catalogue) -> Catalogue:
    """The endpoints of ``published`` that their patches change."""
    providers: list[ProviderSource] = []
    for before, after in zip(published.providers, corrected.providers, strict=True):
        pairs = zip(before.endpoints, after.endpoints, strict=True)
        endpoints = tuple(old for old, new in pairs if not _same(old, new))
        if endpoints:
            providers.append(replace(before, endpoints=endpoints))
    return replace(published, providers=tuple(providers))


def _same(old: EndpointSource, new: EndpointSource) -> bool:
    return old.input is new.input and old.output is new.output


def _whole(catalogue: Catalogue, unreadable: Iterable[Diagnostic]) -> Whole:
    found = [*unreadable, *check(catalogue)]
    subjects: list[Subject] = []
    for provider in catalogue.providers:
        pins, about_pins = read_pins(provider)
        found += [*about_pins, *check_names(replace(catalogue, providers=(provider,)), pins)]
        for source in provider.endpoints:
            subjects += _subjects(source, pins)
    return Whole(catalogue, tuple(subjects), by_code(found))


def _subjects(source: EndpointSource, pins: Pins) -> Iterator[Subject]:
    pinned = frozenset(pins.of(source.id).parameters)
    if not source.input.broken:
        yield Subject(source.input, "input", source, pinned)
    if not (source.output.broken or source.output.usual):
        yield Subject(source.output, "output", source)


def by_code(found: Iterable[Diagnostic]) -> dict[str, Sequence[Diagnostic]]:
    """``found`` by code."""
    codes: dict[str, list[Diagnostic]] = {}
    for each in found:
        codes.setdefault(each.code, []).append(each)
    return dict(codes)


def whole_of_file(path: Path, *, check: bool = True) -> Whole:
    """One JSON Schema file by itself; without ``check`` as far as it can be read."""
    with path.open("rb") as file:
        reading = read(PurePosixPath(path.as_posix()), file.read(MAX_BYTES + 1))
    if reading.document.broken:
        return Whole(NOTHING, (), by_code(reading.findings))
    subject = Subject(reading.document, _side(reading.document))
    judged = _judged(subject) if check else ()
    return Whole(NOTHING, (subject,), by_code((*reading.findings, *judged)))


def _judged(subject: Subject) -> Iterator[Diagnostic]:
    schema = unwrapped_output(subject.document.data) if subject.root else subject.document.data
    findings = check_schema(
        subject.document, schema, subject.root, carry_unknown_rules=False, standalone=True
    )
    return (each for each in findings if each.code not in _NOT_HERE)


def alone(subject: Subject, hidden: Sequence[Diagnostic]) -> Whole:
    """One document by itself, with ``hidden`` (TW008) as far as its data still have it."""
    still = [each for each in hidden if _still(subject, each)]
    return Whole(NOTHING, (subject,), by_code([*still, *_judged(subject)]))


def _still(subject: Subject, found: Diagnostic) -> bool:
    if found.file != subject.document.path.as_posix():
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
            yield from (each for each in sorted(path.rglob("*.json")) if _is_schema(path, each))
        elif path.exists():
            yield path
        else:
            raise ConfigError(f"{path}: there is no such file or directory")


def _is_schema(directory: Path, path: Path) -> bool:
    """Whether a file found in a directory is meant to be a schema."""
    hidden = any(part.startswith(".") for part in path.relative_to(directory).parts)
    if hidden or not path.is_file():
        return False
    if path.name.endswith(".schema.json"):
        return True
    with path.open("rb") as file:
        text = file.read(MAX_BYTES).decode("utf-8-sig", errors="replace")
    try:
        data: Json = json.loads(text)
    except (ValueError, RecursionError):  # a schema that was cut off must not go unsaid
        return '"properties"' in text or "json-schema.org" in text
    if not isinstance(data, dict):
        return False
    return not _TELLING.isdisjoint(data) or "json-schema.org" in str(data.get("$schema"))


def _side(document: Document) -> Side:
    named = "output" in document.path.name or "response" in document.path.name
    return "output" if named or is_wrapped(document.data) else "input"
