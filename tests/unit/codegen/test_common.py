"""The answers that come with typewright are those of the tools that are installed."""

import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from typewright.codegen import answers

ROOT = Path(__file__).parent.parent.parent.parent


def test_they_are_what_the_tools_say_now() -> None:
    command = [sys.executable, "-m", "typewright.codegen.common"]
    environment = {"PYTHONPATH": str(ROOT / "generator"), "PYTHONUTF8": "1"}
    done = subprocess.run(command, env=environment, capture_output=True, check=True)
    assert (
        done.stdout.decode("utf-8").splitlines() == answers.SHIPPED.read_text("utf-8").splitlines()
    ), "run `make answers`"


def test_a_tool_of_another_version_answers_for_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    assert answers.shipped().keys() == {"black", "datamodel-code-generator"}

    def version(name: str) -> str:
        return "99" if name == "black" else metadata.version(name)

    monkeypatch.setattr(answers, "version", version)
    assert answers.shipped().keys() == {"datamodel-code-generator"}
