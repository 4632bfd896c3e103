"""A copy against the manifest inside it: what is told, and what is none of its business."""

import hashlib
import json
from pathlib import Path

import pytest

from typewright.runtime.verify import MANIFEST, Manifest, Unverifiable, main, verify

FILES = {
    "sdk/__init__.py": '__version__ = "1.0"\n',
    "sdk/_client.py": "one = 1\ntwo = 2\n",
    "sdk/endpoints/make.py": "three = 3\n",
    "sdk/py.typed": "",
    "README.md": "# sdk\n",
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The package of :data:`FILES` under another name, without the files beside it."""
    home = tmp_path / "vendor" / "renamed"
    for path, text in FILES.items():
        if path.startswith("sdk/"):
            place = home / path.removeprefix("sdk/")
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(text.encode())
    hashes = {path: hashlib.sha256(text.encode()).hexdigest() for path, text in FILES.items()}
    manifest = Manifest("sdk", "1.0", hashes, ("sdk/mine/*", "sdk/_cli*.py"))
    (home / MANIFEST).write_text(manifest.text())
    return home


def told(copy: Path) -> dict[str, str]:
    return {each.path: each.kind for each in verify(copy).differences}


def test_a_moved_copy_is_intact(copy: Path) -> None:
    assert verify(copy).state == "intact"
    assert told(copy) == {}


def test_what_is_not_part_of_the_package_is_not_told(copy: Path) -> None:
    for name in ("__pycache__/x.pyc", "_custom/a/b.py", "mine/c.py", ".DS_Store", "old.pyc"):
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).write_text("mine")
    assert verify(copy).state == "intact"


def test_each_kind_is_told_by_its_name(copy: Path) -> None:
    (copy / "__init__.py").write_text("edited")
    (copy / "_client.py").write_text("as the user has it")
    (copy / "endpoints/make.py").write_bytes(b"three = 3\r\n")
    (copy / "endpoints/left_over.py").write_text("")
    (copy / "py.typed").unlink()
    assert told(copy) == {
        "sdk/__init__.py": "edited",
        "sdk/_client.py": "kept",
        "sdk/endpoints/left_over.py": "extra",
        "sdk/endpoints/make.py": "line ends",
        "sdk/py.typed": "missing",
    }
    assert verify(copy).state == "incomplete"


@pytest.mark.parametrize("name", ["endpoints/make.py", "endpoints/more.py"])
def test_a_changed_or_an_extra_file_makes_it_edited(copy: Path, name: str) -> None:
    (copy / name).write_text("x")
    assert verify(copy).state == "edited"


def test_kept_files_leave_it_intact(copy: Path) -> None:
    (copy / "_client.py").write_text("as the user has it")
    assert verify(copy).state == "intact"


def test_mixed_versions_are_another_version(copy: Path) -> None:
    (copy / "__init__.py").write_text('__version__ = "2.0"\n')
    verdict = verify(copy)
    assert verdict.state == "another version"
    assert verdict.versions == ("1.0", "2.0")


def test_a_version_can_be_asked_for(copy: Path) -> None:
    assert verify(copy, "1.0").state == "intact"
    assert verify(copy, "2.0").state == "another version"


def test_files_beside_count_only_at_home(copy: Path) -> None:
    (copy.parent / "README.md").write_text("another project's")
    assert told(copy) == {}
    (copy.parent / "MANIFEST.json").write_text("{}")
    assert told(copy) == {"README.md": "edited"}


@pytest.mark.parametrize(
    "changed",
    [
        {"format": 2},
        {"package": 1},
        {"keep": None},
        {"keep": [1]},
        {"files": []},
        {"files": {"sdk/a.py": 1}},
        {"files": {"../outside": ""}},
        {"files": {"/absolute": ""}},
        {"files": {"sdk\\a.py": ""}},
    ],
)
def test_a_manifest_that_says_nothing(copy: Path, changed: dict[str, object]) -> None:
    parts: dict[str, object] = json.loads((copy / MANIFEST).read_text())
    (copy / MANIFEST).write_text(json.dumps(parts | changed))
    with pytest.raises(Unverifiable, match="is no manifest of format 1"):
        verify(copy)


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", "null", "\ud800", "[" * 100_000])
def test_no_json_or_not_ours(copy: Path, text: str) -> None:
    (copy / MANIFEST).write_text(text, "utf-8", "surrogatepass")
    with pytest.raises(Unverifiable, match="is no manifest of format 1"):
        verify(copy)


def test_no_manifest(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (copy / MANIFEST).unlink()
    assert main([], copy) == 2
    assert "copy the whole package" in capsys.readouterr().err


def test_the_report_for_a_person(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([], copy) == 0
    assert capsys.readouterr().out == "intact: sdk 1.0, 4 files\n"
    (copy / "a\x1b[2J.py").write_text("")
    assert main([], copy) == 1
    assert capsys.readouterr().out == (
        "extra      sdk/a\\x1b[2J.py\n"
        "edited: sdk 1.0, 4 files\n"
        "copy the package again; own files belong into _custom/\n"
    )


def test_line_ends_alone_have_their_own_advice(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("__init__.py", "endpoints/make.py"):
        (copy / name).write_bytes((copy / name).read_bytes().replace(b"\n", b"\r\n"))
    assert main([], copy) == 1
    assert "only line ends differ" in capsys.readouterr().out


def test_a_long_list_is_cut(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(50):
        (copy / f"extra_{number}.py").write_text("")
    assert main([], copy) == 1
    assert "... and 10 more" in capsys.readouterr().out


def test_the_report_for_a_machine(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (copy / "py.typed").write_text("partial\n")
    assert main(["--format", "json"], copy) == 1
    assert json.loads(capsys.readouterr().out) == {
        "state": "edited",
        "package": "sdk",
        "version": "1.0",
        "files": [{"path": "sdk/py.typed", "kind": "edited"}],
    }
