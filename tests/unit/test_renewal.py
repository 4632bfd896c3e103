"""When the short way is gone, what it renders, and everything that it leaves to the whole way."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from typewright.cli import run
from typewright.config import load_config
from typewright.freshness import survey
from typewright.generated import Generated
from typewright.renewal import renewed

ROOT = Path(__file__).parent.parent.parent
TODAY = date(2026, 1, 1)
MODULE = "acme_sdk/endpoints/bytedance__seedream_4_0__edit.py"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A generated project of the stored endpoints, as the working directory."""
    shutil.copytree(ROOT / "schemas", tmp_path / "schemas")
    (tmp_path / "typewright.toml").write_text('package = "acme_sdk"\nversion = "1.2.3"\n')
    monkeypatch.chdir(tmp_path)
    assert run(["generate"]) == 0
    return tmp_path


def shortly(project: Path, today: date = TODAY) -> Generated | None:
    config = load_config(project)
    found = survey(config, (), today)
    return None if found is None else renewed(config, (), found, today)


def home(project: Path) -> Path:
    return project / "schemas" / "runcomfy"


def endpoint(project: Path) -> Path:
    return home(project) / "bytedance" / "seedream-4-0" / "edit"


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def drifted(generated: Generated | None) -> list[str]:
    assert generated is not None, "the short way could have been gone"
    return [str(each.path) for each in generated.drift]


def test_a_changed_input_is_a_changed_module(project: Path) -> None:
    replace(endpoint(project) / "input.schema.json", "600", "700")
    generated = shortly(project)
    assert drifted(generated) == ["MANIFEST.json", "acme_sdk/_manifest.json", MODULE]
    assert generated is not None
    modules = {path.name for path in generated.files if path.parent.name == "endpoints"}
    assert modules == {Path(MODULE).name}


def test_a_changed_title_is_told_wherever_it_stands(project: Path) -> None:
    path = endpoint(project) / "endpoint.json"
    data = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**data, "name": "Another"}))
    assert drifted(shortly(project)) == [
        "MANIFEST.json",
        "README.md",
        "acme_sdk/_manifest.json",
        "acme_sdk/_namespaces/bytedance.py",
        MODULE,
    ]


def test_a_removed_endpoint_goes(project: Path) -> None:
    shutil.rmtree(endpoint(project))
    generated = shortly(project)
    assert MODULE in drifted(generated)
    assert generated is not None
    assert generated.endpoints == 2
    assert "seedream-4-0/edit" not in generated.lock.text


def test_an_added_endpoint_comes(project: Path) -> None:
    other = endpoint(project).parent / "other"
    shutil.copytree(endpoint(project), other)
    replace(other / "endpoint.json", "seedream-4-0/edit", "seedream-4-0/other")
    generated = shortly(project)
    assert MODULE.replace("edit", "other") in drifted(generated)
    assert generated is not None
    assert generated.lock.kind == "outdated"


def link(project: Path) -> None:
    (endpoint(project) / "patch.json").symlink_to("endpoint.json")


def add_shared_patch(project: Path) -> None:
    (home(project) / "patches.json").write_text('{"patches": []}')


def add_provider(project: Path) -> None:
    shutil.copytree(home(project), home(project).parent / "other")


def warn(project: Path) -> None:
    replace(endpoint(project) / "input.schema.json", '"type": "object",', '"type": "object","x":1,')


LEFT_TO_THE_WHOLE_WAY: list[Callable[[Path], object]] = [
    link,
    add_shared_patch,
    add_provider,
    warn,
    lambda project: (endpoint(project) / "input.schema.json").write_text("{"),
    lambda project: (endpoint(project) / "input.schema.json").unlink(),
    lambda project: (endpoint(project) / "endpoint.json").unlink(),
    lambda project: (endpoint(project) / "notes.json").write_text("{}"),
    lambda project: (home(project).parent / "notes.json").write_text("{}"),
    lambda project: (home(project) / "bytedance" / "notes.json").write_text("{}"),
    lambda project: (endpoint(project) / "locales" / "fr.json").mkdir(),
    lambda project: (home(project) / "names.toml").write_text(""),
    lambda project: replace(home(project) / "provider.json", "RunComfy", "Another"),
    lambda project: replace(home(project) / "names.lock.json", "edit", "other"),
    lambda project: (project / "generated" / MODULE).write_text("# mine\n"),
    lambda project: (project / "generated" / "MANIFEST.json").write_text("{}"),
    lambda project: replace(project / "typewright.toml", "1.2.3", "1.2.4"),
    lambda project: shutil.rmtree(home(project) / "bytedance"),
]


