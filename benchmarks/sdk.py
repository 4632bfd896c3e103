"""An SDK of a thousand endpoints in use: import, first call, type checkers, a call's own cost.

``python -m benchmarks.sdk PROJECT`` takes a project whose SDK, ``synthetic_models``, was generated
into ``generated/``. What is compared takes turns in processes of its own; figures are medians.
"""

import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.answering import answering
from benchmarks.sdk_call import call_row, typical_arguments
from benchmarks.sdk_peers import beside
from benchmarks.table import Row, table

PACKAGE = "synthetic_models"
ROUNDS = 9
COLD_ROUNDS = 3

NOTHING = "began = now(); import sys; tell(began)"
IMPORT = f"began = now(); import {PACKAGE}; tell(began)"
CALL = """
began = now()
from {package} import Client, Policy
with Client("token", base_url={url!r}, policy=Policy(first_poll=0.0)) as client:
    client.{path}(**{arguments!r})
tell(began)
"""
BARE_CALL = """
began = now()
import httpx2
from pydantic import BaseModel
class Arguments(BaseModel):
    prompt: str
class Output(BaseModel):
    image: str | None = None
with httpx2.Client(base_url={url!r}) as http:
    http.post("/", content=Arguments(prompt="x").model_dump_json()).json()
    http.get("/").json()
    Output.model_validate(http.get("/").json()["output"])
tell(began)
"""
TOLD = """
import resource, sys
from time import perf_counter as now
def tell(began):
    took = now() - began
    print(took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
USER = """from {package} import Client

client = Client("token")
output = client.{path}({arguments})
print(output.image)
"""
BARE_USER = """import httpx2
from pydantic import BaseModel


class Arguments(BaseModel):
    prompt: str


