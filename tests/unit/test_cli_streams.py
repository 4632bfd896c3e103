"""Standard output that is closed, broken off, or of few letters: exit codes stay right."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"
BROKEN = {"title": "日本", "type": "object", "properties": {"é": {"type": "strin"}}}


@pytest.fixture
def project(broken: Path) -> Path:
    """Beside that an SDK that is edited, its store, and the store without the endpoint."""
    store = broken / "schemas"
    shutil.copytree(GOLDEN / "locale_falls_back" / "schemas", store)
    shutil.copy(GOLDEN / "provider.json", store / "acme")
    (broken / "typewright.toml").write_text('package = "acme_sdk"\nversion = "1.2.3"\n')
    assert called(broken, "generate").returncode == 0
    (broken / "generated" / "acme_sdk" / "__init__.py").write_text("# edited\n")
    shutil.copytree(store, broken / "old")
    shutil.rmtree(store / "acme" / "acme")
    return broken


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A directory with a schema that has an error, and letters of two scripts."""
    (tmp_path / "broken.json").write_text(json.dumps(BROKEN, ensure_ascii=False), "utf-8")
    return tmp_path


def called(
    directory: Path, *arguments: str, encoding: str = "utf-8", shell: str = ""
) -> subprocess.CompletedProcess[bytes]:
    """What ``typewright`` does in ``directory``; ``shell`` is what a shell does to its streams."""
    command = [sys.executable, "-m", "typewright", *arguments]
    if shell:
        command = ["sh", "-c", f'exec "$@" {shell}', "sh", *command]
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "generator"),
        "PYTHONIOENCODING": encoding,
    }
    return subprocess.run(command, cwd=directory, env=environment, capture_output=True, check=False)


def exit_of_unheard(directory: Path, *arguments: str) -> tuple[int, bytes]:
    """The exit code, and what is said as an error, when nobody reads the output."""
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "typewright", *arguments],
            cwd=directory,
            env={**os.environ, "PYTHONPATH": str(ROOT / "generator")},
            stdout=writer,
            stderr=subprocess.PIPE,
            check=False,
        )
    finally:
        os.close(writer)
    return done.returncode, done.stderr


CALLS = [
    (["lint", "broken.json"], 1),
    (["lint", "broken.json", "--format", "json"], 1),
    (["lint", "broken.json", "--statistics"], 1),
    (["generate", "--check"], 1),
    (["verify", "generated"], 1),
    (["diff", "old", "schemas", "--fail-on", "major"], 1),
    (["explain"], 0),
    (["lint", "--help"], 0),
    (["lint", "gone.json"], 2),
]


def test_a_reader_that_has_gone_changes_no_exit_code(project: Path) -> None:
    found = [exit_of_unheard(project, *arguments) for arguments, _ in CALLS]
    assert [code for code, _ in found] == [code for _, code in CALLS]
    assert [told for _, told in found if told.strip()] == [found[-1][1]]


@pytest.mark.parametrize("streams", [">&-", ">&- 2>&-"])
def test_closed_streams_change_no_exit_code(streams: str, project: Path) -> None:
    for arguments, code in CALLS:
        done = called(project, *arguments, shell=streams)
        assert done.returncode == code, (arguments, done.stderr)
        assert b"Traceback" not in done.stderr


def test_work_goes_on_when_nobody_listens(project: Path) -> None:
    assert exit_of_unheard(project, "generate", "--force") == (0, b"")
    assert called(project, "generate", "--check").returncode == 0


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
@pytest.mark.parametrize("form", ["text", "json", "jsonl", "sarif", "github", "gitlab", "junit"])
def test_every_format_through_every_pipe(form: str, encoding: str, broken: Path) -> None:
    done = called(broken, "lint", "broken.json", "--format", form, encoding=encoding)
    assert (done.returncode, done.stderr) == (1, b"")
    said = done.stdout.decode(encoding)
    assert "TW1" in said
    if form == "text":
        assert ("é" in said) is (encoding != "ascii")
        assert ("日本" in said) is (encoding == "utf-8")
    if form == "junit":
        cases = ElementTree.fromstring(done.stdout).iter("testcase")
        assert any("/properties/é" in each.attrib["name"] for each in cases)


def test_a_line_that_is_cut_needs_no_utf8(tmp_path: Path) -> None:
    (tmp_path / "input.json").write_text(json.dumps({**BROKEN, "title": "x" * 99}), "utf-8")
    assert called(tmp_path, "lint", "input.json", encoding="latin-1").returncode == 1


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github", "gitlab", "junit"])
def test_a_name_that_is_not_utf8(form: str, broken: Path) -> None:
    name = os.fsdecode(b"caf\xe9.json")
    try:
        shutil.copy(broken / "broken.json", broken / name)
    except OSError:
        pytest.skip("this disk takes only names in UTF-8")
    done = called(broken, "lint", name, "--format", form)
    assert (done.returncode, done.stderr) == (1, b"")
    expected = {"sarif": '"uri": "caf%E9.json"', "gitlab": r'"path": "caf\\udce9.json"'}
    assert expected.get(form, "caf") in done.stdout.decode("utf-8")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device")
@pytest.mark.parametrize(
    ("arguments", "shell"),
    [(["--help"], ">/dev/full"), (["lint", "gone"], "2>/dev/full"), (["explain"], ">/dev/full")],
)
def test_a_full_disk_is_no_finding(tmp_path: Path, arguments: list[str], shell: str) -> None:
    done = called(tmp_path, *arguments, shell=shell)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_who_calls_main_goes_on(broken: Path) -> None:
    """Its exit code, and what it has to do at its end, are its own."""
    program = (
        "import atexit, sys\n"
        "from typewright.__main__ import main\n"
        "atexit.register(print, 'bye')\n"
        "sys.argv = ['typewright', 'lint', 'broken.json']\n"
        "try: main()\n"
        "except SystemExit as stop: assert stop.code == 1\n"
        "sys.exit(5)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=broken,
        env={**os.environ, "PYTHONPATH": str(ROOT / "generator")},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout.split()[-1]) == (5, b"bye")
