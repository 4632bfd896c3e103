"""``typewright pull`` from an API whose answers have a key twice: no decoder would notice."""

from collections.abc import Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest

from typewright.cli import run
from typewright.config import Config
from typewright.diagnostics import ConfigError

from .test_pull import config, pulled, stored

__all__ = ("config",)  # a fixture

GOOD = '{"model_id": "acme/good", "input_schema": {"type": "object", "properties": {}}}'
TWICE = (
    '{"model_id": "acme/twice", "input_schema": {"type": "object", "properties":'
    ' {"size": {"type": "string", "maxLength": 5, "maxLength": 50}}}}'
)


@contextmanager
def answering(body: str) -> Generator[str]:
    """An API that answers everything with ``body``; gives its URL."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(autouse=True)
def token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNCOMFY_TOKEN", "secret")


def test_an_entry_is_left_out_and_told(config: Config, capsys: pytest.CaptureFixture[str]) -> None:
    with answering(f'{{"models": [{GOOD}, {TWICE}], "total": 2}}') as url:
        assert run(["pull", "--base-url", url]) == 1
    assert stored(config) == {"acme/good"}
    told = " ".join(capsys.readouterr().out.split())
    assert "TW002 'acme/twice' (entries 1 to 2): the key 'maxLength' is there twice" in told
    assert "at '/input_schema/properties/size': which counts is not clear" in told
    assert "the entry is left out" in told


def test_an_entry_that_is_not_wanted_is_not_told(config: Config) -> None:
    with answering(f'{{"models": [{GOOD}, {TWICE}], "total": 2}}') as url:
        (page,) = pulled(config, base_url=url, only="acme/g*")
    assert (page.ingested.endpoints, page.ingested.findings) == (("acme/good",), ())


@pytest.mark.parametrize(
    "body",
    [
        f'{{"models": [], "models": [{GOOD}], "total": 1}}',
        f'{{"models": [{GOOD}], "total": 1, "total": 2}}',
    ],
)
def test_a_page_is_refused(config: Config, body: str) -> None:
    with (
        answering(body) as url,
        pytest.raises(ConfigError, match=r"page from entry 1 on: it has the key '\w+' twice"),
    ):
        list(pulled(config, base_url=url))
    assert stored(config) == set[Any]()
