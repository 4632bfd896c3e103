"""``generate --bump``: the version and the changelog by what changed since the last generation."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from typewright.cli import run
from typewright.versions import with_entry, with_version

GOLDEN = Path(__file__).parents[1] / "golden"


class Project:
    """A project of one endpoint under version control."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.config = root / "typewright.toml"
        self.changelog = root / "generated" / "CHANGELOG.md"
        self.input = root / "schemas" / "acme" / "acme" / "one" / "make" / "input.schema.json"

    def git(self, *arguments: str) -> None:
        own = ("-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *own, *arguments], cwd=self.root, check=True, capture_output=True)

    def commit(self) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "state")

    def change(self, **schema: Any) -> None:
        """Another prompt."""
        data = json.loads(self.input.read_text("utf-8"))
        data["properties"]["prompt"] |= schema
        self.input.write_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n", "utf-8")

    def texts(self) -> dict[Path, str]:
        """Every file, but those of git."""
        found = {path.relative_to(self.root): path for path in self.root.rglob("*")}
        ours = {name: path for name, path in found.items() if name.parts[0] != ".git"}
        return {name: path.read_text("utf-8") for name, path in ours.items() if path.is_file()}

    def restore(self, state: Path) -> None:
        """As it was when ``state`` was copied."""
        for name in ("schemas", "generated"):
            shutil.rmtree(self.root / name)
        shutil.copytree(state, self.root, dirs_exist_ok=True)

    def version(self) -> str:
        manifest = self.root / "generated" / "acme" / "_manifest.json"
        return str(json.loads(manifest.read_text("utf-8"))["version"])


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Generated and committed at 1.2.3."""
    store = tmp_path / "schemas"
    shutil.copytree(GOLDEN / "locale_falls_back" / "schemas", store)
    shutil.copy(GOLDEN / "provider.json", store / "acme")
    made = Project(tmp_path)
    made.config.write_text('package = "acme"  # ours\nversion = "1.2.3"  # by --bump\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    assert run(["generate"]) == 0
    made.git("init", "--quiet")
    made.commit()
    return made


def test_nothing_changed(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["generate", "--bump"]) == 0
    assert "nothing changed" in capsys.readouterr().out
    assert not project.changelog.exists()
    assert project.version() == "1.2.3"


@pytest.mark.parametrize(
    ("schema", "version", "words"),
    [
        ({"description": "Other words."}, "1.2.4", "**Changed**"),
        ({"default": "A cat"}, "1.3.0", "behaviour"),
        ({"maxLength": 7}, "2.0.0", "**Breaking**"),
    ],
)
def test_the_version_follows_from_what_changed(
    project: Project,
    schema: dict[str, Any],
    version: str,
    words: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    project.change(**schema)
    assert run(["generate", "--bump"]) == 0
    assert "updated         typewright.toml\n" in capsys.readouterr().out, "as it is seen from here"
    assert project.version() == version
    assert project.config.read_text("utf-8") == (
        f'package = "acme"  # ours\nversion = "{version}"  # by --bump\n'
    )
    changelog = project.changelog.read_text("utf-8")
    assert changelog.count(f"## {version} (") == 1
    assert "### `acme/one/make`" in changelog
    assert words in changelog
    assert run(["generate", "--check"]) == 0


def test_json_is_one_object(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project.change(maxLength=10)
    capsys.readouterr()
    assert run(["generate", "--bump", "--format", "json"]) == 0
    told: Any = json.loads(capsys.readouterr().out)
    assert told["written"]
    project.input.write_text("{", "utf-8")
    assert run(["generate", "--bump", "--format", "json"]) == 1
    assert [each["code"] for each in json.loads(capsys.readouterr().out)["findings"]] == ["TW001"]


def test_a_second_run_changes_nothing_and_a_later_entry_comes_on_top(project: Project) -> None:
    project.change(maxLength=7)
    run(["generate", "--bump"])
    first = project.changelog.read_bytes()
    assert run(["generate", "--bump"]) == 0
    assert (project.version(), project.changelog.read_bytes()) == ("2.0.0", first)
    project.commit()
    project.change(maxLength=9)
    assert run(["generate", "--bump"]) == 0
    text = project.changelog.read_text("utf-8")
    assert text.index("## 2.1.0 (") < text.index("## 2.0.0 (")


def test_an_interrupted_run_is_done_again(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    project.change(maxLength=7)
    with monkeypatch.context() as patched:
        patched.setattr("typewright.generated.write", cut)
        assert run(["generate", "--bump"]) == 130
    assert project.version() == "1.2.3"
    assert run(["generate", "--bump"]) == 0
    assert project.version() == "2.0.0"
    assert project.changelog.read_text("utf-8").count("## 2.0.0 (") == 1


def test_cut_at_any_step_it_comes_to_the_same_version_and_entry(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.change(maxLength=7)
    before = shutil.copytree(project.root, tmp_path.parent / f"{tmp_path.name}-before")
    assert run(["generate", "--bump"]) == 0
    whole = project.texts()
    for step in range(1, 100):
        project.restore(before)
        with monkeypatch.context() as patched:
            moves = iter(range(1, step))
            patched.setattr(Path, "replace", cut_after(moves, Path.replace))
            if run(["generate", "--bump"]) == 0:
                assert step > 5, "changelog, module, two manifests, lock or config"
                return
        assert run(["generate", "--bump"]) == 0
        assert project.texts() == whole, step
    raise AssertionError("the run has no end")


def cut_after(moves: Iterator[int], real: Callable[[Path, Path], Path]) -> Callable[..., Path]:
    """Moves as many files, and then the user interrupts."""

    def replace(source: Path, target: Path) -> Path:
        if next(moves, None) is None:
            raise KeyboardInterrupt
        return real(source, target)

    return replace


def test_an_edited_file_stops_it_before_anything_is_written(project: Project) -> None:
    (project.root / "generated" / "acme" / "__init__.py").write_text("# mine\n", "utf-8")
    project.change(maxLength=7)
    config = project.config.read_bytes()
    assert run(["generate", "--bump"]) == 1
    assert not project.changelog.exists()
    assert project.config.read_bytes() == config


def test_a_changelog_in_another_encoding_stops_it(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    project.change(maxLength=7)
    project.changelog.write_bytes("# Änderungen\n".encode("cp1252"))
    assert run(["generate", "--bump"]) == 2
    assert "CHANGELOG.md: not UTF-8" in capsys.readouterr().err
    assert project.version() == "1.2.3"


def test_a_version_that_says_more_is_kept(project: Project) -> None:
    text = project.config.read_text("utf-8")
    project.config.write_text(text.replace("1.2.3", "3.0.0"), "utf-8")
    project.change(maxLength=7)
    assert run(["generate", "--bump"]) == 0
    assert project.version() == "3.0.0"


def test_a_first_version_needs_no_entry(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(project.root / "generated")
    assert run(["generate", "--bump"]) == 0
    assert "1.2.3 is its first version" in capsys.readouterr().out
    assert not project.changelog.exists()


def test_what_was_the_last_state_can_be_said(project: Project) -> None:
    project.git("rm", "-r", "--cached", "--quiet", "schemas")
    before = project.root / "before"
    shutil.copytree(project.root / "schemas", before)
    project.change(maxLength=7)
    assert run(["generate", "--bump", "--since", str(before)]) == 0
    assert project.version() == "2.0.0"


def test_not_of_a_part(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["generate", "--bump", "--check"]) == 2
    assert "not with --check" in capsys.readouterr().err
    assert project.version() == "1.2.3"


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ('version = "1.0.0"\n', 'version = "2.0.0"\n'),
        ("a = 1\n", 'version = "2.0.0"\na = 1\n'),
        (
            '[project]\nversion = "9"\n\n[tool.typewright]\nversion="1.0.0" # x\n',
            '[project]\nversion = "9"\n\n[tool.typewright]\nversion="2.0.0" # x\n',
        ),
        (
            '[tool.typewright]\npackage = "a"\n',
            '[tool.typewright]\nversion = "2.0.0"\npackage = "a"\n',
        ),
    ],
)
def test_a_config_keeps_everything_else(text: str, changed: str) -> None:
    assert with_version(PurePosixPath("x.toml"), text, "2.0.0") == changed


def test_an_entry_goes_on_top_and_replaces_its_own_version() -> None:
    first = with_entry("", "1.0.0", "## 1.0.0 (2026-01-01)\n\nOne.\n")
    second = with_entry(first, "1.1.0", "## 1.1.0 (2026-01-02)\n\nTwo.\n")
    assert second.startswith("# Changelog\n")
    assert second.index("Two.") < second.index("One.")
    again = with_entry(second, "1.1.0", "## 1.1.0 (2026-01-03)\n\nThree.\n")
    assert "Two." not in again
    assert again.count("## ") == 2
    assert with_entry(again, "1.1.0", "## 1.1.0 (2026-01-03)\n\nThree.\n") == again
