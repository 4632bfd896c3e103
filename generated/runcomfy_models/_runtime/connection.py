"""Where a client sends and as whom: between the words of the flows and those of httpx2."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .protocol import Failure, Fetch, Response, Send

if TYPE_CHECKING:
    import httpx2

READ_SECONDS = 60.0
"""How long a server may be silent within one request; a job is polled, so no answer takes long."""

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
        """The arguments of ``httpx2.Client.request``."""
        ours = {
            self.auth_header: f"{self.auth_scheme} {self.token}".strip(),
            "Accept": "application/json",
        }
        if send.body is not None:
            ours["Content-Type"] = "application/json"
        taken = {name.lower() for name in ours}
        given = {name: value for name, value in self.headers.items() if name.lower() not in taken}
        return {
            "method": send.method,
            "url": self.base_url.rstrip("/") + send.path,
            "content": send.body,
            "headers": given | ours,
            "follow_redirects": False,  # a redirect would carry the token elsewhere
        }

    def response(self, answer: httpx2.Response) -> Response:
        """The answer of a request, whole."""
        body = answer.content.replace(self.token.encode(), b"[token]")
        return Response(answer.status_code, body, _lower(answer))

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
    return {"timeout": READ_SECONDS, "limits": limits, "proxy": proxy}


def bare(fetch: Fetch) -> httpx2.Request:
    """A request that no setting of a client is merged into: no token, no cookie."""
    import httpx2

    return httpx2.Request("GET", fetch.url, headers=dict(fetch.headers))


def head(answer: httpx2.Response) -> Response:
    """An answer without its body."""
    return Response(answer.status_code, b"", _lower(answer))


def _lower(answer: httpx2.Response) -> dict[str, str]:
    return {name.lower(): value for name, value in answer.headers.items()}
