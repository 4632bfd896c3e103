"""Where a client sends and as whom: between the words of the flows and those of httpx2."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .protocol import Failure, Fetch, Response, Send

if TYPE_CHECKING:
    import httpx2

ANSWER_SECONDS = 60.0
"""How long a server may be silent, and how long a body may take: no honest answer takes long."""

MOST_ANSWER_BYTES = 32 << 20
"""The longest answer that is read; honest ones have a few thousand bytes."""

KEPT_CONNECTIONS = 100
"""Idle connections that are kept; how many are open at once is the caller's concurrency."""

BARE: dict[str, Any] = {"stream": True, "auth": None, "follow_redirects": False}
"""How the request of a :func:`bare` is sent."""


@dataclass(frozen=True, slots=True)
class Connection:
    """Where to send and as whom; the token shows in no repr and in no log.

    ``headers`` go with every call of the API, never with a download.
    """

    base_url: str
    auth_header: str
    auth_scheme: str
    token: str = field(repr=False)
    headers: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)

    def redacted(self, text: str) -> str:
        """``text`` without the token: servers and proxies echo what they refuse."""
        return text.replace(self.token, "[token]")

    def request(self, send: Send) -> dict[str, Any]:
        """The arguments of ``httpx2.Client.stream``."""
        ours = {
            self.auth_header: f"{self.auth_scheme} {self.token}".strip(),
            "Accept": "application/json",
        }
        if send.body is not None:
            ours["Content-Type"] = "application/json"
        taken = {name.lower() for name in ours}
        given = {name: value for name, value in self.headers.items() if name.lower() not in taken}
        arguments: dict[str, Any] = {
            "method": send.method,
            "url": self.base_url.rstrip("/") + send.path,
            "content": send.body,
            "headers": given | ours,
            "follow_redirects": False,  # a redirect would carry the token elsewhere
        }
        if send.within < ANSWER_SECONDS:  # else the client's own patience holds
            arguments["timeout"] = send.within
        return arguments

    def response(self, answer: httpx2.Response, body: bytes) -> Response:
        """The answer of a request, whole."""
        content = body.replace(self.token.encode(), b"[token]")
        return Response(answer.status_code, content, _lower(answer))

    def failure(self, error: Exception) -> Failure:
        """What an error of httpx2 says, without the token."""
        found = failure_of(error)
        return Failure(found.sent, self.redacted(found.reason))


def failure_of(error: Exception) -> Failure:
    """What an error of httpx2 says about whether the request can have arrived."""
    import httpx2

    never_sent = (
        httpx2.ConnectError,
        httpx2.ConnectTimeout,
        httpx2.PoolTimeout,
        httpx2.UnsupportedProtocol,
        httpx2.InvalidURL,
    )
    sent = not isinstance(error, never_sent)
    return Failure(sent, f"{type(error).__name__}: {str(error) or 'no further words'}")


def client_options(proxy: str | None) -> dict[str, Any]:
    """How an HTTP client of our own is made."""
    import httpx2

    limits = httpx2.Limits(max_connections=None, max_keepalive_connections=KEPT_CONNECTIONS)
    return {"timeout": ANSWER_SECONDS, "limits": limits, "proxy": proxy}


class Collector:
    """Puts a body together from when it begins, as long as it is neither too long nor too slow."""

    def __init__(self, within: float) -> None:
        self._pieces: list[bytes] = []
        self._left = MOST_ANSWER_BYTES
        self._deadline = time.monotonic() + min(ANSWER_SECONDS, within)

    def take(self, piece: bytes) -> None:
        """Add a piece. Raises errors of httpx2."""
        import httpx2

        self._pieces.append(piece)
        self._left -= len(piece)
        if self._left < 0:
            raise httpx2.ReadError(f"the answer is longer than {MOST_ANSWER_BYTES} bytes")
        if time.monotonic() > self._deadline:
            raise httpx2.ReadTimeout("the answer takes too long")

    @property
    def body(self) -> bytes:
        """What came."""
        return b"".join(self._pieces)


def bare(fetch: Fetch) -> httpx2.Request:
    """A request that no setting of a client is merged into: no token, no cookie."""
    import httpx2

    return httpx2.Request("GET", fetch.url, headers=dict(fetch.headers))


def head(answer: httpx2.Response) -> Response:
    """An answer without its body."""
    return Response(answer.status_code, b"", _lower(answer))


def _lower(answer: httpx2.Response) -> dict[str, str]:
    return {name.lower(): value for name, value in answer.headers.items()}
