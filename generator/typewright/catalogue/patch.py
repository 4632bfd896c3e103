"""Reviewed corrections, laid over what vendors published; the only user of jsonpatch.

A correction stands beside the schema that it corrects (``patch.json``), or beside the provider for
a glob of endpoints (``patches.json``). It is applied on the way, before anything is judged: the
vendor's file stays as it was published. One that fits no longer, or that changes nothing any more,
is a finding: the vendor has moved, and somebody should look.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from typing import Any, Final, Literal, cast

from typewright.catalogue.findings import finding, quoted
from typewright.catalogue.model import Catalogue, Document, EndpointSource, Json, ProviderSource
from typewright.catalogue.pointers import depth
from typewright.catalogue.reading import MAX_DEPTH, MAX_KEY
from typewright.catalogue.validation import violations
from typewright.diagnostics import Diagnostic, Severity

DUE: Final = "TW042"
"""The code of a correction that is due for a look: the only finding that depends on the day."""

MAX_MOVED: Final = 20_000
"""Values that the operations of one patch may copy and move: copies of copies have no end."""

_LONGEST: Final = 200  # characters of a reason that a finding shows
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
    return catalogue._replace(providers=providers), tuple(found)


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
    return provider._replace(endpoints=tuple(endpoints))


def shared_globs(document: Document) -> Iterator[tuple[str, str]]:
    """The pointer of each correction for many endpoints, and the glob of their ids."""
    return ((entry.pointer, entry.glob) for entry in _entries(document))


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
    corrected = document._replace(data=data)
    if entry.target == "input":
        return endpoint._replace(input=corrected)
    return endpoint._replace(output=corrected)


def apply_operations(data: Json, operations: list[dict[str, Any]]) -> Json:
    """``data`` after the operations. Raises ``ValueError`` that says which one is impossible."""
    from jsonpatch import JsonPatch, JsonPatchException
    from jsonpointer import JsonPointer, JsonPointerException

    room, patched = MAX_MOVED, deepcopy(data)
    try:
        for operation in operations:
            patch, moved = JsonPatch([operation]), operation.get("value")
            if operation["op"] in ("copy", "move"):
                moved = JsonPointer(operation["from"]).resolve(patched)
                room -= _values_in(moved)
            _refuse_excess(operation["path"], moved, room)
            patched = cast("Json", patch.apply(patched, in_place=True))
    except (JsonPatchException, JsonPointerException, TypeError, KeyError) as error:
        raise ValueError(str(error).splitlines()[0] if str(error) else "it does not fit") from error
    return patched


def _refuse_excess(path: str, value: Json, room: int) -> None:
    """Raise ``ValueError`` for what no file could hold: copies of copies, and values too deep."""
    tokens = path.split("/")
    if room < 0:
        raise ValueError(f"it copies and moves more than {MAX_MOVED:,} values")
    if len(tokens) + depth(value) > MAX_DEPTH:
        raise ValueError(f"values would be nested more than {MAX_DEPTH} deep")
    if max(map(len, tokens)) > MAX_KEY:
        raise ValueError(f"a key would have more than {MAX_KEY} characters")


def _values_in(value: Json) -> int:
    """How many values there are in ``value``, itself included."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + sum(map(_values_in, inner))


def _judged(entry: _Entry, use: _Uses, today: date) -> Iterator[Diagnostic]:
    """What a person should know of an entry after all of its endpoints."""
    place = f"{entry.pointer}/patch"
    if use.failures and not use.changed:
        message = f"the patch cannot be applied: {use.failures[0][:_LONGEST]}"
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
