"""The provider's catalogue over the network, page by page; the only network of the generator.

The requests are flows of the runtime: the same retries, the same patience, the same silence about
the token.
"""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, cast
from urllib.parse import urlencode

from typewright.catalogue.model import Json
from typewright.diagnostics import ConfigError
from typewright.runtime.connection import Connection
from typewright.runtime.policy import Policy
from typewright.runtime.protocol import Failure, Flow, Response, Send, Sleep, send
from typewright.runtime.transport import SyncDriver

PAGE: Final = 50
"""Entries of one request."""

MOST_PAGES: Final = 1_000


@dataclass(frozen=True, slots=True)
class Query:
    """Which entries are wanted; empty words want all."""

    search: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True)
class Batch:
    """One answer: its entries, how far that is, and how many there are in all."""

    entries: list[Mapping[str, Json]]
    next_offset: int
    total: int


class PullFailed(ConfigError):
    """The catalogue could not be read; what was pulled before is kept."""


def connect(facts: Mapping[str, Json], base_url: str | None) -> Connection:
    """Where the catalogue is and as whom it is asked, by the facts of the provider.

    The token comes from the environment. Raises :class:`ConfigError` without one.
    """
    auth = cast("Mapping[str, Json]", facts["auth"])
    names = [str(name) for name in cast("list[Json]", auth["token_env"])]
    token = _from_environment(names)
    if not token:
        raise ConfigError(f"no token: set one of {', '.join(names)}")
    elsewhere = base_url or _from_environment(
        [str(name) for name in cast("list[Json]", facts["base_url_env"])]
    )
    place = elsewhere or str(facts["base_url"])
    return Connection(place, str(auth["header"]), str(auth["scheme"]), token)


def _from_environment(names: list[str]) -> str:
    return next((value for name in names if (value := os.environ.get(name, "").strip())), "")


def batches(
    connection: Connection,
    route: str,
    query: Query,
    *,
    offset: int = 0,
    policy: Policy | None = None,
) -> Iterator[Batch]:
    """Every page of the catalogue from ``offset`` on. Raises :class:`PullFailed`."""
    driver = SyncDriver(lambda: connection)
    try:
        for _ in range(MOST_PAGES):
            batch = driver.run(_page(route, query, offset, policy or Policy()))
            yield batch
            if not batch.entries or batch.next_offset >= batch.total:
                return
            offset = batch.next_offset
        raise PullFailed(f"the catalogue has more than {MOST_PAGES} pages of {PAGE} entries")
    finally:
        driver.close()


def _page(route: str, query: Query, offset: int, policy: Policy) -> Flow[Batch]:
    wanted = {"search": query.search, "category": query.category}
    words = {name: value for name, value in wanted.items() if value}
    numbers = {"include_schema": "true", "limit": PAGE, "offset": offset}
    request = Send("GET", f"{route}?{urlencode(numbers | words)}")
    for attempt in range(1, policy.attempts + 1):
        reply = yield from send(request)
        found = _batch(reply, offset)
        if isinstance(found, Batch):
            return found
        last = attempt == policy.attempts
        if last or (isinstance(reply, Response) and not _may_pass(reply.status)):
            raise PullFailed(f"the catalogue cannot be read: {found}")
        asked = reply.retry_after() if isinstance(reply, Response) else None
        yield Sleep(policy.backoff(attempt, asked))
    raise AssertionError("the last attempt returns or raises")


def _may_pass(status: int) -> bool:
    """Whether to ask again: an answer that was cut short comes as 200."""
    return status in (200, 408, 429) or status >= 500


def _batch(reply: Response | Failure, offset: int) -> Batch | str:
    """The page, or why it is none."""
    if isinstance(reply, Failure):
        return reply.reason
    try:
        data = cast("Json", json.loads(reply.body))
    except (ValueError, RecursionError):
        return f"HTTP {reply.status}, and no JSON"
    if not isinstance(data, dict) or reply.status >= 400 or data.get("error_code") is not None:
        words = data.get("error_message") or data.get("message") if isinstance(data, dict) else ""
        return f"HTTP {reply.status} {words or ''}".strip()
    models, total = data.get("models"), data.get("total")
    if not isinstance(models, list) or not all(isinstance(each, dict) for each in models):
        return "the answer holds no list of models"
    end = offset + len(models)
    entries = cast("list[Mapping[str, Json]]", models)
    return Batch(entries, end, total if isinstance(total, int) else end)
