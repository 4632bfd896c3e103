"""From the directories of a store to a catalogue.

A store is untrusted: nothing is followed out of it, nothing in it stops the reading of the rest,
and the order in which the file system lists things changes nothing.
"""

import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final

from typewright.catalogue.findings import finding
from typewright.catalogue.model import (
    Catalogue,
    Document,
    EndpointSource,
    Json,
    ProviderSource,
    StoreMissing,
)
from typewright.catalogue.reading import MAX_BYTES, MAX_LOCK, read
from typewright.catalogue.reading_toml import read_toml
from typewright.catalogue.toml import TomlDocument
from typewright.diagnostics import Diagnostic, Severity, sort_key
from typewright.files import RELEASED

PROVIDER: Final = "provider.json"
META: Final = "endpoint.json"
INPUT: Final = "input.schema.json"
OUTPUT: Final = "output.schema.json"
LOCALES: Final = "locales"
PATCH: Final = "patch.json"
PATCHES: Final = "patches.json"
NAMES: Final = "names.toml"


def load(
    root: Path, wanted: Collection[PurePosixPath] | None = None
) -> tuple[Catalogue, tuple[Diagnostic, ...]]:
    """The store at ``root``, and findings in reading order about what could not be read.

    With ``wanted`` only endpoints in these directories (relative to ``root``, no links) are read,
    and no lock of names.

    Paths in documents and findings begin with ``root`` as given. Never raises for what a store
    holds; raises :class:`StoreMissing` if ``root`` is no directory.
    """
    if not root.is_dir():
        raise StoreMissing(f"no schema store at {root}: create it, or name another in the config")
    store = _Store(root, os.path.realpath(root), wanted)
    names = store.directories(PurePosixPath())
    providers = tuple(store.provider(PurePosixPath(name)) for name in names if name[0] != "_")
    if not providers:
        message = "the store has no provider"
        store.refuse(PurePosixPath(), message, f"add a directory that holds a {PROVIDER}")
    catalogue = Catalogue(PurePosixPath(root.as_posix()), providers)
    return catalogue, tuple(sorted(store.findings, key=sort_key))


