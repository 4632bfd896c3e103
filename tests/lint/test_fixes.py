"""What a fix does: the finding goes, nothing else comes, and a safe one keeps what is accepted."""

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from jsonschema_rs.canonical import Containment

from typewright.lint.fixes import Fixed, fixed
from typewright.lint.registry import rules
from typewright.lint.run import lint
from typewright.lint.single import alone, whole_of_files

from .cases import HERE, schema_files

FIXING = tuple(
    (code, path)
    for code, path in (*schema_files("bad"), ("TW008", HERE / "TW008" / "bad" / "input.json"))
    if rules()[code].fix and code != "TW702"  # which is mended by a pin
)
REMAIN = {
    "TW010": ("input.json",),
    "TW403": ("side.input.json",),
    "TW405": ("input.json", "size.input.json"),
}
"""Files with a finding of the code that no patch can mend: 1:3 is no decimal, and whether a
megabyte is 10^6 bytes is not said."""


def mended(code: str, path: Path) -> Fixed:
    whole = whole_of_files([path])
    hidden = whole.reported.get("TW008", ())
    (subject,) = whole.subjects
    return fixed(subject, [rules()[code]], hidden, unsafe=rules()[code].fix == "unsafe")


@pytest.mark.parametrize(("code", "path"), FIXING, ids=lambda each: Path(each).name)
def test_a_fix_takes_its_finding_away_and_brings_no_other(code: str, path: Path) -> None:
    before = {each.diagnostic.code for each in lint(whole_of_files([path]))}
    result = mended(code, path)
    after = lint(alone(result.subject, ()))
    left = [each for each in after if each.diagnostic.code == code]
    if path.name in REMAIN.get(code, ()):
        assert all(each.fix is None for each in left)
    else:
        assert result.entries
        assert left == []
    assert {each.diagnostic.code for each in after} <= before
    again = fixed(result.subject, [rules()[code]], (), unsafe=True)
    assert again.entries == (), "a second run has nothing to do"


SAFE = tuple((code, path) for code, path in FIXING if rules()[code].fix == "safe")


@pytest.mark.parametrize(("code", "path"), SAFE, ids=lambda each: Path(each).name)
def test_a_safe_fix_keeps_what_is_accepted(code: str, path: Path) -> None:
    result = mended(code, path)
    (before,) = whole_of_files([path]).subjects
    old, new = (_canonical(each.schema) for each in (before, result.subject))
    assert old.covers(new) is Containment.YES
    assert new.covers(old) is Containment.YES


def _canonical(schema: Any) -> jsonschema_rs.CanonicalSchema:
    """``schema``, a type "float" taken for what the store takes it for."""
    standard = json.loads(json.dumps(schema).replace('"float"', '"number"'))
    return jsonschema_rs.canonicalize(standard, draft=jsonschema_rs.Draft202012)
