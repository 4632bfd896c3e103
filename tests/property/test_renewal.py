"""Whatever is done to a store, the short way gives what the whole way gives: bytes, words, code."""

import contextlib
import io
import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

from hypothesis import example, given, settings
from hypothesis import strategies as st

from typewright.cli import run

FACTS = (Path(__file__).parent.parent / "golden" / "provider.json").read_text("utf-8")
CONFIG = 'package = "acme_sdk"\nversion = "1.0.0"\nlocales = ["ko", "en"]\n'

IDS = (
    *("one/pro", "one/pro/edit", "one/pro/edit/4k", "one/lite/edit"),
    *("two/a/b", "two/a-b/c", "two/a_b/d", "tWo/x/y"),  # some clash with others
)
PROPERTIES: tuple[dict[str, Any], ...] = (
    {"prompt": {"type": "string", "description": "What to make"}},
    {"prompt": {"type": "string", "maxLength": 600}, "size": {"enum": ["a", "b"]}},
    {"Prompt": {"type": "string"}, "image": {"type": "string", "format": "image_uri"}},
    {"size": {"type": "object", "properties": {"width": {"type": "float"}}}},
)
PINS = (
    "",
    'endpoint."two/a/b" = "one.pro.b"\n',
    'namespace."two/a_b" = "a_under_b"\n',
    'parameter."one/pro"."/input/properties/prompt" = "words"\n',
)

Step: TypeAlias = tuple[str, str, int]
"""What is done, to which id, and in which of several ways."""


def put(directory: Path, number: int) -> None:
    """An endpoint with one of several titles and inputs."""
    directory.mkdir(parents=True, exist_ok=True)
    model = "/".join(directory.parts[directory.parts.index("acme") + 1 :])
    write(
        directory / "endpoint.json", {"id": model, "name": f"Title {number % 3}", "language": "en"}
    )
    write(directory / "input.schema.json", schema(number))
    output = {"properties": {"image": {"type": "string"}}}
    write(directory / "output.schema.json", {"type": "object", **output})


def schema(number: int) -> dict[str, Any]:
    properties = PROPERTIES[number % len(PROPERTIES)]
    return {"type": "object", "required": [*properties][: number % 2], "properties": properties}


def remove(directory: Path, _number: int) -> None:
    for path in directory.glob("*"):
        if path.is_file():
            path.unlink()
    shutil.rmtree(directory / "locales", ignore_errors=True)


def retitle(directory: Path, number: int) -> None:
    path = directory / "endpoint.json"
    if path.exists():
        write(path, {**json.loads(path.read_text("utf-8")), "name": f"Another title {number}"})


def change(directory: Path, number: int) -> None:
    """Another input; one of them is what the check warns of, and one is broken."""
    path = directory / "input.schema.json"
    if path.exists():
        write(path, {**schema(number), **({"unheard_of": 1} if number == 9 else {})})
        if number == 8:
            path.write_text("{", "utf-8")


def translate(directory: Path, number: int) -> None:
    """A text in another language, which may have no place, or none any more."""
    path = directory / "locales" / "ko.json"
    if number % 3 == 0:
        path.unlink(missing_ok=True)
    elif directory.exists():
        path.parent.mkdir(exist_ok=True)
        place = "/properties/prompt/description" if number % 3 == 1 else "/title"
        write(path, {"language": "ko", "input": {place: f"무엇을 {number}"}})


def correct(directory: Path, number: int) -> None:
    """A correction, which may change nothing, fit no longer, or be due."""
    path = directory / "patch.json"
    if number % 3 == 0:
        path.unlink(missing_ok=True)
    elif directory.exists():
        operation = {"op": "add", "path": "/properties/prompt/maxLength", "value": number}
        if number == 7:
            operation |= {"path": "/type", "value": "object"}
        due = {"expires": "2020-01-01"} if number % 3 == 2 else {}
        entry = {"target": "input", "reason": "a test", "patch": [operation], **due}
        write(path, {"patches": [entry]})


def correct_many(directory: Path, number: int) -> None:
    """A correction for some, which may fit only a few of them."""
    home = next(each for each in directory.parents if each.name == "acme")
    glob = ("one/*", "*", "two/a/b", "*/edit")[number % 4]
    place = ("/title", "/properties/prompt/title", "/properties/size/title")[number % 3]
    operation = {"op": "add", "path": place, "value": "Corrected"}
    entry = {"target": "input", "endpoints": glob, "reason": "a test", "patch": [operation]}
    write(home / "patches.json", {"patches": [entry][: number % 5]})


