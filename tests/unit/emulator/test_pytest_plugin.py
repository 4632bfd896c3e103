"""The pytest plugin as a consumer has it: another project, in another process."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import typewright

pytest_plugins = ["pytester"]

PLUGIN = "typewright.emulator.pytest_plugin"
ROOT = Path(__file__).parents[3]
SOURCE = Path(typewright.__file__).parents[1]

CONSUMER = """
import httpx2
import pytest
from typewright.emulator.scenario import Fault, Scenario

URL = "/v1/models/bytedance/seedream-5/lite/text-to-image"
BASES = []


def post(served, body):
    headers = {"Authorization": f"Bearer {served.token}"}
    return httpx2.post(served.base_url + URL, json=body, headers=headers).status_code


@pytest.mark.parametrize("turn", [1, 2])
def test_every_test_starts_afresh(typewright_emulator, turn):
    BASES.append(typewright_emulator.base_url)
    assert typewright_emulator.accepted == 0
    assert post(typewright_emulator, {"prompt": "x"}) == 200
    assert post(typewright_emulator, {}) == 422
    assert typewright_emulator.accepted == 1
    assert len(set(BASES)) == 1


def test_a_scenario(typewright_emulator):
    typewright_emulator.reset(Scenario(fault=(Fault("submit", "http", status=503),)))
    assert post(typewright_emulator, {"prompt": "x"}) == 503


def test_the_scenario_is_gone(typewright_emulator, typewright_server):
    assert typewright_emulator is typewright_server
    assert post(typewright_emulator, {"prompt": "x"}) == 200
"""


@pytest.fixture
def project(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """An empty project that has the plugin by name alone, whether or not it is installed."""
    monkeypatch.setenv("PYTHONPATH", str(SOURCE))
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    pytester.makeini("[pytest]")
    return pytester


def run(project: pytest.Pytester) -> pytest.RunResult:
    """The project's tests, in a process of their own."""
    return project.runpytest_subprocess("-p", PLUGIN, timeout=60)


def configure(project: pytest.Pytester, store: Path) -> None:
    """Let the config name ``store``."""
    config = f'package = "my_sdk"\nschemas = {str(store)!r}\n'
    project.path.joinpath("typewright.toml").write_text(config, "utf-8")


def test_a_consumer_tests_against_the_emulator(project: pytest.Pytester) -> None:
    configure(project, ROOT / "schemas")
    project.makepyfile(CONSUMER)
    run(project).assert_outcomes(passed=4)


def test_the_config_is_found_from_the_root_and_not_from_the_test(project: pytest.Pytester) -> None:
    configure(project, ROOT / "schemas")
    inner = project.mkdir("tests") / "test_inner.py"
    inner.write_text("def test(typewright_emulator): assert typewright_emulator.token", "utf-8")
    project.runpytest_subprocess("-p", PLUGIN, inner, timeout=60).assert_outcomes(passed=1)


def test_a_store_with_errors_fails_with_its_findings(project: pytest.Pytester) -> None:
    store = project.mkdir("store") / "acme"
    store.mkdir()
    store.joinpath("provider.json").write_text('{"name": ', "utf-8")
    configure(project, store.parent)
    project.makepyfile("def test(typewright_emulator): pass")
    result = run(project)
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(
        ["*typewright cannot serve this store:*", "*provider.json:1:* error TW*", "*help: *"]
    )


@pytest.mark.parametrize(
    ("config", "words"),
    [
        (None, "*typewright: no config found*"),
        ('schemas = "nowhere"', "*typewright: no schema store at *nowhere*"),
        ('provider = "other"\nschemas = "{store}"', "*provider = 'other'*holds runcomfy*"),
    ],
)
def test_a_project_without_a_store(
    project: pytest.Pytester, config: str | None, words: str
) -> None:
    if config is not None:
        text = config.format(store=(ROOT / "schemas").as_posix())
        project.path.joinpath("typewright.toml").write_text(text, "utf-8")
    project.makepyfile("def test(typewright_emulator): pass")
    result = run(project)
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines([words])


def test_without_the_extra_it_says_what_to_install(project: pytest.Pytester) -> None:
    configure(project, ROOT / "schemas")
    project.makeconftest("import sys\nsys.modules['starlette'] = None")
    project.makepyfile("def test(typewright_emulator): pass")
    result = run(project)
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*needs starlette*: pip install 'typewright[[]serve]'*"])


def test_a_run_that_asks_for_nothing_loads_nothing(project: pytest.Pytester) -> None:
    project.makepyfile("""
        import sys

        HEAVY = {"starlette", "uvicorn", "pydantic", "httpx2", "jsonschema", "PIL", "asyncio"}

        def test_nothing_heavy(pytestconfig):
            assert pytestconfig.pluginmanager.has_plugin("typewright.emulator.pytest_plugin")
            assert not HEAVY & sys.modules.keys()
        """)
    run(project).assert_outcomes(passed=1)


def test_importing_it_loads_pytest_and_little_else() -> None:
    program = (
        f"import sys, pytest; before = set(sys.modules); import {PLUGIN}\n"
        "print(*sorted(set(sys.modules) - before))"
    )
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    loaded = subprocess.check_output([sys.executable, "-c", program], text=True, env=environment)
    assert loaded.split() == ["typewright", "typewright.emulator", PLUGIN]


def test_the_package_registers_it() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["entry-points"]["pytest11"] == {"typewright": PLUGIN}
