"""Thousands of pages that something happened to: each gives a finding or the truth.

A mutant is named in the failure. ``make test-all`` cuts at a hundred places of each kind (79,000
mutants), ``make test`` at two (3,200).
"""

from collections import Counter
from itertools import chain

import pytest

from .judge import IS_FULL, Mutant, judged
from .mutations import ENCODINGS, cuts, doubled, escaped, re_encoded
from .originals import pages

BOUNDARIES = 100 if IS_FULL else 2
"""Places of each kind where a page is cut."""

NAMES = [page.name for page in pages()]
PAGES = dict(zip(NAMES, pages(), strict=True))
OTHER = dict(zip(NAMES, [*pages()[5:], *pages()[:5]], strict=True))
"""For each page one about something else."""


@pytest.mark.parametrize("name", NAMES)
def test_a_page_as_it_is(name: str) -> None:
    page = PAGES[name]
    found = judged(Mutant(name, page.raw, page.originals))
    assert sorted(found.endpoints) == sorted(each.model_id for each in page.originals)


@pytest.mark.parametrize("name", NAMES)
def test_cut(name: str) -> None:
    outcomes = Counter(bool(judged(each).endpoints) for each in cuts(PAGES[name], BOUNDARIES))
    assert outcomes[False] > outcomes[True]


@pytest.mark.parametrize("name", NAMES)
def test_doubled(name: str) -> None:
    mutants = doubled(PAGES[name], OTHER[name], BOUNDARIES)
    twice, *others = (judged(each) for each in mutants)
    assert bool(twice.endpoints) is not PAGES[name].is_catalogue  # JSON ends where it ends
    assert any(each.findings for each in others)


@pytest.mark.parametrize("name", NAMES)
def test_re_encoded_and_escaped(name: str) -> None:
    page = PAGES[name]
    outcomes = [judged(each) for each in chain(re_encoded(page), escaped(page))]
    assert any(each.endpoints for each in outcomes)
    assert any(not each.endpoints for each in outcomes)


@pytest.mark.parametrize("how", ["UTF-16", "UTF-8 with a mark", "lines of Windows"])
def test_other_encodings_that_are_read(how: str) -> None:
    for page in pages():
        found = judged(Mutant(f"{page.name} in {how}", ENCODINGS[how](page.text), page.originals))
        assert len(found.endpoints) == len(page.originals)
