"""``typewright ir``: what the generator understood."""

import argparse
from dataclasses import replace
from fnmatch import fnmatchcase

from typewright.commands.configured import configured
from typewright.commands.console import CLEAN, say
from typewright.commands.store import read_store, refuse
from typewright.diagnostics import none_matches
from typewright.ir.dump import dump_json, dump_text


def run(arguments: argparse.Namespace) -> int:
    """Print the IR of the endpoints that were asked for."""
    config = configured(arguments)
    prepared = read_store(arguments, config)
    if prepared.sdk is None:
        return refuse(arguments, prepared)
    chosen = tuple(
        endpoint
        for endpoint in prepared.sdk.endpoints
        if arguments.only is None or fnmatchcase(endpoint.id, arguments.only)
    )
    if not chosen and arguments.only is not None:
        raise none_matches(arguments.only)
    if not chosen and arguments.format == "text":
        say("The store has no endpoint yet: run typewright pull, or typewright ingest PAGE.")
        return CLEAN
    sdk = replace(prepared.sdk, endpoints=chosen)
    say(dump_json(sdk).rstrip() if arguments.format == "json" else dump_text(sdk).rstrip())
    return CLEAN
