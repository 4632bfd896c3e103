"""The emulator as a pytest fixture, for projects that use a generated SDK.

It is loaded by every run of pytest in an environment that has typewright, so it imports nothing
heavy before a test asks for it. ::

    def test_a_call(typewright_emulator):
        client = Client(typewright_emulator.token, base_url=typewright_emulator.base_url)
        ...
        assert typewright_emulator.accepted == 1
"""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from typewright.catalogue.model import Catalogue
    from typewright.emulator.server import Served


@pytest.fixture(scope="session")
def typewright_server(pytestconfig: pytest.Config) -> Generator[Served]:
    """One emulator for the whole run, over the store that typewright's own config names.

    The config is looked for from pytest's root directory upwards.
    """
    from typewright.emulator.server import serve

    with serve(_catalogue(pytestconfig.rootpath)) as served:
        yield served


@pytest.fixture
def typewright_emulator(typewright_server: Served) -> Served:
    """The emulator with nothing remembered and the plain scenario; ``reset`` takes another one."""
    typewright_server.reset()
    return typewright_server


def _catalogue(root: Path) -> Catalogue:
    """The store of the config. Fails when it has errors."""
    from typewright.catalogue.check import check
    from typewright.catalogue.load import load
    from typewright.config import load_config
    from typewright.diagnostics import Severity, render_text

    config = load_config(root)
    catalogue, findings = load(config.root / config.schemas)
    findings = (*findings, *check(catalogue))
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors:
        pytest.fail(render_text(errors, {}), pytrace=False)
    return catalogue
