"""``typewright verify``: a copy of an SDK against the manifest inside it, from outside."""

import argparse
from pathlib import Path

from typewright.commands.console import CLEAN, FINDINGS, say_ready
from typewright.diagnostics import ConfigError
from typewright.runtime.verify import MANIFEST, Unverifiable, render_json, render_text, verify


def run(arguments: argparse.Namespace) -> int:
    """Print the verdict; nothing of the copy is imported or run."""
    try:
        verdict = verify(_package(arguments.directory), arguments.expect)
    except Unverifiable as error:
        raise ConfigError(str(error)) from error
    say_ready((render_json if arguments.format == "json" else render_text)(verdict))
    return CLEAN if verdict.state == "intact" else FINDINGS


def _package(directory: Path) -> Path:
    """The package at ``directory``, or the one just below it. Raises ``ConfigError``."""
    if not directory.is_dir():
        raise ConfigError(f"{directory}: no such directory; name the copy of the package")
    if (directory / MANIFEST).exists():
        return directory
    found = sorted(path.parent for path in directory.glob(f"*/{MANIFEST}"))
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(path.name for path in found)
        raise ConfigError(f"{directory}: holds {names}; name one of them")
    raise ConfigError(f"{directory}: no {MANIFEST} here or one folder below; name the package")
