"""Whether a manifest already answers: the same store, the same generator, the same files.

The manifest of an SDK holds the hashes of what it was made from and of what was made, and a digest
of what made it. Where all of them are as they were, rendering again would give the same bytes, so
nothing heavy is loaded. No cache: a fresh clone is as fast. Any doubt (a link, a file too many, a
warning to repeat) means no answer, and the whole way is gone. See docs/decisions/070-scale.md.
"""

import hashlib
import json
import os
import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import metadata
from pathlib import Path, PurePosixPath
from typing import Final

from typewright import __version__
from typewright.config import Config
from typewright.files import RELEASED, digest
from typewright.manifest import MANIFEST, STAGING, Manifest, read_manifest
from typewright.places import content
from typewright.resources import generator_sources
from typewright.runtime import verify

TOOLS: Final = ("black", "datamodel-code-generator", "jinja2")

_READ: Final = (".json", ".toml")
_EXPIRES: Final = re.compile(rb'"expires"\s*:\s*"([^"]*)"')


@dataclass(frozen=True, slots=True)
class Standing:
    """An SDK that is in line with its store."""

    endpoints: int
    files: int


def tool_versions() -> dict[str, str]:
    """The versions that decide what is printed, of typewright and of what it calls."""
    return {"typewright": __version__, **{name: metadata.version(name) for name in TOOLS}}


def made_by(config: Config, locales: tuple[str, ...]) -> str:
    """A digest of what turns a store into an SDK: tools, sources, templates and options.

    ``locales`` come before those of the config.
    """
    names = (config.package, config.distribution, config.version)
    options = (*names, config.carry_unknown_rules, config.keep, [*locales, *config.locales])
    return digest(json.dumps((generator_digest(), options), ensure_ascii=False))


def generator_digest() -> str:
    """A digest of the tools and of our own sources, templates and meta-schemas."""
    return digest(json.dumps((tool_versions(), _generator())))


@dataclass(frozen=True, slots=True)
class Survey:
    """An SDK that is as its manifest ``old`` says, which had nothing to tell, and its store now.

    ``found`` has the hash of every file that the store may be made of; under "" or with no hash is
    what must be looked at.
    """

    old: Manifest
    found: Mapping[str, str]

    def expected(self) -> Mapping[str, str]:
        """What would be found if nothing had changed."""
        homes = {name.partition("/")[0] for name in self.old.inputs}
        return {**self.old.inputs, **{f"{home}/{RELEASED}": self.old.names for home in homes}}

    def standing(self) -> Standing | None:
        """How the SDK stands when there is nothing to do; else ``None``."""
        if self.found != self.expected():
            return None
        endpoints = sum(name.endswith("/endpoint.json") for name in self.old.inputs)
        return Standing(endpoints, len(self.old.outputs) + 1)


def survey(config: Config, locales: tuple[str, ...], today: date) -> Survey | None:
    """What the manifest can answer for; ``None`` when it is not to be taken at its word.

    ``today`` decides whether a correction is due for a look, which would have to be told.
    """
    output = config.root / config.output
    old = read_manifest(output / MANIFEST)
    if not old.made_by or old.warnings or os.path.lexists(output / STAGING):
        return None
    try:
        if not _same_outputs(output, old, config) or old.made_by != made_by(config, locales):
            return None
        return Survey(old, dict(_hashes(str(config.root / config.schemas), today)))
    except (OSError, ValueError):  # a manifest may list what no disk can hold
        return None


def untouched(
    output: Path, old: Manifest, inputs: Mapping[str, str], modules: Mapping[str, str]
) -> frozenset[str]:
    """The directories of the store whose modules need no rendering; ``modules`` maps them.

    The files below them in the store are those of ``old``, as is what all endpoints
    share, and on the disk is what ``old`` made of them.
    """
    before, now = _by_directory(old.inputs, modules), _by_directory(inputs, modules)
    if before.get("") != now.get(""):
        return frozenset()
    same = (each for each in modules if before.get(each) == now.get(each))
    return frozenset(each for each in same if _is_made(output, old, modules[each]))


def _is_made(output: Path, old: Manifest, module: str) -> bool:
    try:
        return old.outputs.get(module) == _hash(f"{output}/{module}")
    except OSError:
        return False


def _by_directory(
    inputs: Mapping[str, str], directories: Container[str]
) -> dict[str, dict[str, str]]:
    """Inputs by the directories that hold them, at any depth; under "" what all share."""
    found: dict[str, dict[str, str]] = {}
    for name, each in inputs.items():
        above = [str(parent) for parent in PurePosixPath(name).parents]
        for directory in [parent for parent in above if parent in directories] or [""]:
            found.setdefault(directory, {})[name] = each
    return found


def _same_outputs(output: Path, old: Manifest, config: Config) -> bool:
    text = content(output / MANIFEST)
    ours = f"{config.package}/{verify.MANIFEST}"
    return text == old.text().encode("utf-8") and all(
        _hash(f"{output}/{name}") == each
        or (name != ours and verify.is_kept(name, config.package, config.keep))
        for name, each in old.outputs.items()
    )


def _hashes(store: str, today: date) -> Iterator[tuple[str, str]]:
    """The hash of every file that a store may be made of; "" names what must be looked at."""
    pending = [entry for entry in os.scandir(store) if entry.name[0] != "_"]
    while pending:
        entry = pending.pop()
        name = entry.name
        if name[0] == ".":
            continue
        if entry.is_symlink():
            yield "", "a link"
        elif entry.is_dir():
            pending.extend(os.scandir(entry.path))
            if name.endswith(_READ):
                yield "", "a directory with the name of a file"
        elif name.endswith(_READ):
            if not entry.is_file():
                yield "", "no file"
                continue
            inside = entry.path[len(store) + 1 :].replace(os.sep, "/")
            yield inside, _hash(entry.path, due=today if "patch" in name else None)


def _hash(path: str, due: date | None = None) -> str:
    """The hash of a file; none when a correction in it was ``due`` before that day."""
    text = content(path)
    days = _EXPIRES.findall(text) if due is not None else ()
    if due is not None and any(day < due.isoformat().encode() for day in days):
        return "due"
    return hashlib.sha256(text).hexdigest()


@cache
def _generator() -> str:
    """A digest of our own sources and templates, the same in a checkout and in a wheel."""
    whole = hashlib.sha256()
    for name, path in generator_sources():
        text = path.read_bytes().replace(b"\r\n", b"\n")
        whole.update(f"{name}\0{len(text)}\0".encode())
        whole.update(text)
    return whole.hexdigest()
