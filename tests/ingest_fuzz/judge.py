"""What must hold whatever is ingested: a finding or a result, and no result that no page has."""

import json
import os
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any, Final

from typewright.catalogue.load import load
from typewright.catalogue.model import ProviderSource
from typewright.diagnostics import Severity
from typewright.files import Files
from typewright.ingest.model import Source
from typewright.ingest.run import Ingested, ingest

from .originals import Original

ROOT: Final = Path(__file__).parents[2]
TODAY: Final = date(2026, 11, 21)
IS_FULL: Final = os.environ.get("HYPOTHESIS_PROFILE") == "full"
"""Whether every mutant is tried (``make test-all``), or a slice of them."""


@dataclass(frozen=True)
class Mutant:
    """A source made from pages whose endpoints are ``originals``; nothing else may come of it.

    ``is_decomposed`` where letters and their accents were taken apart: texts are then compared as
    Unicode says they are equal.
    """

    name: str
    raw: bytes
    originals: tuple[Original, ...]
    is_decomposed: bool = False


@cache
def provider() -> ProviderSource:
    """The provider of our store, without any endpoint."""
    (stored,) = load(ROOT / "schemas")[0].providers
    return stored._replace(endpoints=())


def judged(mutant: Mutant) -> Ingested:
    """What ingest makes of ``mutant``. Raises ``AssertionError`` where that is wrong."""
    found = ingest([Source(mutant.name, mutant.raw)], provider(), today=TODAY)
    errors = [each for each in found.findings if each.severity is Severity.ERROR]
    assert found.endpoints or errors, f"{mutant.name}: neither a result nor a finding"
    for each in found.findings:
        assert each.help, mutant.name
        assert each.message.isprintable(), f"{mutant.name}: {each.message!a}"
        assert each.line >= 1, mutant.name
        assert each.column >= 1, mutant.name
    for model_id in found.endpoints:
        _assert_true(mutant, model_id, found)
    homes = {str(path.parent).removesuffix("/locales") for path in found.files}
    assert homes <= set(found.endpoints), mutant.name
    return found


def _assert_true(mutant: Mutant, model_id: str, found: Ingested) -> None:
    """The endpoint is one of the mutant's pages, and is what one of them says of it."""
    known = [each for each in mutant.originals if each.model_id == model_id]
    assert known, f"{mutant.name}: no page is about {model_id!a}"
    given = _stored(mutant, found.files, model_id, "input.schema.json")
    output = _stored(mutant, found.files, model_id, "output.schema.json")
    meta = _stored(mutant, found.files, model_id, "endpoint.json")
    assert given in [each.input for each in known], f"{mutant.name}: a wrong input schema"
    assert output is None or output in [each.output for each in known], f"{mutant.name}: output"
    assert output is not None or _is_said(found, known), f"{mutant.name}: silently no output"
    shown = [each["input"] for each in meta.get("examples", ())]
    assert all(any(each in one.examples for one in known) for each in shown), mutant.name


def _is_said(found: Ingested, known: list[Original]) -> bool:
    """Whether a finding tells that there is no output schema, or no original has one."""
    told = any("output schema" in each.message for each in found.findings)
    return told or all(each.output is None for each in known)


def _stored(mutant: Mutant, files: Files, model_id: str, name: str) -> Any:
    text = files.get(PurePosixPath(model_id, name))
    if text is None:
        return None
    return json.loads(unicodedata.normalize("NFC", text) if mutant.is_decomposed else text)
