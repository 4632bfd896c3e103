"""``typewright generate``: the SDK from the schemas."""

import argparse
import gc
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import date
from typing import TYPE_CHECKING

from typewright.commands.configured import alone, configured
from typewright.commands.console import CLEAN, FINDINGS, LISTED, count, progress_bar, say
from typewright.config import Config
from typewright.diagnostics import ConfigError
from typewright.freshness import Survey, survey

if TYPE_CHECKING:
    from typewright.generated import Generated
    from typewright.pipeline import Prepared

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
    if arguments.since and not arguments.bump:
        raise ConfigError("--since says what --bump compares with: it goes with --bump")
    if arguments.check:
        return _chosen(arguments, config)
    with alone(config.root):
        return _chosen(arguments, configured(arguments))  # which the other run may have changed


def _chosen(arguments: argparse.Namespace, config: Config) -> int:
    if not arguments.bump:
        return _shortest(arguments, config)
    from typewright.commands.bump import bump

    return bump(arguments, config)


def _shortest(arguments: argparse.Namespace, config: Config) -> int:
    """Nothing, what a few changed endpoints need, or everything: as the manifest allows."""
    found = _surveyed(arguments, config)
    standing = found.standing() if found is not None else None
    if standing is not None:
        say(_unchanged(standing.endpoints, standing.files))
        return CLEAN
    with _no_collection(), _memory(arguments):
        generated = _renewed(arguments, config, found) if found is not None else None
        if generated is not None:
            return _finish(arguments, config, generated)
        return generate_sdk(arguments, config)


def _surveyed(arguments: argparse.Namespace, config: Config) -> Survey | None:
    if arguments.whole or arguments.only or arguments.explain or arguments.format == "json":
        return None
    return survey(config, _locales(arguments), date.today())


def _renewed(arguments: argparse.Namespace, config: Config, found: Survey) -> "Generated | None":
    from typewright.renewal import renewed

    return renewed(config, _locales(arguments), found, date.today())


def _locales(arguments: argparse.Namespace) -> tuple[str, ...]:
    return (arguments.locale,) if arguments.locale else ()


def _memory(arguments: argparse.Namespace) -> AbstractContextManager[None]:
    """What slow tools answered before; ``--whole`` asks them again."""
    from typewright.cache import remembered

    return nullcontext() if arguments.whole else remembered()


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


def _nothing() -> None:
    """There is nothing to do before."""


def generate_sdk(
    arguments: argparse.Namespace,
    config: Config,
    before_writing: Callable[[], None] = _nothing,
) -> int:
    """From the whole store to the disk.

    ``before_writing`` is called when nothing forbids it any more.
    """
    from typewright.commands.store import read_store, refuse
    from typewright.pipeline import generate

    prepared = read_store(arguments, config)
    if prepared.sdk is None:
        return refuse(arguments, prepared)
    with progress_bar("Rendering") as progress:
        generated = generate(config, prepared, arguments.only, progress, whole=arguments.whole)
    return _finish(arguments, config, generated, prepared, before_writing)


def _finish(
    arguments: argparse.Namespace,
    config: Config,
    generated: "Generated",
    prepared: "Prepared | None" = None,
    before_writing: Callable[[], None] = _nothing,
) -> int:
    """Write what nothing forbids, and tell; ``prepared`` has what there is to tell of the store."""
    from typewright.generated import write_generated

    edited = [drift for drift in generated.drift if drift.kind == "edited by hand"]
    refused = bool(edited) and not arguments.force
    if not arguments.check and not refused:
        before_writing()
        write_generated(generated, force=arguments.force)
    if prepared is not None:
        _print_prepared(arguments, prepared, generated, written=not (arguments.check or refused))
    if arguments.format != "json":
        _print_generated(arguments, config, generated, refused=refused)
    drifted = bool(generated.drift) or generated.lock.kind is not None
    return FINDINGS if refused or (arguments.check and drifted) else CLEAN


def _print_prepared(
    arguments: argparse.Namespace, prepared: "Prepared", generated: "Generated", *, written: bool
) -> None:
    from typewright.commands.store import print_findings, print_json

    if arguments.format == "json":
        print_json(prepared, generated.drift, written=written, lock=generated.lock.kind)
    else:
        print_findings(prepared)


def _print_generated(
    arguments: argparse.Namespace,
    config: Config,
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
    endpoints = count(generated.endpoints, "endpoint")
    drifted = len(generated.drift) + (generated.lock.kind is not None)
    files = count(drifted, "file")
    if refused:
        say(
            "A generated file was edited by hand: nothing was written. Move the change into a "
            "template or a patch, or run 'typewright generate --force' to replace it."
        )
    elif not drifted:
        say(_unchanged(generated.endpoints, generated.total))
    elif arguments.check:
        say(f"{files} out of date; run 'typewright generate' to bring {config.output} in line.")
    else:
        say(f"{endpoints}: {files} brought in line.")
