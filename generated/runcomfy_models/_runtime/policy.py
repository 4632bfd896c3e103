"""How patient a client is: tries, pauses between them, and the rhythm of polling."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass


def _jitter() -> float:
    import random

    return random.random()


@dataclass(frozen=True, slots=True)
class Policy:
    """Patience: how many tries, and the seconds between tries and between polls."""

    attempts: int = 5
    first_backoff: float = 0.5
    longest_backoff: float = 20.0
    longest_retry_after: float = 60.0
    first_poll: float = 0.5
    poll_growth: float = 1.5
    longest_poll: float = 5.0
    clock: Callable[[], float] = time.monotonic
    jitter: Callable[[], float] = _jitter

    def backoff(self, attempt: int, asked: float | None) -> float:
        """The pause after try ``attempt``: what was asked for, else exponential, full jitter."""
        if asked is not None:
            return self.obeyed(asked)
        ceiling = min(self.longest_backoff, self.first_backoff * 2.0**attempt)
        return ceiling * self.jitter()

    def obeyed(self, asked: float) -> float:
        """The pause that a server asked for, up to what a caller can be asked to bear."""
        return min(asked, self.longest_retry_after)
