"""The drivers and the clients on a transport in memory: secrets, redirects, given clients."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import httpx2
import pytest

from typewright.runtime.client import AsyncBaseClient, BaseClient
from typewright.runtime.errors import ApiError, MissingToken, SubmitOutcomeUnknown, WaitTimeout
from typewright.runtime.policy import Policy

from .test_flows import PROVIDER

TOKEN = "rc-0123456789-secret"
QUICK = Policy(attempts=2, first_backoff=0.001, first_poll=0.001, longest_poll=0.002)
Handler = Callable[[httpx2.Request], httpx2.Response]


class Client(BaseClient):
    provider = PROVIDER


class AsyncClient(AsyncBaseClient):
    provider = PROVIDER


def run_raw(flavour: str, handler: Handler, **options: Any) -> Any:
    """One untyped call of either client."""
    transport = httpx2.MockTransport(handler)
    if flavour == "sync":
        with httpx2.Client(transport=transport) as http:
            return Client(TOKEN, policy=QUICK, http_client=http, **options).run_raw("m", {"a": 1})

    async def call() -> Any:
        async with httpx2.AsyncClient(transport=transport) as http:
            return await AsyncClient(TOKEN, policy=QUICK, http_client=http, **options).run_raw(
                "m", {"a": 1}
            )

    return asyncio.run(call())


both = pytest.mark.parametrize("flavour", ["sync", "async"])


def well(request: httpx2.Request) -> httpx2.Response:
    if request.method == "POST":
        return httpx2.Response(200, json={"request_id": "r1"})
    status = "completed" if request.url.path.endswith("status") else "succeeded"
    return httpx2.Response(200, json={"status": status, "output": {"seed": 1}})


@both
def test_a_call_from_end_to_end(flavour: str) -> None:
    seen: list[httpx2.Request] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        seen.append(request)
        return well(request)

    assert run_raw(flavour, handler) == {"seed": 1}
    assert [request.url.path for request in seen] == ["/m/m", "/r/r1/status", "/r/r1"]
    assert {request.headers["authorization"] for request in seen} == {f"Bearer {TOKEN}"}
    assert {request.url.host for request in seen} == {"api.acme.example"}


@both
def test_the_token_is_in_no_message_and_no_log(
    flavour: str, caplog: pytest.LogCaptureFixture
) -> None:
    def echo(request: httpx2.Request) -> httpx2.Response:
        words = f"bad header: {request.headers['authorization']}"
        return httpx2.Response(400, json={"message": words}, headers={"x-echo": TOKEN})

    def broken(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ReadError(f"while sending {request.headers['authorization']}")

    caplog.set_level(logging.DEBUG)
    with pytest.raises(ApiError, match=r"bad header: Bearer \[token\]") as refused:
        run_raw(flavour, echo)
    with pytest.raises(SubmitOutcomeUnknown, match=r"\[token\]") as unknown:
        run_raw(flavour, broken)
    run_raw(flavour, well)
    client = Client(TOKEN)
    texts = [caplog.text, repr(client), repr(client.settings), repr(client.settings.connection())]
    texts += [str(refused.value), repr(refused.value), str(unknown.value)]
    assert not [text for text in texts if TOKEN in text]


@both
def test_redirects_are_not_followed(flavour: str) -> None:
    hosts: list[str] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        hosts.append(request.url.host)
        return httpx2.Response(307, headers={"location": "https://evil.example/"})

    with pytest.raises(SubmitOutcomeUnknown, match="HTTP 307"):
        run_raw(flavour, handler)
    assert hosts == ["api.acme.example"]


@both
@pytest.mark.parametrize(
    ("error", "requests"),
    [
        (httpx2.ConnectError("refused"), 2),
        (httpx2.ConnectTimeout("slow"), 2),
        (httpx2.ReadTimeout("slow"), 1),
        (httpx2.WriteError("reset"), 1),
        (httpx2.RemoteProtocolError("cut"), 1),
    ],
)
def test_only_what_never_arrived_is_sent_again(
    flavour: str, error: Exception, requests: int
) -> None:
    count = 0

    def handler(_request: httpx2.Request) -> httpx2.Response:
        nonlocal count
        count += 1
        raise error

    with pytest.raises(Exception, match=type(error).__name__):
        run_raw(flavour, handler)
    assert count == requests


@pytest.mark.parametrize("token", ["with space", "with\nline", "ключ"])
def test_a_token_that_no_header_holds_is_told_without_it(token: str) -> None:
    with pytest.raises(MissingToken, match="copy it anew") as caught:
        Client(token).run_raw("m", {})
    assert token not in str(caught.value)


def test_a_token_is_trimmed() -> None:
    assert Client(f" {TOKEN}\n").settings.connection().token == TOKEN


def test_a_given_client_stays_open() -> None:
    with httpx2.Client(transport=httpx2.MockTransport(well)) as http:
        with Client(TOKEN, http_client=http) as client:
            client.run_raw("m", {})
        assert not http.is_closed


def test_the_base_url_shows_no_credentials() -> None:
    assert "secret" not in repr(Client(TOKEN, base_url="https://user:secret@proxy.example"))


@both
@pytest.mark.parametrize("status", [403, 404, 500])
def test_what_breaks_a_wait_off_carries_the_request_id(flavour: str, status: int) -> None:
    """The job was accepted and will be paid: whoever handles the error can find it again."""

    def handler(request: httpx2.Request) -> httpx2.Response:
        return well(request) if request.method == "POST" else httpx2.Response(status)

    with pytest.raises(ApiError) as caught:
        run_raw(flavour, handler)
    assert caught.value.request_id == "r1"
    assert any("job r1" in note for note in caught.value.__notes__)


def test_ctrl_c_names_the_job() -> None:
    def handler(request: httpx2.Request) -> httpx2.Response:
        if request.method == "POST":
            return well(request)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt) as caught:
        run_raw("sync", handler)
    assert "its id resumes it" in caught.value.__notes__[0]


class Body(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    """Pieces without an end, each after a pause."""

    def __init__(self, piece: bytes, pause: float) -> None:
        self.piece, self.pause = piece, pause

    def __iter__(self) -> Iterator[bytes]:
        while True:
            time.sleep(self.pause)
            yield self.piece

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self:
            yield piece


@both
def test_an_answer_without_an_end_is_given_up(flavour: str) -> None:
    endless = Body(b"x" * 1_000_000, 0.0)
    with pytest.raises(SubmitOutcomeUnknown, match="longer than"):
        run_raw(flavour, lambda request: httpx2.Response(200, stream=endless))


@both
def test_an_answer_that_trickles_is_given_up(flavour: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("typewright.runtime.connection.ANSWER_SECONDS", 0.05)
    trickle = Body(b"x", 0.01)
    with pytest.raises(SubmitOutcomeUnknown, match="takes too long"):
        run_raw(flavour, lambda request: httpx2.Response(200, stream=trickle))


@both
def test_a_wait_asks_for_no_more_patience_than_it_has(flavour: str) -> None:
    patience: list[Any] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        if request.method == "POST":
            return well(request)
        patience.append(request.extensions["timeout"]["read"])
        return httpx2.Response(200, json={"status": "in_queue"})

    with pytest.raises(WaitTimeout):
        run_raw(flavour, handler, timeout=0.05)
    assert patience
    assert max(patience) <= 1.0
