"""Many calls of one endpoint: what happens to each input, and what a caller sees of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, Literal, TypeAlias, TypeVar, cast

from .endpoint import Spec
from .errors import JobCancelled, JobFailed, SdkError, SubmitOutcomeUnknown
from .flows import Flows, Json, output_of
from .journal import Entry, Journal
from .output import Output
from .protocol import Flow, work
from .settings import Settings

OutputT = TypeVar("OutputT", bound=Output)

Retry: TypeAlias = Literal["failed", "unknown"]
"""What a later run sends (and pays) again: jobs that failed, and those nobody knows of."""


class Stopped(BaseException):
    """Thrown into a flow whose batch is given up: its job is left as it is."""


@dataclass(frozen=True, slots=True)
class Outcome(Generic[OutputT]):
    """What became of one input: its ``output``, or the ``error`` that it ended with.

    ``index`` counts the inputs from 0; ``request_id`` is there once the job was accepted.
    """

    index: int
    params: Mapping[str, object]
    request_id: str | None = None
    output: OutputT | None = None
    error: SdkError | None = None

    def get(self) -> OutputT:
        """The output. Raises the error if there is none."""
        if self.output is not None:
            return self.output
        assert self.error is not None, "an outcome has an output or an error"
        raise self.error


@dataclass(frozen=True, slots=True)
class Tally:
    """How far a batch is. ``unknown`` counts the jobs that may or may not have been accepted."""

    done: int = 0
    failed: int = 0
    unknown: int = 0
    total: int | None = None

    @property
    def finished(self) -> int:
        """The inputs that have an outcome."""
        return self.done + self.failed + self.unknown

    def plus(self, outcome: Outcome[Any]) -> Tally:
        """The tally after one more outcome."""
        unknown = isinstance(outcome.error, SubmitOutcomeUnknown)
        return Tally(
            self.done + (outcome.error is None),
            self.failed + (outcome.error is not None and not unknown),
            self.unknown + unknown,
            self.total,
        )


OnTally: TypeAlias = Callable[[Tally], object]


@dataclass(frozen=True, slots=True)
class Batch(Generic[OutputT]):
    """One endpoint, one journal, and how to bind an output to the client that fetched it."""

    spec: Spec[Any, Any, OutputT]
    flows: Flows
    settings: Settings
    journal: Journal | None
    client: object
    retry: Collection[Retry] = ()

    def outcome(self, index: int, params: Mapping[str, object]) -> Flow[Outcome[OutputT]]:
        """Run one input to its end; only what is no ``SdkError`` is raised."""
        request_id: str | None = None
        try:
            entry = yield from self._claim(params)
            request_id = entry.request_id
            if self._is_to_be_sent(entry):
                request_id = None
                request_id = yield from self._submit(entry, index, params)
            output = yield from self._finish(entry, request_id)
            return Outcome(index, params, request_id, output=output)
        except SdkError as error:
            if request_id is not None and error.request_id is None:
                error.concern(request_id)
            return Outcome(index, params, request_id, error=error)

    def _claim(self, params: Mapping[str, object]) -> Flow[Entry]:
        if self.journal is None:
            return Entry("")
        fingerprint = partial(self.spec.fingerprint, params)
        return (yield from work(partial(self.journal.claim, fingerprint)))

    def _is_to_be_sent(self, entry: Entry) -> bool:
        again: dict[str, Retry] = {"sent": "unknown", "failed": "failed", "cancelled": "failed"}
        return entry.state == "new" or again.get(entry.state) in self.retry

    def _submit(self, entry: Entry, index: int, params: Mapping[str, object]) -> Flow[str]:
        """Send an input, with a line in the journal before and after."""
        content = yield from self.spec.content(params, self.settings)
        yield from self._note(entry, "sent")
        try:
            request_id = yield from self.flows.submit(self.spec.model_id, content)
        except SubmitOutcomeUnknown:
            raise
        except (SdkError, Stopped):  # a submit sleeps only after it was turned down
            yield from self._note(entry, "new")
            raise
        try:
            yield from self._note(entry, "accepted", request_id)
        except BaseException as error:  # the disk is full: the id must not be lost with the line
            error.add_note(f"job {request_id} was accepted, for the input with index {index}")
            raise
        return request_id

    def _finish(self, entry: Entry, request_id: str | None) -> Flow[OutputT]:
        """The output of an accepted job, from the API or from the journal."""
        if request_id is None:
            words = "an earlier run was broken off while it was sent"
            raise SubmitOutcomeUnknown(self.spec.model_id, words)
        known = entry.request_id == request_id
        if known and entry.state == "failed":
            raise JobFailed(request_id, entry.value)
        if known and entry.state == "cancelled":
            raise JobCancelled(request_id)
        if known and entry.state == "done":
            return self._parse(request_id, cast("Json", entry.value))
        return (yield from self._wait(entry, request_id))

    def _wait(self, entry: Entry, request_id: str) -> Flow[OutputT]:
        settings = self.settings
        try:
            result = yield from self.flows.wait(
                request_id, settings.timeout, cancel_unfinished=settings.cancel_unfinished
            )
        except JobFailed as error:
            yield from self._note(entry, "failed", request_id, error.error)
            raise
        except JobCancelled:
            yield from self._note(entry, "cancelled", request_id)
            raise
        output = output_of(result)
        yield from self._note(entry, "done", request_id, output)
        return self._parse(request_id, output)

    def _parse(self, request_id: str, output: Json) -> OutputT:
        return self.spec.parse(request_id, output).remember(self.client)

    def _note(self, entry: Entry, *note: Any) -> Flow[None]:
        if self.journal is not None:
            yield from work(partial(self.journal.note, entry, *note))


class InOrder(Generic[OutputT]):
    """Gives outcomes in the order of their inputs, or as they come."""

    def __init__(self, *, ordered: bool) -> None:
        self._ordered = ordered
        self._next = 0
        self._waiting: dict[int, Outcome[OutputT]] = {}

    def take(self, outcome: Outcome[OutputT]) -> Iterator[Outcome[OutputT]]:
        """Every outcome that may be given now."""
        if not self._ordered:
            yield outcome
            return
        self._waiting[outcome.index] = outcome
        while self._next in self._waiting:
            yield self._waiting.pop(self._next)
            self._next += 1
