"""Clean endpoints give no finding at all, not even a note."""

from pathlib import Path

from typewright.lint.run import lint
from typewright.lint.store import as_published

from .corpus.clean import cleans
from .corpus.profile import FULL
from .corpus.stores import add, make_store

COUNT = 1000 if FULL else 90
"""In the full profile, and in the quick one: ten of each language."""


def test_clean_endpoints_give_no_finding(tmp_path: Path) -> None:
    home = make_store(tmp_path)
    for endpoint in cleans(COUNT):
        add(home, endpoint)
    found = [
        f"{each.file}{each.pointer} {each.code} {each.message}"
        for each in (result.diagnostic for result in lint(as_published(tmp_path)))
    ]
    assert found == [], "\n".join(found[:40])
