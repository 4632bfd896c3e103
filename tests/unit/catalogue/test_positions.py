"""Positions: every pointer of any JSON in any formatting, against a naive reference."""

import json
from collections.abc import Iterator
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typewright.catalogue.model import Document, Json
from typewright.catalogue.nodes import nodes
from typewright.catalogue.places import escape, unescape
from typewright.catalogue.positions import Places

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
)
KEYS = st.text(max_size=6) | st.sampled_from(
    ["", "/", "~", "~1", "0", '"', "\\", "a b", "키", "😀"]
)
VALUES: st.SearchStrategy[Json] = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=20,
)
SPACES = st.text(alphabet=" \t\n", max_size=3) | st.sampled_from(["\r\n", "\r\n\t"])


def written(
    value: Json, data: st.DataObject, out: list[str], found: dict[str, tuple[int, int]]
) -> None:
    """The naive reference: writes ``value`` piece by piece and notes where each value begins."""
    _write(value, "", None, data, out, found)


def _write(
    value: Json,
    pointer: str,
    key: int | None,
    data: st.DataObject,
    out: list[str],
    found: dict[str, tuple[int, int]],
) -> None:
    def space() -> None:
        out.append(data.draw(SPACES))

    def here() -> int:
        return len("".join(out))

    space()
    found[pointer] = (here() if key is None else key, here())
    if isinstance(value, list):
        out.append("[")
        for index, item in enumerate(value):
            out.append("," if index else "")
            _write(item, f"{pointer}/{index}", None, data, out, found)
        space()
        out.append("]")
    elif isinstance(value, dict):
        out.append("{")
        for index, (name, item) in enumerate(value.items()):
            out.append("," if index else "")
            space()
            start = here()
            out.append(json.dumps(name, ensure_ascii=data.draw(st.booleans())))
            space()
            out.append(":")
            _write(item, f"{pointer}/{escape(name)}", start, data, out, found)
        space()
        out.append("}")
    else:
        out.append(json.dumps(value, ensure_ascii=data.draw(st.booleans())))
    space()


def naive_place(text: str, offset: int) -> tuple[int, int]:
    line = column = 1
    for char in text[:offset]:
        line, column = (line + 1, 1) if char == "\n" else (line, column + 1)
    return line, column


@given(value=VALUES, data=st.data())
def test_every_pointer_of_any_json(value: Json, data: st.DataObject) -> None:
    out: list[str] = []
    expected: dict[str, tuple[int, int]] = {}
    written(value, data, out, expected)
    text = "".join(out)
    assert json.loads(text) == value
    document = Document(PurePosixPath("x.json"), text, value)
    for pointer, (key, start) in expected.items():
        at = document.position(pointer)
        assert (at.line, at.column) == naive_place(text, start)
        at = document.position(pointer, of_key=True)
        assert (at.line, at.column) == naive_place(text, key)
    assert [node.pointer for node in nodes(text)] == list(expected)
    places = Places(text)
    assert {pointer: places.of(pointer) for pointer in expected} == expected


@given(value=VALUES, earlier=VALUES)
def test_the_last_of_repeated_keys_counts(value: Json, earlier: Json) -> None:
    one, other = json.dumps(earlier), json.dumps(value)
    text = f'{{"a": {one}, "b": [{{"a": {one}, "a": {other}}}],\n "a": {other}, "c": {one}}}'
    places, found = Places(text), json.loads(text)
    for pointer, each in _values("", found):
        place = places.of(pointer)
        assert place is not None
        assert json.JSONDecoder().raw_decode(text, place[1])[0] == each
    outer = text.index("\n") + 2
    assert places.of("/a") == (outer, outer + 5)


def _values(pointer: str, value: Json) -> Iterator[tuple[str, Json]]:
    yield pointer, value
    if isinstance(value, dict):
        for name, each in value.items():
            yield from _values(f"{pointer}/{escape(name)}", each)
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from _values(f"{pointer}/{index}", each)


@given(st.text(alphabet='{}[]":,\\ \nax1', max_size=60))
def test_no_text_breaks_the_scan(text: str) -> None:
    document = Document(PurePosixPath("x.json"), text, None)
    for node in nodes(text):
        assert 0 <= node.key <= node.value < node.end <= len(text)
        assert document.position(node.pointer).line >= 1


@given(KEYS)
def test_escaping_a_key_can_be_undone(name: str) -> None:
    assert unescape(escape(name)) == name
    assert "/" not in escape(name)


TEXT = '{\r\n\t"해상도": "2K",\r\n  "a": {"b": [1, 😀]},\n "c": null}'.replace("😀", '"😀", 3')


@pytest.mark.parametrize(
    ("pointer", "key", "value"),
    [
        ("", (1, 1), (1, 1)),
        ("/해상도", (2, 2), (2, 9)),
        ("/a", (3, 3), (3, 8)),
        ("/a/b/0", (3, 15), (3, 15)),
        ("/a/b/2", (3, 23), (3, 23)),
        ("/c", (4, 2), (4, 7)),
        ("/a/b/9", (3, 9), (3, 14)),
        ("/a/x/y/z", (3, 3), (3, 8)),
        ("/nowhere", (1, 1), (1, 1)),
    ],
)
def test_places_by_hand(pointer: str, key: tuple[int, int], value: tuple[int, int]) -> None:
    document = Document(PurePosixPath("x.json"), TEXT, None)
    at = document.position(pointer)
    assert (at.line, at.column) == value
    at = document.position(pointer, of_key=True)
    assert (at.line, at.column) == key


@pytest.mark.parametrize("text", ["", " \n "])
def test_an_empty_text_has_a_first_line(text: str) -> None:
    at = Document(PurePosixPath("x.json"), text, None).position("/a")
    assert (at.line, at.column) == (1, 1)


def test_the_last_of_two_equal_keys_counts_as_it_does_for_json() -> None:
    document = Document(PurePosixPath("x.json"), '{"a": 1,\n "a": 2}', None)
    assert document.position("/a").line == 2


def lines_of(text: str) -> Iterator[int]:
    yield from (node.value for node in nodes(text))


def test_depth_needs_no_recursion() -> None:
    assert len(list(lines_of("[" * 100_000))) == 100_000
