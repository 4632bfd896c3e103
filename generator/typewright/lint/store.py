"""The store that is linted: as published and as corrected."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from typewright.catalogue.check import check
from typewright.catalogue.load import load
from typewright.catalogue.model import Catalogue, EndpointSource, ProviderSource
from typewright.catalogue.patch import patched
from typewright.diagnostics import Diagnostic, sort_key
from typewright.ir.clashes import check_names
from typewright.ir.pins import Pins, read_pins
from typewright.lint.model import Subject, Whole
from typewright.lint.registry import Rule
from typewright.lint.results import Result, settled
from typewright.lint.run import lint
from typewright.lint.single import by_code, still_hidden


def lint_corrected(
    root: Path, chosen: Sequence[Rule], today: date
) -> tuple[Whole, tuple[Result, ...]]:
    """The store at ``root`` as its patches make it, and what is found there; what was found before
    them is settled by a patch."""
    whole, published = as_corrected(root, today)
    results = lint(whole, chosen)
    there = {each.key for each in results} | set(map(_standing, results))
    gone = [
        each
        for each in _of_schemas(published, lint(published, chosen))
        if each.key not in there and _standing(each) not in there
    ]
    every = (*results, *settled(gone, "patch"))
    return whole, tuple(sorted(every, key=lambda each: sort_key(each.diagnostic)))


def _standing(result: Result) -> tuple[str, str, str]:
    """What is found where: the same when a patch has changed the pointer of the place."""
    found = result.diagnostic
    return found.code, found.file, f"{found.line}:{found.column}"


def _of_schemas(whole: Whole, results: Iterable[Result]) -> Iterator[Result]:
    """Those of ``results`` that are about the schemas of ``whole``: what patches can change."""
    files = {subject.file for subject in whole.subjects}
    return (each for each in results if each.diagnostic.file in files)


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
        if (
            each.code != "TW008"
            or document is None
            or still_hidden(Subject(document, "input"), each)
        ):
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
            providers.append(before._replace(endpoints=endpoints))
    return published._replace(providers=tuple(providers))


def _same(old: EndpointSource, new: EndpointSource) -> bool:
    return old.input is new.input and old.output is new.output


def _whole(catalogue: Catalogue, unreadable: Iterable[Diagnostic]) -> Whole:
    found = [*unreadable, *check(catalogue)]
    subjects: list[Subject] = []
    for provider in catalogue.providers:
        pins, about_pins = read_pins(provider)
        found += [*about_pins, *check_names(catalogue._replace(providers=(provider,)), pins)]
        for source in provider.endpoints:
            subjects += _subjects(source, pins)
    return Whole(catalogue, tuple(subjects), by_code(found))


def _subjects(source: EndpointSource, pins: Pins) -> Iterator[Subject]:
    pinned = frozenset(pins.of(source.id).parameters)
    if not source.input.broken:
        yield Subject(source.input, "input", source, pinned)
    if not (source.output.broken or source.output.usual):
        yield Subject(source.output, "output", source)
