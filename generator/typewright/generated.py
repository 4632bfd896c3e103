"""What a run of ``generate`` comes to: the files that should be, and how the disk differs."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from typewright.catalogue.model import Catalogue
from typewright.config import Config
from typewright.files import RELEASED, Files, digest
from typewright.freshness import tool_versions
from typewright.manifest import MANIFEST, Manifest, output_hashes, travelling_manifest
from typewright.writer import Drift, compare, without_kept, write, write_each


@dataclass(frozen=True, slots=True)
class Lock:
    """The lock of the Python names that callers have; ``kind`` is ``None`` when it is in line."""

    path: Path
    text: str
    kind: Literal["missing", "outdated"] | None


@dataclass(frozen=True, slots=True)
class Generated:
    """The files that should be, and how the disk differs from them.

    ``files`` are those that were rendered, of ``total`` that the SDK has for its ``endpoints``.
    ``lock`` is the lock of names in the store: its path, its text, and how it differs.
    """

    directory: Path
    files: Files
    total: int
    endpoints: int
    drift: tuple[Drift, ...]
    lock: Lock


@dataclass(frozen=True, slots=True)
class Origin:
    """What the manifest tells of how files were made: see :class:`typewright.manifest.Manifest`."""

    inputs: Mapping[str, str]
    made_by: str
    warnings: int
    endpoints: int


def compared(
    config: Config, rendered: Files, kept: Mapping[str, str], origin: Origin, lock: Lock
) -> Generated:
    """``rendered`` and the manifests, beside the disk; ``kept`` are hashes of files left alone."""
    directory = config.root / config.output
    outputs = {**output_hashes(rendered), **kept}
    inside = travelling_manifest(config.package, config.version, outputs, config.keep)
    manifest = Manifest(
        tools=tool_versions(),
        inputs=origin.inputs,
        outputs={**outputs, **output_hashes(inside)},
        made_by=origin.made_by,
        names=digest(lock.text),
        warnings=origin.warnings,
        version=config.version,
    )
    files = {**rendered, **inside, MANIFEST: manifest.text()}
    drift = without_kept(compare(directory, files, frozenset(kept)), config.package, config.keep)
    return Generated(directory, files, len(manifest.outputs) + 1, origin.endpoints, drift, lock)


def lock_beside(config: Config, catalogue: Catalogue, text: str) -> Lock:
    """The lock with ``text``, and how the one of the store differs."""
    (provider,) = catalogue.providers
    old = provider.released
    path = config.root / config.schemas / provider.name / RELEASED
    if old is None:
        return Lock(path, text, "missing")
    return Lock(path, text, None if old.text == text else "outdated")


def write_generated(generated: Generated, *, force: bool) -> None:
    """Bring the disk in line; touches nothing when there is no drift."""
    if generated.drift:
        write(generated.directory, generated.files, generated.drift, force=force)
    lock = generated.lock
    if lock.kind is not None:
        write_each(lock.path.parent, {PurePosixPath(lock.path.name): lock.text})
