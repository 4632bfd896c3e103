"""What OLD and NEW may be: stores, revisions, schema files, an SDK; and what is said otherwise."""

import json
import shutil
import subprocess
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from typewright.cli import run
from typewright.config import Config
from typewright.diagnostics import ConfigError
from typewright.diff.run import diff
from typewright.diff.stores import differing
from typewright.files import digest
from typewright.manifest import Manifest

from .editions import PROVIDER, Schema, of

ONE = frozenset({PurePosixPath("acme/one/make")})
TODAY = date(2026, 1, 1)
TEXT: Schema = {"type": "string"}
TOML = 'schemas = "schemas"\npackage = "acme"\n'


def write(store: Path, id: str, schema: Any, response: Any = None) -> None:
    """Put one endpoint into a store."""
    home = store / "acme" / id
    home.mkdir(parents=True, exist_ok=True)
    (store / "acme" / "provider.json").write_text(json.dumps(PROVIDER), "utf-8")
    documents = {
        "endpoint.json": {"id": id, "name": id, "language": "en"},
        "input.schema.json": schema,
        "output.schema.json": response or of(url=TEXT),
    }
    for name, data in documents.items():
        (home / name).write_text(json.dumps(data, indent=2), "utf-8")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A config, the store that it names, and an older one."""
    (tmp_path / "typewright.toml").write_text(TOML, "utf-8")
    write(tmp_path / "schemas", "one/make", of("a", a=TEXT))
    write(tmp_path / "schemas", "two/make", of(b=TEXT))
    write(tmp_path / "old", "one/make", of(a=TEXT))
    write(tmp_path / "old", "two/make", of(b=TEXT))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def kinds(old: str, new: str | None = None) -> list[str]:
    return [each.kind for each in diff(Config(root=Path()), old, new, today=TODAY).changes]


def commit(project: Path) -> None:
    names = ("-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false")
    for words in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "one")):
        subprocess.run(("git", *names, *words), cwd=project, check=True, capture_output=True)


def test_two_stores_of_which_the_second_is_that_of_the_config(project: Path) -> None:
    assert kinds("old") == ["became-required"]
    assert kinds("schemas", "old") == ["became-optional"]


def test_only_what_differs_is_read(project: Path) -> None:
    names = {str(each) for each in differing(project / "old", project / "schemas") or ()}
    assert names == {"acme/one/make"}
    broken = project / "old" / "acme" / "two" / "make" / "input.schema.json"
    for store in ("old", "schemas"):
        (project / store / broken.relative_to(project / "old")).write_text("{", "utf-8")
    assert kinds("old") == ["became-required"]


def test_what_all_endpoints_share_makes_all_of_them_differ(project: Path) -> None:
    path = project / "old" / "acme" / "provider.json"
    path.write_text(json.dumps({**PROVIDER, "display_name": "Other"}), "utf-8")
    assert differing(project / "old", project / "schemas") is None
    assert kinds("old") == ["text-changed", "became-required"]


def test_links_are_left_to_the_loader(project: Path) -> None:
    for store in ("old", "schemas"):
        (project / store / "acme" / "also").symlink_to(project / store / "acme" / "one")
    assert differing(project / "old", project / "schemas") is None
    place = project / "schemas" / "acme/two/make/input.schema.json"
    place.unlink()
    place.symlink_to(project / "old" / "acme/two/make/input.schema.json")
    found = diff(Config(root=Path()), "old", None, today=TODAY).findings
    assert "the link leaves the store" in [each.message for each in found]


def test_a_patch_is_judged_by_what_it_makes(project: Path) -> None:
    operation: Schema = {"op": "replace", "path": "/required", "value": []}
    patch: Schema = {"target": "input", "reason": "It is not required.", "patch": [operation]}
    place = project / "schemas" / "acme/one/make/patch.json"
    place.write_text(json.dumps({"patches": [patch]}), "utf-8")
    assert kinds("old") == []


def test_a_pin_renames(project: Path) -> None:
    pin = 'endpoint."one/make" = "uno.make"\nendpoint."two/make" = "two.make"\n'
    (project / "schemas" / "acme" / "names.toml").write_text(pin, "utf-8")
    (project / "schemas" / "acme" / "names.lock.json").write_text("{}", "utf-8")
    changes = diff(Config(root=Path()), "old", None, today=TODAY).changes
    (renamed,) = (each for each in changes if each.kind == "python-name-changed")
    assert renamed.sentence.startswith("`client.one.make` is called `client.uno.make` now")


def test_the_lock_of_names_says_nothing(project: Path) -> None:
    for store, text in (("old", "{}"), ("schemas", '{"format": 1}')):
        (project / store / "acme" / "names.lock.json").write_text(text, "utf-8")
    assert differing(project / "old", project / "schemas") == ONE


def test_single_schemas(project: Path) -> None:
    one, two = (f"{store}/acme/one/make/input.schema.json" for store in ("old", "schemas"))
    assert kinds(one, two) == ["became-required"]
    (project / "output.json").write_text(json.dumps({"output": of(url=TEXT)}), "utf-8")
    (project / "other.json").write_text(json.dumps({"output": of()}), "utf-8")
    assert kinds("output.json", "other.json") == ["property-removed"]


def test_an_sdk_whose_making_history_remembers(project: Path) -> None:
    shutil.move(project / "schemas", project / "later")
    shutil.move(project / "old", project / "schemas")
    commit(project)
    manifest(project, project / "schemas")
    shutil.rmtree(project / "schemas")
    shutil.move(project / "later", project / "schemas")
    assert kinds("sdk") == ["became-required"]
    assert kinds("sdk/MANIFEST.json") == ["became-required"]
    assert kinds("sdk", "git:HEAD") == []


def test_an_sdk_without_history(project: Path) -> None:
    manifest(project, project / "old")
    write(project / "schemas", "three/make", of(b=TEXT))
    shutil.rmtree(project / "schemas" / "acme" / "two")
    changes = diff(Config(root=Path()), "sdk", None, today=TODAY).changes
    told = [(each.endpoint, each.kind) for each in changes]
    assert told == [
        ("one/make", "cannot-be-judged"),
        ("three/make", "endpoint-added"),
        ("two/make", "endpoint-removed"),
    ]
    assert "compare with a directory, or with git:REV" in changes[0].sentence


def manifest(project: Path, store: Path) -> None:
    """An SDK that was made from ``store``."""
    files = [path for path in store.rglob("*.json") if path.is_file()]
    hashes = {str(path.relative_to(store)): digest(path.read_text("utf-8")) for path in files}
    (project / "sdk").mkdir()
    (project / "sdk" / "MANIFEST.json").write_text(Manifest(inputs=hashes).text(), "utf-8")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("missing", None, "missing: there is no such store"),
        ("git:HEAD", None, "git:HEAD: . is in no git repository"),
        ("old", "typewright.toml", "a single schema can be compared with another one only"),
        ("old", "sdk", "an SDK can be OLD alone"),
        ("empty", None, "does not say what the SDK was made from"),
    ],
)
def test_what_cannot_be_compared(
    project: Path, old: str, new: str | None, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(project.parent))
    manifest(project, project / "old")
    (project / "empty").mkdir()
    (project / "empty" / "MANIFEST.json").write_text("{}", "utf-8")
    with pytest.raises(ConfigError) as caught:
        kinds(old, new)
    assert message in str(caught.value)


@pytest.mark.parametrize("revision", ["nope", "--help", "HEAD;ls", "$(ls)", "HEAD:schemas"])
def test_revisions_that_git_does_not_know(project: Path, revision: str) -> None:
    commit(project)
    with pytest.raises(ConfigError, match="git knows no such revision"):
        kinds(f"git:{revision}")


def test_a_revision_without_the_store(project: Path) -> None:
    shutil.rmtree(project / "schemas")
    commit(project)
    with pytest.raises(ConfigError, match="there is no store at schemas in this revision"):
        kinds("git:HEAD", "old")


def test_git_that_is_not_installed(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(project))
    with pytest.raises(ConfigError, match="git is not installed"):
        kinds("git:HEAD")
    manifest(project, project / "old")
    assert kinds("sdk") == ["cannot-be-judged"]


def test_a_broken_side_is_told_with_its_lines(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(project / "schemas", "one/make", {"type": "text"})
    assert run(["diff", "old"]) == 1
    out = capsys.readouterr().out
    assert "schemas/acme/one/make/input.schema.json:2:11 error TW010" in out
    assert out.endswith("A side has errors: nothing was compared.\n")
    assert run(["diff", "old", "--format", "json"]) == 1
    found, *_ = json.loads(capsys.readouterr().out)["findings"]
    assert found["code"] == "TW010"


def test_exit_codes(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", "old"]) == 0
    assert run(["diff", "old", "--fail-on", "major"]) == 1
    assert run(["diff", "schemas", "old", "--fail-on", "major"]) == 0
    assert run(["diff", "schemas", "old", "--fail-on", "minor"]) == 1
    assert run(["diff", "old", "--only", "two/*", "--fail-on", "minor"]) == 0
    assert run(["diff", "nowhere"]) == 2
    assert "there is no such store" in capsys.readouterr().err


def test_json(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", "old", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    (change,) = told["changes"]
    assert told["bump"] == change["bump"] == "major"
    assert change["witness"] == {"payload": {}, "refused": {"pointer": "", "keyword": "required"}}
    assert change["new"]["file"] == "schemas/acme/one/make/input.schema.json"
