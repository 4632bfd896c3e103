"""Measuring by URL: one ranged request to a public address, and no surprises on the way."""

import ipaddress
import ssl
import struct
import time
from collections.abc import Callable, Generator, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import Any

import httpx2
import pytest
from PIL import Image

from typewright.runtime.measure import Measurement
from typewright.runtime.probe import PROBED_BYTES, Address, Prober, is_public

PUBLIC = ipaddress.ip_address("93.184.216.34")
URL = "https://media.example/a/b.jpg?sig=1"
CERTIFICATE = Path(__file__).with_name("media.example.pem")
Handler = Callable[[httpx2.Request], httpx2.Response]


def picture(format: str, padding: int = 0, **options: Any) -> bytes:
    file = BytesIO()
    Image.new("RGB", (640, 480), "teal").save(file, format, **options)
    return file.getvalue() + bytes(padding)


def prober(handler: Handler, *addresses: str, **more: Any) -> Prober:
    """A prober whose names all resolve to ``addresses``."""
    found: list[Address] = [ipaddress.ip_address(each) for each in addresses] or [PUBLIC]
    return Prober(resolve=lambda host, port: found, transport=httpx2.MockTransport(handler), **more)


def serving(content: bytes, seen: list[httpx2.Request] | None = None) -> Handler:
    """A server that knows ranges."""

    def handler(request: httpx2.Request) -> httpx2.Response:
        if seen is not None:
            seen.append(request)
        piece = content[:PROBED_BYTES]
        found = f"bytes 0-{len(piece) - 1}/{len(content)}"
        return httpx2.Response(206, content=iter([piece]), headers={"content-range": found})

    return handler


@pytest.mark.parametrize("padding", [0, 3_000_000])
def test_a_url_is_measured_by_one_ranged_request(padding: int) -> None:
    content, seen = picture("JPEG", padding), list[httpx2.Request]()
    found = prober(serving(content, seen)).measure(URL)
    assert found == Measurement(len(content), 640, 480, False, "image/jpeg")
    (request,) = seen
    assert request.headers["range"] == f"bytes=0-{PROBED_BYTES - 1}"
    assert not {"authorization", "cookie"} & set(request.headers)


def test_the_request_goes_to_the_address_that_was_looked_at() -> None:
    seen: list[httpx2.Request] = []
    prober(serving(picture("PNG"), seen)).measure("https://media.example:8443/x")
    assert str(seen[0].url) == "https://93.184.216.34:8443/x"
    assert seen[0].headers["host"] == "media.example:8443"
    assert seen[0].extensions["sni_hostname"] == "media.example"


def test_a_server_that_knows_no_ranges_is_not_read_to_the_end() -> None:
    read = 0

    def body() -> Iterator[bytes]:
        nonlocal read
        yield picture("PNG")
        for _ in range(1000):
            read += 65536
            yield bytes(65536)

    def handler(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, content=body(), headers={"content-length": "65536000"})

    found = prober(handler).measure(URL)
    assert (found.size, found.width) == (65536000, 640)
    assert read <= PROBED_BYTES + 65536


@pytest.mark.parametrize(
    "content",
    [
        picture("JPEG", icc_profile=bytes(300_000)),
        picture("WEBP", exif=bytes(20))[:30]
        + b"VP8L"
        + struct.pack("<I", 300_000)
        + bytes(300_000),
    ],
)
def test_a_header_beyond_what_was_asked_for_stays_unknown(content: bytes) -> None:
    found = prober(serving(content)).measure(URL)
    assert (found.size, found.width) == (len(content), None)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fd00::1",
        "::ffff:10.0.0.1",
        "2002:a00:1::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "64:ff9b::a00:1",
        "ff02::1",
    ],
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))
    seen: list[httpx2.Request] = []
    assert prober(serving(b"", seen), str(PUBLIC), address).measure(URL) == Measurement()
    assert not seen


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:8.8.8.8"])
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


