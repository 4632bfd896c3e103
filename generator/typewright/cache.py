"""Answers of slow tools, kept between runs: a memory, never needed for correctness.

A file for each set of versions of tools and sources, so an answer of another is never believed; a
file that is not as it was written is none. It is replaced at once, so runs side by side lose
answers at worst; what a killed one has left goes with the oldest files. The directory can be
removed at any time. ``--whole`` believes no cache.
"""

import json
import os
import sys
from collections.abc import Generator, Mapping
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import Final, cast

from typewright.codegen import answers
from typewright.files import digest
from typewright.freshness import generator_digest
from typewright.places import content

VARIABLE: Final = "TYPEWRIGHT_CACHE_DIR"
"""Where the cache lies, instead of the user's cache directory; empty for none."""

MOST_ANSWERS: Final = 4096
"""Of a tool, the newest: 1,000 endpoints need some 40."""

MOST_FILES: Final = 4

_LONGEST: Final = 8192  # characters of a question worth keeping


def cache_directory() -> Path | None:
    """The directory of the cache, which need not be there; ``None`` for no cache."""
    named = os.environ.get(VARIABLE)
    if named is not None:
        return Path(named) if named else None
    shared = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    try:
        return Path(shared or Path.home() / ".cache") / "typewright"
    except RuntimeError:  # a user without a home
        return None


@contextmanager
def remembered() -> Generator[None]:
    """Believes the answers of earlier runs and those shipped, and keeps those that are new."""
    answers.learn(answers.shipped())
    directory = cache_directory()
    if directory is None:
        yield
        return
    path = directory / f"answers-{_version()}.json"
    answers.learn(_read(path))
    before = answers.learnt()
    yield
    now = answers.learnt()
    if now != before:
        _write(path, now)


def _version() -> str:
    return digest(f"{generator_digest()} {sys.version_info[:2]}")[:32]


def _read(path: Path) -> answers.Answers:
    """The answers at ``path``; none when it is not there, or not as it was written."""
    try:
        seal, _, body = content(path).decode("utf-8").partition("\n")
    except (OSError, ValueError):
        return {}
    return cast("answers.Answers", json.loads(body)) if seal == digest(body) else {}


def _write(path: Path, found: answers.Answers) -> None:
    """Keep the answers at ``path``; a disk that refuses keeps none, and nothing depends on it."""
    body = json.dumps({tool: _newest(known) for tool, known in found.items()})
    staged = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        staged.unlink(missing_ok=True)  # of a process that was killed and had this number
        with staged.open("xb") as file:
            file.write(f"{digest(body)}\n{body}".encode())
        staged.replace(path)
    except OSError:
        _remove(staged)
        return
    for old in sorted(path.parent.glob("answers-*"), key=_age)[MOST_FILES:]:
        _remove(old)


def _remove(path: Path) -> None:
    """Remove a file unless somebody else has, or the disk refuses."""
    with suppress(OSError):
        path.unlink()


def _newest(known: Mapping[str, str]) -> dict[str, str]:
    short = {each: answer for each, answer in known.items() if len(each) <= _LONGEST}
    return dict(islice(short.items(), max(0, len(short) - MOST_ANSWERS), None))


def _age(path: Path) -> float:
    """Seconds since long ago, the newest first; one that another run has removed is old."""
    try:
        return -path.lstat().st_mtime
    except OSError:
        return 0.0
