"""The life of a job, pure: a step takes a job and the time, and gives the next job and an answer.

``/status`` and ``/result`` speak two vocabularies: for the former a job that ended is *completed*,
whether it succeeded or failed. The answers are those of ``runcomfy-api.md``, without their URLs.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final, TypeAlias

from typewright.catalogue.model import Json
from typewright.emulator.scenario import Phase, Scenario

Answer: TypeAlias = dict[str, Json]

STATUS_WORDS: Final[Mapping[Phase, str]] = {
    "queued": "in_queue",
    "running": "in_progress",
    "succeeded": "completed",
    "failed": "completed",
    "cancelled": "cancelled",
}
RESULT_WORDS: Final[Mapping[Phase, str]] = {
    "queued": "in_queue",
    "running": "in_progress",
    "succeeded": "succeeded",
    "failed": "failed",
    "cancelled": "cancelled",
}
_UNFINISHED: Final = ("queued", "running")


@dataclass(frozen=True, slots=True)
class Job:
    """An accepted job. Times are in seconds of the emulator's clock, ``polls`` counts the answers.

    ``cancelled_from`` is the number of polls from which it shows as cancelled, ``ended_at`` when
    it was first seen to have ended.
    """

    request_id: str
    model_id: str
    input: Mapping[str, Json]
    scenario: Scenario
    submitted_at: float
    polls: int = 0
    cancelled_from: int | None = None
    ended_at: float | None = None

    def phase(self, now: float) -> Phase:
        """Where the job stands at ``now``."""
        natural = self._progress(now)
        if self.cancelled_from is None:
            return natural
        if self.polls >= self.cancelled_from:
            return "cancelled"
        return natural if natural in _UNFINISHED else "running"  # it will not end by itself now

    def expired(self, now: float) -> bool:
        """Whether the API has forgotten the job."""
        lifetime = self.scenario.expires_seconds
        return lifetime is not None and now - self.submitted_at >= lifetime

    def queue_position(self, now: float) -> int:
        """The position to show while it queues."""
        queue = self.scenario.queue
        if self.polls < queue.polls or not queue.seconds:
            return queue.positions[min(self.polls, len(queue.positions) - 1)]
        waited = min(1.0, max(0.0, (now - self.submitted_at) / queue.seconds))
        return queue.positions[min(int(waited * len(queue.positions)), len(queue.positions) - 1)]

    def _progress(self, now: float) -> Phase:
        queue, run, age = self.scenario.queue, self.scenario.run, now - self.submitted_at
        if self.polls < queue.polls or age < queue.seconds:
            return "queued"
        if self.polls < queue.polls + run.polls or age < queue.seconds + run.seconds:
            return "running"
        return self.scenario.end.outcome


def status(job: Job, now: float) -> tuple[Job, Answer]:
    """One poll of ``/status``."""
    phase = job.phase(now)
    words = {**STATUS_WORDS, **job.scenario.words.status}
    answer: Answer = {"request_id": job.request_id, "status": words[phase]}
    if phase == "queued":
        answer["queue_position"] = job.queue_position(now)
    if phase == "running":
        answer["instance_id"] = f"instance-of-{job.request_id}"
    return _polled(job, phase, now), answer


def result(job: Job, now: float, output: Answer) -> tuple[Job, Answer]:
    """One poll of ``/result``; ``output`` is what the job gives when it succeeds."""
    phase, end = job.phase(now), job.scenario.end
    words = {**RESULT_WORDS, **job.scenario.words.result}
    polled = _polled(job, phase, now)
    answer: Answer = {
        "request_id": job.request_id,
        "status": words[phase],
        "created_at": _stamp(job.submitted_at),
        "finished_at": None if polled.ended_at is None else _stamp(polled.ended_at),
    }
    if phase == "succeeded":
        answer["output"] = output if end.output is None else dict(end.output)
    if phase == "failed":
        answer["error"] = end.error
        if end.failure_reason is not None:
            answer["failure_reason"] = end.failure_reason
    if job.scenario.echo:
        answer |= {"model_id": job.model_id, "input": dict(job.input)}
    return polled, answer


def cancel(job: Job, now: float) -> tuple[Job, Answer]:
    """One call of ``/cancel``; its outcome tells the truth unless the scenario lies."""
    plan, phase = job.scenario.cancel, job.phase(now)
    possible = {
        "unfinished": phase in _UNFINISHED,
        "queued": phase == "queued",
        "never": False,
        "ignored": phase in _UNFINISHED,
    }[plan.when]
    if possible and plan.when != "ignored" and job.cancelled_from is None:
        job = replace(job, cancelled_from=job.polls + plan.polls)
    words = {**STATUS_WORDS, **job.scenario.words.status}
    return job, {
        "request_id": job.request_id,
        "status": words[job.phase(now)] if plan.status is None else plan.status,
        "outcome": "cancelled" if possible else "not_cancellable",
    }


def _polled(job: Job, phase: Phase, now: float) -> Job:
    ended = now if job.ended_at is None and phase not in _UNFINISHED else job.ended_at
    return replace(job, polls=job.polls + 1, ended_at=ended)


def _stamp(seconds: float) -> str:
    """ISO 8601 in UTC. The API's own format is not documented."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")
