"""What changes while the emulator runs: the jobs, the counts, and the scenario in force."""

import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Final, TypeAlias

from typewright.catalogue.model import Json
from typewright.emulator.scenario import Call, Fault, Scenario
from typewright.emulator.state import Answer, Job

Clock: TypeAlias = Callable[[], float]
"""Seconds since the epoch, never going back."""

Step: TypeAlias = Callable[[Job, float], tuple[Job, Answer]]

REMEMBERED: Final = 10_000
"""How many of the last requests are kept; the counts are of all."""


class ManualClock:
    """A clock that stands still until it is told to go on."""

    def __init__(self, seconds: float = 1_800_000_000.0) -> None:
        self.seconds = seconds

    def __call__(self) -> float:
        return self.seconds

    def advance(self, seconds: float) -> None:
        """Let so many seconds pass."""
        self.seconds += seconds


@dataclass(frozen=True, slots=True)
class Received:
    """A request as it arrived; ``authorised`` tells whether it carried the right token."""

    call: Call
    method: str
    path: str
    authorised: bool


class Emulation:
    """The one mutable thing: a test reads it while the server's thread changes it."""

    def __init__(self, scenario: Scenario | None = None, clock: Clock = time.time) -> None:
        self.clock = clock
        self._lock = Lock()
        self._serial = 0
        self.reset(scenario)

    def reset(self, scenario: Scenario | None = None) -> None:
        """Forget every job and count, and go on by ``scenario`` (by default the plain one)."""
        with self._lock:
            self.scenario = scenario or Scenario()
            self._jobs: dict[str, Job] = {}
            self._calls: Counter[Call] = Counter()
            self._received: deque[Received] = deque(maxlen=REMEMBERED)

    @property
    def accepted(self) -> int:
        """How many submits were accepted, each of which would have been paid."""
        with self._lock:
            return len(self._jobs)

    @property
    def jobs(self) -> tuple[Job, ...]:
        """The accepted jobs, in order."""
        with self._lock:
            return tuple(self._jobs.values())

    @property
    def received(self) -> tuple[Received, ...]:
        """The last requests that arrived, whatever became of them."""
        with self._lock:
            return tuple(self._received)

    def calls(self, call: Call) -> int:
        """How many requests of this kind arrived with the right token, which a file needs not."""
        with self._lock:
            return self._calls[call]

    def scenario_of(self, request_id: str) -> Scenario:
        """The scenario by which a job goes; the one in force if there is no such job."""
        with self._lock:
            job = self._jobs.get(request_id)
            return self.scenario if job is None else job.scenario

    def note(self, received: Received) -> Fault | None:
        """Count a request; gives the fault that hits it. What lacks its token is not counted."""
        with self._lock:
            self._received.append(received)
            if not (received.authorised or received.call == "file"):
                return None
            number, total = self._calls[received.call], self._calls.total()
            self._calls[received.call] += 1
            return _first_hit(self.scenario.fault, received.call, number, total)

    def submit(self, model_id: str, input: Mapping[str, Json]) -> Job:
        """Accept a job. Its id is unlike every other of this emulation, resets or not."""
        with self._lock:
            self._serial += 1
            job = Job(f"emu-{self._serial:08d}", model_id, input, self.scenario, self.clock())
            self._jobs[job.request_id] = job
            return job

    def step(self, request_id: str, step: Step) -> Answer | None:
        """Take a job one step on and give the answer; ``None`` if there is no such job (now)."""
        with self._lock:
            job, now = self._jobs.get(request_id), self.clock()
            if job is None or job.expired(now):
                return None
            self._jobs[request_id], answer = step(job, now)
            return answer


def _first_hit(faults: Iterable[Fault], call: Call, number: int, total: int) -> Fault | None:
    for fault in faults:
        if fault.on == "any" and fault.hits(total):
            return fault
        if fault.on == call and fault.hits(number):
            return fault
    return None
