"""The life of a job, driven by hand: no socket, no clock but this file's."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeVar

import pytest

from typewright.runtime.errors import (
    ApiError,
    AuthenticationFailed,
    ConnectionFailed,
    InsufficientBalance,
    JobCancelled,
    JobFailed,
    NotFound,
    PermissionDenied,
    RateLimited,
    ServerFailed,
    SubmitOutcomeUnknown,
    UnexpectedResponse,
    WaitTimeout,
)
from typewright.runtime.flows import Flows, encoded
from typewright.runtime.policy import Policy
from typewright.runtime.protocol import Failure, Flow, Response, Send, Sleep, Update
from typewright.runtime.provider import Limits, Provider, Routes, Statuses

T = TypeVar("T")

PROVIDER = Provider(
    name="acme",
    display_name="Acme",
    base_url="https://api.acme.example",
    base_url_env=(),
    auth_header="Authorization",
    auth_scheme="Bearer",
    token_env=(),
    routes=Routes(
        "/m/{model_id}", "/r/{request_id}/status", "/r/{request_id}", "/r/{request_id}/c"
    ),
    statuses=Statuses(
        queued=("in_queue",),
        running=("in_progress",),
        finished=("completed",),
        succeeded=("succeeded",),
        failed=("failed",),
        cancelled=("cancelled",),
    ),
    request_id_pattern="[A-Za-z0-9_-]{1,128}",
    error_codes={"400004": "authentication", "400002": "balance", "404001": "not_found"},
    limits=Limits(1, 1, 1, 1),
    local_files="data_uri",
    download_hosts=("*.acme.example",),
)


@dataclass
class World:
    """Answers a flow from a list, and lets its sleeps pass at once."""

    replies: list[Any]
    now: float = 0.0
    sent: list[Send] = field(default_factory=list[Send])
    sleeps: list[float] = field(default_factory=list[float])
    updates: list[Update] = field(default_factory=list[Update])

    def flows(self, **changes: Any) -> Flows:
        return Flows(PROVIDER, Policy(clock=lambda: self.now, jitter=lambda: 0.5, **changes))

    def run(self, flow: Flow[T]) -> T:
        reply: Any = None
        while True:
            try:
                effect = flow.send(reply)
            except StopIteration as stop:
                result: T = stop.value
                return result
            reply = None
            match effect:
                case Send():
                    self.sent.append(effect)
                    reply = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
                case Sleep(seconds=seconds):
                    self.sleeps.append(seconds)
                    self.now += seconds
                case Update():
                    self.updates.append(effect)
                case _:
                    raise AssertionError(f"no flow of this file asks for {effect}")


def answer(body: str, status: int = 200, **headers: str) -> Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(status, body.encode(), named)


ACCEPTED = answer('{"request_id": "r1"}')
NOT_SENT = Failure(sent=False, reason="refused")
BROKEN = Failure(sent=True, reason="reset")


def submit(*replies: Any) -> tuple[World, Any]:
    world = World(list(replies))
    return world, world.flows().submit("owner/model one", encoded({"prompt": "é"}))


def test_a_submit_sends_the_body_once() -> None:
    world, flow = submit(ACCEPTED)
    assert world.run(flow) == "r1"
    (sent,) = world.sent
    assert (sent.method, sent.path) == ("POST", "/m/owner/model%20one")
    assert sent.body == '{"prompt": "é"}'.encode()


@pytest.mark.parametrize("first", [NOT_SENT, answer("", 429), answer("", 503)])
def test_a_submit_that_did_not_arrive_is_sent_again(first: Any) -> None:
    world, flow = submit(first, ACCEPTED)
    assert world.run(flow) == "r1"
    assert len(world.sent) == 2
    assert world.sleeps == [0.5]


@pytest.mark.parametrize(
    "reply",
    [
        BROKEN,
        answer("", 500),
        answer("", 502),
        answer("", 504),
        answer("", 408),
        answer("", 302),
        answer("<html>"),
        answer('{"request_id": "../x"}'),
        answer('{"request_id": 7}'),
        answer("[]"),
    ],
)
def test_a_submit_that_may_have_arrived_is_never_sent_again(reply: Any) -> None:
    world, flow = submit(reply)
    with pytest.raises(SubmitOutcomeUnknown, match="owner/model one"):
        world.run(flow)
    assert len(world.sent) == 1


def test_giving_up_says_whether_it_was_reached() -> None:
    world, flow = submit(NOT_SENT)
    with pytest.raises(ConnectionFailed, match="refused"):
        world.run(flow)
    assert len(world.sent) == 5
    world, flow = submit(answer('{"message": "slow down"}', 429, retry_after="2"))
    with pytest.raises(RateLimited, match="slow down") as caught:
        world.run(flow)
    assert caught.value.retry_after == 2.0
    assert world.sleeps == [2.0, 2.0, 2.0, 2.0]


def test_back_off_grows_and_has_a_ceiling() -> None:
    policy = Policy(jitter=lambda: 1.0)
    pauses = [policy.backoff(attempt, None) for attempt in range(8)]
    assert pauses == [0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 20.0, 20.0]
    assert policy.backoff(1, 3600.0) == 60.0


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("7", 7.0),
        ("Sat, 21 Nov 2026 00:00:30 GMT", 30.0),
        ("Fri, 20 Nov 2026 00:00:00 GMT", 0.0),
        ("soon", None),
        ("", None),
    ],
)
def test_retry_after_in_seconds_or_as_a_date(value: str, seconds: float | None) -> None:
    now = datetime(2026, 11, 21, tzinfo=UTC)
    assert answer("", 503, retry_after=value).retry_after(now) == seconds


@pytest.mark.parametrize(
    ("reply", "kind", "code", "words"),
    [
        (
            answer('{"error_code": 400004, "error_message": "bad", "detail": "why"}', 400),
            AuthenticationFailed,
            "400004",
            "bad: why",
        ),
        (
            answer('{"code": "400002", "error": "empty"}', 400),
            InsufficientBalance,
            "400002",
            "empty",
        ),
        (answer('{"message": "no"}', 401), AuthenticationFailed, None, "no"),
        (answer('{"detail": "no"}', 402), InsufficientBalance, None, "no"),
        (answer("denied", 403), PermissionDenied, None, "denied"),
        (answer('{"detail": [{"loc": "a"}]}', 404), NotFound, None, '[{"loc": "a"}]'),
        (answer('{"error": {"message": "deep"}}', 422), ApiError, None, "deep"),
        (answer('{"error_code": 404001}'), NotFound, "404001", ""),
    ],
)
def test_refusals_keep_the_vendors_words(
    reply: Response, kind: type[ApiError], code: str | None, words: str
) -> None:
    for flow in (World([reply]).flows().submit("m", b"{}"), World([reply]).flows().status("r1")):
        with pytest.raises(kind) as caught:
            World([reply]).run(flow)
        assert type(caught.value) is kind
        assert caught.value.code == code
        assert words in str(caught.value)


def test_reading_is_tried_again() -> None:
    replies: list[Any] = [BROKEN, answer("", 500), answer('{"status": "in_queue"}')]
    world = World(replies)
    assert world.run(world.flows().status("r1")).phase == "queued"
    assert len(world.sent) == 3
    world = World([answer("", 500)])
    with pytest.raises(ServerFailed):
        world.run(world.flows().status("r1"))
    world = World([answer("nonsense")])
    with pytest.raises(UnexpectedResponse):
        world.run(world.flows().status("r1"))


def test_a_request_id_cannot_lead_elsewhere() -> None:
    world = World([ACCEPTED])
    with pytest.raises(UnexpectedResponse, match="no request id"):
        world.run(world.flows().status("../../etc"))
    assert world.sent == []


def waiting(*bodies: str, timeout: float = 100) -> tuple[World, Any]:
    world = World([answer(body) for body in bodies])
    return world, world.flows().wait("r1", timeout)


def test_waiting_asks_less_and_less_often() -> None:
    world, flow = waiting(*['{"status": "in_queue", "queue_position": 2}'] * 9, '{"status": "x"}')
    with pytest.raises(WaitTimeout, match="r1") as caught:
        world.run(flow)
    assert caught.value.request_id == "r1"
    assert world.now == pytest.approx(100)
    assert world.sleeps[:3] == pytest.approx([0.5, 0.75, 1.125])
    assert max(world.sleeps) == 5.0
    assert world.updates[0].queue_position == 2
    assert world.updates[-1].phase == "unknown", "an unknown status is no end"


def test_completed_is_no_success() -> None:
    world, flow = waiting('{"status": "completed"}', '{"status": "failed", "error": "boom"}')
    with pytest.raises(JobFailed, match="boom"):
        world.run(flow)


def test_the_result_may_lag_behind_the_status() -> None:
    world, flow = waiting(
        '{"status": "completed"}',
        '{"status": "in_progress"}',
        '{"status": "completed"}',
        '{"status": "succeeded", "output": {"image": "u"}}',
    )
    assert world.run(flow)["output"] == {"image": "u"}
    assert len(world.sleeps) == 1


@pytest.mark.parametrize(
    ("result", "error", "words"),
    [
        ('{"status": "cancelled"}', JobCancelled, "was cancelled"),
        ('{"status": "failed", "error": {"code": 3}}', JobFailed, "'code': 3"),
        ('{"status": "failed", "error": null, "failure_reason": "oom"}', JobFailed, "oom"),
        ('{"status": "failed"}', JobFailed, "no reason"),
    ],
)
def test_how_a_job_ends_badly(result: str, error: type[Exception], words: str) -> None:
    world, flow = waiting('{"status": "completed"}', result)
    with pytest.raises(error, match=words):
        world.run(flow)


@pytest.mark.parametrize(
    ("body", "done"),
    [
        ('{"status": "in_queue", "outcome": "cancelled"}', True),
        ('{"status": "cancelled", "outcome": "not_cancellable"}', False),
        ('{"status": "cancelled"}', False),
    ],
)
def test_the_outcome_of_a_cancel_decides(body: str, done: bool) -> None:
    world = World([answer(body, 202)])
    assert world.run(world.flows().cancel("r1")) is done


def test_downloads_are_allowed_by_host() -> None:
    assert PROVIDER.serves_download("cdn.ACME.example")
    assert not PROVIDER.serves_download("acme.example.evil.org")


RUNNING = answer('{"status": "in_progress"}')


@pytest.mark.parametrize(
    ("reply", "cancelled", "words"),
    [
        (answer('{"outcome": "cancelled", "status": "in_progress"}', 202), True, "was cancelled"),
        (answer('{"outcome": "not_cancellable"}', 202), False, "could not be cancelled"),
        (answer("", 500), None, "could not be asked"),
        (BROKEN, None, "could not be asked"),
    ],
)
def test_a_wait_that_is_over_cancels_when_asked(
    reply: Any, cancelled: bool | None, words: str
) -> None:
    world = World([RUNNING, reply])
    with pytest.raises(WaitTimeout) as caught:
        world.run(world.flows().wait("r1", 0.0, cancel_unfinished=True))
    assert caught.value.cancelled is cancelled
    assert words in caught.value.__notes__[0]
    assert [sent.path for sent in world.sent] == ["/r/r1/status", "/r/r1/c"]


def test_a_wait_that_is_over_leaves_the_job_alone_unless_asked() -> None:
    world = World([RUNNING])
    with pytest.raises(WaitTimeout) as caught:
        world.run(world.flows().wait("r1", 0.0))
    assert caught.value.cancelled is None
    assert [sent.path for sent in world.sent] == ["/r/r1/status"]


@pytest.mark.parametrize("asked", [True, False])
def test_an_interrupted_wait_cancels_when_asked(asked: bool) -> None:
    flow = World([]).flows().wait("r1", 60.0, cancel_unfinished=asked)
    assert isinstance(next(flow), Send)
    interruption = KeyboardInterrupt()
    if not asked:
        with pytest.raises(KeyboardInterrupt):
            flow.throw(interruption)
        return
    cancel = flow.throw(interruption)
    assert isinstance(cancel, Send)
    assert cancel.path == "/r/r1/c"
    with pytest.raises(KeyboardInterrupt):
        flow.send(answer('{"outcome": "cancelled"}', 202))
    assert interruption.__notes__ == ["job r1 was cancelled, as asked"]


def test_a_wait_that_is_given_up_asks_for_nothing_more() -> None:
    flow = World([]).flows().wait("r1", 60.0, cancel_unfinished=True)
    next(flow)
    flow.close()


def test_polling_obeys_retry_after_up_to_a_ceiling() -> None:
    asked = [answer('{"status": "in_queue"}', retry_after=text) for text in ("7", "9999")]
    done = answer('{"status": "succeeded", "output": {}}')
    world = World([*asked, done, done])
    world.run(world.flows().wait("r1", 600.0))
    assert world.sleeps == [7.0, 60.0]


@pytest.mark.parametrize("trouble", [answer("", 429, retry_after="50"), answer("", 500), BROKEN])
def test_trouble_does_not_outlast_the_deadline(trouble: Any) -> None:
    world = World([trouble])
    with pytest.raises(WaitTimeout) as caught:
        world.run(world.flows(first_backoff=60.0, longest_backoff=60.0).wait("r1", 4.0))
    assert world.now == 4.0
    assert caught.value.__cause__ is not None


def test_an_interrupted_submit_says_that_it_may_have_been_accepted() -> None:
    _, flow = submit()
    next(flow)
    interruption = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        flow.throw(interruption)
    assert "may or may not have been accepted" in interruption.__notes__[0]
