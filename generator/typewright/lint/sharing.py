"""Pieces of work on all cores: forked processes, each of which takes the next piece when free.

``multiprocessing`` would do the same, and takes longer to load than twenty files take to lint.
"""

import os
import sys
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Final, Generic, NamedTuple, TypeVar

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
    others = [_forked(work, numbers) for _ in range(processes - 1)]
    try:
        done = dict(_done(work, numbers))
    finally:
        os.read(numbers, MOST_PIECES * _WIDTH)  # after an error the others need not go on
        os.close(numbers)
        handed_over = [_handed_over(process, memory) for process, memory in others]
    for number, packed in chain(*handed_over):
        done[number] = work.unpack(packed)
    for number in range(pieces):
        yield done.pop(number) if number in done else work.do(number)


def _handed_over(process: int, memory: int) -> list[tuple[int, bytes]]:
    """The results that a process has left, by their pieces; none if it came to a bad end."""
    found: list[tuple[int, bytes]] = []
    _, status = os.waitpid(process, 0)
    with os.fdopen(memory, "rb") as file:
        file.seek(0)
        while status == 0 and (number := file.read(_WIDTH)):
            size = int.from_bytes(file.read(_WIDTH))
            found.append((int.from_bytes(number), file.read(size)))
    return found


def _done(work: Work[T], numbers: int) -> Iterator[tuple[int, T]]:
    """What is left to do, piece after piece; the pipe gives each number to one process alone."""
    while taken := os.read(numbers, _WIDTH):
        number = int.from_bytes(taken)
        yield number, work.do(number)


def _forked(work: Work[T], numbers: int) -> tuple[int, int]:
    """A process that takes its part of the pieces, and the memory that it leaves the results in.

    A pipe would be full soon, and read only when everything is done.
    """
    memory = os.memfd_create("typewright")
    process = os.fork()
    if process:
        return process, memory
    status = 1
    try:
        with os.fdopen(memory, "wb") as file:
            for number, result in _done(work, numbers):
                packed = work.pack(result)
                file.write(number.to_bytes(_WIDTH) + len(packed).to_bytes(_WIDTH) + packed)
        status = 0
    finally:  # nothing that the parent would do at its end is done here as well
        os._exit(status)
