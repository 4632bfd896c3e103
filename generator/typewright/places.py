"""What may be touched on a disk that others write to as well: regular files, reached by no link.

A directory of ours may hold links, pipes and devices that somebody put there. None of them is
followed, read or replaced, and a name from a file (a manifest) leads nowhere else.
"""

import errno
import stat
import sys
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

_LONGEST_NAME = 255


def is_inside(name: str) -> bool:
    """Whether a relative path that was read from a file stays where it is relative to.

    On every system: a backslash and a drive are refused too, and what no system can open.
    """
    path = PurePosixPath(name)
    plain = name.isprintable() and not any(character in name for character in '\\:*?"<>|')
    fits = all(len(part.encode()) <= _LONGEST_NAME for part in path.parts) if plain else False
    return plain and fits and not path.is_absolute() and ".." not in path.parts


def read_regular(path: Path) -> bytes | None:
    """The bytes of the regular file at ``path``; ``None`` when nothing is there.

    Raises :class:`NotRegular` for anything else that is there, and ``OSError``.
    """
    try:
        mode = path.lstat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None
    if not stat.S_ISREG(mode):
        raise NotRegular(errno.EINVAL, "this is no regular file", str(path))
    return path.read_bytes()


class NotRegular(OSError):
    """A link, a directory, a pipe or a device stands where a file should be."""


def refuse_links(directory: Path, paths: Iterable[PurePosixPath]) -> None:
    """Raise ``OSError`` if a folder on the way from ``directory`` to one of ``paths`` is a link."""
    folders = {parent for path in paths for parent in path.parents if parent.parts}
    for folder in sorted(folders):
        if (directory / folder).is_symlink():
            reason = "this is a symbolic link, and nothing is written through one"
            raise NotRegular(errno.ELOOP, reason, str(directory / folder))


def refuse_twins(paths: Iterable[PurePosixPath]) -> None:
    """Raise ``OSError`` if two of ``paths`` are one file where case is ignored."""
    spelt: dict[str, PurePosixPath] = {}
    for path in paths:
        for part in (path, *path.parents):
            first = spelt.setdefault(str(part).casefold(), part)
            if first != part:
                reason = f"this differs from {first} in case alone, and not every disk keeps both"
                raise NotRegular(errno.EEXIST, reason, str(part))


@contextmanager
def alone_in(directory: Path) -> Generator[None]:
    """Wait until no other run is in here; the lock ends with the process, however that ends.

    Where there is no such lock (Windows), nothing is waited for.
    """
    if sys.platform == "win32":
        yield
        return
    import fcntl
    import os

    handle = os.open(directory, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
