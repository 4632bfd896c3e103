"""Real processes: killed at any time of their life, two at once, one that dies while one waits.

A slice by default, all of it with ``HYPOTHESIS_PROFILE=full`` (``make test-all``).
"""

import os
import random
import shutil
import signal
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from typewright.cli import run
from typewright.places import alone_in

from .running import (
    LOCK,
    PHASES,
    Life,
    Phase,
    Project,
    Tree,
    at_once,
    begun,
    finished,
    killed,
    moved_on,
    observed,
    stopped_writing,
    tree,
)

FULL = os.environ.get("HYPOTHESIS_PROFILE") == "full"
KILLS: dict[Phase | None, int] = {None: 4, "stage": 2, "move": 3, "end": 1}
"""Fifty times in all: at any time, and in the phases of writing."""

TIMES = 5 if FULL else 1
PAIRS = 2 * TIMES
SEED = 20261121
PAGE = Path(__file__).parents[1] / "pages" / "bytedance__seedream-4-0__edit.ko.txt"


@dataclass(frozen=True, slots=True)
class Story:
    """A ``project`` whose store has moved on: a copy of it as ``before``, and all that shall be."""

    project: Project
    before: Path
    old: Tree
    new: Tree
    life: Life


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    """Both states, and how long a run takes from one to the other."""
    place = tmp_path_factory.mktemp("processes")
    project, before = Project(place / "home"), place / "before"
    begun(project)
    assert finished(project.start("generate"))[0] == 0
    moved_on(project)
    shutil.copytree(project.home, before)
    assert finished(project.start("generate"))[0] == 0
    new, life = tree(project.home), observed(project, before)  # what was asked before is known now
    return Story(project, before, tree(before), new, life)


def test_the_two_states_differ_in_every_way(story: Story) -> None:
    assert story.new.keys() - story.old.keys()
    assert story.old.keys() - story.new.keys()
    assert story.old[f"project/{LOCK}"] != story.new[f"project/{LOCK}"]
    changed = [path for path in story.old.keys() & story.new.keys() if _differs(story, path)]
    assert len(changed) > 15
    assert min(story.life.seconds(phase) for phase in PHASES) > 0


def _differs(story: Story, path: str) -> bool:
    return story.old[path] != story.new[path]


@pytest.mark.parametrize("phase", KILLS)
def test_killed_at_any_time(
    phase: Phase | None,
    story: Story,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Old or new, nothing outside, and the next run leaves nothing of it."""
    chance = random.Random(SEED)
    for _ in range(TIMES * KILLS[phase] if FULL else 1 + (phase == "move")):
        when = killed(phase, story.project, story.before, story.life, chance)
        monkeypatch.chdir(story.project.root)
        _judge_what_is_left(story, when)
        capsys.readouterr()
        code, died = run(["generate", "--check"]), tree(story.project.home)
        assert code == (0 if died == story.new else 1), f"a mixture passes --check: {when}"
        assert "edited by hand" not in capsys.readouterr().out, when
        _mended(story, when)


def _judge_what_is_left(story: Story, when: str) -> None:
    """The output is old, new or told to be neither; of the rest, the lock of names may be new."""
    left = tree(story.project.home)
    ours = {each for each in left.keys() | story.old.keys() if each.startswith("project/generated")}
    if not story.project.is_staged:
        states = [{path: state.get(path) for path in ours} for state in (story.old, story.new)]
        assert {path: left.get(path) for path in ours} in states, when
    lock, staged = f"project/{LOCK}", f"project/{Path(LOCK).parent}/.{Path(LOCK).name}.new"
    others = left.keys() - ours - {lock, staged}
    assert left[lock] in (story.old[lock], story.new[lock]), when
    assert {path: left[path] for path in others} == {
        path: each for path, each in story.old.items() if path not in ours | {lock}
    }, when


def _mended(story: Story, when: str) -> None:
    """By one more run, with nothing left over."""
    assert run(["generate"]) == 0, when
    assert tree(story.project.home) == story.new, when
    assert run(["generate", "--check"]) == 0, when


def test_two_at_once(story: Story) -> None:
    """One after the other: both come to the new state, and the second has nothing to do."""
    for _ in range(PAIRS):
        story.project.restore(story.before)
        ends = list(at_once(story.project, "generate"))
        assert tree(story.project.home) == story.new
        assert [code for code, _, _ in ends] == [0, 0], ends
        assert sum("nothing changed" in out for _, out, _ in ends) == 1, ends
        _said_at_most_that_it_waits([err for _, _, err in ends])


def _said_at_most_that_it_waits(said: Sequence[str]) -> None:
    assert all(not each or "waiting for another run in " in each for each in said), said
    assert sum(map(bool, said)) <= 1, said
    assert sum(each.count("\n") for each in said) <= 1, said


def test_one_dies_while_another_waits(story: Story) -> None:
    """The lock dies with its process, and what was half written is mended by the other."""
    for _ in range(TIMES):
        first = stopped_writing(story.project, story.before)
        second = story.project.start("generate")
        assert second.stderr is not None
        assert "waiting for another run in " in second.stderr.readline()
        assert story.project.is_staged
        first.kill()
        finished(first)
        assert finished(second)[0] == 0
        assert tree(story.project.home) == story.new


@pytest.mark.parametrize("command", [["generate"], ["init"], ["ingest", str(PAGE)]])
def test_what_writes_waits_for_its_turn(command: list[str], story: Story, tmp_path: Path) -> None:
    project = Project(tmp_path / "home")
    project.restore(story.before)
    with alone_in(project.root):
        process = project.start(*command)
        assert process.stderr is not None
        assert "waiting for another run in " in process.stderr.readline()
        assert tree(project.home) == story.old
    assert finished(process)[0] == 0
    assert tree(project.home) != story.old


def test_a_project_begun_twice_at_once(tmp_path: Path) -> None:
    """One ``init`` creates, the other keeps; neither meets half of a file of the other."""
    alone, project, empty = (Project(tmp_path / name) for name in ("alone", "both", "empty"))
    for each in (alone, empty):
        each.root.mkdir(parents=True)
    assert finished(alone.start("init"))[0] == 0
    for _ in range(TIMES):
        first = stopped_writing(project, empty.home, "init")
        second = project.start("init")
        assert second.stderr is not None
        assert "waiting for another run in " in second.stderr.readline()
        first.send_signal(signal.SIGCONT)
        (code, created, _), (other, kept, _) = finished(first), finished(second)
        assert (code, other) == (0, 0)
        assert "created         typewright.toml" in created
        assert "kept            typewright.toml" in kept
        assert tree(project.root) == tree(alone.root)
