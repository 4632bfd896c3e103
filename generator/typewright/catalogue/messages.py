"""From what a meta-schema refuses to what a person can act on."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final, Literal, TypeAlias

from typewright.catalogue.findings import finding, nearest, quoted
from typewright.catalogue.model import Document, Json
from typewright.catalogue.places import escape
from typewright.catalogue.validation import Violation
from typewright.diagnostics import Diagnostic, Severity

UNSUPPORTED: Final = frozenset(
    (
        *("$anchor", "$dynamicAnchor", "$dynamicRef", "$id", "$recursiveAnchor", "$recursiveRef"),
        *("$vocabulary", "additionalItems", "allOf", "contains", "dependencies"),
        *("dependentRequired", "dependentSchemas", "discriminator", "else", "extends", "if"),
        *("maxContains", "minContains", "not", "nullable", "patternProperties", "prefixItems"),
        *("propertyNames", "then", "unevaluatedItems", "unevaluatedProperties"),
    )
)
"""Keywords that change what a schema accepts in ways that the generated types do not follow."""

_ELSEWHERE: Final = UNSUPPORTED | {"contentEncoding", "contentMediaType", "contentSchema"}
"""Keywords that are as good as any where no types are generated."""

_GENERATOR: Final = frozenset(("customTypePath", "customBasePath", "default_factory"))

_TYPES: Final = ("string", "number", "integer", "boolean", "array", "object", "null")
_MISNAMED: Final[Mapping[str, str]] = {
    **dict.fromkeys(("float", "double", "decimal"), "number"),
    **dict.fromkeys(("int", "long", "int32", "int64"), "integer"),
    **dict.fromkeys(("str", "text", "enum", "file", "image", "url"), "string"),
    **dict.fromkeys(("dict", "map", "json"), "object"),
    **dict.fromkeys(("list", "tuple"), "array"),
    **dict.fromkeys(("none", "nil"), "null"),
    "bool": "boolean",
}
_KINDS: Final[tuple[tuple[type, str], ...]] = (
    (bool, "a boolean"),
    (int, "an integer"),
    (float, "a number"),
    (str, "a string"),
    (list, "an array"),
    (dict, "an object"),
)
_FEW: Final = 8  # names that a message can list
_SHORT: Final = 3  # characters of a name that can be told from its beginning

Origin: TypeAlias = Literal["ours", "standalone", "store"]
"""Whose a document is: a file of ours, or a schema of a vendor, by itself or in a store."""

CORRECT: Final = "mend it in the schema, and tell the vendor"


def explained(
    document: Document, violations: Iterable[Violation], prefix: str = "", *, origin: Origin
) -> Iterator[Diagnostic]:
    """A finding for each violation found in the value at ``prefix`` of ``document``.

    In a schema of a vendor an unknown keyword is a warning; in a file of ours, an error.
    """
    vendor = origin != "ours"
    seen: set[tuple[str, str]] = set()
    for each in violations:
        pointer = pointer_to(prefix, each)
        if (pointer, each.keyword) in seen:  # the meta-schemas of two vocabularies say the same
            continue
        seen.add((pointer, each.keyword))
        if each.keyword == "additionalProperties":
            yield from _unknown_keys(document, each, pointer, origin)
        elif origin == "standalone" and _is_boolean_schema(each):
            continue
        elif vendor and each.keyword == "anyOf" and pointer.endswith("/type"):
            yield _unknown_type(document, each.value, pointer)
        else:
            advice = CORRECT if vendor else _purpose(each)
            yield finding(document, pointer, "TW012", _message(each), advice)


def _is_boolean_schema(violation: Violation) -> bool:
    """Whether a boolean stands where the dialect wants an object, as no type can be made of one."""
    dialect = violation.schema.get("$id") == "urn:typewright:meta:dialect"
    return dialect and violation.keyword == "type" and isinstance(violation.value, bool)


def are_conditions(value: Json) -> bool:
    """Whether an ``allOf`` holds nothing but if/then/else.

    Types do not follow them, and need not: a server ignores an argument that does not count.
    """
    conditional = {"if", "then", "else"}
    return isinstance(value, list) and all(
        isinstance(each, dict) and "if" in each and each.keys() <= conditional for each in value
    )


def pointer_to(prefix: str, violation: Violation) -> str:
    """The pointer of the value that ``violation`` is about, if the one judged is at ``prefix``."""
    return prefix + "".join(f"/{escape(str(step))}" for step in violation.path)


def _unknown_keys(
    document: Document, violation: Violation, pointer: str, origin: Origin
) -> Iterator[Diagnostic]:
    properties = violation.schema.get("properties")
    known = tuple(properties) if isinstance(properties, dict) else ()
    if not isinstance(violation.value, dict):
        return
    for key in violation.value:
        place = f"{pointer}/{escape(key)}"
        conditions = key == "allOf" and are_conditions(violation.value[key])
        if key in known or (origin == "store" and conditions):
            continue
        if origin == "standalone" and key in _ELSEWHERE:
            continue
        if origin != "ours":
            yield from _unknown_keyword(document, key, place, known, origin)
        else:
            message = f"{quoted(key)} is no property here"
            advice = _suggestion(key, known, origin)
            yield finding(document, place, "TW012", message, advice, of_key=True)


def _unknown_keyword(
    document: Document, key: str, pointer: str, known: tuple[str, ...], origin: Origin
) -> Iterator[Diagnostic]:
    severity = Severity.ERROR
    if key in _GENERATOR or key.startswith("x-python-"):
        code = "TW007"
        message = f"{quoted(key)} is an instruction to a code generator, not a part of a schema"
        advice = "delete it: a vendor's page has no say in what is generated"
    elif origin == "standalone" and key.startswith("x-"):
        return  # so an extension is declared
    elif key in UNSUPPORTED:
        code, advice = "TW011", CORRECT
        message = f"the keyword {quoted(key)} is not supported, and ignoring it would be wrong"
    else:
        code, advice, severity = "TW010", _suggestion(key, known, origin), Severity.WARNING
        message = f"unknown keyword {quoted(key)}, ignored"
    yield finding(document, pointer, code, message, advice, severity=severity, of_key=True)


@lru_cache(maxsize=1024)  # vendors repeat an unknown keyword in every property
def _suggestion(key: str, known: tuple[str, ...], origin: Origin) -> str:
    close = _meant(key, known)
    if close:
        return f"did you mean {quoted(close)}?"
    if len(known) <= _FEW:
        return f"allowed here: {', '.join(known)}"
    if origin == "standalone":
        return "delete it, or begin its name with x- if it is an extension"
    return "delete it, or look up the name in schemas/_meta"


def _meant(key: str, known: tuple[str, ...]) -> str:
    """The one of ``known`` that ``key`` is short for, or spelt much like; "" where none is near.

    A name with a dollar is near only to one with a dollar, or to the very same without.
    """
    if key.startswith("$"):
        return nearest(key, known)
    if f"${key}" in known:
        return f"${key}"
    plain = [name for name in known if not name.startswith("$")]
    whole = [name for name in plain if len(key) >= _SHORT and name.startswith(key.lower())]
    return whole[0] if len(whole) == 1 else nearest(key, plain)


def _unknown_type(document: Document, value: Json, pointer: str) -> Diagnostic:
    """An error: nothing can be generated for such a type, and to guess is the reviewer's part."""
    names = value if isinstance(value, list) else [value]
    wrong = next((name for name in names if name not in _TYPES), None)
    if not isinstance(wrong, str):
        advice = f"give one of {', '.join(_TYPES)}, or an array of them"
        return finding(document, pointer, "TW012", f"{quoted(value)} is no type", advice)
    meant = _MISNAMED.get(wrong.lower()) or nearest(wrong.lower(), _TYPES)
    start = f"did you mean {quoted(meant)}? " if meant else f"the types are {', '.join(_TYPES)}; "
    return finding(document, pointer, "TW010", f"unknown type {quoted(wrong)}", start + CORRECT)


