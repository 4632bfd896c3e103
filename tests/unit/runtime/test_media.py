"""What may be passed as a file, what is sent for it, and what is refused with which words."""

import base64
import hashlib
import io
from pathlib import Path

import pytest
from PIL import Image

from typewright.runtime.errors import InvalidMedia
from typewright.runtime.media import MediaSource
from typewright.runtime.opening import OnDisk
from typewright.runtime.protocol import Upload

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def sent(source: MediaSource) -> str:
    """What is sent for a file that has just been judged."""
    return source.wire(source.measure())


def orientation(value: int) -> Image.Exif:
    """EXIF data that say which way up."""
    exif = Image.Exif()
    exif[0x0112] = value
    return exif


def flat_png(width: int, height: int, length: int) -> bytes:
    """A PNG, cut off or filled up to ``length`` bytes."""
    file = io.BytesIO()
    Image.new("L", (width, height)).save(file, "PNG")
    return file.getvalue()[:length].ljust(length, b"x")


@pytest.mark.parametrize(
    "url", ["https://example.com/a.png?x=1", "HTTPS://EXAMPLE.COM/a", "https://[::1]:8443/a"]
)
def test_a_url_is_sent_as_it_is(url: str) -> None:
    source = MediaSource.of(url)
    assert sent(source) == url
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
    assert sent(source) == uri
    assert source.size


def test_local_files_become_data_uris(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(PNG)
    expected = f"data:image/png;base64,{base64.b64encode(PNG).decode()}"
    for value in (path, PNG, bytearray(PNG), io.BytesIO(PNG)):
        assert sent(MediaSource.of(value)) == expected


def test_a_file_without_a_known_header_goes_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "a.mp3"
    path.write_bytes(b"ID3 and so on")
    assert sent(MediaSource.of(path)).startswith("data:audio/mpeg;base64,")
    assert sent(MediaSource.of(b"?")).startswith("data:application/octet-stream;base64,")


def test_an_open_file_is_read_from_where_it_stands_and_put_back() -> None:
    opened = io.BytesIO(b"junk" + PNG)
    opened.seek(4)
    assert MediaSource.of(opened).size == len(PNG)
    assert opened.tell() == 4


@pytest.mark.parametrize("later", [PNG + b"more", PNG[:-4], flat_png(2, 3, len(PNG))])
def test_a_file_that_changes_between_checking_and_sending(tmp_path: Path, later: bytes) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(PNG)
    source = MediaSource.of(path)
    judged = source.measure()
    path.write_bytes(later)
    with pytest.raises(InvalidMedia, match="changed"):
        source.wire(judged)


def test_a_file_is_opened_once_when_it_is_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.jpg"
    Image.new("RGB", (70, 90)).save(path, "JPEG", exif=orientation(6), icc_profile=bytes(30_000))
    source = MediaSource.of(path)
    opened: list[OnDisk] = []
    enter = OnDisk.__enter__

    def counted(file: OnDisk) -> OnDisk:
        opened.append(file)
        return enter(file)

    monkeypatch.setattr(OnDisk, "__enter__", counted)
    measured = source.measure()
    assert (measured.width, measured.height, measured.turned) == (70, 90, True)
    assert len(opened) == 1


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "CMYK", "YCbCr", "F"])
def test_an_image_of_pillow_goes_out_as_a_png(mode: str) -> None:
    source = MediaSource.of(Image.new(mode, (5, 7)))
    assert (source.measure().width, source.measure().height) == (5, 7)
    content = base64.b64decode(sent(source).removeprefix("data:image/png;base64,"))
    with Image.open(io.BytesIO(content)) as image:
        assert (image.size, image.format) == ((5, 7), "PNG")


def test_an_image_of_pillow_is_sent_the_right_way_up() -> None:
    file = io.BytesIO()
    Image.new("RGB", (5, 7)).save(file, "JPEG", exif=orientation(6))
    with Image.open(file) as image:
        measured = MediaSource.of(image).measure()
    assert (measured.width, measured.height, measured.turned) == (7, 5, False)


def test_what_an_uploader_is_given(tmp_path: Path) -> None:
    path = tmp_path / "a cat.png"
    path.write_bytes(PNG)
    named, nameless = MediaSource.of(path), MediaSource.of(PNG)
    assert named.upload(named.measure()) == Upload("a cat.png", "image/png", PNG)
    assert nameless.upload(nameless.measure()).name == "file.png"


def test_equal_files_have_equal_digests(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(PNG)
    digests = {MediaSource.of(value).digest() for value in (path, PNG, io.BytesIO(PNG))}
    assert digests == {f"sha256:{hashlib.sha256(PNG).hexdigest()}"}
    assert MediaSource.of("https://a.example/b").digest() == "https://a.example/b"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("a.png", r"pass pathlib\.Path"),
        ("ftp://example.com/a.png", "no URL"),
        ("https://", "no URL"),
        ("https://[a.example/b.png", "no URL"),
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
