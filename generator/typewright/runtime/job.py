"""A job that was accepted: ask, wait, cancel. Its request id finds it again at any time."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Generic, TypeVar

from .errors import JobError, SdkError
from .flows import Flows, Json, output_of
from .protocol import Flow, Update
from .settings import Settings
from .transport import AsyncDriver, OnAsyncUpdate, OnUpdate, SyncDriver

OutputT = TypeVar("OutputT")
Parse = Callable[[str, Json], OutputT]


class _JobBase(Generic[OutputT]):
    """What both kinds share: who the job is, and how its output is read."""

    def __init__(
        self,
        flows: Flows,
        settings: Settings,
        model_id: str,
        request_id: str,
        parse: Parse[OutputT],
    ) -> None:
        self.request_id = request_id
        self.model_id = model_id
        self._flows = flows
        self._settings = settings
        self._parse = parse

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.request_id} of {self.model_id}>"

    def _wait(self, timeout: float | None, cancel_unfinished: bool | None) -> Flow[Json]:
        settings = self._settings
        cancel = settings.cancel_unfinished if cancel_unfinished is None else cancel_unfinished
        seconds = settings.timeout if timeout is None else timeout
        return self._flows.wait(self.request_id, seconds, cancel_unfinished=cancel)

    def _output(self, result: Json) -> OutputT:
        return self._parse(self.request_id, output_of(result))

    @contextmanager
    def _kept(self) -> Generator[None]:
        """Put the request id on whatever breaks the wait off: the job was accepted and is paid."""
        try:
            yield
        except JobError:
            raise
        except SdkError as error:
            error.concern(self.request_id)
            raise
        except BaseException as interruption:  # Ctrl-C, or a task that was cancelled
            note = f"this was about job {self.request_id} of {self.model_id}; its id resumes it"
            interruption.add_note(note)
            raise


class Job(_JobBase[OutputT]):
    """A job of the sync client."""

    def __init__(
        self,
        driver: SyncDriver,
        flows: Flows,
        settings: Settings,
        model_id: str,
        request_id: str,
        parse: Parse[OutputT],
    ) -> None:
        super().__init__(flows, settings, model_id, request_id, parse)
        self._driver = driver

    def status(self) -> Update:
        """Ask once how the job stands."""
        with self._kept():
            return self._driver.run(self._flows.status(self.request_id))

    def result(
        self,
        *,
        timeout: float | None = None,
        on_update: OnUpdate | None = None,
        cancel_unfinished: bool | None = None,
    ) -> OutputT:
        """Wait for the output, at most ``timeout`` seconds (default: the client's).

        ``on_update`` is called with every answer on the way. Raises ``JobFailed``,
        ``JobCancelled``, or ``WaitTimeout``. A job whose wait ends too early (timeout, Ctrl-C) goes
        on, unless ``cancel_unfinished`` (default: the client's).
        """
        with self._kept():
            result = self._driver.run(self._wait(timeout, cancel_unfinished), on_update)
            return self._output(result)

    def cancel(self) -> bool:
        """Ask to cancel; ``False`` when it is too late: the job goes on and is paid."""
        with self._kept():
            return self._driver.run(self._flows.cancel(self.request_id))


class AsyncJob(_JobBase[OutputT]):
    """A job of the async client."""

    def __init__(
        self,
        driver: AsyncDriver,
        flows: Flows,
        settings: Settings,
        model_id: str,
        request_id: str,
        parse: Parse[OutputT],
    ) -> None:
        super().__init__(flows, settings, model_id, request_id, parse)
        self._driver = driver

    async def status(self) -> Update:
        """Ask once how the job stands."""
        with self._kept():
            return await self._driver.run(self._flows.status(self.request_id))

    async def result(
        self,
        *,
        timeout: float | None = None,
        on_update: OnAsyncUpdate | None = None,
        cancel_unfinished: bool | None = None,
    ) -> OutputT:
        """Wait for the output, at most ``timeout`` seconds (default: the client's).

        ``on_update`` is called, and awaited, with every answer on the way. Raises ``JobFailed``,
        ``JobCancelled``, or ``WaitTimeout``. A job whose wait ends too early (timeout, a cancelled
        task) goes on, unless ``cancel_unfinished`` (default: the client's).
        """
        with self._kept():
            result = await self._driver.run(self._wait(timeout, cancel_unfinished), on_update)
            return self._output(result)

    async def cancel(self) -> bool:
        """Ask to cancel; ``False`` when it is too late: the job goes on and is paid."""
        with self._kept():
            return await self._driver.run(self._flows.cancel(self.request_id))
