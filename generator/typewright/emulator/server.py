"""The emulator on a real loopback socket: in a thread for tests, in the foreground for people."""

import asyncio
import os
import socket
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Thread
from typing import Final

import uvicorn
from starlette.applications import Starlette
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from typewright.catalogue.model import Catalogue
from typewright.diagnostics import ConfigError
from typewright.emulator.app import create_app, emulation_of
from typewright.emulator.emulation import Clock, Emulation
from typewright.emulator.faults import CUT
from typewright.emulator.scenario import Scenario

HOST: Final = "127.0.0.1"
TOKEN: Final = "emulator-token"
"""The token that is taken unless another is named."""

START_SECONDS: Final = 10.0
STOP_SECONDS: Final = 10.0


@dataclass(frozen=True, slots=True)
class Served:
    """A running emulator: where it is, which token it takes, and what it has seen."""

    base_url: str
    token: str
    emulation: Emulation

    def reset(self, scenario: Scenario | None = None) -> None:
        """Forget every job and count, and go on by ``scenario``."""
        self.emulation.reset(scenario)

    @property
    def accepted(self) -> int:
        """How many submits were accepted, each of which would have been paid."""
        return self.emulation.accepted


class _Protocol(H11Protocol):
    """HTTP with a way for the app to close the connection in the middle of an answer."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        app = self.app

        async def with_cut(scope: Scope, receive: Receive, send: Send) -> None:
            scope["extensions"] = {**(scope.get("extensions") or {}), CUT: transport.close}
            await app(scope, receive, send)

        self.app = with_cut


@contextmanager
def serve(
    catalogue: Catalogue,
    *,
    token: str = TOKEN,
    scenario: Scenario | None = None,
    clock: Clock = time.time,
) -> Generator[Served]:
    """Serve on a free port of the loopback interface until the block ends."""
    app = create_app(catalogue, token=token, scenario=scenario, clock=clock)
    with _listening(0) as listener:
        server = _server(app)
        thread = Thread(target=server.run, args=([listener],), name="emulator", daemon=True)
        thread.start()
        try:
            _wait_for(server, thread)
            yield Served(_url(listener), token, emulation_of(app))
        finally:
            server.should_exit = True
            thread.join(STOP_SECONDS)
            if thread.is_alive():
                raise RuntimeError("the emulator did not stop")


def run_forever(
    catalogue: Catalogue,
    *,
    port: int = 0,
    token: str = TOKEN,
    scenario: Scenario | None = None,
    announce: Callable[[str], None],
) -> None:
    """Serve in the foreground until Ctrl-C; ``announce`` is told the base URL.

    Port 0 is any free one. Raises :class:`ConfigError` when the port is taken.
    """
    app = create_app(catalogue, token=token, scenario=scenario)
    with _listening(port) as listener:
        announce(_url(listener))
        with suppress(KeyboardInterrupt):  # the usual end: uvicorn has closed what was open
            _server(app).run([listener])


@contextmanager
def _listening(port: int) -> Generator[socket.socket]:
    """A socket that listens already: who knows the URL can connect at once."""
    # Named as TCP, since asyncio sends small answers at once only on a socket that says so; else
    # each answer waits 40 ms for an acknowledgement.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        if os.name == "posix":  # elsewhere the option would let two servers share a port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
        except OSError as error:
            raise ConfigError(
                f"port {port}: {error.strerror}; choose another with --port"
            ) from error
        except OverflowError as error:
            raise ConfigError(f"port {port}: ports go from 0 to 65535") from error
        listener.listen(1024)
        yield listener


def _server(app: Starlette) -> uvicorn.Server:
    config = uvicorn.Config(
        app,
        http=_Protocol,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=1,
    )
    return uvicorn.Server(config)


def _wait_for(server: uvicorn.Server, thread: Thread) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not server.started:
        if not thread.is_alive() or time.monotonic() > deadline:
            raise RuntimeError("the emulator did not start")
        time.sleep(0.005)


def _url(listener: socket.socket) -> str:
    return f"http://{HOST}:{listener.getsockname()[1]}"
