"""``typewright ingest``: pages and catalogues into the store."""

import argparse
import json
from contextlib import nullcontext
from datetime import date

from typewright.commands.configured import alone, configured
from typewright.commands.console import CLEAN, FINDINGS, LISTED, count, say
from typewright.diagnostics import has_errors, none_matches, render_json, render_text
from typewright.ingest.run import Ingested
from typewright.pipeline import ingest_sources


def run(arguments: argparse.Namespace) -> int:
    """Ingest the sources that were named."""
    config = configured(arguments)
    with nullcontext() if arguments.check else alone(config.root):
        ingested = ingest_sources(
            config,
            arguments.sources,
            only=arguments.only,
            today=date.today(),
            write_files=not arguments.check,
        )
    return tell_of_ingested(arguments, ingested, config.schemas, written=not arguments.check)


def tell_of_ingested(
    arguments: argparse.Namespace, ingested: Ingested, store: str, *, written: bool
) -> int:
    """Say what was found and what was written; returns the exit code.

    Raises ``ConfigError`` when nothing was found and nothing else is to be said.
    """
    if arguments.only and not ingested.endpoints and not ingested.findings:
        raise none_matches(arguments.only)
    changed = [f"{store}/{ingested.provider}/{path}" for path in ingested.files]
    if arguments.format == "json":
        findings: object = json.loads(render_json(ingested.findings))
        facts = {"endpoints": ingested.endpoints, "files": changed, "written": written}
        say(json.dumps({"findings": findings, **facts}, indent=2))
    else:
        _print_ingested(ingested, changed, would="" if written else "would be ")
    failed = has_errors(ingested.findings) or (changed and not written)
    return FINDINGS if failed else CLEAN


def _print_ingested(ingested: Ingested, changed: list[str], *, would: str) -> None:
    if ingested.findings:
        say(render_text(ingested.findings))
    for path in changed[:LISTED]:
        say(f"{would}written  {path}")
    if len(changed) > LISTED:
        say(f"... and {len(changed) - LISTED} more")
    files = count(len(changed), "file") if changed else "no file"
    say(f"{count(len(ingested.endpoints), 'endpoint')} found: {files} {would}changed.")
