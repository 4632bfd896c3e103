"""The real store, served: one server for all tests of this room."""

import json
from collections.abc import Generator, Iterator
from pathlib import Path

import httpx2
import pytest

from typewright.catalogue.load import load
from typewright.catalogue.model import Catalogue
from typewright.emulator.emulation import ManualClock
from typewright.emulator.server import Served, serve

STORE = Path(__file__).parents[3] / "schemas"


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The three stored endpoints."""
    found, findings = load(STORE)
    assert not findings, json.dumps([finding.message for finding in findings])
    return found


@pytest.fixture(scope="module")
def clock() -> ManualClock:
    """The clock of the server."""
    return ManualClock()


@pytest.fixture(scope="module")
def running(catalogue: Catalogue, clock: ManualClock) -> Generator[Served]:
    """A server that goes by ``clock``."""
    with serve(catalogue, clock=clock) as served:
        yield served


@pytest.fixture
def served(running: Served) -> Served:
    """The server, with nothing remembered and the plain scenario."""
    running.reset()
    return running


@pytest.fixture
def api(served: Served) -> Iterator[httpx2.Client]:
    """A bare client with the right token."""
    headers = {"Authorization": f"Bearer {served.token}"}
    with httpx2.Client(base_url=served.base_url, headers=headers) as client:
        yield client
