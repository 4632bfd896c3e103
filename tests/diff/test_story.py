"""The three stored endpoints, changed as vendors change them: what a user reads then."""

import json
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from typewright.config import Config
from typewright.diff.render import RENDERERS
from typewright.diff.run import Compared, diff

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
OWNER = "runcomfy/bytedance"
FORMATS = {"text": "txt", "json": "json", "markdown": "md", "github": "github.txt"}
TODAY = date(2026, 1, 1)


def edit(path: Path, change: Callable[[Any], object]) -> None:
    """Change a JSON file as a vendor would."""
    data = json.loads(path.read_text("utf-8"))
    change(data)
    path.write_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n", "utf-8")


def picture(schema: Any) -> None:
    """A value of an enum goes, a default changes, a text is reworded."""
    properties = schema["properties"]
    properties["resolution"]["enum"].remove("2K")
    properties["max_images"]["default"] = 4
    properties["prompt"]["description"] = "What the picture shows."


def film(schema: Any) -> None:
    """Frames may have 4096 pixels a side instead of 6000; an argument comes that must be there."""
    properties = schema["properties"]
    for name in ("first_frame_image_url", "last_frame_image_url"):
        for rule in properties[name]["validations"][:2]:
            rule["validation_value"] = 4096
            rule["validation_error"] = rule["validation_error"].replace("6000", "4096")
    properties["camera"] = {"type": "string", "title": "Camera", "enum": ["fixed", "free"]}
    schema["required"].append("camera")


def moved(store: Path) -> None:
    """A model is to be found elsewhere, with shorter prompts and one more answer."""
    place = store / OWNER / "seedream-4-0/image-to-image"
    shutil.move(store / OWNER / "seedream-4-0/edit", place)
    edit(
        place / "endpoint.json", lambda each: each.update(id=each["id"].replace("edit", place.name))
    )
    edit(
        place / "input.schema.json", lambda each: each["properties"]["prompt"].update(maxLength=400)
    )
    added = {"type": "integer", "description": "What the pictures were made from."}
    edit(place / "output.schema.json", lambda each: each["output"]["properties"].update(seed=added))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory with the store as it is (``old``) and as the vendors left it (``new``)."""
    for name in ("old", "new"):
        shutil.copytree(ROOT / "schemas" / "runcomfy", tmp_path / name / "runcomfy")
    new = tmp_path / "new"
    edit(new / OWNER / "seedream-5/lite/text-to-image/input.schema.json", picture)
    edit(new / OWNER / "seedance-1-0/lite/image-to-video/input.schema.json", film)
    moved(new)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told(old: str, new: str, **more: Any) -> Compared:
    return diff(Config(root=Path()), old, new, today=TODAY, **more)


@pytest.mark.parametrize("form", FORMATS)
def test_reports(form: Any, project: Path, request: pytest.FixtureRequest) -> None:
    compared = told("old", "new")
    assert not compared.findings
    report = RENDERERS[form](compared.changes)
    golden = HERE / "story" / f"report.{FORMATS[form]}"
    if request.config.getoption("--update-golden"):
        golden.write_text(report, "utf-8")
    assert report == golden.read_text("utf-8")


def test_the_way_back(project: Path) -> None:
    kinds = {(each.kind, str(each.bump)) for each in told("new", "old").changes}
    assert ("endpoint-moved", "major") in kinds
    assert ("media-rule-loosened", "minor") in kinds
    assert ("enum-value-added", "minor") in kinds
    assert ("property-removed", "major") in kinds


def test_only(project: Path) -> None:
    changes = told("old", "new", only="*/text-to-image").changes
    assert {each.endpoint for each in changes} == {"bytedance/seedream-5/lite/text-to-image"}


def git(directory: Path, *words: str) -> None:
    names = ("-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false")
    subprocess.run(("git", *names, *words), cwd=directory, check=True, capture_output=True)


def test_revisions_say_the_same_as_directories(project: Path) -> None:
    git(project, "init", "-q")
    for name in ("old", "new"):
        shutil.rmtree(project / "schemas", ignore_errors=True)
        shutil.copytree(project / name, project / "schemas")
        git(project, "add", "schemas")
        git(project, "commit", "-qm", name)
    by_revision = told("git:HEAD~1", "git:HEAD").changes
    report = RENDERERS["text"](by_revision)
    assert "HEAD~1:schemas/runcomfy" in report
    named = report.replace("HEAD~1:schemas", "old").replace("HEAD:schemas", "new")
    assert named == RENDERERS["text"](told("old", "new").changes)


def test_locales_and_formatting_are_no_change(project: Path) -> None:
    shutil.rmtree(project / "new")
    shutil.copytree(project / "old", project / "new")
    for locale in (project / "new").rglob("locales/*.json"):
        locale.unlink()
    for path in (project / "new").rglob("*.schema.json"):
        path.write_text(json.dumps(json.loads(path.read_text("utf-8")), indent=4), "utf-8")
    assert told("old", "new") == Compared()
