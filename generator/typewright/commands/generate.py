"""``typewright generate``: the SDK from the schemas."""

import argparse
import gc
from collections.abc import Callable, Generator
from contextlib import contextmanager, nullcontext
from datetime import date
from typing import TYPE_CHECKING

from typewright.commands.configured import configured
from typewright.commands.console import CLEAN, FINDINGS, LISTED, count, progress_bar, say
from typewright.config import Config
from typewright.freshness import standing
from typewright.places import alone_in

if TYPE_CHECKING:
    from typewright.pipeline import Generated, Prepared

_DONE = {
    "missing": "created",
    "outdated": "updated",
    "left over": "removed",
    "edited by hand": "replaced",
}


def run(arguments: argparse.Namespace) -> int:
    """Generate, and write unless the user or an edited file forbids it.

    Where the manifest shows that nothing is to be done, nothing else is loaded.
    """
    config = configured(arguments)
    if arguments.bump:
        from typewright.commands.bump import bump

        return bump(arguments, config)
    if not (arguments.whole or arguments.only or arguments.explain or arguments.format == "json"):
        locales = (arguments.locale,) if arguments.locale else ()
        found = standing(config, locales, date.today())
        if found is not None:
            say(_unchanged(found.endpoints, found.files))
            return CLEAN
    with _no_collection():
        return generate_sdk(arguments, config)


@contextmanager
def _no_collection() -> Generator[None]:
    """What is made lives until the end: looking for cycles in it takes a quarter of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _unchanged(endpoints: int, files: int) -> str:
    return f"{count(endpoints, 'endpoint')}, {files} files: nothing changed."


def generate_sdk(
    arguments: argparse.Namespace,
    config: Config,
    before_writing: Callable[[], None] = lambda: None,
) -> int:
    """From the store to the disk; another run in this project is waited for before it is read.

    ``before_writing`` is called when nothing forbids it any more.
    """
    with nullcontext() if arguments.check else alone_in(config.root):
        return _generate_alone(arguments, config, before_writing)


def _generate_alone(
    arguments: argparse.Namespace, config: Config, before_writing: Callable[[], None]
) -> int:
    from typewright.commands.store import print_findings, print_json, read_store, refuse
    from typewright.pipeline import generate, write_generated

    prepared = read_store(arguments, config)
    if prepared.sdk is None:
        return refuse(arguments, prepared)
    with progress_bar("Rendering") as progress:
        generated = generate(config, prepared, arguments.only, progress, whole=arguments.whole)
    edited = [drift for drift in generated.drift if drift.kind == "edited by hand"]
    refused = bool(edited) and not arguments.force
    if not arguments.check and not refused:
        before_writing()
        write_generated(generated, force=arguments.force)
    if arguments.format == "json":
        written = not (arguments.check or refused)
        print_json(prepared, generated.drift, written=written, lock=generated.lock.kind)
    else:
        print_findings(prepared)
        _print_generated(arguments, config, prepared, generated, refused=refused)
    drifted = bool(generated.drift) or generated.lock.kind is not None
    return FINDINGS if refused or (arguments.check and drifted) else CLEAN


def _print_generated(
    arguments: argparse.Namespace,
    config: Config,
    prepared: "Prepared",
    generated: "Generated",
    *,
    refused: bool,
) -> None:
    written = not (arguments.check or refused)
    for drift in generated.drift[:LISTED]:
        say(f"{_DONE[drift.kind] if written else drift.kind:<15} {config.output}/{drift.path}")
    if len(generated.drift) > LISTED:
        say(f"... and {len(generated.drift) - LISTED} more")
    if not written:
        from typewright.drift import diffs

        for line in diffs(generated.directory, generated.files, generated.drift):
            say(line)
    if generated.lock.kind is not None:
        kind = _DONE[generated.lock.kind] if written else generated.lock.kind
        say(f"{kind:<15} {generated.lock.path.as_posix()}")
    assert prepared.sdk is not None, "a store with errors was refused before"
    endpoints = count(len(prepared.sdk.endpoints), "endpoint")
    drifted = len(generated.drift) + (generated.lock.kind is not None)
    files = count(drifted, "file")
    if refused:
        say(
            "A generated file was edited by hand: nothing was written. Move the change into a "
            "template or a patch, or run 'typewright generate --force' to replace it."
        )
    elif not drifted:
        say(_unchanged(len(prepared.sdk.endpoints), generated.total))
    elif arguments.check:
        say(f"{files} out of date; run 'typewright generate' to bring {config.output} in line.")
    else:
        say(f"{endpoints}: {files} brought in line.")
