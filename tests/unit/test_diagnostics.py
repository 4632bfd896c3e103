"""How findings are ordered, counted and printed."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typewright.diagnostics import (
    Diagnostic,
    Severity,
    has_errors,
    render_json,
    render_text,
    sort_key,
    summary,
    visible,
)

FOUND = Diagnostic(
    code="TW120",
    severity=Severity.ERROR,
    file="schemas/a/input.schema.json",
    line=2,
    column=16,
    pointer="/required/0",
    message="'image_urls' is required, and there is no such property",
    help="the properties are: 'images'",
)
WARNING = FOUND._replace(code="TW010", severity=Severity.WARNING, line=1, column=1, pointer="")
SOURCE = '{\n "required": ["image_urls"]\n}\n'


def test_text_shows_the_place_the_line_and_what_to_do() -> None:
    assert render_text([FOUND], {FOUND.file: SOURCE}) == (
        "schemas/a/input.schema.json:2:16 error TW120 "
        "'image_urls' is required, and there is no such property\n"
        "  at /required/0\n"
        '    2 |  "required": ["image_urls"]\n'
        "      |                ^\n"
        "  help: the properties are: 'images'\n"
    )


def test_text_without_sources_has_no_excerpt() -> None:
    assert render_text([WARNING]) == (
        "schemas/a/input.schema.json:1:1 warning TW010 "
        "'image_urls' is required, and there is no such property\n"
        "  help: the properties are: 'images'\n"
    )
    assert render_text([]) == ""


def test_blocks_are_sorted_and_set_apart() -> None:
    text = render_text([FOUND, WARNING])
    assert text == render_text([WARNING, FOUND])
    assert text.index("TW010") < text.index("TW120")
    assert text.count("\n\n") == 1


@pytest.mark.parametrize(
    ("line", "column", "below"),
    [
        ('"해상도": 1', 8, "          ^"),
        ("\t\t1", 3, "\t\t^"),
        ("e\u0301 1", 4, "  ^"),
        ("x\u202ey 1", 5, "         ^"),
    ],
)
def test_the_caret_stands_below_its_column(line: str, column: int, below: str) -> None:
    found = FOUND._replace(line=1, column=column)
    rows = render_text([found], {FOUND.file: line}).splitlines()
    assert rows[3] == f"      | {below}"


def test_a_long_line_is_cut_on_both_sides() -> None:
    found = FOUND._replace(line=1, column=50_001)
    text = render_text([found], {FOUND.file: "x" * 50_000 + "!" + "y" * 50_000})
    rows = text.splitlines()
    assert rows[2] == "    1 | …" + "x" * 40 + "!" + "y" * 29 + "…"
    assert rows[3].index("^") == rows[2].index("!")
    assert len(rows[2]) == 80


def test_wide_letters_are_cut_by_the_columns_that_they_take() -> None:
    text = render_text([FOUND._replace(line=1, column=1)], {FOUND.file: "字" * 50})
    assert "    1 | " + "字" * 35 + "…" in text.splitlines()


def test_a_place_beyond_the_text_is_printed_without_an_excerpt() -> None:
    assert "|" not in render_text([FOUND._replace(line=9)], {FOUND.file: SOURCE})


def test_nothing_that_a_terminal_obeys_is_printed() -> None:
    evil = "\x1b[31m\u202e\x07\udc80\r"
    found = FOUND._replace(file=evil, message=evil, help=evil, pointer=evil, line=1, column=1)
    text = render_text([found], {evil: evil})
    assert all(char.isprintable() or char == "\n" for char in text)
    text.encode("utf-8")


def test_json_is_sorted_ascii_and_complete() -> None:
    text = render_json([FOUND, WARNING._replace(message="한\udc80")])
    rows = json.loads(text)
    assert text.isascii()
    assert [row["code"] for row in rows] == ["TW010", "TW120"]
    assert rows[0]["message"] == "한\udc80"
    assert rows[1] == {
        "code": "TW120",
        "severity": "error",
        "file": "schemas/a/input.schema.json",
        "line": 2,
        "column": 16,
        "pointer": "/required/0",
        "message": "'image_urls' is required, and there is no such property",
        "help": "the properties are: 'images'",
    }
    assert render_json([]) == "[]\n"


def test_counts() -> None:
    assert summary({}) == "no findings"
    assert summary({Severity.ERROR: 1}) == "1 error"
    assert summary({Severity.WARNING: 1, Severity.ERROR: 2}) == "2 errors, 1 warning"
    assert summary({Severity.INFO: 1, Severity.ERROR: 0}) == "1 note"


def test_only_errors_forbid_writing() -> None:
    assert has_errors([WARNING, FOUND])
    assert not has_errors([WARNING, WARNING._replace(severity=Severity.INFO)])
    assert not has_errors([])


def test_order_is_by_file_then_place_then_code() -> None:
    rows = [
        FOUND._replace(file="a", line=10),
        FOUND._replace(file="a", line=2, column=3),
        FOUND._replace(file="a", line=2, column=20, code="TW001"),
        FOUND._replace(file="a", line=2, column=20, code="TW002"),
        FOUND._replace(file="b", line=1),
    ]
    assert [rows.index(row) for row in sorted(rows, key=sort_key)] == [1, 2, 3, 0, 4]


@given(st.text())
def test_visible_text_is_one_printable_line(text: str) -> None:
    shown = visible(text)
    assert all(char.isprintable() or char == "\t" for char in shown)
    assert shown == text or not text.isprintable()
