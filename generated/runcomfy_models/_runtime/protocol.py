"""What a flow asks of the outside world, and what it is told: no I/O happens here."""

from __future__ import annotations

import math
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal, TypeAlias, TypeVar, cast

T = TypeVar("T")

Method: TypeAlias = Literal["GET", "POST"]

Phase: TypeAlias = Literal[
    "queued", "running", "finished", "succeeded", "failed", "cancelled", "unknown"
]
"""The vendor's status words, folded. "finished" is an end whose result still decides."""


@dataclass(frozen=True, slots=True)
class Send:
    """Please send this request to the API (``path`` below the base URL).

    The whole answer is wanted ``within`` so many seconds, or as long as an answer may take.
    """

    method: Method
    path: str
    body: bytes | None = None
    within: float = math.inf


@dataclass(frozen=True, slots=True)
class Sleep:
    """Please wait this many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Update:
    """How a job stands: given to ``on_update`` whenever it has been asked for.

    ``status`` is the vendor's word, ``phase`` ours; ``queue_position`` is there while it queues.
    """

    request_id: str
    status: str
    phase: Phase
    queue_position: int | None = None


@dataclass(frozen=True, slots=True)
class Response:
    """An HTTP answer, whole."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict[str, str])

    def retry_after(self, now: datetime | None = None) -> float | None:
        """The wait in seconds that ``Retry-After`` asks for, given as seconds or as a date."""
        value = self.headers.get("retry-after", "").strip()
        if value.isdecimal():
            return float(value)
        from email.utils import parsedate_to_datetime

        try:
            until = parsedate_to_datetime(value)
        except ValueError:
            return None
        aware = until if until.tzinfo else until.replace(tzinfo=UTC)
        return max(0.0, (aware - (now or datetime.now(UTC))).total_seconds())


@dataclass(frozen=True, slots=True)
class Failure:
    """No answer. ``sent`` is False only when the request provably never arrived."""

    sent: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Fetch:
    """Please read this URL, without the token and without following a redirect.

    ``accept`` is shown the answer without its body; it gives what takes the pieces of the body, or
    ``None`` when the body is not wanted.
    """

    url: str
    headers: Mapping[str, str]
    accept: Callable[[Response], Callable[[bytes], object] | None]


@dataclass(frozen=True, slots=True)
class Work:
    """Please call this: it blocks, so an event loop must not wait for it."""

    function: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Upload:
    """Please host this file: what an ``uploader`` is given, whose answer is an https URL.

    ``content`` is the whole file, exactly as it was judged; ``name`` is a file name at most.
    """

    name: str
    media_type: str
    content: bytes = field(repr=False)


Effect: TypeAlias = Send | Sleep | Update | Fetch | Work | Upload
Flow: TypeAlias = Generator[Effect, object, T]
"""Yields effects, is sent what came of each, and returns its result.

What breaks an effect off (Ctrl-C, a cancelled task) is thrown into the flow, which may still ask
for effects before it lets it pass.
"""


def send(request: Send) -> Flow[Response | Failure]:
    """The answer to a request, or that there is none."""
    return cast("Response | Failure", (yield request))


def fetch(request: Fetch) -> Flow[Response | Failure]:
    """The head of an answer whose body was taken by ``accept``, or that it broke off."""
    return cast("Response | Failure", (yield request))


def work(function: Callable[[], T]) -> Flow[T]:
    """What ``function`` gives."""
    return cast("T", (yield Work(function)))


def upload(file: Upload) -> Flow[object]:
    """What the uploader gives."""
    return (yield file)
