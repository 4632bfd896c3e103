"""Pieces of work on all cores: forked processes, each of which takes the next piece when free.

``multiprocessing`` would do the same, and takes longer to load than twenty files take to lint.
"""

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Final, Generic, NamedTuple, TypeVar

T = TypeVar("T")

MOST_PIECES: Final = 4_096
"""A pipe holds the numbers of all pieces, and 64 KB on Linux."""

_WIDTH: Final = 4  # bytes of the number of a piece


class Work(NamedTuple, Generic[T]):
    """What is done with a piece by its number, and how a process hands over what it has done."""

    do: Callable[[int], T]
    pack: Callable[[Mapping[int, T]], bytes]
    unpack: Callable[[bytes], Mapping[int, T]]


def cores() -> int:
    """How many processes can work at once; one where none can be forked."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return 1


def shared(work: Work[T], pieces: int, processes: int) -> Iterator[T]:
    """What the ``work`` on each of ``pieces`` gives, in their order.

    A piece that a process has died of is done here, where its error is seen.
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
        handed_over = [_handed_over(process, receiving) for process, receiving in others]
    for packed in handed_over:
        done |= work.unpack(packed) if packed else {}
    for number in range(pieces):
        yield done.pop(number) if number in done else work.do(number)


def _handed_over(process: int, receiving: int) -> bytes:
    """What a process has handed over; nothing if it came to a bad end."""
    with os.fdopen(receiving, "rb") as file:
        packed = file.read()
    _, status = os.waitpid(process, 0)
    return packed if status == 0 else b""


def _done(work: Work[T], numbers: int) -> Iterator[tuple[int, T]]:
    """What is left to do, piece after piece; the pipe gives each number to one process alone."""
    while taken := os.read(numbers, _WIDTH):
        number = int.from_bytes(taken)
        yield number, work.do(number)


def _forked(work: Work[T], numbers: int) -> tuple[int, int]:
    """A process that takes its part of the pieces, and the pipe that it hands it over by."""
    receiving, sending = os.pipe()
    process = os.fork()
    if process:
        os.close(sending)
        return process, receiving
    status = 1
    try:
        packed = work.pack(dict(_done(work, numbers)))
        with os.fdopen(sending, "wb") as file:
            file.write(packed)
        status = 0
    finally:  # nothing that the parent would do at its end is done here as well
        os._exit(status)
