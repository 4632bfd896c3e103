"""Fetching the files of a result: from the provider's hosts alone, whole or not at all.

The token never goes along, and no redirect leads elsewhere. A file that broke off is taken up where
it ended, also by a later call, when the server can tell that it is still the same file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeAlias, cast

from .errors import DownloadFailed
from .flows import asked_pause, is_passing
from .policy import Policy
from .protocol import Failure, Fetch, Flow, Response, Sleep, fetch, work
from .provider import Provider
from .receiving import OnBytes, Receiver

MOST_REDIRECTS = 3


@dataclass(frozen=True, slots=True)
class Downloaded:
    """How far a download is: bytes of one file (``number`` of ``files``), ``total`` if known."""

    url: str
    number: int
    files: int
    received: int
    total: int | None


OnDownload: TypeAlias = Callable[[Downloaded], object]


@dataclass(frozen=True, slots=True)
class Downloads:
    """Downloads of the results of one API, which lies at ``base_url``."""

    provider: Provider
    base_url: str
    policy: Policy

    def fetch_all(
        self, urls: Iterable[str], directory: Path, on_progress: OnDownload | None
    ) -> Flow[tuple[Path, ...]]:
        """Fetch files into ``directory``, which is made; the new files in the order of ``urls``.

        Raises ``DownloadFailed``; whatever was complete before stays.
        """
        chosen = tuple(urls)
        for url in chosen:
            self._permit(url, url)
        yield from work(partial(directory.mkdir, parents=True, exist_ok=True))
        found: list[Path] = []
        for number, url in enumerate(chosen, start=1):
            tell = _teller(url, number, len(chosen), on_progress)
            found.append((yield from self._fetch_one(url, directory, tell)))
        return tuple(found)

    def _permit(self, url: str, shown: str) -> None:
        """Raise unless ``url`` is https on a host of the provider, or the API's own origin."""
        from httpx2 import URL, InvalidURL  # the parser that will also connect

        try:
            parts, own = URL(url), URL(self.base_url)
        except InvalidURL as error:
            raise DownloadFailed(shown, f"no URL: {error}") from error
        if parts.userinfo:
            raise DownloadFailed(shown, "a URL with a password in it")
        if (parts.scheme, parts.host, parts.port) == (own.scheme, own.host, own.port):
            return
        if parts.scheme != "https" or parts.port is not None:
            raise DownloadFailed(shown, "only https is fetched, on its usual port")
        plain = re.fullmatch(r"[A-Za-z0-9.-]+", parts.host) is not None
        if not plain or not self.provider.serves_download(parts.host):
            hosts = ", ".join(self.provider.download_hosts)
            raise DownloadFailed(shown, f"{parts.host} is none of the hosts {hosts}")

    def _fetch_one(self, url: str, directory: Path, tell: OnBytes) -> Flow[Path]:
        most = self.provider.limits.download_bytes
        with Receiver(url, directory, most, tell) as receiver:
            yield from self._fetch_whole(url, receiver)
            return (yield from work(receiver.publish))

    def _fetch_whole(self, url: str, receiver: Receiver) -> Flow[None]:
        place, redirects, attempt = url, 0, 0
        while True:
            before = receiver.received
            reply = yield from fetch(Fetch(place, receiver.headers(), receiver.accept))
            if receiver.is_complete(reply):
                return
            if receiver.found_earlier_part:
                continue
            if isinstance(reply, Response) and 300 <= reply.status < 400:
                place, redirects = self._redirected(url, place, reply), redirects + 1
                if redirects > MOST_REDIRECTS:
                    raise DownloadFailed(url, "too many redirects")
                continue
            if isinstance(reply, Response) and not (receiver.is_taking or is_passing(reply.status)):
                raise DownloadFailed(url, f"HTTP {reply.status}")
            attempt = 1 if receiver.received > before else attempt + 1
            if attempt >= self.policy.attempts:
                raise DownloadFailed(url, _trouble(reply))
            yield Sleep(self.policy.backoff(attempt, asked_pause(reply)))

    def _redirected(self, url: str, place: str, reply: Response) -> str:
        """Where a redirect leads. Raises when that is elsewhere."""
        from httpx2 import URL, InvalidURL

        try:
            target = str(URL(place).join(reply.headers.get("location", "")))
        except InvalidURL as error:
            raise DownloadFailed(url, f"redirected to no URL: {error}") from error
        self._permit(target, url)
        return target


def _trouble(reply: Response | Failure) -> str:
    return reply.reason if isinstance(reply, Failure) else f"HTTP {reply.status}"


def _teller(url: str, number: int, files: int, on_progress: OnDownload | None) -> OnBytes:
    """What tells a caller of the bytes of one file."""

    def tell(received: int, total: int | None) -> None:
        if on_progress is not None:
            on_progress(Downloaded(url, number, files, received, total))

    return tell


def urls_in(value: object) -> tuple[str, ...]:
    """Every URL in JSON values, each once, in order."""
    return tuple(dict.fromkeys(_urls(value)))


def _urls(value: object) -> Iterator[str]:
    if isinstance(value, str):
        if value.startswith(("https://", "http://")):
            yield value
    elif isinstance(value, Mapping):
        for item in cast("Mapping[object, object]", value).values():
            yield from _urls(item)
    elif isinstance(value, Iterable):
        for item in cast("Iterable[object]", value):
            yield from _urls(item)