@dataclass
class _Store:
    """One reading of a store. Paths are relative to ``root``; ``findings`` grows on the way."""

    root: Path
    real_root: str
    wanted: Collection[PurePosixPath] | None = None
    findings: list[Diagnostic] = field(default_factory=list[Diagnostic])

    def provider(self, home: PurePosixPath) -> ProviderSource:
        """What the directory ``home`` holds."""
        document = self.document(home / PROVIDER)
        facts = document.data if isinstance(document.data, dict) else {}
        usual = facts.get("default_output")
        found = self.endpoint_directories(home) if self.wanted is None else self.chosen(home)
        endpoints = [self.endpoint(home, each, usual) for each in found]
        if not endpoints and self.wanted is None:
            message = f"provider {home.name!a} has no endpoint yet"
            advice = "run typewright pull, or typewright ingest PAGE"
            self.refuse(home, message, advice, Severity.INFO)
        return ProviderSource(
            home.name,
            document,
            tuple(sorted(endpoints, key=lambda each: each.id)),
            patches=self.if_there(home / PATCHES),
            names=self.toml(home / NAMES),
            released=self.if_there(home / RELEASED, MAX_LOCK) if self.wanted is None else None,
        )

    def chosen(self, home: PurePosixPath) -> list[PurePosixPath]:
        """The wanted directories below ``home`` that hold a file of an endpoint."""
        inside = [each for each in self.wanted or () if home in each.parents]
        return [each for each in inside if self.holds_endpoint(each)]

    def holds_endpoint(self, directory: PurePosixPath) -> bool:
        """Whether ``directory`` has a file of an endpoint."""
        return any(os.path.lexists(self.root / directory / name) for name in (META, INPUT, OUTPUT))

    def endpoint_directories(self, home: PurePosixPath) -> Iterator[PurePosixPath]:
        """The directories below ``home`` that hold a file of an endpoint."""
        pending = [home / name for name in self.directories(home)]
        while pending:
            directory = pending.pop()
            ours = self.holds_endpoint(directory)
            if ours:
                yield directory
            names = self.directories(directory, but=LOCALES if ours else "")
            pending.extend(directory / name for name in names)

    def endpoint(
        self, home: PurePosixPath, directory: PurePosixPath, usual: Json
    ) -> EndpointSource:
        """The files of one endpoint; ``usual`` is the output of one that has no file of its own."""
        output = directory / OUTPUT
        unpublished = isinstance(usual, dict) and not os.path.lexists(self.root / output)
        return EndpointSource(
            id=directory.relative_to(home).as_posix(),
            directory=directory,
            meta=self.document(directory / META),
            input=self.document(directory / INPUT),
            output=(
                Document(self.shown(output), "", usual, usual=True)
                if unpublished
                else self.document(output)
            ),
            locales=dict(self.locales(directory / LOCALES)),
            patch=self.if_there(directory / PATCH),
        )

    def locales(self, directory: PurePosixPath) -> Iterator[tuple[str, Document]]:
        """Language tag and document of each file in ``directory``, which may be missing."""
        if not (self.root / directory).is_dir() or self.escapes(directory):
            return
        for name in sorted(each.name for each in (self.root / directory).iterdir()):
            if name.endswith(".json") and not name.startswith("."):
                yield name.removesuffix(".json"), self.document(directory / name)

    def directories(self, directory: PurePosixPath, *, but: str = "") -> list[str]:
        """The names of the directories in ``directory``, sorted; not ``but``, no hidden one."""
        place = self.root / directory
        try:
            names = sorted(each.name for each in place.iterdir())
        except OSError as error:
            self.refuse(directory, f"cannot list: {error.strerror}", "make the directory readable")
            return []
        wanted = [name for name in names if name[0] != "." and name != but]
        there = [name for name in wanted if (place / name).is_dir()]
        return [name for name in there if not self.escapes(directory / name)]

    def escapes(self, path: PurePosixPath) -> bool:
        """Whether ``path`` is a link out of the store or round in a circle, which is a finding."""
        place = self.root / path
        if not place.is_symlink():
            return False
        target = os.path.realpath(place)
        inside = os.path.commonpath([target, self.real_root]) == self.real_root
        circle = os.path.commonpath([target, os.path.realpath(place.parent)]) == target
        if inside and not circle:
            return False
        wrong = "the link leads round in a circle" if inside else "the link leaves the store"
        self.refuse(path, wrong, "replace the link by what it points to")
        return True

    def if_there(self, path: PurePosixPath, most: int = MAX_BYTES) -> Document | None:
        """The file at ``path``, which may be missing."""
        return self.document(path, most) if os.path.lexists(self.root / path) else None

    def document(self, path: PurePosixPath, most: int = MAX_BYTES) -> Document:
        """The file at ``path``, broken if it cannot be read or has more than ``most`` bytes."""
        raw = self.bytes_of(path, most)
        if raw is None:
            return Document(self.shown(path), "", None, broken=True)
        reading = read(self.shown(path), raw, most)
        self.findings.extend(reading.findings)
        return reading.document

    def toml(self, path: PurePosixPath) -> TomlDocument | None:
        """The TOML file at ``path``, which may be missing; broken if it cannot be read."""
        if not os.path.lexists(self.root / path):
            return None
        raw = self.bytes_of(path)
        if raw is None:
            return TomlDocument(self.shown(path), "", {}, broken=True)
        document, findings = read_toml(self.shown(path), raw)
        self.findings.extend(findings)
        return document

    def bytes_of(self, path: PurePosixPath, most: int = MAX_BYTES) -> bytes | None:
        """What the file at ``path`` holds; ``None``, and a finding, when that cannot be read.

        Of a longer one it gives a byte more than ``most``.
        """
        place = self.root / path
        if self.escapes(path):
            return None
        try:
            if place.exists() and not place.is_file():
                self.refuse(path, "this is no regular file", "replace it by a file")
                return None
            with place.open("rb") as file:
                return file.read(most + 1)
        except FileNotFoundError:
            self.refuse(path, f"there is no {path.name}", "add the file, or remove the rest")
        except OSError as error:
            self.refuse(path, f"cannot read: {error.strerror}", "make the file readable")
        return None

    def refuse(
        self,
        path: PurePosixPath,
        message: str,
        advice: str,
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Notes TW013 about ``path``."""
        broken = Document(self.shown(path), "", None, broken=True)
        self.findings.append(finding(broken, "", "TW013", message, advice, severity=severity))

    def shown(self, path: PurePosixPath) -> PurePosixPath:
        """``path`` as the user can open it."""
        return PurePosixPath((self.root / path).as_posix())
