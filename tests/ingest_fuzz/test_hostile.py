"""Pages that want to do harm end soon, with a finding or with the truth."""

import pytest

from .hostile import MASSES, disguised, hostile
from .judge import Mutant, judged
from .originals import pages

SOURCES = {each.name: each for each in hostile()}


@pytest.mark.parametrize("name", SOURCES)
def test_hostile(name: str) -> None:
    found = judged(SOURCES[name])
    assert found.findings or found.endpoints


def test_most_of_them_are_refused() -> None:
    sources: list[Mutant] = [each for page in pages()[:3] for each in disguised(page)]
    refused = [each for each in sources if not judged(each).endpoints]
    assert len(refused) > len(sources) / 2
    assert len(SOURCES) > 2 * len(MASSES)
