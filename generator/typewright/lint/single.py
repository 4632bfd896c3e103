"""Schema files outside of a store, each linted by itself."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Final

from typewright.catalogue.findings import finding
from typewright.catalogue.hygiene import HIDDEN
from typewright.catalogue.locale import unwrapped_output
from typewright.catalogue.model import Catalogue, Document, is_wrapped
from typewright.catalogue.pointers import value_at
from typewright.catalogue.reading import read_file
from typewright.catalogue.vendor import check_schema
from typewright.diagnostics import Diagnostic
from typewright.lint.model import Side, Subject, Whole

NOTHING: Final = Catalogue(PurePosixPath(), ())
"""The store of files that are in none."""


def by_code(found: Iterable[Diagnostic]) -> dict[str, Sequence[Diagnostic]]:
    """``found`` by code."""
    codes: dict[str, list[Diagnostic]] = {}
    for each in found:
        codes.setdefault(each.code, []).append(each)
    return dict(codes)


def whole_of_files(paths: Iterable[Path], *, check: bool = True) -> Whole:
    """JSON Schema files, each by itself; without ``check`` as far as they can be read."""
    subjects: list[Subject] = []
    findings: list[Diagnostic] = []
    for path in paths:
        try:
            reading = read_file(path)
        except OSError as error:
            findings.append(_unreadable(path, error))
            continue
        findings += reading.findings
        if not reading.document.broken:
            subject = Subject(reading.document, _side(reading.document))
            subjects.append(subject)
            findings += _judged(subject) if check else ()
    return Whole(NOTHING, tuple(subjects), by_code(findings))


def _unreadable(path: Path, error: OSError) -> Diagnostic:
    """TW013: the others are linted all the same."""
    broken = Document(PurePosixPath(path.as_posix()), "", None, broken=True)
    if path.is_dir():
        message, advice = "this directory cannot be listed", "make it readable, or leave it out"
    else:
        message, advice = f"cannot read: {error.strerror}", "make the file readable"
    return finding(broken, "", "TW013", message, advice)


def _judged(subject: Subject) -> Iterator[Diagnostic]:
    schema = unwrapped_output(subject.document.data) if subject.root else subject.document.data
    return check_schema(
        subject.document,
        schema,
        subject.root,
        carry_unknown_rules=False,
        standalone=True,
        schemas=subject.walked,
    )


def alone(subject: Subject, hidden: Sequence[Diagnostic]) -> Whole:
    """One document by itself, with ``hidden`` (TW008) as far as its data still have it."""
    still = [each for each in hidden if still_hidden(subject, each)]
    return Whole(NOTHING, (subject,), by_code([*still, *_judged(subject)]))


def still_hidden(subject: Subject, found: Diagnostic) -> bool:
    """Whether what ``found`` (TW008) is about is still in the data of ``subject``."""
    if found.file != subject.file:
        return False
    try:
        value = value_at(subject.document.data, found.pointer)
    except LookupError:
        return False
    return not isinstance(value, str) or re.search(HIDDEN, value) is not None


def _side(document: Document) -> Side:
    named = "output" in document.path.name or "response" in document.path.name
    return "output" if named or is_wrapped(document.data) else "input"
