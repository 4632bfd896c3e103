"""``typewright lint``: what is wrong with a vendor's schemas."""

import argparse
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from typewright.commands.configured import configured
from typewright.commands.console import CLEAN, FINDINGS, count, say, say_ready
from typewright.commands.lint_call import refuse_at_odds, selection_of
from typewright.config import Config, LintConfig
from typewright.diagnostics import ConfigError, Severity, sort_key
from typewright.lint.files import lint_files
from typewright.lint.model import Whole
from typewright.lint.printers import printer
from typewright.lint.printers.text import closing, statistics, text
from typewright.lint.registry import Rule
from typewright.lint.results import NO_MORE, Linted, Result, settled, severities, unsettled
from typewright.lint.run import lint, with_reported
from typewright.lint.schema_files import schema_files
from typewright.lint.selection import SUPPRESSIONS, Selection
from typewright.lint.single import NOTHING
from typewright.lint.texts import FileTexts

if TYPE_CHECKING:
    from datetime import date

_MOST_ROUNDS = 10
"""Of mending; two are seldom needed, and one more finds nothing left."""

_RANK = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}


class _Place(NamedTuple):
    """What is linted: a store by its config, narrowed to some paths, or files outside of one."""

    config: Config | None
    paths: tuple[Path, ...]

    @property
    def options(self) -> LintConfig:
        """The options of lint."""
        return self.config.lint if self.config is not None else LintConfig()

    @property
    def root(self) -> Path:
        """Where the files of lint itself lie."""
        return self.config.root if self.config is not None else Path()


def run(arguments: argparse.Namespace) -> int:
    """Lint, mend if asked, and tell; exit 1 when something is as bad as ``--fail-on``."""
    refuse_at_odds(arguments)
    place = _place(arguments)
    selection = selection_of(arguments, place.options)
    if arguments.fix or arguments.unsafe_fixes:
        _fix(arguments, place, selection)
    whole, (results, more) = _linted(arguments, place, selection)
    linted = Linted(_with_baseline(arguments, place, results), more)
    _tell(arguments, place, linted, _sources(whole, place))
    least = _RANK[Severity(arguments.fail_on)]
    bad = any(_RANK[each] >= least for each in severities(unsettled(linted.results)))
    return FINDINGS if bad else CLEAN


def _place(arguments: argparse.Namespace) -> _Place:
    """The store around the paths, or the paths alone where there is no config or they are not
    in its store."""
    paths = tuple(arguments.paths)
    for path in paths:
        if not path.exists():
            raise ConfigError(f"{path}: there is no such file or directory")
    try:
        config = configured(arguments)
    except ConfigError:
        if not paths or arguments.config is not None:
            raise
        return _Place(None, paths)
    store = (config.root / config.schemas).resolve()
    inside = [store in (path.resolve(), *path.resolve().parents) for path in paths]
    around = [path.resolve() in store.parents for path in paths]
    if all(a or b for a, b in zip(inside, around, strict=True)):
        return _Place(config, tuple(p for p, within in zip(paths, inside, strict=True) if within))
    if any(inside):
        raise ConfigError("some of the paths are in the store and some are not; lint them apart")
    return _Place(None, paths)


def _linted(
    arguments: argparse.Namespace, place: _Place, selection: Selection
) -> tuple[Whole, Linted]:
    """Everything that is found, what is settled by patches and suppressions included."""
    chosen = selection.chosen()
    if place.config is None:
        whole, fixes = Whole(NOTHING, ()), arguments.format.startswith("json")
        briefly = _is_brief(arguments, place)
        results, more = lint_files(place.paths, chosen, fixes=fixes, briefly=briefly)
    else:
        whole, results = _of_store(arguments, place.config, chosen)
        more = NO_MORE
    results = _narrowed(place, selection.kept(results))
    if (place.root / SUPPRESSIONS).is_file():
        from typewright.lint.suppress import read_suppressions, suppressed

        suppressions = read_suppressions(place.root / SUPPRESSIONS)
        results, stale = suppressed(results, suppressions, _today(), selection.finds_all)
        if not place.paths:
            results = with_reported(whole, results, stale, chosen)
    return whole, Linted(results, more)


def _is_brief(arguments: argparse.Namespace, place: _Place) -> bool:
    """Whether only the first findings with each message are shown: for a person, unless some are
    settled, when it is open which are the first."""
    grouped = arguments.format == "text" and not arguments.no_group
    settles = _baseline(arguments, place) is not None or (place.root / SUPPRESSIONS).is_file()
    return grouped and not settles


def _today() -> "date":
    from datetime import date

    return date.today()


def _of_store(
    arguments: argparse.Namespace, config: Config, chosen: tuple[Rule, ...]
) -> tuple[Whole, tuple[Result, ...]]:
    from typewright.lint.store import as_corrected, as_published

    store = config.root / config.schemas
    if arguments.as_published:
        whole = as_published(store)
        return whole, lint(whole, chosen)
    whole, published = as_corrected(store, _today())
    results = lint(whole, chosen)
    there = {each.key for each in results} | set(map(_standing, results))
    before = (
        each
        for each in lint(published, chosen)
        if each.key not in there and _standing(each) not in there
    )
    results = (*results, *settled(_of_schemas(published, before), "patch"))
    return whole, tuple(sorted(results, key=lambda each: sort_key(each.diagnostic)))


