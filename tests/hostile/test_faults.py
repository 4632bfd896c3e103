"""Disks that fail, processes that die, links that lead away: old or new, and nothing outside."""

import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from typewright.cli import run
from typewright.files import Files
from typewright.manifest import MANIFEST, STAGING, Manifest, output_hashes
from typewright.places import is_inside
from typewright.writer import compare, write_each

from .killing import NEW, OLD, kinds, write

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
GOLDEN = ROOT / "tests" / "golden"
MOMENTS = 50


def script(*arguments: object) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "generator")}
    command = [sys.executable, str(HERE / "killing.py"), *map(str, arguments)]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, timeout=120
    )


def tree(directory: Path) -> dict[str, bytes]:
    files = (path for path in directory.rglob("*") if path.is_file() and not path.is_symlink())
    return {path.relative_to(directory).as_posix(): path.read_bytes() for path in files}


def as_tree(files: Files) -> dict[str, bytes]:
    return {str(path): text.encode() for path, text in files.items()}


def small(text: str = "1") -> Files:
    files = {PurePosixPath("pkg/a.py"): text, PurePosixPath("pkg/in/b.py"): text}
    return {**files, MANIFEST: Manifest(outputs=output_hashes(files)).text()}


def test_killed_at_fifty_moments(tmp_path: Path) -> None:
    done = script("kill", tmp_path, MOMENTS)
    assert done.returncode == 0, done.stderr
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(told) == MOMENTS
    for moment in told:
        assert moment["killed"], moment
        assert moment["mended"], moment
        assert bool(moment["new"]) != moment["is_new"], f"a mixture passes --check: {moment}"
        assert "edited by hand" not in moment["new"] + moment["old"], moment
    assert any(moment["old"] for moment in told), "some died in the middle"
    assert any(not moment["old"] for moment in told), "some died before anything was moved"


def test_killed_again_on_the_way_to_another_sdk(tmp_path: Path) -> None:
    """What the first run has moved is still known to be ours when the second one dies."""
    done = script("twice", tmp_path, MOMENTS)
    assert done.returncode == 0, done.stderr
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(told) == MOMENTS
    for pair in told:
        assert pair["mended"], pair
        assert bool(pair["newer"]) != pair["is_newer"], f"a mixture passes --check: {pair}"
        assert "edited by hand" not in pair["newer"] + pair["old"], pair


def test_two_at_once(tmp_path: Path) -> None:
    output = tmp_path / "output"
    done = script("contend", output, 12)
    assert (done.returncode, done.stderr) == (0, "")
    assert tree(output) in (as_tree(OLD), as_tree(NEW))
    write(output, NEW)
    assert tree(output) == as_tree(NEW)


WRITES: dict[str, tuple[type[Any], str]] = {
    "open": (Path, "open"),
    "move": (Path, "replace"),
    "remove": (Path, "unlink"),
    "folder": (Path, "mkdir"),
}


