"""The page scanner, and ingest of one page above it.

Oracle: any text ends in objects and faults, in order and apart from each other; each object is read
again from its own text by the standard library. What ingest takes of a page stands in that page,
each schema as one object of JSON, and the model id stays below its owner. Where it takes nothing,
an error finding says why.
"""

import json
from collections.abc import Iterator

from typewright.catalogue.model import Json
from typewright.diagnostics import Severity
from typewright.ingest.model import Draft, Source
from typewright.ingest.page import page_text
from typewright.ingest.read import read
from typewright.ingest.scan import Broken, scan

ROUTE = "/v1/models/{model_id}"


def one_input(data: bytes) -> None:
    """Scan ``data`` and ingest it. Raises ``AssertionError`` where the oracle is broken."""
    text = data.decode("utf-8", errors="replace")
    _assert_scan(text)
    _assert_ingest(data)


def _assert_scan(text: str) -> None:
    behind, is_over = 0, False
    for each in scan(text):
        assert not is_over, "something was found behind the end of a cut page"
        assert each.start >= behind
        assert text[each.start] == "{"
        if isinstance(each, Broken):
            assert each.reason
            behind, is_over = each.start + 1, each.is_cut
            continue
        assert each.start < each.end <= len(text)
        assert repr(json.loads(each.text)) == repr(each.data)
        written = text[each.start : each.end]
        assert written == each.text or written.replace("'\\''", "'").rstrip() == each.text
        behind = each.end


def _assert_ingest(data: bytes) -> None:
    found = read(Source("page.txt", data), ROUTE)
    errors = [each for each in found.findings if each.severity is Severity.ERROR]
    assert found.drafts or errors
    assert all(each.line >= 1 and each.column >= 1 and each.help for each in found.findings)
    if not found.drafts:
        return
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    text, _ = page_text(data.decode("utf-16" if wide else "utf-8-sig"))
    objects = {repr(each) for each in _objects(text)}
    for draft in found.drafts:
        _assert_taken(draft, objects)


def _assert_taken(draft: Draft, objects: set[str]) -> None:
    assert repr(draft.input) in objects
    assert draft.output is None or repr(draft.output) in objects
    assert draft.output is not None or "an output schema" in draft.missing
    owner, _, rest = draft.model_id.partition("/")
    assert owner
    assert rest
    assert ".." not in draft.model_id.split("/")


def _objects(text: str) -> Iterator[Json]:
    """Every object at every brace: slow and sure. Apostrophes may be written for a shell."""
    decoder = json.JSONDecoder()
    for written in dict.fromkeys((text, text.replace("'\\''", "'"))):
        for start, char in enumerate(written):
            if char == "{":
                try:
                    yield decoder.raw_decode(written, start)[0]
                except (ValueError, RecursionError):
                    continue
