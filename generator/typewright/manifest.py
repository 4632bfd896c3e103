"""MANIFEST.json: what an SDK was made from, with which tools, and the hash of every file of it.

A second, smaller one lies inside the package and travels with it: a copy proves itself by it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from json.encoder import encode_basestring as _quoted
from pathlib import Path, PurePosixPath
from typing import cast

from typewright.files import Files, digest
from typewright.places import NotRegular, read_regular
from typewright.runtime import verify

MANIFEST = PurePosixPath("MANIFEST.json")

STAGING = ".typewright-staging"
"""Where new files wait inside the output directory until all of them are there."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """Versions by tool, hashes by path: ``inputs`` in the store, ``outputs`` in the SDK.

    ``made_by`` is a digest of generator and options, ``names`` the hash of the lock of names, and
    ``warnings`` counts what the check has to tell each time: see :mod:`typewright.freshness`.
    ``version`` is that of the SDK: this file is written last, so a run that was killed has not
    changed it yet.
    """

    tools: Mapping[str, str] = field(default_factory=dict[str, str])
    inputs: Mapping[str, str] = field(default_factory=dict[str, str])
    outputs: Mapping[str, str] = field(default_factory=dict[str, str])
    made_by: str = ""
    names: str = ""
    warnings: int = 0
    version: str = ""

    def text(self) -> str:
        """The file as it is written: sorted, so that a diff shows what changed and nothing else."""
        members = (
            '"format": 1',
            f'"version": {_quoted(self.version)}',
            f'"made_by": {_quoted(self.made_by)}',
            f'"names": {_quoted(self.names)}',
            f'"warnings": {self.warnings}',
            f'"tools": {_object(self.tools)}',
            f'"inputs": {_object(self.inputs)}',
            f'"outputs": {_object(self.outputs)}',
        )
        return "{\n  " + ",\n  ".join(members) + "\n}\n"


def _object(texts: Mapping[str, str]) -> str:
    """Sorted, a line each: what ``json`` prints with an indentation, in a third of the time."""
    lines = (f"    {_quoted(name)}: {_quoted(each)}" for name, each in sorted(texts.items()))
    body = ",\n".join(lines)
    return f"{{\n{body}\n  }}" if body else "{}"


def travelling_manifest(
    package: str, version: str, outputs: Mapping[str, str], keep: tuple[str, ...]
) -> Files:
    """The manifest inside the package, over all ``outputs`` (hashes by path) but itself."""
    path = PurePosixPath(package) / verify.MANIFEST
    listed = {name: hashed for name, hashed in outputs.items() if name != str(path)}
    return {path: verify.Manifest(package, version, listed, keep).text()}


def output_hashes(files: Files) -> dict[str, str]:
    """The hash of every file, by its path."""
    return {str(path): digest(text) for path, text in files.items()}


def hash_on_disk(path: Path) -> str | None:
    """The hash of the text at ``path``, ``None`` for nothing; for what is no text, one of no text.

    Raises ``OSError`` for a file that cannot be read: it must not be taken for a missing one.
    """
    try:
        found = read_regular(path)
        return None if found is None else digest(found.decode("utf-8"))
    except UnicodeDecodeError:
        return "not UTF-8"
    except NotRegular:
        return "no regular file"


def read_manifest(path: Path) -> Manifest:
    """The manifest at ``path``; an empty one when there is none or it cannot be understood.

    Such a manifest knows no file, so nothing is overwritten on its word. Raises ``OSError`` when
    the disk refuses.
    """
    try:
        data: object = json.loads((read_regular(path) or b"").decode("utf-8"))
    except (NotRegular, ValueError, RecursionError):
        return Manifest()
    parts = cast("dict[str, object]", data) if isinstance(data, dict) else {}
    warnings = parts.get("warnings")
    return Manifest(
        tools=_strings(parts.get("tools")),
        inputs=_strings(parts.get("inputs")),
        outputs=_strings(parts.get("outputs")),
        made_by=_string(parts.get("made_by")),
        names=_string(parts.get("names")),
        warnings=warnings if isinstance(warnings, int) else 0,
        version=_string(parts.get("version")),
    )


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""


def _strings(value: object) -> dict[str, str]:
    pairs = cast("dict[str, object]", value) if isinstance(value, dict) else {}
    return {key: item for key, item in pairs.items() if isinstance(item, str)}
