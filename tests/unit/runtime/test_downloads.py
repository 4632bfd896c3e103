"""Downloads by both clients from a server in memory that breaks off, redirects and lies."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, ClassVar

import httpx2
import pytest

from typewright.runtime.client import AsyncBaseClient, BaseClient
from typewright.runtime.downloads import Downloaded
from typewright.runtime.errors import DownloadFailed
from typewright.runtime.policy import Policy
from typewright.runtime.provider import Limits, Provider

from .test_flows import PROVIDER as ACME

TOKEN = "rc-0123456789-secret"
QUICK = Policy(attempts=3, first_backoff=0.001, longest_retry_after=0.002)
PROVIDER = replace(ACME, limits=Limits(1, 1, 1, download_bytes=100_000))
CONTENT = bytes(range(256)) * 300
URL = "https://cdn.acme.example/r/cat.png"


class Client(BaseClient):
    provider: ClassVar[Provider] = PROVIDER


class AsyncClient(AsyncBaseClient):
    provider: ClassVar[Provider] = PROVIDER


@dataclass
class Server:
    """Serves ``content``; each of the first answers is cut after so many bytes."""

    content: bytes = CONTENT
    etag: str | None = '"v1"'
    cuts: list[int] = field(default_factory=list[int])
    ranges: bool = True
    seen: list[httpx2.Request] = field(default_factory=list[httpx2.Request])

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.seen.append(request)
        start = self._start(request)
        rest = self.content[start:]
        headers = {"content-length": str(len(rest)), "content-type": "image/png"}
        if self.etag is not None:
            headers["etag"] = self.etag
        if start:
            headers["content-range"] = f"bytes {start}-{len(self.content) - 1}/{len(self.content)}"
        cut = self.cuts.pop(0) if self.cuts else None
        return httpx2.Response(206 if start else 200, headers=headers, stream=pieces(rest, cut))

    def _start(self, request: httpx2.Request) -> int:
        asked = re.fullmatch(r"bytes=(\d+)-", request.headers.get("range", ""))
        same = request.headers.get("if-range") == self.etag
        return int(asked[1]) if asked and self.ranges and same else 0


class Pieces(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    """A body for either client, which may break off."""

    def __init__(self, content: bytes, cut: int | None) -> None:
        self.content, self.cut = content, cut

    def __iter__(self) -> Iterator[bytes]:
        end = len(self.content) if self.cut is None else self.cut
        for start in range(0, end, 1000):
            yield self.content[start : min(end, start + 1000)]
        if self.cut is not None:
            raise httpx2.ReadError("connection reset")

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self:
            yield piece


def pieces(content: bytes, cut: int | None) -> Any:
    return Pieces(content, cut)


Handler = Callable[[httpx2.Request], httpx2.Response]


def download(flavour: str, handler: Handler, files: Any, directory: Path, **more: Any) -> Any:
    """One download by either client."""
    transport = httpx2.MockTransport(handler)
    cookies = {"session": "secret"}
    if flavour == "sync":
        with httpx2.Client(transport=transport, cookies=cookies, auth=("u", "p")) as http:
            return Client(TOKEN, policy=QUICK, http_client=http).download(files, directory, **more)

    async def call() -> Any:
        async with httpx2.AsyncClient(
            transport=transport, cookies=cookies, auth=("u", "p")
        ) as http:
            client = AsyncClient(TOKEN, policy=QUICK, http_client=http)
            return await client.download(files, directory, **more)

    return asyncio.run(call())


both = pytest.mark.parametrize("flavour", ["sync", "async"])


def names(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.iterdir())


@both
def test_a_file_arrives_whole_and_without_the_token(flavour: str, tmp_path: Path) -> None:
    server = Server()
    (path,) = download(flavour, server, URL, tmp_path / "new" / "folder")
    assert path == tmp_path / "new" / "folder" / "cat.png"
    assert path.read_bytes() == CONTENT
    assert names(path.parent) == ["cat.png"]
    sent = server.seen[0].headers
    assert not {"authorization", "cookie"} & set(sent)
    assert TOKEN not in str(sent)


@both
@pytest.mark.parametrize("etag", ['"v1"', None])
def test_a_file_that_breaks_off_is_completed(
    flavour: str, tmp_path: Path, etag: str | None
) -> None:
    server = Server(cuts=[20_000, 30_000], etag=etag)
    (path,) = download(flavour, server, URL, tmp_path)
    assert path.read_bytes() == CONTENT
    asked = [request.headers.get("range") for request in server.seen]
    resumed = [None, "bytes=20000-", "bytes=50000-"]
    assert asked == (resumed if etag else [None, None, None])


@both
def test_a_later_call_takes_up_what_an_earlier_one_left(flavour: str, tmp_path: Path) -> None:
    broken = Server(cuts=[9_000, 0, 0, 0, 0])
    with pytest.raises(DownloadFailed, match="connection reset"):
        download(flavour, broken, URL, tmp_path)
    (left,) = tmp_path.iterdir()
    assert (left.name[0], left.stat().st_size) == (".", 9_000)
    server = Server()
    (path,) = download(flavour, server, URL, tmp_path)
    assert path.read_bytes() == CONTENT
    assert [request.headers.get("range") for request in server.seen] == [None, "bytes=9000-"]
    assert names(tmp_path) == ["cat.png"]


@both
def test_what_was_left_of_another_version_is_not_taken_up(flavour: str, tmp_path: Path) -> None:
    with pytest.raises(DownloadFailed):
        download(flavour, Server(cuts=[9_000, 0, 0, 0, 0]), URL, tmp_path)
    other = CONTENT[::-1]
    (path,) = download(flavour, Server(other, etag='"v2"'), URL, tmp_path)
    assert path.read_bytes() == other


@both
def test_a_file_that_is_replaced_on_its_way_begins_anew(flavour: str, tmp_path: Path) -> None:
    server = Server(cuts=[20_000])

    def handler(request: httpx2.Request) -> httpx2.Response:
        if server.seen:
            server.content, server.etag = CONTENT[::-1], '"v2"'
        return server(request)

    (path,) = download(flavour, handler, URL, tmp_path)
    assert path.read_bytes() == CONTENT[::-1]
    assert names(tmp_path) == ["cat.png"]


@both
def test_a_server_that_forgets_ranges_is_read_from_the_beginning(
    flavour: str, tmp_path: Path
) -> None:
    (path,) = download(flavour, Server(cuts=[20_000], ranges=False), URL, tmp_path)
    assert path.read_bytes() == CONTENT


@both
def test_nothing_is_left_of_a_file_that_could_not_be_taken_up(flavour: str, tmp_path: Path) -> None:
    with pytest.raises(DownloadFailed):
        download(flavour, Server(cuts=[9_000, 0, 0, 0], etag=None), URL, tmp_path)
    assert names(tmp_path) == []


@both
@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://cdn.acme.example/x.png", "only https"),
        ("https://cdn.acme.example:8443/x.png", "only https"),
        ("https://acme.example.evil.example/x.png", "none of the hosts"),
        ("https://evilacme.example/x.png", "none of the hosts"),
        ("https://evil.example/?https://cdn.acme.example/x.png", "none of the hosts"),
        ("https://u:p@cdn.acme.example/x.png", "password"),
        ("https://169.254.169.254/x.png", "none of the hosts"),
        ("https://[cdn.acme.example/x.png", "none of the hosts"),
    ],
)
def test_other_places_are_not_asked(flavour: str, tmp_path: Path, url: str, words: str) -> None:
    server = Server()
    with pytest.raises(DownloadFailed, match=words):
        download(flavour, server, [URL, url], tmp_path)
    assert not server.seen
    assert names(tmp_path) == []


@both
def test_redirects_stay_with_the_provider(flavour: str, tmp_path: Path) -> None:
    server = Server()

    def handler(request: httpx2.Request) -> httpx2.Response:
        if request.url.path == "/r/cat.png":
            return httpx2.Response(302, headers={"location": "https://b.acme.example/z"})
        return server(request)

    (path,) = download(flavour, handler, URL, tmp_path)
    assert (path.name, path.read_bytes()) == ("cat.png", CONTENT)


@both
@pytest.mark.parametrize(
    "target", ["https://evil.example/x", "http://cdn.acme.example/x", "//10.0.0.1/x", URL]
)
def test_redirects_elsewhere_are_not_followed(flavour: str, tmp_path: Path, target: str) -> None:
    seen: list[str] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        seen.append(request.url.host)
        return httpx2.Response(302, headers={"location": target})

    with pytest.raises(DownloadFailed, match=r"cdn\.acme\.example/r/cat\.png"):
        download(flavour, handler, URL, tmp_path)
    assert set(seen) == {"cdn.acme.example"}
    assert len(seen) <= 4


@both
@pytest.mark.parametrize("announced", [True, False])
def test_a_file_that_is_too_large_is_not_kept(
    flavour: str, tmp_path: Path, announced: bool
) -> None:
    def handler(request: httpx2.Request) -> httpx2.Response:
        headers = {"content-length": "100001"} if announced else {}
        return httpx2.Response(200, headers=headers, stream=pieces(bytes(100_001), None))

    with pytest.raises(DownloadFailed, match="larger than the 100000 bytes"):
        download(flavour, handler, URL, tmp_path)
    assert names(tmp_path) == []


@both
def test_trouble_that_passes(flavour: str, tmp_path: Path) -> None:
    server = Server()
    first = [httpx2.Response(503), httpx2.Response(429, headers={"retry-after": "1"})]
    answers = iter(first)
    (path,) = download(flavour, lambda r: next(answers, None) or server(r), URL, tmp_path)
    assert path.read_bytes() == CONTENT


@both
@pytest.mark.parametrize("status", [403, 404, 410, 204, 500])
def test_other_answers_are_told(flavour: str, tmp_path: Path, status: int) -> None:
    with pytest.raises(DownloadFailed, match=f"HTTP {status}"):
        download(flavour, lambda request: httpx2.Response(status), URL, tmp_path)


@both
def test_several_files_of_one_name(flavour: str, tmp_path: Path) -> None:
    told: list[Downloaded] = []
    result = {"images": [URL, "https://b.acme.example/cat.png"], "image": URL}
    found = download(flavour, Server(), result, tmp_path, progress=told.append)
    assert [path.name for path in found] == ["cat.png", "cat-2.png"]
    assert [each.received for each in told if each.number == 2][-1] == len(CONTENT)
    assert {(each.files, each.total) for each in told} == {(2, len(CONTENT))}


@both
def test_an_encoding_that_nobody_asked_for(flavour: str, tmp_path: Path) -> None:
    def handler(request: httpx2.Request) -> httpx2.Response:
        assert request.headers["accept-encoding"] == "identity"
        return httpx2.Response(200, headers={"content-encoding": "br"}, stream=pieces(b"x", None))

    with pytest.raises(DownloadFailed, match="encoding"):
        download(flavour, handler, URL, tmp_path)
