"""When the manifest's word is enough, and everything that it is not enough for."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from typewright import freshness
from typewright.cli import run
from typewright.config import load_config
from typewright.manifest import Manifest

ROOT = Path(__file__).parent.parent.parent
HEAVY = ("black", "datamodel_code_generator", "jinja2", "jsonschema", "pydantic")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A generated project of the stored endpoints, as the working directory."""
    shutil.copytree(ROOT / "schemas", tmp_path / "schemas")
    (tmp_path / "typewright.toml").write_text('package = "acme_sdk"\nversion = "1.2.3"\n')
    monkeypatch.chdir(tmp_path)
    assert run(["generate"]) == 0
    return tmp_path


def stands(project: Path, day: str = "2026-01-01") -> bool:
    config = load_config(project)
    found = freshness.survey(config, (), date.fromisoformat(day))
    return found is not None and found.standing() is not None


def endpoint(project: Path) -> Path:
    return project / "schemas" / "runcomfy" / "bytedance" / "seedream-4-0" / "edit"


def module(project: Path) -> Path:
    name = "bytedance__seedream_4_0__edit.py"
    return project / "generated" / "acme_sdk" / "endpoints" / name


def test_nothing_changed_loads_nothing_heavy(project: Path) -> None:
    code = (
        "import json, sys; from typewright.cli import run; code = run(sys.argv[1:]); "
        f"print(json.dumps([code, sorted(set({HEAVY!r}) & set(sys.modules))]))"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "generator")}
    for arguments in (["generate"], ["generate", "--check"]):
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments],
            cwd=project,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        said, told = done.stdout.splitlines()
        assert said.startswith("3 endpoints, ")
        assert said.endswith(": nothing changed.")
        assert json.loads(told) == [0, []]


def test_a_copy_of_the_project_needs_no_cache(project: Path, tmp_path: Path) -> None:
    copy = tmp_path / "clone"
    for name in ("schemas", "generated"):
        shutil.copytree(project / name, copy / name)
    shutil.copy(project / "typewright.toml", copy)
    assert stands(copy)


def edit_input(project: Path) -> None:
    path = endpoint(project) / "input.schema.json"
    path.write_text(path.read_text("utf-8").replace("600", "700"), "utf-8")


def edit_manifest(project: Path) -> None:
    path = project / "generated" / "MANIFEST.json"
    path.write_text(path.read_text("utf-8").replace('"format": 1', '"format":  1'), "utf-8")


CHANGES: list[Callable[[Path], object]] = [
    edit_input,
    edit_manifest,
    lambda project: (endpoint(project) / "locales" / "fr.json").write_text("{}"),
    lambda project: (endpoint(project) / "locales" / "ko.json").unlink(),
    lambda project: shutil.copytree(endpoint(project), endpoint(project).parent / "other"),
    lambda project: shutil.rmtree(endpoint(project)),
    lambda project: (endpoint(project) / "patch.json").symlink_to("endpoint.json"),
    lambda project: (project / "schemas" / "runcomfy" / "names.toml").write_text(""),
    lambda project: (project / "schemas" / "runcomfy" / "names.lock.json").unlink(),
    lambda project: module(project).unlink(),
    lambda project: module(project).write_text("# mine\n"),
    lambda project: (project / "generated" / "MANIFEST.json").unlink(),
    lambda project: (project / "generated" / ".typewright-staging").mkdir(),
    lambda project: (project / "typewright.toml").write_text('package = "acme_sdk"\n'),
]


@pytest.mark.parametrize("change", CHANGES, ids=map(str, range(len(CHANGES))))
def test_every_change_is_noticed(project: Path, change: Callable[[Path], object]) -> None:
    assert stands(project)
    change(project)
    assert not stands(project)


def test_another_language_is_another_sdk(project: Path) -> None:
    config = load_config(project)
    assert freshness.survey(config, ("ko",), date(2026, 1, 1)) is None


