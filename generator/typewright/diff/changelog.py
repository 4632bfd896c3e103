"""A changelog entry in Markdown: by endpoint, breaking first, behaviour flagged."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from typewright.diagnostics import visible
from typewright.diff.model import Bump, Change, File, NoWitness, Payload, Witness
from typewright.diff.wording import THE_PROVIDER, file_words, flag, payload_words

_HEADINGS = {Bump.MAJOR: "Breaking", Bump.MINOR: "Added", Bump.PATCH: "Changed", Bump.NONE: "Notes"}


def entry(changes: Sequence[Change], title: str) -> str:
    """The section ``title`` of a changelog; endpoints with breaking changes come first."""
    lines = [f"## {title}", ""]
    if not changes:
        return "\n".join([*lines, "Nothing changed for callers.", ""])
    for endpoint, own in by_endpoint(changes):
        lines += [f"### {code(endpoint) if endpoint else THE_PROVIDER}", ""]
        for bump in sorted(_HEADINGS, reverse=True):
            lines += _list([change for change in own if change.bump is bump], _HEADINGS[bump])
    return "\n".join(lines)


def by_endpoint(changes: Iterable[Change]) -> list[tuple[str, list[Change]]]:
    """Changes by endpoint, the endpoints that break first, then by id."""
    ordered = sorted(changes, key=lambda change: (change.endpoint, -change.bump))
    groups = [(name, list(own)) for name, own in groupby(ordered, lambda each: each.endpoint)]
    return sorted(groups, key=lambda group: (-max(each.bump for each in group[1]), group[0]))


def _list(changes: Sequence[Change], heading: str) -> Iterator[str]:
    if not changes:
        return
    yield from (f"**{heading}**", "")
    for change in changes:
        yield f"- {_item(change)}"
        if change.witness is not None:
            yield f"  {_witness(change.witness)}"
    yield ""


def _item(change: Change) -> str:
    where = f"{code(change.path)} ({change.side}): " if change.path else ""
    return f"{where}{escaped(change.sentence)}{flag(change)}"


def _witness(witness: Witness) -> str:
    match witness:
        case Payload():
            return f"Accepted before, refused now: {code(payload_words(witness.value))}"
        case File():
            return f"Passed before, does not now: {escaped(file_words(witness))}"
        case NoWitness():
            return f"No witness: {escaped(witness.reason)}"


def code(text: str) -> str:
    """``text`` as code in Markdown, whatever it holds, on one line."""
    line = visible(" ".join(text.split()))
    fence = "`"
    while fence in line:
        fence += "`"
    pad = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{pad}{line}{pad}{fence}"


def escaped(text: str) -> str:
    """``text`` with a vendor's words in it, so that Markdown makes no HTML or link of it."""
    text = visible(" ".join(text.split()))
    if "``" in text or text.count("`") % 2:  # not all of them are ours
        return text.translate(_ESCAPES)
    pieces = text.split("`")
    return "`".join(
        piece if index % 2 else piece.translate(_ESCAPES) for index, piece in enumerate(pieces)
    )


_ESCAPES: Final = {ord(mark): f"\\{mark}" for mark in "`<[]*\\"}
