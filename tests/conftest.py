"""Options and profiles that every test shares."""

import os

import pytest
from hypothesis import HealthCheck, settings

# In CI the same commit is tried with the same examples, so that a red run is about its change. New
# examples come with every ``make test`` and, more of them, with ``make test-all``.
settings.register_profile(
    "quick",
    max_examples=60,
    deadline=None,
    report_multiple_bugs=False,
    derandomize=os.environ.get("CI") == "true",
)
settings.register_profile(
    "full",
    max_examples=1000,
    deadline=None,
    report_multiple_bugs=False,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--update-golden`` and ``--update-lint``: write what comes out as what is expected
    (``make golden``)."""
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden/*/expected")
    parser.addoption(
        "--update-lint", action="store_true", help="rewrite tests/lint/*/bad/expected.json"
    )


@pytest.fixture(autouse=True, scope="session")
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A run of the tests neither believes nor keeps what was answered to another."""
    os.environ["TYPEWRIGHT_CACHE_DIR"] = str(tmp_path_factory.mktemp("cache"))
