"""The two drivers: they do the I/O that a flow asks for, with httpx2, and decide nothing.

Both may be shared: the sync one by threads, the async one by the tasks of a loop. An HTTP client is
made on first use, one for each process (and event loop), so that nothing is shared across a fork.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Awaitable, Callable
from functools import cached_property
from inspect import isawaitable, iscoroutinefunction
from typing import TYPE_CHECKING, TypeAlias, TypeVar
from weakref import WeakKeyDictionary

from .connection import BARE, Collector, Connection, bare, client_options, failure_of, head
from .errors import InvalidMedia
from .protocol import Effect, Failure, Fetch, Flow, Response, Send, Sleep, Update, Upload, Work

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop

    import httpx2

T = TypeVar("T")
OnUpdate: TypeAlias = Callable[[Update], object]
OnAsyncUpdate: TypeAlias = Callable[[Update], Awaitable[None] | None]
Uploader: TypeAlias = Callable[[Upload], str]
"""Hosts a file and gives its https URL."""
AsyncUploader: TypeAlias = Callable[[Upload], Awaitable[str] | str]
"""The same, awaited when it is a coroutine function; else it is called in a thread."""

logger = logging.getLogger(__name__)


def _hosted(answer: object) -> str:
    if isinstance(answer, str):
        return answer
    raise InvalidMedia(f"the uploader gave a {type(answer).__name__}; it must give an https URL")


class SyncDriver:
    """Drives flows with an ``httpx2.Client``, its own unless one is given."""

    def __init__(
        self,
        connect: Callable[[], Connection],
        http_client: httpx2.Client | None = None,
        uploader: Uploader | None = None,
        proxy: str | None = None,
    ) -> None:
        """``connect`` is asked when something is sent: it may miss the token."""
        self._connect = connect
        self._given = http_client
        self._proxy = proxy
        self._uploader = uploader
        self._own: dict[int, httpx2.Client] = {}

    @cached_property
    def _connection(self) -> Connection:
        return self._connect()

    def run(
        self,
        flow: Flow[T],
        on_update: OnUpdate | None = None,
        sleep: Callable[[float], object] = time.sleep,
    ) -> T:
        """Drive ``flow`` to its end and return its result."""
        reply: object = None
        broken: BaseException | None = None
        while True:
            try:
                effect = flow.send(reply) if broken is None else flow.throw(broken)
            except StopIteration as stop:
                result: T = stop.value
                return result
            finally:
                broken = None  # it holds this frame, which must not hold it
            try:
                reply = self._perform(effect, on_update, sleep)
            except BaseException as error:  # the flow decides: it raises it again
                broken = error

    def _perform(
        self, effect: Effect, on_update: OnUpdate | None, sleep: Callable[[float], object]
    ) -> object:
        match effect:
            case Send():
                return self._send(effect)
            case Sleep(seconds=seconds):
                sleep(seconds)
            case Update():
                if on_update is not None:
                    on_update(effect)
            case Fetch():
                return self._fetch(effect)
            case Work(function=function):
                return function()
            case Upload():
                assert self._uploader is not None, "no flow uploads without an uploader"
                return _hosted(self._uploader(effect))
        return None

    def _http(self) -> httpx2.Client:
        import httpx2

        if self._given is not None:
            return self._given
        process = os.getpid()
        if process not in self._own:
            made = httpx2.Client(**client_options(self._proxy))
            if self._own.setdefault(process, made) is not made:  # another thread was faster
                made.close()
        return self._own[process]

    def _send(self, send: Send) -> Response | Failure:
        import httpx2

        connection = self._connection
        try:
            with self._http().stream(**connection.request(send)) as answer:
                collector = Collector(send.within)
                for piece in answer.iter_bytes():
                    collector.take(piece)
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            return connection.failure(error)
        logger.debug("%s %s -> %s", send.method, send.path, answer.status_code)
        return connection.response(answer, collector.body)

    def _fetch(self, fetch: Fetch) -> Response | Failure:
        import httpx2

        try:
            answer = self._http().send(bare(fetch), **BARE)
            try:
                found = head(answer)
                take = fetch.accept(found)
                if take is not None:
                    for piece in answer.iter_raw():
                        take(piece)
            finally:
                answer.close()
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            return failure_of(error)
        return found

    def close(self) -> None:
        """Close the connections of this process, unless the client was given."""
        own = self._own.pop(os.getpid(), None)
        if own is not None:
            own.close()


class AsyncDriver:
    """Drives flows with an ``httpx2.AsyncClient``, its own unless one is given."""

    def __init__(
        self,
        connect: Callable[[], Connection],
        http_client: httpx2.AsyncClient | None = None,
        uploader: AsyncUploader | None = None,
        proxy: str | None = None,
    ) -> None:
        """``connect`` is asked when something is sent: it may miss the token."""
        self._connect = connect
        self._given = http_client
        self._proxy = proxy
        self._uploader = uploader
        self._own: WeakKeyDictionary[AbstractEventLoop, httpx2.AsyncClient] = WeakKeyDictionary()

    @cached_property
    def _connection(self) -> Connection:
        return self._connect()

    async def run(
        self,
        flow: Flow[T],
        on_update: OnAsyncUpdate | None = None,
        sleep: Callable[[float], Awaitable[object]] | None = None,
    ) -> T:
        """Drive ``flow`` to its end and return its result."""
        reply: object = None
        broken: BaseException | None = None
        while True:
            try:
                effect = flow.send(reply) if broken is None else flow.throw(broken)
            except StopIteration as stop:
                result: T = stop.value
                return result
            finally:
                broken = None  # it holds this frame, which must not hold it
            try:
                reply = await self._perform(effect, on_update, sleep)
            except BaseException as error:  # the flow decides: it raises it again
                broken = error

    async def _perform(
        self,
        effect: Effect,
        on_update: OnAsyncUpdate | None,
        sleep: Callable[[float], Awaitable[object]] | None,
    ) -> object:
        import asyncio

        match effect:
            case Send():
                return await self._send(effect)
            case Sleep(seconds=seconds):
                await (sleep or asyncio.sleep)(seconds)
            case Update():
                done = None if on_update is None else on_update(effect)
                if isawaitable(done):
                    await done
            case Fetch():
                return await self._fetch(effect)
            case Work(function=function):
                return await asyncio.to_thread(function)
            case Upload():
                assert self._uploader is not None, "no flow uploads without an uploader"
                return _hosted(await _called(self._uploader, effect))
        return None

    def _http(self) -> httpx2.AsyncClient:
        import asyncio

        import httpx2

        if self._given is not None:
            return self._given
        loop = asyncio.get_running_loop()
        if loop not in self._own:
            self._own[loop] = httpx2.AsyncClient(**client_options(self._proxy))
        return self._own[loop]

    async def _send(self, send: Send) -> Response | Failure:
        import httpx2

        connection = self._connection
        try:
            async with self._http().stream(**connection.request(send)) as answer:
                collector = Collector(send.within)
                async for piece in answer.aiter_bytes():
                    collector.take(piece)
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            return connection.failure(error)
        logger.debug("%s %s -> %s", send.method, send.path, answer.status_code)
        return connection.response(answer, collector.body)

    async def _fetch(self, fetch: Fetch) -> Response | Failure:
        import httpx2

        try:
            answer = await self._http().send(bare(fetch), **BARE)
            try:
                found = head(answer)
                take = fetch.accept(found)
                if take is not None:
                    async for piece in answer.aiter_raw():
                        take(piece)
            finally:
                await answer.aclose()
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            return failure_of(error)
        return found

    async def aclose(self) -> None:
        """Close the connections of this loop, unless the client was given."""
        import asyncio

        own = self._own.pop(asyncio.get_running_loop(), None)
        if own is not None:
            await own.aclose()


async def _called(uploader: AsyncUploader, file: Upload) -> object:
    import asyncio

    if iscoroutinefunction(uploader):
        return await uploader(file)
    hosted = await asyncio.to_thread(uploader, file)
    return await hosted if isawaitable(hosted) else hosted
