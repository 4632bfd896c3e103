"""``typewright ingest`` as a user meets it."""

import io
import json
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from typewright.cli import run

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "tests" / "pages"
HAPPY = "schemas/runcomfy/alibaba/happyhorse-1.1/reference-to-video"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with our own store, as the working directory."""
    shutil.copytree(ROOT / "schemas", tmp_path / "schemas")
    (tmp_path / "typewright.toml").write_text('package = "my_sdk"\nversion = "1.2.3"\n')
    monkeypatch.chdir(tmp_path)
    return tmp_path


def tree(directory: Path) -> dict[str, bytes]:
    files = (path for path in directory.rglob("*") if path.is_file())
    return {path.relative_to(directory).as_posix(): path.read_bytes() for path in files}


def test_pages_that_are_stored_already(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = tree(project)
    assert run(["ingest", *map(str, sorted(PAGES.glob("*.txt")))]) == 0
    assert capsys.readouterr().out == "3 endpoints found: no file changed.\n"
    assert tree(project) == before


def test_a_directory_of_pages_and_what_is_generated_of_it(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["ingest", "--check", str(PAGES / "layouts")]) == 1
    out = capsys.readouterr().out
    assert f"would be written  {HAPPY}/input.schema.json" in out
    assert "files would be changed" in out
    assert not (project / HAPPY).exists()
    assert run(["ingest", str(PAGES)]) == 0
    assert "20 endpoints found" in capsys.readouterr().out
    assert run(["generate"]) == 0
    assert "20 endpoints" in capsys.readouterr().out
    assert (project / "generated/my_sdk/endpoints/kling__kling_3_0__v4k__text_to_video.py").exists()


def test_a_bad_page_is_told_with_its_place(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = next((PAGES / "layouts").glob("alibaba*")).read_text("utf-8")
    (project / "cut.txt").write_text(page[:2000], "utf-8")
    before = tree(project)
    assert run(["ingest", "cut.txt"]) == 1
    out = capsys.readouterr().out
    assert "cut.txt:63:1 error TW021" in out
    assert "help: save the page anew" in out
    assert tree(project) == before


def test_machines_read_json(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ingest", "--format", "json", str(PAGES / "layouts")]) == 0
    told: Any = json.loads(capsys.readouterr().out)
    assert told["written"] is True
    assert told["findings"] == []
    assert f"{HAPPY}/endpoint.json" in told["files"]
    assert len(told["endpoints"]) == 6


def test_standard_input(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Input:
        buffer = io.BytesIO((PAGES / "catalogue" / "models-sample.json").read_bytes())

    monkeypatch.setattr(sys, "stdin", Input)
    assert run(["ingest", "-"]) == 0
    assert "17 endpoints found" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "words"), [("nowhere.txt", "no such page"), ("empty", "no pages in it")]
)
def test_a_source_that_is_not_there(
    project: Path, capsys: pytest.CaptureFixture[str], name: str, words: str
) -> None:
    (project / "empty").mkdir()
    assert run(["ingest", name]) == 2
    assert words in capsys.readouterr().err


def test_a_store_that_cannot_be_written(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A disk that fails in the middle leaves whole files: the next run finishes."""
    replace, moved = Path.replace, 0

    def failing(path: Path, target: Path) -> Path:
        nonlocal moved
        moved += 1
        if moved == 5:
            raise OSError(28, "No space left on device")
        return replace(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", failing)
        assert run(["ingest", str(PAGES)]) == 2
    assert "No space left" in capsys.readouterr().err
    for path in (project / "schemas").rglob("*.json"):
        json.loads(path.read_text("utf-8"))
    assert run(["ingest", str(PAGES)]) == 0
    assert run(["ingest", "--check", str(PAGES)]) == 0


def test_what_was_read_in_other_words_is_told_when_asked(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["ingest", str(PAGES / "catalogue")]) == 0
    capsys.readouterr()
    assert run(["generate"]) == 0
    assert "info" not in capsys.readouterr().out
    assert run(["generate", "--check", "--explain"]) == 0
    out = capsys.readouterr().out
    assert "TW034 the vendor publishes no output schema" in out
    assert "'kling/kling-3.0/4k/text-to-video' is called kling.kling_3_0.v4k.text_to_video" in out


def test_only_some(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ingest", "--only", "qwen/*", str(PAGES)]) == 0
    assert "2 endpoints found: 4 files changed." in capsys.readouterr().out
