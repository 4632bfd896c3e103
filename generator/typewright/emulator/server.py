"""The emulator on a real loopback socket."""

from collections.abc import Generator
from contextlib import contextmanager
from threading import Thread
from time import monotonic, sleep

import uvicorn

from typewright.emulator.app import Emulator, create_app

START_SECONDS = 10.0


@contextmanager
def serving(emulator: Emulator, port: int = 0) -> Generator[str]:
    """Serve ``emulator`` on 127.0.0.1 in a thread; gives the base URL.

    Port 0 takes a free one. Raises ``TimeoutError`` when the server does not start.
    """
    config = uvicorn.Config(create_app(emulator), "127.0.0.1", port, log_level="critical")
    server = uvicorn.Server(config)
    thread = Thread(target=server.run, name="emulator", daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{_port(server)}"
    finally:
        server.should_exit = True
        thread.join()


def _port(server: uvicorn.Server) -> int:
    deadline = monotonic() + START_SECONDS
    while not server.started:
        if monotonic() > deadline:
            raise TimeoutError(f"the emulator did not start within {START_SECONDS:g} s")
        sleep(0.01)
    address = server.servers[0].sockets[0].getsockname()
    return int(address[1])
