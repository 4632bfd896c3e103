"""Text of a schema in source: the literal means the text, and holds nothing that could end it."""

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typewright.codegen.literals import docstring, literal, string

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)

LINE_ENDS = "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@given(st.text(st.characters()))
def test_a_string_literal_is_the_text(text: str) -> None:
    assert ast.literal_eval(string(text)) == text


@given(json_values)
def test_a_literal_is_the_value(value: object) -> None:
    assert ast.literal_eval(literal(value)) == value  # type: ignore[arg-type]


@pytest.mark.parametrize("character", list(LINE_ENDS + BIDI + "\x00\x1b\ufeff\ud800"))
def test_invisible_characters_are_escaped_everywhere(character: str) -> None:
    assert character not in string(f"a{character}b")
    assert character not in docstring([f"a{character}b"], 4)


def test_readable_text_stays_readable() -> None:
    assert string("출력 형식") == '"출력 형식"'
    assert string('say "hi"') == "'say \"hi\"'"


@given(st.lists(st.text(), max_size=3))
def test_a_docstring_is_one_constant(paragraphs: list[str]) -> None:
    tree = ast.parse(f"class A:\n    {docstring(paragraphs, 4)}\n")
    (definition,) = tree.body
    assert isinstance(definition, ast.ClassDef)
    (only,) = definition.body
    assert isinstance(only, ast.Expr)
    assert isinstance(only.value, ast.Constant)


@given(st.text(min_size=1))
def test_a_docstring_keeps_every_word(text: str) -> None:
    (statement,) = ast.parse(docstring([text], 0)).body
    assert isinstance(statement, ast.Expr)
    value = ast.literal_eval(statement.value)
    assert value.split() == text.split()


def test_lines_of_a_list_stay_lines() -> None:
    assert docstring(["Modes:\n- fast\n- good"], 4) == (
        '"""Modes:\n    - fast\n    - good\n    """'
    )


def test_a_quote_at_the_end_does_not_close_it() -> None:
    assert ast.literal_eval(docstring(['he said "yes"'], 0)) == 'he said "yes"'


@pytest.mark.parametrize("text", ['"', '""', '"""', 'a"""', 'a\\"', 'a\\"""', '\\\\"', '"""\\'])
def test_no_end_of_a_line_closes_a_docstring(text: str) -> None:
    (statement,) = ast.parse(docstring([text], 0)).body
    assert isinstance(statement, ast.Expr)
    assert ast.literal_eval(statement.value) == text
