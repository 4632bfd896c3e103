"""The stages in order. Read this first.

schemas -> load -> Catalogue -> check --findings--> stop; Catalogue -> build -> Sdk -> generate ->
Files -> compare -> write. Every stage but the first and the last is pure.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fnmatch import fnmatchcase
from importlib import metadata
from pathlib import Path, PurePosixPath
from typing import Literal

from typewright import __version__
from typewright.catalogue.check import check
from typewright.catalogue.choice import one_provider
from typewright.catalogue.load import RELEASED, load
from typewright.catalogue.model import Catalogue
from typewright.catalogue.settle import settled
from typewright.config import Config
from typewright.diagnostics import ConfigError, Diagnostic, Severity, has_errors
from typewright.files import Files, digest
from typewright.ingest.run import Ingested, ingest
from typewright.ingest.sources import sources
from typewright.ir.build import SdkOptions, build
from typewright.ir.clashes import check_names
from typewright.ir.model import Endpoint, Sdk
from typewright.ir.pins import check_used, read_pins
from typewright.ir.released import check_released, lock_text
from typewright.ir.renames import renames
from typewright.manifest import (
    MANIFEST,
    Manifest,
    output_hashes,
    read_manifest,
    travelling_manifest,
)
from typewright.writer import Drift, compare, without_kept, write, write_each

_TOOLS = ("black", "datamodel-code-generator", "jinja2")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A store that was read and checked; ``sdk`` is there when no finding is an error.

    ``notes`` tell what was read in standard words, and which names Python has others for.
    """

    catalogue: Catalogue
    findings: tuple[Diagnostic, ...]
    sdk: Sdk | None
    notes: tuple[Diagnostic, ...] = ()

    def sources(self) -> dict[str, str]:
        """The text of every document by its path, for printing findings with their lines."""
        return self.catalogue.texts


@dataclass(frozen=True, slots=True)
class Lock:
    """The lock of the Python names that callers have; ``kind`` is ``None`` when it is in line."""

    path: Path
    text: str
    kind: Literal["missing", "outdated"] | None


@dataclass(frozen=True, slots=True)
class Generated:
    """The files that should be, and how the disk differs from them.

    ``lock`` is the lock of names in the store: its path, its text, and how it differs.
    """

    directory: Path
    files: Files
    drift: tuple[Drift, ...]
    lock: Lock


def prepare(config: Config, locales: tuple[str, ...] = (), today: date | None = None) -> Prepared:
    """Load, correct, check and build; ``locales`` come before those of the config.

    ``today`` (the clock's by default) tells which patches are due for a look; it changes no byte.

    Raises ``ConfigError`` when there is no store to read.
    """
    loaded, unreadable = load(config.root / config.schemas)
    if has_errors(unreadable) and not loaded.providers:
        return Prepared(loaded, unreadable, None)
    catalogue, read_as = settled(one_provider(config, loaded), today or date.today())
    notes = tuple(each for each in read_as if each.severity is Severity.INFO)
    (provider,) = catalogue.providers
    pins, about_pins = read_pins(provider)
    findings = (
        *unreadable,
        *(each for each in read_as if each.severity is not Severity.INFO),
        *check(catalogue, carry_unknown_rules=config.carry_unknown_rules),
        *about_pins,
        *check_names(catalogue, pins),
    )
    if has_errors(findings):
        return Prepared(catalogue, findings, None, notes)
    sdk = build(catalogue, _options(config, locales), pins)
    about_names = (*check_used(provider, pins, sdk), *check_released(sdk, provider, pins))
    findings = (*findings, *about_names)
    if has_errors(about_names):
        return Prepared(catalogue, findings, None, notes)
    return Prepared(catalogue, findings, sdk, (*notes, *renames(sdk, catalogue)))


def _options(config: Config, locales: tuple[str, ...]) -> SdkOptions:
    return SdkOptions(
        package=config.package,
        distribution=config.distribution,
        version=config.version,
        locales=(*locales, *(tag for tag in config.locales if tag not in locales)),
    )


