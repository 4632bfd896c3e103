"""Projects whose store has moved on, and real ``python -m typewright`` processes in them."""

import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from time import monotonic
from typing import Final, Literal, TypeAlias

from benchmarks.synthetic import CONFIG, store
from typewright.manifest import MANIFEST, STAGING

ROOT = Path(__file__).parents[2]
ENDPOINTS = 24
LOCK = "schemas/runcomfy/names.lock.json"
TRIES = 200
POLL = 0.0005

_AT_ONCE = """import runpy, sys
sys.stdout.write("ready\\n"); sys.stdout.flush(); sys.stdin.read()
runpy.run_module("typewright", run_name="__main__", alter_sys=True)
"""

Phase: TypeAlias = Literal["stage", "move", "end"]
"""Of a run that writes: files are staged, then moved into place, then it tells and goes."""

PHASES: Final[tuple[Phase, ...]] = ("stage", "move", "end")

Tree: TypeAlias = Mapping[str, bytes | None]
"""Path -> bytes of everything below a directory; of a folder, ``None``."""


def tree(directory: Path, without: str = "") -> Tree:
    """What lies in ``directory``, but not at or below ``without``."""
    found = {path.relative_to(directory).as_posix(): path for path in directory.rglob("*")}
    return {
        name: None if path.is_dir() else path.read_bytes()
        for name, path in found.items()
        if not without or (name != without and not name.startswith(f"{without}/"))
    }


@dataclass(frozen=True, slots=True)
class Life:
    """Seconds of a run from its start to its first step on the output, and of its three phases."""

    begin: float
    stage: float
    move: float
    end: float

    def seconds(self, phase: Phase) -> float:
        """How long a phase takes."""
        return {"stage": self.stage, "move": self.move, "end": self.end}[phase]

    def whole(self) -> float:
        """How long the run takes."""
        return self.begin + self.stage + self.move + self.end


@dataclass(frozen=True, slots=True)
class Project:
    """A project below ``home``, which holds everything that a run may touch."""

    home: Path

    @property
    def root(self) -> Path:
        """Where the config stands."""
        return self.home / "project"

    @property
    def output(self) -> Path:
        """Where the SDK goes."""
        return self.root / "generated"

    @property
    def is_staged(self) -> bool:
        """Whether a run is writing, or died while it did."""
        return os.path.lexists(self.output / STAGING)

    def is_in(self, phase: Phase) -> bool:
        """Whether the disk looks so, of a run that has come to the phase before."""
        if phase == "move":
            return os.path.lexists(self.output / STAGING / MANIFEST)
        return self.is_staged == (phase == "stage")

    def start(self, *command: str, at_once: bool = False) -> "subprocess.Popen[str]":
        """A process; ``at_once`` it gets ready, says so, and goes when its input ends."""
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT / "generator"),
            "TMPDIR": str(self.home / "tmp"),
            "TYPEWRIGHT_CACHE_DIR": str(self.home.parent / "cache"),
        }
        return subprocess.Popen(
            [sys.executable, *(("-c", _AT_ONCE) if at_once else ("-m", "typewright")), *command],
            cwd=self.root,
            env=environment,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def restore(self, state: Path) -> None:
        """As it was when ``state`` was copied."""
        shutil.rmtree(self.home, ignore_errors=True)
        shutil.copytree(state, self.home)


def moved_on(project: Project) -> None:
    """Between two generations: one endpoint goes, one comes, every second one changes."""
    schemas = project.root / "schemas"
    for path, text in store(ENDPOINTS + 1):
        place = schemas / path
        number = int(path.parts[2].split("-")[1]) if len(path.parts) > 2 else 1
        if number == 0:
            shutil.rmtree(place.parent, ignore_errors=True)
            continue
        if number % 2 == 0 and path.name == "input.schema.json":
            text = text.replace('"title": "', '"title": "New ')
            text = text.replace('"description": "', '"description": "New: ')
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")


def begun(project: Project) -> None:
    """A store of endpoints, a config, and files of others beside them."""
    for path, text in store(ENDPOINTS):
        place = project.root / "schemas" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")
    (project.root / "typewright.toml").write_text(CONFIG, "utf-8")
    (project.root / "mine.txt").write_text("mine", "utf-8")
    (project.home / "tmp").mkdir()


def has_ended(process: "subprocess.Popen[str]", within: float) -> bool:
    """Whether ``process`` ends in so many seconds."""
    try:
        process.wait(timeout=max(0.0, within))
    except subprocess.TimeoutExpired:
        return False
    return True


def finished(process: "subprocess.Popen[str]") -> tuple[int, str, str]:
    """Exit code and what was said, of a process that ends by itself."""
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


def observed(project: Project, state: Path) -> Life:
    """The life of one run, by what can be seen of it on the disk."""
    for _ in range(TRIES):
        project.restore(state)
        process, times = project.start("generate"), [monotonic()]
        for phase in PHASES:
            if _has_reached(phase, project, process):
                times.append(monotonic())
        assert finished(process)[0] == 0
        times.append(monotonic())
        if len(times) == 2 + len(PHASES):
            return Life(*(later - sooner for sooner, later in pairwise(times)))
    raise AssertionError("nobody saw it write")


def killed(
    phase: Phase | None, project: Project, state: Path, life: Life, chance: random.Random
) -> str:
    """Kill a run at a time of its life, or in a phase of it; tells when that was."""
    for _ in range(TRIES):
        project.restore(state)
        seconds = life.whole() if phase is None else life.seconds(phase) * chance.random()
        at = chance.uniform(0, seconds)
        process = project.start("generate")
        reached = phase is None or _has_reached(phase, project, process)
        died = reached and not has_ended(process, at) and _is_killed(process)
        if died and (project.is_staged or phase not in ("stage", "move")):
            return f"{phase or 'life'} + {at:.4f} s"
        finished(process)
    raise AssertionError("every run ended before its time")


def stopped_writing(
    project: Project, state: Path, command: str = "generate"
) -> "subprocess.Popen[str]":
    """A run that holds still in the middle of writing."""
    for _ in range(TRIES):
        project.restore(state)
        process = project.start(command)
        if _has_reached("stage", project, process):
            process.send_signal(signal.SIGSTOP)
            os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
            if project.is_staged:
                return process
            process.send_signal(signal.SIGCONT)
        finished(process)
    raise AssertionError("every run had written before it was stopped")


def at_once(project: Project, *command: str) -> Iterator[tuple[int, str, str]]:
    """How two processes end that both begin when both are ready."""
    both = [project.start(*command, at_once=True) for _ in range(2)]
    for process in both:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in both:
        assert process.stdin is not None
        process.stdin.close()
        process.stdin = None
    yield from map(finished, both)


def _has_reached(phase: Phase, project: Project, process: "subprocess.Popen[str]") -> bool:
    """Waits until it does; not when it ended before anybody saw it there."""
    if phase == "end" and not _has_reached("move", project, process):
        return False
    while not project.is_in(phase):
        if has_ended(process, 0 if project.is_staged else POLL):
            return False
    return True


def _is_killed(process: "subprocess.Popen[str]") -> bool:
    process.kill()
    return finished(process)[0] == -signal.SIGKILL
