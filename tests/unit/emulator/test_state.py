"""The life of a job without a server: phases, words, cancelling, time."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue

from typewright.emulator.scenario import Cancel, End, Phase, Queue, Run, Scenario, Words
from typewright.emulator.state import Answer, Job, cancel, result, status

START = 1_800_000_000.0
OUTPUT: Answer = {"image": "https://files.example/1.png"}
ORDER: Mapping[Phase, int] = {"queued": 0, "running": 1, "succeeded": 2, "failed": 2}


def job(scenario: Scenario | None = None) -> Job:
    """A job submitted at ``START``."""
    return Job("id-1", "acme/one", {"prompt": "x"}, scenario or Scenario(), START)


def polls(one: Job, number: int, now: float = START) -> list[Answer]:
    """The next ``number`` answers of ``/status``."""
    answers: list[Answer] = []
    for _ in range(number):
        one, answer = status(one, now)
        answers.append(answer)
    return answers


def test_the_plain_job_queues_for_a_poll_runs_for_a_poll_and_is_done() -> None:
    words = [answer["status"] for answer in polls(job(), 4)]
    assert words == ["in_queue", "in_progress", "completed", "completed"]


def test_a_position_is_shown_while_it_queues_and_only_then() -> None:
    plan = Scenario(queue=Queue(polls=4, positions=(7, 3, 1)))
    shown = [answer.get("queue_position") for answer in polls(job(plan), 5)]
    assert shown == [7, 3, 1, 1, None]


def test_positions_follow_the_clock_when_no_polls_are_counted() -> None:
    one = job(Scenario(queue=Queue(polls=0, seconds=9.0, positions=(3, 2, 1))))
    assert [one.queue_position(START + age) for age in (0, 2.9, 3, 6, 8.9)] == [3, 3, 2, 1, 1]


def test_seconds_and_polls_must_both_have_passed() -> None:
    plan = Scenario(queue=Queue(polls=1, seconds=10), run=Run(polls=0, seconds=5))
    one, _ = status(job(plan), START)
    assert [one.phase(START + age) for age in (0, 9.9, 10, 14.9, 15)] == [
        *("queued", "queued", "running", "running", "succeeded")
    ]
    assert job(plan).phase(START + 99) == "queued"


@pytest.mark.parametrize(
    ("plan", "status_word", "result_word"),
    [
        (Scenario(queue=Queue(polls=9)), "in_queue", "in_queue"),
        (Scenario(queue=Queue(polls=0), run=Run(polls=9)), "in_progress", "in_progress"),
        (Scenario(queue=Queue(polls=0), run=Run(polls=0)), "completed", "succeeded"),
        (
            Scenario(queue=Queue(polls=0), run=Run(polls=0), end=End(outcome="failed")),
            "completed",
            "failed",
        ),
    ],
)
def test_the_two_routes_have_two_vocabularies(
    plan: Scenario, status_word: str, result_word: str
) -> None:
    assert status(job(plan), START)[1]["status"] == status_word
    assert result(job(plan), START, OUTPUT)[1]["status"] == result_word


def test_words_can_be_replaced_for_one_route() -> None:
    plan = Scenario(words=Words(status={"queued": "pending", "running": "warming_up"}))
    words = [answer["status"] for answer in polls(job(plan), 3)]
    assert words == ["pending", "warming_up", "completed"]
    assert result(job(plan), START, OUTPUT)[1]["status"] == "in_queue"


def test_a_result_has_an_output_only_when_it_succeeded() -> None:
    one = job()
    seen: list[tuple[object, bool, object]] = []
    for _ in range(3):
        one, answer = result(one, START + 1, OUTPUT)
        seen.append((answer["status"], "output" in answer, answer["finished_at"]))
    assert [row[:2] for row in seen] == [
        ("in_queue", False),
        ("in_progress", False),
        ("succeeded", True),
    ]
    assert [row[2] is None for row in seen] == [True, True, False]


@pytest.mark.parametrize("error", [None, "out of memory", {"code": "E1", "message": "no"}])
def test_a_failed_result_carries_its_error_in_any_shape(error: JsonValue) -> None:
    ended = End(outcome="failed", error=error)
    plan = Scenario(queue=Queue(polls=0), run=Run(polls=0), end=ended)
    answer = result(job(plan), START, OUTPUT)[1]
    assert (answer["status"], answer["error"], "output" in answer) == ("failed", error, False)


def test_the_end_is_stamped_when_it_is_first_seen() -> None:
    plan = Scenario(queue=Queue(polls=0), run=Run(polls=0))
    one, first = result(job(plan), START + 2, OUTPUT)
    _, later = result(one, START + 60, OUTPUT)
    assert first["finished_at"] == later["finished_at"] == "2027-01-15T08:00:02.000+00:00"
    assert first["created_at"] == "2027-01-15T08:00:00.000+00:00"


def test_cancelling_what_has_not_ended() -> None:
    one, answer = cancel(job(), START)
    assert (answer["outcome"], answer["status"]) == ("cancelled", "cancelled")
    assert polls(one, 2)[1]["status"] == "cancelled"
    assert result(one, START, OUTPUT)[1]["status"] == "cancelled"


def test_cancelling_what_has_ended_changes_nothing() -> None:
    plan = Scenario(queue=Queue(polls=0), run=Run(polls=0))
    one, answer = cancel(job(plan), START)
    assert answer["outcome"] == "not_cancellable"
    assert result(one, START, OUTPUT)[1]["status"] == "succeeded"


@pytest.mark.parametrize(
    ("plan", "outcome", "then"),
    [
        (Cancel(when="queued"), "not_cancellable", "completed"),
        (Cancel(when="never"), "not_cancellable", "completed"),
        (Cancel(when="ignored"), "cancelled", "completed"),
        (Cancel(when="unfinished", polls=1), "cancelled", "cancelled"),
    ],
)
def test_cancelling_what_runs(plan: Cancel, outcome: str, then: str) -> None:
    running = job(Scenario(queue=Queue(polls=0), run=Run(polls=1), cancel=plan))
    one, answer = cancel(running, START)
    assert answer["outcome"] == outcome
    assert [word["status"] for word in polls(one, 2)] == ["in_progress", then]


def test_the_status_beside_an_outcome_can_be_wrong() -> None:
    answer = cancel(job(Scenario(cancel=Cancel(status="in_progress"))), START)[1]
    assert (answer["outcome"], answer["status"]) == ("cancelled", "in_progress")


def test_an_id_expires() -> None:
    one = job(Scenario(expires_seconds=60))
    assert [one.expired(START + age) for age in (0, 59.9, 60)] == [False, False, True]
    assert not job().expired(START + 10**9)


@given(
    queued=st.builds(Queue, polls=st.integers(0, 4), seconds=st.floats(0, 9)),
    run=st.builds(Run, polls=st.integers(0, 4), seconds=st.floats(0, 9)),
    steps=st.lists(st.floats(0, 3), max_size=30),
)
def test_a_job_never_goes_back_and_always_ends(queued: Queue, run: Run, steps: list[float]) -> None:
    one, now, last = job(Scenario(queue=queued, run=run)), START, 0
    for seconds in [*steps, *[30.0] * 10]:
        now += seconds
        assert ORDER[one.phase(now)] >= last
        last = ORDER[one.phase(now)]
        one, _ = status(one, now)
    assert one.phase(now) == "succeeded"
