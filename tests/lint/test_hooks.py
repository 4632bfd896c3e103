"""What others run: the hooks of ``.pre-commit-hooks.yaml`` and the steps of ``action.yml``."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

ROOT = Path(__file__).parents[2]
HOOKS: dict[str, Any] = {
    hook["id"]: hook
    for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
}
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS: dict[str, Any] = {step.get("name"): step for step in ACTION["runs"]["steps"]}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the repository's store and SDK, with ``typewright`` on the path."""
    shutil.copytree(ROOT / "schemas", tmp_path / "schemas")
    shutil.copytree(ROOT / "generated", tmp_path / "generated")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "bin").mkdir()
    stand_in(tmp_path, "typewright", f'exec "{sys.executable}" -m typewright "$@"')
    return tmp_path


def stand_in(project: Path, name: str, script: str) -> None:
    path = project / "bin" / name
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(0o755)


def called(
    project: Path, command: list[str], **environment: str
) -> subprocess.CompletedProcess[str]:
    path = f"{project / 'bin'}{os.pathsep}{os.environ['PATH']}"
    variables = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT / "generator"), **environment}
    return subprocess.run(
        command, cwd=project, env=variables, capture_output=True, text=True, check=False
    )


# --- pre-commit ---------------------------------------------------------------------------------


def hook(project: Path, name: str) -> subprocess.CompletedProcess[str]:
    """The hook as pre-commit runs one that takes no file names."""
    return called(project, [*shlex.split(HOOKS[name]["entry"]), *HOOKS[name].get("args", ())])


def test_the_hooks_are_whole() -> None:
    assert list(HOOKS) == ["typewright-lint", "typewright-check"]
    for each in HOOKS.values():
        assert each["language"] == "python", "pre-commit installs typewright itself"
        assert each["pass_filenames"] is False, "a store is judged as a whole"
        assert {"id", "name", "description", "entry", "files"} <= each.keys()


@pytest.mark.parametrize(
    ("name", "path", "runs"),
    [
        ("typewright-lint", "schemas/acme/provider.json", True),
        ("typewright-lint", "models/size.schema.json", True),
        ("typewright-lint", "typewright-suppress.toml", True),
        ("typewright-lint", "typewright-baseline.json", True),
        ("typewright-lint", "README.md", False),
        ("typewright-lint", "generated/pyproject.toml", False),
        ("typewright-check", "generated/pyproject.toml", True),
        ("typewright-check", "schemas/acme/provider.json", True),
        ("typewright-check", "src/schemas.py", False),
    ],
)
def test_a_hook_runs_for_the_files_that_it_reads(name: str, path: str, runs: bool) -> None:
    assert bool(re.search(HOOKS[name]["files"], path)) is runs


def test_the_hooks_pass_and_fail(project: Path) -> None:
    assert called(project, ["typewright", "generate"]).returncode == 0
    assert hook(project, "typewright-check").returncode == 0
    found = hook(project, "typewright-lint")
    assert found.returncode == 1
    assert "TW601 invalid-example" in found.stdout
    (next((project / "generated").rglob("endpoints/bytedance*.py"))).write_text("", "utf-8")
    changed = hook(project, "typewright-check")
    assert changed.returncode == 1
    assert "edited by hand" in changed.stdout


# --- the action ---------------------------------------------------------------------------------

EXPRESSION = re.compile(r"\$\{\{ inputs\.([a-z-]+) \}\}")


def step(
    project: Path, name: str, inputs: Mapping[str, str], **environment: str
) -> subprocess.CompletedProcess[str]:
    """One step as a runner runs it: inputs put into its environment, its script given to bash."""
    given = {key: str(each["default"]) for key, each in ACTION["inputs"].items()} | dict(inputs)
    variables = {
        key: EXPRESSION.sub(lambda match: given[match[1]], value)
        for key, value in STEPS[name]["env"].items()
    }
    script = project / "step.sh"
    script.write_text(STEPS[name]["run"], "utf-8")
    bash = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
    return called(project, bash, **variables, **environment)


def lint(project: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    return step(project, "Lint", {key.replace("_", "-"): value for key, value in inputs.items()})


def test_the_action_is_whole() -> None:
    assert ACTION["runs"]["using"] == "composite"
    assert all(each["description"] and "default" in each for each in ACTION["inputs"].values())
    named = {name for each in EXPRESSION.finditer(str(ACTION)) for name in [each[1]]}
    assert named == set(ACTION["inputs"]), "every input is used, and none that is not there"
    scripts = [each["run"] for each in ACTION["runs"]["steps"] if "run" in each]
    assert all("${{" not in script for script in scripts), "no input becomes part of a script"
    assert all(each["shell"] == "bash" for each in ACTION["runs"]["steps"] if "run" in each)


def test_the_action_annotates_and_fails(project: Path) -> None:
    done = lint(project)
    assert done.returncode == 1, done.stderr
    assert "::error file=schemas/runcomfy/" in done.stdout
    assert sum(line.startswith("::warning") for line in done.stdout.splitlines()) <= 10
    assert lint(project, fail_on="error", ignore="TW4,TW6").returncode == 0
    assert lint(project, select="TW001").returncode == 0


def test_the_action_takes_paths_and_writes_a_file(project: Path) -> None:
    home = "schemas/runcomfy/bytedance/seedream-4-0"
    done = lint(project, paths=f"{home}\n", format="jsonl", output="found.jsonl")
    assert (done.returncode, done.stdout) == (1, "")
    lines = (project / "found.jsonl").read_text("utf-8").splitlines()
    assert lines
    assert all(f'"file": "{home}/' in line for line in lines)


@pytest.mark.parametrize(
    "inputs",
    [
        {"paths": "$(touch hit)"},
        {"paths": "--config=hit"},
        {"select": "TW1; touch hit"},
        {"format": "`touch hit`"},
        {"fail_on": "error --fix"},
    ],
)
def test_no_input_is_obeyed(inputs: dict[str, str], project: Path) -> None:
    assert lint(project, **inputs).returncode == 2
    assert not (project / "hit").exists()
    assert not list(project.glob("schemas/*/*/*/*/patch.json.new"))


@pytest.mark.parametrize(
    ("version", "installed"), [("", "the-action's-checkout"), ("1.2.3", "typewright==1.2.3")]
)
def test_what_the_action_installs(version: str, installed: str, project: Path) -> None:
    stand_in(project, "python", 'echo "$@"')
    place = {"GITHUB_ACTION_PATH": "the-action's-checkout"}
    done = step(project, "Install typewright", {"version": version}, **place)
    assert done.stdout.split()[-1] == installed
