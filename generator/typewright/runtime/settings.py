"""How a client is set up: what callers may choose, and what comes of it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypedDict

from .connection import Connection
from .errors import MissingToken
from .policy import Policy
from .provider import Provider

if TYPE_CHECKING:
    from .probe import Prober

WAIT_SECONDS = 600.0
"""How long a call waits for its output unless told otherwise."""


class Options(TypedDict, total=False):
    """What both clients take beside the token, an uploader and an HTTP client."""

    base_url: str | None
    """Another place of the API; else the environment's, else the provider's own."""
    timeout: float
    """The longest wait for an output in seconds; 600 by default."""
    strict: bool
    """Refuse a borderline file like a failing one."""
    probe_urls: bool
    """Measure files behind URLs by one ranged request each (the default), or let them be."""
    cancel_unfinished: bool
    """Cancel a job whose wait ends too early: by timeout, Ctrl-C or a cancelled task."""
    headers: Mapping[str, str] | None
    """Sent with every call of the API, not with downloads."""
    proxy: str | None
    """The URL of a proxy for the API and for downloads; else the environment's."""
    policy: Policy | None
    """Retries and polling."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a client was set up; the token shows in no repr."""

    provider: Provider
    base_url: str
    timeout: float
    strict: bool
    probe_urls: bool
    cancel_unfinished: bool
    uploads: bool
    policy: Policy
    proxy: str | None = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    token: str | None = field(repr=False)

    @classmethod
    def of(
        cls, provider: Provider, token: str | None, options: Options, *, uploads: bool
    ) -> Settings:
        """The settings that ``options`` ask for."""
        chosen = options.get("base_url") or from_environment(provider.base_url_env)
        return cls(
            provider=provider,
            base_url=chosen or provider.base_url,
            timeout=options.get("timeout", WAIT_SECONDS),
            strict=options.get("strict", False),
            probe_urls=options.get("probe_urls", True),
            cancel_unfinished=options.get("cancel_unfinished", False),
            uploads=uploads,
            policy=options.get("policy") or Policy(),
            proxy=options.get("proxy"),
            headers=dict(options.get("headers") or {}),
            token=token.strip() if token else None,
        )

    @property
    def prober(self) -> Prober | None:
        """What measures files behind URLs, unless they are to be let be."""
        from .probe import Prober  # loaded with the first file

        return Prober() if self.probe_urls else None

    def connection(self) -> Connection:
        """Where to send and as whom. Raises :class:`MissingToken`."""
        token = usable_token(self.token, self.provider.token_env)
        header, scheme = self.provider.auth_header, self.provider.auth_scheme
        return Connection(self.base_url, header, scheme, token, self.headers)


def usable_token(given: str | None, names: tuple[str, ...]) -> str:
    """The token that was given, or the first of ``names`` in the environment that is set.

    Raises :class:`MissingToken` when there is none, or when no header may hold it.
    """
    token = given or from_environment(names)
    if not token:
        words = ", ".join(names)
        raise MissingToken(f"no token: pass Client(token), or set one of {words}")
    if not (token.isascii() and token.isprintable()) or " " in token:
        raise MissingToken("the token holds a character that no header may hold; copy it anew")
    return token


def from_environment(names: tuple[str, ...]) -> str | None:
    """The first of ``names`` that is set to something."""
    return next((value for name in names if (value := os.environ.get(name, "").strip())), None)
