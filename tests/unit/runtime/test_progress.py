"""The line of progress: on a terminal alone, cut to its width, and gone at the end."""

import io
import sys

import pytest

from typewright.runtime.batch import Tally
from typewright.runtime.downloads import Downloaded
from typewright.runtime.mapping import tally_words
from typewright.runtime.progress import ProgressLine, bar, download_progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Called by the test itself: pytest sets its own stderr between fixtures and test."""
    found = Terminal()
    monkeypatch.setattr(sys, "stderr", found)
    monkeypatch.setenv("COLUMNS", "30")
    return found


@pytest.mark.parametrize(
    ("done", "total", "text"),
    [
        (0, 4, f"[{'.' * 24}]   0%"),
        (1, 4, f"[{'#' * 6}{'.' * 18}]  25%"),
        (4, 4, f"[{'#' * 24}] 100%"),
        (9, 4, f"[{'#' * 24}] 100%"),
        (7, None, "7"),
        (0, 0, "0"),
    ],
)
def test_bars(done: int, total: int | None, text: str) -> None:
    assert bar(done, total) == text


def test_a_tally_in_words() -> None:
    assert tally_words(Tally(done=3)) == "3"
    assert tally_words(Tally(2, 1, 1, 4)) == f"[{'#' * 24}] 100% 4/4 1 failed 1 unknown"


def test_a_line_fits_the_terminal_and_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = on_a_terminal(monkeypatch)
    line = ProgressLine()
    line.show("x" * 100)
    line.show("too soon")
    line.show("now", now=True)
    line.clear()
    assert terminal.getvalue() == f"\r\x1b[K{'x' * 29}\r\x1b[Know\r\x1b[K"


def test_a_pipe_sees_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with download_progress(True) as told:
        assert told is not None
        told(Downloaded("u", 1, 1, 5, 10))
    assert capsys.readouterr().err == ""


def test_a_download_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = on_a_terminal(monkeypatch)
    with download_progress(True) as told:
        assert told is not None
        told(Downloaded("u", 2, 3, 5_000_000, 10_000_000))
    assert terminal.getvalue().startswith("\r\x1b[K2/3 [############....")


def test_nothing_is_told_unless_asked() -> None:
    with download_progress(False) as told:
        assert told is None
    seen: list[Downloaded] = []
    with download_progress(seen.append) as told:
        assert told == seen.append
