"""The emulator on a real socket, and one way to call the generated SDK, sync or async."""

import asyncio
import inspect
from collections.abc import Callable, Generator, Iterator, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol, cast

import pytest

from runcomfy_models import AsyncClient, Client, Policy
from typewright.catalogue.load import load
from typewright.catalogue.model import Catalogue
from typewright.catalogue.settle import settled
from typewright.emulator.server import Served, serve

ROOT = Path(__file__).parents[2]
STORE = ROOT / "schemas"

IMPATIENT = Policy(
    first_backoff=0.001,
    longest_backoff=0.002,
    longest_retry_after=0.01,
    first_poll=0.001,
    longest_poll=0.002,
)
"""Real retries and polls, a thousand times faster."""


def stored_catalogue() -> Catalogue:
    """The stored endpoints as the generator reads them: corrected, in standard words."""
    found, findings = load(STORE)
    assert not findings
    return settled(found, date(2026, 11, 21))[0]


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The stored endpoints."""
    return stored_catalogue()


@pytest.fixture(scope="session")
def running(catalogue: Catalogue) -> Generator[Served]:
    """One server for all tests of this process."""
    with serve(catalogue) as served:
        yield served


@pytest.fixture
def emulator(running: Served) -> Served:
    """The server, with nothing remembered and the plain scenario."""
    running.reset()
    return running


class Caller:
    """Either client behind one face: what the async one gives is awaited in a loop of its own."""

    def __init__(self, client: Client | AsyncClient, runner: asyncio.Runner) -> None:
        self.client: Any = client
        self._runner = runner

    def __call__(self, function: Callable[..., object], *args: object, **kwargs: object) -> Any:
        """What ``function`` gives in the end."""
        found = function(*args, **kwargs)
        return self._runner.run(_settled(found)) if inspect.isawaitable(found) else found

    @cached_property
    def endpoints(self) -> Mapping[str, Any]:
        """Every endpoint by its model id, found by walking the attributes of the client."""
        return dict(endpoints_of(self.client))


class Connect(Protocol):
    """Makes callers against the emulator; keyword arguments are those of the clients."""

    def __call__(self, token: str | None = ..., **settings: Any) -> Caller: ...


async def _settled(awaitable: Any) -> object:
    return cast("object", await awaitable)


def endpoints_of(node: object) -> Iterator[tuple[str, Any]]:
    """Every endpoint below a client by its model id."""
    for name, attribute in vars(type(node)).items():
        if isinstance(attribute, cached_property):
            child = cast("object", getattr(node, name))
            if hasattr(child, "spec"):
                yield cast("Any", child).spec.model_id, child
            yield from endpoints_of(child)


@pytest.fixture(params=["sync", "async"])
def connect(request: pytest.FixtureRequest, emulator: Served) -> Generator[Connect]:
    """Takes a token and settings; gives a caller of the client that the test is run for."""
    opened: list[Caller] = []
    kind: type[Client | AsyncClient] = Client if request.param == "sync" else AsyncClient
    with asyncio.Runner() as runner:

        def make(token: str | None = emulator.token, **settings: object) -> Caller:
            chosen: dict[str, Any] = {
                "base_url": emulator.base_url,
                "policy": IMPATIENT,
                "timeout": 20.0,
                "probe_urls": False,
                **settings,
            }
            opened.append(Caller(kind(token, **chosen), runner))
            return opened[-1]

        yield make
        for caller in opened:
            client = caller.client
            caller(client.close if request.param == "sync" else client.aclose)


@pytest.fixture
def caller(connect: Connect) -> Caller:
    """The client with the right token."""
    return connect()
