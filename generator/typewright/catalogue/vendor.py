"""One schema of the vendor, judged by everything that must hold before types are made of it."""

from collections.abc import Iterator
from typing import Final

from typewright.catalogue.drafts import older_words
from typewright.catalogue.findings import capped, finding, quoted
from typewright.catalogue.judgeable import judgeable
from typewright.catalogue.media_rules import check_rules
from typewright.catalogue.messages import (
    CORRECT,
    UNSUPPORTED,
    Origin,
    are_conditions,
    explained,
)
from typewright.catalogue.model import Document, Json
from typewright.catalogue.places import escape
from typewright.catalogue.pointers import above, mapping
from typewright.catalogue.references import check_references
from typewright.catalogue.schema import Subschemas, Walked, walked
from typewright.catalogue.validation import (
    Words,
    accepted,
    explained_violations,
    standard_violations,
)
from typewright.catalogue.values import check_limits, check_values
from typewright.diagnostics import Diagnostic

MAX_SCHEMAS: Final = 2_000
MAX_ENUM: Final = 1_000
MAX_PROPERTIES: Final = 500
# Of 20 vendor schemas none has an enum of more than 18 values or more than 15 properties.

_NOT_AT_ROOT: Final = ("$ref", "anyOf", "oneOf", "enum", "const")


def check_schema(
    document: Document,
    root: Json,
    prefix: str,
    *,
    carry_unknown_rules: bool,
    standalone: bool = False,
    schemas: Walked | None = None,
) -> Iterator[Diagnostic]:
    """Findings about ``root``, an object schema that stands at ``prefix`` of ``document``.

    One that is ``standalone``, of no endpoint, may be of any type. ``schemas`` are those of
    ``root``, where they are known already.
    """
    schemas = schemas or walked(root)
    every = schemas.every
    oversize = list(_oversize(document, every, prefix))
    if oversize:
        yield from oversize
        return
    origin: Origin = "standalone" if standalone else "store"
    checks = (
        _departures(document, root, every, prefix, origin),
        () if standalone else _root(document, root, prefix),
        check_references(document, root, every, prefix, standalone=standalone),
        _patterns(document, every, prefix),
    )
    structure = [each for check in checks for each in capped(document, check)]
    older = older_words(root, every) if standalone and structure else frozenset[str]()
    yield from (each for each in structure if each.pointer.removeprefix(prefix) not in older)
    words: Words = "standard" if standalone else "python"
    judged = judgeable(root, every, structure, prefix, words=words)
    yield from capped(document, check_values(document, every, prefix, judged))
    yield from capped(document, check_limits(document, schemas, prefix))
    rules = check_rules(document, every, prefix, carry_unknown=carry_unknown_rules)
    yield from capped(document, rules)


def _oversize(document: Document, schemas: Subschemas, prefix: str) -> Iterator[Diagnostic]:
    """TW004: first of all, because every other check visits each schema."""
    advice = "a schema of this size is a mistake, or a list that belongs elsewhere"
    if len(schemas) > MAX_SCHEMAS:
        message = f"the document holds more than {MAX_SCHEMAS:,} schemas"
        yield finding(document, prefix, "TW004", message, advice)
    for pointer, schema in schemas[:MAX_SCHEMAS]:
        enum, properties = schema.get("enum"), schema.get("properties")
        if isinstance(enum, list) and len(enum) > MAX_ENUM:
            message = f"the enum has {len(enum):,} values, more than {MAX_ENUM:,}"
            yield finding(document, f"{prefix}{pointer}/enum", "TW004", message, advice)
        if isinstance(properties, dict) and len(properties) > MAX_PROPERTIES:
            message = f"the object has {len(properties):,} properties, more than {MAX_PROPERTIES}"
            yield finding(document, f"{prefix}{pointer}/properties", "TW004", message, advice)


def _departures(
    document: Document, root: Json, every: Subschemas, prefix: str, origin: Origin
) -> Iterator[Diagnostic]:
    """What is not as the meta-schema says: the dialect, and the standard inside keywords that the
    dialect does not have. Of these a store may have conditions alone."""
    if accepted(root, "dialect"):
        return
    yield from explained(document, explained_violations(root, "dialect"), prefix, origin=origin)
    seen: set[str] = set()
    for pointer, schema in every:
        if UNSUPPORTED.isdisjoint(schema) or not seen.isdisjoint(above(pointer)):
            continue
        part = {
            keyword: value
            for keyword, value in schema.items()
            if keyword in UNSUPPORTED
            and (origin == "standalone" or (keyword == "allOf" and value and are_conditions(value)))
        }
        seen.update(f"{pointer}/{keyword}" for keyword in part)
        found = standard_violations(part) if part else ()
        yield from explained(document, found, f"{prefix}{pointer}", origin="standalone")


def _root(document: Document, root: Json, prefix: str) -> Iterator[Diagnostic]:
    """TW012 if the root cannot become a class: arguments and results have names."""
    if not isinstance(root, dict):
        return  # the meta-schema has said so
    for keyword in _NOT_AT_ROOT:
        if keyword in root:
            message = f"the root may not be made by {keyword}: it must list its properties itself"
            place = f"{prefix}/{keyword}"
            yield finding(document, place, "TW012", message, CORRECT, of_key=True)
            return
    if root.get("type", "object") != "object":
        message = f"the root is of type {quoted(root['type'])}; it must be an object"
        yield finding(document, f"{prefix}/type", "TW012", message, CORRECT)
    elif "properties" not in root:
        message = "the root has no properties: there is nothing to name an argument or result after"
        yield finding(document, prefix, "TW012", message, 'add "properties"; {} if there are none')


def _patterns(document: Document, schemas: Subschemas, prefix: str) -> Iterator[Diagnostic]:
    for pointer, schema in schemas:
        if "pattern" not in schema and "patternProperties" not in schema:
            continue
        from typewright.catalogue.patterns import objection  # few schemas have one

        pattern = schema.get("pattern")
        places = [("pattern", pattern)] if isinstance(pattern, str) else []
        names = mapping(schema.get("patternProperties"))
        for below, each in (*places, *((f"patternProperties/{escape(n)}", n) for n in names)):
            wrong = objection(each)
            if wrong:
                place, of_key = f"{prefix}{pointer}/{below}", below != "pattern"
                message = f"the pattern {quoted(each)} {wrong}"
                yield finding(document, place, "TW009", message, CORRECT, of_key=of_key)
