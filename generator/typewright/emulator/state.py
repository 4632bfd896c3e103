"""The queue as a pure state machine: jobs are frozen, time comes in with every call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from typewright.emulator.scenario import Scenario

Stage: TypeAlias = Literal["in_queue", "in_progress", "succeeded", "failed", "cancelled"]


@dataclass(frozen=True, slots=True)
class Job:
    """One accepted submit; times in seconds of the emulator's clock."""

    request_id: str
    model_id: str
    input: Mapping[str, object]
    scenario: Scenario
    submitted: float
    cancelled: bool = False

    def stage(self, now: float) -> Stage:
        """Where the job is at ``now``, in the words of the result route."""
        if self.cancelled:
            return "cancelled"
        age = now - self.submitted
        if age < self.scenario.queued_seconds:
            return "in_queue"
        if age < self.scenario.queued_seconds + self.scenario.running_seconds:
            return "in_progress"
        return "failed" if self.scenario.error is not None else "succeeded"

    def status_word(self, now: float) -> str:
        """The word of the status route, which has other words: an end is "completed" there."""
        stage = self.stage(now)
        if stage == "in_progress" and self.scenario.unknown_status:
            return self.scenario.unknown_status
        return "completed" if stage in ("succeeded", "failed") else stage

    def queue_position(self, now: float) -> int | None:
        """How many are before it; there only while it queues."""
        if self.stage(now) != "in_queue":
            return None
        waited = (now - self.submitted) / self.scenario.queued_seconds
        return max(1, round(self.scenario.queue_position * (1 - waited)))


@dataclass(frozen=True, slots=True)
class Queue:
    """Every job that was accepted. Changes give a new queue; ``accepted`` counts what is paid."""

    jobs: Mapping[str, Job] = field(default_factory=dict[str, Job])

    @property
    def accepted(self) -> int:
        """How many submits were accepted."""
        return len(self.jobs)

    def submit(
        self, model_id: str, body: Mapping[str, object], scenario: Scenario, now: float
    ) -> tuple[Queue, Job]:
        """Accept a job."""
        job = Job(f"req-{self.accepted + 1:06d}", model_id, body, scenario, now)
        return Queue({**self.jobs, job.request_id: job}), job

    def cancel(self, request_id: str, now: float) -> tuple[Queue, bool]:
        """Cancel a job that is still queued; a running one goes on."""
        job = self.jobs[request_id]
        if job.stage(now) != "in_queue":
            return self, job.cancelled
        return Queue({**self.jobs, request_id: replace(job, cancelled=True)}), True
