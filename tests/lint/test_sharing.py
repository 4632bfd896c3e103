"""Files are linted alike by any number of processes, whatever becomes of one of them."""

import errno
import json
import marshal
import os
import signal
import sys
from collections.abc import Callable
from itertools import chain
from pathlib import Path

import pytest

from typewright.lint import files as linting
from typewright.lint.registry import rules
from typewright.lint.results import Result
from typewright.lint.sharing import MOST_PIECES, Work, shared

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux")


def killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def work(do: Callable[[int], int]) -> Work[int]:
    return Work(do, marshal.dumps, marshal.loads)


@pytest.mark.parametrize("processes", [1, 2, 5])
def test_every_piece_is_done_and_comes_in_its_place(processes: int) -> None:
    assert list(shared(work(lambda number: number**2), 100, processes)) == [
        number**2 for number in range(100)
    ]


def test_a_pipe_holds_the_most_pieces_there_may_be() -> None:
    assert sum(shared(work(lambda _: 1), MOST_PIECES, 2)) == MOST_PIECES


@pytest.mark.parametrize("files", [0, 1, 21, 1_000, 40_961, 1_000_000])
@pytest.mark.parametrize("processes", [1, 2, 300, 10_000])
def test_pieces_are_all_files_in_their_order_and_not_too_many(files: int, processes: int) -> None:
    names = [f"{number:06}" for number in range(files)]
    pieces = list(linting.pieces_of(names, processes))
    assert list(chain.from_iterable(pieces)) == names
    assert len(pieces) <= MOST_PIECES
    assert processes > 1 or len({len(each) for each in pieces[:-1]}) <= 1


@pytest.mark.parametrize("ending", [killed, lambda: os._exit(0), lambda: 1 / 0])
def test_what_a_process_has_died_of_is_done_here(
    ending: Callable[[], object], capfd: pytest.CaptureFixture[str]
) -> None:
    parent = os.getpid()

    def do(number: int) -> int:
        if os.getpid() != parent:
            ending()
        return number

    assert list(shared(work(do), 50, 3)) == list(range(50))
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("refused", ["fork", "memfd_create"])
def test_where_no_process_can_be_had_this_one_does_it_all(
    refused: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(errno.ENOSYS, "Function not implemented")

    before = len(list(Path("/proc/self/fd").iterdir()))
    monkeypatch.setattr(os, refused, refuse)
    assert list(shared(work(lambda number: -number), 30, 3)) == [-each for each in range(30)]
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_an_error_of_a_piece_is_raised_here() -> None:
    def do(number: int) -> int:
        if number == 7:
            raise LookupError(number)
        return number

    with pytest.raises(LookupError):
        list(shared(work(do), 20, 2))
    with pytest.raises(ChildProcessError):  # nobody is left behind
        os.waitpid(-1, os.WNOHANG)


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    for number in range(120):
        schema = {"type": "object", "properties": {f"image_url_{number}": {"type": "string"}}}
        (tmp_path / f"{number:03}.schema.json").write_text(json.dumps(schema), "utf-8")
    return tmp_path


@pytest.mark.parametrize("fixes", [True, False])
def test_findings_do_not_depend_on_the_number_of_processes(
    directory: Path, monkeypatch: pytest.MonkeyPatch, fixes: bool
) -> None:
    found: list[tuple[Result, ...]] = []
    for processes in (1, 2, 4):
        monkeypatch.setattr(linting, "cores", lambda processes=processes: processes)
        linted = linting.lint_files([directory], tuple(rules().values()), fixes=fixes)
        found.append(linted.results)
    assert found[0] == found[1] == found[2]
    assert len(found[0]) >= 120 * 4
