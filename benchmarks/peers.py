"""openapi-python-client in an environment of its own: its dependencies are none of ours."""

import json
import subprocess
import sys
import venv
from pathlib import Path

from benchmarks.synthetic import openapi

HERE = Path(__file__).parent
NAME = "openapi-python-client"


def environment(directory: Path) -> Path | None:
    """The programs of a new environment with ``peers.txt``; ``None`` when they cannot be had."""
    venv.create(directory, with_pip=True)
    programs = directory / ("Scripts" if sys.platform == "win32" else "bin")
    pip = (str(programs / "python"), "-m", "pip", "install", "--quiet")
    install = [*pip, "-r", str(HERE / "peers.txt")]
    done = subprocess.run(install, capture_output=True, check=False)
    return programs if done.returncode == 0 else None


def command(programs: Path, directory: Path, count: int) -> list[str]:
    """What generates a client of ``count`` endpoints, formatted by its own hooks."""
    document = directory / f"openapi-{count}.json"
    document.write_text(json.dumps(openapi(count)), "utf-8")
    output = directory / f"peer-{count}"
    return [
        *(str(programs / NAME), "generate", "--overwrite"),
        *("--path", str(document), "--output-path", str(output)),
    ]
