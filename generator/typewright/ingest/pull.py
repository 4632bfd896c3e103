"""The provider's catalogue into the store: each page is written as it comes.

A pull that was broken off leaves a bookmark; the next one with the same query goes on there.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import Final, cast

from typewright.catalogue.choice import one_provider
from typewright.catalogue.findings import finding, quoted
from typewright.catalogue.load import load
from typewright.catalogue.model import Document, Json, ProviderSource
from typewright.config import Config
from typewright.diagnostics import ConfigError
from typewright.ingest.fetch import Batch, Query, batches, connect
from typewright.ingest.read import Read, read_entries
from typewright.ingest.repeated import UNCLEAR
from typewright.ingest.run import Ingested, laid_over
from typewright.runtime.policy import Policy
from typewright.writer import write_each

BOOKMARK: Final = ".typewright-pull.json"
NAME: Final = "the catalogue"
"""What findings call the source."""

_ASK: Final = "ask the vendor which value holds; the entry is left out"


@dataclass(frozen=True, slots=True)
class Pulled:
    """One page in the store, and how far that is."""

    ingested: Ingested
    done: int
    total: int


def pull(
    config: Config,
    query: Query,
    *,
    today: date,
    base_url: str | None = None,
    only: str | None = None,
    policy: Policy | None = None,
) -> Iterator[Pulled]:
    """Pull every entry of ``query`` whose id matches ``only``.

    Raises ``ConfigError`` when there is no store or no token, or when the catalogue cannot be read.
    """
    store = config.root / config.schemas
    provider = _provider(config, store)
    facts = cast("Mapping[str, Json]", provider.document.data)
    route = facts.get("catalogue_route")
    if not isinstance(route, str):
        raise ConfigError(f"{provider.document.path}: add catalogue_route, such as /v1/models")
    connection = connect(facts, base_url)
    bookmark = _Bookmark(store / BOOKMARK, {**asdict(query), "base_url": connection.base_url})
    pages = batches(connection, route, query, offset=bookmark.offset(), policy=policy)
    for batch in pages:
        ingested = laid_over([_read(batch, only)], provider, today=today)
        write_each(store / provider.name, ingested.files)
        bookmark.keep(batch.next_offset)
        yield Pulled(ingested, batch.next_offset, batch.total)
    bookmark.remove()


def _read(batch: Batch, only: str | None) -> Read:
    """The entries that are wanted, without those of which nobody knows what they say."""
    wanted = {
        index: entry
        for index, entry in enumerate(batch.entries)
        if only is None or fnmatchcase(str(entry.get("model_id", "")), only)
    }
    clear = [entry for index, entry in wanted.items() if index not in batch.repeated]
    document = Document(PurePosixPath(NAME), "", None)
    doubtful = tuple(
        finding(document, "", "TW002", _twice(batch, index, wanted[index]), _ASK)
        for index in batch.repeated
        if index in wanted
    )
    read = read_entries(clear, NAME)
    return replace(read, findings=(*read.findings, *doubtful))


def _twice(batch: Batch, index: int, entry: Mapping[str, Json]) -> str:
    repeated = batch.repeated[index]
    inside = f" at {quoted(repeated.pointer)}" if repeated.pointer else ""
    key = f"the key {quoted(repeated.key)} is there twice{inside}"
    return f"{quoted(entry.get('model_id'))} ({batch.page}): {key}: {UNCLEAR}"


def _provider(config: Config, store: Path) -> ProviderSource:
    (provider,) = one_provider(config, load(store)[0]).providers
    if provider.document.broken or not isinstance(provider.document.data, dict):
        raise ConfigError(f"{provider.document.path}: cannot be read; run typewright generate")
    return provider


@dataclass(frozen=True, slots=True)
class _Bookmark:
    """Where a pull of this very query was, in a file beside the providers."""

    path: Path
    query: Mapping[str, str]

    def offset(self) -> int:
        """Where to go on: 0 for another query, or when the file says nothing."""
        try:
            data = cast("Json", json.loads(self.path.read_text("utf-8")))
        except (OSError, ValueError):
            return 0
        if not isinstance(data, dict) or data.get("query") != dict(self.query):
            return 0
        offset = data.get("offset")
        return offset if isinstance(offset, int) and offset > 0 else 0

    def keep(self, offset: int) -> None:
        """Write down how far the store is."""
        text = json.dumps({"query": dict(self.query), "offset": offset})
        staged = self.path.with_suffix(".new")
        staged.write_text(text, "utf-8")
        staged.replace(self.path)

    def remove(self) -> None:
        """The pull is whole."""
        self.path.unlink(missing_ok=True)
