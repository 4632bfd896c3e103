"""What each command says of wrong and of hostile arguments: one line that tells what to do."""

import json
import os
import shutil
import threading
from pathlib import Path
from typing import Any

import pytest

from typewright.cli import run

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"
PAGES = ROOT / "tests" / "pages"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one endpoint, as the working directory."""
    store = tmp_path / "schemas"
    shutil.copytree(GOLDEN / "media_rules" / "schemas", store)
    shutil.copy(GOLDEN / "provider.json", store / "acme")
    (tmp_path / "typewright.toml").write_text('package = "acme_sdk"\nversion = "1.2.3"\n')
    monkeypatch.chdir(tmp_path)
    return tmp_path


EMPTY = "it is empty; is a variable of the shell not set?"


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["ingest", ""], EMPTY),
        (["lint", ""], EMPTY),
        (["verify", ""], EMPTY),
        (["init", ""], EMPTY),
        (["explain", ""], EMPTY),
        (["diff", ""], EMPTY),
        (["diff", "schemas", ""], EMPTY),
        (["generate", "--config", ""], EMPTY),
        (["generate", "--since", "git:HEAD"], "it goes with --bump"),
        (["generate", "--locale", "../x"], "--locale ../x: must be a language tag, such as ko"),
        (["ir", "--locale", "k\x1bo"], "--locale k\\x1bo: must be a language tag"),
        (["generate", "\x1b[31mred"], "unrecognized arguments: \\x1b[31mred"),
        (["lint", "--foo"], "typewright lint: error: unrecognized arguments: --foo"),
        (["verify", "a", "b"], "typewright verify: error: unrecognized arguments: b"),
        (["--format", "json", "lint", "x"], "behind the command, as in typewright lint --format"),
        (["--format=json", "ir"], "behind the command, as in typewright ir --format=json"),
        (["lnt", "x"], "typewright: error: invalid choice: lnt is no command; did you mean lint?"),
        (
            ["l\x1bnt"],
            "typewright: error: invalid choice: l\\x1bnt is no command; did you mean lint?",
        ),
        (["schemas"], "invalid choice: schemas is no command; typewright --help lists them"),
        ([], "the following arguments are required: COMMAND"),
        (["serve", "--only", "none/*"], "--only none/*: no endpoint id matches"),
        (["ingest", "--only", "none/*", str(PAGES)], "--only none/*: no endpoint id matches"),
    ],
)
def test_one_line_and_nothing_done(
    project: Path, argv: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(argv) == 2
    told = capsys.readouterr()
    assert message in told.err.splitlines()[-1]
    assert "\x1b" not in told.err
    assert told.out == ""
    assert not (project / "generated").exists()


def test_a_project_without_a_table(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "pyproject.toml").write_text('[project]\nname = "x"\n')
    assert run(["generate", "--config", "pyproject.toml"]) == 2
    assert "pyproject.toml: has no [tool.typewright] table" in capsys.readouterr().err


def test_a_place_that_is_no_url(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = project / "schemas" / "acme" / "provider.json"
    facts: Any = {**json.loads(path.read_text("utf-8")), "catalogue_route": "/v1/models"}
    path.write_text(json.dumps(facts), "utf-8")
    monkeypatch.setenv(facts["auth"]["token_env"][0], "secret")
    assert run(["pull", "--base-url", "file:///etc"]) == 2
    assert "file:///etc: the base URL of an API begins with https://" in capsys.readouterr().err


def test_a_store_without_endpoints(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(project / "schemas" / "acme" / "acme")
    assert run(["ir"]) == 0
    assert "no endpoint yet: run typewright pull" in capsys.readouterr().out
    assert run(["ir", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["endpoints"] == []


@pytest.mark.parametrize(
    ("command", "done"), [("generate", "written"), ("ir", "printed"), ("serve", "served")]
)
def test_a_refused_store(
    project: Path, command: str, done: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "schemas/acme/acme/one/make/input.schema.json").write_text("{")
    assert run([command]) == 1
    assert capsys.readouterr().out.endswith(f"1 error; nothing was {done}.\n")


def test_diff_of_endpoints_that_are_not_there(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["diff", "schemas", "--only", "none/*"]) == 0
    told = capsys.readouterr().out
    assert told == "Nothing changed for callers of endpoints that match none/*.\n"


def test_a_page_may_come_through_a_pipe(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pipe = project / "pipe"
    os.mkfifo(pipe)
    page = next(iter(sorted(PAGES.rglob("*.txt")))).read_bytes()
    writer = threading.Thread(target=pipe.write_bytes, args=(page,))
    writer.start()
    assert run(["ingest", "--check", str(pipe)]) == 1
    writer.join()
    assert "1 endpoint found: " in capsys.readouterr().out


@pytest.mark.parametrize(("columns", "widest"), [("60", 60), ("140", 96)])
def test_a_page_is_as_wide_as_the_terminal_and_no_wider_than_prose(
    columns: str,
    widest: int,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert run(["explain", "TW403"]) == 0
    prose, _, examples = capsys.readouterr().out.partition("\nBad\n")
    assert widest - 12 < max(map(len, prose.splitlines())) <= widest
    assert '{"validation_rule": "width_pixels<", "validation_value": 6000, "valid' in examples


def test_help_of_lint_tells_what_one_must_know(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["lint", "--help"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "typewright-suppress.toml beside the config" in told
    assert "with commas between: TW2,TW403" in told
    assert "without a config, name some" in told
    assert "Exit codes: 0 clean, 1 findings as bad as --fail-on, 2 usage or config" in told