@pytest.mark.parametrize("change", LEFT_TO_THE_WHOLE_WAY, ids=map(str, range(18)))
def test_what_is_left_to_the_whole_way(project: Path, change: Callable[[Path], object]) -> None:
    change(project)
    assert shortly(project) is None


def test_a_directory_with_the_name_of_a_file_is_noticed(project: Path) -> None:
    (endpoint(project) / "locales" / "fr.json").mkdir()
    assert run(["generate"]) == 1


def test_a_correction_that_is_due_is_told_by_the_whole_way(project: Path) -> None:
    target = {"op": "replace", "path": "/properties/prompt/maxLength", "value": 500}
    entry = {"target": "input", "reason": "a test", "expires": "2026-06-01", "patch": [target]}
    (endpoint(project) / "patch.json").write_text(json.dumps({"patches": [entry]}))
    assert shortly(project, date(2026, 6, 1)) is not None
    assert shortly(project, date(2026, 6, 2)) is None


def test_what_other_generators_left_is_vouched_for_by_no_manifest(project: Path) -> None:
    """A module that was kept by ``--only`` has the language of before."""
    config = project / "typewright.toml"
    config.write_text(config.read_text() + 'locales = ["ko"]\n')
    assert run(["generate", "--only", "*/image-to-video"]) == 0
    assert survey(load_config(project), (), TODAY) is None
    assert run(["generate"]) == 0
    assert run(["generate", "--check", "--whole"]) == 0


def test_what_a_pin_hangs_below_an_endpoint_is_told_there(project: Path) -> None:
    pin = 'endpoint."bytedance/seedance-1-0/lite/image-to-video" = '
    pin += '"bytedance.seedream_4_0.edit.image_to_video"\n'
    (home(project) / "names.toml").write_text(pin)
    assert run(["generate"]) == 0
    child = home(project) / "bytedance" / "seedance-1-0" / "lite" / "image-to-video"
    data = json.loads((child / "endpoint.json").read_text("utf-8"))
    (child / "endpoint.json").write_text(json.dumps({**data, "name": "Another"}))
    assert MODULE in drifted(shortly(project))
    assert run(["generate", "--only", "*"]) == 0
    assert run(["generate", "--check", "--whole"]) == 0


def test_known_questions_load_no_slow_tool(project: Path) -> None:
    replace(endpoint(project) / "endpoint.json", '"name": "', '"name": "The ')
    assert loaded() == []


@pytest.mark.parametrize(
    "added",
    [
        {"type": "string", "maxLength": 4242},
        {"type": "array", "items": {"type": "string", "minLength": 1}, "maxItems": 42},
        {"type": "integer", "minimum": -42, "maximum": 2**64 - 1, "default": 7},
        {"type": "number", "exclusiveMinimum": -0.5, "maximum": 4.2},
        {"type": "string", "enum": ["a", "b"], "default": "a"},
        {"type": "object", "properties": {"strength": {"type": "number", "maximum": 42}}},
    ],
)
def test_a_property_that_is_new_loads_none_in_a_fresh_clone(
    project: Path, added: dict[str, object]
) -> None:
    path = endpoint(project) / "input.schema.json"
    schema = json.loads(path.read_text("utf-8"))
    schema["properties"]["another"] = {"description": "What else", **added}
    path.write_text(json.dumps(schema), "utf-8")
    assert loaded(TYPEWRIGHT_CACHE_DIR="") == []
    assert run(["generate", "--check", "--whole"]) == 0


def loaded(**variables: str) -> list[str]:
    """The slow libraries that a run of its own loads; it ends well."""
    heavy = ("black", "datamodel_code_generator", "jsonschema", "pydantic")
    code = (
        "import json, sys; from typewright.cli import run; code = run(['generate']); "
        f"print(json.dumps([code, sorted(set({heavy!r}) & set(sys.modules))]))"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "generator"), **variables}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    code, found = json.loads(done.stdout.splitlines()[-1])
    assert code == 0
    return [str(each) for each in found]
