"""What a flow asks of the outside world, and what it is told: no I/O happens here."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal, TypeAlias, TypeVar

T = TypeVar("T")

Method: TypeAlias = Literal["GET", "POST"]

Phase: TypeAlias = Literal[
    "queued", "running", "finished", "succeeded", "failed", "cancelled", "unknown"
]
"""The vendor's status words, folded. "finished" is an end whose result still decides."""


@dataclass(frozen=True, slots=True)
class Send:
    """Please send this request to the API (``path`` below the base URL)."""

    method: Method
    path: str
    body: bytes | None = None


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


Effect: TypeAlias = Send | Sleep | Update
Reply: TypeAlias = Response | Failure | None
Flow: TypeAlias = Generator[Effect, Reply, T]
"""Yields effects, is sent replies (of a ``Send``), and returns its result."""
