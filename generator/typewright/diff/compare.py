"""Two editions side by side: from endpoints to changes. Read this first.

Names are those of the IR; what may be sent and what comes back is read from the settled documents
(patched, in standard words), with their places. Every breaking request is given a witness.
"""

from collections.abc import Iterator
from itertools import chain

from typewright.catalogue.model import Document
from typewright.diff.accepting import Direction
from typewright.diff.differences import Difference, Pair
from typewright.diff.edition import Edition
from typewright.diff.endpoints import Fact, compare_facts, compare_providers, paired
from typewright.diff.model import Bump, Change, Place
from typewright.diff.names import compare_names
from typewright.diff.schemas import compare_parts
from typewright.diff.taxonomy import TAXONOMY
from typewright.diff.values import key
from typewright.diff.witness import Court, Harmless, witness_of


def compare(old: Edition, new: Edition) -> tuple[Change, ...]:
    """Every change from ``old`` to ``new``, by endpoint, breaking first."""
    pairing = paired(old, new)
    found = chain(
        _provider(old, new),
        (_gone(old, each) for each in pairing.gone),
        (_come(new, each) for each in pairing.come),
        *(_endpoint(old, new, before, after) for before, after in pairing.pairs),
    )
    return tuple(sorted(found, key=_order))


def _order(change: Change) -> tuple[str, int, str, str, str, str]:
    return (
        change.endpoint,
        -change.bump,
        change.side,
        change.path,
        change.kind,
        change.sentence,
    )


def _provider(old: Edition, new: Edition) -> Iterator[Change]:
    if old.provider is None or new.provider is None:
        return
    before, after = old.provider.document, new.provider.document
    for fact in compare_providers(before, after):
        yield _stated(fact, old, new, before, after)


def _stated(fact: Fact, old: Edition, new: Edition, before: Document, after: Document) -> Change:
    return Change(
        fact.kind,
        fact.endpoint,
        "endpoint",
        fact.pointer,
        Bump[TAXONOMY[fact.kind].request.upper()],
        TAXONOMY[fact.kind].behaviour,
        fact.sentence,
        old.place(before, fact.pointer),
        new.place(after, fact.pointer),
    )


def _gone(old: Edition, id: str) -> Change:
    place = old.place(old.sources[id].meta, "/id")
    words = "the endpoint is gone: use another model"
    return Change("endpoint-removed", id, "endpoint", "", Bump.MAJOR, False, words, old=place)


def _come(new: Edition, id: str) -> Change:
    place = new.place(new.sources[id].meta, "/id")
    words = "the endpoint is new"
    return Change("endpoint-added", id, "endpoint", "", Bump.MINOR, False, words, new=place)


def _endpoint(old: Edition, new: Edition, before: str, after: str) -> Iterator[Change]:
    """Changes of one endpoint, told under its old id, which is what callers know."""
    was, now = old.sources[before], new.sources[after]
    if before != after:
        places = old.place(was.meta, "/id"), new.place(now.meta, "/id")
        path = ".".join(new.endpoints[after].namespace)
        words = f"the endpoint is at `{after}` now: call `client.{path}`"
        yield Change("endpoint-moved", before, "endpoint", "", Bump.MAJOR, False, words, *places)
    for fact in compare_facts(before, was.meta, now.meta):
        yield _stated(fact, old, new, was.meta, now.meta)
    if key(was.input.data) != key(now.input.data):
        yield from _schemas(old, new, before, after, "request")
    if old.usual != new.usual or key(was.output.data) != key(now.output.data):
        yield from _schemas(old, new, before, after, "response")
    if before == after:
        yield from _names(old, new, before)


def _schemas(
    old: Edition, new: Edition, before: str, after: str, direction: Direction
) -> Iterator[Change]:
    """What changed in what is sent, or in what comes back."""
    was, now = old.sources[before], new.sources[after]
    if direction == "request":
        parts, documents = (old.request(before), new.request(after)), (was.input, now.input)
        prefixes = "", ""
    else:
        parts, documents = (old.response(before), new.response(after)), (was.output, now.output)
        prefixes = old.prefix(before), new.prefix(after)
    court = Court(*parts)
    for found in compare_parts(Pair(*parts, direction)):
        places = (
            old.place(documents[0], f"{prefixes[0]}{found.old}"),
            new.place(documents[1], f"{prefixes[1]}{found.new}"),
        )
        yield _weighed(found, before, direction, places, court)


def _weighed(
    found: Difference,
    endpoint: str,
    direction: Direction,
    places: tuple[Place, Place],
    court: Court,
) -> Change:
    """``found`` with its bump, and a witness if it breaks requests; none if that is disproved."""
    row, request = TAXONOMY[found.kind], direction == "request"
    bump = Bump[(row.request if request else row.response).upper()]
    proof = witness_of(found, court) if request and bump is Bump.MAJOR else None
    sentence = found.sentence
    if isinstance(proof, Harmless):
        bump, sentence, proof = Bump.NONE, f"{sentence}; {proof.reason}", None
    return Change(
        found.kind,
        endpoint,
        direction,
        found.path,
        bump,
        request and row.behaviour,
        sentence,
        *places,
        proof,
    )


def _names(old: Edition, new: Edition, id: str) -> Iterator[Change]:
    was, now = old.sources[id], new.sources[id]
    documents = {"input": (was.input, now.input), "output": (was.output, now.output)}
    for part, found in compare_names(old.endpoints[id], new.endpoints[id]):
        before, after = documents[part]
        yield Change(
            found.kind,
            id,
            "names",
            found.path,
            Bump.MAJOR,
            False,
            found.sentence,
            old.place(before, found.old),
            new.place(after, found.new),
        )
