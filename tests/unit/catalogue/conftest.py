"""A small sound store that a test breaks in one place."""

from collections.abc import Callable
from pathlib import Path

import pytest

from typewright.catalogue.check import check
from typewright.catalogue.load import load
from typewright.diagnostics import Diagnostic

ENDPOINT = "acme/acme/one/make"
MARK = "⟦"
"""Stands in a test's text before the character at which a finding is expected."""

PROVIDER = """{
  "name": "acme",
  "display_name": "Acme",
  "base_url": "https://api.acme.example",
  "base_url_env": ["ACME_BASE_URL"],
  "auth": {"header": "Authorization", "scheme": "Bearer", "token_env": ["ACME_TOKEN"]},
  "routes": {
    "submit": "/v1/models/{model_id}",
    "status": "/v1/requests/{request_id}/status",
    "result": "/v1/requests/{request_id}/result",
    "cancel": "/v1/requests/{request_id}/cancel"
  },
  "statuses": {
    "queued": ["in_queue"], "running": ["in_progress"], "finished": ["completed"],
    "succeeded": ["succeeded"], "failed": ["failed"], "cancelled": ["cancelled"]
  },
  "request_id_pattern": "[A-Za-z0-9_-]{1,128}",
  "error_codes": {"404001": "not_found"},
  "limits": {"image_bytes": 1, "video_bytes": 1, "body_bytes": 1, "download_bytes": 1},
  "local_files": "data_uri",
  "download_hosts": ["*.acme.example"]
}
"""
META = '{"id": "acme/one/make", "name": "Make", "language": "en"}\n'
INPUT = """{
  "type": "object",
  "title": "Input schema",
  "required": ["prompt"],
  "properties": {"prompt": {"type": "string", "title": "Prompt"}}
}
"""
OUTPUT = '{"output": {"type": "object", "properties": {"image": {"type": "string"}}}}\n'


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """The root of a store with a provider of one endpoint, free of findings."""
    root = tmp_path / "schemas"
    files = {
        "acme/provider.json": PROVIDER,
        f"{ENDPOINT}/endpoint.json": META,
        f"{ENDPOINT}/input.schema.json": INPUT,
        f"{ENDPOINT}/output.schema.json": OUTPUT,
    }
    for path, content in files.items():
        put(root, path, content)
    return root


@pytest.fixture
def write(store: Path) -> Callable[[str, str | bytes], Path]:
    """Takes a path below the root and the content to put there, as it is."""
    return lambda path, content: put(store, path, content)


@pytest.fixture
def findings(store: Path) -> Callable[[], list[Diagnostic]]:
    """Gives everything that loading and checking find."""

    def found() -> list[Diagnostic]:
        catalogue, unread = load(store)
        return [*unread, *check(catalogue)]

    return found


@pytest.fixture
def expect(
    write: Callable[[str, str | bytes], Path], findings: Callable[[], list[Diagnostic]]
) -> Callable[[str, str, str], Diagnostic]:
    """Takes path, marked text and code; gives the one finding, asserted to be at the mark."""

    def at_the_mark(path: str, marked: str, code: str) -> Diagnostic:
        text, line, column = unmarked(marked)
        place = write(path, text)
        (found,) = findings()
        assert (found.code, found.file) == (code, place.as_posix()), found
        assert (found.line, found.column) == (line, column), found
        assert found.message
        assert found.help
        return found

    return at_the_mark


@pytest.fixture
def refused(expect: Callable[[str, str, str], Diagnostic]) -> Callable[[str, str], Diagnostic]:
    """Takes a marked input schema and a code; gives the one finding, asserted to be at the mark."""
    return lambda marked, code: expect(f"{ENDPOINT}/input.schema.json", marked, code)


def put(root: Path, path: str, content: str | bytes) -> Path:
    """Writes one file of a store."""
    place = root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return place


def unmarked(marked: str) -> tuple[str, int, int]:
    """The text without its mark, and the line and column of what stood behind it."""
    before, mark, after = marked.partition(MARK)
    assert mark
    return before + after, before.count("\n") + 1, len(before) - before.rfind("\n")
