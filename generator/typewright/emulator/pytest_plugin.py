"""Fixtures for the tests of those who use an SDK: their own store, served on this machine.

It is loaded in every pytest run of an environment that has typewright, so nothing but pytest is
imported before a fixture is asked for. ``[tool.typewright]`` of the project names the store.
"""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from typewright.catalogue.model import Catalogue
    from typewright.emulator.server import Served


@pytest.fixture(scope="session")
def typewright_server(pytestconfig: pytest.Config) -> "Generator[Served]":
    """One emulator for the whole run; what it has seen is of all tests so far."""
    from typewright.diagnostics import ConfigError

    try:
        from typewright.emulator.server import serve

        catalogue = _sound_store(pytestconfig.rootpath)
    except ModuleNotFoundError as error:
        words = f"typewright_server needs {error.name}: pip install 'typewright[serve]'"
        pytest.fail(words, pytrace=False)
    except ConfigError as error:
        pytest.fail(f"typewright: {error}", pytrace=False)
    with serve(catalogue) as served:
        yield served


@pytest.fixture
def typewright_emulator(typewright_server: "Served") -> "Served":
    """The emulator with nothing remembered and the plain scenario, for one test.

    Give the test's client its ``base_url`` and ``token``; ``reset(scenario)`` makes jobs and calls
    go otherwise, ``accepted`` counts the submits that would have been paid.
    """
    typewright_server.reset()
    return typewright_server


def _sound_store(start: "Path") -> "Catalogue":
    """The store that the nearest config names; fails the test with what is wrong with it."""
    from datetime import date

    from typewright.catalogue.check import check
    from typewright.catalogue.choice import one_provider
    from typewright.catalogue.load import load
    from typewright.catalogue.settle import settled
    from typewright.config import load_config
    from typewright.diagnostics import Severity, render_text

    config = load_config(start)
    loaded, unreadable = load(config.root / config.schemas)
    chosen = one_provider(config, loaded) if loaded.providers else loaded
    catalogue, about = settled(chosen, date.today())
    found = (*unreadable, *about, *check(catalogue, carry_unknown_rules=config.carry_unknown_rules))
    errors = [finding for finding in found if finding.severity is Severity.ERROR]
    if errors:
        pytest.fail(f"typewright cannot serve this store:\n{render_text(errors)}", pytrace=False)
    return catalogue
