"""The command line as a user meets it: exit codes, words, and what stays untouched."""

import json
import os
import shutil
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from typewright.cli import run

ROOT = Path(__file__).parent.parent.parent
GOLDEN = ROOT / "tests" / "golden"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one endpoint, as the working directory."""
    store = tmp_path / "schemas"
    shutil.copytree(GOLDEN / "locale_falls_back" / "schemas", store)
    shutil.copy(GOLDEN / "provider.json", store / "acme")
    (tmp_path / "typewright.toml").write_text('package = "acme_sdk"\nversion = "1.2.3"\n')
    monkeypatch.chdir(tmp_path)
    return tmp_path


def tree(directory: Path) -> dict[str, bytes]:
    files = (path for path in directory.rglob("*") if path.is_file())
    return {path.relative_to(directory).as_posix(): path.read_bytes() for path in files}


def endpoint_file(project: Path) -> Path:
    return project / "generated" / "acme_sdk" / "endpoints" / "acme__one__make.py"


def input_schema(project: Path) -> Path:
    return project / "schemas" / "acme" / "acme" / "one" / "make" / "input.schema.json"


def test_generate_then_nothing_to_do(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["generate"]) == 0
    assert "1 endpoint: " in capsys.readouterr().out
    before = tree(project / "generated")
    assert run(["generate"]) == 0
    assert "nothing changed" in capsys.readouterr().out
    assert run(["generate", "--check"]) == 0
    assert tree(project / "generated") == before


def test_check_tells_what_is_out_of_date(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["generate", "--check"]) == 1
    assert not (project / "generated").exists(), "--check writes nothing"
    run(["generate"])
    path = input_schema(project)
    path.write_text(path.read_text("utf-8").replace("프롬프트", "프롬프트들"), "utf-8")
    endpoint_file(project).write_text("# mine\n")
    capsys.readouterr()
    assert run(["generate", "--check"]) == 1
    out = capsys.readouterr().out
    assert "edited by hand" in out
    assert "typewright generate" in out


def test_an_edited_file_stops_the_run_until_forced(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["generate"])
    generated = endpoint_file(project).read_bytes()
    endpoint_file(project).write_text("# mine\n")
    (project / "generated" / "acme_sdk" / "py.typed").unlink()
    assert run(["generate"]) == 1
    assert endpoint_file(project).read_text() == "# mine\n"
    assert not (project / "generated" / "acme_sdk" / "py.typed").exists(), "nothing was written"
    assert "--force" in capsys.readouterr().out
    assert run(["generate", "--force"]) == 0
    assert endpoint_file(project).read_bytes() == generated


def test_with_an_error_nothing_is_written(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["generate"])
    before = tree(project / "generated")
    input_schema(project).write_text('{\n  "type": "object",\n')
    capsys.readouterr()
    assert run(["generate"]) == 1
    out = capsys.readouterr().out
    assert out.startswith("schemas/acme/acme/one/make/input.schema.json:3:1 error TW001")
    assert "help:" in out
    assert "1 error; nothing was written." in out
    assert tree(project / "generated") == before


def test_findings_as_json(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    input_schema(project).write_text("[]\n")
    assert run(["generate", "--format", "json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert data["findings"][0]["line"] == 1
    assert data["written"] is False


def test_a_locale_can_be_preferred(project: Path) -> None:
    run(["generate"])
    assert "What to draw." in endpoint_file(project).read_text("utf-8")
    run(["generate", "--locale", "ko"])
    text = endpoint_file(project).read_text("utf-8")
    assert "그릴 것." in text
    assert "What to draw." not in text


def test_only_leaves_other_endpoints_as_they_are(project: Path) -> None:
    one = project / "schemas" / "acme" / "acme" / "one"
    shutil.copytree(one, one.parent / "two")
    meta = one.parent / "two" / "make" / "endpoint.json"
    meta.write_text(meta.read_text("utf-8").replace("acme/one/make", "acme/two/make"), "utf-8")
    run(["generate"])
    before = endpoint_file(project).read_bytes()
    for path in (input_schema(project), one.parent / "two" / "make" / "input.schema.json"):
        path.write_text(path.read_text("utf-8").replace("스타일", "모양"), "utf-8")
        path.write_text(path.read_text("utf-8").replace("그림체.", "모양."), "utf-8")
    assert run(["generate", "--only", "acme/two/*"]) == 0
    assert endpoint_file(project).read_bytes() == before
    assert "모양." in (endpoint_file(project).parent / "acme__two__make.py").read_text("utf-8")
    assert run(["generate", "--check", "--only", "acme/two/*"]) == 0
    assert run(["generate", "--check"]) == 1


def test_an_endpoint_that_left_the_store_is_pruned(project: Path) -> None:
    one = project / "schemas" / "acme" / "acme" / "one"
    shutil.copytree(one, one.parent / "two")
    meta = one.parent / "two" / "make" / "endpoint.json"
    meta.write_text(meta.read_text("utf-8").replace("acme/one/make", "acme/two/make"), "utf-8")
    run(["generate"])
    shutil.rmtree(one)
    custom = project / "generated" / "acme_sdk" / "_custom" / "mine.py"
    custom.parent.mkdir()
    custom.write_text("mine = 1\n")
    assert run(["generate"]) == 0
    assert not endpoint_file(project).exists()
    assert custom.read_text() == "mine = 1\n"


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (["generate", "--only", "nothing/*"], "no endpoint id matches"),
        (["ir", "--only", "nothing/*"], "no endpoint id matches"),
        (["generate", "--config", "none.toml"], "check --config"),
        (["generate", "--chekc"], "unrecognized arguments"),
        (["paint"], "invalid choice"),
        ([], "required"),
    ],
)
def test_usage_errors(
    project: Path, capsys: pytest.CaptureFixture[str], argv: list[str], words: str
) -> None:
    assert run(argv) == 2
    assert words in capsys.readouterr().err


@pytest.mark.parametrize(
    ("config", "words"),
    [
        (None, "no config found"),
        ('package = "x"\nschemas = "nowhere"', "nowhere"),
        ('package = "x"\nprovider = "fal"', "holds acme"),
    ],
)
def test_a_missing_config_or_store_is_one_line(
    project: Path, capsys: pytest.CaptureFixture[str], config: str | None, words: str
) -> None:
    path = project / "typewright.toml"
    path.unlink()
    if config is not None:
        path.write_text(config)
    assert run(["generate"]) == 2
    error = capsys.readouterr().err
    assert words in error
    assert len(error.splitlines()) == 1


def test_paths_are_told_from_where_the_user_is(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    input_schema(project).unlink()
    (project / "deep").mkdir()
    monkeypatch.chdir(project / "deep")
    assert run(["generate"]) == 1
    assert capsys.readouterr().out.startswith("../schemas/acme/")


def test_an_output_that_is_a_file(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "generated").write_text("mine")
    assert run(["generate"]) == 2
    assert "generated: is a file" in capsys.readouterr().err


def test_a_broken_provider_hides_no_other_finding(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "schemas" / "acme" / "provider.json").write_text("{")
    input_schema(project).write_text('{"type": "object", "required": ["a"], "properties": {}}')
    assert run(["generate"]) == 1
    out = capsys.readouterr().out
    assert "provider.json:1:2 error TW001" in out
    assert "TW120" in out


def test_ir_prints_what_was_understood(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ir"]) == 0
    assert "acme/one/make  ->  client.acme.one.make" in capsys.readouterr().out
    assert run(["ir", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["endpoints"][0]["id"] == "acme/one/make"


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    out = capsys.readouterr().out
    for command in ("generate", "ir", "serve"):
        assert command in out
    assert "exit codes: 0 clean" in out


def test_a_pipe_that_closes_early_is_no_error(project: Path) -> None:
    command = f"{sys.executable} -m typewright ir --format json | head -c 10"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "generator")}
    done = subprocess.run(
        command, shell=True, cwd=project, env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0
    assert done.stderr == b""


def test_an_unknown_rule_can_be_carried(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(project / "schemas" / "acme" / "acme")
    case = GOLDEN / "media_rules" / "schemas" / "acme" / "acme"
    shutil.copytree(case, project / "schemas" / "acme" / "acme")
    path = input_schema(project)
    path.write_text(path.read_text("utf-8").replace("file_size_mb<", "duration_seconds<"), "utf-8")
    assert run(["generate"]) == 1
    config = project / "typewright.toml"
    config.write_text(config.read_text() + "carry-unknown-rules = true\n")
    capsys.readouterr()
    assert run(["generate"]) == 0
    assert "warning TW402" in capsys.readouterr().out
    assert 'Rule("duration_seconds", "<", 10,' in endpoint_file(project).read_text("utf-8")


def test_serve_speaks_until_it_is_stopped(project: Path) -> None:
    command = [sys.executable, "-m", "typewright", "serve", "--token", "t0"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "generator")}
    with subprocess.Popen(
        command, cwd=project, env=environment, stdout=subprocess.PIPE, text=True
    ) as server:
        try:
            assert server.stdout is not None
            words = server.stdout.readline().split()
            request = urllib.request.Request(f"{words[2]}/v1/models")
            request.add_header("Authorization", "Bearer t0")
            with urllib.request.urlopen(request, timeout=10) as answer:
                listed = json.loads(answer.read())
        finally:
            server.send_signal(signal.SIGINT)
    assert listed["models"][0]["model_id"] == "acme/one/make"
    assert server.returncode == 0


@pytest.mark.parametrize(
    ("argv", "words"),
    [(["--port", "99999"], "ports go from 0"), (["--scenario", "none.toml"], "none.toml")],
)
def test_serve_with_wrong_arguments(
    project: Path, capsys: pytest.CaptureFixture[str], argv: list[str], words: str
) -> None:
    assert run(["serve", *argv]) == 2
    assert words in capsys.readouterr().err


def test_the_lock_of_names_is_written_and_checked(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lock = project / "schemas" / "acme" / "names.lock.json"
    run(["generate"])
    assert "created         schemas/acme/names.lock.json" in capsys.readouterr().out
    assert json.loads(lock.read_text("utf-8"))["version"] == "1.2.3"
    lock.write_text(lock.read_text("utf-8") + "\n", "utf-8")
    assert run(["generate", "--check", "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["lock"] == "outdated"
    assert run(["generate"]) == 0
    assert run(["generate", "--check"]) == 0
