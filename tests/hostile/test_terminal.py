"""The command line with hostile stores, configs and file names: exit codes, and clean terminals."""

import io
import json
import shutil
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from typewright.cli import run
from typewright.config import Config, load_config
from typewright.diagnostics import ConfigError
from typewright.ir.naming import namespace_name

from .judging import RAW, written
from .payloads import IN_TURN
from .sinks import PROVIDER, Store, base
from .test_matrix import FULL

HOME = Path("schemas/acme/acme/one/make")
KEYS = ("package", "distribution", "version", "locales", "provider", "schemas", "output")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose store is that of :mod:`sinks`."""
    put(tmp_path, base())
    (tmp_path / "typewright.toml").write_text('package = "acme"\n')
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(place: Path, store: Store) -> None:
    (place / HOME / "locales").mkdir(parents=True, exist_ok=True)
    for key, path in (
        ("meta", HOME / "endpoint.json"),
        ("input", HOME / "input.schema.json"),
        ("output", HOME / "output.schema.json"),
        ("locale", HOME / "locales/ko.json"),
        ("provider", Path("schemas/acme/provider.json")),
    ):
        (place / path).write_bytes(written(store[key]))


ESCAPES = ["\x1b[2J", "\x9b31m", "\u202e", "a\x00b", "\u2028", "\ud800", '"""', "\x1b]0;t\x07"]


@pytest.mark.parametrize("text", ESCAPES)
@pytest.mark.parametrize("form", ["text", "json"])
def test_a_finding_paints_no_terminal(
    text: str, form: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = base()
    store["input"]["properties"][f"x{text}"] = {"type": f"string{text}"}
    put(project, store)
    assert run(["lint"]) == 1
    assert not RAW.search("".join(capsys.readouterr()))
    assert run(["generate", "--format", form]) == 1
    out, err = capsys.readouterr()
    assert not RAW.search(out + err)
    assert not (project / "generated").exists()
    assert form == "text" or json.loads(out)["written"] is False


def test_names_of_files_paint_no_terminal(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(
        project / HOME / "locales/ko.json", project / HOME / "locales/\x1b[31m\u202e\n.json"
    )
    (project / "page\x1b[2J.txt").write_text("no page")
    assert run(["generate"]) == 1
    assert run(["ingest", "page\x1b[2J.txt"]) == 1
    assert run(["ingest", "none\x1b[2J"]) == 2
    out, err = capsys.readouterr()
    assert not RAW.search(out + err)
    assert "\\x1b[31m\\u202e\\n.json" in out


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_terminal_of_few_characters_gets_escapes(
    encoding: str, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = base()
    store["input"]["properties"]["\ud504\ub86c"] = {"type": "\ud504"}
    put(project, store)
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding))
    assert run(["generate"]) == 1
    assert b"\\ud504\\ub86c" in raw.getvalue()


def test_the_dump_of_the_ir_is_ascii(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = base()
    store["input"]["properties"]["mode"]["enum"].append("a\u200bb")
    put(project, store)
    assert run(["ir", "--format", "json"]) == 0
    assert capsys.readouterr().out.isascii()
    assert run(["ir"]) == 0
    assert not RAW.search(capsys.readouterr().out)


def test_the_readme_shows_no_link_and_nothing_hidden(project: Path) -> None:
    store = base()
    store["meta"]["name"] = "![x](https://evil.example/t.png) `a` | <b> \u200b"
    store["provider"] = {**PROVIDER, "display_name": "[x](https://evil.example)"}
    put(project, store)
    assert run(["generate"]) == 0
    readme = (project / "generated/README.md").read_text("utf-8")
    assert "[x](" not in readme
    assert "<b>" not in readme
    assert not RAW.search(readme)


@pytest.mark.parametrize("key", KEYS)
def test_values_of_the_config(key: str, tmp_path: Path) -> None:
    """Each is taken as it is, or refused in one line."""
    file = tmp_path / "typewright.toml"
    for payload in IN_TURN[:: 1 if FULL else 5]:
        text = f"{key} = {json.dumps(payload.value)}\n"
        file.write_text(text, "utf-8")
        config = config_or_refusal(tmp_path)
        if isinstance(config, str):
            assert not RAW.search(config), payload.title
            assert "\n" not in config
            continue
        said: Any = tomllib.loads(text)[key]
        kept = getattr(config, key)
        assert list(kept) == list(said)
        assert not RAW.search(str(kept)), payload.title
        if key in ("package", "distribution", "version", "provider"):
            assert kept.isascii()
            assert not set(kept) & set("\"'\\\n/ ")


def config_or_refusal(place: Path) -> Config | str:
    try:
        return load_config(place)
    except ConfigError as error:
        return str(error)


@pytest.mark.parametrize("segment", ["_con", "con_", "AUX", "nul-", "_com1", "lpt9_"])
def test_no_module_is_called_like_a_device(segment: str) -> None:
    name = namespace_name(segment)
    assert name is not None
    assert name.endswith("_")
