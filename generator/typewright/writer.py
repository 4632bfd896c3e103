"""The only room that changes a disk, with :mod:`typewright.staging`: compare, replace, prune.

Everything is staged inside the output directory first and moved into place file by file, the
manifest last. Killed at any moment, the directory holds the old SDK, the new one, or a mixture that
does not match the manifest, which :func:`compare` reports and the next run mends: what is staged is
left over, and its manifest knows the files that were moved. No link is followed out of the
directory.
"""

import errno
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal, TypeAlias

from typewright.files import Files, digest
from typewright.manifest import MANIFEST, STAGING, Manifest, hash_on_disk, read_manifest
from typewright.places import NotRegular, is_inside, refuse_links, refuse_twins
from typewright.runtime import verify
from typewright.staging import clear, move_all, stage, write_new

Kind: TypeAlias = Literal["missing", "outdated", "left over", "edited by hand"]


@dataclass(frozen=True, slots=True)
class Drift:
    """One file of the output directory that is not what the store says."""

    path: PurePosixPath
    kind: Kind


def compare(directory: Path, files: Files, keep: frozenset[str] = frozenset()) -> tuple[Drift, ...]:
    """How ``directory`` differs from ``files``; outputs named in ``keep`` are not left over."""
    known = _known_hashes(directory)
    return tuple(sorted(_differences(directory, files, known, keep), key=lambda d: str(d.path)))


def without_kept(
    drift: tuple[Drift, ...], package: str, keep: tuple[str, ...]
) -> tuple[Drift, ...]:
    """``drift`` without files that are the user's: in ``_custom/``, or named by a glob of ``keep``.

    One that is missing stays, and is made: there is nothing of the user's to lose. Manifests are
    always ours, and so is what is staged.
    """
    ours = (MANIFEST, PurePosixPath(package) / verify.MANIFEST, PurePosixPath(STAGING))
    return tuple(
        each
        for each in drift
        if each.kind == "missing"
        or each.path in ours
        or not verify.is_kept(str(each.path), package, keep)
    )


def _differences(
    directory: Path, files: Files, known: frozenset[tuple[str, str]], keep: frozenset[str]
) -> Iterator[Drift]:
    for path, text in files.items():
        found = hash_on_disk(directory / path)
        if found is None:
            yield Drift(path, "missing")
        elif found != digest(text):
            ours = path == MANIFEST or (str(path), found) in known
            yield Drift(path, "outdated" if ours else "edited by hand")
    planned = {str(path) for path in files} | keep
    for name in sorted(filter(is_inside, {name for name, _ in known} - planned)):
        found = hash_on_disk(directory / name)
        if found is not None:
            kind: Kind = "left over" if (name, found) in known else "edited by hand"
            yield Drift(PurePosixPath(name), kind)
    if os.path.lexists(directory / STAGING):
        yield Drift(PurePosixPath(STAGING), "left over")


def write(directory: Path, files: Files, drift: tuple[Drift, ...], *, force: bool = False) -> None:
    """Make ``directory`` hold ``files``: only what drifted is touched, leftovers are pruned.

    With ``force`` files edited by hand are replaced too; without it they are left alone, and a
    caller should not write at all when there are any. Raises ``OSError`` when the disk refuses,
    and before anything is written when a link or a directory is in the way.
    """
    drifted = (each.path for each in drift if force or each.kind != "edited by hand")
    touched = [path for path in drifted if str(path) != STAGING]
    refuse_twins(files)
    _refuse_obstacles(directory, touched)
    directory.mkdir(parents=True, exist_ok=True)
    clear(directory)
    gone = [path for path in touched if path not in files]
    replaced = _replaced(files, touched, gone)
    stage(directory, files, replaced)
    move_all(directory, replaced, gone)


def _replaced(
    files: Files, touched: Iterable[PurePosixPath], gone: Iterable[PurePosixPath]
) -> list[PurePosixPath]:
    """What is written anew: where case is ignored, one of ``gone`` may be the file of a path."""
    anew, spelt = set(touched), {str(path).casefold() for path in gone}
    ours = (path for path in files if path != MANIFEST)
    return [path for path in ours if path in anew or str(path).casefold() in spelt]


def _refuse_obstacles(directory: Path, paths: list[PurePosixPath]) -> None:
    refuse_links(directory, paths)
    for path in paths:
        place = directory / path
        if place.is_dir() and not place.is_symlink():
            raise NotRegular(errno.EISDIR, "a directory is where a file should go", str(place))


def write_each(directory: Path, files: Files) -> None:
    """Write single files below ``directory``, each at once: it has its old text or the new one.

    Raises ``OSError`` when the disk refuses, and when a folder on the way is a link.
    """
    refuse_twins(files)
    refuse_links(directory, files)
    for path, text in files.items():
        target = directory / path
        staged = target.with_name(f".{target.name}.new")
        staged.unlink(missing_ok=True)
        try:
            write_new(staged, text)
            staged.replace(target)
        except BaseException:
            staged.unlink(missing_ok=True)
            raise


def _known_hashes(directory: Path) -> frozenset[tuple[str, str]]:
    """What the generator has written here, by the manifest and by one that a killed run staged."""
    manifests: tuple[Manifest, ...] = (
        read_manifest(directory / MANIFEST),
        read_manifest(directory / STAGING / MANIFEST),
    )
    return frozenset(pair for manifest in manifests for pair in manifest.outputs.items())
