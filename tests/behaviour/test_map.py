"""Many calls at once, by both clients: order, errors, journals, stopping, and what is paid."""

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import aclosing, closing
from pathlib import Path
from typing import Any, Protocol

import pytest

from runcomfy_models import (
    AsyncClient,
    Client,
    InvalidArguments,
    JobFailed,
    JournalUnusable,
    NotFound,
    Outcome,
    SubmitOutcomeUnknown,
    Tally,
    WaitTimeout,
)
from runcomfy_models._runtime.journal import Entry, Journal
from typewright.emulator.scenario import End, Fault, Queue, Run, Scenario
from typewright.emulator.server import Served

from .conftest import IMPATIENT

Params = Mapping[str, Any]


class Mapper(Protocol):
    """Maps the text endpoint over inputs; ``most`` outcomes are taken, then it is closed."""

    def __call__(self, inputs: Any, *, most: int | None = ..., **more: Any) -> list[Any]: ...


@pytest.fixture(params=["sync", "async"])
def mapped(request: pytest.FixtureRequest, emulator: Served) -> Mapper:
    """A mapper of the client that the test is run for."""
    settings: Any = {"base_url": emulator.base_url, "policy": IMPATIENT, "probe_urls": False}

    def in_threads(inputs: Any, *, most: int | None = None, **more: Any) -> list[Any]:
        timeout = more.pop("timeout", 20.0)
        with Client(emulator.token, timeout=timeout, **settings) as client:
            endpoint: Any = client.bytedance.seedream_5.lite.text_to_image
            with closing(client.map(endpoint, inputs, **more)) as outcomes:
                return _first(outcomes, most)

    async def in_tasks(inputs: Any, *, most: int | None = None, **more: Any) -> list[Any]:
        found: list[Any] = []
        timeout = more.pop("timeout", 20.0)
        async with AsyncClient(emulator.token, timeout=timeout, **settings) as client:
            endpoint: Any = client.bytedance.seedream_5.lite.text_to_image
            async with aclosing(client.map(endpoint, inputs, **more)) as outcomes:
                async for outcome in outcomes:
                    found.append(outcome)
                    if len(found) == most:
                        break
        return found

    def in_a_loop(inputs: Any, *, most: int | None = None, **more: Any) -> list[Any]:
        return asyncio.run(in_tasks(inputs, most=most, **more))

    return in_threads if request.param == "sync" else in_a_loop


def _first(outcomes: Iterator[Any], most: int | None) -> list[Any]:
    found: list[Any] = []
    for outcome in outcomes:
        found.append(outcome)
        if len(found) == most:
            break
    return found


def prompts(count: int) -> list[Params]:
    return [{"prompt": f"cat {number}"} for number in range(count)]


def paid(emulator: Served) -> list[str]:
    """The prompt of every accepted job."""
    return [str(job.input["prompt"]) for job in emulator.emulation.jobs]


def test_outcomes_come_in_the_order_of_the_inputs(mapped: Mapper, emulator: Served) -> None:
    outcomes = mapped(prompts(25), concurrency=6)
    assert [outcome.index for outcome in outcomes] == list(range(25))
    assert [outcome.params for outcome in outcomes] == prompts(25)
    assert all(outcome.get().image and outcome.error is None for outcome in outcomes)
    assert len({outcome.request_id for outcome in outcomes}) == 25
    assert sorted(paid(emulator)) == sorted(each["prompt"] for each in prompts(25))


def test_outcomes_as_they_finish(mapped: Mapper, emulator: Served) -> None:
    emulator.reset(Scenario(fault=(Fault("status", "slow", seconds=0.4),)))
    outcomes = mapped(prompts(8), concurrency=4, ordered=False)
    assert sorted(outcome.index for outcome in outcomes) == list(range(8))
    assert outcomes[-1].index < 4  # the first four began together; the slow one of them is last


def test_no_more_run_at_once_than_asked(mapped: Mapper, emulator: Served) -> None:
    emulator.reset(Scenario(run=Run(polls=3)))
    running: list[int] = []
    lock = threading.Lock()

    def inputs() -> Iterator[Params]:
        for params in prompts(12):
            with lock:
                jobs = emulator.emulation.jobs
                now = emulator.emulation.clock()
                running.append(sum(job.phase(now) in ("queued", "running") for job in jobs))
            yield params

    assert len(mapped(inputs(), concurrency=3)) == 12
    assert max(running) <= 3
    assert len(running) == 12


def test_no_inputs_at_all(mapped: Mapper) -> None:
    assert mapped([]) == []


def test_an_input_that_goes_wrong_is_an_outcome_of_its_own(
    mapped: Mapper, emulator: Served
) -> None:
    wrong: list[Params] = [{"prompt": "a"}, {"promt": "b"}, {"prompt": "c"}]
    good, bad, other = mapped(wrong)
    assert good.get().image
    assert other.get().image
    assert isinstance(bad.error, InvalidArguments)
    with pytest.raises(InvalidArguments, match="did you mean prompt"):
        bad.get()
    assert emulator.accepted == 2


