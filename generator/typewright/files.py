"""The only currency between generation and disk."""

import hashlib
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import TypeAlias

Files: TypeAlias = Mapping[PurePosixPath, str]
"""Path relative to the output directory -> the whole text of that file."""

RELEASED = "names.lock.json"
"""The lock of the Python names that callers have: beside the provider, written with the SDK."""


def digest(text: str) -> str:
    """The SHA-256 of ``text`` as UTF-8, in hexadecimal: how a manifest knows a file."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
