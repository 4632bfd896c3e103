"""Ingest of a thousand pages, of every layout that we have, into an empty store."""

import resource
import sys
from datetime import date
from pathlib import Path

from benchmarks.timing import medians, shown
from typewright.catalogue.load import load
from typewright.catalogue.model import ProviderSource
from typewright.ingest.model import Source
from typewright.ingest.run import ingest

ROOT = Path(__file__).parents[1]
PAGES = 1_000
MOST_SECONDS = 3.0
OWNER = b"/v1/models/"


def run() -> list[str]:
    """Lines of the report."""
    (stored,) = load(ROOT / "schemas")[0].providers
    provider: ProviderSource = stored._replace(endpoints=())
    samples = [path.read_bytes() for path in sorted((ROOT / "tests" / "pages").rglob("*.*t*"))]
    pages = [raw for raw in samples if OWNER in raw]
    sources = [_page(pages[number % len(pages)], number) for number in range(PAGES)]

    def whole() -> object:
        found = ingest(sources, provider, today=date(2026, 1, 1))
        assert len(found.endpoints) == PAGES
        return len(found.files)

    before = _most_memory()
    seconds = medians({"ingest": whole}, rounds=3)["ingest"]
    return [
        f"ingesting {PAGES:,} pages: {shown(seconds)} (at most {MOST_SECONDS:g} s), "
        f"{seconds / PAGES * 1000:.2f} ms a page",
        f"  memory: {(_most_memory() - before) / 1e6:.0f} MB more at the most, for pages of "
        f"{sum(len(each.raw) for each in sources) / 1e6:.0f} MB",
    ]


def _page(raw: bytes, number: int) -> Source:
    """A page of a model of its own."""
    return Source(f"{number}.txt", raw.replace(OWNER, OWNER + b"owner-%d/" % number))


def _most_memory() -> int:
    """The most bytes that this process has held so far."""
    found = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return found if sys.platform == "darwin" else found * 1024
