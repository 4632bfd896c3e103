"""The only room that changes a disk: compare, stage, replace, prune.

Everything is staged inside the output directory first and moved into place file by file, the
manifest last. Killed at any moment, the directory holds the old SDK, the new one, or a mixture that
does not match the manifest, which :func:`compare` reports and the next run mends.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal, TypeAlias

from typewright.files import Files, digest
from typewright.manifest import MANIFEST, STAGING, Manifest, read_manifest
from typewright.runtime import verify

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
    always ours.
    """
    ours = (MANIFEST, PurePosixPath(package) / verify.MANIFEST)
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
        found = _hash_on_disk(directory / path)
        if found is None:
            yield Drift(path, "missing")
        elif found != digest(text):
            ours = path == MANIFEST or (str(path), found) in known
            yield Drift(path, "outdated" if ours else "edited by hand")
    planned = {str(path) for path in files} | keep
    for name in sorted({name for name, _ in known} - planned):
        found = _hash_on_disk(directory / name)
        if found is not None and _inside(name):
            kind: Kind = "left over" if (name, found) in known else "edited by hand"
            yield Drift(PurePosixPath(name), kind)


def write(directory: Path, files: Files, drift: tuple[Drift, ...], *, force: bool = False) -> None:
    """Make ``directory`` hold ``files``: only what drifted is touched, leftovers are pruned.

    With ``force`` files edited by hand are replaced too; without it they are left alone, and a
    caller should not write at all when there are any. Raises ``OSError`` when the disk refuses.
    """
    staging = directory / STAGING
    touched = [each for each in drift if force or each.kind != "edited by hand"]
    replaced = [each.path for each in touched if each.path in files and each.path != MANIFEST]
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(parents=True)
    for path in (*replaced, MANIFEST):
        _write_bytes(staging / path, files[path])
    for path in replaced:
        _move(staging / path, directory / path)
    for each in touched:
        if each.path not in files:
            (directory / each.path).unlink(missing_ok=True)
            _prune_empty(directory, each.path)
    _move(staging / MANIFEST, directory / MANIFEST)
    shutil.rmtree(staging)


def write_each(directory: Path, files: Files) -> None:
    """Write single files below ``directory``, each at once: it has its old text or the new one.

    Raises ``OSError`` when the disk refuses.
    """
    for path, text in files.items():
        target = directory / path
        staged = target.with_name(f".{target.name}.new")
        _write_bytes(staged, text)
        staged.replace(target)


def _known_hashes(directory: Path) -> frozenset[tuple[str, str]]:
    """What the generator has written here, by the manifest and by one that a killed run staged."""
    manifests: tuple[Manifest, ...] = (
        read_manifest(directory / MANIFEST),
        read_manifest(directory / STAGING / MANIFEST),
    )
    return frozenset(pair for manifest in manifests for pair in manifest.outputs.items())


def _hash_on_disk(path: Path) -> str | None:
    """The hash of the text at ``path``; one that no text has when it is no UTF-8."""
    try:
        return digest(path.read_bytes().decode("utf-8"))
    except UnicodeDecodeError:
        return "not UTF-8"
    except OSError:
        return None


def _inside(name: str) -> bool:
    """Whether a path from a manifest stays in the output directory: a manifest can be edited."""
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts


def _write_bytes(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))


def _move(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    source.replace(target)


def _prune_empty(directory: Path, path: PurePosixPath) -> None:
    """Remove the folders that the last file of theirs has left."""
    for parent in path.parents:
        folder = directory / parent
        if parent == PurePosixPath() or not folder.is_dir() or any(folder.iterdir()):
            return
        folder.rmdir()
