"""The baseline of a call of ``typewright lint``: which one it is, and what it settles."""

import argparse
from pathlib import Path, PurePosixPath

from typewright.commands.lint_place import Place, was_linted
from typewright.diagnostics import ConfigError
from typewright.lint.results import Result


def with_baseline(
    arguments: argparse.Namespace, place: Place, results: tuple[Result, ...]
) -> tuple[Result, ...]:
    """``results`` with those in the baseline settled; it is written first, if that is asked."""
    path = baseline_of(arguments, place)
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

        known = None if baseline is None else shrunk(baseline, results, was_linted(place))
        after = first(results) if known is None else known
        write_each(path.parent, {PurePosixPath(path.name): after.text()})
        baseline = after
    assert baseline is not None, "there is one, or it was just made"
    return applied(baseline, results)


def baseline_of(arguments: argparse.Namespace, place: Place) -> Path | None:
    """The one that the call names, from here; else that of the config, beside it."""
    named: Path | None = arguments.baseline
    if named is not None:
        return named
    name = place.options.baseline
    if not name and arguments.write_baseline:
        name = "typewright-baseline.json"
    return place.root / name if name else None
