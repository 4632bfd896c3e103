"""What a call of ``typewright lint`` asks for, and whether its options go together."""

import argparse
from collections.abc import Sequence

from typewright.config import LintConfig
from typewright.diagnostics import ConfigError
from typewright.lint.selection import Selection, codes


def refuse_at_odds(arguments: argparse.Namespace) -> None:
    """Raise ``ConfigError`` for options of which one would do nothing, or harm."""
    for option, given in (
        ("--statistics", arguments.statistics),
        ("--no-group", arguments.no_group),
    ):
        if given and arguments.format != "text":
            raise ConfigError(
                f"{option} is for --format text, not {arguments.format}; leave one of the two out"
            )
    if arguments.as_published and (arguments.fix or arguments.unsafe_fixes):
        raise ConfigError(
            "--as-published is without the patches that --fix writes; leave one of the two out"
        )


def selection_of(arguments: argparse.Namespace, options: LintConfig) -> Selection:
    """What the call selects, else what the config does. A code that the call selects is no longer
    ignored by the config; of longer and shorter ones the longer wins, wherever it stands."""
    selected = _codes("--select", arguments.select)
    return Selection(
        select=selected or options.select,
        ignore=(
            *(each for each in options.ignore if each not in selected),
            *_codes("--ignore", arguments.ignore),
        ),
        per_path=options.per_path,
    )


def _codes(option: str, given: Sequence[str] | None) -> tuple[str, ...]:
    """The codes in lists with commas."""
    if given is None:
        return ()
    words = [each.strip() for part in given for each in part.split(",") if each.strip()]
    if not words:
        raise ConfigError(f"{option} {' '.join(given)}: names no code; write {option} TW2,TW403")
    return codes(words)
