"""The life of a job as pure flows: the sync and the async client drive the same ones.

A submit that may have been accepted is never sent again, since every accepted job is paid and the
API documents no idempotency. Reading is retried. "completed" is no success: the result decides.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast
from urllib.parse import quote

from .errors import (
    ConnectionFailed,
    JobCancelled,
    JobFailed,
    RateLimited,
    SdkError,
    ServerFailed,
    SubmitOutcomeUnknown,
    UnexpectedResponse,
    WaitTimeout,
)
from .policy import Policy
from .protocol import Failure, Flow, Method, Phase, Response, Send, Sleep, Update, send
from .provider import Provider
from .refusals import decoded, refusal

Json = dict[str, object]

CANCEL_SECONDS = 10.0
"""How long the one try to cancel may take when a wait is over: somebody wants to leave."""

LAST_CHANCE_SECONDS = 1.0
"""What an answer is given at least, so that a wait of no time at all still asks once."""


@dataclass(frozen=True, slots=True)
class Flows:
    """The flows against one API."""

    provider: Provider
    policy: Policy

    def submit(self, model_id: str, content: bytes) -> Flow[str]:
        """Start a job with JSON as it is and return its request id.

        Raises ``SubmitOutcomeUnknown``, ``ConnectionFailed`` or an ``ApiError``.
        """
        path = self.provider.routes.submit.format(model_id=quote(model_id, safe="/"))
        attempt = 0
        while True:
            try:
                reply = yield from send(Send("POST", path, content))
            except BaseException as interruption:  # Ctrl-C, or a task that was cancelled
                interruption.add_note(f"{model_id}: the job may or may not have been accepted")
                raise
            rejected = isinstance(reply, Response) and reply.status in (429, 503)
            if isinstance(reply, Failure) and reply.sent:
                raise SubmitOutcomeUnknown(model_id, reply.reason)
            if isinstance(reply, Response) and not rejected:
                return self._accepted(model_id, reply)
            attempt += 1
            if attempt == self.policy.attempts:
                raise self._gave_up(reply)
            yield Sleep(self.policy.backoff(attempt, asked_pause(reply)))

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
        data, _ = yield from self._read(self.provider.routes.status, request_id)
        return self._update(request_id, data)

    def wait(
        self, request_id: str, timeout: float, *, cancel_unfinished: bool = False
    ) -> Flow[Json]:
        """Poll until the job ends; return the whole result. Yields an ``Update`` for each poll.

        Raises ``JobFailed``, ``JobCancelled``, or ``WaitTimeout`` after ``timeout`` seconds. With
        ``cancel_unfinished`` a wait that is over too early (timeout, Ctrl-C) cancels the job.
        """
        try:
            return (yield from self._until(request_id, timeout))
        except BaseException as error:
            if cancel_unfinished and _is_interruption(error):
                cancelled = yield from self._cancel_once(request_id)
                error.add_note(_CANCELLED_WORDS[cancelled].format(request_id))
                if isinstance(error, WaitTimeout):
                    error.cancelled = cancelled
            raise

    def _cancel_once(self, request_id: str) -> Flow[bool | None]:
        """Cancel without patience; ``None`` when the vendor could not be asked."""
        path = self.provider.routes.cancel.format(request_id=request_id)
        reply = yield from send(Send("POST", path, within=CANCEL_SECONDS))
        data = decoded(reply) if isinstance(reply, Response) and reply.status < 400 else None
        return None if data is None else data.get("outcome") == "cancelled"

    def _until(self, request_id: str, timeout: float) -> Flow[Json]:
        """The result, or ``WaitTimeout``, also when time ran out while the API was in trouble."""
        deadline = self.policy.clock() + timeout
        try:
            result = yield from self._poll(request_id, deadline)
        except (ConnectionFailed, RateLimited, ServerFailed) as trouble:
            if self.policy.clock() < deadline:
                raise
            raise WaitTimeout(request_id, timeout) from trouble
        if result is None:
            raise WaitTimeout(request_id, timeout)
        return result

    def _poll(self, request_id: str, deadline: float) -> Flow[Json | None]:
        """The result, or ``None`` when the deadline passes first."""
        routes, policy = self.provider.routes, self.policy
        pause = policy.first_poll
        while True:
            data, asked = yield from self._read(routes.status, request_id, deadline=deadline)
            update = self._update(request_id, data)
            yield update
            if update.phase in ("finished", "succeeded", "failed", "cancelled"):
                result, _ = yield from self._read(routes.result, request_id, deadline=deadline)
                if self._ended(request_id, result):
                    return result
            remaining = deadline - policy.clock()
            if remaining <= 0:
                return None
            usual = pause * (0.75 + 0.5 * policy.jitter())
            yield Sleep(min(remaining, usual if asked is None else policy.obeyed(asked)))
            pause = min(policy.longest_poll, pause * policy.poll_growth)

    def cancel(self, request_id: str) -> Flow[bool]:
        """Ask to cancel; whether the vendor did, by its ``outcome``: its status is unreliable."""
        route = self.provider.routes.cancel
        data, _ = yield from self._read(route, request_id, method="POST")
        return data.get("outcome") == "cancelled"

    def _ended(self, request_id: str, result: Json) -> bool:
        phase = self._phase(str(result.get("status")))
        if phase == "failed":
            raise JobFailed(request_id, result.get("error") or result.get("failure_reason"))
        if phase == "cancelled":
            raise JobCancelled(request_id)
        return phase == "succeeded" or (phase == "finished" and result.get("output") is not None)

    def _read(
        self, route: str, request_id: str, *, method: Method = "GET", deadline: float | None = None
    ) -> Flow[tuple[Json, float | None]]:
        """Send what may be sent again; the decoded answer, and the pause that it asks for."""
        if not self._is_request_id(request_id):
            raise UnexpectedResponse(f"{request_id!r} is no request id of {self.provider.name}")
        path = route.format(request_id=request_id)
        attempt, remaining = 0, self._remaining(deadline)
        while True:
            reply = yield from send(Send(method, path, within=max(remaining, LAST_CHANCE_SECONDS)))
            if isinstance(reply, Response) and not is_passing(reply.status):
                return self._content(reply), reply.retry_after()
            attempt += 1
            remaining = self._remaining(deadline)
            if attempt == self.policy.attempts or remaining <= 0:
                raise self._gave_up(reply)
            yield Sleep(min(remaining, self.policy.backoff(attempt, asked_pause(reply))))
            remaining = self._remaining(deadline)

    def _remaining(self, deadline: float | None) -> float:
        return math.inf if deadline is None else deadline - self.policy.clock()

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


_CANCELLED_WORDS = {
    True: "job {} was cancelled, as asked",
    False: "job {} could not be cancelled: it goes on and is paid",
    None: "job {}: the vendor could not be asked to cancel it; it may go on",
}


def encoded(body: Mapping[str, object]) -> bytes:
    """``body`` as the content of a request. Raises ``TypeError`` or ``ValueError``."""
    return json.dumps(body, ensure_ascii=False, allow_nan=False).encode("utf-8")


def output_of(result: Json) -> Json:
    """The ``output`` of a result; an empty one when the vendor sends none or something else."""
    output = result.get("output")
    return cast("Json", output) if isinstance(output, dict) else {}


def _is_interruption(error: BaseException) -> bool:
    """Whether the wait ended while the job did not: our deadline, or Ctrl-C and its like.

    A flow that is given up (``GeneratorExit``) may not ask for anything any more.
    """
    if isinstance(error, SdkError):
        return isinstance(error, WaitTimeout)
    return not isinstance(error, GeneratorExit)


def is_passing(status: int) -> bool:
    """Whether HTTP ``status`` is trouble that may pass, so that reading is worth another try."""
    return status in (408, 429) or status >= 500


def asked_pause(reply: Response | Failure) -> float | None:
    """The pause in seconds that an answer asks for."""
    return reply.retry_after() if isinstance(reply, Response) else None