@pytest.mark.parametrize("call", WRITES)
def test_the_disk_fails_at_every_step(
    call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever call of its kind fails: never a mixture that passes, and the next run mends it."""
    owner, name = WRITES[call]
    old = {PurePosixPath("pkg/gone/x.py"): "x", **small("1")}
    old[MANIFEST] = Manifest(outputs=output_hashes({**old, MANIFEST: ""})).text()
    for step in range(1, 100):
        output = tmp_path / f"{call}{step}"
        write(output, old)
        with monkeypatch.context() as patch:
            patch.setattr(owner, name, failing(getattr(owner, name), step, errno.ENOSPC))
            failed = did_fail(output)
        if not failed:
            assert step > 1, f"nothing went through {name}"
            assert tree(output) == as_tree(small("2"))
            return
        assert kinds(output, small("2"))
        staged = (output / STAGING).exists()
        assert not (staged and call == "open"), "what was staged in vain fills no disk"
        assert "edited by hand" not in kinds(output, small("2")) + kinds(output, old)
        write(output, small("2"))
        assert tree(output) == as_tree(small("2"))
    raise AssertionError("the write has no end")


def failing(real: Callable[..., Any], step: int, reason: int) -> Callable[..., Any]:
    left = step

    def call(*arguments: Any, **options: Any) -> Any:
        nonlocal left
        left -= 1
        if not left:
            raise OSError(reason, os.strerror(reason), str(arguments[0]))
        return real(*arguments, **options)

    return call


def did_fail(output: Path) -> bool:
    try:
        write(output, small("2"))
    except OSError:
        return True
    return False


def test_an_output_that_takes_nothing_is_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project(tmp_path, monkeypatch)
    monkeypatch.setattr(Path, "mkdir", failing(Path.mkdir, 1, errno.EROFS))
    assert run(["generate"]) == 2
    assert capsys.readouterr().err == "typewright: generated: Read-only file system\n"
    assert not (tmp_path / "generated").exists()


def project(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(GOLDEN / "locale_falls_back" / "schemas", place / "schemas")
    shutil.copy(GOLDEN / "provider.json", place / "schemas" / "acme")
    (place / "typewright.toml").write_text('package = "acme_sdk"\nversion = "1.2.3"\n')
    monkeypatch.chdir(place)


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A directory beside the output that must stay as it is."""
    place = tmp_path / "outside"
    for name in ("a.py", "in/b.py", "MANIFEST.json", "pkg/a.py"):
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text("theirs")
    return place


LINKS = {
    "the package": ("pkg", "."),
    "a folder": ("pkg/in", "in"),
    "a file": ("pkg/a.py", "a.py"),
    "the manifest": ("MANIFEST.json", "MANIFEST.json"),
    "the staging directory": (STAGING, "."),
    "a staged file": (f"{STAGING}/pkg/a.py", "a.py"),
    "a file that is not there": ("pkg/a.py", "new.py"),
}


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("link", LINKS)
def test_links_lead_nowhere(link: str, force: bool, outside: Path, tmp_path: Path) -> None:
    name, target = LINKS[link]
    before, output = tree(outside), tmp_path / "output"
    write(output, small())
    place = output / name
    if place.is_dir():
        shutil.rmtree(place)
    place.unlink(missing_ok=True)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(outside / target)
    if force and link in ("the package", "a folder"):
        with pytest.raises(OSError, match="link"):
            write(output, small("2"), force=True)
    else:
        write(output, small("2"), force=force)
        assert not force or tree(output) == as_tree(small("2"))
    assert tree(outside) == before


def test_leftovers_behind_a_link_are_not_removed(outside: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    write(output, small("theirs"))
    shutil.rmtree(output / "pkg")
    (output / "pkg").symlink_to(outside)
    before = tree(outside)
    with pytest.raises(OSError, match="link"):
        write(output, {MANIFEST: Manifest().text()}, force=True)
    assert tree(outside) == before


@pytest.mark.parametrize("kind", ["pipe", "directory", "device"])
def test_what_is_no_file_is_neither_read_nor_replaced(kind: str, tmp_path: Path) -> None:
    write(tmp_path, small())
    place = tmp_path / "pkg/a.py"
    place.unlink()
    if kind == "pipe":
        os.mkfifo(place)
    elif kind == "directory":
        place.mkdir()
    else:
        place.symlink_to("/dev/zero")
    assert [each.kind for each in compare(tmp_path, small())] == ["edited by hand"]
    write(tmp_path, small())
    assert not place.is_file()


def test_a_directory_in_the_way_is_told_before_anything_is_written(tmp_path: Path) -> None:
    write(tmp_path, small())
    (tmp_path / "pkg/a.py").unlink()
    (tmp_path / "pkg/a.py").mkdir()
    with pytest.raises(OSError, match="directory"):
        write(tmp_path, small("2"), force=True)
    assert (tmp_path / "pkg/in/b.py").read_text() == "1"


def test_a_file_that_was_spelt_otherwise_is_written_anew(tmp_path: Path) -> None:
    """Where case is ignored, removing the old spelling removes the file of the new one."""
    spelt = {PurePosixPath("pkg/A.py"): "1", PurePosixPath("pkg/in/b.py"): "1"}
    write(tmp_path, {**spelt, MANIFEST: Manifest(outputs=output_hashes(spelt)).text()})
    (tmp_path / "pkg/a.py").write_text("1")
    before = (tmp_path / "pkg/a.py").stat().st_ino
    write(tmp_path, small())
    assert tree(tmp_path) == as_tree(small())
    assert (tmp_path / "pkg/a.py").stat().st_ino != before


@pytest.mark.parametrize("other", ["pkg/A.py", "PKG/c.py", "Manifest.json"])
def test_paths_that_differ_in_case_alone_are_refused(other: str, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="case"):
        write(tmp_path / "output", {**small(), PurePosixPath(other): "x"})
    assert not (tmp_path / "output").exists()


HOSTILE_NAMES = [
    *("../outside/a.py", "/etc/passwd", "a\x00b", "..", "C:/x", "..\\x", "\ud800", "a\x1b[31m"),
    *("x" * 5000, "a/../../b", "aux:", "\u202e"),
]


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_hostile_manifest_leads_nowhere(name: str, outside: Path, tmp_path: Path) -> None:
    before, output = tree(outside), tmp_path / "output"
    write(output, small())
    listed = {"outputs": {name: output_hashes({PurePosixPath("a"): "theirs"})["a"]}}
    (output / MANIFEST).write_text(json.dumps({"format": 1, **listed}))
    assert not is_inside(name)
    write(output, small("2"), force=True)
    assert tree(outside) == before
    assert tree(output) == as_tree(small("2"))


@pytest.mark.parametrize("text", ["[" * 100_000, "9" * 10_000, "{", "[]", '{"outputs": 7}', ""])
def test_a_manifest_that_is_none_knows_no_file(text: str, tmp_path: Path) -> None:
    write(tmp_path, small())
    (tmp_path / MANIFEST).write_text(text)
    assert {each.kind for each in compare(tmp_path, small("2"))} == {"edited by hand", "outdated"}


def test_single_files_go_through_no_link(outside: Path, tmp_path: Path) -> None:
    before, store = tree(outside), tmp_path / "store"
    store.mkdir()
    (store / "acme").symlink_to(outside)
    with pytest.raises(OSError, match="link"):
        write_each(store, {PurePosixPath("acme/a.py"): "ours"})
    (store / ".x.json.new").symlink_to(outside / "a.py")
    write_each(store, {PurePosixPath("x.json"): "ours"})
    assert tree(outside) == before
    assert (store / "x.json").read_text() == "ours"
