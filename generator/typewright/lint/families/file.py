"""TW0: the file itself. Reading and checking the store finds these; here is what they mean."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from typewright.catalogue.model import Json
from typewright.catalogue.normalise import TYPE_NAMES
from typewright.catalogue.pointers import value_at
from typewright.diagnostics import Diagnostic, Severity
from typewright.lint.model import Fix, Whole
from typewright.lint.registry import rule

Reported = Iterator[tuple[Diagnostic, Fix | None]]

_ANNOTATIONS: Final = ("title", "description", "validation_error", "$comment")


def told(found: Sequence[Diagnostic]) -> Reported:
    """``found`` as it is, without a fix."""
    return ((each, None) for each in found)


@rule("TW001", "invalid-json", Severity.ERROR, scope="reported")
def invalid_json(whole: Whole, found: Sequence[Diagnostic]) -> Reported:
    """The file is no JSON.

    What it finds
        Text that no JSON parser may accept: a comma too many, a file cut in the middle, bytes that
        are not UTF-8, NaN and Infinity, a number beyond the range of a double.
    Why it matters
        Some parsers guess, others stop. Nothing can be said about a file that two readers
        understand differently.
    Bad
        {"maximum": Infinity}
    Good
        {"maximum": 1000000}
    """
    return told(found)


@rule("TW002", "duplicate-key", Severity.ERROR, scope="reported")
def duplicate_key(whole: Whole, found: Sequence[Diagnostic]) -> Reported:
    """An object has the same key twice.

    What it finds
        A key that its object has already.
    Why it matters
        JSON does not say which of the two counts. Most parsers keep the last, so half of what the
        vendor wrote disappears without a word.
    Bad
        {"type": "integer", "maximum": 10, "maximum": 15}
    Good
        {"type": "integer", "maximum": 15}
    """
    return told(found)


@rule("TW003", "unclean-encoding", Severity.ERROR, scope="reported", fix="safe")
def unclean_encoding(whole: Whole, found: Sequence[Diagnostic]) -> Reported:
    """A byte order mark, a bare carriage return, or half a surrogate pair.

    What it finds
        What is left of an editor or a copy: a byte order mark, a carriage return without a newline,
        a lone surrogate. The first two are mended by writing the same JSON anew.
    Why it matters
        Parsers refuse them, or count lines otherwise than the reader's editor; a lone surrogate
        cannot be written to any file.
    Bad
        {"title": "\\ud83d"}
    Good
        {"title": "\\ud83d\\ude00"}
    """
    for each in found:
        yield each, Fix(True, rewrite=True) if each.pointer == "" else None


@rule("TW004", "too-large", Severity.ERROR, scope="reported")
def too_large(whole: Whole, found: Sequence[Diagnostic]) -> Reported:
    """The file is larger or deeper than a schema can be.

    What it finds
        More than 1 MiB, 64 levels, 1,000 enum values, 500 properties of an object or 5,000 schemas.
    Why it matters
        A schema of that size is data that went astray, or an attack; every tool behind it pays.
    Bad
        {"enum": [1, 2, 3, "... 20,000 values"]}
    Good
        {"type": "integer", "minimum": 1, "maximum": 20000}
    """
    return told(found)


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
        A local ``$ref`` without a target, and circles of them.
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


@rule("TW008", "hidden-character", Severity.ERROR, scope="reported", fix="safe")
def hidden_character(whole: Whole, found: Sequence[Diagnostic]) -> Reported:
    """A text holds a character that a reader cannot see.

    What it finds
        Control characters, bidi controls, U+2028 and U+2029 in any text or name. In a title, a
        description or a message the fix takes them out.
    Why it matters
        They change how the text around them is shown, or end a line where none is seen: reviewed
        text is not what is run.
    Bad
        {"title": "Size \\u202e"}
    Good
        {"title": "Size"}
    """
    for each in found:
        yield each, _without_hidden(whole, each)


def _without_hidden(whole: Whole, found: Diagnostic) -> Fix | None:
    if found.pointer.rpartition("/")[2] not in _ANNOTATIONS:
        return None
    text = _value(whole, found)
    if not isinstance(text, str):
        return None
    kept = "".join(char for char in text if char.isprintable() or char in "\n\t")
    return Fix(True, [_replace(found.pointer, kept)])


@rule("TW009", "unsafe-pattern", Severity.ERROR, scope="reported")
def unsafe_pattern(whole: Whole, found: Sequence[Diagnostic]) -> Reported:
    """A pattern may run for ever, or is no ECMA-262.

    What it finds
        A pattern that repeats a group which can match one text in several ways, that Python reads
        otherwise than JavaScript, or that does not compile.
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
        meant; types like ``float``, which the fix calls by their names.
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
    stated = _value(whole, found)
    if not found.pointer.endswith("/type") or not isinstance(stated, str | list):
        return None
    names = stated if isinstance(stated, list) else [stated]
    meant = [TYPE_NAMES.get(name, name) if isinstance(name, str) else name for name in names]
    if meant == names:
        return None
    value: Json = list[Json](meant) if isinstance(stated, list) else meant[0]
    return Fix(True, [_replace(found.pointer, value)])


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


