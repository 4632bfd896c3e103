"""The two drivers: they do the I/O that a flow asks for, with httpx2, and decide nothing."""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from inspect import isawaitable
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from .protocol import Effect, Failure, Flow, Reply, Response, Send, Sleep, Update

if TYPE_CHECKING:
    import httpx2

T = TypeVar("T")
OnUpdate: TypeAlias = Callable[[Update], object]
OnAsyncUpdate: TypeAlias = Callable[[Update], Awaitable[None] | None]

logger = logging.getLogger(__name__)

READ_SECONDS = 60.0
"""How long one request may take to be answered; a job is polled, so no answer takes long."""


@dataclass(frozen=True, slots=True)
class Connection:
    """Where to send and as whom; the token shows in no repr and in no log."""

    base_url: str
    auth_header: str
    auth_scheme: str
    token: str = field(repr=False)

    def redacted(self, text: str) -> str:
        """``text`` without the token: servers and proxies echo what they refuse."""
        return text.replace(self.token, "[token]")


def failure_of(connection: Connection, error: Exception) -> Failure:
    """What an error of httpx2 says about whether the request can have arrived."""
    import httpx2

    never_sent = (
        httpx2.ConnectError,
        httpx2.ConnectTimeout,
        httpx2.PoolTimeout,
        httpx2.UnsupportedProtocol,
        httpx2.InvalidURL,
    )
    words = connection.redacted(str(error)) or "no further words"
    return Failure(
        sent=not isinstance(error, never_sent), reason=f"{type(error).__name__}: {words}"
    )


def _request(connection: Connection, send: Send) -> dict[str, Any]:
    authorization = f"{connection.auth_scheme} {connection.token}".strip()
    headers = {connection.auth_header: authorization, "Accept": "application/json"}
    if send.body is not None:
        headers["Content-Type"] = "application/json"
    return {
        "method": send.method,
        "url": connection.base_url.rstrip("/") + send.path,
        "content": send.body,
        "headers": headers,
        "follow_redirects": False,  # a redirect would carry the token elsewhere
    }


def _response(connection: Connection, answer: httpx2.Response) -> Response:
    headers = {name.lower(): value for name, value in answer.headers.items()}
    body = answer.content.replace(connection.token.encode(), b"[token]")
    return Response(answer.status_code, body, headers)


class SyncDriver:
    """Drives flows with an ``httpx2.Client``, made on first use unless one is given."""

    def __init__(self, connection: Connection, http_client: Any | None = None) -> None:
        self._connection = connection
        self._given = http_client is not None
        self._client: httpx2.Client | None = http_client

    def run(self, flow: Flow[T], on_update: OnUpdate | None = None) -> T:
        """Drive ``flow`` to its end and return its result."""
        reply: Reply = None
        while True:
            try:
                effect = flow.send(reply)
            except StopIteration as stop:
                result: T = stop.value
                return result
            reply = self._perform(effect, on_update)

    def _perform(self, effect: Effect, on_update: OnUpdate | None) -> Reply:
        match effect:
            case Send():
                return self._send(effect)
            case Sleep(seconds=seconds):
                time.sleep(seconds)
            case Update():
                if on_update is not None:
                    on_update(effect)
        return None

    def _send(self, send: Send) -> Response | Failure:
        import httpx2

        if self._client is None:
            self._client = httpx2.Client(timeout=READ_SECONDS)
        try:
            answer = self._client.request(**_request(self._connection, send))
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            return failure_of(self._connection, error)
        logger.debug("%s %s -> %s", send.method, send.path, answer.status_code)
        return _response(self._connection, answer)

    def close(self) -> None:
        """Close the connections, unless the client was given."""
        if self._client is not None and not self._given:
            self._client.close()
            self._client = None


class AsyncDriver:
    """Drives flows with an ``httpx2.AsyncClient``, made on first use unless one is given."""

    def __init__(self, connection: Connection, http_client: Any | None = None) -> None:
        self._connection = connection
        self._given = http_client is not None
        self._client: httpx2.AsyncClient | None = http_client

    async def run(self, flow: Flow[T], on_update: OnAsyncUpdate | None = None) -> T:
        """Drive ``flow`` to its end and return its result."""
        reply: Reply = None
        while True:
            try:
                effect = flow.send(reply)
            except StopIteration as stop:
                result: T = stop.value
                return result
            reply = await self._perform(effect, on_update)

    async def _perform(self, effect: Effect, on_update: OnAsyncUpdate | None) -> Reply:
        match effect:
            case Send():
                return await self._send(effect)
            case Sleep(seconds=seconds):
                import asyncio

                await asyncio.sleep(seconds)
            case Update():
                done = None if on_update is None else on_update(effect)
                if isawaitable(done):
                    await done
        return None

    async def _send(self, send: Send) -> Response | Failure:
        import httpx2

        if self._client is None:
            self._client = httpx2.AsyncClient(timeout=READ_SECONDS)
        try:
            answer = await self._client.request(**_request(self._connection, send))
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            return failure_of(self._connection, error)
        logger.debug("%s %s -> %s", send.method, send.path, answer.status_code)
        return _response(self._connection, answer)

    async def aclose(self) -> None:
        """Close the connections, unless the client was given."""
        if self._client is not None and not self._given:
            await self._client.aclose()
            self._client = None
