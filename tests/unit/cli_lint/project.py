"""What the tests of ``typewright lint`` write and read: schemas, a config, findings."""

import json
from pathlib import Path
from typing import Any

import pytest

from typewright.cli import run

ROOT = Path(__file__).parents[3]
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema(**properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "$schema": DIALECT,
        "type": "object",
        "title": "Input",
        "description": "Draws a picture.",
        "properties": properties,
        "additionalProperties": False,
    }


CLEAN = schema(seed={"type": "integer", "title": "Seed"})
INFO = schema(seed={"type": "integer"})
WARNING = schema(seed={"type": "integer", "title": "Seed", "description": ""})
ERROR = schema(seed={"type": "integer", "title": "Seed", "maxLength": 3})
PROMPT = {"type": "string", "title": "Prompt"}
OPEN = {**schema(prompt=PROMPT), "required": ["prompt"]}
"""One finding that a suppression or a baseline may settle: TW203 at the type of the prompt."""


def write(path: Path, data: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, indent=2), "utf-8")
    return path


def configure(project: Path, lint: str = "") -> None:
    text = f'package = "acme_sdk"\n\n[lint]\n{lint}'
    (project / "typewright.toml").write_text(text, "utf-8")


def input_of(project: Path) -> Path:
    return project / "schemas" / "acme" / "acme" / "one" / "make" / "input.schema.json"


def suppress(project: Path, **changes: str) -> None:
    entry = {
        "code": '"TW203"',
        "endpoint": '"acme/*"',
        "pointer": '"/properties/prompt/type"',
        "reason": '"an empty prompt draws a caption"',
        **changes,
    }
    lines = "".join(f"{key} = {value}\n" for key, value in entry.items())
    (project / "typewright-suppress.toml").write_text(f"[[suppress]]\n{lines}", "utf-8")


def rows(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert run(["lint", "--format", "json", *arguments]) in (0, 1)
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return found


def codes(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    return [row["code"] for row in rows(capsys, *arguments) if not row["settled"]]


def tree(directory: Path) -> dict[str, bytes]:
    files = (path for path in directory.rglob("*") if path.is_file())
    return {path.relative_to(directory).as_posix(): path.read_bytes() for path in files}
