"""The two clients: settings, a driver each, and the untyped way out."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, ClassVar, Self, TypeVar
from urllib.parse import urlsplit

from .errors import MissingToken
from .flows import Flows, Json, Policy
from .job import AsyncJob, Job, Parse
from .provider import Provider
from .transport import AsyncDriver, Connection, SyncDriver

OutputT = TypeVar("OutputT")

WAIT_SECONDS = 600.0
"""How long a call waits for its output unless told otherwise."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a client was set up; the token shows in no repr."""

    provider: Provider
    base_url: str
    timeout: float
    strict: bool
    token: str | None = field(default=None, repr=False)

    def connection(self) -> Connection:
        """Where to send and as whom. Raises :class:`MissingToken`."""
        token = self.token or _from_environment(self.provider.token_env)
        if not token:
            names = ", ".join(self.provider.token_env)
            raise MissingToken(f"no token: pass Client(token), or set one of {names}")
        if not (token.isascii() and token.isprintable()) or " " in token:
            raise MissingToken("the token holds a character that no header may hold; copy it anew")
        provider = self.provider
        return Connection(self.base_url, provider.auth_header, provider.auth_scheme, token)


def _from_environment(names: tuple[str, ...]) -> str | None:
    """The first of ``names`` that is set to something."""
    return next((value for name in names if (value := os.environ.get(name, "").strip())), None)


class _ClientBase:
    """What both clients share."""

    provider: ClassVar[Provider]

    def __init__(
        self,
        token: str | None = None,
        *,
        base_url: str | None = None,
        timeout: float = WAIT_SECONDS,
        strict: bool = False,
        policy: Policy | None = None,
        http_client: Any | None = None,
    ) -> None:
        """``timeout`` is the longest wait for an output in seconds.

        With ``strict`` a borderline file is refused like a failing one. ``http_client`` is an
        ``httpx2`` client of your own (proxies, certificates); it is not closed with this one.
        ``policy`` sets retries and polling.
        """
        chosen = base_url or _from_environment(self.provider.base_url_env)
        self.settings = Settings(
            provider=self.provider,
            base_url=chosen or self.provider.base_url,
            timeout=timeout,
            strict=strict,
            token=token.strip() if token else None,
        )
        self._flows = Flows(self.provider, policy or Policy())
        self._http_client = http_client

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {urlsplit(self.settings.base_url).hostname}>"


def _untyped(request_id: str, output: Json) -> Json:
    return output


class BaseClient(_ClientBase):
    """The sync client without its endpoints. May be shared by threads."""

    _opened: SyncDriver | None = None

    @property
    def _driver(self) -> SyncDriver:
        if self._opened is None:
            self._opened = SyncDriver(self.settings.connection(), self._http_client)
        return self._opened

    def job(self, model_id: str, request_id: str) -> Job[Json]:
        """A job that was submitted before; an endpoint's own ``job`` gives a typed output."""
        return self.typed_job(model_id, request_id, _untyped)

    def run_raw(self, model_id: str, arguments: Mapping[str, object]) -> Json:
        """Call any model with unchecked arguments, wait, and return its output as it came."""
        return self.job(model_id, self.submit_body(model_id, arguments)).result()

    def submit_body(self, model_id: str, body: Mapping[str, object]) -> str:
        """Send a body as it is and return the request id."""
        return self._driver.run(self._flows.submit(model_id, body))

    def typed_job(self, model_id: str, request_id: str, parse: Parse[OutputT]) -> Job[OutputT]:
        """A job whose output ``parse`` reads."""
        timeout = self.settings.timeout
        return Job(self._driver, self._flows, model_id, request_id, parse, timeout)

    def close(self) -> None:
        """Close the connections; the client opens new ones when it is used again."""
        if self._opened is not None:
            self._opened.close()

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
    """The async client without its endpoints; of one event loop."""

    _opened: AsyncDriver | None = None

    @property
    def _driver(self) -> AsyncDriver:
        if self._opened is None:
            self._opened = AsyncDriver(self.settings.connection(), self._http_client)
        return self._opened

    def job(self, model_id: str, request_id: str) -> AsyncJob[Json]:
        """A job that was submitted before; an endpoint's own ``job`` gives a typed output."""
        return self.typed_job(model_id, request_id, _untyped)

    async def run_raw(self, model_id: str, arguments: Mapping[str, object]) -> Json:
        """Call any model with unchecked arguments, wait, and return its output as it came."""
        request_id = await self.submit_body(model_id, arguments)
        return await self.job(model_id, request_id).result()

    async def submit_body(self, model_id: str, body: Mapping[str, object]) -> str:
        """Send a body as it is and return the request id."""
        return await self._driver.run(self._flows.submit(model_id, body))

    def typed_job(self, model_id: str, request_id: str, parse: Parse[OutputT]) -> AsyncJob[OutputT]:
        """A job whose output ``parse`` reads."""
        timeout = self.settings.timeout
        return AsyncJob(self._driver, self._flows, model_id, request_id, parse, timeout)

    async def aclose(self) -> None:
        """Close the connections; the client opens new ones when it is used again."""
        if self._opened is not None:
            await self._opened.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.aclose()
