"""The README's snippet runs as printed, against the emulator."""

import re
from pathlib import Path
from typing import Any

import pytest

from runcomfy_models import Client
from typewright.emulator.server import Served

from .arguments import flat_picture
from .conftest import ROOT

SNIPPET = re.compile(r"<!-- executed by [^>]*-->\n```python\n(.*?)```", re.DOTALL)


def snippets() -> list[str]:
    """Every block of Python in the README."""
    text = (ROOT / "README.md").read_text("utf-8")
    found = SNIPPET.findall(text)
    assert len(found) == text.count("```python")
    return found


def snippet() -> str:
    return snippets()[0]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, emulator: Served) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RUNCOMFY_TOKEN", emulator.token)
    monkeypatch.setenv("RUNCOMFY_BASE_URL", emulator.base_url)
    return tmp_path


def test_the_snippet_prints_a_url(
    here: Path, emulator: Served, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "harbour.png").write_bytes(flat_picture(640, 480))
    exec(compile(snippet(), "README.md", "exec"), {})
    assert capsys.readouterr().out.startswith("http")
    assert emulator.emulation.jobs[0].input["resolution"] == "2K"


def test_the_snippet_tells_of_a_bad_file(
    here: Path, emulator: Served, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "harbour.png").write_bytes(flat_picture(10, 10))
    exec(compile(snippet(), "README.md", "exec"), {})
    assert "must exceed 14 pixels" in capsys.readouterr().out
    assert emulator.emulation.received == ()


def test_the_snippet_has_ten_lines() -> None:
    assert len(snippet().splitlines()) <= 11
    assert Client.__doc__


def test_the_test_of_a_users_own(emulator: Served) -> None:
    names: dict[str, Any] = {}
    exec(compile(snippets()[1], "README.md", "exec"), names)
    names["test_nothing_is_paid_twice"](emulator)
    assert emulator.accepted == 1
