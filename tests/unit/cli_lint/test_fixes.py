"""``typewright lint --fix``: what is written, and that it is written once."""

from pathlib import Path

import pytest

from typewright.cli import run

from .project import WARNING, codes, input_of, rows, tree, write


@pytest.mark.parametrize("option", ["--fix", "--unsafe-fixes"])
def test_a_second_fix_writes_nothing(
    option: str, stored: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    vendor = {path: text for path, text in tree(stored).items() if path.endswith(".schema.json")}
    before = codes(capsys)
    run(["lint", option])
    assert "mended" in capsys.readouterr().out
    first = tree(stored)
    after = codes(capsys)
    assert len(after) < len(before)
    assert set(after) <= set(before), "a fix brings nothing new"
    run(["lint", option])
    assert "mended" not in capsys.readouterr().out
    assert tree(stored) == first
    assert {path: first[path] for path in vendor} == vendor, "vendors' files are never edited"


def test_everything_fixed_still_generates(stored: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["lint", "--fix", "--unsafe-fixes"])
    left = [row for row in rows(capsys) if not row["settled"] and row["fix"]]
    assert [(row["code"], row["pointer"]) for row in left] == []
    assert run(["generate"]) == 0, capsys.readouterr().out
    assert run(["generate", "--check"]) == 0


def test_fixes_need_a_store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path / "input.json", WARNING)
    assert run(["lint", str(path), "--fix"]) == 2
    assert "needs a store" in capsys.readouterr().err


def test_a_fix_of_a_file_keeps_its_json(project: Path) -> None:
    data = input_of(project).read_bytes()
    input_of(project).write_bytes(b"\xef\xbb\xbf" + data.replace(b"\n", b"\r"))
    run(["lint", "--fix"])
    assert input_of(project).read_bytes() == data


@pytest.mark.parametrize("option", ["--fix", "--unsafe-fixes"])
def test_what_was_published_is_not_fixed(
    option: str, stored: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(stored)
    assert run(["lint", option, "--as-published"]) == 2
    assert "leave one of the two out" in capsys.readouterr().err
    assert tree(stored) == before
