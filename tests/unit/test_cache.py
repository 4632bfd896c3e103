"""A memory that is believed as it was written, by those who wrote it, and never needed."""

import errno
import os
import sys
from pathlib import Path

import pytest

from typewright import cache
from typewright.codegen import answers


@pytest.fixture
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The directory of an empty cache; this run has no answers yet, and none are shipped."""
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "cache"))
    monkeypatch.setattr(answers, "shipped", dict)
    forget(monkeypatch)
    return tmp_path / "cache"


def forget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "_ANSWERS", {"black": {}, "datamodel-code-generator": {}})


def ask(question: str, answer: str) -> Path:
    """Keeps an answer; gives the file that holds it."""
    with cache.remembered():
        answers.of("black")[question] = answer
    directory = cache.cache_directory()
    assert directory is not None
    (path,) = directory.glob("answers-*.json")
    return path


def test_an_answer_is_remembered(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ask("a\u2028", "b")
    forget(monkeypatch)
    with cache.remembered():
        assert answers.of("black") == {"a\u2028": "b"}
    assert [each.suffix for each in directory.iterdir()] == [".json"]


@pytest.mark.parametrize("other", ["", "{}", "no seal\n{}", '"b"', "\udcff"])
def test_what_is_not_as_it_was_written_is_no_answer(
    directory: Path, monkeypatch: pytest.MonkeyPatch, other: str
) -> None:
    path = ask("a", "b")
    path.write_bytes(other.encode("utf-8", "surrogateescape"))
    forget(monkeypatch)
    with cache.remembered():
        assert answers.of("black") == {}


def test_another_generator_believes_nothing(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask("a", "b")
    forget(monkeypatch)
    monkeypatch.setattr(cache, "generator_digest", lambda: "another")
    with cache.remembered():
        assert answers.of("black") == {}


def test_it_is_bounded(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MOST_ANSWERS", 2)
    with cache.remembered():
        answers.of("black").update({"a": "1", "b": "2", "c": "3", "d" * 10_000: "4"})
    forget(monkeypatch)
    with cache.remembered():
        assert answers.of("black") == {"b": "2", "c": "3"}
    for version in "pqrstu":
        monkeypatch.setattr(cache, "generator_digest", lambda version=version: version)
        with cache.remembered():
            answers.of("black")[version] = version
    assert len(list(directory.iterdir())) == cache.MOST_FILES


def test_what_killed_runs_have_left_is_bounded(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = ask("a", "b")
    for process in range(20):
        path.with_name(f"{path.name}.{process}").write_text("half of the ans")
    forget(monkeypatch)
    ask("c", "d")
    assert path in directory.iterdir()
    assert len(list(directory.iterdir())) == cache.MOST_FILES


def test_a_disk_that_is_full_keeps_nothing(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> Path:
        raise OSError(errno.ENOSPC, "no space left on device")

    path = ask("a", "b")
    before = path.read_bytes()
    monkeypatch.setattr(Path, "replace", full)
    with cache.remembered():
        answers.of("black")["c"] = "d"
    assert list(directory.iterdir()) == [path]
    assert path.read_bytes() == before


def test_a_pipe_is_no_cache(directory: Path) -> None:
    path = ask("a", "b")
    path.unlink()
    os.mkfifo(path)
    with cache.remembered():
        answers.of("black")["c"] = "d"
    assert path.is_file()


def test_a_cache_that_cannot_be_written_is_none(directory: Path) -> None:
    directory.write_text("a file")
    with cache.remembered():
        answers.of("black")["a"] = "b"
    assert directory.read_text() == "a file"


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({cache.VARIABLE: ""}, None),
        ({cache.VARIABLE: "/here"}, Path("/here")),
        ({"XDG_CACHE_HOME": "/there"}, Path("/there/typewright")),
        ({"HOME": "/home/one"}, Path("/home/one/.cache/typewright")),
    ],
)
def test_where_it_lies(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], expected: Path | None
) -> None:
    for name in (cache.VARIABLE, "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    if "HOME" in variables and sys.platform == "win32":
        expected = Path.home() / ".cache" / "typewright"
    assert cache.cache_directory() == expected


def test_without_a_cache_what_is_shipped_is_known_and_nothing_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(cache.VARIABLE, "")
    monkeypatch.setattr(answers, "shipped", lambda: {"black": {"c": "d"}})
    forget(monkeypatch)
    with cache.remembered():
        answers.of("black")["a"] = "b"
    assert answers.learnt()["black"] == {"c": "d", "a": "b"}
