"""The packages of others beside an SDK: what they cost to import, to call from, and to check."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.peers import NAME, command, environment
from benchmarks.table import Row

PACKAGE = "synthetic_models_client"
ROUNDS = 5
IMPORT = """
from time import perf_counter as now
began = now()
{statement}
print(now() - began)
"""


def beside(ours: Sequence[str], generated: Path, user: str, count: int) -> Iterator[Row]:
    """Rows of the same work by others, where they can be had.

    ``ours`` are what imports our package and what imports all that a call of one endpoint needs;
    ``user`` is one file that calls it, for mypy. The client of openapi-python-client has as many
    endpoints, ``count``; openai is a package that people know.
    """
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        programs = environment(directory / "peers")
        if programs is None:
            return
        python = str(programs / "python")
        peer = command(programs, directory, count)
        path = f"{programs}{os.pathsep}{os.environ['PATH']}"
        done = {**os.environ, "PATH": path}
        subprocess.run(peer, check=True, env=done, capture_output=True)
        root = Path(peer[-1])
        bare, reached = ours
        endpoint = _endpoint(root / PACKAGE)
        pairs = (
            ("import of the package", bare, "import openai", "openai"),
            ("import of the package", bare, f"import {PACKAGE}", NAME),
            ("import for one endpoint", reached, endpoint, NAME),
        )
        for what, mine, theirs, peer_name in pairs:
            milliseconds = _milliseconds(sys.executable, mine, generated)
            other = _milliseconds(python, theirs, root)
            yield Row(what, milliseconds, "ms", None, other, peer_name)
        checked = _mypy(sys.executable, user, generated)
        other = _mypy(python, f"{endpoint} as endpoint\nprint(endpoint.sync)\n", root)
        yield Row("mypy --strict, one file, cold", checked, "s", None, other, NAME)


def _endpoint(package: Path) -> str:
    """What imports the module of one endpoint."""
    module = min(each for each in package.glob("api/*/*.py") if each.name != "__init__.py")
    home = ".".join(module.parent.relative_to(package.parent).parts)
    return f"from {home} import {module.stem}"


def _milliseconds(python: str, statement: str, path: Path) -> float:
    """The median of importing in processes of their own; the first one compiles."""
    environment = {**os.environ, "PYTHONPATH": str(path), "PYTHONDONTWRITEBYTECODE": ""}
    program = [python, "-c", IMPORT.format(statement=statement)]
    took = [
        float(subprocess.run(program, env=environment, capture_output=True, check=True).stdout)
        for _ in range(ROUNDS + 1)
    ]
    return statistics.median(took[1:]) * 1e3


def _mypy(python: str, user: str, path: Path) -> float:
    """Seconds for one file of a user with nothing cached; ``python`` has what ``path`` needs."""
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "user.py"
        file.write_text(user, "utf-8")
        command = [sys.executable, "-m", "mypy", "--strict", "--python-executable", python]
        began = time.perf_counter()
        subprocess.run(
            [*command, "--cache-dir", str(file.with_suffix(".cache")), str(file)],
            env={**os.environ, "MYPYPATH": str(path)},
            capture_output=True,
            check=True,
        )
        return time.perf_counter() - began
