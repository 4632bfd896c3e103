"""``typewright verify`` and the config's ``keep``, as a user meets them."""

import json
import shutil
from pathlib import Path

import pytest

from typewright.cli import run

ROOT = Path(__file__).parent.parent.parent
GOLDEN = ROOT / "tests" / "golden"
KEEP = 'keep = ["acme_sdk/own/*", "acme_sdk/_provider.py", "README.md"]\n'


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A generated project with one endpoint and a keep list, as the working directory."""
    shutil.copytree(GOLDEN / "locale_falls_back" / "schemas", tmp_path / "schemas")
    shutil.copy(GOLDEN / "provider.json", tmp_path / "schemas" / "acme")
    (tmp_path / "typewright.toml").write_text(f'package = "acme_sdk"\n{KEEP}')
    monkeypatch.chdir(tmp_path)
    assert run(["generate"]) == 0
    return tmp_path


def test_intact_from_either_side(project: Path) -> None:
    assert run(["verify", "generated"]) == 0
    assert run(["verify", "generated/acme_sdk"]) == 0
    assert run(["verify", "generated", "--expect", "9.9"]) == 1


def test_the_distribution_is_part_of_it_at_home(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "generated/pyproject.toml").write_text("# edited\n")
    capsys.readouterr()
    assert run(["verify", "generated", "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["files"] == [
        {"path": "pyproject.toml", "kind": "edited"}
    ]


def test_nothing_of_the_copy_is_run(project: Path) -> None:
    (project / "generated/acme_sdk/__init__.py").write_text("raise SystemExit(0)\n")
    (project / "generated/acme_sdk/_runtime/verify.py").write_text("raise SystemExit(0)\n")
    assert run(["verify", "generated"]) == 1


@pytest.mark.parametrize(
    ("name", "words"),
    [("nowhere", "no such directory"), ("schemas", "no _manifest.json here")],
)
def test_nothing_to_verify(
    project: Path, capsys: pytest.CaptureFixture[str], name: str, words: str
) -> None:
    assert run(["verify", name]) == 2
    assert words in capsys.readouterr().err


def test_two_packages_must_be_told_apart(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(project / "generated/acme_sdk", project / "generated/other")
    assert run(["verify", "generated"]) == 2
    assert "acme_sdk, other" in capsys.readouterr().err


def test_a_broken_manifest_cannot_tell(project: Path) -> None:
    (project / "generated/acme_sdk/_manifest.json").write_text("[]")
    assert run(["verify", "generated"]) == 2


def test_kept_files_are_never_touched_nor_reported(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = {"acme_sdk/_provider.py", "acme_sdk/own/a.py", "acme_sdk/_custom/b.py", "README.md"}
    for name in kept:
        (project / "generated" / name).parent.mkdir(exist_ok=True)
        (project / "generated" / name).write_text("mine\n")
    assert run(["generate", "--check"]) == 0
    assert run(["generate", "--force"]) == 0
    assert {(project / "generated" / name).read_text() for name in kept} == {"mine\n"}
    capsys.readouterr()
    assert run(["verify", "generated", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["files"] == [
        {"path": "README.md", "kind": "kept"},
        {"path": "acme_sdk/_provider.py", "kind": "kept"},
    ]


def test_a_kept_file_that_is_missing_is_made(project: Path) -> None:
    path = project / "generated/acme_sdk/_provider.py"
    path.unlink()
    assert run(["generate", "--check"]) == 1
    assert run(["generate"]) == 0
    assert path.is_file()


def test_a_kept_file_is_not_pruned(project: Path) -> None:
    config = project / "typewright.toml"
    config.write_text(f'package = "renamed"\n{KEEP}')
    assert run(["generate"]) == 0
    left = [path for path in (project / "generated/acme_sdk").rglob("*") if path.is_file()]
    assert left == [project / "generated/acme_sdk/_provider.py"]


def test_a_kept_file_that_is_kept_no_longer_is_reported(project: Path) -> None:
    (project / "generated/acme_sdk/_provider.py").write_text("mine\n")
    assert run(["generate"]) == 0
    (project / "typewright.toml").write_text('package = "acme_sdk"\n')
    assert run(["generate"]) == 1
    assert (project / "generated/acme_sdk/_provider.py").read_text() == "mine\n"
    assert run(["generate", "--force"]) == 0
    assert (project / "generated/acme_sdk/_provider.py").read_text() != "mine\n"


def test_the_manifests_cannot_be_kept(project: Path) -> None:
    (project / "typewright.toml").write_text('package = "acme_sdk"\nkeep = ["*"]\n')
    (project / "generated/acme_sdk/_manifest.json").write_text("{}")
    assert run(["generate", "--force"]) == 0
    assert run(["verify", "generated"]) == 0
