"""What callers hand over as a file: a URL, a path, bytes, an open binary file, a Pillow image."""

from __future__ import annotations

import base64
import binascii
import os
import stat
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeAlias, cast
from urllib.parse import unquote_to_bytes, urlsplit

from .errors import InvalidMedia
from .opening import InMemory, OnDisk
from .pillow import PillowImage, is_pillow, png_of
from .protocol import Upload

if TYPE_CHECKING:
    from .header import Readable
    from .measure import Measurement

File: TypeAlias = str | os.PathLike[str] | bytes | BinaryIO | PillowImage
"""An https URL or a ``data:`` URI (a string is never read as a file), a path, bytes, an open file,
or an image of Pillow, which is sent as a PNG, the right way up."""

Image: TypeAlias = File
Video: TypeAlias = File
Audio: TypeAlias = File


@dataclass(frozen=True, slots=True)
class MediaSource:
    """A file as it will be sent: its URL, or access to its bytes.

    ``label`` names it in messages without its content. ``size`` is in bytes, ``None`` for a URL.
    ``opener`` gives random access to the bytes; an https URL has none. ``name`` is a file's own.
    """

    label: str
    url: str | None = None
    size: int | None = None
    opener: Callable[[], AbstractContextManager[Readable]] | None = field(default=None, repr=False)
    name: str | None = None

    @classmethod
    def of(cls, value: object) -> MediaSource:
        """Take what a caller passed. Raises :class:`InvalidMedia` when it is no file."""
        match value:
            case Path():
                return _from_path(value)
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
            case _ if is_pillow(value):
                return _from_bytes(png_of(value), "a Pillow image as PNG")
            case _:
                raise InvalidMedia(
                    f"a value of type {type(value).__name__} is no file; pass an https URL, a "
                    "pathlib.Path, bytes, a file opened with 'rb', or an image of Pillow"
                )

    @property
    def is_local(self) -> bool:
        """Whether its bytes must be brought to the vendor; a ``data:`` URI brings its own."""
        return self.url is None

    @property
    def remote_url(self) -> str | None:
        """The URL of a file that is somewhere else."""
        return self.url if self.opener is None else None

    def measure(self) -> Measurement:
        """Size, width and height as far as the first bytes tell; a URL is not fetched."""
        from .measure import Measurement, measure  # loaded with the first file that is judged

        if self.opener is None:
            return Measurement()
        with self.opener() as readable:
            return measure(readable, self.size)

    def content(self, judged: Measurement) -> bytes:
        """The whole file. Raises :class:`InvalidMedia` when it is no longer the one judged."""
        from .measure import measure

        size = self.size or 0
        if self.opener is None:
            return b""
        with self.opener() as readable:
            content = readable.read(0, size + 1)
        if len(content) != size or measure(InMemory(content), size) != judged:
            raise InvalidMedia(f"{self.label} changed while it was being sent; pass it again")
        return content

    def wire(self, judged: Measurement) -> str:
        """What is sent: the URL, or the whole file as a ``data:`` URI; see :meth:`content`."""
        if self.url is not None:
            return self.url
        content = self.content(judged)
        encoded = base64.b64encode(content).decode("ascii")
        return f"data:{self._media_type(judged)};base64,{encoded}"

    def upload(self, judged: Measurement) -> Upload:
        """What an uploader is given; see :meth:`content`."""
        media_type = self._media_type(judged)
        name = self.name or f"file{_suffix_of(media_type)}"
        return Upload(name, media_type, self.content(judged))

    def digest(self) -> str:
        """What tells this file from others: its URL, or the SHA-256 of its bytes."""
        if self.url is not None or self.opener is None:
            return self.url or ""
        digest, offset = sha256(), 0
        with self.opener() as readable:
            while piece := readable.read(offset, 1 << 20):
                digest.update(piece)
                offset += len(piece)
        return f"sha256:{digest.hexdigest()}"

    def _media_type(self, judged: Measurement) -> str:
        return judged.media_type or _by_suffix(self.name)


def _from_text(text: str) -> MediaSource:
    if text[:5].lower() == "data:":
        return _from_data_uri(text)
    try:
        parts = urlsplit(text if text.isprintable() and " " not in text else "")
    except ValueError:  # a host in brackets that is no IPv6 address
        parts = urlsplit("")
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
    return MediaSource(source.label, text, source.size, source.opener)


def _from_bytes(content: bytes, label: str) -> MediaSource:
    if not content:
        raise InvalidMedia(f"{label}: empty")

    return MediaSource(
        f"{label} ({len(content)} long)", size=len(content), opener=lambda: InMemory(content)
    )


def _from_path(path: Path) -> MediaSource:
    try:
        status = path.stat()
    except OSError as error:
        raise InvalidMedia(f"{path}: {error.strerror or error}") from error
    if not stat.S_ISREG(status.st_mode):
        raise InvalidMedia(f"{path}: not a file")
    if not status.st_size:
        raise InvalidMedia(f"{path}: empty")
    name = path.name
    return MediaSource(name, None, status.st_size, lambda: OnDisk(path), name)


def _from_file(file: object) -> MediaSource:
    """Read an open file once, from where it stands, and put it back there."""
    opened = cast("BinaryIO", file)  # it has a read(); what that gives is checked
    position = opened.tell()
    content = cast("object", opened.read())
    opened.seek(position)
    if not isinstance(content, bytes):
        raise InvalidMedia("a file opened as text; open it with 'rb'")
    name = Path(str(getattr(opened, "name", "file"))).name
    return replace(_from_bytes(content, name), name=name)


_SUFFIXES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".bmp": "image/bmp",
    ".avif": "image/avif",
    ".heic": "image/heic",
    ".mp4": "video/mp4",
    ".mov": "video/quicktime",
    ".webm": "video/webm",
    ".mp3": "audio/mpeg",
    ".wav": "audio/wav",
    ".m4a": "audio/mp4",
}


def _by_suffix(name: str | None) -> str:
    """The media type of a file whose header says nothing, by its name."""
    return _SUFFIXES.get(Path(name or "").suffix.lower(), "application/octet-stream")


def _suffix_of(media_type: str) -> str:
    return next((suffix for suffix, known in _SUFFIXES.items() if known == media_type), "")
