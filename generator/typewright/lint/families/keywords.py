"""TW00 and TW01: references, patterns and keywords. The check finds these; here is what they mean."""

from collections.abc import Sequence

from typewright.catalogue.model import Json
from typewright.catalogue.schema import TYPE_NAMES
from typewright.diagnostics import Diagnostic, Severity
from typewright.lint.model import Fix, Whole
from typewright.lint.registry import rule
from typewright.lint.reported import Reported, replaced, told, value_of


@rule("TW005", "foreign-ref", Severity.ERROR, scope="reported")
def foreign_ref(whole: Whole, found: Sequence[Diagnostic]) -> Reported:
    """A reference leaves the document.

    What it finds
        A ``$ref`` to an address, a file or another document.
    Why it matters
        Who resolves it reads a file of yours or asks a server of somebody's. A schema from a web
        page must not be able to decide that.
    Bad
        {"$ref": "https://example.com/size.json"}
    Good
        {"$ref": "#/$defs/size"}
    """
    return told(found)


@rule("TW006", "broken-ref", Severity.ERROR, scope="reported")
def broken_ref(whole: Whole, found: Sequence[Diagnostic]) -> Reported:
    """A reference leads nowhere, or back to itself.

    What it finds
        A local ``$ref`` without a target, and circles of them: outside a store those that come back
        without a step into the value. In a store also one that is no plain pointer: an anchor, or a
        name in percent-encoding.
    Why it matters
        The argument has no type; a circle has no end when types are written out.
    Bad
        {"properties": {"size": {"$ref": "#/$defs/sise"}}, "$defs": {"size": {"type": "string"}}}
    Good
        {"properties": {"size": {"$ref": "#/$defs/size"}}, "$defs": {"size": {"type": "string"}}}
    """
    return told(found)


@rule("TW007", "generator-keyword", Severity.ERROR, scope="reported")
def generator_keyword(whole: Whole, found: Sequence[Diagnostic]) -> Reported:
    """A keyword instructs a code generator.

    What it finds
        ``customTypePath``, ``customBasePath``, ``default_factory`` and ``x-python-*``.
    Why it matters
        Generators that obey them import what the page names: code of the page's choice runs in
        your process.
    Bad
        {"type": "string", "customTypePath": "os.system"}
    Good
        {"type": "string"}
    """
    return told(found)


@rule("TW009", "unsafe-pattern", Severity.ERROR, scope="reported")
def unsafe_pattern(whole: Whole, found: Sequence[Diagnostic]) -> Reported:
    """A pattern may run for ever, or not be read alike everywhere.

    What it finds
        A ``pattern``, or one of ``patternProperties``, that repeats a group which can match one
        text in several ways, that Python reads otherwise than ECMA-262, or cannot compile.
    Why it matters
        Thirty characters from a user can stop the process that checks them.
    Bad
        {"type": "string", "pattern": "^(a+)+$"}
    Good
        {"type": "string", "pattern": "^a+$"}
    """
    return told(found)


@rule("TW010", "unknown-keyword", Severity.WARNING, scope="reported", fix="safe")
def unknown_keyword(whole: Whole, found: Sequence[Diagnostic]) -> Reported:
    """A keyword or a type that JSON Schema does not have.

    What it finds
        Keywords outside JSON Schema 2020-12 and the media rules, with the one that was probably
        meant; types like ``float``, which the fix calls by their names and which are an error:
        nothing can be made of them. Outside a store a name that begins with ``x-`` is an extension
        that somebody knows.
    Why it matters
        A validator ignores what it does not know, so the limit that the vendor wrote is no limit.
    Bad
        {"type": "float", "max_length": 10}
    Good
        {"type": "number"}
    """
    for each in found:
        yield each, _standard_type(whole, each)


def _standard_type(whole: Whole, found: Diagnostic) -> Fix | None:
    stated = value_of(whole, found)
    if not found.pointer.endswith("/type") or not isinstance(stated, (str, list)):
        return None
    names = stated if isinstance(stated, list) else [stated]
    meant = [TYPE_NAMES.get(name, name) if isinstance(name, str) else name for name in names]
    if meant == names:
        return None
    once: list[Json] = [each for at, each in enumerate(meant) if each not in meant[:at]]
    value: Json = once if isinstance(stated, list) else once[0]
    return Fix(True, [replaced(found.pointer, value)])


@rule("TW011", "unsupported-keyword", Severity.ERROR, scope="reported")
def unsupported_keyword(whole: Whole, found: Sequence[Diagnostic]) -> Reported:
    """A keyword of JSON Schema that the generated types do not follow.

    What it finds
        ``allOf``, ``not``, ``if``, ``prefixItems`` and others that change what is accepted. Only
        in a store: elsewhere they are as good as any.
    Why it matters
        Types that ignore it would accept what the server refuses, after the call was queued.
    Bad
        {"allOf": [{"type": "object", "properties": {"size": {"type": "string"}}}]}
    Good
        {"type": "object", "properties": {"size": {"type": "string"}}}
    """
    return told(found)


@rule("TW012", "invalid-schema", Severity.ERROR, scope="reported")
def invalid_schema(whole: Whole, found: Sequence[Diagnostic]) -> Reported:
    """The document is not what its meta-schema says.

    What it finds
        A keyword with a value of the wrong kind, and files of the store that lack something or
        hold what nobody reads.
    Why it matters
        What a validator makes of it depends on the validator.
    Bad
        {"type": "string", "maxLength": "600"}
    Good
        {"type": "string", "maxLength": 600}
    """
    return told(found)
