"""A finding's line and column are those of the value, or of the key, that it is about."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from typewright.catalogue.pointers import value_at
from typewright.lint.run import lint
from typewright.lint.single import whole_of_files

from .cases import CODES, EXPECTED, HERE, OF_CHARACTERS, schema_files

OF_JSON = tuple(code for code in CODES if code not in OF_CHARACTERS)


def begins_at(text: str, line: int, column: int) -> Any:
    """The JSON value that stands at a place of ``text``."""
    lines = text.split("\n")
    offset = sum(len(each) + 1 for each in lines[: line - 1]) + column - 1
    return json.JSONDecoder().raw_decode(text, offset)[0]


def assert_there(text: str, line: int, column: int, pointer: str) -> None:
    """The value at ``pointer``, or its key, begins at a place of ``text``."""
    key = pointer.rpartition("/")[2].replace("~1", "/").replace("~0", "~")
    assert begins_at(text, line, column) in (value_at(json.loads(text), pointer), key)


@pytest.mark.parametrize("code", OF_JSON)
def test_a_value_or_its_key_stands_there(code: str) -> None:
    home = HERE / code / "bad"
    for row in json.loads((home / EXPECTED).read_text("utf-8")):
        path = home / row["file"]
        if path.suffix == ".toml" or not path.exists():
            assert row["column"] == 1, "a table, an entry, or a file that is not there"
            continue
        text = path.read_bytes().decode("utf-8")
        assert_there(text, row["line"], row["column"], row["pointer"])


FORMS: dict[str, Callable[[Any], str]] = {
    "compact": lambda data: json.dumps(data, ensure_ascii=False, separators=(",", ":")),
    "crlf": lambda data: json.dumps(data, ensure_ascii=False, indent=2).replace("\n", "\r\n"),
    "tabs": lambda data: json.dumps(data, ensure_ascii=False, indent="\t"),
    "wide": lambda data: json.dumps({"$comment": "너비 😀", **data}, ensure_ascii=False),
    "escaped": lambda data: json.dumps(data, indent=1),
}
"""The same JSON, written otherwise."""


@pytest.mark.parametrize("form", FORMS)
def test_whatever_the_file_is_formatted_like(form: str, tmp_path: Path) -> None:
    for code, path in schema_files("bad"):
        text = FORMS[form](json.loads(path.read_text("utf-8")))
        copy = tmp_path / f"{code}.{path.name}"
        copy.write_bytes(text.encode("utf-8"))
        whole = whole_of_files([copy])
        found = [each.diagnostic for each in lint(whole)]
        assert code in {each.code for each in found}
        for each in found:
            assert_there(text, each.line, each.column, each.pointer)
