"""A job that was accepted: ask, wait, cancel. Its request id finds it again at any time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from .flows import Flows, Json, output_of
from .protocol import Update
from .transport import AsyncDriver, OnAsyncUpdate, OnUpdate, SyncDriver

OutputT = TypeVar("OutputT")
Parse = Callable[[str, Json], OutputT]


class _JobBase(Generic[OutputT]):
    """What both kinds share: who the job is, and how its output is read."""

    def __init__(
        self, request_id: str, model_id: str, flows: Flows, parse: Parse[OutputT], timeout: float
    ) -> None:
        self.request_id = request_id
        self.model_id = model_id
        self._flows = flows
        self._parse = parse
        self._timeout = timeout

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.request_id} of {self.model_id}>"

    def _output(self, result: Json) -> OutputT:
        return self._parse(self.request_id, output_of(result))

    def _note(self, error: BaseException) -> None:
        error.add_note(f"job {self.request_id} of {self.model_id} goes on; resume it by its id")


class Job(_JobBase[OutputT]):
    """A job of the sync client."""

    def __init__(
        self,
        driver: SyncDriver,
        flows: Flows,
        model_id: str,
        request_id: str,
        parse: Parse[OutputT],
        timeout: float,
    ) -> None:
        super().__init__(request_id, model_id, flows, parse, timeout)
        self._driver = driver

    def status(self) -> Update:
        """Ask once how the job stands."""
        return self._driver.run(self._flows.status(self.request_id))

    def result(self, *, timeout: float | None = None, on_update: OnUpdate | None = None) -> OutputT:
        """Wait for the output, at most ``timeout`` seconds (default: the client's).

        ``on_update`` is called with every answer on the way. Raises ``JobFailed``,
        ``JobCancelled``, or ``WaitTimeout``, after which the job goes on.
        """
        seconds = self._timeout if timeout is None else timeout
        try:
            result = self._driver.run(self._flows.wait(self.request_id, seconds), on_update)
        except KeyboardInterrupt as interrupt:
            self._note(interrupt)
            raise
        return self._output(result)

    def cancel(self) -> bool:
        """Ask to cancel; ``False`` when it is too late: the job goes on and is paid."""
        return self._driver.run(self._flows.cancel(self.request_id))


class AsyncJob(_JobBase[OutputT]):
    """A job of the async client."""

    def __init__(
        self,
        driver: AsyncDriver,
        flows: Flows,
        model_id: str,
        request_id: str,
        parse: Parse[OutputT],
        timeout: float,
    ) -> None:
        super().__init__(request_id, model_id, flows, parse, timeout)
        self._driver = driver

    async def status(self) -> Update:
        """Ask once how the job stands."""
        return await self._driver.run(self._flows.status(self.request_id))

    async def result(
        self, *, timeout: float | None = None, on_update: OnAsyncUpdate | None = None
    ) -> OutputT:
        """Wait for the output, at most ``timeout`` seconds (default: the client's).

        ``on_update`` is called, and awaited, with every answer on the way. Raises ``JobFailed``,
        ``JobCancelled``, or ``WaitTimeout``, after which the job goes on.
        """
        from asyncio import CancelledError

        seconds = self._timeout if timeout is None else timeout
        try:
            result = await self._driver.run(self._flows.wait(self.request_id, seconds), on_update)
        except CancelledError as cancelled:
            self._note(cancelled)
            raise
        return self._output(result)

    async def cancel(self) -> bool:
        """Ask to cancel; ``False`` when it is too late: the job goes on and is paid."""
        return await self._driver.run(self._flows.cancel(self.request_id))
