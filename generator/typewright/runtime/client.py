"""The two clients: settings, a driver each, and the untyped way out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeAlias, TypeVar, Unpack
from urllib.parse import urlsplit

from .downloads import Downloads, OnDownload, urls_in
from .flows import Flows, Json
from .job import AsyncJob, Job, Parse
from .progress import download_progress
from .protocol import Flow
from .provider import Provider
from .settings import Options, Settings
from .transport import AsyncDriver, AsyncUploader, SyncDriver, Uploader

if TYPE_CHECKING:
    import httpx2

    from .output import Output

    Files: TypeAlias = Output | Mapping[str, object] | Iterable[str] | str
    """An output, typed or as it came, or URLs."""

T = TypeVar("T")
OutputT = TypeVar("OutputT")


class _ClientBase:
    """What both clients share."""

    provider: ClassVar[Provider]
    is_async: ClassVar[bool]

    def __init__(
        self, token: str | None, http_client: object, uploader: object, options: Options
    ) -> None:
        self.settings = Settings.of(self.provider, token, options, uploads=uploader is not None)
        self._flows = Flows(self.provider, self.settings.policy)
        self._rebuilding = (http_client, uploader, options)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {urlsplit(self.settings.base_url).hostname}>"

    def _downloads(
        self, files: Files, directory: str | os.PathLike[str], told: OnDownload | None
    ) -> Flow[tuple[Path, ...]]:
        from .output import Output  # pydantic is loaded no earlier than it is needed

        downloads = Downloads(self.provider, self.settings.base_url, self.settings.policy)
        found = files.files if isinstance(files, Output) else urls_in(files)
        return downloads.fetch_all(found, Path(directory), told)

    def __reduce__(self) -> tuple[object, ...]:
        """A client travels to another process as its options; connections and secrets stay."""
        http_client, uploader, options = self._rebuilding
        if self.settings.token is not None or http_client is not None:
            raise TypeError(
                "a client with a token or an HTTP client of its own cannot be pickled; let it find "
                "the token in the environment, or make a client in each process"
            )
        return _rebuilt, (type(self), {"uploader": uploader, **options})


def _rebuilt(kind: Callable[..., T], options: Mapping[str, Any]) -> T:
    return kind(**options)


def _untyped(request_id: str, output: Json) -> Json:
    return output


class BaseClient(_ClientBase):
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
        return self.typed_job(model_id, request_id, _untyped)

    def run_raw(self, model_id: str, arguments: Mapping[str, object]) -> Json:
        """Call any model with unchecked arguments, wait, and return its output as it came."""
        return self.job(model_id, self.submit_body(model_id, arguments)).result()

    def submit_body(self, model_id: str, body: Mapping[str, object]) -> str:
        """Send a body as it is and return the request id."""
        return self.run(self._flows.submit(model_id, body))

    def typed_job(self, model_id: str, request_id: str, parse: Parse[OutputT]) -> Job[OutputT]:
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
        with download_progress(progress) as told:
            return self.run(self._downloads(files, directory, told))

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


class AsyncBaseClient(_ClientBase):
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
        return self.typed_job(model_id, request_id, _untyped)

    async def run_raw(self, model_id: str, arguments: Mapping[str, object]) -> Json:
        """Call any model with unchecked arguments, wait, and return its output as it came."""
        request_id = await self.submit_body(model_id, arguments)
        return await self.job(model_id, request_id).result()

    async def submit_body(self, model_id: str, body: Mapping[str, object]) -> str:
        """Send a body as it is and return the request id."""
        return await self.run(self._flows.submit(model_id, body))

    def typed_job(self, model_id: str, request_id: str, parse: Parse[OutputT]) -> AsyncJob[OutputT]:
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
        with download_progress(progress) as told:
            return await self.run(self._downloads(files, directory, told))

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
