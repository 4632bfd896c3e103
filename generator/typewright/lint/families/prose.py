"""TW230 to TW232: conditions, spellings and file types that only the words tell."""

from collections.abc import Iterator, Mapping
from typing import Final

from typewright.catalogue.findings import quoted
from typewright.catalogue.model import Json
from typewright.diagnostics import Severity
from typewright.ir.media_kind import kind_by_context
from typewright.lint.kinds import besides_null, kinds_of
from typewright.lint.model import Fix, Found, Schema, Spot, Subject
from typewright.lint.prose.accepting import FILE_TYPES, accepted
from typewright.lint.prose.conditions import Condition
from typewright.lint.prose.expressions import expression
from typewright.lint.registry import rule

_DESCRIBED: Final = ("description",)
_WRITTEN_LARGE: Final = r"h\.?26[45]|av1|vp[89]|jp2|3gp|[234]d"
"""What prose writes large though no file type, in small letters: codecs, and dimensions."""

_MODEL: Final = r"(?=[A-Z])(?:[A-Za-z]-?){2,}\d"
"""How the name of a model begins, such as Wan2.2 or GPT-4o."""

_TOKEN: Final = r"[A-Za-z0-9][A-Za-z0-9_.-]*"


@rule("TW230", "condition-in-prose", Severity.WARNING, fix="unsafe", keywords=_DESCRIBED)
def condition_in_prose(spot: Spot) -> Iterator[Found]:
    """A condition stands in the description only.

    What it finds
        A property that by its description counts only when another one has a certain value, or has
        no effect when it has; not where a part of the schema (``if``, ``allOf``,
        ``dependentSchemas`` ...) is about both. The fix drafts it as ``if`` and ``then``, for a
        person to judge.
    Why it matters
        No tool reads descriptions: the argument is sent, does nothing, and the call is paid for.
    Bad
        {"max_images": {"description": "Only applies when mode is auto."}}
    Good
        {"if": {"properties": {"mode": {"const": "auto"}}, "required": ["mode"]}, "else": {"properties": {"max_images": false}}}
    """
    condition = spot.condition
    if condition is not None and not _is_stated(spot, condition):
        message = f"{quoted(spot.name)} counts {condition.words()}: only the description says so"
        draft = _draft(spot, condition)
        advice = "callers must heed it themselves"
        if spot.subject.source is not None:  # a store has a place for patches
            advice += "; --fix --unsafe-fixes drafts it as if/then"
        yield Found("/description", message, advice, fix=draft)


def _is_stated(spot: Spot, condition: Condition) -> bool:
    """Whether a part of the object's schema is about both properties: it says so in some way."""
    return any(
        _names(part, spot.name) and _names(part, condition.name)
        for part in _parts(spot.owner or {})
    )


def _parts(owner: Schema) -> Iterator[Json]:
    """What an object's schema states beside its properties."""
    yield [owner.get(keyword) for keyword in ("if", "then", "else")]
    for keyword in ("allOf", "anyOf", "oneOf"):
        members = owner.get(keyword)
        yield from members if isinstance(members, list) else ()
    dependent = owner.get("dependentSchemas")
    for name, part in dependent.items() if isinstance(dependent, dict) else ():
        yield [name, part]


def _names(part: Json, name: str) -> bool:
    """Whether ``part`` has ``name`` in it, as that of a property or in a list of them."""
    if isinstance(part, dict):
        return name in part or any(_names(each, name) for each in part.values())
    if isinstance(part, list):
        return any(_names(each, name) for each in part)
    return part == name


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
        ``1080p``. Words without one, file types such as MP4 and names of models such as Wan2.2
        are written large for other reasons.
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
    for token in expression(_TOKEN).findall(text) if near else ():
        word = "" if token.isalpha() else token.rstrip(".-_")
        known = values.get(word.casefold(), ())
        if known and word not in known and not _is_name(word):
            message = f"the description says {quoted(word)}, the value is {quoted(known[0])}"
            start = next(
                each.start() for each in expression(_TOKEN).finditer(text) if each[0] == token
            )
            corrected = text[:start] + known[0] + text[start + len(word) :]
            path = f"{spot.pointer}/description"
            fix = Fix(False, [{"op": "replace", "path": path, "value": corrected}])
            yield Found(path, message, f"write {quoted(known[0])}", fix=fix)
            return


def _is_name(word: str) -> bool:
    """Whether ``word`` is the name of a file type, a codec or a model, which prose writes large."""
    return bool(
        expression(FILE_TYPES).fullmatch(word)
        or expression(_WRITTEN_LARGE).fullmatch(word.casefold())
        or expression(_MODEL).match(word)
    )


@rule("TW232", "file-types-in-prose", Severity.INFO, keywords=_DESCRIBED)
def file_types_in_prose(spot: Spot) -> Iterator[Found]:
    """The kinds of file that are accepted stand in the description only.

    What it finds
        A sentence about a file that says that formats such as jpeg or png are taken, and nothing
        but that; not where it speaks of results, of an example, of what is not taken or only
        stored, or of what becomes of one format.
    Why it matters
        A WebP is uploaded, queued and refused. No keyword says it yet; callers have to know.
    Bad
        {"format": "image_uri", "description": "The format must be jpeg or png"}
    Good
        {"format": "image_uri", "description": "A picture of the scene"}
    """
    if spot.subject.side != "input" or not spot.name or not _takes_file(spot):
        return
    names = accepted(spot.text("description"))
    if names:
        message = f"only the description says which files are taken: {', '.join(names)}"
        yield Found("/description", message, "check a file's type before you send it")


def _takes_file(spot: Spot) -> bool:
    at, given = besides_null(spot.schema)
    schema: Schema = {**given, **spot.schema} if at else given
    form = schema.get("format")
    if kinds_of(given) == ("array",):
        items = given.get("items")
        inner: Schema = items if isinstance(items, dict) else {}
        schema = {**inner, **schema, "format": inner.get("format")}
    of_files = isinstance(form, str) and form.endswith(("_uri", "_uris"))
    return of_files or kind_by_context(schema, spot.name) is not None
