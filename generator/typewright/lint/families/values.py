"""TW20: defaults, and strings that may be empty."""

from collections.abc import Iterator, Sequence
from typing import Final

from typewright.catalogue.findings import quoted
from typewright.catalogue.model import Json
from typewright.diagnostics import Diagnostic, Severity
from typewright.ir.media_kind import kind_by_context
from typewright.lint.model import Fix, Found, Spot, Whole
from typewright.lint.prose.expressions import expression
from typewright.lint.registry import rule
from typewright.lint.reported import Reported, told

_LONG: Final = 15  # words; a default that long was written as a sample
_STANDING: Final = (
    r"(?i)negative|system|template|instructions$|instruction_?prompt|captioning|^n_?prompt$|(?:^|_)neg(?:$|_|prompt)"
)
"""In names of texts that servers do have for whoever gives none, however long they are."""

_NEGATIVE: Final = (
    r"(?i)\bnegativ\w*[ _-]?prompt|\bprompt\w* (?:negativ|négatif)|负[面向]提示|反向提示|負のプロンプト|ネガティブ|네거티브|부정 ?프롬프트"
)
"""So a title or description calls what a picture is not to show, whatever the name says."""


def _without_default(spot: Spot) -> Fix:
    return Fix(False, [{"op": "remove", "path": f"{spot.pointer}/default"}])


@rule("TW201", "required-with-default", Severity.WARNING, fix="unsafe", keywords=("default",))
def required_with_default(spot: Spot) -> Iterator[Found]:
    """A required property has a default.

    What it finds
        A property that must be given, with a value for when it is not.
    Why it matters
        One of the two is wrong. Forms fill the default in, and users pay for a call that they did
        not mean.
    Bad
        {"required": ["prompt"], "properties": {"prompt": {"type": "string", "default": "A cat"}}}
    Good
        {"required": ["prompt"], "properties": {"prompt": {"type": "string", "examples": ["A cat"]}}}
    """
    if spot.required and "default" in spot.schema:
        message = f"{quoted(spot.name)} is required: its default is never used"
        yield Found(
            "/default",
            message,
            "delete the default, or do not require it",
            _without_default(spot),
        )


@rule("TW202", "example-as-default", Severity.WARNING, fix="unsafe", keywords=("default",))
def example_as_default(spot: Spot) -> Iterator[Found]:
    """A default is an example.

    What it finds
        A text that the vendor's page shows as a sample call, or that is long prose, as a default.
        Servers do have long negative prompts, system prompts, instructions and templates of their
        own.
    Why it matters
        A default is what the server uses when nothing is given. Nobody wants somebody else's prompt.
    Bad
        {"type": "string", "default": "A vibrant close-up editorial portrait of a model with ..."}
    Good
        {"type": "string", "examples": ["A vibrant close-up editorial portrait of a model with ..."]}
    """
    default = spot.schema.get("default")
    if spot.subject.side != "input" or not isinstance(default, str) or "enum" in spot.schema:
        return
    words = len(default.split())
    sample = words > 2 and default in _samples(spot)
    if sample or (words >= _LONG and not _is_standing(spot)):
        reason = "is the sample of the vendor's page" if sample else f"is prose of {words} words"
        message = f"the default {reason}, not what the server uses when nothing is given"
        yield Found("/default", message, "move it to examples", _as_example(spot, default))


def _is_standing(spot: Spot) -> bool:
    """Whether a server may have this text of its own."""
    if expression(_STANDING).search(spot.name):
        return True
    texts = (spot.text("title"), spot.text("description"))
    return any(expression(_NEGATIVE).search(each) for each in texts)


def _samples(spot: Spot) -> Iterator[str]:
    """What the page's sample calls give for this property."""
    source = spot.subject.source
    meta = source.meta.data if source is not None else None
    examples = meta.get("examples") if isinstance(meta, dict) else None
    for example in examples if isinstance(examples, list) else ():
        given = example.get("input") if isinstance(example, dict) else None
        value = given.get(spot.name) if isinstance(given, dict) else None
        if isinstance(value, str):
            yield value


