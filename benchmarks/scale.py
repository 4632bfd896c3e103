"""``generate`` for 100 and 1,000 endpoints: from nothing, after one change, after none.

Processor seconds are compared, since other work on the machine stretches the clock. "From nothing"
and "no cache" know no answers of earlier runs (:mod:`typewright.cache`), only those that come with
typewright (:mod:`typewright.codegen.common`); the others know those before.
"""

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.peers import NAME, command, environment
from benchmarks.processes import Cost, Run, medians
from benchmarks.synthetic import PROVIDER, model_id, project
from benchmarks.table import Row, table
from typewright.cache import VARIABLE

ROUNDS = 5
SMALL, LARGE = 100, 1_000
CACHE = "cache"


def run(rounds: int = ROUNDS) -> list[str]:
    """Lines of the report."""
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        os.environ[VARIABLE] = str(directory / CACHE)
        small = project(directory / "small", SMALL)
        large = project(directory / "large", LARGE)
        runs = {
            "small": Run(generating(small), partial(_empty, small)),
            "large": Run(generating(large), partial(_empty, large)),
            "same": Run(generating(large), _nothing),
            "check": Run(generating(large, "--check"), _nothing),
            "one": Run(generating(large), partial(_change, large)),
            "limit": Run(generating(large), partial(_limit, large)),
            "unknown": Run(generating(large), partial(_change_alone, large)),
        }
        programs = environment(directory / "peers")
        if programs is not None:
            peer = command(programs, directory, LARGE)
            runs["peer"] = Run(peer, partial(_remove, Path(peer[-1])), (programs,))
        found = medians(runs, rounds)
    head = f"generate, {LARGE:,} endpoints; what is compared are processor seconds"
    return [head, "", *table(list(_rows(found)))]


def _rows(found: Mapping[str, Cost]) -> Iterator[Row]:
    small, large, peer = found["small"], found["large"], found.get("peer")
    if peer is None:
        yield Row(f"from nothing ({NAME} cannot be installed here)", large.cpu, "s")
    else:
        yield Row("from nothing, processor", large.cpu, "s", None, peer.cpu, NAME, 0.9)
        yield Row("from nothing, clock", large.wall, "s", None, peer.wall, NAME)
    each, of_few = large.cpu / LARGE * 1000, small.cpu / SMALL * 1000
    yield Row("an endpoint, processor", each, "ms", None, of_few, f"of {SMALL}", 1.2)
    yield Row("memory at most", large.peak / 1e6, "MB", 400)
    for name, what, limit in (
        ("one", "one endpoint changed", 1.2),
        ("limit", "a limit that is new", 1.2),
        ("unknown", "one endpoint changed, no cache", None),
        ("same", "nothing changed", 0.3),
        ("check", "nothing changed, --check", 0.3),
    ):
        yield Row(f"{what}, clock", found[name].wall, "s", limit)
        yield Row(f"{what}, processor", found[name].cpu, "s")


def generating(directory: Path, *options: str) -> list[str]:
    """The command that generates the project in ``directory``."""
    config = str(directory / "typewright.toml")
    return [sys.executable, "-m", "typewright", "generate", "--config", config, *options]


def _nothing() -> None:
    """Before a run that finds everything as the last one left it."""


def _empty(directory: Path) -> None:
    _remove(directory / "generated")
    _remove(directory.parent / CACHE)
    (directory / "schemas" / PROVIDER / "names.lock.json").unlink(missing_ok=True)


def _remove(directory: Path) -> None:
    if directory.exists():
        shutil.rmtree(directory)


def _change_alone(directory: Path) -> None:
    """A change, and nothing is known of what black and the others answered."""
    _remove(directory.parent / CACHE)
    _change(directory)


def _change(directory: Path) -> None:
    """One longer prompt than before, in the description of one endpoint."""
    _edit(directory, "description", lambda known: f"{known}, please")


def _limit(directory: Path) -> None:
    """A prompt may have a length that no other text of the store has."""
    _edit(directory, "maxLength", lambda known: max(known, 10_000) + 1)


def _edit(directory: Path, keyword: str, change: Callable[[Any], Any]) -> None:
    """Another value of a keyword of the prompt of one endpoint."""
    path = directory / "schemas" / PROVIDER / model_id(0) / "input.schema.json"
    schema = json.loads(path.read_text("utf-8"))
    prompt = schema["properties"]["prompt"]
    prompt[keyword] = change(prompt[keyword])
    path.write_text(json.dumps(schema, indent=2, ensure_ascii=False) + "\n", "utf-8")
