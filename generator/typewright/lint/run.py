"""Running rules: what each finds, placed in the file, in reading order."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, NamedTuple

from typewright.catalogue.places import Placed
from typewright.diagnostics import Diagnostic, sort_key
from typewright.lint.model import Fix, Found, Schema, Side, Subject, Whole
from typewright.lint.registry import Rule, Scope, rules


class Result(NamedTuple):
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
    selected = _selected(tuple(rules().values() if chosen is None else chosen))
    found = [
        *_reported(whole, selected),
        *(each for subject in whole.subjects for each in _of_subject(subject, selected)),
        *_of_endpoints(whole, selected),
        *_of_whole(whole, selected),
    ]
    return _in_order(found)


def _in_order(results: Iterable[Result]) -> tuple[Result, ...]:
    return tuple(sorted(results, key=lambda each: sort_key(each.diagnostic)))


class _Selected:
    """The rules that run, by what they look at; made once for thousands of files."""

    def __init__(self, chosen: tuple[Rule, ...]) -> None:
        self.by_code: Final = {each.code: each for each in chosen}
        self.subject: Final = self._of_scope("subject")
        self.endpoint: Final = self._of_scope("endpoint")
        self.whole: Final = self._of_scope("whole")
        self._spot = self._of_scope("spot")
        self._by_keywords: dict[tuple[str, ...], tuple[Rule, ...]] = {}

    def _of_scope(self, scope: Scope) -> tuple[Rule, ...]:
        return tuple(each for each in self.by_code.values() if each.scope == scope)

    def spot(self, schema: Schema) -> tuple[Rule, ...]:
        """The rules that look at ``schema``: those with one of its keywords. Vendors repeat the
        same few lists of keywords, so the answer is kept for each of some hundreds."""
        keywords = tuple(schema)
        known = self._by_keywords.get(keywords)
        if known is None:
            given = frozenset(keywords)
            known = tuple(each for each in self._spot if not given.isdisjoint(each.keywords))
            if len(self._by_keywords) < _MOST_LISTS:
                self._by_keywords[keywords] = known
        return known


_MOST_LISTS: Final = 512
_selected = lru_cache(maxsize=4)(_Selected)


def _reported(whole: Whole, selected: _Selected) -> Iterator[Result]:
    """What reading and checking has found, for rules that are selected."""
    owners = _owners(whole)
    for code, found in whole.reported.items():
        rule = selected.by_code.get(code)
        if rule is not None:
            told = rule.function if rule.scope == "reported" else _unfixed
            for diagnostic, fix in told(whole, found):
                owner, side = owners.get(diagnostic.file, (diagnostic.file, None))
                yield Result(diagnostic, rule.name, owner, side, fix)


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


def _of_subject(subject: Subject, selected: _Selected) -> Iterator[Result]:
    file = subject.document.path.as_posix()
    owner = subject.source.id if subject.source is not None else file
    place = _Placing(subject.document, file, owner, subject.side)
    for spot in subject.spots:
        for each in selected.spot(spot.schema):
            for found in each.function(spot):
                yield place.result(each, _fixable(subject, found), spot.pointer)
    for each in selected.subject:
        for found in each.function(subject):
            yield place.result(each, _fixable(subject, found))


def _fixable(subject: Subject, found: Found) -> Found:
    """``found`` without a fix that would take the place of a translated text."""
    if found.fix is None or subject.keeps_texts(found.fix):
        return found
    return found._replace(fix=None)


def _of_endpoints(whole: Whole, selected: _Selected) -> Iterator[Result]:
    for provider in whole.providers if selected.endpoint else ():
        for source in provider.endpoints:
            for each in selected.endpoint:
                for document, found in each.function(source):
                    side: Side | None = "input" if document is source.input else None
                    file = document.path.as_posix()
                    yield _Placing(document, file, source.id, side).result(each, found)


def _of_whole(whole: Whole, selected: _Selected) -> Iterator[Result]:
    owners = _owners(whole)
    for each in selected.whole:
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
    return tuple(each._replace(settled=why) for each in results)


def with_reported(
    whole: Whole, results: Sequence[Result], found: Sequence[Diagnostic], chosen: Iterable[Rule]
) -> tuple[Result, ...]:
    """``results`` and those of ``found`` whose rules are ``chosen``, in reading order."""
    extra = replace(whole, reported={each.code: list(found) for each in found})
    more = _reported(extra, _selected(tuple(chosen)))
    return _in_order((*results, *more))
