"""Places and pointers: where a reader is sent on either side."""

from typewright.diff.compare import compare
from typewright.diff.spelling import lengths, spelled

from .editions import PLAIN, Schema, edition, of

TEXT: Schema = {"type": "string"}


def referring(limit: int) -> Schema:
    """Two arguments of one definition."""
    return {
        **of(
            "a",
            a={"$ref": "#/$defs/short"},
            b={"type": "array", "items": {"$ref": "#/$defs/short"}},
        ),
        "$defs": {"short": {**TEXT, "maxLength": limit}},
    }


def test_a_reference_is_told_where_it_is_used_and_placed_where_it_stands() -> None:
    changes = compare(edition(referring(9)), edition(referring(5)))
    assert [each.path for each in changes] == ["/properties/a", "/properties/b/items"]
    places = {(str(each.old), str(each.new)) for each in changes}
    assert places == {tuple(["store/acme/acme/one/make/input.schema.json:20:7"] * 2)}


def test_a_definition_put_in_place_is_no_change() -> None:
    written = of(
        "a", a={**TEXT, "maxLength": 9}, b={"type": "array", "items": {**TEXT, "maxLength": 9}}
    )
    assert compare(edition(referring(9)), edition(written)) == ()


def test_what_alternatives_share_is_placed_where_it_stands() -> None:
    def nullable(limit: int) -> Schema:
        return of(a={"maxLength": limit, "anyOf": [TEXT, {"type": "null"}]})

    (change,) = compare(edition(nullable(9)), edition(nullable(5)))
    assert (change.kind, change.path) == ("bound-tightened", "/properties/a")
    assert str(change.new).endswith("input.schema.json:5:7")


def test_a_wrapped_answer() -> None:
    one, two = ({"output": of(a={**TEXT, "maxLength": limit})} for limit in (5, 9))
    (change,) = compare(edition(PLAIN, one), edition(PLAIN, two))
    assert change.path == "/properties/a"
    assert str(change.new) == "store/acme/acme/one/make/output.schema.json:7:9"


def test_lengths_of_patterns() -> None:
    assert lengths("^[a-z]{2,4}$") == (2, 4)
    assert lengths("^a|b$") == (1, float("inf"))
    assert lengths("^(ab|c)?(?=x)d{3}$") == (3, 5)
    assert lengths("") == (0, float("inf"))


def test_spelling() -> None:
    assert "ab" in set(spelled("^(ab|cd)$"))
    assert "cd" in set(spelled("^(ab|cd)$"))
    assert {len(text) for text in spelled("^[0-9]{2,3}$")} == {2, 3}
