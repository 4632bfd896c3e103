"""Running rules: what each finds, placed in the file, in reading order."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from typewright.catalogue.model import EndpointSource
from typewright.catalogue.places import Placed
from typewright.diagnostics import Diagnostic, sort_key
from typewright.lint.model import Fix, Found, Home, Side, Spot, Subject, Whole
from typewright.lint.registry import Rule, Scope, rules
from typewright.lint.results import Linted, Result, Words


def lint(whole: Whole, chosen: Iterable[Rule] | None = None) -> tuple[Result, ...]:
    """What the ``chosen`` rules (all by default) find, in reading order."""
    selected = rules().values() if chosen is None else chosen
    return lint_briefly(whole, selected, told=frozenset[Words]()).results


def lint_briefly(whole: Whole, chosen: Iterable[Rule], told: Container[Words]) -> Linted:
    """What the ``chosen`` rules find; in schemas, what was ``told`` already is only counted."""
    selected = _selected(tuple(chosen))
    results = [*_reported(whole, selected)]
    more: dict[Words, int] = {}
    for rule, subject, base, found in _in_subjects(whole.subjects, selected):
        words = rule.code, found.message, found.help
        if words in told:
            more[words] = more.get(words, 0) + 1
        else:
            results.append(_of_subject(rule, subject, base, found))
    results += _of_endpoints(whole, selected)
    results += _of_whole(whole, selected)
    return Linted(_in_order(results), more)


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

    def spots(self, subjects: Iterable[Subject]) -> Iterator[tuple[Rule, Sequence[Spot]]]:
        """Each rule with schemas that it looks at: those that have one of its keywords."""
        alike: dict[tuple[str, ...], list[Spot]] = {}
        for subject in subjects:
            for spot in subject.spots:
                alike.setdefault(tuple(spot.schema), []).append(spot)
        for keywords, spots in alike.items():
            for each in self._looking_at(keywords):
                yield each, spots

    def _looking_at(self, keywords: tuple[str, ...]) -> tuple[Rule, ...]:
        """Vendors repeat the same few lists of keywords: the answer is kept for some hundreds."""
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
    homes = _homes(whole)
    for code, found in whole.reported.items():
        rule = selected.by_code.get(code)
        if rule is not None:
            told = rule.function if rule.scope == "reported" else _unfixed
            for diagnostic, fix in told(whole, found):
                home = _home(homes, diagnostic.file)
                yield Result(diagnostic, rule.name, home.owner, home.side, fix)


def _unfixed(_: Whole, found: Sequence[Diagnostic]) -> Iterator[tuple[Diagnostic, Fix | None]]:
    return ((each, None) for each in found)


def _homes(whole: Whole) -> dict[str, Home]:
    """By its path, where findings about each file of an endpoint belong."""
    return {
        file: Home(file, source.id, side)
        for provider in whole.providers
        for source in provider.endpoints
        for file, side in _files(source)
    }


def _home(homes: Mapping[str, Home], file: str) -> Home:
    return homes.get(file) or Home(file, file, None)


def _files(source: EndpointSource) -> Iterator[tuple[str, Side | None]]:
    for document in (source.meta, source.patch, *source.locales.values()):
        if document is not None:
            yield document.path.as_posix(), None
    yield source.input.path.as_posix(), "input"
    yield source.output.path.as_posix(), "output"


def _in_subjects(
    subjects: Sequence[Subject], selected: _Selected
) -> Iterator[tuple[Rule, Subject, str, Found]]:
    """What each rule finds in each document, with the pointer of the schema it was given. Rule by
    rule: one that looks at many schemas in a row takes a sixth less time, for it stays in the
    caches of the processor."""
    for rule, spots in selected.spots(subjects):
        for spot in spots:
            for found in rule.function(spot):
                yield rule, spot.subject, spot.pointer, found
    for rule in selected.subject:
        for subject in subjects:
            for found in rule.function(subject):
                yield rule, subject, "", found


def _of_subject(rule: Rule, subject: Subject, base: str, found: Found) -> Result:
    """``found`` without a fix that would take the place of a translated text."""
    if found.fix is not None and not subject.keeps_texts(found.fix):
        found = found._replace(fix=None)
    return _placed(rule, subject.document, subject.home, found, base)


def _of_endpoints(whole: Whole, selected: _Selected) -> Iterator[Result]:
    for provider in whole.providers if selected.endpoint else ():
        for source in provider.endpoints:
            for each in selected.endpoint:
                for document, found in each.function(source):
                    side: Side | None = "input" if document is source.input else None
                    home = Home(document.path.as_posix(), source.id, side)
                    yield _placed(each, document, home, found)


def _of_whole(whole: Whole, selected: _Selected) -> Iterator[Result]:
    homes = _homes(whole)
    for each in selected.whole:
        for document, found in each.function(whole):
            yield _placed(each, document, _home(homes, document.path.as_posix()), found)


def _placed(rule: Rule, document: Placed, home: Home, found: Found, base: str = "") -> Result:
    """The finding at its place in ``document``; ``base`` is where its pointer begins."""
    at, message, advice, fix = found
    file, owner, side = home
    pointer = f"{base}{at}"
    line, column = document.position(pointer)
    diagnostic = Diagnostic(rule.code, rule.severity, file, line, column, pointer, message, advice)
    return Result(diagnostic, rule.name, owner, side, fix)


def with_reported(
    whole: Whole, results: Sequence[Result], found: Sequence[Diagnostic], chosen: Iterable[Rule]
) -> tuple[Result, ...]:
    """``results`` and those of ``found`` whose rules are ``chosen``, in reading order."""
    extra = whole._replace(reported={each.code: list(found) for each in found})
    more = _reported(extra, _selected(tuple(chosen)))
    return _in_order((*results, *more))
