"""Every place times every payload: a finding and nothing written, or code that means no more.

A slice of it by default, all of it with ``HYPOTHESIS_PROFILE=full`` (``make test-all``).
"""

import os
import tomllib
from collections.abc import Generator, Iterator
from functools import cache
from pathlib import PurePosixPath

import pytest

from typewright.catalogue.model import Json
from typewright.codegen import render as rendering
from typewright.diagnostics import has_errors
from typewright.files import Files

from . import judging
from .importing import Importer
from .payloads import IN_TURN, KINDS, PAYLOADS, Payload
from .shapes import are_twins, names
from .sinks import SINKS, Sink, base

FULL = os.environ.get("HYPOTHESIS_PROFILE") == "full"
STRIDE = 1 if FULL else 97
"""One payload in so many meets a place in the slice; each place begins at another one."""

HARMLESS: list[Json] = [
    *("harmless", "innocent", "harmless words", "Class", "class", ""),
    *(7, -7, 0.5, -0.5, True, None),
    [],
    ["harmless"],
    [7],
    {},
    {"harmless": "harmless"},
    {"harmless": {}},
    {"harmless words": {}},
    {"type": "string"},
    {"type": "string", "default": "harmless"},
    {"type": "array", "items": {}},
    {"anyOf": [{"type": "string"}]},
]


@pytest.fixture(scope="module", autouse=True)
def _quick_rendering() -> Generator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rendering, "format_python", judging.formatted_once)
        patch.setattr(rendering, "runtime_files", judging.runtime_once)
        yield


@pytest.fixture(scope="module")
def importer(tmp_path_factory: pytest.TempPathFactory) -> Generator[Importer]:
    """The harmless SDK on disk, and a process that has loaded it."""
    root = tmp_path_factory.mktemp("sdk")
    files = {**_harmless_files(), **dict(judging.runtime_once(judging.CONFIG.package))}
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    modules = (".".join(path.with_suffix("").parts) for path in files if path.suffix == ".py")
    warm = tuple(sorted(name.removesuffix(".__init__") for name in modules))
    with Importer(root, warm) as serving:
        yield serving


@cache
def _harmless_files() -> Files:
    return judging.generated(judging.prepared(base()))


class Twins:
    """What the files of a sink look like with something harmless in it."""

    def __init__(self, sink: Sink) -> None:
        self._left = iter(dict.fromkeys(map(repr, (*sink.harmless, *HARMLESS))))
        self._values = {repr(value): value for value in (*sink.harmless, *HARMLESS)}
        self._sink = sink
        self._found: list[Files] = [_harmless_files()]

    def _grow(self, number: int) -> bool:
        """Look for ``number`` more twins; whether there was one."""
        before = len(self._found)
        for key in self._left:
            found = judging.prepared(self._sink.put(self._values[key]))
            if found.sdk is not None:
                self._found.append(judging.generated(found))
            if len(self._found) == before + number:
                break
        return len(self._found) > before

    def complaints(self, files: Files) -> Iterator[str]:
        """How ``files`` differ from every twin in more than constants and sound names."""
        for role, text in _by_role(files).items():
            while not self._has_twin(role, text):
                if not self._grow(1):
                    yield f"{role} is no twin of anything harmless"
                    break

    def _has_twin(self, role: str, text: str) -> bool:
        known = [files[role] for each in self._found if role in (files := _by_role(each))]
        common = (
            set[str](names(known[0])).intersection(*map(names, known[1:4])) if known else set[str]()
        )
        return any(are_twins(text, each, common) for each in known)


def _by_role(files: Files) -> dict[str, str]:
    """The Python of an SDK by what it is: an id names a module, not what it is for."""
    found: dict[str, str] = {}
    for path, text in files.items():
        if path.suffix == ".py":
            own = path.name != "__init__.py" and len(path.parts) > 2
            found[f"{path.parent}/*" if own else str(path)] = text
    return found


@cache
def _sliced(start: int) -> tuple[Payload, ...]:
    return IN_TURN[start % STRIDE :: STRIDE]


@pytest.mark.parametrize("number", range(len(SINKS)), ids=[sink.name for sink in SINKS])
def test_nothing_gets_through(number: int, importer: Importer) -> None:
    sink = SINKS[number]
    twins = Twins(sink)
    complaints = {
        payload.title: found
        for payload in _sliced(5 * number)
        if (found := list(_complaints(sink, payload, twins, importer)))
    }
    assert complaints == {}


def _complaints(sink: Sink, payload: Payload, twins: Twins, importer: Importer) -> Iterator[str]:
    found = judging.prepared(sink.put(payload.value))
    yield from judging.complaints_about_findings(found)
    if found.sdk is None:
        if not has_errors(found.findings):
            yield "refused without an error"
        return
    files = judging.generated(found)
    for path, text in files.items():
        raw = judging.RAW.search(text)
        if raw:
            yield f"raw U+{ord(raw[0]):04X} in {path}"
    yield from twins.complaints(files)
    yield from _of_the_rest(files)
    for path, text in files.items():
        if path.suffix == ".py" and text != _harmless_files().get(path):
            package = ".".join(path.parent.parts)
            yield from (f"{path}: {each}" for each in importer.complaints(package, text))


def _of_the_rest(files: Files) -> Iterator[str]:
    """``pyproject.toml`` and the README say what they say, and a vendor has one cell in each."""
    harmless = _harmless_files()
    project = tomllib.loads(files[PurePosixPath("pyproject.toml")])
    same = tomllib.loads(harmless[PurePosixPath("pyproject.toml")])
    project["project"]["description"] = same["project"]["description"]
    if project != same:
        yield "pyproject.toml says something else"
    lines = files[PurePosixPath("README.md")].split("\n")
    if len(lines) != len(harmless[PurePosixPath("README.md")].split("\n")):
        yield "the README has more lines"


def test_there_is_enough_of_everything() -> None:
    assert len(PAYLOADS) >= 200
    assert len(KINDS) >= 20
    assert len(SINKS) >= 100
    assert len({sink.name for sink in SINKS}) == len(SINKS)
    assert sorted(map(repr, IN_TURN)) == sorted(map(repr, PAYLOADS))


def test_the_slice_meets_every_kind_and_every_payload_somewhere() -> None:
    met = [payload for number in range(len(SINKS)) for payload in _sliced(5 * number)]
    assert {payload.kind for payload in met} == set(KINDS)
    assert {repr(payload) for payload in met} == {repr(payload) for payload in PAYLOADS}
