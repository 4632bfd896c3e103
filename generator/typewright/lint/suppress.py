"""``typewright-suppress.toml``: findings that a person has looked at, each with a reason.

[[suppress]]
code = "TW203"                       # or a prefix, such as TW2
endpoint = "bytedance/*"             # a glob of ids, or of files outside a store
pointer = "/properties/prompt/type"  # a glob too
reason = "the server answers an empty prompt with a caption"
expires = 2027-06-30                 # optional
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import Final, cast

from typewright.catalogue.findings import finding, quoted
from typewright.catalogue.reading_toml import read_toml
from typewright.catalogue.toml import TomlDocument
from typewright.diagnostics import ConfigError, Diagnostic, Severity
from typewright.lint.results import Result

_REQUIRED: Final = ("code", "endpoint", "pointer", "reason")
_KNOWN: Final = (*_REQUIRED, "expires")
_CODE: Final = re.compile(r"TW\d{0,3}")


@dataclass(frozen=True, slots=True)
class Suppression:
    """One entry; ``number`` counts from 0."""

    number: int
    code: str
    endpoint: str
    pointer: str
    expires: date | None

    def covers(self, result: Result) -> bool:
        """Whether it is about ``result``."""
        code, owner, pointer = result.key
        return (
            code.startswith(self.code)
            and fnmatchcase(owner, self.endpoint)
            and fnmatchcase(pointer, self.pointer)
        )


@dataclass(frozen=True, slots=True)
class Suppressions:
    """All entries of a file, and the file for findings about them."""

    document: TomlDocument
    entries: tuple[Suppression, ...]


def read_suppressions(path: Path) -> Suppressions:
    """The entries of the file at ``path``.

    Raises :class:`ConfigError` for a file that is not as it should be.
    """
    document, findings = read_toml(PurePosixPath(path.as_posix()), path.read_bytes())
    for each in findings:
        raise ConfigError(f"{path}:{each.line}:{each.column}: {each.message}")
    entries = document.data.get("suppress", [])
    unknown = [key for key in document.data if key != "suppress"]
    if unknown or not isinstance(entries, list):
        raise ConfigError(f"{path}: write [[suppress]] tables, and nothing else")
    tables = cast("list[object]", entries)
    return Suppressions(
        document, tuple(_entry(path, number, each) for number, each in enumerate(tables))
    )


def _entry(path: Path, number: int, value: object) -> Suppression:
    where = f"{path}: suppression {number + 1}"
    if not isinstance(value, dict):
        raise ConfigError(f"{where}: write [[suppress]] and its keys below")
    table = cast("dict[str, object]", value)
    for key in table:
        if key not in _KNOWN:
            raise ConfigError(f"{where}: unknown key {key!r}; known keys: {', '.join(_KNOWN)}")
    for key in _REQUIRED:
        given = table.get(key)
        if not isinstance(given, str) or (not given.strip() and key != "pointer"):
            raise ConfigError(f'{where}: give {key} = "..."; a suppression needs a reason too')
    expires = table.get("expires")
    if expires is not None and type(expires) is not date:
        raise ConfigError(f"{where}: expires must be a day, such as 2027-06-30")
    if not _CODE.fullmatch(str(table["code"])):
        raise ConfigError(f"{where}: code must be a code such as TW203, or its beginning")
    code, endpoint, pointer = (str(table[key]) for key in ("code", "endpoint", "pointer"))
    day = expires if type(expires) is date else None
    return Suppression(number, code, endpoint, pointer, day)


def valid(suppressions: Suppressions, today: date) -> list[Suppression]:
    """The entries that count: those that have not expired."""
    return [e for e in suppressions.entries if e.expires is None or e.expires >= today]


def suppressed(
    results: Iterable[Result],
    suppressions: Suppressions,
    today: date,
    were_looked_for: Callable[[str], bool] = lambda _: True,
) -> tuple[tuple[Result, ...], tuple[Diagnostic, ...]]:
    """``results`` with those that are suppressed settled, and TW901 for entries that suppress
    nothing or have expired (they no longer count).

    ``were_looked_for`` says of the beginning of a code whether all findings with it would be in
    ``results``: an entry for others may suppress what was not asked for.
    """
    counting = valid(suppressions, today)
    used: set[int] = set()
    judged: list[Result] = []
    for each in results:
        covering = [entry.number for entry in counting if entry.covers(each)]
        used.update(covering)
        hides = bool(covering) and not each.settled
        judged.append(each._replace(settled="suppressed") if hides else each)
    stale = (
        entry
        for entry in suppressions.entries
        if entry.number not in used and (entry not in counting or were_looked_for(entry.code))
    )
    return tuple(judged), tuple(_stale(suppressions.document, entry, today) for entry in stale)


def _stale(document: TomlDocument, entry: Suppression, today: date) -> Diagnostic:
    expired = entry.expires is not None and entry.expires < today
    message = f"this suppression of {entry.code} at {quoted(entry.endpoint)} matches no finding"
    advice = "delete it"
    if expired:
        message = f"this suppression of {entry.code} expired on {entry.expires}"
        advice = "look at the finding again; then mend it, or give another day"
    place = f"/suppress/{entry.number}"
    return finding(document, place, "TW901", message, advice, severity=Severity.WARNING)


def unmatched(suppressions: Suppressions, found: Iterable[Diagnostic], today: date) -> list[int]:
    """The numbers of entries that suppress nothing, of those that ``found`` (TW901) is about."""
    stale = {int(each.pointer.rpartition("/")[2]) for each in found}
    return [
        entry.number
        for entry in suppressions.entries
        if entry.number in stale and (entry.expires is None or entry.expires >= today)
    ]
