"""The fixture that typewright ships, used by a project of its own."""

import subprocess
import sys
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

STORE = Path(__file__).parents[3] / "schemas"
GENERATED = Path(__file__).parents[3] / "generated"

CONFIG = """
schemas = "{store}"
output = "generated"
package = "runcomfy_models"
version = "0.1.0"
locales = ["en"]
"""

TESTS = """
from runcomfy_models import Client

def test_a_call(typewright_emulator):
    url, token = typewright_emulator.base_url, typewright_emulator.token
    with Client(token, base_url=url) as client:
        job = client.bytedance.seedream_5.lite.text_to_image.submit(prompt="a cat")
        assert job.status().phase == "queued"
    assert typewright_emulator.accepted == 1

def test_nothing_is_left_of_another_test(typewright_emulator):
    assert typewright_emulator.accepted == 0
"""


def run(pytester: pytest.Pytester) -> pytest.RunResult:
    plugin = ("-p", "typewright.emulator.pytest_plugin", "-p", "no:cacheprovider")
    return pytester.runpytest_subprocess(*plugin, "--import-mode=importlib", timeout=60)


def test_a_project_uses_the_fixture(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(GENERATED))
    pytester.path.joinpath("typewright.toml").write_text(CONFIG.format(store=STORE), "utf-8")
    pytester.makepyfile(TESTS)
    run(pytester).assert_outcomes(passed=2)


def test_a_store_with_errors_is_told(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(GENERATED))
    store = pytester.mkdir("store")
    folder = store / "acme" / "owner" / "model"
    folder.mkdir(parents=True)
    (store / "acme" / "provider.json").write_text("{", "utf-8")
    pytester.path.joinpath("typewright.toml").write_text(CONFIG.format(store="store"), "utf-8")
    pytester.makepyfile(TESTS)
    result = run(pytester)
    result.assert_outcomes(errors=2)
    result.stdout.fnmatch_lines(["*provider.json*"])


def test_loading_the_plugin_loads_nothing_heavy() -> None:
    heavy = ("starlette", "uvicorn", "pydantic", "PIL", "httpx2")
    code = (
        "import sys, typewright.emulator.pytest_plugin\n"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
