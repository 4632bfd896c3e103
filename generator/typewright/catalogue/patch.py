"""Reviewed corrections, laid over what vendors published; the only user of jsonpatch.

A correction stands beside the schema that it corrects (``patch.json``), or beside the provider for
a glob of endpoints (``patches.json``). It is applied on the way, before anything is judged: the
vendor's file stays as it was published. One that fits no longer, or that changes nothing any more,
is a finding: the vendor has moved, and somebody should look.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date
from fnmatch import fnmatchcase
from typing import Any, Final, Literal, cast

from typewright.catalogue.findings import finding, quoted
from typewright.catalogue.model import Catalogue, Document, EndpointSource, Json, ProviderSource
from typewright.catalogue.validation import violations
from typewright.diagnostics import Diagnostic, Severity

DUE: Final = "TW042"
"""The code of a correction that is due for a look: the only finding that depends on the day."""

_LOOK: Final = "look at the vendor's page; then mend the patch, or delete it"


@dataclass(frozen=True, slots=True)
class _Entry:
    """One correction and where it stands."""

    document: Document
    pointer: str
    target: Literal["input", "output"]
    glob: str
    operations: list[dict[str, Any]]
    expires: str | None


@dataclass(slots=True)
class _Uses:
    """What became of an entry at the endpoints that it is for."""

    changed: int = 0
    vain: int = 0
    failures: list[str] | None = None


def patched(catalogue: Catalogue, today: date) -> tuple[Catalogue, tuple[Diagnostic, ...]]:
    """``catalogue`` with its corrections, and findings about those that need a look.

    TW040 (error) for one that cannot be applied, TW041 for one that changes nothing, TW042 for one
    whose day is over on ``today``.
    """
    found: list[Diagnostic] = []
    providers = tuple(_provider(provider, today, found) for provider in catalogue.providers)
    return replace(catalogue, providers=providers), tuple(found)


def _provider(provider: ProviderSource, today: date, found: list[Diagnostic]) -> ProviderSource:
    shared = list(_entries(provider.patches))
    uses = {entry.pointer: _Uses() for entry in shared}
    endpoints: list[EndpointSource] = []
    for endpoint in provider.endpoints:
        for entry in shared:
            if fnmatchcase(endpoint.id, entry.glob):
                endpoint = _applied(endpoint, entry, uses[entry.pointer])
        for entry in _entries(endpoint.patch):
            use = _Uses()
            endpoint = _applied(endpoint, entry, use)
            found.extend(_judged(entry, use, today))
        endpoints.append(endpoint)
    for entry in shared:
        found.extend(_judged(entry, uses[entry.pointer], today))
    return replace(provider, endpoints=tuple(endpoints))


def _entries(document: Document | None) -> Iterator[_Entry]:
    """The corrections of a file that is as it should be; the check tells of one that is not."""
    if document is None or document.broken or any(violations(document.data, "patch")):
        return
    data = cast("Mapping[str, Any]", document.data)
    for index, each in enumerate(data["patches"]):
        yield _Entry(
            document,
            f"/patches/{index}",
            each["target"],
            each.get("endpoints", "*"),
            each["patch"],
            each.get("expires"),
        )


def _applied(endpoint: EndpointSource, entry: _Entry, use: _Uses) -> EndpointSource:
    document = endpoint.input if entry.target == "input" else endpoint.output
    if document.broken:
        return endpoint
    try:
        data = apply_operations(document.data, entry.operations)
    except ValueError as error:
        use.failures = [*(use.failures or ()), f"{endpoint.id}: {error}"]
        return endpoint
    if data == document.data:
        use.vain += 1
        return endpoint
    use.changed += 1
    corrected = replace(document, data=data)
    if entry.target == "input":
        return replace(endpoint, input=corrected)
    return replace(endpoint, output=corrected)


def apply_operations(data: Json, operations: list[dict[str, Any]]) -> Json:
    """``data`` after the operations. Raises ``ValueError`` that says which one is impossible."""
    from jsonpatch import JsonPatch, JsonPatchException
    from jsonpointer import JsonPointerException

    try:
        return cast("Json", JsonPatch(operations).apply(deepcopy(data)))
    except (JsonPatchException, JsonPointerException, TypeError, KeyError) as error:
        raise ValueError(str(error).splitlines()[0] if str(error) else "it does not fit") from error


def _judged(entry: _Entry, use: _Uses, today: date) -> Iterator[Diagnostic]:
    """What a person should know of an entry after all of its endpoints."""
    place = f"{entry.pointer}/patch"
    if use.failures and not use.changed:
        message = f"the patch cannot be applied: {use.failures[0]}"
        yield finding(entry.document, place, "TW040", message, _LOOK)
    elif use.vain and not use.changed:
        message = "the patch changes nothing: the vendor has it so already"
        severity = Severity.WARNING
        yield finding(entry.document, place, "TW041", message, "delete it", severity=severity)
    elif not use.changed:
        message = f"no endpoint matches {quoted(entry.glob)}"
        place = f"{entry.pointer}/endpoints"
        yield finding(entry.document, place, "TW040", message, "correct the glob, or delete it")
    if entry.expires is not None and entry.expires < today.isoformat():
        message = f"the patch was to be looked at again by {entry.expires}"
        place, severity = f"{entry.pointer}/expires", Severity.WARNING
        yield finding(entry.document, place, DUE, message, _LOOK, severity=severity)
