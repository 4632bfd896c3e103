"""Whatever stands in whichever keyword's place: lint answers, and its answers have places."""

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typewright.catalogue.model import Json
from typewright.catalogue.pointers import value_at
from typewright.diagnostics import Diagnostic
from typewright.lint.fixes import fixed
from typewright.lint.model import Whole
from typewright.lint.registry import rules
from typewright.lint.run import lint
from typewright.lint.single import whole_of_files
from typewright.lint.store import as_published

from .corpus.clean import DIALECT, clean
from .corpus.stores import add, make_store, save

KEYWORDS = (
    *("type", "title", "description", "default", "enum", "const", "format", "items", "required"),
    *("properties", "additionalProperties", "minimum", "maximum", "minLength", "maxLength"),
    *("minItems", "maxItems", "pattern", "anyOf", "oneOf", "allOf", "not", "if", "then", "else"),
    *("$ref", "$defs", "$schema", "examples", "validations", "validation_rule", "output"),
    *("validation_value", "validation_error", "x-python-a", "mode", "image_url", "a/b~", ""),
    *("$id", "$anchor", "$dynamicRef", "patternProperties", "unevaluatedProperties"),
    *("dependentSchemas", "prefixItems", "contains", "multipleOf", "definitions", "x-order"),
)
WORDS = (
    *("string", "array", "float", "", "image_uri", "#/properties/mode", "#", "#/$defs/a", DIALECT),
    *("width_pixels<", "width/height>=", "between 1 and 3:1 px", "1:0", "only when mode is auto"),
    *("2848x1600 (16:9)", "at least 1.000,5 MB", "0x0 (1:1)", "(a+)+", "auto", "\u202e", "1e999:3"),
)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from(WORDS)
    | st.text(max_size=6).filter(lambda text: text.isprintable())
)
JSON: st.SearchStrategy[Any] = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.sampled_from(KEYWORDS), inner, max_size=5),
    max_leaves=12,
)
SCHEMAS = st.dictionaries(st.sampled_from(KEYWORDS), JSON, max_size=6)


def assert_placed(whole: Whole) -> None:
    """Every finding has a line, a column, and a pointer that exists or whose parent does."""
    data = {each.document.path.as_posix(): each.document.data for each in whole.subjects}
    for result in lint(whole):
        found = result.diagnostic
        assert found.line >= 1
        assert found.column >= 1
        if found.file in data:
            assert _exists(data[found.file], found), found


def _exists(data: Json, found: Diagnostic) -> bool:
    for pointer in (found.pointer, found.pointer.rpartition("/")[0]):
        try:
            value_at(data, pointer)
        except LookupError:
            continue
        return True
    return False


@given(data=SCHEMAS | JSON)
def test_any_json_outside_a_store(data: Any) -> None:
    with tempfile.TemporaryDirectory() as directory:
        for name in ("any.schema.json", "output.schema.json"):
            save(Path(directory) / name, json.dumps(data))
            whole = whole_of_files([Path(directory) / name])
            assert_placed(whole)
            for subject in whole.subjects:
                fixed(subject, tuple(rules().values()), (), unsafe=True)


@given(number=st.integers(0, 50), keyword=st.sampled_from(KEYWORDS), data=st.data())
def test_any_json_in_the_place_of_a_keyword(number: int, keyword: str, data: Any) -> None:
    endpoint = clean(number)
    places = [endpoint.input, *endpoint.input["properties"].values(), endpoint.meta]
    places += [endpoint.output] if endpoint.output else []
    data.draw(st.sampled_from(places))[keyword] = data.draw(JSON)
    with tempfile.TemporaryDirectory() as directory:
        add(make_store(Path(directory)), endpoint)
        assert_placed(as_published(Path(directory)))


UNITS = (
    *(
        "枚数",
        "個数",
        "不超过",
        "4장까지",
        "up to 4 images ",
        "at most 4 ",
        "1 to 2 ",
        "10 words each ",
    ),
    *(
        "“",
        "a-",
        "png a",
        "\n",
        "7",
        "only when mode is x ",
        "for the input ",
        "max. ",
        "1.000,5 MB ",
    ),
)
"""What can be read in many ways, or be looked for again and again."""


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("size", [4_900, 200_000])
def test_no_text_keeps_lint_busy(tmp_path: Path, unit: str, size: int) -> None:
    """It would not end, or end in an error that is ours."""
    text = f"max png {unit * (size // len(unit))} 龍"
    rule = {"validation_rule": "width_pixels<", "validation_value": 9, "validation_error": text}
    texts = {"title": text[:200], "description": text}
    properties = {
        "image_urls": {"type": "array", "items": {"type": "string"}, **texts},
        "image_url": {"type": "string", "format": "image_uri", "validations": [rule], **texts},
        "mode": {"type": "string", "enum": [text, f"{text} (1:1)", "auto"], "default": text},
        "duration": {"type": "integer", **texts},
    }
    file = tmp_path / "input.json"
    file.write_text(json.dumps({"type": "object", "properties": properties}), "utf-8")
    assert_placed(whole_of_files([file]))
