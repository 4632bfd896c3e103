"""Run as a script: processes that die in the middle of a write, and two that write at once.

``kill WORK MOMENTS`` kills a write with -9 before each of some of its steps and prints one JSON
object a moment: what ``--check`` would say of the new and of the old SDK, and whether the next run
mends it. ``twice WORK PAIRS`` kills one write and then that of yet another SDK.
``contend OUTPUT ROUNDS`` exits with 0 when neither of two writers met with an error.
"""

import json
import os
import random
import shutil
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from typewright.files import Files
from typewright.manifest import MANIFEST, STAGING, Manifest, output_hashes
from typewright.places import alone_in
from typewright.writer import compare
from typewright.writer import write as write_drift

_STEPS = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree"}


def sdk(changed: str, *extra: str) -> Files:
    """An SDK of thirty files, some of which say ``changed``."""
    names = [*(f"{room}/m{number}.py" for room in "abc" for number in range(9)), *extra]
    texts = {
        PurePosixPath(f"pkg/{name}"): f"# {name} {changed if index % 2 else 'same'}\n" * 50
        for index, name in enumerate(names)
    }
    return {**texts, MANIFEST: Manifest(outputs=output_hashes(texts)).text()}


def write(output: Path, files: Files, *, force: bool = False) -> None:
    """Compare and write, as a run does."""
    write_drift(output, files, compare(output, files), force=force)


OLD = sdk("old", "gone/x.py", "gone/y.py")
NEW = sdk("new", "come/x.py", "come/y.py")
NEWER = sdk("newer", "come/y.py", "late/z.py")


def is_step(event: str, arguments: tuple[object, ...]) -> bool:
    """Whether an audit event is about to change the disk."""
    mode = arguments[1] if event == "open" and len(arguments) > 1 else ""
    return event in _STEPS or (isinstance(mode, str) and any(each in mode for each in "wxa+"))


def in_a_child(act: Callable[[], None]) -> int:
    """The status of a child that does ``act``."""
    child = os.fork()
    if not child:
        act()
        os._exit(0)
    return os.waitpid(child, 0)[1]


def steps_of_a_write(output: Path) -> int:
    """How many steps a whole write takes."""
    steps: list[str] = []
    sys.addaudithook(
        lambda event, arguments: steps.append(event) if is_step(event, arguments) else None
    )
    write(output, NEW)
    return len(steps)


def count_steps(output: Path, counted: int) -> None:
    """Tell the number through the pipe ``counted``."""
    os.write(counted, str(steps_of_a_write(output)).encode())


def steps_of_a_run(output: Path) -> int:
    """How many steps it takes from the old SDK to the new one."""
    fresh(output)
    counter, counted = os.pipe()
    in_a_child(partial(count_steps, output, counted))
    return int(os.read(counter, 20))


def killed_before(step: int, output: Path, files: Files) -> None:
    """Write an SDK and die before that step."""
    left = step

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if is_step(event, arguments):
            left -= 1
        if not left and event != "os.kill":
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)
    write(output, files)


def fresh(output: Path) -> None:
    """The old SDK and nothing else."""
    shutil.rmtree(output, ignore_errors=True)
    write(output, OLD)


def kinds(output: Path, files: Files) -> list[str]:
    """How the disk differs from ``files``."""
    return sorted({each.kind for each in compare(output, files)})


def holds(output: Path, files: Files) -> bool:
    """Whether ``output`` holds ``files`` and no other, and nothing is staged."""
    found = {path.relative_to(output): path for path in output.rglob("*") if path.is_file()}
    texts = {PurePosixPath(path.as_posix()): place.read_text() for path, place in found.items()}
    return texts == files and not (output / STAGING).exists()


def main(work: Path, moments: int) -> None:
    """Count the steps, then die before some of them."""
    output = work / "output"
    steps = steps_of_a_run(output)
    for step in sorted(random.Random(7).sample(range(1, steps + 1), min(moments, steps))):
        fresh(output)
        status = in_a_child(partial(killed_before, step, output, NEW))
        told = {"step": step, "killed": os.WIFSIGNALED(status), "new": kinds(output, NEW)}
        told["old"] = kinds(output, OLD)
        told["is_new"] = holds(output, NEW)
        write(output, NEW)
        told["mended"] = holds(output, NEW)
        sys.stdout.write(json.dumps(told) + "\n")


def twice(work: Path, pairs: int) -> None:
    """Die on the way to the new SDK, then on the way to a newer one."""
    output, chance = work / "output", random.Random(8)
    steps = steps_of_a_run(output)
    for _ in range(pairs):
        fresh(output)
        first, second = chance.randint(steps // 2, steps), chance.randint(1, steps)
        in_a_child(partial(killed_before, first, output, NEW))
        in_a_child(partial(killed_before, second, output, NEWER))
        told: dict[str, Any] = {
            "steps": [first, second],
            "newer": kinds(output, NEWER),
            "old": kinds(output, OLD),
        }
        told["is_newer"] = holds(output, NEWER)
        write(output, NEWER)
        told["mended"] = holds(output, NEWER)
        sys.stdout.write(json.dumps(told) + "\n")


def contend(output: Path, rounds: int) -> None:
    """Two processes write two SDKs into one directory, again and again; exits with the failures."""

    def write_often(files: Files) -> None:
        for _ in range(rounds):
            with alone_in(output.parent):
                write(output, files)

    children: list[int] = []
    for files in (OLD, NEW):
        child = os.fork()
        if not child:
            write_often(files)
            os._exit(0)
        children.append(child)
    sys.exit(sum(os.waitpid(child, 0)[1] != 0 for child in children))


if __name__ == "__main__":
    act = {"kill": main, "twice": twice, "contend": contend}[sys.argv[1]]
    act(Path(sys.argv[2]), int(sys.argv[3]))
