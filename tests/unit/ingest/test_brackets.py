"""Sources that begin with a bracket: catalogues, whole or damaged, and pages that do so too."""

import json

import pytest

from .layouts import call, flush
from .test_read import BODY, ID, INPUT, OUTPUT, draft_of, taken


@pytest.mark.parametrize(
    "beginning",
    [
        flush(OUTPUT["output"]).replace("image", "x"),
        json.dumps(BODY),
        "{}",
        '{"a": broken}',
        "{% raw %}",
        "{ Docs",
        "[Home](https://a.example)",
        "[1]",
    ],
)
def test_a_page_may_begin_with_a_bracket(beginning: str) -> None:
    body, schemas = flush(BODY), f"{flush(INPUT)}\n{flush(OUTPUT)}"
    page = f"\n{beginning}\n{call(ID, body)}\n{schemas}\n"
    if '"properties"' in beginning:
        assert "3 different schemas" in taken(page).findings[0].message
    else:
        draft = draft_of(page)
        assert (draft.input, draft.output, draft.examples) == (INPUT, OUTPUT, (BODY,))


ENTRY = json.dumps({"model_id": ID, "description": call(ID, "{}"), "input_schema": INPUT})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f'{{"models": [{ENTRY} {ENTRY}]}}', "expecting ',' delimiter"),
        (f'{{"models": [{ENTRY}', "expecting ',' delimiter"),
        (f'{{"models": [{ENTRY[:-9]}', "unterminated string"),
        (f"[{ENTRY}, {{]", "expecting property name"),
        (repr({"models": [json.loads(ENTRY)]}), "expecting property name"),
        ('{"model_id": "a/b"}\n{"model_id": "a/c"}\n', "extra data"),
        ("{", "expecting property name"),
        (f"{flush(INPUT)}\n<html><pre>{call(ID, '{}')}</pre></html>\n", "extra data"),
    ],
)
def test_a_damaged_catalogue_is_no_page(text: str, message: str) -> None:
    (found,) = taken(text, "models.json").findings
    assert (found.code, found.help[:18]) == ("TW001", "mend the JSON here")
    assert message in found.message