def redirecting(*targets: str) -> tuple[Handler, list[str]]:
    hosts: list[str] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        hosts.append(request.headers["host"])
        if len(hosts) <= len(targets):
            return httpx2.Response(302, headers={"location": targets[len(hosts) - 1]})
        return serving(picture("PNG"))(request)

    return handler, hosts


def test_three_redirects_are_followed_and_no_more() -> None:
    handler, hosts = redirecting("/other", "https://cdn.example/x", "//img.example/y")
    assert prober(handler).measure(URL).width == 640
    assert hosts == ["media.example", "media.example", "cdn.example", "img.example"]
    handler, hosts = redirecting("/a", "/b", "/c", "/d")
    assert prober(handler).measure(URL) == Measurement()
    assert len(hosts) == 4


@pytest.mark.parametrize(
    "target", ["http://media.example/", "ftp://a.example/", "https://u:p@a.example/"]
)
def test_a_redirect_to_something_else_is_not_followed(target: str) -> None:
    handler, hosts = redirecting(target)
    assert prober(handler).measure(URL) == Measurement()
    assert hosts == ["media.example"]


def test_a_redirect_to_a_private_address_is_not_followed() -> None:
    handler, hosts = redirecting("https://inside.example/")
    table = {"media.example": PUBLIC, "inside.example": ipaddress.ip_address("10.0.0.1")}
    resolving = Prober(
        resolve=lambda host, port: [table[host]], transport=httpx2.MockTransport(handler)
    )
    assert resolving.measure(URL) == Measurement()
    assert hosts == ["media.example"]


@pytest.mark.parametrize(
    "answer",
    [
        httpx2.Response(404, content=picture("PNG")),
        httpx2.Response(200, content=b"", headers={"content-encoding": "gzip"}),
        httpx2.Response(206, content=iter([b"xx"]), headers={"content-range": "bytes 5-6/9"}),
        httpx2.Response(304),
    ],
)
def test_other_answers_measure_nothing(answer: httpx2.Response) -> None:
    assert prober(lambda request: answer).measure(URL) == Measurement()


@pytest.mark.parametrize("error", [httpx2.ConnectError("x"), httpx2.ReadTimeout("x"), OSError()])
def test_trouble_measures_nothing(error: Exception) -> None:
    def handler(request: httpx2.Request) -> httpx2.Response:
        raise error

    assert prober(handler).measure(URL) == Measurement()


def test_a_name_that_nobody_knows_measures_nothing() -> None:
    def unknown(host: str, port: int) -> list[Address]:
        raise OSError("no such name")

    assert Prober(resolve=unknown).measure(URL) == Measurement()


def test_a_slow_body_is_given_up() -> None:
    def body() -> Iterator[bytes]:
        for _ in range(100):
            time.sleep(0.01)
            yield b"x"

    found = prober(lambda _: httpx2.Response(200, content=body()), seconds=0.05).measure(URL)
    assert found == Measurement()


def test_many_urls_are_measured_together_and_each_once() -> None:
    seen: list[httpx2.Request] = []
    urls = [f"https://media.example/{number % 20}" for number in range(40)]
    found = prober(serving(picture("PNG"), seen)).measure_all(urls)
    assert len(seen) == len(found) == 20
    assert {each.width for each in found.values()} == {640}


@pytest.fixture
def tls_port() -> Generator[int]:
    """A real TLS server on the loopback interface, which serves one picture as media.example."""
    content = picture("PNG")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            good = self.headers["Host"] == f"media.example:{server.server_port}"
            self.send_response(200 if good else 421)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


@pytest.mark.parametrize(
    ("name", "trusted", "width"),
    [("media.example", True, 640), ("media.example", False, None), ("other.example", True, None)],
)
def test_the_certificate_must_be_that_of_the_name(
    tls_port: int, name: str, trusted: bool, width: int | None
) -> None:
    loopback = ipaddress.ip_address("127.0.0.1")
    context = ssl.create_default_context(cafile=str(CERTIFICATE)) if trusted else True
    looking = Prober(
        resolve=lambda host, port: [loopback], is_public=lambda address: True, verify=context
    )
    assert looking.measure(f"https://{name}:{tls_port}/a.png").width == width
