"""The lock of a project; what else may be touched is tested in ``tests/hostile``."""

import errno
import fcntl
import os
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

import pytest

from typewright.places import alone_in


def test_the_second_waits_and_says_so(tmp_path: Path) -> None:
    waits, entered, order = Event(), Event(), list[str]()

    def second() -> None:
        with alone_in(tmp_path, waits.set):
            order.append("second")
            entered.set()

    thread = Thread(target=second)
    with alone_in(tmp_path, lambda: order.append("the first waited")):
        thread.start()
        assert waits.wait(60)
        assert not entered.is_set()
        order.append("first")
    thread.join(60)
    assert order == ["first", "second"]


def test_nobody_waits_alone(tmp_path: Path) -> None:
    told: list[str] = []
    for _ in range(2):
        with alone_in(tmp_path, lambda: told.append("waits")):
            assert not told


@pytest.mark.parametrize("reason", [errno.EBADF, errno.ENOLCK, errno.ENOTSUP])
def test_a_disk_without_locks_is_written_all_the_same(
    reason: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fcntl, "flock", refusing(reason))
    with alone_in(tmp_path):
        assert tmp_path.is_dir()


def test_another_fault_of_the_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fcntl, "flock", refusing(errno.EIO))
    with pytest.raises(OSError, match=os.strerror(errno.EIO)), alone_in(tmp_path):
        raise AssertionError("nobody comes here")


def refusing(reason: int) -> Callable[..., None]:
    """A lock that the disk refuses."""

    def flock(*_: object) -> None:
        raise OSError(reason, os.strerror(reason))

    return flock


def test_where_there_is_no_lock_nobody_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    with alone_in(tmp_path), alone_in(tmp_path):
        assert tmp_path.is_dir()