print(httpx2.post("https://example.com", content=Arguments(prompt="x").model_dump_json()))
"""


@dataclass(frozen=True, slots=True)
class Example:
    """An endpoint that needs no file: where it is in the client, and typical arguments."""

    path: str
    arguments: Mapping[str, object]


def run(project: Path) -> list[str]:
    """Lines of the report on the SDK of a generated ``project``."""
    generated = project / "generated"
    sys.path.insert(0, str(generated))
    example = _example(project)
    rows = [*_starting(generated, example), *_checking(generated, example), *_whole(generated)]
    count = len(list((project / "schemas").rglob("input.schema.json")))
    reached = f"from {PACKAGE} import Client; Client('token').{example.path}"
    peers = beside((f"import {PACKAGE}", reached), generated, _user(example), count)
    return table([*rows, call_row(PACKAGE, example.path, example.arguments), *peers])


def _example(project: Path) -> Example:
    """The endpoint with the most arguments among those that need no file."""
    listed = (project / "generated" / "README.md").read_text("utf-8")
    paths = {row[1]: row[0] for row in re.findall(r"\| `client\.(\S+)` \| `(\S+)` \|", listed)}
    found: dict[str, dict[str, object]] = {}
    for schema in sorted((project / "schemas").rglob("input.schema.json")):
        model_id = schema.parent.relative_to(project / "schemas").as_posix().partition("/")[2]
        arguments = typical_arguments(json.loads(schema.read_text("utf-8")))
        if arguments is not None:
            found[model_id] = arguments
    model_id = max(found, key=lambda each: (len(found[each]), each))
    return Example(paths[model_id], found[model_id])


def _starting(generated: Path, example: Example) -> Iterator[Row]:
    """Importing, and the first call of a process."""
    with answering() as url:
        filled = {"package": PACKAGE, "url": url, "path": example.path}
        took = _in_turns(
            {
                "nothing": NOTHING,
                "import": IMPORT,
                "call": CALL.format(**filled, arguments=example.arguments),
                "bare": BARE_CALL.format(**filled),
            },
            generated,
        )
    seconds = {name: each[0] * 1e3 for name, each in took.items()}
    more = (took["import"][1] - took["nothing"][1]) / 1e6
    yield Row("import of the package", seconds["import"], "ms", 15)
    yield Row("memory of the import", max(more, 0.0), "MB", 6)
    bare = "bare pydantic and httpx2"
    yield Row("first call", seconds["call"], "ms", 200, seconds["bare"], bare)


def _in_turns(programs: Mapping[str, str], path: Path) -> dict[str, tuple[float, float]]:
    """Median seconds, and median bytes at the most, of each program in a process of its own."""
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in programs}
    for round_number in range(ROUNDS + 1):
        for name, program in programs.items():
            said = _said([sys.executable, "-c", TOLD + program], path)
            seconds, most = map(float, said.split())
            if round_number:  # the first round compiles
                found[name].append((seconds, most * (1 if sys.platform == "darwin" else 1024)))
    return {
        name: (statistics.median(s for s, _ in each), statistics.median(m for _, m in each))
        for name, each in found.items()
    }


def _said(command: Sequence[str], path: Path) -> str:
    environment = {**os.environ, "PYTHONPATH": str(path), "PYTHONDONTWRITEBYTECODE": ""}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return done.stdout


def _user(example: Example) -> str:
    """One file that calls the endpoint."""
    arguments = ", ".join(f"{name}={value!r}" for name, value in example.arguments.items())
    return USER.format(package=PACKAGE, path=example.path, arguments=arguments)


def _checking(generated: Path, example: Example) -> Iterator[Row]:
    """One file of a user, checked with nothing cached."""
    user = _user(example)
    for what, command, limit in (
        ("mypy --strict", _mypy, 3.0),
        ("mypy --strict, installed", _mypy_installed, None),
        ("pyright strict", _pyright, 2.0),
    ):
        took: dict[str, list[float]] = {user: [], BARE_USER: []}
        for _ in range(COLD_ROUNDS):
            for text, seconds in took.items():
                with tempfile.TemporaryDirectory() as directory:
                    file = Path(directory) / "user.py"
                    file.write_text(text, "utf-8")
                    seconds.append(command(file, generated))
        ours, bare = (statistics.median(each) for each in took.values())
        yield Row(f"{what}, one file, cold", ours, "s", limit, bare, "bare pydantic and httpx2")


def _whole(generated: Path) -> Iterator[Row]:
    """The whole package: an error raises ``CalledProcessError``."""
    yield Row("mypy --strict, whole package", _mypy(generated / PACKAGE, generated), "s")
    yield Row("pyright strict, whole package", _pyright(generated / PACKAGE, generated), "s")


def _mypy(checked: Path, generated: Path) -> float:
    """As code of the user's own: vendored."""
    return _mypy_with("MYPYPATH", checked, generated)


def _mypy_installed(checked: Path, generated: Path) -> float:
    """As a package of others: mypy keeps quiet about it, and leaves out what functions do."""
    return _mypy_with("PYTHONPATH", checked, generated)


def _mypy_with(variable: str, checked: Path, generated: Path) -> float:
    with tempfile.TemporaryDirectory() as cache:
        command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", cache, str(checked)]
        return _seconds(command, {variable: str(generated)})


def _pyright(checked: Path, generated: Path) -> float:
    with tempfile.TemporaryDirectory() as directory:
        config = Path(directory) / "pyrightconfig.json"
        settings = {"typeCheckingMode": "strict", "extraPaths": [str(generated)]}
        config.write_text(json.dumps(settings), "utf-8")
        command = [sys.executable, "-m", "pyright", "--pythonpath", sys.executable]
        return _seconds([*command, "--project", str(config), str(checked)], {})


def _seconds(command: Sequence[str], more: Mapping[str, str]) -> float:
    began = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **more})
    took = time.perf_counter() - began
    if done.returncode or "No source files" in done.stdout:
        raise RuntimeError(f"{' '.join(command[2:4])}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
    return took


if __name__ == "__main__":
    sys.stdout.write("\n".join([*run(Path(sys.argv[1]).resolve()), ""]))
