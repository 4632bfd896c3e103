"""The store that a command works on: what was read, and why it is refused."""

import argparse
import json
from dataclasses import replace

from typewright.commands.console import FINDINGS, count, say
from typewright.config import Config
from typewright.diagnostics import Severity, render_json, render_text
from typewright.pipeline import Prepared, prepare
from typewright.writer import Drift

_DONE = {"ir": "printed", "serve": "served"}
"""What the commands do with a store that is not refused, and do not write."""


def read_store(arguments: argparse.Namespace, config: Config) -> Prepared:
    """The store, read and checked; with ``--explain`` the notes are findings like the others."""
    prepared = prepare(config, (arguments.locale,) if arguments.locale else ())
    if not vars(arguments).get("explain"):
        return prepared
    return replace(prepared, findings=(*prepared.findings, *prepared.notes), notes=())


def refuse(arguments: argparse.Namespace, prepared: Prepared) -> int:
    """Say why nothing can be made of the store; returns the exit code."""
    if arguments.format == "json":
        print_json(prepared, (), written=False)
        return FINDINGS
    print_findings(prepared)
    errors = sum(finding.severity is Severity.ERROR for finding in prepared.findings)
    say(f"{count(errors, 'error')}; nothing was {_DONE.get(arguments.command, 'written')}.")
    return FINDINGS


def print_findings(prepared: Prepared) -> None:
    """Print the findings with their lines, if there are any."""
    if prepared.findings:
        say(render_text(prepared.findings, prepared.sources()))


def print_json(
    prepared: Prepared, drift: tuple[Drift, ...], *, written: bool, lock: str | None = None
) -> None:
    """Print findings and files as one JSON object; ``lock`` is what is wrong with that of names."""
    files = [{"path": str(each.path), "kind": each.kind} for each in drift]
    findings: object = json.loads(render_json(prepared.findings))
    whole = {"findings": findings, "files": files, "lock": lock, "written": written}
    say(json.dumps(whole, indent=2))