def test_errors_carry_the_request_id(mapped: Mapper, emulator: Served) -> None:
    emulator.reset(Scenario(end=End(outcome="failed", error="no")))
    (outcome,) = mapped(prompts(1))
    assert isinstance(outcome.error, JobFailed)
    assert outcome.request_id == outcome.error.request_id == emulator.emulation.jobs[0].request_id
    assert outcome.output is None


def test_concurrency_below_one(mapped: Mapper) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        mapped(prompts(1), concurrency=0)


def test_trouble_with_the_inputs_reaches_the_caller(mapped: Mapper, emulator: Served) -> None:
    def inputs() -> Iterator[Params]:
        yield {"prompt": "a"}
        raise LookupError("the table is gone")

    with pytest.raises(LookupError, match="the table is gone"):
        mapped(inputs(), concurrency=2)


def test_progress_is_told(mapped: Mapper) -> None:
    told: list[Tally] = []
    mapped([{"prompt": "a"}, {"promt": "b"}], concurrency=1, progress=told.append)
    assert told == [Tally(1, 0, 0, 2), Tally(1, 1, 0, 2)]


def test_a_second_run_takes_everything_from_the_journal(
    mapped: Mapper, emulator: Served, tmp_path: Path
) -> None:
    journal = tmp_path / "new" / "batch.jsonl"
    first = mapped(prompts(5), journal=journal)
    calls = len(emulator.emulation.received)
    second = mapped(prompts(5), journal=journal)
    assert [outcome.get() for outcome in second] == [outcome.get() for outcome in first]
    assert [outcome.request_id for outcome in second] == [each.request_id for each in first]
    assert len(emulator.emulation.received) == calls
    assert emulator.token not in journal.read_text()


def test_a_longer_list_pays_for_what_is_new(
    mapped: Mapper, emulator: Served, tmp_path: Path
) -> None:
    mapped(prompts(3), journal=tmp_path / "j")
    outcomes = mapped([*reversed(prompts(6)), {"prompt": "cat 1"}], journal=tmp_path / "j")
    assert all(outcome.error is None for outcome in outcomes)
    assert sorted(paid(emulator)) == ["cat 0", "cat 1", "cat 1", "cat 2", "cat 3", "cat 4", "cat 5"]


def test_a_batch_that_is_given_up_is_taken_up_later(
    mapped: Mapper, emulator: Served, tmp_path: Path
) -> None:
    emulator.reset(Scenario(queue=Queue(polls=5)))
    begun = mapped(prompts(20), journal=tmp_path / "j", concurrency=4, most=3, ordered=False)
    accepted = emulator.accepted
    assert len(begun) == 3
    assert 3 <= accepted <= 12
    outcomes = mapped(prompts(20), journal=tmp_path / "j", concurrency=4)
    assert all(outcome.error is None for outcome in outcomes)
    assert sorted(paid(emulator)) == sorted(each["prompt"] for each in prompts(20))


def test_what_may_have_been_accepted_is_not_paid_twice(
    mapped: Mapper, emulator: Served, tmp_path: Path
) -> None:
    cut = Fault("submit", "cut", accepted=True, skip=1)
    emulator.reset(Scenario(fault=(cut,)))
    first = mapped(prompts(3), journal=tmp_path / "j", concurrency=1)
    assert [type(outcome.error) for outcome in first] == [
        type(None),
        SubmitOutcomeUnknown,
        type(None),
    ]
    second = mapped(prompts(3), journal=tmp_path / "j")
    assert isinstance(second[1].error, SubmitOutcomeUnknown)
    assert emulator.accepted == 3
    third = mapped(prompts(3), journal=tmp_path / "j", retry=("unknown",))
    assert third[1].get().image
    assert emulator.accepted == 4


def test_what_was_refused_is_sent_again(mapped: Mapper, emulator: Served, tmp_path: Path) -> None:
    emulator.reset(Scenario(fault=(Fault("submit", "http", status=422),)))
    (refused,) = mapped(prompts(1), journal=tmp_path / "j")
    assert refused.error is not None
    assert emulator.accepted == 0
    (accepted,) = mapped(prompts(1), journal=tmp_path / "j")
    assert accepted.get().image
    assert emulator.accepted == 1


def test_what_took_too_long_is_resumed(mapped: Mapper, emulator: Served, tmp_path: Path) -> None:
    emulator.reset(Scenario(run=Run(polls=10**6)))
    (slow,) = mapped(prompts(1), journal=tmp_path / "j", timeout=0.02)
    assert isinstance(slow.error, WaitTimeout)
    emulator.reset()  # the vendor has forgotten it
    (gone,) = mapped(prompts(1), journal=tmp_path / "j")
    assert isinstance(gone.error, NotFound)
    assert gone.request_id == slow.request_id
    assert emulator.accepted == 0


