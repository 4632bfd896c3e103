"""A store as a git revision has it; the only user of git."""

import hashlib
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Final

from typewright.diagnostics import ConfigError

_MOST_COMMITS: Final = 200
"""Commits that are searched for a known state of the store."""


@contextmanager
def checked_out(root: Path, schemas: str, revision: str) -> Generator[Path]:
    """A directory with the store ``schemas`` (relative to ``root``) as it was at ``revision``.

    Files alone: links are left out. Raises :class:`ConfigError` for what git does not know.
    """
    commit = _commit(root, revision)
    with tempfile.TemporaryDirectory(prefix="typewright-") as directory:
        archive = Path(directory) / "store.tar"
        done = _git(root, "archive", "--format=tar", f"--output={archive}", commit, "--", schemas)
        if done.returncode != 0:
            raise ConfigError(
                f"git:{revision}: there is no store at {schemas} in this revision; name a later "
                "one, or compare with a directory"
            )
        target = Path(directory) / "store"
        _unpack(archive, target)
        yield target / schemas


def _unpack(archive: Path, target: Path) -> None:
    with tarfile.open(archive) as tar:
        for member in tar:
            path = PurePosixPath(member.name)
            content = tar.extractfile(member) if member.isreg() else None
            if content is None or path.is_absolute() or ".." in path.parts:
                continue
            place = target / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content.read())


def _commit(root: Path, revision: str) -> str:
    """The commit that ``revision`` names."""
    words = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    done = _git(root, *words)
    if done.returncode == 0:
        return done.stdout.decode().strip()
    if _git(root, "rev-parse", "--git-dir").returncode != 0:
        raise ConfigError(f"git:{revision}: {root} is in no git repository")
    raise ConfigError(f"git:{revision}: git knows no such revision; see 'git log --oneline'")


def commits(root: Path, schemas: str) -> Iterator[str]:
    """The commits that changed the store, the newest first; none without git or a repository."""
    try:
        done = _git(root, "rev-list", f"--max-count={_MOST_COMMITS}", "HEAD", "--", schemas)
    except ConfigError:
        return
    if done.returncode == 0:
        yield from done.stdout.decode().split()


def listed(root: Path, commit: str, schemas: str) -> dict[str, str]:
    """Path below the store -> git's name of its bytes (:func:`blob`), of files at ``commit``."""
    done = _git(root, "ls-tree", "-r", "-z", commit, "--", f"{schemas}/")
    entries = done.stdout.decode("utf-8", "surrogateescape").split("\0")
    rows = (entry.partition("\t") for entry in entries if entry)
    prefix = f"{PurePosixPath(schemas)}/"
    return {path.removeprefix(prefix): facts.split()[2] for facts, _, path in rows}


def blob(raw: bytes) -> str:
    """What git calls a file of these bytes."""
    return hashlib.sha1(b"blob %d\0" % len(raw) + raw, usedforsecurity=False).hexdigest()


def content(root: Path, commit: str, path: PurePosixPath) -> bytes | None:
    """The file ``path`` (relative to ``root``) at ``commit``; ``None`` if there was none."""
    done = _git(root, "show", f"{commit}:./{path}")
    return done.stdout if done.returncode == 0 else None


def _git(root: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    command: Sequence[str] = ("git", "-C", str(root), *words)
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        return subprocess.run(command, capture_output=True, check=False, env=environment)
    except FileNotFoundError as error:
        raise ConfigError("git is not installed; compare directories instead") from error
