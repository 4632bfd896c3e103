"""Pipes, sockets, directories and links where files should be: every command ends and names them.

A pipe that nobody writes to would be read for ever, so each command has its time.
"""

import os
import shutil
import signal
import socket
from collections.abc import Callable, Generator
from pathlib import Path
from typing import TypeAlias

import pytest

from typewright.cli import run
from typewright.places import NotRegular, content, read_regular

GOLDEN = Path(__file__).parents[1] / "golden"
SECONDS = 60

MODULE = "generated/acme_sdk/endpoints/acme__one__make.py"
INSIDE = "generated/acme_sdk/_manifest.json"
INPUT = "schemas/acme/acme/one/make/input.schema.json"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A generated project of one endpoint, as the working directory."""
    shutil.copytree(GOLDEN / "locale_falls_back" / "schemas", tmp_path / "schemas")
    shutil.copy(GOLDEN / "provider.json", tmp_path / "schemas" / "acme")
    (tmp_path / "typewright.toml").write_text('package = "acme_sdk"\nversion = "1.2.3"\n')
    monkeypatch.chdir(tmp_path)
    assert run(["generate"]) == 0
    return tmp_path


@pytest.fixture(autouse=True)
def time_is_short() -> Generator[None]:
    """Whatever waits for a pipe is interrupted, and fails."""

    def stop(*_: object) -> None:
        raise AssertionError("this waits for a pipe")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def make_socket(place: Path) -> None:
    """Bound by a short name: a path of a socket has 107 characters at most."""
    here = Path.cwd()
    os.chdir(place.parent)
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(place.name)
    os.chdir(here)


Make: TypeAlias = Callable[[Path], object]

KINDS: dict[str, Make] = {
    "a pipe": os.mkfifo,
    "a socket": make_socket,
    "a directory": Path.mkdir,
    "a symbolic link": lambda place: place.symlink_to("/dev/zero"),
}
IN_A_STORE: dict[str, Make] = {**KINDS, "a circle": lambda place: place.symlink_to(place.name)}


def instead(path: str, kind: str) -> None:
    Path(path).unlink()
    IN_A_STORE[kind](Path(path))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("command", [["generate"], ["generate", "--check"]])
@pytest.mark.parametrize("path", [MODULE, INSIDE])
def test_generate_names_what_stands_in_the_output(
    path: str, command: list[str], kind: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    instead(path, kind)
    capsys.readouterr()
    assert run(command) == 1
    out = capsys.readouterr().out
    assert f"edited by hand  {path}\n" in out
    assert f"{path.removeprefix('generated/')}: {kind} is where a file should be" in out
    assert not Path(path).is_file()


@pytest.mark.parametrize("kind", KINDS)
def test_force_replaces_it_but_for_a_directory(
    kind: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    instead(MODULE, kind)
    if kind == "a directory":
        assert run(["generate", "--force"]) == 2
        assert MODULE in capsys.readouterr().err
    else:
        assert run(["generate", "--force"]) == 0
        assert Path(MODULE).is_file()
        assert run(["generate", "--check"]) == 0


@pytest.mark.parametrize("kind", KINDS)
def test_a_manifest_that_is_no_file_answers_nothing(
    kind: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    instead("generated/MANIFEST.json", kind)
    capsys.readouterr()
    assert run(["generate", "--check"]) == 1
    assert "generated/MANIFEST.json" in capsys.readouterr().out


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("path", "code", "words"),
    [(MODULE, 1, "edited     acme_sdk/endpoints/acme__one__make.py\n"), (INSIDE, 2, ": no file;")],
)
def test_verify_names_it(
    path: str,
    code: int,
    words: str,
    kind: str,
    project: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    instead(path, kind)
    capsys.readouterr()
    assert run(["verify", "generated"]) == code
    told = capsys.readouterr()
    assert words in told.out + told.err
    assert path.removeprefix("generated/") in told.out + told.err


@pytest.mark.parametrize("kind", IN_A_STORE)
@pytest.mark.parametrize("command", [["generate"], ["generate", "--check"], ["ir"]])
def test_what_stands_in_the_store_is_a_finding(
    command: list[str], kind: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    instead(INPUT, kind)
    capsys.readouterr()
    assert run(command) == 1
    assert f"{INPUT}:1:1" in capsys.readouterr().out


@pytest.mark.parametrize("kind", IN_A_STORE)
@pytest.mark.parametrize("command", [["lint"], ["lint", "schemas"]])
def test_lint_finds_it_too(
    command: list[str], kind: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    instead(INPUT, kind)
    capsys.readouterr()
    assert run(command) == 1
    assert f"{INPUT}:1:1 TW013" in capsys.readouterr().out


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("old", ["old", "generated"])
def test_diff_names_it(
    old: str, kind: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree("schemas", "old")
    instead(INPUT, kind)
    capsys.readouterr()
    assert run(["diff", old, "schemas"]) in (0, 1)
    assert Path(INPUT).name in capsys.readouterr().out


@pytest.mark.parametrize("kind", KINDS)
def test_a_changelog_that_is_no_file_stops_a_release(
    kind: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    KINDS[kind](Path("generated/CHANGELOG.md"))
    schema = Path(INPUT)
    schema.write_text(
        schema.read_text().replace('"type": "string"', '"type": "string", "maxLength": 7', 1)
    )
    before = Path(MODULE).read_text()
    assert run(["generate", "--bump"]) == 2
    assert f"generated/CHANGELOG.md: {kind} is where" in capsys.readouterr().err
    assert Path(MODULE).read_text() == before


def test_init_keeps_a_pipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkfifo("Makefile")
    assert run(["init"]) == 0
    assert Path("Makefile").is_fifo()


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_but_a_file_is_read(kind: str, tmp_path: Path) -> None:
    place = tmp_path / "place"
    KINDS[kind](place)
    with pytest.raises(NotRegular, match=kind):
        content(place)
    with pytest.raises(NotRegular, match=kind):
        read_regular(place)
    assert read_regular(tmp_path / "nothing") is None
    assert read_regular(place / "below") is None
