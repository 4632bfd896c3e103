"""Running rules: what each finds, placed in the file, in reading order."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from typewright.catalogue.places import Placed
from typewright.diagnostics import Diagnostic, sort_key
from typewright.lint.model import Fix, Found, Schema, Side, Subject, Whole
from typewright.lint.registry import Rule, rules


@dataclass(frozen=True, slots=True)
class Result:
    """One finding of a rule, with what else is known of it.

    ``owner`` is the endpoint's id, or the file where there is none: with code and pointer it
    stays the same when lines move. ``settled`` says why it needs no attention: "patch",
    "suppressed" or "baseline"; "" for one that does.
    """

    diagnostic: Diagnostic
    name: str
    owner: str
    side: Side | None = None
    fix: Fix | None = None
    settled: str = ""

    def light(self) -> "Result":
        """The same with a fix that says no more than whether it is safe: a store has thousands."""
        if self.fix is None:
            return self
        light = _LIGHT[self.fix.safe]
        return Result(self.diagnostic, self.name, self.owner, self.side, light, self.settled)

    @property
    def key(self) -> tuple[str, str, str]:
        """What identifies it: code, owner and pointer."""
        return self.diagnostic.code, self.owner, self.diagnostic.pointer


_LIGHT: Final = {True: Fix(True), False: Fix(False)}


def lint(whole: Whole, chosen: Iterable[Rule] | None = None) -> tuple[Result, ...]:
    """What the ``chosen`` rules (all by default) find, in reading order."""
    selected = tuple(rules().values() if chosen is None else chosen)
    dispatch = _Dispatch(tuple(each for each in selected if each.scope == "spot"))
    found = [
        *_reported(whole, selected),
        *(each for subject in whole.subjects for each in _of_subject(subject, selected, dispatch)),
        *_of_endpoints(whole, selected),
        *_of_whole(whole, selected),
    ]
    return tuple(sorted(found, key=lambda each: sort_key(each.diagnostic)))


class _Dispatch:
    """Which rules look at a schema: those with one of its keywords. Vendors repeat the same few
    sets of keywords, so the answer is kept."""

    def __init__(self, spot_rules: tuple[Rule, ...]) -> None:
        self._rules = spot_rules
        self.of = cache(self._of)

    def _of(self, keywords: tuple[str, ...]) -> tuple[Rule, ...]:
        given = frozenset(keywords)
        return tuple(each for each in self._rules if not given.isdisjoint(each.keywords))


def _reported(whole: Whole, selected: tuple[Rule, ...]) -> Iterator[Result]:
    """What reading and checking has found, for rules that are selected."""
    owners = _owners(whole)
    for each in selected:
        found = whole.reported.get(each.code, ())
        told = each.function if each.scope == "reported" else _unfixed
        for diagnostic, fix in told(whole, found) if found else ():
            owner, side = owners.get(diagnostic.file, (diagnostic.file, None))
            yield Result(diagnostic, each.name, owner, side, fix)


def _unfixed(_: Whole, found: Sequence[Diagnostic]) -> Iterator[tuple[Diagnostic, Fix | None]]:
    return ((each, None) for each in found)


def _owners(whole: Whole) -> dict[str, tuple[str, Side | None]]:
    """Endpoint and side of every file that belongs to one."""
    owners: dict[str, tuple[str, Side | None]] = {}
    for provider in whole.providers:
        for source in provider.endpoints:
            for document in (source.meta, source.patch, *source.locales.values()):
                if document is not None:
                    owners[document.path.as_posix()] = (source.id, None)
            owners[source.input.path.as_posix()] = (source.id, "input")
            owners[source.output.path.as_posix()] = (source.id, "output")
    return owners


def _of_subject(
    subject: Subject, selected: tuple[Rule, ...], dispatch: _Dispatch
) -> Iterator[Result]:
    file = subject.document.path.as_posix()
    owner = subject.source.id if subject.source is not None else file
    place = _Placing(subject.document, file, owner, subject.side)
    for spot in subject.spots:
        schema: Schema = spot.schema
        for each in dispatch.of(tuple(schema)):
            for found in each.function(spot):
                yield place.result(each, _fixable(subject, found), spot.pointer)
    for each in selected:
        if each.scope == "subject":
            for found in each.function(subject):
                yield place.result(each, _fixable(subject, found))


def _fixable(subject: Subject, found: Found) -> Found:
    """``found`` without a fix that would take the place of a translated text."""
    if found.fix is None or subject.keeps_texts(found.fix):
        return found
    return found._replace(fix=None)


def _of_endpoints(whole: Whole, selected: tuple[Rule, ...]) -> Iterator[Result]:
    wanted = [each for each in selected if each.scope == "endpoint"]
    for provider in whole.providers if wanted else ():
        for source in provider.endpoints:
            for each in wanted:
                for document, found in each.function(source):
                    side: Side | None = "input" if document is source.input else None
                    file = document.path.as_posix()
                    yield _Placing(document, file, source.id, side).result(each, found)


def _of_whole(whole: Whole, selected: tuple[Rule, ...]) -> Iterator[Result]:
    owners = _owners(whole)
    for each in selected:
        if each.scope == "whole":
            for document, found in each.function(whole):
                file = document.path.as_posix()
                owner, side = owners.get(file, (file, None))
                yield _Placing(document, file, owner, side).result(each, found)


@dataclass(frozen=True, slots=True)
class _Placing:
    """Turns what a rule says about one document into results."""

    document: Placed
    file: str
    owner: str
    side: Side | None

    def result(self, rule: Rule, found: Found, base: str = "") -> Result:
        """The finding at its place; ``base`` is where its pointer begins."""
        pointer = f"{base}{found.at}"
        position = self.document.position(pointer)
        diagnostic = Diagnostic(
            rule.code,
            rule.severity,
            self.file,
            position.line,
            position.column,
            pointer,
            found.message,
            found.help,
        )
        return Result(diagnostic, rule.name, self.owner, self.side, found.fix)


def settled(results: Iterable[Result], why: str) -> tuple[Result, ...]:
    """``results`` as ones that need no attention."""
    return tuple(replace(each, settled=why) for each in results)


def with_reported(
    whole: Whole, results: Sequence[Result], found: Sequence[Diagnostic], chosen: Iterable[Rule]
) -> tuple[Result, ...]:
    """``results`` and those of ``found`` whose rules are ``chosen``, in reading order."""
    extra = replace(whole, reported={each.code: list(found) for each in found})
    more = _reported(extra, tuple(chosen))
    return tuple(sorted((*results, *more), key=lambda each: sort_key(each.diagnostic)))
