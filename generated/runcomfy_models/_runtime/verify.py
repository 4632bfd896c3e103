"""Whether a copy of this package is what was generated: ``python -m <package>._runtime.verify``.

The package is compared with the manifest that travels inside it, wherever it was copied and
whatever it is called there. This file needs no other of the package, so that it can tell what is
wrong with them. It tells accidents (an edit, a lost file, two versions mixed), not attacks: who
changes a file can change the manifest.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import Any, Literal, TypeAlias

MANIFEST = "_manifest.json"
FORMAT = 1

OURS = "_custom"
"""The folder of a package whose files are its user's."""

LISTED = 40
"""Files that are listed one by one; ``--format json`` lists them all."""

INTACT, DIFFERENT, UNKNOWN = 0, 1, 2

Kind: TypeAlias = Literal["missing", "edited", "line ends", "extra", "kept"]
State: TypeAlias = Literal["intact", "edited", "incomplete", "another version"]

_HELP: Mapping[State, str] = {
    "intact": "",
    "edited": "copy the package again; own files belong into _custom/",
    "incomplete": "copy the whole package again",
    "another version": "replace the whole package (but _custom/): versions must not be mixed",
}
_LINE_ENDS = "only line ends differ, as git changes them: '* -text' in a .gitattributes keeps them"


class Unverifiable(Exception):
    """There is no manifest to compare with, or none that can be understood."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was generated: SHA-256 by path, paths as they were below the output directory.

    ``package`` is the name that the package had there, the first part of its paths; files beside
    it (a README) are judged only where the package still lies beside them. ``keep`` are globs over
    such paths: files that are the user's.
    """

    package: str
    version: str
    files: Mapping[str, str]
    keep: tuple[str, ...] = ()

    def text(self) -> str:
        """The file as it is written."""
        parts = {"package": self.package, "version": self.version, "keep": list(self.keep)}
        files = dict(sorted(self.files.items()))
        return json.dumps({"format": FORMAT, **parts, "files": files}, indent=2) + "\n"

    def keeps(self, path: str) -> bool:
        """Whether the file at ``path`` is the user's."""
        return is_kept(path, self.package, self.keep)