def _as_example(spot: Spot, default: str) -> Fix:
    known = spot.schema.get("examples")
    examples = [*(known if isinstance(known, list) else ()), default]
    add = {"op": "add", "path": f"{spot.pointer}/examples", "value": examples}
    return Fix(False, [{"op": "remove", "path": f"{spot.pointer}/default"}, add])


@rule("TW203", "empty-required-string", Severity.WARNING, fix="unsafe", keywords=("type",))
def empty_required_string(spot: Spot) -> Iterator[Found]:
    """A required string may be empty.

    What it finds
        A required text without ``minLength``, ``enum``, ``const`` or ``pattern``.
    Why it matters
        "" is accepted, queued and paid for.
    Bad
        {"required": ["prompt"], "properties": {"prompt": {"type": "string"}}}
    Good
        {"required": ["prompt"], "properties": {"prompt": {"type": "string", "minLength": 1}}}
    """
    schema = spot.schema
    if spot.subject.side != "input" or not spot.required or spot.kinds != ("string",):
        return
    limited = any(word in schema for word in ("minLength", "enum", "const", "pattern", "format"))
    if not limited and kind_by_context(schema, spot.name) is None:
        add = {"op": "add", "path": f"{spot.pointer}/minLength", "value": 1}
        message = f'{quoted(spot.name)} is required, and "" is accepted'
        yield Found("/type", message, 'add "minLength": 1', Fix(False, [add]))


@rule("TW204", "invalid-default", Severity.ERROR, scope="reported")
def invalid_default(whole: Whole, found: Sequence[Diagnostic]) -> Reported:
    """A default or an enum value violates its own schema.

    What it finds
        A default outside the enum, of another type or beyond a limit, and enum values of another
        type than the one beside them. A broken limit is a warning: the server owns its defaults.
    Why it matters
        Who sends the documented default is refused, or the documented limit is none.
    Bad
        {"type": "string", "enum": ["480p", "720p"], "default": "1080p"}
    Good
        {"type": "string", "enum": ["480p", "720p"], "default": "720p"}
    """
    return told(found)


@rule("TW205", "default-without-effect", Severity.WARNING, keywords=("default",))
def default_without_effect(spot: Spot) -> Iterator[Found]:
    """A default has no effect while another default holds.

    What it finds
        A default of a property that, by its description, counts only when another property has a
        certain value, which is not that property's default. A default that is nothing ("",
        ``false``, ``null``, an empty list or object) has no effect anyway.
    Why it matters
        Left alone, the property does nothing; a reader of the schema expects 15 images and gets 1.
    Bad
        {"mode": {"enum": ["auto", "off"], "default": "off"}, "count": {"default": 15, "description": "Only applies when mode is auto."}}
    Good
        {"mode": {"enum": ["auto", "off"], "default": "auto"}, "count": {"default": 15, "description": "Only applies when mode is auto."}}
    """
    condition = spot.condition
    if condition is None or _is_nothing(spot.schema.get("default")):
        return
    other = condition.other.get("default")
    idle = (other == condition.value) is condition.negative
    if "default" in condition.other and idle:
        relation = "which is" if condition.negative else "and its default is"
        message = f"by default it has no effect: it counts {condition.words()}, {relation} {quoted(other)}"
        if condition.negative:
            message = f"by default it has no effect: {condition.name} is {quoted(other)} by default"
        advice = f"correct one of the two defaults, or ask the vendor what {quoted(spot.name)} does"
        yield Found("/default", message, advice)


def _is_nothing(default: Json) -> bool:
    """Whether ``default`` asks for nothing, which is what happens without effect."""
    return not default and (isinstance(default, bool) or not isinstance(default, (int, float)))