def _message(violation: Violation) -> str:
    value, limit = violation.value, violation.limit
    several = limit if isinstance(limit, list) else [limit]
    match violation.keyword:
        case "type":
            wanted = " or ".join(str(name) for name in several)
            return f"{quoted(value)} is {_kind(value)}; {wanted} is expected"
        case "required":
            return f"{', '.join(quoted(name) for name in _missing(violation))} is missing"
        case "enum":
            return f"{quoted(value)} is none of {', '.join(quoted(each) for each in several)}"
        case "pattern":
            return f"{quoted(value)} does not have the form that is expected here"
        case "minLength" | "minItems":
            return "there must be something here"
        case "minimum" | "exclusiveMinimum":
            relation = "at least" if violation.keyword == "minimum" else "more than"
            return f"{quoted(value)} must be {relation} {limit}"
        case "uniqueItems":
            return "the same item is here twice"
        case _:
            return f"{quoted(value)} is not what is expected here"


def _kind(value: Json) -> str:
    return next((name for kind, name in _KINDS if isinstance(value, kind)), "null")


def _missing(violation: Violation) -> list[str]:
    wanted, value = violation.limit, violation.value
    if not isinstance(wanted, list) or not isinstance(value, dict):
        return []
    return [str(name) for name in wanted if name not in value]


def _purpose(violation: Violation) -> str:
    """What the meta-schema says belongs here."""
    schema, verb = violation.schema, "give"
    if violation.keyword == "required":
        name = _missing(violation)[0]
        properties = schema.get("properties")
        part = properties.get(name) if isinstance(properties, dict) else None
        schema, verb = part if isinstance(part, dict) else {}, f"add {quoted(name)}:"
    described = schema.get("description")
    if isinstance(described, str):
        return f"{verb} {described}"
    return "compare with another file of this kind in the store"
