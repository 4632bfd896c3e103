"""What may be passed as a file, what is sent for it, and what is refused with which words."""

import base64
import io
from pathlib import Path

import pytest

from typewright.runtime.errors import InvalidMedia
from typewright.runtime.media import MediaSource

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.mark.parametrize(
    "url", ["https://example.com/a.png?x=1", "HTTPS://EXAMPLE.COM/a", "https://[::1]:8443/a"]
)
def test_a_url_is_sent_as_it_is(url: str) -> None:
    source = MediaSource.of(url)
    assert source.wire() == url
    assert source.measure().size is None


def test_signatures_in_a_url_stay_out_of_messages() -> None:
    assert "secret" not in repr(MediaSource.of("https://u:secret@example.com/a?sig=secret").label)


@pytest.mark.parametrize(
    "uri",
    [
        f"data:image/png;base64,{base64.b64encode(PNG).decode()}",
        "data:text/plain,a%20b",
    ],
)
def test_a_data_uri_is_measured_and_sent_as_it_is(uri: str) -> None:
    source = MediaSource.of(uri)
    assert source.wire() == uri
    assert source.size


def test_local_files_become_data_uris(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(PNG)
    expected = f"data:image/png;base64,{base64.b64encode(PNG).decode()}"
    for value in (path, PNG, bytearray(PNG), io.BytesIO(PNG)):
        assert MediaSource.of(value).wire() == expected


def test_a_file_without_a_known_header_goes_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "a.mp3"
    path.write_bytes(b"ID3 and so on")
    assert MediaSource.of(path).wire().startswith("data:audio/mpeg;base64,")
    assert MediaSource.of(b"?").wire().startswith("data:application/octet-stream;base64,")


def test_an_open_file_is_read_from_where_it_stands_and_put_back() -> None:
    opened = io.BytesIO(b"junk" + PNG)
    opened.seek(4)
    assert MediaSource.of(opened).size == len(PNG)
    assert opened.tell() == 4


def test_a_file_that_changes_between_checking_and_sending(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(PNG)
    source = MediaSource.of(path)
    path.write_bytes(PNG + b"more")
    with pytest.raises(InvalidMedia, match="changed"):
        source.wire()


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("a.png", r"pass pathlib\.Path"),
        ("ftp://example.com/a.png", "no URL"),
        ("https://", "no URL"),
        ("http://example.com/a.png", "https URLs only"),
        ("https://example.com/a b.png", "no URL"),
        ("data:image/png;base64,!!!", "cannot be decoded"),
        ("data:image/png", "without a comma"),
        (b"", "empty"),
        (7, "type int is no file"),
        (None, "type NoneType is no file"),
        (io.StringIO("text"), "opened as text"),
        (Path("nowhere.png"), "nowhere.png: No such file"),
        (Path(), "not a file"),
    ],
)
def test_what_is_no_file(value: object, words: str) -> None:
    with pytest.raises(InvalidMedia, match=words):
        MediaSource.of(value)
