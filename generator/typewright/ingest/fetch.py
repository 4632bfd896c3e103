"""The provider's catalogue over the network, page by page; the only network of the generator.

The requests are flows of the runtime: the same retries, the same patience, the same silence about
the token.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, cast
from urllib.parse import urlencode

from typewright.catalogue.findings import quoted
from typewright.catalogue.model import Json
from typewright.diagnostics import ConfigError
from typewright.ingest.repeated import UNCLEAR, Repeated, repeated_keys
from typewright.runtime.connection import Connection
from typewright.runtime.errors import MissingToken
from typewright.runtime.flows import asked_pause, is_passing
from typewright.runtime.policy import Policy
from typewright.runtime.protocol import Failure, Flow, Response, Send, Sleep, send
from typewright.runtime.refusals import decoded, message_of
from typewright.runtime.settings import from_environment, usable_token
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
    """One answer: its entries, how far that is, and how many there are in all.

    ``repeated`` tells by the index of an entry which keys it has twice.
    """

    entries: list[Mapping[str, Json]]
    next_offset: int
    total: int
    repeated: Mapping[int, Repeated] = field(default_factory=dict[int, Repeated])

    @property
    def page(self) -> str:
        """Which page it is, for a person."""
        return f"entries {self.next_offset - len(self.entries) + 1} to {self.next_offset}"


class PullFailed(ConfigError):
    """The catalogue could not be read; what was pulled before is kept."""


def connect(facts: Mapping[str, Json], base_url: str | None) -> Connection:
    """Where the catalogue is and as whom it is asked, by the facts of the provider.

    The token comes from the environment. Raises :class:`ConfigError` without one, and for a place
    that is no URL.
    """
    auth = cast("Mapping[str, Json]", facts["auth"])
    names = _names(auth["token_env"])
    elsewhere = base_url or from_environment(_names(facts["base_url_env"]))
    place = elsewhere or str(facts["base_url"])
    if not place.startswith(("https://", "http://")):
        raise ConfigError(f"{place}: the base URL of an API begins with https://")
    try:
        token = usable_token(None, names)
    except MissingToken as error:
        raise ConfigError(str(error).replace("pass Client(token), or ", "")) from error
    return Connection(place, str(auth["header"]), str(auth["scheme"]), token)


def _names(value: Json) -> tuple[str, ...]:
    return tuple(map(str, cast("list[Json]", value)))


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
        yield Sleep(policy.backoff(attempt, asked_pause(reply)))
    raise AssertionError("the last attempt returns or raises")


def _may_pass(status: int) -> bool:
    """Whether to ask again: an answer that was cut short comes as 200."""
    return status == 200 or is_passing(status)


def _batch(reply: Response | Failure, offset: int) -> Batch | str:
    """The page, or why it is none."""
    if isinstance(reply, Failure):
        return reply.reason
    data = decoded(reply)
    if data is None:
        return f"HTTP {reply.status}, and no JSON object"
    if reply.status >= 400 or data.get("error_code") is not None:
        return f"HTTP {reply.status} {message_of(data)}".strip()
    models, total = cast("Json", data.get("models")), data.get("total")
    if not isinstance(models, list) or not all(isinstance(each, dict) for each in models):
        return "the answer holds no list of models"
    end = offset + len(models)
    entries = cast("list[Mapping[str, Json]]", models)
    repeated = _repeated(reply.body)
    if isinstance(repeated, str):
        return f"the page from entry {offset + 1} on: {repeated}"
    return Batch(entries, end, total if isinstance(total, int) else end, repeated)


def _repeated(body: bytes) -> Mapping[int, Repeated] | str:
    """What entries have twice, by their index; or why the whole page cannot be taken."""
    found: dict[int, Repeated] = {}
    try:
        every = repeated_keys(body)
    except RecursionError:
        return "values are nested too deep"
    for each in every:
        _, *tokens = each.pointer.split("/")
        if tokens[:1] == ["models"] and len(tokens) > 1:
            inside = Repeated("".join(f"/{token}" for token in tokens[2:]), each.key)
            found.setdefault(int(tokens[1]), inside)
        else:
            return f"it has the key {quoted(each.key)} twice: {UNCLEAR}"
    return found