def ingest_sources(
    config: Config,
    names: Sequence[str],
    *,
    today: date,
    write_files: bool,
    only: str | None = None,
) -> Ingested:
    """Ingest pages into the store of ``config``, those whose id matches ``only``; what changes is
    written when asked.

    Raises ``ConfigError`` when there is no store, or a source is not there.
    """
    store = config.root / config.schemas
    (provider,) = one_provider(config, load(store)[0]).providers
    if provider.document.broken:
        raise ConfigError(f"{provider.document.path}: cannot be read; run typewright generate")
    ingested = ingest(sources(names), provider, today=today, only=only)
    if write_files:
        write_each(store / provider.name, ingested.files)
    return ingested


def generate(
    config: Config,
    prepared: Prepared,
    only: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Generated:
    """Render the SDK of a :class:`Prepared` without errors and compare it with the disk.

    ``only`` is a glob over endpoint ids: modules of other endpoints are left as they are.
    """
    from typewright.codegen.plan import endpoint_path
    from typewright.codegen.render import render_sdk

    assert prepared.sdk is not None, "a store with errors generates nothing"
    directory = config.root / config.output
    if directory.exists() and not directory.is_dir():
        raise ConfigError(f"{directory}: is a file; name a directory with output = ... instead")
    old = read_manifest(directory / MANIFEST)
    sdk, selected = _selection(prepared.sdk, only, old, endpoint_path)
    files = dict(render_sdk(sdk, selected, progress))
    kept = _kept(sdk, selected, old, endpoint_path)
    outputs = {**output_hashes(files), **kept}
    files |= travelling_manifest(sdk.package, sdk.version, outputs, config.keep)
    manifest = Manifest(
        tools={"typewright": __version__, **{name: metadata.version(name) for name in _TOOLS}},
        inputs=_input_hashes(prepared.catalogue, sdk, selected, old),
        outputs={**output_hashes(files), **kept},
    )
    files[MANIFEST] = manifest.text()
    drift = without_kept(compare(directory, files, frozenset(kept)), sdk.package, config.keep)
    return Generated(directory, files, drift, _lock(config, prepared.catalogue, prepared.sdk))


def _lock(config: Config, catalogue: Catalogue, sdk: Sdk) -> Lock:
    (provider,) = catalogue.providers
    text, old = lock_text(sdk), provider.released
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


def _selection(
    sdk: Sdk,
    only: str | None,
    old: Manifest,
    path_of: Callable[[Sdk, Endpoint], PurePosixPath],
) -> tuple[Sdk, frozenset[str]]:
    """The SDK of everything selected or generated before, and the ids to render now."""
    selected = frozenset(
        endpoint.id for endpoint in sdk.endpoints if only is None or fnmatchcase(endpoint.id, only)
    )
    if only is not None and not selected:
        raise ConfigError(f"--only {only}: no endpoint id matches; ids look like owner/model/task")
    present = tuple(
        endpoint
        for endpoint in sdk.endpoints
        if endpoint.id in selected or str(path_of(sdk, endpoint)) in old.outputs
    )
    return replace(sdk, endpoints=present), selected


def _kept(
    sdk: Sdk,
    selected: frozenset[str],
    old: Manifest,
    path_of: Callable[[Sdk, Endpoint], PurePosixPath],
) -> dict[str, str]:
    """The outputs of endpoints that are not selected, as the old manifest has them."""
    paths = (str(path_of(sdk, each)) for each in sdk.endpoints if each.id not in selected)
    return {path: old.outputs[path] for path in paths}


def _input_hashes(
    catalogue: Catalogue, sdk: Sdk, selected: frozenset[str], old: Manifest
) -> dict[str, str]:
    """What each file was made from: the store as it is, or as it was for what is kept."""
    hashes: dict[str, str] = {}
    present = {endpoint.id for endpoint in sdk.endpoints}
    for provider in catalogue.providers:
        hashes[f"{provider.name}/provider.json"] = digest(provider.document.text)
        for shared in (provider.patches, provider.names):
            if shared is not None:
                hashes[f"{provider.name}/{shared.path.name}"] = digest(shared.text)
        for source in provider.endpoints:
            if source.id in selected:
                for document in source.documents:
                    inside = document.path.relative_to(catalogue.root)
                    hashes[str(inside)] = digest(document.text)
            elif source.id in present:
                prefix = f"{source.directory}/"
                hashes |= {k: v for k, v in old.inputs.items() if k.startswith(prefix)}
    return hashes
