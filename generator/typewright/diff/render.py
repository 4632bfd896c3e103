"""Pure printers of changes: text for a person, JSON for a program, Markdown, GitHub annotations."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from typewright.catalogue.model import Json
from typewright.diagnostics import visible
from typewright.diff.changelog import by_endpoint, entry
from typewright.diff.model import Bump, Change, File, NoWitness, Payload, Place, Witness
from typewright.diff.semver import largest
from typewright.diff.wording import THE_PROVIDER, file_words, flag, payload_words

Format: TypeAlias = Literal["text", "json", "markdown", "github"]


def render_text(changes: Sequence[Change]) -> str:
    """All changes by endpoint, breaking first, with places and witnesses; a summary at the end."""
    blocks = [
        "\n".join([visible(endpoint) if endpoint else THE_PROVIDER, *_lines(own)])
        for endpoint, own in by_endpoint(changes)
    ]
    return "\n\n".join([*blocks, summary(changes)]) + "\n"


def _lines(changes: Sequence[Change]) -> Iterator[str]:
    for change in changes:
        path = f" {visible(change.path)}" if change.path else ""
        yield f"  {change.bump!s:<5}  {change.kind}  {change.side}{path}"
        yield f"         {visible(change.sentence)}{flag(change)}"
        if change.old is not None:
            yield f"         old: {visible(str(change.old))}"
        if change.new is not None:
            yield f"         new: {visible(str(change.new))}"
        if change.witness is not None:
            yield f"         {visible(_witness(change.witness))}"


def _witness(witness: Witness) -> str:
    match witness:
        case Payload():
            refusal = f"`{witness.keyword}` at {witness.pointer or 'the root'}"
            return f"witness: {payload_words(witness.value)} was accepted; refused now by {refusal}"
        case File():
            return f"witness: {file_words(witness)}"
        case NoWitness():
            return f"no witness: {witness.reason}"


@dataclass(frozen=True, slots=True)
class _Noun:
    one: str
    many: str

    def counted(self, number: int) -> str:
        return f"{number} {self.one if number == 1 else self.many}"


_NOUNS: Final = {
    Bump.MAJOR: _Noun("breaking change", "breaking changes"),
    Bump.MINOR: _Noun("compatible change", "compatible changes"),
    Bump.PATCH: _Noun("change of texts", "changes of texts"),
    Bump.NONE: _Noun("note", "notes"),
}


def summary(changes: Sequence[Change]) -> str:
    """``3 breaking changes, 2 additions: a major bump.``"""
    if not changes:
        return "Nothing changed for callers."
    counts = Counter(change.bump for change in changes)
    parts = [_NOUNS[bump].counted(counts[bump]) for bump in sorted(counts, reverse=True)]
    bump = largest(changes)
    return f"{', '.join(parts)}: {'no bump' if bump is Bump.NONE else f'a {bump} bump'}."


def render_json(changes: Sequence[Change]) -> str:
    """All changes as JSON, ASCII only; ``bump`` is that of them all."""
    whole = {"bump": str(largest(changes)), "changes": [_plain(each) for each in changes]}
    return json.dumps(whole, indent=2) + "\n"


def _plain(change: Change) -> dict[str, Json]:
    return {
        "kind": change.kind,
        "endpoint": change.endpoint,
        "side": change.side,
        "path": change.path,
        "bump": str(change.bump),
        "behaviour": change.behaviour,
        "sentence": change.sentence,
        "old": _plain_place(change.old),
        "new": _plain_place(change.new),
        "witness": None if change.witness is None else _plain_witness(change.witness),
    }


def _plain_place(place: Place | None) -> Json:
    if place is None:
        return None
    return {"file": place.file, "line": place.line, "column": place.column}


def _plain_witness(witness: Witness) -> Json:
    match witness:
        case Payload():
            refused: Json = {"pointer": witness.pointer, "keyword": witness.keyword}
            return {"payload": witness.value, "refused": refused}
        case File():
            file: Json = {
                "parameter": witness.parameter,
                "width_pixels": witness.width,
                "height_pixels": witness.height,
                "file_size_mb": None if witness.size is None else witness.size / 1e6,
                "bytes": witness.size,
            }
            return {"file": file, "rule": witness.rule, "old": witness.old, "new": witness.new}
        case NoWitness():
            return {"none": witness.reason}


def render_markdown(changes: Sequence[Change]) -> str:
    """A changelog entry with the bump as its title."""
    bump = largest(changes)
    return entry(changes, "Changes" if bump is Bump.NONE else f"Changes ({bump})")


_LEVELS: Final = {
    Bump.MAJOR: "error",
    Bump.MINOR: "warning",
    Bump.PATCH: "notice",
    Bump.NONE: "notice",
}


def render_github(changes: Sequence[Change]) -> str:
    """Workflow commands that mark each change at its place on the new side, else on the old."""
    return "".join(f"{_command(change)}\n" for change in changes)


def _command(change: Change) -> str:
    place = change.new or change.old
    at = "" if place is None else _properties(place)
    title = _escaped(f"{change.bump} {change.kind}", also=":,")
    proof = "" if change.witness is None else f" {_witness(change.witness)}"
    told = f"{change.endpoint} {change.path}: {change.sentence}{flag(change)}.{proof}"
    return f"::{_LEVELS[change.bump]} {at}title={title}::{_escaped(visible(told))}"


def _properties(place: Place) -> str:
    return f"file={_escaped(place.file, also=':,')},line={place.line},col={place.column},"


def _escaped(text: str, also: str = "") -> str:
    """``text`` in a workflow command, which ends at a line end and is told apart by marks."""
    for mark in f"%\r\n{also}":
        text = text.replace(mark, f"%{ord(mark):02X}")
    return text


RENDERERS: Final[Mapping[Format, Callable[[Sequence[Change]], str]]] = {
    "text": render_text,
    "json": render_json,
    "markdown": render_markdown,
    "github": render_github,
}

FailOn: TypeAlias = Literal["major", "behaviour", "minor"]


def fails(changes: Sequence[Change], level: FailOn | None) -> bool:
    """Whether a change is as grave as ``level``: each level includes those before it."""
    if level is None:
        return False
    least = Bump.MINOR if level == "minor" else Bump.MAJOR
    flagged = level != "major"
    return any(each.bump >= least or (flagged and each.behaviour) for each in changes)