def test_other_tools_and_templates_are_another_generator(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(freshness, "tool_versions", lambda: {"black": "99"})
    assert not stands(project)
    monkeypatch.undo()
    monkeypatch.setattr(freshness, "_generator", lambda: "another")
    assert not stands(project)


def test_what_is_to_be_told_each_time_is_told(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = endpoint(project) / "input.schema.json"
    path.write_text(
        path.read_text("utf-8").replace('"type": "object",', '"type": "object", "x": 1,', 1)
    )
    for _ in range(2):
        capsys.readouterr()
        assert run(["generate"]) == 0
        assert "warning TW010" in capsys.readouterr().out
    assert not stands(project)


def test_a_correction_that_is_due_is_told(project: Path) -> None:
    target = {"op": "replace", "path": "/properties/prompt/maxLength", "value": 500}
    entry = {"target": "input", "reason": "a test", "expires": "2026-06-01", "patch": [target]}
    patch = endpoint(project) / "patch.json"
    patch.write_text(json.dumps({"patches": [entry]}))
    run(["generate"])
    assert stands(project, "2026-06-01")
    assert not stands(project, "2026-06-02")


def test_only_what_changed_is_rendered_and_written(project: Path) -> None:
    from typewright.pipeline import generate, prepare

    edit_input(project)
    config = load_config(project)
    generated = generate(config, prepare(config))
    modules = {path.name for path in generated.files if "endpoints" in path.parts}
    assert modules == {"__init__.py", module(project).name}
    assert [str(each.path) for each in generated.drift] == [
        "MANIFEST.json",
        "acme_sdk/_manifest.json",
        f"acme_sdk/endpoints/{module(project).name}",
    ]
    whole = generate(config, prepare(config), whole=True)
    assert whole.drift == generated.drift
    assert {path: whole.files[path] for path in generated.files} == generated.files


def test_an_edited_module_of_an_unchanged_endpoint_is_reported(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    module(project).write_text("# mine \x1b[2J\n")
    capsys.readouterr()
    assert run(["generate", "--check"]) == 1
    out = capsys.readouterr().out
    assert "edited by hand" in out
    assert "-# mine \\x1b[2J" in out
    assert run(["generate", "--check", "--whole"]) == 1


def test_a_manifest_of_before_answers_nothing(project: Path) -> None:
    path = project / "generated" / "MANIFEST.json"
    data = json.loads(path.read_text("utf-8"))
    path.write_text(Manifest(data["tools"], data["inputs"], data["outputs"]).text(), "utf-8")
    assert not stands(project)
    assert run(["generate"]) == 0
    assert stands(project)


def test_check_shows_what_would_change(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit_input(project)
    capsys.readouterr()
    assert run(["generate", "--check"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert "-    prompt: Annotated[str, Field(max_length=600)]" in lines
    assert "+    prompt: Annotated[str, Field(max_length=700)]" in lines
    assert lines[-1].endswith("run 'typewright generate' to bring generated in line.")


def test_a_kept_file_is_the_users(project: Path) -> None:
    config = project / "typewright.toml"
    config.write_text(config.read_text() + 'keep = ["acme_sdk/endpoints/*edit.py"]\n')
    assert not stands(project), "what is kept is told in the manifest inside the package"
    assert run(["generate"]) == 0
    module(project).write_text("# mine\n")
    assert stands(project)
    module(project).unlink()
    assert not stands(project)


def test_a_manifest_is_printed_as_json_prints_it() -> None:
    hashes = {"b.py": "1", 'a "quoted" \u2028\\\x00.py': "ü"}
    manifest = Manifest({}, hashes, {"c": "2"}, "made", "names", 3, "1.0")
    data = json.loads(manifest.text())
    assert data["inputs"] == hashes
    assert manifest.text() == json.dumps(data, indent=2, ensure_ascii=False) + "\n"
    assert list(data["inputs"]) == sorted(hashes)
