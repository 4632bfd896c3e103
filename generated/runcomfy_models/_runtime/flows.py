"""The life of a job as pure flows: the sync and the async client drive the same ones.

A submit that may have been accepted is never sent again, since every accepted job is paid and the
API documents no idempotency. Reading is retried. "completed" is no success: the result decides.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import cast
from urllib.parse import quote

from .errors import (
    ConnectionFailed,
    JobCancelled,
    JobFailed,
    SdkError,
    SubmitOutcomeUnknown,
    UnexpectedResponse,
    WaitTimeout,
)
from .protocol import Failure, Flow, Method, Phase, Response, Send, Sleep, Update
from .provider import Provider
from .refusals import decoded, refusal

Json = dict[str, object]


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
            return min(asked, self.longest_retry_after)
        ceiling = min(self.longest_backoff, self.first_backoff * 2.0**attempt)
        return ceiling * self.jitter()


@dataclass(frozen=True, slots=True)
class Flows:
    """The flows against one API."""

    provider: Provider
    policy: Policy = Policy()

    def submit(self, model_id: str, body: Mapping[str, object]) -> Flow[str]:
        """Start a job and return its request id.

        Raises ``SubmitOutcomeUnknown``, ``ConnectionFailed`` or an ``ApiError``.
        """
        path = self.provider.routes.submit.format(model_id=quote(model_id, safe="/"))
        content = json.dumps(body, ensure_ascii=False, allow_nan=False).encode("utf-8")
        attempt = 0
        while True:
            reply = yield Send("POST", path, content)
            assert reply is not None, "a driver answers every Send"
            rejected = isinstance(reply, Response) and reply.status in (429, 503)
            if isinstance(reply, Failure) and reply.sent:
                raise SubmitOutcomeUnknown(model_id, reply.reason)
            if isinstance(reply, Response) and not rejected:
                return self._accepted(model_id, reply)
            attempt += 1
            if attempt == self.policy.attempts:
                raise self._gave_up(reply)
            yield Sleep(self.policy.backoff(attempt, _asked_pause(reply)))

    def _gave_up(self, reply: Response | Failure) -> SdkError:
        if isinstance(reply, Response):
            return refusal(reply, self.provider)
        return ConnectionFailed(f"{self.provider.name} cannot be reached: {reply.reason}")

    def _accepted(self, model_id: str, answer: Response) -> str:
        data = decoded(answer)
        if answer.status >= 500 or answer.status == 408:
            raise SubmitOutcomeUnknown(model_id, f"HTTP {answer.status}")
        if answer.status >= 400 or (data and data.get("error_code") is not None):
            raise refusal(answer, self.provider)
        request_id = data.get("request_id") if data else None
        if not isinstance(request_id, str) or not self._is_request_id(request_id):
            raise SubmitOutcomeUnknown(model_id, f"HTTP {answer.status} without a request id")
        return request_id

    def status(self, request_id: str) -> Flow[Update]:
        """Ask once how a job stands."""
        data = yield from self._read(self.provider.routes.status, request_id)
        return self._update(request_id, data)

    def wait(self, request_id: str, timeout: float) -> Flow[Json]:
        """Poll until the job ends; return the whole result. Yields an ``Update`` for each poll.

        Raises ``JobFailed``, ``JobCancelled``, or ``WaitTimeout`` after ``timeout`` seconds.
        """
        deadline = self.policy.clock() + timeout
        pause = self.policy.first_poll
        while True:
            update = yield from self.status(request_id)
            yield update
            if update.phase in ("finished", "succeeded", "failed", "cancelled"):
                result = yield from self._read(self.provider.routes.result, request_id)
                if self._ended(request_id, result):
                    return result
            remaining = deadline - self.policy.clock()
            if remaining <= 0:
                raise WaitTimeout(request_id, timeout)
            yield Sleep(min(remaining, pause * (0.75 + 0.5 * self.policy.jitter())))
            pause = min(self.policy.longest_poll, pause * self.policy.poll_growth)

    def cancel(self, request_id: str) -> Flow[bool]:
        """Ask to cancel; whether the vendor did, by its ``outcome``: its status is unreliable."""
        route = self.provider.routes.cancel
        data = yield from self._read(route, request_id, method="POST")
        return data.get("outcome") == "cancelled"

    def _ended(self, request_id: str, result: Json) -> bool:
        phase = self._phase(str(result.get("status")))
        if phase == "failed":
            raise JobFailed(request_id, result.get("error") or result.get("failure_reason"))
        if phase == "cancelled":
            raise JobCancelled(request_id)
        return phase == "succeeded" or (phase == "finished" and result.get("output") is not None)

    def _read(self, route: str, request_id: str, *, method: Method = "GET") -> Flow[Json]:
        """Send what may be sent again, and decode the answer."""
        if not self._is_request_id(request_id):
            raise UnexpectedResponse(f"{request_id!r} is no request id of {self.provider.name}")
        send = Send(method, route.format(request_id=request_id))
        attempt = 0
        while True:
            reply = yield send
            assert reply is not None, "a driver answers every Send"
            if isinstance(reply, Response) and not _is_passing(reply.status):
                return self._content(reply)
            attempt += 1
            if attempt == self.policy.attempts:
                raise self._gave_up(reply)
            yield Sleep(self.policy.backoff(attempt, _asked_pause(reply)))

    def _content(self, answer: Response) -> Json:
        data = decoded(answer)
        if answer.status >= 400 or (data and data.get("error_code") is not None):
            raise refusal(answer, self.provider)
        if data is None:
            raise UnexpectedResponse(f"HTTP {answer.status}: the answer is no JSON object")
        return data

    def _update(self, request_id: str, data: Json) -> Update:
        status = str(data.get("status"))
        position = data.get("queue_position")
        number = position if isinstance(position, int) and not isinstance(position, bool) else None
        return Update(request_id, status, self._phase(status), number)

    def _phase(self, status: str) -> Phase:
        words = self.provider.statuses
        phases: tuple[tuple[Phase, tuple[str, ...]], ...] = (
            ("queued", words.queued),
            ("running", words.running),
            ("finished", words.finished),
            ("succeeded", words.succeeded),
            ("failed", words.failed),
            ("cancelled", words.cancelled),
        )
        for phase, known in phases:
            if status in known:
                return phase
        return "unknown"

    def _is_request_id(self, text: str) -> bool:
        return re.fullmatch(self.provider.request_id_pattern, text) is not None


def output_of(result: Json) -> Json:
    """The ``output`` of a result; an empty one when the vendor sends none or something else."""
    output = result.get("output")
    return cast("Json", output) if isinstance(output, dict) else {}


def _is_passing(status: int) -> bool:
    """Whether HTTP ``status`` is trouble that may pass, so that reading is worth another try."""
    return status in (408, 429) or status >= 500


def _asked_pause(reply: Response | Failure) -> float | None:
    return reply.retry_after() if isinstance(reply, Response) else None
