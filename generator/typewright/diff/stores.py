"""Two stores on disk, read as far as they differ.

A nightly comparison finds a handful of endpoints changed among a thousand. Files of the same bytes
on both sides need no parser and no judge, so bytes are compared first.
"""

import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath

from typewright.catalogue.check import check
from typewright.catalogue.choice import one_provider
from typewright.catalogue.load import LOCALES, NAMES, load
from typewright.catalogue.reading import MAX_BYTES
from typewright.catalogue.settle import settled
from typewright.config import Config
from typewright.diagnostics import ConfigError, Diagnostic, Severity
from typewright.diff.edition import Edition
from typewright.files import RELEASED
from typewright.ir.build import build_endpoint, usual_output
from typewright.ir.clashes import check_names
from typewright.ir.pins import read_pins


@dataclass(frozen=True, slots=True)
class Store:
    """A store and what it is called in reports."""

    root: Path
    label: str


@dataclass(frozen=True, slots=True)
class Reading:
    """An edition and what is wrong with it; with an error it must not be compared."""

    edition: Edition
    findings: tuple[Diagnostic, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def broken(self) -> bool:
        """Whether it must not be compared."""
        return any(each.severity is Severity.ERROR for each in self.findings)


def read_both(old: Store, new: Store, config: Config, today: date) -> tuple[Reading, Reading]:
    """Both stores, of each the endpoints that are not the same on the other side."""
    for store in (old, new):
        if not store.root.is_dir():
            raise ConfigError(f"{store.label}: there is no such store")
    wanted = differing(old.root, new.root)
    if wanted is not None and not wanted:
        nothing = (Reading(Edition(PurePosixPath(), store.label)) for store in (old, new))
        return next(nothing), next(nothing)
    return read_store(old, config, today, wanted), read_store(new, config, today, wanted)


def differing(old: Path, new: Path) -> frozenset[PurePosixPath] | None:
    """Directories with a file that is not the same on both sides; ``None`` for all of them.

    Locales are no matter. What every endpoint depends on makes all of them differ, and so does a
    link, which only the loader follows.
    """
    before, after = dict(_files(old, "")), dict(_files(new, ""))
    if any(entry.is_symlink() for entry in (*before.values(), *after.values())):
        return None
    changed = {path for path in {*before, *after} if not _same(before.get(path), after.get(path))}
    if any(path.count("/") < 2 for path in changed):  # of a provider as a whole
        return None
    return frozenset(PurePosixPath(path).parent for path in changed)


def _files(root: Path | str, inside: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Every file below ``root`` that can say something, by its path; links are not followed."""
    try:
        entries = sorted(os.scandir(root), key=lambda each: each.name)
    except OSError:  # the loader says so, if it is of the store
        return
    for entry in entries:
        path = f"{inside}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            if entry.name != LOCALES and entry.name[0] not in "._":
                yield from _files(entry.path, f"{path}/")
        elif entry.is_symlink() or is_compared(entry.name):
            yield path, entry


def is_compared(name: str) -> bool:
    """Whether a file of this name can change anything; the lock of names follows from the rest."""
    return (name.endswith(".json") and name != RELEASED) or name == NAMES


def _same(one: os.DirEntry[str] | None, other: os.DirEntry[str] | None) -> bool:
    """Whether two files are plain ones of the same bytes."""
    if one is None or other is None:
        return False
    sizes = [each.stat(follow_symlinks=False) for each in (one, other)]
    plain = all(stat.S_ISREG(each.st_mode) for each in sizes)  # a pipe would never end
    if not plain or sizes[0].st_size != sizes[1].st_size or sizes[0].st_size > MAX_BYTES:
        return False
    with Path(one.path).open("rb") as left, Path(other.path).open("rb") as right:
        return left.read() == right.read()


def read_store(
    store: Store, config: Config, today: date, wanted: frozenset[PurePosixPath] | None
) -> Reading:
    """A store, settled and judged; of its endpoints those in the directories ``wanted``."""
    loaded, unreadable = load(store.root, wanted)
    chosen, read_as = settled(one_provider(config, loaded), today)
    (provider,) = chosen.providers
    shared = "" if provider.patches is None else provider.patches.path.as_posix()
    about = (*unreadable, *(each for each in read_as if wanted is None or each.file != shared))
    pins, about_pins = read_pins(provider)
    judged = (
        *check(chosen, carry_unknown_rules=config.carry_unknown_rules),
        *(about_pins if wanted is None else ()),  # the others have their endpoints elsewhere
        *check_names(chosen, pins),
    )
    errors = tuple(each for each in (*about, *judged) if each.severity is Severity.ERROR)
    if errors:
        return Reading(Edition(loaded.root, store.label), errors, chosen.texts)
    usual = usual_output(provider)
    edition = Edition(
        loaded.root,
        store.label,
        {source.id: source for source in provider.endpoints},
        {each.id: build_endpoint(each, (), usual, pins) for each in provider.endpoints},
        provider,
    )
    return Reading(edition)
