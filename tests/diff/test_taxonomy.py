"""Every row of the taxonomy, in both directions, as a request and as a response."""

import pytest

from typewright.diff.compare import compare
from typewright.diff.model import Change, NoWitness
from typewright.diff.taxonomy import TAXONOMY

from .editions import PLAIN, Schema, edition
from .rows import ROWS, Row

named = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
UNPROVABLE = ("format-changed-type", "cannot-be-judged")


def requests(old: Schema, new: Schema) -> list[Change]:
    changes = compare(edition(old), edition(new))
    return [change for change in changes if change.side == "request"]


def responses(old: Schema, new: Schema) -> list[Change]:
    changes = compare(edition(PLAIN, old), edition(PLAIN, new))
    return [change for change in changes if change.side == "response"]


def told(changes: list[Change]) -> tuple[str, ...]:
    flags = {True: " *", False: ""}
    return tuple(sorted(f"{each.kind} {each.bump}{flags[each.behaviour]}" for each in changes))


@named
def test_requests(row: Row) -> None:
    assert told(requests(row.old, row.new)) == row.request
    assert told(requests(row.new, row.old)) == row.back_request


@named
def test_responses(row: Row) -> None:
    assert told(responses(row.old, row.new)) == row.response
    assert told(responses(row.new, row.old)) == row.back_response


@named
def test_breaking_requests_have_witnesses(row: Row) -> None:
    for changes in (requests(row.old, row.new), requests(row.new, row.old)):
        for change in changes:
            assert (change.witness is not None) == change.breaking
            if change.kind not in UNPROVABLE:
                assert not isinstance(change.witness, NoWitness)


@named
def test_changes_have_places_on_both_sides(row: Row) -> None:
    for change in (*requests(row.old, row.new), *responses(row.new, row.old)):
        assert change.old is not None
        assert change.new is not None
        assert change.old.line > 1
        assert change.new.line > 1


def test_the_rows_show_every_kind_of_schemas() -> None:
    shown = {
        each.split()[0]
        for row in ROWS
        for each in (*row.request, *row.back_request, *row.response, *row.back_response)
    }
    whole = {"endpoint-added", "endpoint-moved", "endpoint-removed", "price-changed"}
    elsewhere = {*whole, "provider-changed", "python-name-changed"}
    assert shown == TAXONOMY.keys() - elsewhere
