"""Ingest again and again in one process: nothing stays behind."""

import gc
import sys

from typewright.ingest.model import Source
from typewright.ingest.run import ingest

from .hostile import MASSES
from .judge import TODAY, provider
from .originals import pages

TIMES = 30
MOST_BLOCKS = 100
"""Blocks of memory that Python may keep for itself; one page takes some thousand."""

HOSTILE = ("broken objects", "many schemas", "submit calls", "tags", "mojibake")


def test_memory_is_flat() -> None:
    """The second half of the repetitions leaves no more alive than the first one did."""
    sources = [Source(each.name, each.raw) for each in pages()]
    sources += [Source(name, MASSES[name][:5_000].encode()) for name in HOSTILE]
    alive: list[int] = []
    gc.freeze()  # what pytest holds need not be looked at each time
    for _ in range(TIMES):
        found = ingest(sources, provider(), today=TODAY)
        assert len(found.endpoints) > len(pages())
        del found
        gc.collect()
        alive.append(sys.getallocatedblocks())
    assert alive[-1] - alive[TIMES // 2] < MOST_BLOCKS