@rule("TW013", "missing-file", Severity.ERROR, scope="reported")
def missing_file(whole: Whole, found: Sequence[Diagnostic]) -> Reported:
    """A file of the store is missing, unreadable, or leads out of it.

    What it finds
        An endpoint without its schema, a directory that cannot be listed, a link out of the store;
        as a note, a provider without an endpoint.
    Why it matters
        The endpoint would silently be left out of the SDK.
    Bad
        acme/video/make: endpoint.json
    Good
        acme/video/make: endpoint.json, input.schema.json, output.schema.json
    """
    return told(found)


@rule("TW040", "patch-does-not-fit", Severity.ERROR, scope="reported")
def patch_does_not_fit(whole: Whole, found: Sequence[Diagnostic]) -> Reported:
    """A correction cannot be applied any more.

    What it finds
        An entry of ``patch.json`` or ``patches.json`` whose test fails or whose place is gone.
    Why it matters
        The vendor has changed what was corrected; somebody should look before callers do.
    Bad
        {"op": "replace", "path": "/properties/gone/maxLength", "value": 600}
    Good
        {"op": "replace", "path": "/properties/prompt/maxLength", "value": 600}
    """
    return told(found)


@rule("TW041", "patch-without-effect", Severity.WARNING, scope="reported")
def patch_without_effect(whole: Whole, found: Sequence[Diagnostic]) -> Reported:
    """The vendor has made a correction unnecessary.

    What it finds
        An entry that leaves the schema as it is.
    Why it matters
        It is noise that the next reader has to understand.
    Bad
        {"op": "add", "path": "/properties/size/type", "value": "string"}
    Good
        no entry
    """
    return told(found)


@rule("TW042", "patch-is-due", Severity.WARNING, scope="reported")
def patch_is_due(whole: Whole, found: Sequence[Diagnostic]) -> Reported:
    """A correction was to be looked at again by a day that is over.

    What it finds
        An entry whose ``expires`` lies in the past.
    Why it matters
        Whoever wrote it expected the vendor to have moved by now.
    Bad
        {"expires": "2025-01-31"}
    Good
        {"expires": "2027-01-31"}
    """
    return told(found)


def _value(whole: Whole, found: Diagnostic) -> Json:
    """What stands at the place of ``found``."""
    for subject in whole.subjects:
        if subject.document.path.as_posix() == found.file:
            try:
                return value_at(subject.document.data, found.pointer)
            except LookupError:  # a patch has taken it away
                return None
    return None


def _replace(path: str, value: Json) -> dict[str, Any]:
    return {"op": "replace", "path": path, "value": value}