@dataclass(frozen=True, slots=True)
class Difference:
    """One file that is not as it was generated; ``line ends`` says that nothing else differs."""

    path: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a copy: ``versions`` are the manifest's, the package's, the expected one."""

    manifest: Manifest
    versions: tuple[str, ...]
    differences: tuple[Difference, ...]

    @property
    def state(self) -> State:
        """The worst that is to be told; kept files are no fault."""
        kinds = {difference.kind for difference in self.differences}
        if len(set(self.versions)) > 1:
            return "another version"
        if "missing" in kinds:
            return "incomplete"
        return "edited" if kinds - {"kept"} else "intact"


def is_kept(path: str, package: str, keep: Iterable[str]) -> bool:
    """Whether the file at ``path`` is the user's: in ``_custom/``, or named by a glob of ``keep``.

    A ``*`` matches slashes too, as it does for endpoint ids.
    """
    own = path.startswith(f"{package}/{OURS}/")
    return own or any(fnmatchcase(path, pattern) for pattern in keep)


def read_manifest(directory: Path) -> Manifest:
    """The manifest inside the package at ``directory``. Raises :class:`Unverifiable`."""
    path = directory / MANIFEST
    if not path.is_file():
        what = "no file" if os.path.lexists(path) else "not there"
        raise Unverifiable(f"{path}: {what}; copy the whole package")
    try:
        return _parsed(json.loads(path.read_text(encoding="utf-8")))
    except (AttributeError, LookupError, TypeError, ValueError, RecursionError) as error:
        words = f"{path}: is no manifest of format {FORMAT}; copy the whole package again"
        raise Unverifiable(words) from error


def _parsed(data: Any) -> Manifest:
    """JSON as a manifest; other JSON raises whatever it leads to, as ``read_manifest`` expects."""
    files, keep = data["files"], data["keep"]
    names: list[Any] = [data["package"], data["version"], *keep, *files, *files.values()]
    if data["format"] != FORMAT or not all(isinstance(each, str) for each in names):
        raise ValueError
    if not all(_is_inside(path) for path in files):
        raise ValueError
    return Manifest(data["package"], data["version"], files, tuple(keep))


def verify(directory: Path, expected: str | None = None) -> Verdict:
    """Compare the package at ``directory`` with its manifest, and its version with ``expected``.

    Raises :class:`Unverifiable`, and ``OSError`` for a file that cannot be read.
    """
    manifest = read_manifest(directory)
    differences = (*_changed(directory, manifest), *_extra(directory, manifest))
    versions = (manifest.version, _own_version(directory), expected)
    return Verdict(
        manifest,
        tuple(version for version in versions if version is not None),
        tuple(sorted(differences, key=lambda each: each.path)),
    )


def _changed(directory: Path, manifest: Manifest) -> Iterator[Difference]:
    at_home = (directory.parent / "MANIFEST.json").is_file()
    for path, digest in manifest.files.items():
        package, _, inside = path.partition("/")
        if package == manifest.package and inside:
            kind = _kind(directory / inside, digest)
        else:
            kind = _kind(directory.parent / path, digest) if at_home else None
        if kind is not None:
            kept = kind != "missing" and manifest.keeps(path)
            yield Difference(path, "kept" if kept else kind)


def _kind(place: Path, digest: str) -> Kind | None:
    if not place.is_file():
        return "edited" if os.path.lexists(place) else "missing"  # a pipe or a folder, never read
    content = place.read_bytes()
    if _digest(content) == digest:
        return None
    return "line ends" if _digest(content.replace(b"\r\n", b"\n")) == digest else "edited"


def _extra(directory: Path, manifest: Manifest) -> Iterator[Difference]:
    """Files of the package that were not generated; hidden ones and byte code do not count."""
    for folder, folders, names in os.walk(directory):
        folders[:] = [each for each in folders if each != "__pycache__" and each[0] != "."]
        for name in names:
            inside = Path(folder, name).relative_to(directory).as_posix()
            path = f"{manifest.package}/{inside}"
            known = path in manifest.files or inside == MANIFEST
            ignored = name[0] == "." or name.endswith((".pyc", ".pyo"))
            if not (known or ignored or manifest.keeps(path)):
                yield Difference(path, "extra")


def _own_version(directory: Path) -> str | None:
    """What the ``__init__`` says, read without running it."""
    init = directory / "__init__.py"
    source = init.read_text(encoding="utf-8", errors="replace") if init.is_file() else ""
    found = re.search(r"""^__version__ = ["']([^"'\n]*)["']""", source, re.MULTILINE)
    return found[1] if found else None


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _is_inside(path: str) -> bool:
    pure = PurePosixPath(path)
    return not pure.is_absolute() and ".." not in pure.parts and "\\" not in path


def render_text(verdict: Verdict) -> str:
    """The verdict for a person, a line for each file that differs; ends with a newline."""
    lines = [f"{each.kind:<10} {_visible(each.path)}" for each in verdict.differences[:LISTED]]
    if len(verdict.differences) > LISTED:
        lines.append(f"... and {len(verdict.differences) - LISTED} more")
    versions = " beside ".join(dict.fromkeys(map(_visible, verdict.versions)))
    package = verdict.manifest.package
    files = sum(path.startswith(f"{package}/") for path in verdict.manifest.files)
    lines.append(f"{verdict.state}: {_visible(package)} {versions}, {files} files")
    faults = {each.kind for each in verdict.differences} - {"kept"}
    if verdict.state != "intact":
        lines.append(_LINE_ENDS if faults == {"line ends"} else _HELP[verdict.state])
    return "".join(f"{line}\n" for line in lines)


def render_json(verdict: Verdict) -> str:
    """The verdict for a machine: ASCII, sorted by path, with a newline at its end."""
    files = [{"path": each.path, "kind": each.kind} for each in verdict.differences]
    facts = {"package": verdict.manifest.package, "version": verdict.manifest.version}
    return json.dumps({"state": verdict.state, **facts, "files": files}, indent=2) + "\n"


def _visible(text: str) -> str:
    """``text`` with what a terminal would obey or hide as an escape."""
    return text if text.isprintable() else ascii(text)[1:-1]


def main(argv: Sequence[str] | None = None, directory: Path | None = None) -> int:
    """Print the verdict on the package around this file; the exit code says it too."""
    parser = argparse.ArgumentParser(
        description="Compare this package with its manifest.",
        epilog="exit codes: 0 intact, 1 not intact, 2 cannot be told",
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--expect", metavar="VERSION", help="the version that this should be")
    arguments = parser.parse_args(argv)
    try:
        verdict = verify(directory or Path(__file__).parents[1], arguments.expect)
    except (Unverifiable, OSError) as error:
        sys.stderr.write(f"{_visible(str(error))}\n")
        return UNKNOWN
    sys.stdout.write((render_json if arguments.format == "json" else render_text)(verdict))
    return INTACT if verdict.state == "intact" else DIFFERENT


if __name__ == "__main__":
    sys.exit(main())
