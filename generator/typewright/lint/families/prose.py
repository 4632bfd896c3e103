"""TW23: what only the words say."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from typewright.catalogue.findings import quoted
from typewright.diagnostics import Severity
from typewright.ir.media_kind import kind_by_context
from typewright.lint.model import Fix, Found, Schema, Spot, Subject
from typewright.lint.prose.conditions import Condition
from typewright.lint.prose.counts import counted, lengths
from typewright.lint.registry import rule

_DESCRIBED: Final = ("description",)
_MEASURED: Final = ("maxLength", "enum", "pattern")
_FILE_TYPES: Final = re.compile(
    r"(?<![a-z0-9_])(?:jpe?g|png|webp|gif|bmp|tiff?|heic|heif|avif|mp4|m4v|mov|webm|mkv|avi|mp3|wav|m4a|aac|"
    r"flac|ogg|opus)(?![a-z0-9_])",
    re.IGNORECASE,
)
_TOKEN: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
_SPANS: Final = re.compile(r"(?:^|_)(?:duration|timeout|delay|interval|length)(?:_|$)")
_UNITS: Final = re.compile(
    r"(?<![a-z])(?:s|ms|secs?|seconds?|milliseconds?|min|minutes?|hours?|frames?|px|pixels?|"
    r"(?:in|of|\d) words?|characters?|tokens?|items?|sekunden?|segundos?|secondi|secondes?|bytes?|kb|mb|beats?)(?![a-z])"
    r"|(?<!최)초(?!기|점)|(?<![부충기])분|시간|프레임|단어|글자|秒|(?<![部十自成])分|フレーム|文字|帧|字",
    re.IGNORECASE,
)


@rule("TW230", "condition-in-prose", Severity.WARNING, fix="unsafe", keywords=_DESCRIBED)
def condition_in_prose(spot: Spot) -> Iterator[Found]:
    """A condition stands in the description only.

    What it finds
        A property that by its description counts only when another one has a certain value, or has
        no effect when it has. The fix drafts it as ``if`` and ``then``, for a person to judge.
    Why it matters
        No tool reads descriptions: the argument is sent, does nothing, and the call is paid for.
    Bad
        {"max_images": {"description": "Only applies when mode is auto."}}
    Good
        {"if": {"properties": {"mode": {"const": "auto"}}, "required": ["mode"]}, "else": {"properties": {"max_images": false}}}
    """
    condition = spot.condition
    if condition is not None and not _drafted(spot, condition):
        message = f"{quoted(spot.name)} counts {condition.words()}: only the description says so"
        draft = _draft(spot, condition)
        advice = "callers must heed it themselves; --fix --unsafe-fixes drafts it as if/then"
        yield Found("/description", message, advice, fix=draft)


def _drafted(spot: Spot, condition: Condition) -> bool:
    return any(each == _conditional(spot, condition) for each in _conditions(spot))


def _conditions(spot: Spot) -> list[object]:
    known = spot.owner.get("allOf") if spot.owner is not None else None
    return list(known) if isinstance(known, list) else []


def _conditional(spot: Spot, condition: Condition) -> dict[str, object]:
    stated: dict[str, object] = {
        "if": {
            "properties": {condition.name: {"const": condition.value}},
            "required": [condition.name],
        }
    }
    stated["then" if condition.negative else "else"] = {"properties": {spot.name: False}}
    return stated


def _draft(spot: Spot, condition: Condition) -> Fix | None:
    owner, _, _ = spot.pointer.rpartition("/properties/")
    if spot.owner is None or owner != spot.subject.root:
        return None
    values = [*_conditions(spot), _conditional(spot, condition)]
    return Fix(False, [{"op": "add", "path": f"{owner}/allOf", "value": values}])


@rule("TW231", "case-differs", Severity.WARNING, scope="subject", fix="unsafe")
def case_differs(subject: Subject) -> Iterator[Found]:
    """The description writes a value in another case than the enum.

    What it finds
        A word with a digit in it, such as ``1080P``, that an enum of the same object has as
        ``1080p``. Words without one are written large for other reasons.
    Why it matters
        Who copies it from the description is refused.
    Bad
        {"description": "No effect at 1080P.", "enum": ["720p", "1080p"]}
    Good
        {"description": "No effect at 1080p.", "enum": ["720p", "1080p"]}
    """
    around: dict[str, dict[str, tuple[str, ...]]] = {}
    for spot in subject.spots:
        if spot.choices.spelt:
            together = around.setdefault(_owner(spot), {})
            for word, spelt in spot.choices.spelt.items():
                together[word] = (*together.get(word, ()), *spelt)
    for spot in subject.spots if around else ():
        if "description" in spot.schema:
            yield from _misspelt(spot, around.get(_owner(spot), {}))


def _owner(spot: Spot) -> str:
    """What the values of a property and of its siblings have in common: their object."""
    return spot.pointer.rpartition("/")[0] if spot.owner is not None else spot.pointer


def _misspelt(spot: Spot, values: Mapping[str, tuple[str, ...]]) -> Iterator[Found]:
    """The first word of the description that is one of ``values`` but for its case."""
    text = spot.text("description")
    folded = text.casefold()
    near = any(word in folded for word in values)  # nearly always no, and words take their time
    for token in _TOKEN.findall(text) if near else ():
        word = "" if token.isalpha() else token.rstrip(".-_")
        known = values.get(word.casefold(), ())
        if known and word not in known:
            message = f"the description says {quoted(word)}, the value is {quoted(known[0])}"
            start = next(each.start() for each in _TOKEN.finditer(text) if each[0] == token)
            corrected = text[:start] + known[0] + text[start + len(word) :]
            path = f"{spot.pointer}/description"
            fix = Fix(False, [{"op": "replace", "path": path, "value": corrected}])
            yield Found(path, message, f"write {quoted(known[0])}", fix=fix)
            return


@rule("TW232", "file-types-in-prose", Severity.INFO, keywords=_DESCRIBED)
def file_types_in_prose(spot: Spot) -> Iterator[Found]:
    """The kinds of file that are accepted stand in the description only.

    What it finds
        A description of a file that names formats such as jpeg or png.
    Why it matters
        A WebP is uploaded, queued and refused. No keyword says it yet; callers have to know.
    Bad
        {"format": "image_uri", "description": "The format must be jpeg or png"}
    Good
        {"format": "image_uri", "description": "A picture of the scene"}
    """
    items = spot.schema.get("items")
    inner: Schema = items if isinstance(items, dict) else {}
    listed = spot.types == ("array",)
    schema = {**inner, **spot.schema, "format": inner.get("format")} if listed else spot.schema
    if spot.subject.side != "input" or not spot.name or not _takes_file(spot, schema):
        return
    names = list(
        dict.fromkeys(match[0].lower() for match in _FILE_TYPES.finditer(spot.text("description")))
    )
    if names:
        message = f"only the description says which files are taken: {', '.join(names)}"
        yield Found("/description", message, "check a file's type before you send it")


def _takes_file(spot: Spot, schema: Schema) -> bool:
    form = spot.text("format")
    return form.endswith(("_uri", "_uris")) or kind_by_context(schema, spot.name) is not None


@rule("TW233", "counts-differ", Severity.ERROR, keywords=_DESCRIBED)
def counts_differ(spot: Spot) -> Iterator[Found]:
    """The description counts otherwise than the schema.

    What it finds
        A number of items in words ("up to 10 images") that ``minItems`` or ``maxItems`` contradict
        or do not say.
    Why it matters
        One of the two is wrong, and callers find out which after they have paid.
    Bad
        {"type": "array", "maxItems": 9, "description": "Upload up to 10 images."}
    Good
        {"type": "array", "maxItems": 10, "description": "Upload up to 10 images."}
    """
    if spot.types != ("array",):
        return
    stated = counted(spot.text("description"))
    for keyword, number in (("minItems", stated.least), ("maxItems", stated.most)):
        limit = spot.schema.get(keyword)
        implied = keyword == "minItems" and number in (0, 1) and limit is None
        if number is None or limit == number or implied:
            continue
        there = "the schema does not" if limit is None else f"{keyword} is {limit}"
        sense = "at least" if keyword == "minItems" else "at most"
        message = f"the description says {sense} {number}, {there}"
        place = "/description" if limit is None else f"/{keyword}"
        yield Found(place, message, "ask the vendor which of the two holds")


@rule("TW234", "advised-length", Severity.INFO, keywords=_DESCRIBED)
def advised_length(spot: Spot) -> Iterator[Found]:
    """An advised length is not expressed.

    What it finds
        A text whose description recommends or demands a number of words or characters, without a
        ``maxLength``.
    Why it matters
        Longer texts are accepted and cut or ignored, which nobody is told.
    Bad
        {"type": "string", "description": "Recommended length: up to 600 words."}
    Good
        {"type": "string", "description": "Recommended length: up to 600 words.", "maxLength": 4000}
    """
    if spot.types == ("string",) and not any(each in spot.schema for each in _MEASURED):
        advice = next(iter(lengths(spot.text("description"))), None)
        if advice is not None:
            message = f"the description speaks of {advice}, and there is no maxLength"
            yield Found("/description", message, "keep your texts below it")


@rule("TW235", "quantity-without-unit", Severity.INFO, keywords=("type",))
def quantity_without_unit(spot: Spot) -> Iterator[Found]:
    """A quantity has no unit.

    What it finds
        A number called duration, timeout, delay, interval or length, whose name, title and
        description name no unit.
    Why it matters
        5 seconds or 5 frames: a guess that is paid for.
    Bad
        {"duration": {"type": "integer", "description": ""}}
    Good
        {"duration": {"type": "integer", "description": "Length of the video in seconds."}}
    """
    numeric = bool(spot.types) and set(spot.types) <= {"integer", "number"}
    if numeric and spot.subject.side == "input" and _is_span(spot.name):
        words = (spot.name.replace("_", " "), spot.text("title"), spot.text("description"))
        text = unicodedata.normalize("NFKC", " ".join(words))
        if not _UNITS.search(text):
            yield Found(
                "",
                f"{quoted(spot.name)} is a quantity without a unit",
                "ask the vendor, and say it in the description",
            )


@lru_cache(maxsize=4096)  # vendors repeat names
def _is_span(name: str) -> bool:
    return _SPANS.search(name) is not None
