"""From the bytes of one source to drafts, and findings about what could not be taken from it."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Final

from typewright.catalogue.findings import finding
from typewright.catalogue.identity import id_objection
from typewright.catalogue.model import Document, Json
from typewright.catalogue.reading import Reading
from typewright.catalogue.reading import read as read_json
from typewright.diagnostics import Diagnostic, Severity
from typewright.ingest import api
from typewright.ingest.encoding import MOST_BYTES, decoded, refuse_damaged
from typewright.ingest.html import holds_html
from typewright.ingest.model import Draft, Schema, Source, Unreadable
from typewright.ingest.page import page_text, read_page
from typewright.ingest.scan import balanced_end
from typewright.ingest.submit import model_ids

_MISSING_HELP: Final = "nothing to do, unless the page shows it: then report the page"

_LIKE_JSON: Final = re.compile(r"""\s*+(?:\{\s*+["'}]|\[\s*+[\[{\]"'])""")


@dataclass(frozen=True, slots=True)
class Read:
    """What one source gave."""

    drafts: tuple[Draft, ...] = ()
    findings: tuple[Diagnostic, ...] = ()


def read(source: Source, route: str) -> Read:
    """The endpoints of ``source``, and what it lacks; ``route`` is the provider's submit route.

    A source that cannot be understood gives an error finding and no draft.
    """
    document = Document(PurePosixPath(source.name), "", None)
    try:
        text = decoded(source.raw)
        document = Document(PurePosixPath(source.name), text, None)
        drafts, findings = _understood(source, document, route)
        for draft in drafts:
            _refuse_unsafe(draft)
    except Unreadable as error:
        message, place = str(error), document.place(min(error.offset, len(document.text)))
        return Read((), (finding(document, "", error.code, message, error.advice, at=place),))
    return Read(drafts, findings)


def read_entries(entries: Sequence[Schema], name: str) -> Read:
    """The endpoints of an answer of the catalogue, which findings call ``name``."""
    document = Document(PurePosixPath(name), "", None)
    drafts: list[Draft] = []
    findings: list[Diagnostic] = []
    for each in api.drafts(entries, source=name):
        if isinstance(each, str):
            advice = "ask the vendor for it; it is left out"
            findings.append(finding(document, "", "TW020", each, advice))
            continue
        try:
            _refuse_unsafe(each)
            drafts.append(each)
        except Unreadable as error:
            findings.append(finding(document, "", error.code, str(error), error.advice))
    return Read(tuple(drafts), tuple(findings))


def _understood(
    source: Source, document: Document, route: str
) -> tuple[tuple[Draft, ...], tuple[Diagnostic, ...]]:
    digest = sha256(source.raw).hexdigest()
    if document.text.lstrip()[:1] in ("{", "["):
        reading = read_json(document.path, document.text.encode(), MOST_BYTES)
        if not (reading.document.broken and _is_page(document.text, route)):
            return _from_json(source, reading)
    text, claimed = page_text(document.text)
    refuse_damaged(text)
    draft = read_page(text, claimed, route, source=source.name, sha256=digest)
    return (draft,), tuple(_lacks(draft, document))


def _is_page(text: str, route: str) -> bool:
    """Whether a text that begins with a bracket and is no JSON is a page, not a damaged catalogue.

    Two of three signs say so: no JSON begins like it, it goes on behind the bracket's partner, it
    calls a model. HTML with something before it is nothing that a browser saves.
    """
    if holds_html(text):
        return False
    end = balanced_end(text, len(text) - len(text.lstrip()))
    goes_on = end is not None and bool(text[end:].strip())
    signs = (not _LIKE_JSON.match(text), goes_on, bool(model_ids(text, route)))
    return sum(signs) >= 2


def _from_json(
    source: Source, reading: Reading
) -> tuple[tuple[Draft, ...], tuple[Diagnostic, ...]]:
    if reading.document.broken or any(each.code == "TW002" for each in reading.findings):
        return (), reading.findings  # of two values of one key, which one counts is not known
    found = api.entries(reading.document.data)
    if found is None:
        message = "this JSON is no catalogue and no entry of one: there is no model_id"
        raise Unreadable("TW020", message, 'add "model_id" beside "input_schema"')
    taken = read_entries(found, source.name)
    return taken.drafts, (*reading.findings, *taken.findings)


def _lacks(draft: Draft, document: Document) -> Iterator[Diagnostic]:
    for what in draft.missing:
        message = f"{draft.model_id}: the page has no sign of {what}"
        severity = Severity.INFO
        yield finding(document, "", "TW023", message, _MISSING_HELP, severity=severity)


def _refuse_unsafe(draft: Draft) -> None:
    """Raise for an id that is no safe path, and for values that no file of the store may hold."""
    wrong = id_objection(draft.model_id)
    if wrong is not None:
        message = f"the id {ascii(draft.model_id)[:80]} {wrong}"
        raise Unreadable("TW703", message, "use the model id of the submit URL")
    around: Json = [dict(draft.meta), *map(dict, draft.examples), draft.file_inputs.text]
    for part in (dict(draft.input), dict(draft.output or {}), around):
        problems = _hygiene(json.dumps(part, ensure_ascii=False))
        if problems:
            first = problems[0]
            raise Unreadable(first.code, f"{draft.model_id}: {first.message}", first.help)


def _hygiene(text: str) -> Sequence[Diagnostic]:
    """What the store itself would refuse to read."""
    try:
        raw = text.encode()
    except UnicodeEncodeError as error:
        words = "half of a surrogate pair stands alone"
        raise Unreadable("TW003", words, "mend the text in the source") from error
    found = read_json(PurePosixPath("schema"), raw).findings
    return [each for each in found if each.severity is Severity.ERROR]
