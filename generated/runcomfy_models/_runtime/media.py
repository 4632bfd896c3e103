"""What callers hand over as a file: a URL, a path, bytes, or an open binary file."""

from __future__ import annotations

import base64
import binascii
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, TypeAlias, cast
from urllib.parse import unquote_to_bytes, urlsplit

from .errors import InvalidMedia
from .measure import Measurement, measure

File: TypeAlias = str | os.PathLike[str] | bytes | BinaryIO
"""An https URL or a ``data:`` URI (a string is never read as a file), a path, bytes, or a file."""

Image: TypeAlias = File
Video: TypeAlias = File
Audio: TypeAlias = File


@dataclass(frozen=True, slots=True)
class MediaSource:
    """A file as it will be sent: its URL, or access to its bytes.

    ``label`` names it in messages without its content. ``size`` is in bytes, ``None`` for a URL.
    """

    label: str
    url: str | None = None
    size: int | None = None
    reader: Callable[[int, int], bytes] | None = field(default=None, repr=False)

    @classmethod
    def of(cls, value: object) -> MediaSource:
        """Take what a caller passed. Raises :class:`InvalidMedia` when it is no file."""
        match value:
            case MediaSource():
                return value
            case str():
                return _from_text(value)
            case bytes() | bytearray():
                return _from_bytes(bytes(value), "bytes")
            case os.PathLike():
                return _from_path(Path(os.fspath(cast("os.PathLike[str]", value))))
            case _ if callable(getattr(value, "read", None)):
                return _from_file(value)
            case _:
                raise InvalidMedia(
                    f"a value of type {type(value).__name__} is no file; "
                    "pass an https URL, a pathlib.Path, bytes, or a file opened with 'rb'"
                )

    def read(self, offset: int, length: int) -> bytes:
        """At most ``length`` bytes from ``offset``; none of a URL."""
        if self.reader is None:
            return b""
        return self.reader(offset, length)

    def measure(self) -> Measurement:
        """Size, width and height as far as the first bytes tell; a URL is not fetched."""
        return Measurement() if self.reader is None else measure(self, self.size)

    def wire(self) -> str:
        """What is sent: the URL, or the whole file as a ``data:`` URI.

        Raises :class:`InvalidMedia` when the file is no longer as long as it was when measured.
        """
        if self.url is not None:
            return self.url
        size = self.size or 0
        content = self.read(0, size + 1)
        if len(content) != size:
            raise InvalidMedia(f"{self.label} changed while it was being sent; pass it again")
        media_type = self.measure().media_type or _by_suffix(self.label)
        return f"data:{media_type};base64,{base64.b64encode(content).decode('ascii')}"


def _from_text(text: str) -> MediaSource:
    if text[:5].lower() == "data:":
        return _from_data_uri(text)
    parts = urlsplit(text) if text.isprintable() and " " not in text else urlsplit("")
    if parts.scheme.lower() == "http":
        raise InvalidMedia("an http URL; models fetch files from https URLs only")
    if parts.scheme.lower() == "https" and parts.hostname:
        return MediaSource(label=f"{parts.scheme}://{parts.hostname}{parts.path}", url=text)
    raise InvalidMedia(
        f"{text[:60]!r} is no URL; a string is never read as a file, pass pathlib.Path(...)"
    )


def _from_data_uri(text: str) -> MediaSource:
    head, comma, payload = text.partition(",")
    if not comma:
        raise InvalidMedia("a data: URI without a comma holds nothing")
    try:
        if head.lower().endswith(";base64"):
            content = base64.b64decode(payload, validate=True)
        else:
            content = unquote_to_bytes(payload)
    except (ValueError, binascii.Error):
        raise InvalidMedia("a data: URI that cannot be decoded") from None
    source = _from_bytes(content, "data: URI")
    return MediaSource(label=source.label, url=text, size=source.size, reader=source.reader)


def _from_bytes(content: bytes, label: str) -> MediaSource:
    if not content:
        raise InvalidMedia(f"{label}: empty")
    return MediaSource(
        label=f"{label} ({len(content)} long)",
        size=len(content),
        reader=lambda offset, length: content[offset : offset + length],
    )


def _from_path(path: Path) -> MediaSource:
    try:
        size = path.stat().st_size
    except OSError as error:
        raise InvalidMedia(f"{path}: {error.strerror or error}") from error
    if not path.is_file():
        raise InvalidMedia(f"{path}: not a file")
    if not size:
        raise InvalidMedia(f"{path}: empty")

    def read(offset: int, length: int) -> bytes:
        try:
            with path.open("rb") as file:
                file.seek(offset)
                return file.read(length)
        except OSError as error:
            raise InvalidMedia(f"{path}: {error.strerror or error}") from error

    return MediaSource(label=path.name, size=size, reader=read)


def _from_file(file: object) -> MediaSource:
    """Read an open file once, from where it stands, and put it back there."""
    opened = cast("BinaryIO", file)  # it has a read(); what that gives is checked
    position = opened.tell()
    content = cast("object", opened.read())
    opened.seek(position)
    if not isinstance(content, bytes):
        raise InvalidMedia("a file opened as text; open it with 'rb'")
    return _from_bytes(content, Path(str(getattr(opened, "name", "file"))).name)


_SUFFIXES = {
    ".mp4": "video/mp4",
    ".mov": "video/quicktime",
    ".webm": "video/webm",
    ".mp3": "audio/mpeg",
    ".wav": "audio/wav",
    ".m4a": "audio/mp4",
    ".avif": "image/avif",
    ".heic": "image/heic",
}


def _by_suffix(label: str) -> str:
    """The media type of a file whose header says nothing, by its name."""
    return _SUFFIXES.get(Path(label).suffix.lower(), "application/octet-stream")
