"""Endpoints as wholes, their names, and what the provider says of all of them."""

from dataclasses import replace
from typing import Any

from typewright.diff.compare import compare
from typewright.diff.edition import Edition
from typewright.diff.model import Bump, Change

from .editions import PLAIN, Schema, edition, of

TEXT: Schema = {"type": "string"}


def together(*editions: Edition) -> Edition:
    """One store with the endpoints of several."""
    sources = {key: value for each in editions for key, value in each.sources.items()}
    endpoints = {key: value for each in editions for key, value in each.endpoints.items()}
    return replace(editions[0], sources=sources, endpoints=endpoints)


def kinds(*changes: Change) -> list[tuple[str, str, str]]:
    return [(each.endpoint, each.kind, str(each.bump)) for each in changes]


def test_added_and_removed() -> None:
    one, two = edition(PLAIN), edition(of(a=TEXT), id="acme/two/make", meta={"name": "Two"})
    assert kinds(*compare(one, together(one, two))) == [
        ("acme/two/make", "endpoint-added", "minor")
    ]
    (gone,) = compare(together(one, two), one)
    assert kinds(gone) == [("acme/two/make", "endpoint-removed", "major")]
    assert gone.new is None
    assert str(gone.old) == "store/acme/acme/two/make/endpoint.json:2:3"


def test_moved_by_name() -> None:
    moved = edition(of("a", a=TEXT), id="acme/one/render")
    changes = compare(edition(of(a=TEXT)), moved)
    assert {each.endpoint for each in changes} == {"acme/one/make"}
    assert {each.kind for each in changes} == {"endpoint-moved", "became-required"}
    assert "`client.acme.one.render`" in changes[1].sentence + changes[0].sentence


def test_moved_by_what_it_takes() -> None:
    schema = of("a", a=TEXT, b={"type": "integer"})
    moved = edition(schema, id="acme/uno/make", meta={"name": "Uno"})
    assert "endpoint-moved" in {each.kind for each in compare(edition(schema), moved)}


def test_two_candidates_are_no_move() -> None:
    old = edition(of("a", a=TEXT, b=TEXT))
    copies = [
        edition(of("a", a=TEXT, b=TEXT), id=f"acme/{word}/make", meta={"name": word})
        for word in "xy"
    ]
    found = {each.kind for each in compare(old, together(*copies))}
    assert found == {"endpoint-added", "endpoint-removed"}


def test_a_price() -> None:
    price = {"base_usd": 0.04, "unit": "output"}
    dearer = edition(PLAIN, meta={"price": {**price, "base_usd": 0.05}})
    (change,) = compare(edition(PLAIN, meta={"price": price}), dearer)
    assert (change.kind, change.bump, change.behaviour) == ("price-changed", Bump.PATCH, True)
    assert change.sentence == (
        "the price is 0.05 USD per output, was 0.04 USD per output: look at your budget"
    )


def test_facts_that_no_caller_sees() -> None:
    assert compare(edition(PLAIN), edition(PLAIN, meta={"provenance": [], "language": "ko"})) == ()


def test_what_the_provider_says() -> None:
    def found(**facts: Any) -> list[tuple[str, str, str]]:
        return kinds(*compare(edition(PLAIN), edition(PLAIN, provider=facts)))

    assert found(display_name="Other") == [("", "text-changed", "patch")]
    assert found(base_url="https://other.example") == [("", "provider-changed", "minor")]
    assert found(auth={"header": "X-Key"}) == [("", "cannot-be-judged", "major")]


def test_the_usual_output_is_compared_at_each_endpoint() -> None:
    usual = {"type": "object", "properties": {"url": TEXT, "sound": TEXT}}
    changes = compare(edition(PLAIN), edition(PLAIN, provider={"default_output": usual}))
    assert ("acme/one/make", "property-added", "minor") in kinds(*changes)


def test_a_class_that_is_called_otherwise() -> None:
    inner = {"type": "object", "properties": {"x": TEXT}}
    one = of(b={"type": "object", "properties": {"size": inner}})
    two = of(size={**inner, "properties": {"y": TEXT}}, b=one["properties"]["b"])
    found = [each for each in compare(edition(one), edition(two)) if each.side == "names"]
    assert kinds(*found) == [("acme/one/make", "python-name-changed", "major")]
    assert found[0].sentence == "the class `SizeInput` is called `BSizeInput` now: rename it"


def test_an_alias_that_is_gone() -> None:
    enum, bounds = {"enum": [1, 2]}, {"minimum": 1, "maximum": 2}
    count: Schema = {"type": "integer"}
    one, two = edition(of(count={**count, **enum})), edition(of(count={**count, **bounds}))
    there = [each for each in compare(one, two) if each.side == "names"]
    assert [each.sentence for each in there] == [
        "the type alias `Count` is gone from the module: use the plain type"
    ]
    assert not [each for each in compare(two, one) if each.side == "names"]
