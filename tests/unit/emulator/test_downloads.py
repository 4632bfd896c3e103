"""Files in parts: the headers alone, then over a real socket with the faults in the way."""

import time
from collections.abc import Iterator

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from typewright.emulator.ranges import Span, Unsatisfiable, span, unchanged
from typewright.emulator.results import content
from typewright.emulator.scenario import Fault, Kind, Scenario
from typewright.emulator.server import Served

FILE = "/files/a-1.png"


def whole() -> bytes:
    found = content(FILE.rpartition("/")[2])
    assert found is not None
    return found[0]


@pytest.fixture
def stranger(served: Served) -> Iterator[httpx2.Client]:
    """A client without a token."""
    with httpx2.Client(base_url=served.base_url) as client:
        yield client


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("bytes=0-0", Span(0, 1)),
        ("bytes=2-4", Span(2, 5)),
        ("bytes=2-", Span(2, 10)),
        ("bytes=9-", Span(9, 10)),
        ("bytes=0-99", Span(0, 10)),
        ("bytes=-3", Span(7, 10)),
        ("bytes=-99", Span(0, 10)),
        ("BYTES= 1-2 ", Span(1, 3)),
        (None, None),
        *(
            (text, None)
            for text in ("", "bytes=", "bytes=-", "bytes=a-b", "bytes=4-2", "lines=1-2")
        ),
        *((text, None) for text in ("bytes=0-1,3-4", "bytes=0-1,", "bytes 0-1", "bytes=+1-2")),
        *((text, None) for text in ("bytes=١-٢", f"bytes={'9' * 5000}-", "bytes=1-2-3")),
    ],
)
def test_what_a_range_asks_of_ten_bytes(text: str | None, found: Span | None) -> None:
    assert span(text, 10) == found


@pytest.mark.parametrize(
    ("text", "size"),
    [("bytes=10-", 10), ("bytes=10-12", 10), ("bytes=-0", 10), ("bytes=-5", 0), ("bytes=0-", 0)],
)
def test_a_range_without_a_byte(text: str, size: int) -> None:
    with pytest.raises(Unsatisfiable):
        span(text, size)


@given(st.text(alphabet="bytes=-,0123456789 ", max_size=20), st.integers(0, 30))
def test_a_span_is_never_empty_and_never_leaves_the_file(text: str, size: int) -> None:
    try:
        found = span(f"bytes={text}", size)
    except Unsatisfiable:
        return
    assert found is None or 0 <= found.start < found.end <= size


@pytest.mark.parametrize(
    ("if_range", "good"),
    [
        *((None, True), ('"a"', True), ('"b"', False), ('W/"a"', False), ("a", False)),
        ("Sat, 29 Oct 1994 19:43:31 GMT", False),
    ],
)
def test_only_the_strong_tag_lets_a_range_be_answered(if_range: str | None, good: bool) -> None:
    assert unchanged(if_range, '"a"') is good


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [("bytes=5-9", 5, 10), ("bytes=30-", 30, None), ("bytes=-7", -7, None)],
)
def test_a_part(stranger: httpx2.Client, text: str, start: int, end: int | None) -> None:
    size = len(whole())
    first, stop, _ = slice(start, end).indices(size)
    answer = stranger.get(FILE, headers={"Range": text})
    assert (answer.status_code, answer.content) == (206, whole()[start:end])
    assert answer.headers["content-range"] == f"bytes {first}-{stop - 1}/{size}"
    assert answer.headers["content-length"] == str(stop - first)
    assert answer.headers["content-type"] == "image/png"


def test_a_part_that_is_not_there(stranger: httpx2.Client) -> None:
    answer = stranger.get(FILE, headers={"Range": f"bytes={len(whole())}-"})
    assert answer.status_code == 416
    assert answer.headers["content-range"] == f"bytes */{len(whole())}"
    assert answer.headers["etag"] == stranger.get(FILE).headers["etag"]