def _standing(result: Result) -> tuple[str, str, str]:
    """What is found where: the same when a patch has changed the pointer of the place."""
    found = result.diagnostic
    return found.code, found.file, f"{found.line}:{found.column}"


def _of_schemas(whole: Whole, results: Iterable[Result]) -> list[Result]:
    """Those of ``results`` that are about the schemas of ``whole``: what patches can change."""
    files = {subject.document.path.as_posix() for subject in whole.subjects}
    return [each for each in results if each.diagnostic.file in files]


def _narrowed(place: _Place, results: tuple[Result, ...]) -> tuple[Result, ...]:
    """Those in the paths that were named, if any were."""
    if place.config is None or not place.paths:
        return results
    wanted = {each for path in place.paths for each in _places(path)}
    within = {
        file: any(not wanted.isdisjoint((each, *each.parents)) for each in _places(Path(file)))
        for file in {each.diagnostic.file for each in results}
    }
    return tuple(each for each in results if within[each.diagnostic.file])


def _places(path: Path) -> set[Path]:
    """Where a path lies and, of a link, where it leads; it may lead in a circle."""
    return {Path(os.path.realpath(path)), Path(os.path.realpath(path.parent), path.name)}


def _with_baseline(
    arguments: argparse.Namespace, place: _Place, results: tuple[Result, ...]
) -> tuple[Result, ...]:
    path = _baseline(arguments, place)
    if path is None:
        return results
    narrowed = arguments.select or arguments.ignore or (place.config is not None and place.paths)
    if arguments.write_baseline and narrowed:
        raise ConfigError(
            "--write-baseline drops what was not found: leave out paths, --select and --ignore"
        )
    from typewright.lint.baseline import applied, first, read_baseline, shrunk

    baseline = read_baseline(path)
    if baseline is None and not arguments.write_baseline:
        raise ConfigError(f"{path}: there is no baseline; make one with --write-baseline")
    if arguments.write_baseline:
        from typewright.writer import write_each

        known = None if baseline is None else shrunk(baseline, results, _was_linted(place))
        after = first(results) if known is None else known
        write_each(path.parent, {PurePosixPath(path.name): after.text()})
        baseline = after
    assert baseline is not None, "there is one, or it was just made"
    return applied(baseline, results)


def _baseline(arguments: argparse.Namespace, place: _Place) -> Path | None:
    """The one that the call names, from here; else that of the config, beside it."""
    named: Path | None = arguments.baseline
    if named is not None:
        return named
    name = place.options.baseline
    if not name and arguments.write_baseline:
        name = "typewright-baseline.json"
    return place.root / name if name else None


def _was_linted(place: _Place) -> Callable[[str], bool]:
    """Whether a finding about an endpoint (outside a store, a file) could have been found."""
    if place.config is not None:
        return lambda _: True
    files = set(schema_files(place.paths))
    return lambda file: file in files or not Path(file).exists()


def _fix(arguments: argparse.Namespace, place: _Place, selection: Selection) -> None:
    """Mend until nothing is left to mend: what one fix brings to light another may mend."""
    if place.config is None:
        raise ConfigError("--fix writes patches, and needs a store; these files are in none")
    from typewright.commands.lint_fixes import settling, write_fixes

    store = place.config.root / place.config.schemas
    spared = settling(place.root, _baseline(arguments, place))
    mended = Counter[str]()
    before: set[tuple[str, str, str]] | None = None
    for _ in range(_MOST_ROUNDS):
        whole, (results, _) = _linted(arguments, place, selection)
        open_ones = {each.key for each in results if each.fix is not None and not each.settled}
        if open_ones == before:  # nothing to mend, or nothing that writing has mended
            break
        chosen = selection.chosen()
        mended.update(write_fixes(store, place.root, whole, results, chosen, arguments, spared))
        before = open_ones
    if arguments.format == "text":
        for path, fixes in mended.items():
            say(f"mended          {count(fixes, 'finding')} in {path}")


def _sources(whole: Whole, place: _Place) -> Mapping[str, str]:
    if place.config is None:
        return FileTexts()
    found = whole.catalogue.texts
    suppressions = place.root / SUPPRESSIONS
    if suppressions.is_file():
        found[suppressions.as_posix()] = suppressions.read_text("utf-8")
    return found


def _tell(
    arguments: argparse.Namespace, place: _Place, linted: Linted, sources: Mapping[str, str]
) -> None:
    if arguments.format != "text":
        say_ready(_printed(arguments.format, linted.results, sources))
        return
    if arguments.statistics:
        say_ready(statistics(linted))
    else:
        colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
        say_ready(text(linted, sources, group=not arguments.no_group, colour=colour))
    say(closing(linted, mending=place.config is not None))


def _printed(form: str, results: Sequence[Result], sources: Mapping[str, str]) -> str:
    """For GitHub, where annotations and SARIF mean files of its checkout, these as it has them."""
    workspace = os.environ.get("GITHUB_WORKSPACE")
    if workspace and form in ("github", "sarif"):
        from typewright.lint.printers.workspace import in_workspace

        results, sources = in_workspace(results, sources, Path(workspace))
    return printer(form)(results, sources)
