"""New files wait beside the old ones until all of them are there; then they are moved, one by one.

What a killed run has staged tells the next one which files that run has moved: they are ours.
"""

import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Final

from typewright.files import Files
from typewright.manifest import MANIFEST, STAGING, hash_on_disk, read_manifest
from typewright.places import is_inside

_ADOPTED: Final = PurePosixPath(".adopted.json")


def clear(directory: Path) -> None:
    """Remove what a killed run has left; a link itself, and never what it points to."""
    staging = directory / STAGING
    if staging.is_dir() and not staging.is_symlink():
        _adopt(directory)
        shutil.rmtree(staging)
    else:
        staging.unlink(missing_ok=True)


def _adopt(directory: Path) -> None:
    """Let the manifest know what a killed run has moved: this run may be killed as well.

    Such a manifest tells what lies there and vouches for none of it.
    """
    old = read_manifest(directory / MANIFEST)
    staged = read_manifest(directory / STAGING / MANIFEST).outputs
    moved = {
        name: each
        for name, each in staged.items()
        if is_inside(name) and hash_on_disk(directory / name) == each
    }
    if not moved.items() <= old.outputs.items():
        text = replace(old, made_by="", outputs={**old.outputs, **moved}).text()
        adopted = directory / STAGING / _ADOPTED
        adopted.unlink(missing_ok=True)
        write_new(adopted, text)
        _move(adopted, directory / MANIFEST)


def stage(directory: Path, files: Files, replaced: Iterable[PurePosixPath]) -> None:
    """Make what will be moved; nothing is left of it when the disk refuses (it may be full)."""
    staging = directory / STAGING
    staging.mkdir()
    try:
        for path in (*replaced, MANIFEST):
            write_new(staging / path, files[path])
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise


def move_all(
    directory: Path, replaced: Iterable[PurePosixPath], gone: Iterable[PurePosixPath]
) -> None:
    """Remove what is ``gone``, and put what was staged into place: the manifest last."""
    staging = directory / STAGING
    for path in gone:  # first: where case is ignored, one may be the old spelling of what comes
        (directory / path).unlink(missing_ok=True)
        _prune_empty(directory, path)
    for path in replaced:
        _move(staging / path, directory / path)
    _move(staging / MANIFEST, directory / MANIFEST)
    shutil.rmtree(staging)


def write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet, and the folders on the way."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:  # what has come here since is not written through
        file.write(text.encode("utf-8"))


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
