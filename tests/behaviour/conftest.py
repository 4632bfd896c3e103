"""One emulator of the stored provider on a real socket, and both clients before it."""

import asyncio
import io
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, cast

import pytest
from PIL import Image

from runcomfy_models import AsyncClient, Client
from runcomfy_models._runtime.flows import Policy
from typewright.catalogue.load import load
from typewright.emulator.app import Emulator
from typewright.emulator.server import serving

ROOT = Path(__file__).parent.parent.parent
PATIENCE = Policy(first_backoff=0.01, longest_backoff=0.02, first_poll=0.01, longest_poll=0.05)


def picture(width: int = 640, height: int = 480) -> bytes:
    """A real PNG."""
    content = io.BytesIO()
    Image.new("RGB", (width, height), "olive").save(content, "PNG")
    return content.getvalue()


@pytest.fixture(scope="session")
def served() -> Iterator[tuple[Emulator, str]]:
    """The emulator and its base URL, once for all tests."""
    catalogue, findings = load(ROOT / "schemas")
    assert not findings
    emulator = Emulator(catalogue)
    with serving(emulator) as base_url:
        yield emulator, base_url


@pytest.fixture
def emulator(served: tuple[Emulator, str]) -> Emulator:
    """The emulator without a past."""
    served[0].reset()
    return served[0]


@dataclass(frozen=True)
class Caller:
    """Runs the same step with the sync or the async client.

    ``step`` is given a client and returns a value, or something to await.
    """

    flavour: Literal["sync", "async"]
    base_url: str
    token: str | None = "test-token"

    def __call__(self, step: Callable[[Any], Any], **options: Any) -> Any:
        """The result of ``step``; what it raises comes through."""
        settings: dict[str, Any] = {
            "base_url": self.base_url,
            "policy": PATIENCE,
            "timeout": 5.0,
            **options,
        }
        if self.flavour == "sync":
            with Client(self.token, **settings) as client:
                return step(client)

        async def with_async_client() -> Any:
            async with AsyncClient(self.token, **settings) as client:
                value = step(client)
                while hasattr(value, "__await__"):
                    value = await cast("Awaitable[Any]", value)
                return value

        return asyncio.run(with_async_client())

    def then(self, value: Any, step: Callable[[Any], Any]) -> Any:
        """Go on with ``value`` once it is there."""
        if self.flavour == "sync":
            return step(value)

        async def awaited() -> Any:
            result = step(await value)
            return await result if hasattr(result, "__await__") else result

        return awaited()

    def with_token(self, token: str | None) -> "Caller":
        """The same with another token."""
        return replace(self, token=token)


@pytest.fixture(params=["sync", "async"])
def call(request: pytest.FixtureRequest, served: tuple[Emulator, str]) -> Caller:
    """A caller for each client."""
    return Caller(request.param, served[1])
