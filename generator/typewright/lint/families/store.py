"""TW013 and TW04: the files of a store, and its corrections."""

from collections.abc import Sequence

from typewright.diagnostics import Diagnostic, Severity
from typewright.lint.model import Whole
from typewright.lint.registry import rule
from typewright.lint.reported import Reported, told


@rule("TW013", "missing-file", Severity.ERROR, scope="reported")
def missing_file(whole: Whole, found: Sequence[Diagnostic]) -> Reported:
    """A file of the store is missing, unreadable, or leads out of it.

    What it finds
        An endpoint without its schema, a directory that cannot be listed, a link out of the store;
        as a note, a provider without an endpoint. Outside a store a file or a directory that cannot
        be read.
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
