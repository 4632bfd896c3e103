"""A batch at work: as many inputs at once as asked, in threads or in the tasks of a loop."""

from __future__ import annotations

import queue
import threading
from collections.abc import (
    AsyncGenerator,
    AsyncIterable,
    AsyncIterator,
    Callable,
    Generator,
    Iterable,
    Mapping,
    Sized,
)
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from .batch import Batch, InOrder, OnTally, Outcome, Stopped, Tally
from .output import Output
from .progress import ProgressLine, bar

if TYPE_CHECKING:
    from .transport import AsyncDriver, SyncDriver

OutputT = TypeVar("OutputT", bound=Output)

Params: TypeAlias = Mapping[str, object]
Tell: TypeAlias = Callable[[Outcome[Any]], None]


def map_in_threads(
    driver: SyncDriver,
    batch: Batch[OutputT],
    inputs: Iterable[Params],
    *,
    concurrency: int,
    ordered: bool,
    progress: OnTally | bool,
) -> Generator[Outcome[OutputT]]:
    """Yield an outcome for each input. Closing it lets every job go on that was accepted."""
    with batch.journal or nullcontext(), _told(progress, inputs) as tell:
        crew = _Crew(driver, batch, inputs)
        order = InOrder[OutputT](ordered=ordered)
        try:
            for outcome in crew.outcomes(concurrency):
                tell(outcome)
                yield from order.take(outcome)
        finally:
            crew.stop()


class _Crew:
    """Threads that take inputs from one iterator and put outcomes into one queue."""

    def __init__(self, driver: SyncDriver, batch: Batch[Any], inputs: Iterable[Params]) -> None:
        self._driver = driver
        self._batch = batch
        self._inputs = enumerate(inputs)
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._found: queue.SimpleQueue[Outcome[Any] | BaseException | None] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []

    def outcomes(self, concurrency: int) -> Generator[Outcome[Any]]:
        """Every outcome as it comes."""
        for number in range(concurrency):
            thread = threading.Thread(target=self._work, name=f"batch-{number}", daemon=True)
            self._threads.append(thread)
            thread.start()
        working = concurrency
        while working:
            found = self._found.get()
            if isinstance(found, Outcome):
                yield found
            elif found is None:
                working -= 1
            else:
                raise found

    def stop(self) -> None:
        """Let every thread end where nothing is lost: after a submit, before the next poll."""
        self._stopped.set()
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        try:
            while not self._stopped.is_set():
                with self._lock:  # a generator may not be entered twice
                    numbered = next(self._inputs, None)
                if numbered is None:
                    break
                flow = self._batch.outcome(*numbered)
                self._found.put(self._driver.run(flow, sleep=self._sleep))
        except Stopped:
            pass
        except BaseException as error:  # a bug, or the caller's iterator: the caller shall see it
            self._found.put(error)
        self._found.put(None)

    def _sleep(self, seconds: float) -> None:
        if self._stopped.wait(seconds):
            raise Stopped


async def map_in_tasks(
    driver: AsyncDriver,
    batch: Batch[OutputT],
    inputs: Iterable[Params] | AsyncIterable[Params],
    *,
    concurrency: int,
    ordered: bool,
    progress: OnTally | bool,
) -> AsyncGenerator[Outcome[OutputT]]:
    """Yield an outcome for each input. Closing it lets every job go on that was accepted."""
    with batch.journal or nullcontext(), _told(progress, inputs) as tell:
        crew = _AsyncCrew(driver, batch, inputs)
        order = InOrder[OutputT](ordered=ordered)
        try:
            async for outcome in crew.outcomes(concurrency):
                tell(outcome)
                for ready in order.take(outcome):
                    yield ready
        finally:
            await crew.stop()


class _AsyncCrew:
    """Tasks that take inputs from one iterator and put outcomes into one queue."""

    def __init__(
        self,
        driver: AsyncDriver,
        batch: Batch[Any],
        inputs: Iterable[Params] | AsyncIterable[Params],
    ) -> None:
        import asyncio

        self._driver = driver
        self._batch = batch
        self._inputs = _numbered(inputs)
        self._lock = asyncio.Lock()
        self._stopped = asyncio.Event()
        self._found: asyncio.Queue[Outcome[Any] | BaseException | None] = asyncio.Queue()
        self._tasks: list[asyncio.Task[None]] = []

    async def outcomes(self, concurrency: int) -> AsyncGenerator[Outcome[Any]]:
        """Every outcome as it comes."""
        import asyncio

        self._tasks = [asyncio.create_task(self._work()) for _ in range(concurrency)]
        working = concurrency
        while working:
            found = await self._found.get()
            if isinstance(found, Outcome):
                yield found
            elif found is None:
                working -= 1
            else:
                raise found

    async def stop(self) -> None:
        """Let every task end where nothing is lost: after a submit, before the next poll."""
        import asyncio

        self._stopped.set()
        await asyncio.gather(*self._tasks)

    async def _work(self) -> None:
        try:
            while not self._stopped.is_set():
                async with self._lock:  # a generator may not be entered twice
                    numbered = await anext(self._inputs, None)
                if numbered is None:
                    break
                flow = self._batch.outcome(*numbered)
                self._found.put_nowait(await self._driver.run(flow, sleep=self._sleep))
        except Stopped:
            pass
        except BaseException as error:  # a bug, or the caller's iterator: the caller shall see it
            self._found.put_nowait(error)
        self._found.put_nowait(None)

    async def _sleep(self, seconds: float) -> None:
        import asyncio

        try:
            async with asyncio.timeout(seconds):
                await self._stopped.wait()
        except TimeoutError:
            return
        raise Stopped


async def _numbered(
    inputs: Iterable[Params] | AsyncIterable[Params],
) -> AsyncIterator[tuple[int, Params]]:
    number = -1
    if isinstance(inputs, AsyncIterable):
        async for params in inputs:
            yield (number := number + 1), params
    else:
        for params in inputs:
            yield (number := number + 1), params


@contextmanager
def _told(progress: OnTally | bool, inputs: object) -> Generator[Tell]:
    """What tells the caller how far the batch is."""
    tally = Tally(total=len(inputs) if isinstance(inputs, Sized) else None)
    line = ProgressLine() if progress is True else None

    def tell(outcome: Outcome[Any]) -> None:
        nonlocal tally
        tally = tally.plus(outcome)
        if line is not None:
            line.show(tally_words(tally), now=tally.finished == tally.total)
        elif not isinstance(progress, bool):
            progress(tally)

    try:
        yield tell
    finally:
        if line is not None:
            line.clear()


def tally_words(tally: Tally) -> str:
    """How far a batch is, for a person."""
    trouble = [f"{tally.failed} failed"] * bool(tally.failed)
    trouble += [f"{tally.unknown} unknown"] * bool(tally.unknown)
    count = [] if tally.total is None else [f"{tally.finished}/{tally.total}"]
    return " ".join([bar(tally.finished, tally.total), *count, *trouble])
