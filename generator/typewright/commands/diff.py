"""``typewright diff``: what changed between two stores, revisions or schemas, and what it means."""

import argparse
import json
from datetime import date

from typewright.commands.configured import configured
from typewright.commands.console import CLEAN, FINDINGS, say
from typewright.diagnostics import render_json, render_text
from typewright.diff.render import RENDERERS, fails
from typewright.diff.run import Compared, diff


def run(arguments: argparse.Namespace) -> int:
    """Print the changes; exit 1 if one is as grave as ``--fail-on`` says, or a side is broken."""
    config = configured(arguments)
    compared = diff(config, arguments.old, arguments.new, today=date.today(), only=arguments.only)
    if compared.findings:
        return refuse_to_compare(arguments, compared)
    if arguments.only and not compared.changes and arguments.format == "text":
        say(f"Nothing changed for callers of endpoints that match {arguments.only}.")
    else:
        say(RENDERERS[arguments.format](compared.changes).rstrip("\n"))
    return FINDINGS if fails(compared.changes, arguments.fail_on) else CLEAN


def refuse_to_compare(arguments: argparse.Namespace, compared: Compared) -> int:
    """Say why a side cannot be compared."""
    if arguments.format == "json":
        findings: object = json.loads(render_json(compared.findings))
        say(json.dumps({"findings": findings}, indent=2))
    else:
        say(render_text(compared.findings, compared.texts))
        say("A side has errors: nothing was compared.")
    return FINDINGS
