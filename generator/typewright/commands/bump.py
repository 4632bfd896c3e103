"""``typewright generate --bump``: the version by what changed, and the changelog that says so.

The version that callers have is that of the last generated state, so a run that was interrupted
starts from there again and comes to the same version and the same entry.
"""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import PurePosixPath

from typewright.commands.console import FINDINGS, USAGE, say, say_error
from typewright.commands.diff import refuse_to_compare
from typewright.commands.generate import generate_sdk
from typewright.config import Config
from typewright.diagnostics import ConfigError
from typewright.diff.changelog import entry
from typewright.diff.model import Bump, Change
from typewright.diff.run import Compared, diff
from typewright.diff.semver import largest, newer, next_version
from typewright.manifest import MANIFEST, STAGING, read_manifest
from typewright.pipeline import generate, prepare
from typewright.places import read_regular
from typewright.runtime import verify
from typewright.versions import with_entry, with_version
from typewright.writer import write_each

CHANGELOG = PurePosixPath("CHANGELOG.md")


def bump(arguments: argparse.Namespace, config: Config) -> int:
    """Compare with the last generated state; generate, and tell what it means for callers."""
    if arguments.check or arguments.only:
        say_error("--bump is for a whole SDK that is written: not with --check or --only")
        return USAGE
    released = _released(config)
    if released is None:
        _say(arguments, f"No SDK in {config.output} yet: {config.version} is its first version.")
        return generate_sdk(arguments, config)
    compared = _compared(arguments, config)
    if compared.findings:
        return refuse_to_compare(arguments, compared)
    version = _version(config, released, compared.changes)
    if version is None:
        return generate_sdk(arguments, config)
    if version == released:  # the run that wrote it was interrupted, and has told of it
        return _release(arguments, config, version, _nothing)

    def tell() -> None:
        _tell(config, version, compared.changes)
        _say(arguments, f"updated         {config.output}/{CHANGELOG}")

    return _release(arguments, config, version, tell)


def _released(config: Config) -> str | None:
    """The version of the SDK as it was generated last, by what is written last of it."""
    output = config.root / config.output
    told = read_manifest(output / MANIFEST).version
    try:
        return told or verify.read_manifest(output / config.package).version
    except verify.Unverifiable:
        return None


def _compared(arguments: argparse.Namespace, config: Config) -> Compared:
    since = arguments.since or str(config.root / config.output / MANIFEST)
    return diff(config, since, None, today=date.today())


def _version(config: Config, released: str, changes: tuple[Change, ...]) -> str | None:
    """The next version, or that of the config if it says more; ``None`` if nothing changes."""
    step = largest(changes)
    if step is Bump.NONE and _would_change(config, released):
        step = Bump.PATCH
    version = newer(next_version(released, step), config.version)
    return None if version == released == config.version else version


def _would_change(config: Config, released: str) -> bool:
    """Whether any file would: a template, a locale or typewright itself may be another."""
    same = config._replace(version=released)
    prepared = prepare(same)
    drift = generate(same, prepared).drift if prepared.sdk is not None else ()
    return any(str(each.path) != STAGING for each in drift)


def _nothing() -> None:
    """There is nothing to tell of this version."""


def _tell(config: Config, version: str, changes: tuple[Change, ...]) -> None:
    """Put what ``version`` means on top of the changelog."""
    directory = config.root / config.output
    try:
        old = (read_regular(directory / CHANGELOG) or b"").decode("utf-8")
    except UnicodeDecodeError as error:
        raise ConfigError(f"{directory / CHANGELOG}: not UTF-8; save it so") from error
    text = entry(changes, f"{version} ({date.today().isoformat()})")
    write_each(directory, {CHANGELOG: with_entry(old, version, text)})


def _release(
    arguments: argparse.Namespace, config: Config, version: str, tell: Callable[[], None]
) -> int:
    """Changelog first, config last: interrupted, it can be done again."""
    _say(arguments, f"version         {config.version} -> {version}")
    outcome = generate_sdk(arguments, config._replace(version=version), tell)
    if outcome == FINDINGS:
        return outcome
    text = config.file.read_text(encoding="utf-8")
    changed = with_version(PurePosixPath(config.file.as_posix()), text, version)
    if changed != text:
        write_each(config.file.parent, {PurePosixPath(config.file.name): changed})
        _say(arguments, f"updated         {config.file.as_posix()}")
    return outcome


def _say(arguments: argparse.Namespace, text: str) -> None:
    """Say it to a person: JSON is one object, and that of the generation."""
    if arguments.format != "json":
        say(text)
