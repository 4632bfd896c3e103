"""Generated modules are imported in a process of their own, and what they reach for is told.

The process serves one module after the other: pydantic is loaded once, and every class is built.
"""

import json
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Self, cast

_SERVER = r"""
import gc, importlib, json, os, sys

root, warm = sys.argv[1], sys.argv[2:]
sys.path.insert(0, root)
sys.dont_write_bytecode = True
for name in warm:
    importlib.import_module(name)

QUIET = {"import", "exec", "compile", "marshal.loads", "object.__getattr__", "object.__setattr__",
         "object.__delattr__", "sys._getframe", "code.__new__", "builtins.id", "os.listdir",
         "os.scandir", "gc.collect", "ctypes.dlsym", "function.__new__"}
seen, watching = [], False


def hook(event, arguments):
    global watching
    if not watching:
        return
    watching = False
    try:
        inside = bool(arguments) and str(arguments[0]).startswith(root)
        reading = event == "open" and inside and arguments[1] in ("r", "rb", None)
        if event in ("os.listdir", "os.scandir"):
            reading = inside
        if not reading and (event not in QUIET or event in ("os.listdir", "os.scandir")):
            seen.append(f"{event} {arguments!a:.80}")
    finally:
        watching = True


class Watched(dict):
    def __getitem__(self, key):
        if key != "PYDANTIC_DISABLE_PLUGINS":
            seen.append(f"environment {key!a}")
        return super().__getitem__(key)

    def get(self, key, default=None):
        if key != "PYDANTIC_DISABLE_PLUGINS":
            seen.append(f"environment {key!a}")
        return super().get(key, default)


sys.addaudithook(hook)
os.environ = Watched(os.environ)
answers, sys.stdout = sys.stdout, sys.stderr
for number, line in enumerate(sys.stdin):
    name, seen[:] = line.strip(), []
    importlib.invalidate_caches()
    watching, wrong = True, ""
    try:
        importlib.import_module(name)
    except BaseException as error:
        wrong = f"{type(error).__name__}: {error}"[:300]
    watching = False
    sys.modules.pop(name, None)
    if number % 64 == 0:
        gc.collect()
    answers.write(json.dumps([wrong, *seen] if wrong else seen) + "\n")
    answers.flush()
"""


class Importer:
    """Imports modules below ``root`` one by one; ``warm`` are imported first, unwatched."""

    def __init__(self, root: Path, warm: tuple[str, ...]) -> None:
        self._root = root
        self._known: dict[tuple[str, str], list[str]] = {}
        self._process = subprocess.Popen(
            [sys.executable, "-W", "error", "-c", _SERVER, str(root), *warm],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=root,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.communicate(timeout=60)

    def complaints(self, package: str, text: str) -> list[str]:
        """What goes wrong when a module with ``text`` is imported as one of ``package``."""
        if (package, text) not in self._known:
            self._known[package, text] = self._imported(package, text)
        return self._known[package, text]

    def _imported(self, package: str, text: str) -> list[str]:
        module = f"hostile_{len(self._known)}"
        path = self._root.joinpath(*package.split("."), f"{module}.py")
        path.write_bytes(text.encode())
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{package}.{module}\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        path.unlink()
        return cast("list[str]", json.loads(answer)) if answer else ["the process is dead"]
