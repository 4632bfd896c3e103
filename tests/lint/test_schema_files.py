"""Which files are linted, and what becomes of those that cannot be read."""

import os
from pathlib import Path

import pytest

from typewright.lint.files import lint_files
from typewright.lint.registry import rules
from typewright.lint.results import Result
from typewright.lint.schema_files import schema_files
from typewright.lint.single import whole_of_files

SCHEMA = '{"type": "object", "properties": {}}'


def write(path: Path, text: str = SCHEMA) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def linted(*paths: Path) -> tuple[Result, ...]:
    return lint_files(paths, tuple(rules().values()), fixes=False).results


def test_schemas_of_a_directory_are_found_at_any_depth(tmp_path: Path) -> None:
    write(tmp_path / "a.json")
    write(tmp_path / "b" / "c.schema.json", "not even JSON")
    write(tmp_path / "b" / "data.json", '{"size": 5}')
    write(tmp_path / ".hidden.json")
    write(tmp_path / ".git" / "d.json")
    write(tmp_path / "e.txt")
    found = {Path(each).relative_to(tmp_path).as_posix() for each in schema_files([tmp_path])}
    assert found == {"a.json", "b/c.schema.json"}


@pytest.mark.parametrize("target", ["self.json", "nowhere.json", "a.json/below"])
def test_a_link_that_leads_nowhere_is_passed_over(tmp_path: Path, target: str) -> None:
    write(tmp_path / "a.json")
    (tmp_path / "self.json").symlink_to(target)
    (tmp_path / "round.json").symlink_to(tmp_path, target_is_directory=True)
    assert list(schema_files([tmp_path])) == [(tmp_path / "a.json").as_posix()]


def test_paths_are_as_the_user_wrote_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "schemas" / "a.json")
    monkeypatch.chdir(tmp_path)
    assert list(schema_files([Path()])) == ["schemas/a.json"]
    assert list(schema_files([Path("schemas/")])) == ["schemas/a.json"]
    assert list(schema_files([Path("../") / tmp_path.name])) == [
        f"../{tmp_path.name}/schemas/a.json"
    ]


def test_a_file_in_two_spellings_is_linted_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(tmp_path / "a.json")
    monkeypatch.chdir(tmp_path)
    assert linted(Path("a.json"), file, tmp_path) == linted(Path("a.json"))


def test_a_file_that_cannot_be_read_is_a_finding_and_hides_no_other(tmp_path: Path) -> None:
    there = write(tmp_path / "there.json")
    whole = whole_of_files([tmp_path / "gone.json", there])
    (found,) = whole.reported["TW013"]
    assert (found.file, found.line) == ((tmp_path / "gone.json").as_posix(), 1)
    assert found.message == "cannot read: No such file or directory"
    assert [each.file for each in whole.subjects] == [there.as_posix()]


def test_a_directory_that_cannot_be_listed_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "a.json")
    locked = write(tmp_path / "locked" / "b.json").parent
    listing = os.scandir

    def scandir(path: str) -> object:
        if path == locked.as_posix():
            raise PermissionError(13, "Permission denied", path)
        return listing(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = {(Path(e.diagnostic.file).name, e.diagnostic.code) for e in linted(tmp_path)}
    assert ("locked", "TW013") in found
    assert any(name == "a.json" for name, _ in found)


def test_a_file_of_another_encoding_in_a_directory_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "other.json").write_bytes('{"type": "object"}'.encode("utf-16"))
    assert [each.diagnostic.code for each in linted(tmp_path)] == ["TW001"]
