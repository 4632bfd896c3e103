"""TW3: titles and descriptions of arguments."""

from collections.abc import Iterator
from typing import Final

from typewright.catalogue.findings import quoted
from typewright.diagnostics import Severity
from typewright.lint.model import Found, Spot, Subject
from typewright.lint.registry import rule

_TELLING: Final = ("$ref", "anyOf", "oneOf")


@rule("TW301", "no-root-description", Severity.INFO, scope="subject")
def no_root_description(subject: Subject) -> Iterator[Found]:
    """The input does not say what the endpoint does.

    What it finds
        An input schema without a description at its root.
    Why it matters
        It becomes the first line of the documentation, and there is none.
    Bad
        {"type": "object", "title": "Input schema"}
    Good
        {"type": "object", "title": "Input schema", "description": "Edits pictures by a prompt."}
    """
    described = "description" in subject.schema or _described(subject)
    if subject.side == "input" and subject.schema and not described:
        place = "add one" if subject.source is None else "describe the endpoint in endpoint.json"
        advice = f'{place} ("description"), or ask the vendor'
        yield Found(subject.root, "no description says what the endpoint does", advice)


def _described(subject: Subject) -> bool:
    meta = subject.source.meta.data if subject.source is not None else None
    return isinstance(meta, dict) and bool(meta.get("description"))


@rule("TW302", "empty-description", Severity.WARNING, keywords=("description",))
def empty_description(spot: Spot) -> Iterator[Found]:
    """A description is there and empty.

    What it finds
        ``"description": ""``, or one of blanks.
    Why it matters
        Somebody meant to write it. Callers read the name of the argument instead.
    Bad
        {"title": "Duration", "description": ""}
    Good
        {"title": "Duration", "description": "Length of the video in seconds."}
    """
    if isinstance(spot.schema["description"], str) and not spot.schema["description"].strip():
        yield Found(
            "/description", "the description is empty", "write what it does, in a locale or a patch"
        )


@rule("TW303", "no-title", Severity.INFO, keywords=("type", "enum", "const"))
def no_title(spot: Spot) -> Iterator[Found]:
    """An argument has no title.

    What it finds
        A property of an input without a ``title``.
    Why it matters
        Forms and documentation show its bare name.
    Bad
        {"properties": {"seed": {"type": "integer"}}}
    Good
        {"properties": {"seed": {"type": "integer", "title": "Seed"}}}
    """
    named = spot.name and spot.subject.side == "input"
    if named and "title" not in spot.schema and not any(word in spot.schema for word in _TELLING):
        yield Found("", f"{quoted(spot.name)} has no title", "add one, in English if it is for all")
