"""``typewright lint``: what is wrong with a vendor's schemas."""

import argparse
import os
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from typewright.commands.console import CLEAN, FINDINGS, count, say, say_ready
from typewright.commands.lint_baseline import baseline_of, with_baseline
from typewright.commands.lint_call import refuse_at_odds, selection_of
from typewright.commands.lint_place import Place, narrowed, place_of
from typewright.config import Config
from typewright.diagnostics import ConfigError, Severity
from typewright.lint.files import lint_files
from typewright.lint.model import Whole
from typewright.lint.printers import printer
from typewright.lint.printers.text import closing, statistics, text
from typewright.lint.registry import Rule
from typewright.lint.results import NO_MORE, Linted, Result, severities, unsettled
from typewright.lint.run import lint, with_reported
from typewright.lint.selection import SUPPRESSIONS, Selection
from typewright.lint.single import NOTHING
from typewright.lint.texts import FileTexts

if TYPE_CHECKING:
    from datetime import date

_MOST_ROUNDS = 10
"""Of mending; two are seldom needed, and one more finds nothing left."""

_RANK = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}


def run(arguments: argparse.Namespace) -> int:
    """Lint, mend if asked, and tell; exit 1 when something is as bad as ``--fail-on``."""
    refuse_at_odds(arguments)
    place = place_of(arguments)
    selection = selection_of(arguments, place.options)
    look = _mended if arguments.fix or arguments.unsafe_fixes else _linted
    whole, (results, more) = look(arguments, place, selection)
    linted = Linted(with_baseline(arguments, place, results), more)
    _tell(arguments, place, linted, _sources(whole, place))
    least = _RANK[Severity(arguments.fail_on)]
    bad = any(_RANK[each] >= least for each in severities(unsettled(linted.results)))
    return FINDINGS if bad else CLEAN


def _linted(
    arguments: argparse.Namespace, place: Place, selection: Selection
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
    results = narrowed(place, selection.kept(results))
    if (place.root / SUPPRESSIONS).is_file():
        from typewright.lint.suppress import read_suppressions, suppressed

        suppressions = read_suppressions(place.root / SUPPRESSIONS)
        results, stale = suppressed(results, suppressions, _today(), selection.finds_all)
        if not place.paths:
            results = with_reported(whole, results, stale, chosen)
    return whole, Linted(results, more)


def _of_store(
    arguments: argparse.Namespace, config: Config, chosen: tuple[Rule, ...]
) -> tuple[Whole, tuple[Result, ...]]:
    from typewright.lint.store import as_published, lint_corrected

    store = config.root / config.schemas
    if arguments.as_published:
        whole = as_published(store)
        return whole, lint(whole, chosen)
    return lint_corrected(store, chosen, _today())


def _is_brief(arguments: argparse.Namespace, place: Place) -> bool:
    """Whether only the first findings with each message are shown: for a person, unless some are
    settled, when it is open which are the first."""
    grouped = arguments.format == "text" and not arguments.no_group
    settles = baseline_of(arguments, place) is not None or (place.root / SUPPRESSIONS).is_file()
    return grouped and not settles


def _today() -> "date":
    from datetime import date

    return date.today()


def _mended(
    arguments: argparse.Namespace, place: Place, selection: Selection
) -> tuple[Whole, Linted]:
    """Mend until nothing is left to mend: what one fix brings to light another may mend. What is
    found then."""
    if place.config is None:
        raise ConfigError("--fix writes patches, and needs a store; these files are in none")
    from typewright.commands.lint_fixes import settling, write_fixes

    store, chosen = place.config.root / place.config.schemas, selection.chosen()
    spared = settling(place.root, baseline_of(arguments, place))
    mended = Counter[str]()
    before: set[tuple[str, str, str]] | None = None
    for _ in range(_MOST_ROUNDS):
        whole, linted = _linted(arguments, place, selection)
        results = linted.results
        open_ones = {each.key for each in results if each.fix is not None and not each.settled}
        if open_ones == before:  # nothing to mend, or nothing that writing has mended
            break
        mended.update(write_fixes(store, place.root, whole, results, chosen, arguments, spared))
        before = open_ones
    else:
        whole, linted = _linted(arguments, place, selection)
    if arguments.format == "text":
        for path, fixes in mended.items():
            say(f"mended          {count(fixes, 'finding')} in {path}")
    return whole, linted


def _sources(whole: Whole, place: Place) -> Mapping[str, str]:
    if place.config is None:
        return FileTexts()
    found = whole.catalogue.texts
    suppressions = place.root / SUPPRESSIONS
    if suppressions.is_file():
        found[suppressions.as_posix()] = suppressions.read_text("utf-8")
    return found


def _tell(
    arguments: argparse.Namespace, place: Place, linted: Linted, sources: Mapping[str, str]
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
