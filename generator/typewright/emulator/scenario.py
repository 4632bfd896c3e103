"""How the emulator behaves: well by default, or badly in one of the ways of the real API."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scenario:
    """Times in seconds. ``error`` makes jobs fail with that value; the rest is trouble to make.

    ``rejections`` answers that many submits with ``rejection_status`` (429 or 503) first;
    ``server_errors`` that many reads with HTTP 500. ``cut_submit`` breaks the connection of a
    submit "before" or "after" it was accepted, ``garbled_submit`` cuts the answer short;
    ``ok_with_error`` answers reads with HTTP 200 and an error code, ``expired`` with 404.
    """

    queued_seconds: float = 0.05
    running_seconds: float = 0.05
    queue_position: int = 3
    error: object = None
    unknown_status: str | None = None
    rejections: int = 0
    rejection_status: int = 429
    retry_after: str | None = None
    server_errors: int = 0
    cut_submit: str | None = None
    ok_with_error: bool = False
    garbled_submit: bool = False
    expired: bool = False
