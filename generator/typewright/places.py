"""What may be touched on a disk that others write to as well: regular files, reached by no link.

A directory of ours may hold links, pipes and devices that somebody put there. None of them is
followed, read or replaced, and a name from a file (a manifest) leads nowhere else.
"""

import errno
import os
import stat
import sys
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Final

_LONGEST_NAME: Final = 255

_REFUSES_LINKS: Final[int] = getattr(os, "O_NOFOLLOW", 0)  # Windows has no such flags
_WAITS_FOR_NOBODY: Final[int] = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
_READING: Final = os.O_RDONLY | getattr(os, "O_BINARY", 0) | _REFUSES_LINKS | _WAITS_FOR_NOBODY

_KINDS: Final = {
    stat.S_IFLNK: "a symbolic link",
    stat.S_IFDIR: "a directory",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
}

_NO_LOCKS: Final = {errno.EBADF, errno.EINVAL, errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP}
"""What a disk answers that has no locks for directories, as some network disks have none."""


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
        return content(path)
    except (FileNotFoundError, NotADirectoryError):
        return None


def content(path: Path | str) -> bytes:
    """The bytes of the regular file at ``path``, as many as it had when it was opened.

    It is opened before it is judged, so nothing can take its place in between; thousands are read,
    and file objects would take half of the time. Raises :class:`NotRegular` for what is no such
    file, and ``OSError``.
    """
    if not _REFUSES_LINKS:
        _refuse_irregular(path, os.lstat(path).st_mode)
    try:
        descriptor = os.open(path, _READING)
    except OSError:
        _refuse_irregular(path, os.lstat(path).st_mode)
        raise
    try:
        found = os.fstat(descriptor)
        _refuse_irregular(path, found.st_mode)
        return os.read(descriptor, found.st_size)
    finally:
        os.close(descriptor)


def _refuse_irregular(path: Path | str, mode: int) -> None:
    if not stat.S_ISREG(mode):
        kind = _KINDS.get(stat.S_IFMT(mode), "a device")
        raise NotRegular(errno.EINVAL, f"{kind} is where a file should be", str(path))


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
def alone_in(directory: Path, waiting: Callable[[], None] = lambda: None) -> Generator[None]:
    """Wait until no other run is in here; the lock ends with the process, however that ends.

    ``waiting`` is called when another run is. Where there is no such lock (Windows, some network
    disks), nothing is waited for.
    """
    if sys.platform == "win32":
        yield
        return
    handle = os.open(directory, os.O_RDONLY)
    try:
        _lock(handle, waiting)
        yield
    finally:
        os.close(handle)


def _lock(handle: int, waiting: Callable[[], None]) -> None:
    assert sys.platform != "win32"
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        waiting()
        fcntl.flock(handle, fcntl.LOCK_EX)
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            raise
