"""Pieces of work on all cores: forked processes, each of which takes the next piece when free.

``multiprocessing`` would do the same, and takes longer to load than twenty files take to lint.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Final, Generic, NamedTuple, NoReturn, TypeVar

T = TypeVar("T")

MOST_PIECES: Final = 4_096
"""A pipe holds the numbers of all pieces, and 64 KB on Linux."""

_WIDTH: Final = 4  # bytes of the number of a piece, and of how many its result has


class Work(NamedTuple, Generic[T]):
    """What is done with a piece by its number, and how a process hands over what comes of it."""

    do: Callable[[int], T]
    pack: Callable[[T], bytes]
    unpack: Callable[[bytes], T]


def cores() -> int:
    """How many processes can work at once; one where none can be forked."""
    if sys.platform == "linux" and hasattr(os, "memfd_create"):
        return len(os.sched_getaffinity(0))
    return 1


def shared(work: Work[T], pieces: int, processes: int) -> Iterator[T]:
    """What the ``work`` on each of ``pieces`` gives, in their order.

    What a process has died of is done here, where its error is seen.
    """
    assert pieces <= MOST_PIECES, pieces
    numbers, filling = os.pipe()
    os.write(filling, b"".join(number.to_bytes(_WIDTH) for number in range(pieces)))
    os.close(filling)
    others = list(_others(work, numbers, processes - 1))
    done: dict[int, T] = {}
    try:
        for number, result in _done(work, numbers):
            done[number] = result
            for other in others:
                done.update(other.results())
    finally:
        os.read(numbers, MOST_PIECES * _WIDTH)  # after an error the others need not go on
        os.close(numbers)
        last = [other.last_results() for other in others]
    for results in last:
        done.update(results)
    for number in range(pieces):
        yield done.pop(number) if number in done else work.do(number)


def _others(work: Work[T], numbers: int, wanted: int) -> Iterator["_Other[T]"]:
    """As many as can be had: the work is done without them, too."""
    with suppress(OSError):
        for _ in range(wanted):
            yield _Other(work, numbers)


def _done(work: Work[T], numbers: int) -> Iterator[tuple[int, T]]:
    """What is left to do, piece after piece; the pipe gives each number to one process alone."""
    while taken := os.read(numbers, _WIDTH):
        number = int.from_bytes(taken)
        yield number, work.do(number)


class _Other(Generic[T]):
    """A forked process that takes its part of the pieces, and the memory it leaves results in.

    A pipe would be full soon, and has to be emptied by somebody with other work to do.
    """

    def __init__(self, work: Work[T], numbers: int) -> None:
        self._unpack: Final = work.unpack
        self._memory: Final = os.memfd_create("typewright")
        self._read = 0
        try:
            self._process: Final = os.fork()
        except OSError:
            os.close(self._memory)
            raise
        if not self._process:
            _work_off(work, numbers, self._memory)

    def results(self) -> Iterator[tuple[int, T]]:
        """What it has left since the last time, by the numbers of the pieces."""
        while len(head := os.pread(self._memory, 2 * _WIDTH, self._read)) == 2 * _WIDTH:
            size = int.from_bytes(head[_WIDTH:])
            packed = os.pread(self._memory, size, self._read + len(head))
            if len(packed) < size:  # it is being written
                return
            self._read += len(head) + size
            yield int.from_bytes(head[:_WIDTH]), self._unpack(packed)

    def last_results(self) -> list[tuple[int, T]]:
        """What it has left when it has ended, well or not; there are no others after these."""
        os.waitpid(self._process, 0)
        try:
            return list(self.results())
        finally:
            os.close(self._memory)


def _work_off(work: Work[T], numbers: int, memory: int) -> NoReturn:
    """The whole life of a forked process."""
    status, parent = 1, os.getppid()
    try:
        with os.fdopen(memory, "wb") as file:
            for number, result in _done(work, numbers):
                if os.getppid() != parent:  # nobody waits for it any more
                    break
                packed = work.pack(result)
                file.write(number.to_bytes(_WIDTH) + len(packed).to_bytes(_WIDTH) + packed)
                file.flush()
        status = 0
    finally:  # nothing that the parent would do at its end is done here as well
        os._exit(status)