@pytest.mark.parametrize("again", [False, True])
def test_failed_jobs_are_paid_again_only_when_asked(
    mapped: Mapper, emulator: Served, tmp_path: Path, again: bool
) -> None:
    emulator.reset(Scenario(end=End(outcome="failed", error={"code": 7})))
    (first,) = mapped(prompts(1), journal=tmp_path / "j")
    emulator.reset()
    (second,) = mapped(prompts(1), journal=tmp_path / "j", retry=("failed",) if again else ())
    if again:
        assert second.get().image
        assert second.request_id != first.request_id
    else:
        assert isinstance(second.error, JobFailed)
        assert second.error.error == {"code": 7}
        assert second.request_id == first.request_id
    assert emulator.accepted == int(again)


def test_the_journal_of_something_else(mapped: Mapper, emulator: Served, tmp_path: Path) -> None:
    other = tmp_path / "j"
    other.write_text(json.dumps({"typewright_journal": 1, "model_id": "else/where"}) + "\n")
    with pytest.raises(JournalUnusable, match="name another file"):
        mapped(prompts(1), journal=other)
    other.write_text("some notes of mine\n")
    with pytest.raises(JournalUnusable, match=r"j:1: no JSON"):
        mapped(prompts(1), journal=other)
    assert other.read_text() == "some notes of mine\n"
    assert emulator.accepted == 0


def test_a_damaged_line_is_told_and_a_torn_one_is_cut_off(
    mapped: Mapper, emulator: Served, tmp_path: Path
) -> None:
    journal = tmp_path / "j"
    mapped(prompts(2), journal=journal)
    whole = journal.read_text()
    journal.write_text(whole + '{"input": "torn')
    assert all(outcome.error is None for outcome in mapped(prompts(2), journal=journal))
    assert journal.read_text() == whole
    journal.write_text(whole + '{"input": 7}\n')
    with pytest.raises(JournalUnusable, match=r"j:\d+: no line of a journal"):
        mapped(prompts(2), journal=journal)
    assert emulator.accepted == 2


def test_two_runs_at_once_with_one_journal(
    mapped: Mapper, emulator: Served, tmp_path: Path
) -> None:
    def inputs() -> Iterator[Params]:
        yield {"prompt": "a"}
        with pytest.raises(JournalUnusable, match="another process"):
            _in_a_thread(lambda: mapped(prompts(1), journal=tmp_path / "j"))

    assert len(mapped(inputs(), journal=tmp_path / "j", concurrency=1)) == 1
    assert emulator.accepted == 1


def _in_a_thread(function: Callable[[], object]) -> None:
    """Call in a thread of its own (a loop may be running in this one), and raise what it raises."""
    raised: list[BaseException] = []

    def call() -> None:
        try:
            function()
        except BaseException as error:
            raised.append(error)

    thread = threading.Thread(target=call)
    thread.start()
    thread.join()
    if raised:
        raise raised[0]


def test_an_async_iterator_of_inputs(emulator: Served) -> None:
    async def inputs() -> AsyncIterator[Params]:
        for params in prompts(3):
            yield params

    async def run() -> list[Outcome[Any]]:
        client = AsyncClient(emulator.token, base_url=emulator.base_url, policy=IMPATIENT)
        async with client:
            endpoint: Any = client.bytedance.seedream_5.lite.text_to_image
            return [outcome async for outcome in client.map(endpoint, inputs())]

    assert [outcome.get().image is not None for outcome in asyncio.run(run())] == [True] * 3


def test_a_cancelled_task_lets_accepted_jobs_go_on(emulator: Served, tmp_path: Path) -> None:
    emulator.reset(Scenario(run=Run(polls=10**6)))

    async def run() -> None:
        client = AsyncClient(emulator.token, base_url=emulator.base_url, policy=IMPATIENT)
        async with client:
            endpoint: Any = client.bytedance.seedream_5.lite.text_to_image
            async for _ in client.map(endpoint, prompts(3), journal=tmp_path / "j"):
                raise AssertionError("no job ends")

    async def cancelled() -> None:
        task = asyncio.create_task(run())
        while emulator.accepted < 3:
            await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(cancelled())
    states = [json.loads(line).get("state") for line in (tmp_path / "j").read_text().splitlines()]
    assert states.count("accepted") == 3
    assert emulator.emulation.calls("cancel") == 0


def test_a_disk_that_is_full_does_not_lose_the_request_id(
    mapped: Mapper, emulator: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = Journal.note

    def full(journal: Journal, entry: Entry, state: Any, *more: Any) -> None:
        if state == "accepted":
            raise OSError(28, "No space left on device")
        note(journal, entry, state, *more)

    monkeypatch.setattr(Journal, "note", full)
    with pytest.raises(OSError, match="No space left") as caught:
        mapped(prompts(1), journal=tmp_path / "j")
    assert any(emulator.emulation.jobs[0].request_id in note for note in caught.value.__notes__)
    monkeypatch.undo()
    (outcome,) = mapped(prompts(1), journal=tmp_path / "j")
    assert isinstance(outcome.error, SubmitOutcomeUnknown)
    assert emulator.accepted == 1
