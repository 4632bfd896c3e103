"""Names for downloaded files: from a URL that is not trusted to a new file in a directory."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote

LONGEST = 100
"""Characters of a name before its suffix: with a number and a suffix it fits every file system."""

_SUFFIXES = {
    "audio/mpeg": ".mp3",
    "audio/wav": ".wav",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "video/mp4": ".mp4",
    "video/webm": ".webm",
}
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


def safe_name(url: str, media_type: str = "") -> str:
    """A file name after the last segment of ``url``: ASCII letters, digits, ``.``, ``_``, ``-``.

    Never empty, hidden, or a device of Windows. A name without a suffix gets that of the type.
    """
    path = re.sub(r"^[a-z]+://[^/?#]*|[?#].*$", "", url, flags=re.IGNORECASE | re.DOTALL)
    last = unquote(path).rstrip("/").rpartition("/")[2]
    plain = re.sub(r"[^A-Za-z0-9._-]+", "_", last).strip("._-") or "file"
    stem, dot, suffix = plain.rpartition(".")
    if not dot or len(suffix) > 8:
        stem, suffix = plain, _SUFFIXES.get(media_type.partition(";")[0].strip().lower(), "")
    else:
        suffix = f".{suffix}"
    stem = stem[:LONGEST].rstrip(".") or "file"
    return f"_{stem}{suffix}" if _DEVICES.fullmatch(stem.partition(".")[0]) else stem + suffix


def part_name(url: str, version: str) -> str:
    """The name of the unfinished file of one ``version`` (as the server tells it) of a URL."""
    return f".{sha256(f'{url} {version}'.encode()).hexdigest()[:32]}.part"


def publish(part: Path, name: str) -> Path:
    """Give the finished ``part`` its name beside it, or the first free one after it; atomic.

    No file that is there is ever replaced, whoever made it and whenever.
    """
    with part.open("rb") as file:
        os.fsync(file.fileno())
    for candidate in _candidates(part.with_name(name)):
        try:
            _rename_to_new(part, candidate)
        except FileExistsError:
            continue
        return candidate
    raise AssertionError("numbers do not end")


def _candidates(path: Path) -> Iterator[Path]:
    yield path
    number = 2
    while True:
        yield path.with_name(f"{path.stem}-{number}{path.suffix}")
        number += 1


def _rename_to_new(part: Path, target: Path) -> None:
    """Rename, unless there is a file. Raises ``FileExistsError``."""
    if os.name == "nt":  # a rename never replaces a file there
        part.rename(target)
        return
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links: hold the name with an empty file
        target.touch(exist_ok=False)
        part.replace(target)
    else:
        part.unlink()
