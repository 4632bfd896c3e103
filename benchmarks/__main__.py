"""``make bench``: every comparison, one after the other, kept in ``benchmarks/RESULTS.md``.

``python -m benchmarks scale`` runs the named ones alone and keeps nothing.
"""

import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from importlib import metadata
from pathlib import Path

from benchmarks import calling, diffing, hostile, ingesting, linting, measuring, scale, sdk
from benchmarks.synthetic import project

RESULTS = Path(__file__).parent / "RESULTS.md"
TOOLS = ("typewright", "black", "datamodel-code-generator", "jsonschema", "pydantic", "httpx2")


def main() -> None:
    """Print each report as it is done."""
    lines: list[str] = []
    for name in sys.argv[1:] or REPORTS:
        for line in (f"## {name}", "", *REPORTS[name](), ""):
            sys.stdout.write(f"{line}\n")
            lines.append(line)
    if not sys.argv[1:]:
        RESULTS.write_text("\n".join([*_head(), *lines]).rstrip() + "\n", "utf-8")


def _calling() -> list[str]:
    with tempfile.TemporaryDirectory() as directory:
        scenario = Path(directory) / "at_once.toml"
        scenario.write_text(calling.AT_ONCE, "utf-8")
        return calling.run(str(scenario))


def _sdk() -> list[str]:
    with tempfile.TemporaryDirectory() as directory:
        whole = project(Path(directory), scale.LARGE)
        subprocess.run(scale.generating(whole), check=True, stdout=subprocess.DEVNULL)
        return sdk.run(whole)


def _head() -> Iterator[str]:
    yield from ("# The last run of `make bench`", "")
    yield f"CPython {platform.python_version()}, {platform.system()}, {os.cpu_count()} processors; "
    yield ", ".join(f"{name} {metadata.version(name)}" for name in TOOLS) + "."
    yield ""


REPORTS: Mapping[str, Callable[[], list[str]]] = {
    "measuring": measuring.run,
    "ingesting": ingesting.run,
    "diffing": diffing.run,
    "linting": linting.run,
    "hostile": hostile.run,
    "calling": _calling,
    "scale": scale.run,
    "sdk": _sdk,
}

if __name__ == "__main__":
    main()
