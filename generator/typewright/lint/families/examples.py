"""TW6: the calls that a vendor shows."""

from collections.abc import Container, Iterator, Mapping
from typing import cast

from typewright.catalogue.findings import quoted
from typewright.catalogue.judgeable import judgeable
from typewright.catalogue.messages import pointer_to
from typewright.catalogue.model import EndpointSource, Json
from typewright.catalogue.places import Placed
from typewright.catalogue.validation import Judge, Violation, Words
from typewright.diagnostics import Severity
from typewright.lint.model import Found, Subject, Whole
from typewright.lint.registry import rule

Placing = Iterator[tuple[Placed, Found]]


@rule("TW601", "invalid-example", Severity.ERROR, scope="whole")
def invalid_example(whole: Whole) -> Placing:
    """An example violates the schema.

    What it finds
        A sample call of the vendor's page, or a value under ``examples``, that the schema refuses.
        An empty placeholder for a text is TW602 instead.
    Why it matters
        Who copies the documented call is refused, after waiting in the queue.
    Bad
        {"images": []} for {"type": "array", "minItems": 1}
    Good
        {"images": ["https://example.com/a.png"]}
    """
    for subject in whole.subjects:
        if subject.document.broken:
            continue
        shown = list(_calls(subject.source)) if subject.side == "input" else []
        samples = [spot for spot in subject.spots if isinstance(spot.schema.get("examples"), list)]
        if not shown and not samples:
            continue
        judge, barred = _judgeable(whole, subject)
        for at, call in shown if "" not in barred else ():
            assert subject.source is not None, "only an endpoint shows calls"
            for violation in judge(subject.schema, call):
                if not _told_elsewhere(violation):
                    yield subject.source.meta, _found(at, violation)
        for spot in samples:
            if spot.pointer.removeprefix(subject.root) in barred:
                continue
            for index, value in enumerate(cast("list[Json]", spot.schema["examples"])):
                for violation in judge(spot.schema, value):
                    yield subject.document, _found(f"{spot.pointer}/examples/{index}", violation)


def _judgeable(whole: Whole, subject: Subject) -> tuple[Judge, Container[str]]:
    found = whole.errors.get(subject.file, ())
    schema, every = cast("Json", subject.schema), subject.walked.every
    words: Words = "standard" if subject.source is None else "python"
    judged = judgeable(schema, every, found, subject.root, words=words)
    return judged.judge, judged.barred


def _told_elsewhere(violation: Violation) -> bool:
    """Whether it is an empty placeholder (TW602), or lacks what no call can have (TW120)."""
    if violation.keyword == "required":
        given, known = violation.value, violation.schema.get("properties")
        missing = violation.limit if isinstance(violation.limit, list) else []
        names = [name for name in missing if isinstance(given, dict) and name not in given]
        return isinstance(known, dict) and not any(name in known for name in names)
    return violation.value == "" and len(violation.path) == 1


def _found(at: str, violation: Violation) -> Found:
    value, limit = quoted(violation.value), quoted(violation.limit)
    match violation.keyword:
        case "required":
            missing = violation.limit if isinstance(violation.limit, list) else []
            given = violation.value if isinstance(violation.value, dict) else {}
            names = ", ".join(quoted(name) for name in missing if name not in given)
            message = f"the example lacks {names}, which is required"
        case "additionalProperties":
            message = "the example has a property that the schema does not allow"
        case "type":
            message = f"{value} in the example is not of type {limit}"
        case "enum":
            message = f"{value} in the example is not in the enum"
        case "const":
            message = f"{value} in the example is not the const {limit}"
        case _:
            message = f"{value} in the example does not satisfy {violation.keyword} {limit}"
    return Found(pointer_to(at, violation), message, "correct the example, and tell the vendor")


def _calls(source: EndpointSource | None) -> Iterator[tuple[str, Json]]:
    """The sample calls of an endpoint and where each stands in its endpoint.json."""
    data = source.meta.data if source is not None else None
    examples = data.get("examples") if isinstance(data, dict) else None
    for index, example in enumerate(examples if isinstance(examples, list) else ()):
        if isinstance(example, dict) and isinstance(example.get("input"), dict):
            yield f"/examples/{index}/input", example["input"]


@rule("TW602", "empty-placeholder", Severity.WARNING, scope="endpoint")
def empty_placeholder(source: EndpointSource) -> Placing:
    """An example holds an empty placeholder.

    What it finds
        A sample call with ``""`` where a text or a URL belongs.
    Why it matters
        It shows nothing, and sent as it is the call is queued, paid for and fails.
    Bad
        {"prompt": ""}
    Good
        {"prompt": "A harbour at dusk"}
    """
    for at, call in _calls(source):
        for name, value in call.items() if isinstance(call, Mapping) else ():
            if value == "":
                message = f"the example gives {quoted(name)} as an empty text"
                advice = "put a value there that works"
                place = f"{at}/{name.replace('~', '~0').replace('/', '~1')}"
                yield source.meta, Found(place, message, advice)