@pytest.mark.parametrize("text", ["bytes=0-1,4-5", "bytes=x", "pages=1-2"])
def test_what_is_no_range_gives_the_whole_file(stranger: httpx2.Client, text: str) -> None:
    answer = stranger.get(FILE, headers={"Range": text})
    assert (answer.status_code, answer.content) == (200, whole())
    assert "content-range" not in answer.headers


def test_a_download_goes_on_only_while_the_file_is_the_same(stranger: httpx2.Client) -> None:
    first = stranger.get(FILE)
    assert first.headers["accept-ranges"] == "bytes"
    etag = first.headers["etag"]
    assert etag[0] == etag[-1] == '"'
    assert etag != stranger.get("/files/a-1.mp4").headers["etag"]
    asked = {"Range": "bytes=4-", "If-Range": etag}
    assert stranger.get(FILE, headers=asked).status_code == 206
    answer = stranger.get(FILE, headers={**asked, "If-Range": '"another"'})
    assert (answer.status_code, answer.content) == (200, whole())
    past = {"Range": "bytes=99999999-", "If-Range": '"another"'}
    assert stranger.get(FILE, headers=past).status_code == 200


def test_head_gives_the_headers_of_the_whole(stranger: httpx2.Client) -> None:
    answer = stranger.head(FILE, headers={"Range": "bytes=0-3"})
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-length"] == str(len(whole()))
    assert answer.headers["etag"] == stranger.get(FILE).headers["etag"]
    assert stranger.head("/files/a-1.exe").status_code == 404


def test_a_part_that_is_cut_says_what_it_should_have_been(
    stranger: httpx2.Client, served: Served
) -> None:
    served.reset(Scenario(fault=(Fault("file", "truncated"),)))
    got = b""
    with stranger.stream("GET", FILE, headers={"Range": "bytes=10-49"}) as answer:
        assert answer.status_code == 206
        assert answer.headers["content-range"] == f"bytes 10-49/{len(whole())}"
        assert (answer.headers["content-length"], "etag" in answer.headers) == ("40", True)
        with pytest.raises(httpx2.RemoteProtocolError):
            for piece in answer.iter_raw():
                got += piece
    assert got == whole()[10:30]
    rest = stranger.get(FILE, headers={"Range": "bytes=30-49", "If-Range": answer.headers["etag"]})
    assert got + rest.content == whole()[10:50]


def test_a_slow_part_is_still_that_part(stranger: httpx2.Client, served: Served) -> None:
    served.reset(Scenario(fault=(Fault("file", "slow", seconds=0.2),)))
    start = time.monotonic()
    answer = stranger.get(FILE, headers={"Range": "bytes=10-49"})
    assert (answer.status_code, answer.content) == (206, whole()[10:50])
    assert answer.headers["content-range"].startswith("bytes 10-49/")
    assert time.monotonic() - start >= 0.2


@pytest.mark.parametrize(("kind", "codes"), [("http", [503, 206]), ("cut", [None, 206])])
def test_other_faults_of_a_part(
    stranger: httpx2.Client, served: Served, kind: Kind, codes: list[int | None]
) -> None:
    served.reset(Scenario(fault=(Fault("file", kind),)))
    seen: list[int | None] = []
    for _ in codes:
        try:
            seen.append(stranger.get(FILE, headers={"Range": "bytes=1-2"}).status_code)
        except httpx2.RemoteProtocolError:
            seen.append(None)
    assert seen == codes


@pytest.mark.parametrize("kind", ["slow", "truncated"])
def test_head_of_a_file_that_is_spoiled(served: Served, kind: Kind) -> None:
    served.reset(Scenario(fault=(Fault("file", kind, seconds=0.1),)))
    url = served.base_url + FILE  # each call on a connection of its own: the first may be cut
    assert httpx2.head(url).headers["content-length"] == str(len(whole()))
    assert httpx2.get(url).content == whole()
