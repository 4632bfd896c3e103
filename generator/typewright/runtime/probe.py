"""Measuring a file behind a URL by one ranged request, without trusting the URL.

A URL comes from the caller's own users as often as from the caller. So the request goes out with a
client of its own: no token, no cookies, no proxy of the environment; https only; to public
addresses only, on every hop, and to the very address that was looked at, so that a name cannot
point elsewhere a moment later. Whatever goes wrong, the file is *unknown*, and nothing is raised.
"""

from __future__ import annotations

import ipaddress
import logging
import socket
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .header import BudgetSpent
from .measure import Measurement, measure

if TYPE_CHECKING:
    import httpx2

logger = logging.getLogger(__name__)

PROBED_BYTES = 256 * 1024
"""Bytes that are asked for: the header of nearly every picture, and of films made for the web."""

PROBE_SECONDS = 10.0
"""How long a probe may take, all hops together, once its names are resolved."""

MOST_REDIRECTS = 3
AT_ONCE = 8
"""URLs of one call that are probed at the same time."""

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def is_public(address: Address) -> bool:
    """Whether ``address`` is one of the open internet, also where it wraps another one."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address.teredo is not None or address in _NAT64:
            return False
        if inner is not None:
            return is_public(inner)
    return address.is_global and not address.is_multicast and not address.is_reserved


_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def resolve(host: str, port: int) -> list[Address]:
    """The addresses of ``host``. Raises ``OSError``."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]


class _NotProbed(Exception):
    """Why a URL stays unknown."""


@dataclass(frozen=True, slots=True)
class Prober:
    """Measures files by their URLs. The fields are there for tests; users need none of them."""

    resolve: Callable[[str, int], Sequence[Address]] = resolve
    is_public: Callable[[Address], bool] = is_public
    transport: Any | None = None
    verify: Any = True
    seconds: float = PROBE_SECONDS

    def measure_all(self, urls: Iterable[str]) -> Mapping[str, Measurement]:
        """The measurement of each URL; an empty one where nothing could be measured."""
        chosen = list(dict.fromkeys(urls))
        if len(chosen) < 2:
            return {url: self.measure(url) for url in chosen}
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(min(len(chosen), AT_ONCE), "probe") as pool:
            return dict(zip(chosen, pool.map(self.measure, chosen), strict=True))

    def measure(self, url: str) -> Measurement:
        """Size, width and height of the file at ``url``, as far as its first bytes tell."""
        import httpx2

        try:
            with httpx2.Client(
                trust_env=False,
                verify=self.verify,
                transport=self.transport,
                timeout=self.seconds,
                follow_redirects=False,
            ) as client:
                prefix, size = self._follow(client, httpx2.URL(url))
        except (_NotProbed, httpx2.HTTPError, httpx2.InvalidURL, OSError, ValueError) as error:
            logger.debug("not measured, %s: %s", type(error).__name__, error)
            return Measurement()
        return measure(_Prefix(prefix, size), size)

    def _follow(self, client: httpx2.Client, url: httpx2.URL) -> tuple[bytes, int | None]:
        """The first bytes of the file, and its size in bytes if the server tells it."""
        deadline = time.monotonic() + self.seconds
        for _ in range(MOST_REDIRECTS + 1):
            request = self._pinned(client, url)
            answer = client.send(request, stream=True)
            try:
                if not answer.has_redirect_location:
                    return _first_bytes(answer, deadline)
                url = url.join(answer.headers["location"])
            finally:
                answer.close()
        raise _NotProbed("too many redirects")

    def _pinned(self, client: httpx2.Client, url: httpx2.URL) -> httpx2.Request:
        """The request for ``url``, addressed to an address that was found to be public."""
        if url.scheme != "https" or url.userinfo:
            raise _NotProbed("no plain https URL")
        addresses = self.resolve(url.host, url.port or 443)
        if not addresses or not all(self.is_public(address) for address in addresses):
            raise _NotProbed("no public address")
        headers = {
            "Host": url.netloc.decode("ascii"),
            "Range": f"bytes=0-{PROBED_BYTES - 1}",
            "Accept-Encoding": "identity",
        }
        target = url.copy_with(host=str(addresses[0]))
        extensions = {"sni_hostname": url.raw_host.decode("ascii")}
        return client.build_request("GET", target, headers=headers, extensions=extensions)


def _first_bytes(answer: httpx2.Response, deadline: float) -> tuple[bytes, int | None]:
    if answer.status_code not in (200, 206) or "content-encoding" in answer.headers:
        raise _NotProbed(f"HTTP {answer.status_code}")
    pieces: list[bytes] = []
    missing = PROBED_BYTES
    for piece in answer.iter_raw():
        pieces.append(piece[:missing])
        missing -= len(pieces[-1])
        if missing <= 0:
            break
        if time.monotonic() > deadline:
            raise _NotProbed("too slow")
    return b"".join(pieces), _size(answer)


def _size(answer: httpx2.Response) -> int | None:
    """The size of the whole file: after the slash of a range, else the length of all."""
    if answer.status_code == 206:
        start, _, total = answer.headers.get("content-range", "").partition("/")
        if not start.startswith("bytes 0-"):
            raise _NotProbed("another range than the one asked for")
    else:
        total = answer.headers.get("content-length", "")
    return int(total) if total.isascii() and total.isdecimal() else None


@dataclass(frozen=True, slots=True)
class _Prefix:
    """The first bytes of a file of ``size`` bytes; what lies beyond them is not known."""

    content: bytes
    size: int | None

    def read(self, offset: int, length: int) -> bytes:
        """At most ``length`` bytes from ``offset``. Raises :class:`BudgetSpent` beyond them."""
        end = len(self.content)
        whole = end == self.size or (self.size is None and end < PROBED_BYTES)
        if offset + length > end and not whole:
            raise BudgetSpent
        return self.content[offset : offset + length]