def leave_out_output(directory: Path, _number: int) -> None:
    (directory / "output.schema.json").unlink(missing_ok=True)


def pin(directory: Path, number: int) -> None:
    home = next(each for each in directory.parents if each.name == "acme")
    text = PINS[number % len(PINS)]
    (home / "names.toml").write_text(text, "utf-8")


def write(path: Path, data: object) -> None:
    path.write_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n", "utf-8")


DEEDS: dict[str, Callable[[Path, int], None]] = {
    "put": put,
    "remove": remove,
    "retitle": retitle,
    "change": change,
    "translate": translate,
    "correct": correct,
    "correct many": correct_many,
    "leave out": leave_out_output,
    "pin": pin,
}
steps = st.tuples(st.sampled_from(sorted(DEEDS)), st.sampled_from(IDS), st.integers(0, 9))


def made(root: Path) -> Path:
    """A project of three endpoints that was generated."""
    home = root / "schemas" / "acme"
    home.mkdir(parents=True)
    (home / "provider.json").write_text(FACTS, "utf-8")
    (root / "typewright.toml").write_text(CONFIG, "utf-8")
    for number, each in enumerate(IDS[:5]):
        put(home / each, number % 2)
    code, words = told(root)
    assert code == 0, words
    return home


def told(root: Path, *options: str) -> tuple[int, str]:
    """Exit code and words of a run in the project at ``root``."""
    words = io.StringIO()
    with contextlib.redirect_stdout(words), contextlib.chdir(root):
        code = run(["generate", *options])
    return code, words.getvalue().replace(str(root), "")


def tree(root: Path) -> dict[str, bytes]:
    return {str(each.relative_to(root)): each.read_bytes() for each in root.rglob("*.*")}


@settings(max_examples=settings().max_examples // 4)
@given(st.lists(st.lists(steps, min_size=1, max_size=3), min_size=1, max_size=4))
@example([[("pin", "two/a/b", 1)], [("retitle", "two/a/b", 1)], [("remove", "two/a/b", 0)]])
@example([[("remove", "two/a/b", 0)], [("put", "two/a/b", 0)], [("correct", "one/pro", 7)]])
@example(
    [[("correct many", "one/pro", 6)], [("retitle", "one/pro", 1)], [("remove", "two/a/b", 0)]]
)
@example([[("correct many", "one/pro", 4)], [("change", "two/a/b", 1)], [("change", "one/pro", 3)]])
@example([[("correct many", "one/pro", 9)], [("change", "two/a/b", 1)], [("remove", "one/pro", 3)]])
@example(
    [[("correct many", "one/pro", 22)], [("change", "two/a/b", 2)], [("retitle", "one/pro", 3)]]
)
@example([[("change", "one/lite/edit", 1)], [("change", "one/lite/edit", 0)]])
@example([[("remove", "one/pro", 0)], [("put", "one/pro", 1)], [("retitle", "one/pro/edit", 1)]])
@example([[("change", "one/pro", 8)], [("change", "one/pro", 9)], [("change", "one/pro", 0)]])
@example([[("put", "two/a-b/c", 0)], [("put", "two/a_b/d", 0)], [("remove", "two/a-b/c", 0)]])
@example([[("put", "tWo/x/y", 0)], [("remove", "tWo/x/y", 0), ("change", "one/pro", 3)]])
@example(
    [[("correct", "one/pro", 4)], [("translate", "one/pro", 1)], [("leave out", "one/pro", 0)]]
)
def test_the_short_way_is_the_whole_way(changes: list[list[Step]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        root, copy = Path(name).resolve() / "project", Path(name).resolve() / "copy"
        root.mkdir()
        home = made(root)
        for several in changes:
            for deed, model, number in several:
                DEEDS[deed](home / model, number)
            shutil.copytree(root, copy)
            outcome = told(root)
            assert outcome == told(copy, "--whole")
            assert tree(root) == tree(copy)
            shutil.rmtree(copy)
            if outcome[0] == 0:
                assert told(root, "--check")[0] == 0
                assert told(root, "--check", "--whole")[0] == 0
