"""The quick yes to a document: never where jsonschema would find something."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typewright.catalogue.model import Json
from typewright.catalogue.places import escape
from typewright.catalogue.pointers import with_values
from typewright.catalogue.validation import Kind, accepted, explained_violations

ROOT = Path(__file__).parent.parent.parent
KINDS: tuple[Kind, ...] = get_args(Kind)
META: dict[Kind, Json] = {
    kind: json.loads((ROOT / "schemas" / "_meta" / f"{kind}.schema.json").read_text("utf-8"))
    for kind in KINDS
}
STORED: dict[Kind, str] = {
    "dialect": "input.schema.json",
    "endpoint": "endpoint.json",
    "locale": "locales/*.json",
    "patch": "patch.json",
}


def _words(schema: Json) -> set[str]:
    """Every key and every text in a meta-schema: what a document may be made of."""
    if isinstance(schema, dict):
        return set[str](schema).union(*map(_words, schema.values()))
    if isinstance(schema, list):
        return set[str]().union(*map(_words, schema))
    return {schema} if isinstance(schema, str) and len(schema) < 20 else set()


scalars: st.SearchStrategy[Json] = st.one_of(
    st.none(), st.booleans(), st.integers(-2, 3), st.floats(-2, 3), st.sampled_from(["", "en", "a"])
)


def documents(kind: Kind) -> st.SearchStrategy[Json]:
    words = st.sampled_from(sorted(_words(META[kind]) | {"integer", "array", "title", "type"}))
    return st.recursive(
        scalars | words,
        lambda inner: st.one_of(
            st.lists(inner, max_size=3), st.dictionaries(words, inner, max_size=4)
        ),
        max_leaves=8,
    )


def _parts(value: Json, at: str = "") -> Iterator[tuple[str, Json]]:
    """Every value below the root of ``value`` with its pointer."""
    pairs = value.items() if isinstance(value, dict) else ()
    items = enumerate(value) if isinstance(value, list) else ()
    for key, each in (*pairs, *items):
        yield f"{at}/{escape(str(key))}", each
        yield from _parts(each, f"{at}/{escape(str(key))}")


def stored(kind: Kind) -> list[Path]:
    return sorted((ROOT / "schemas" / "runcomfy").rglob(STORED[kind]))


@given(st.sampled_from(KINDS).flatmap(lambda kind: st.tuples(st.just(kind), documents(kind))))
def test_no_violation_is_accepted(drawn: tuple[Kind, Json]) -> None:
    kind, document = drawn
    assert not (accepted(document, kind) and any(explained_violations(document, kind)))


@given(st.data())
def test_a_stored_document_with_a_part_exchanged(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(sorted(STORED)))
    whole: Json = json.loads(data.draw(st.sampled_from(stored(kind))).read_text("utf-8"))
    at = data.draw(st.sampled_from([pointer for pointer, _ in _parts(whole)]))
    document = with_values(whole, {at: data.draw(documents(kind))})
    assert not (accepted(document, kind) and any(explained_violations(document, kind)))


@pytest.mark.parametrize("kind", STORED)
def test_stored_documents_are_accepted(kind: Kind) -> None:
    for path in stored(kind):
        assert accepted(json.loads(path.read_text("utf-8")), kind), path
