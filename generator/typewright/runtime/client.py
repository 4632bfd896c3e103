"""The two clients: settings, a driver each, and the untyped way out."""

from __future__ import annotations

import os
from collections.abc import (
    AsyncGenerator,
    AsyncIterable,
    Collection,
    Generator,
    Iterable,
    Mapping,
)
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeAlias, TypeVar, Unpack

from .client_base import ClientBase, untyped
from .flows import Json, encoded
from .job import AsyncJob, Job, Parse
from .protocol import Flow
from .settings import Options
from .transport import AsyncDriver, AsyncUploader, SyncDriver, Uploader

if TYPE_CHECKING:
    import httpx2

    from .batch import OnTally, Outcome, Retry
    from .client_base import Files
    from .downloads import OnDownload
    from .endpoint import AsyncEndpoint, Endpoint, Spec
    from .output import Output


T = TypeVar("T")
OutputT = TypeVar("OutputT", bound="Output")
AnyT = TypeVar("AnyT")
Params: TypeAlias = Mapping[str, object]


class BaseClient(ClientBase):
    """The sync client without its endpoints. Threads may share it; a fork makes it no harm."""

    is_async = False

    def __init__(
        self,
        token: str | None = None,
        *,
        uploader: Uploader | None = None,
        http_client: httpx2.Client | None = None,
        **options: Unpack[Options],
    ) -> None:
        """Every option is described at ``Options``.

        Local files are sent inside the request; an ``uploader`` takes an ``Upload``, hosts it and
        gives its https URL instead. A client of ``httpx2`` that is given is not closed with this
        one.
        """
        super().__init__(token, http_client, uploader, options)
        settings = self.settings
        self._driver = SyncDriver(settings.connection, http_client, uploader, settings.proxy)

    def job(self, model_id: str, request_id: str) -> Job[Json]:
        """A job that was submitted before; an endpoint's own ``job`` gives a typed output."""
        return self.typed_job(model_id, request_id, untyped)

    def run_raw(self, model_id: str, arguments: Mapping[str, object]) -> Json:
        """Call any model with unchecked arguments, wait, and return its output as it came."""
        return self.job(model_id, self.submit_body(model_id, arguments)).result()

    def submit_body(self, model_id: str, body: Mapping[str, object]) -> str:
        """Send a body as it is and return the request id."""
        return self.submit_content(model_id, encoded(body))

    def submit_content(self, model_id: str, content: bytes) -> str:
        """Send JSON as it is and return the request id."""
        return self.run(self._flows.submit(model_id, content))

    def typed_job(self, model_id: str, request_id: str, parse: Parse[AnyT]) -> Job[AnyT]:
        """A job whose output ``parse`` reads."""
        return Job(self._driver, self._flows, self.settings, model_id, request_id, parse)

    def download(
        self,
        files: Files,
        directory: str | os.PathLike[str],
        *,
        progress: OnDownload | bool = False,
    ) -> tuple[Path, ...]:
        """Fetch every file of an output (or of its JSON, or of URLs) into ``directory``.

        Only https and the provider's own hosts are asked, without the token. A file never replaces
        another one; one that broke off is taken up where it ended. ``progress`` is called with a
        ``Downloaded``, or shows a bar. Raises ``DownloadFailed``.
        """
        from .progress import download_progress

        with download_progress(progress) as told:
            return self.run(self._downloads(files, directory, told))

    def map(
        self,
        endpoint: Endpoint[Any, Any, OutputT] | Spec[Any, Any, OutputT],
        inputs: Iterable[Params],
        *,
        concurrency: int = 8,
        ordered: bool = True,
        journal: str | os.PathLike[str] | None = None,
        retry: Collection[Retry] = (),
        progress: OnTally | bool = False,
    ) -> Generator[Outcome[OutputT]]:
        """Call an endpoint with many inputs, ``concurrency`` at once; yields an ``Outcome`` each.

        The endpoint is one of this client, or the ``SPEC`` of its module, which can be pickled. An
        endpoint's own ``map`` does the same and knows the types of its inputs.

        Outcomes come in the order of the inputs, or as they finish; an input that goes wrong ends
        in an outcome with its error. With a ``journal`` (a file) a later call with the same inputs
        takes up every accepted job and pays none twice: what may have been accepted is an outcome
        with ``SubmitOutcomeUnknown``, unless ``retry`` names it. ``progress`` is called with a
        ``Tally``, or shows a bar.
        """
        from .mapping import map_in_threads

        batch = self._batch(endpoint, concurrency, journal, retry)
        return map_in_threads(
            self._driver,
            batch,
            inputs,
            concurrency=concurrency,
            ordered=ordered,
            progress=progress,
        )

    def run(self, flow: Flow[T]) -> T:
        """Drive a flow of this package to its end."""
        return self._driver.run(flow)

    def close(self) -> None:
        """Close the connections; the client opens new ones when it is used again."""
        self._driver.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class AsyncBaseClient(ClientBase):
    """The async client without its endpoints. The tasks of a loop may share it."""

    is_async = True

    def __init__(
        self,
        token: str | None = None,
        *,
        uploader: AsyncUploader | None = None,
        http_client: httpx2.AsyncClient | None = None,
        **options: Unpack[Options],
    ) -> None:
        """Every option is described at ``Options``.

        Local files are sent inside the request; an ``uploader`` takes an ``Upload``, hosts it and
        gives its https URL instead; it may be a coroutine function. A client of ``httpx2`` that is
        given is not closed with this one.
        """
        super().__init__(token, http_client, uploader, options)
        settings = self.settings
        self._driver = AsyncDriver(settings.connection, http_client, uploader, settings.proxy)

    def job(self, model_id: str, request_id: str) -> AsyncJob[Json]:
        """A job that was submitted before; an endpoint's own ``job`` gives a typed output."""
        return self.typed_job(model_id, request_id, untyped)

    async def run_raw(self, model_id: str, arguments: Mapping[str, object]) -> Json:
        """Call any model with unchecked arguments, wait, and return its output as it came."""
        request_id = await self.submit_body(model_id, arguments)
        return await self.job(model_id, request_id).result()

    async def submit_body(self, model_id: str, body: Mapping[str, object]) -> str:
        """Send a body as it is and return the request id."""
        return await self.submit_content(model_id, encoded(body))

    async def submit_content(self, model_id: str, content: bytes) -> str:
        """Send JSON as it is and return the request id."""
        return await self.run(self._flows.submit(model_id, content))

    def typed_job(self, model_id: str, request_id: str, parse: Parse[AnyT]) -> AsyncJob[AnyT]:
        """A job whose output ``parse`` reads."""
        return AsyncJob(self._driver, self._flows, self.settings, model_id, request_id, parse)

    async def download(
        self,
        files: Files,
        directory: str | os.PathLike[str],
        *,
        progress: OnDownload | bool = False,
    ) -> tuple[Path, ...]:
        """Fetch every file of an output (or of its JSON, or of URLs) into ``directory``.

        Only https and the provider's own hosts are asked, without the token. A file never replaces
        another one; one that broke off is taken up where it ended. ``progress`` is called with a
        ``Downloaded``, or shows a bar. Raises ``DownloadFailed``.
        """
        from .progress import download_progress

        with download_progress(progress) as told:
            return await self.run(self._downloads(files, directory, told))

    def map(
        self,
        endpoint: AsyncEndpoint[Any, Any, OutputT] | Spec[Any, Any, OutputT],
        inputs: Iterable[Params] | AsyncIterable[Params],
        *,
        concurrency: int = 8,
        ordered: bool = True,
        journal: str | os.PathLike[str] | None = None,
        retry: Collection[Retry] = (),
        progress: OnTally | bool = False,
    ) -> AsyncGenerator[Outcome[OutputT]]:
        """Call an endpoint with many inputs, ``concurrency`` at once; yields an ``Outcome`` each.

        The endpoint is one of this client, or the ``SPEC`` of its module, which can be pickled. An
        endpoint's own ``map`` does the same and knows the types of its inputs.

        Outcomes come in the order of the inputs, or as they finish; an input that goes wrong ends
        in an outcome with its error. With a ``journal`` (a file) a later call with the same inputs
        takes up every accepted job and pays none twice: what may have been accepted is an outcome
        with ``SubmitOutcomeUnknown``, unless ``retry`` names it. ``progress`` is called with a
        ``Tally``, or shows a bar.
        """
        from .mapping import map_in_tasks

        batch = self._batch(endpoint, concurrency, journal, retry)
        return map_in_tasks(
            self._driver,
            batch,
            inputs,
            concurrency=concurrency,
            ordered=ordered,
            progress=progress,
        )

    async def run(self, flow: Flow[T]) -> T:
        """Drive a flow of this package to its end."""
        return await self._driver.run(flow)

    async def aclose(self) -> None:
        """Close the connections; the client opens new ones when it is used again."""
        await self._driver.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.aclose()
