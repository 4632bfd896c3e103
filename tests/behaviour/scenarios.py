"""The table: what happens at the API, and what a caller of either client must see of it.

``paid`` counts accepted submits, ``sent`` the submits that arrived: where the outcome is unknown
there is one and no more.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from runcomfy_models import (
    ApiError,
    AuthenticationFailed,
    InsufficientBalance,
    JobFailed,
    NotFound,
    PermissionDenied,
    RateLimited,
    SdkError,
    ServerFailed,
    SubmitOutcomeUnknown,
    UnexpectedResponse,
    WaitTimeout,
)
from typewright.emulator.scenario import End, Fault, Queue, Run, Scenario, Words
from typewright.emulator.server import TOKEN


@dataclass(frozen=True)
class Row:
    """``raises`` is the exact class, or ``None`` for an output; ``holds`` looks at either."""

    name: str
    scenario: Scenario
    raises: type[SdkError] | None = None
    holds: Callable[[Any], bool] = lambda found: True
    paid: int = 1
    sent: int = 1
    settings: dict[str, Any] = field(default_factory=dict[str, Any])

    def __str__(self) -> str:
        return self.name


def _submit(kind: Any, **more: Any) -> Scenario:
    return Scenario(fault=(Fault("submit", kind, **more),))


def _reading(call: Any, kind: Any, **more: Any) -> Scenario:
    return Scenario(fault=(Fault(call, kind, **more),))


_RETRY_AT_ONCE = {"Retry-After": "0"}
_FOR_EVER = Run(polls=10**9)

JOBS: Final = (
    Row("plain", Scenario(), holds=lambda output: output.image.endswith("-1.png")),
    Row("at once", Scenario(queue=Queue(polls=0), run=Run(polls=0))),
    Row("long queue", Scenario(queue=Queue(polls=9, positions=(4, 3, 2, 1)), run=Run(polls=9))),
    Row("queue without positions", Scenario(queue=Queue(polls=2), urls=False)),
    Row("other words", Scenario(words=Words({"queued": "pending", "running": "starting"}))),
    Row("more words", Scenario(words=Words({"queued": "waiting", "running": "processing"}))),
    Row("unknown words", Scenario(words=Words({"queued": "résumé", "running": "warming_up"}))),
    Row("several files", Scenario(end=End(files=3)), holds=lambda output: len(output.images) == 3),
    Row(
        "fields that nobody documents",
        Scenario(end=End(output={"audio": "https://a.example/b.mp3", "seed": 7})),
        holds=lambda output: (output.audio, output.seed) == ("https://a.example/b.mp3", 7),
    ),
    Row("echo", Scenario(echo=True)),
    Row(
        "failed with a text",
        Scenario(end=End(outcome="failed", error="out of memory")),
        JobFailed,
        lambda error: error.error == "out of memory" and "out of memory" in str(error),
    ),
    Row(
        "failed with an object",
        Scenario(end=End(outcome="failed", error={"code": "E7", "message": "no"})),
        JobFailed,
        lambda error: error.error == {"code": "E7", "message": "no"},
    ),
    Row(
        "failed with a reason",
        Scenario(end=End(outcome="failed", failure_reason="nsfw")),
        JobFailed,
        lambda error: error.error == "nsfw",
    ),
    Row("failed without a word", Scenario(end=End(outcome="failed")), JobFailed),
    Row(
        "never done",
        Scenario(run=_FOR_EVER),
        WaitTimeout,
        lambda error: error.request_id.startswith("emu-"),
        settings={"timeout": 0.05},
    ),
    Row(
        "completed, with a result that is never ready",
        Scenario(words=Words(result={"succeeded": "in_progress"})),
        WaitTimeout,
        settings={"timeout": 0.05},
    ),
    Row("expired", Scenario(expires_seconds=0), NotFound, lambda error: error.code == "404001"),
)

SUBMITS: Final = (
    Row("429 twice", _submit("http", status=429, headers=_RETRY_AT_ONCE, times=2), sent=3),
    Row("503 twice", _submit("http", status=503, times=2), sent=3),
    Row("429 for ever", _submit("http", status=429, times=0), RateLimited, paid=0, sent=5),
    Row("503 for ever", _submit("http", status=503, times=0), ServerFailed, paid=0, sent=5),
    *(
        Row(
            f"{status}, {'' if accepted else 'not '}accepted",
            scenario,
            SubmitOutcomeUnknown,
            paid=int(accepted),
        )
        for status in (408, 500, 502, 504)
        for accepted in (False, True)
        for scenario in [_submit("http", status=status, accepted=accepted)]
    ),
    Row(
        "the token sent back",
        _submit("http", status=422, message=f"you sent {TOKEN}"),
        ApiError,
        lambda error: TOKEN not in f"{error!s} {error!r} {error.message}",
        paid=0,
    ),
    Row("cut before", _submit("cut"), SubmitOutcomeUnknown, paid=0),
    Row("cut after", _submit("cut", accepted=True), SubmitOutcomeUnknown),
    Row("answer truncated", _submit("truncated"), SubmitOutcomeUnknown),
    Row("answer no JSON", _submit("invalid_json"), SubmitOutcomeUnknown),
    Row("slow answer", _submit("slow", seconds=0.05)),
    Row(
        "redirected",
        _submit("http", status=307, headers={"Location": "/v1/models/elsewhere"}),
        SubmitOutcomeUnknown,
        paid=0,
    ),
    Row(
        "200 with an error code",
        _submit("error_code", code=400002, message="no balance left"),
        InsufficientBalance,
        lambda error: (error.status, error.code, error.message)
        == (200, "400002", "no balance left"),
        paid=0,
    ),
    *(
        Row(
            f"HTTP {status} as {shape}",
            scenario,
            raises,
            lambda error: "made to fail by the scenario" in str(error),
            paid=0,
        )
        for status, raises in (
            (401, AuthenticationFailed),
            (402, InsufficientBalance),
            (403, PermissionDenied),
            (404, NotFound),
            (422, ApiError),
        )
        for shape in ("full", "code", "message", "detail", "text")
        for scenario in [_submit("http", status=status, shape=shape)]
    ),
)

READS: Final = (
    *(
        Row(f"{call}: {kind} {more}", _reading(call, kind, **more))
        for call in ("status", "result")
        for kind, more in (
            ("http", {"status": 408}),
            ("http", {"status": 429, "headers": _RETRY_AT_ONCE, "times": 3}),
            ("http", {"status": 500, "times": 4}),
            ("http", {"status": 503, "shape": "text", "times": 2}),
            ("cut", {"times": 2}),
            ("cut", {"accepted": True}),
            ("truncated", {"times": 2}),
            ("slow", {"seconds": 0.05}),
        )
    ),
    Row("status: 500 for ever", _reading("status", "http", status=500, times=0), ServerFailed),
    Row("status: no JSON", _reading("status", "invalid_json"), UnexpectedResponse),
    Row("result: no JSON", _reading("result", "invalid_json"), UnexpectedResponse),
    Row("result: expired", _reading("result", "error_code", code=404001), NotFound),
    Row(
        "one call in three goes wrong",
        _reading("any", "http", status=502, skip=1, every=3, times=0),
    ),
)

ROWS: Final = (*JOBS, *SUBMITS, *READS)
