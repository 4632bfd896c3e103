"""The stages in order. Read this first.

schemas -> load -> Catalogue -> check --findings--> stop; Catalogue -> build -> Sdk -> generate ->
Files -> compare -> write. Every stage but the first and the last is pure.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from typewright.catalogue.check import check
from typewright.catalogue.choice import one_provider
from typewright.catalogue.load import load
from typewright.catalogue.model import Catalogue
from typewright.catalogue.patch import DUE
from typewright.catalogue.settle import settled
from typewright.config import Config
from typewright.diagnostics import ConfigError, Diagnostic, Severity, has_errors
from typewright.freshness import made_by, untouched
from typewright.generated import Generated, Origin, compared, lock_beside
from typewright.inputs import input_hashes, kept_outputs, sdk_options, selection, shared
from typewright.ir.build import build
from typewright.ir.clashes import check_names
from typewright.ir.model import Sdk
from typewright.ir.pins import check_used, read_pins
from typewright.ir.released import check_released, lock_text
from typewright.ir.renames import renames
from typewright.manifest import MANIFEST, Manifest, read_manifest
from typewright.writer import write_each

if TYPE_CHECKING:
    from typewright.ingest.run import Ingested


@dataclass(frozen=True, slots=True)
class Prepared:
    """A store that was read and checked; ``sdk`` is there when no finding is an error.

    ``notes`` tell what was read in standard words, and which names Python has others for;
    ``made_by`` is a digest of what made it (:func:`typewright.freshness.made_by`).
    """

    catalogue: Catalogue
    findings: tuple[Diagnostic, ...]
    sdk: Sdk | None
    notes: tuple[Diagnostic, ...] = ()
    made_by: str = ""

    def sources(self) -> dict[str, str]:
        """The text of every document by its path, for printing findings with their lines."""
        return self.catalogue.texts


def prepare(config: Config, locales: tuple[str, ...] = (), today: date | None = None) -> Prepared:
    """Load, correct, check and build; ``locales`` come before those of the config.

    ``today`` (the clock's by default) tells which patches are due for a look; it changes no byte.

    Raises ``ConfigError`` when there is no store to read.
    """
    loaded, unreadable = load(config.root / config.schemas)
    return judge(config, loaded, unreadable, locales, today)


def judge(
    config: Config,
    loaded: Catalogue,
    unreadable: tuple[Diagnostic, ...],
    locales: tuple[str, ...] = (),
    today: date | None = None,
) -> Prepared:
    """Everything of :func:`prepare` but the disk: ``unreadable`` is what loading has found."""
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
    sdk = build(catalogue, sdk_options(config, locales), pins)
    about_names = (*check_used(provider, pins, sdk), *check_released(sdk, provider, pins))
    findings = (*findings, *about_names)
    if has_errors(about_names):
        return Prepared(catalogue, findings, None, notes)
    notes = (*notes, *renames(sdk, catalogue))
    return Prepared(catalogue, findings, sdk, notes, made_by(config, locales))


def ingest_sources(
    config: Config,
    names: Sequence[str],
    *,
    today: date,
    write_files: bool,
    only: str | None = None,
) -> "Ingested":
    """Ingest pages into the store of ``config``, those whose id matches ``only``; what changes is
    written when asked.

    Raises ``ConfigError`` when there is no store, or a source is not there.
    """
    from typewright.ingest.run import ingest
    from typewright.ingest.sources import sources

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
    *,
    whole: bool = False,
) -> Generated:
    """Render the SDK of a :class:`Prepared` without errors and compare it with the disk.

    ``only`` is a glob over endpoint ids: modules of other endpoints are left as they are. So are
    those that the manifest vouches for, unless the ``whole`` SDK shall be rendered.
    """
    from typewright.codegen.plan import endpoint_path
    from typewright.codegen.render import render_sdk

    assert prepared.sdk is not None, "a store with errors generates nothing"
    directory = config.root / config.output
    if directory.exists() and not directory.is_dir():
        raise ConfigError(f"{directory}: is a file; name a directory with output = ... instead")
    old = read_manifest(directory / MANIFEST)
    sdk, selected = selection(prepared.sdk, only, old, endpoint_path)
    inputs = input_hashes(prepared.catalogue, sdk, selected, old)
    alike = old.made_by == prepared.made_by and shared(old.inputs) == shared(inputs)
    # An SDK made by several generators or from several stores is vouched for by no manifest.
    made = prepared.made_by if alike or len(selected) == len(sdk.endpoints) else ""
    if alike and not whole:
        selected -= _as_they_were(directory, old, inputs, sdk)
    files = render_sdk(sdk, selected, progress)
    kept = kept_outputs(sdk, selected, old, endpoint_path)
    lasting = sum(map(_is_lasting, prepared.findings))
    origin = Origin(inputs, made, lasting, len(prepared.sdk.endpoints))
    lock = lock_beside(config, prepared.catalogue, lock_text(prepared.sdk))
    return compared(config, files, kept, origin, lock)


def _as_they_were(
    directory: Path, old: Manifest, inputs: Mapping[str, str], sdk: Sdk
) -> frozenset[str]:
    """The ids of endpoints whose modules need no rendering."""
    from typewright.codegen.namespaces import folders
    from typewright.codegen.plan import endpoint_path

    modules = {each.source: str(endpoint_path(sdk, each)) for each in sdk.endpoints}
    same = untouched(directory, old, inputs, modules)
    above = folders(each.namespace for each in sdk.endpoints)  # a pin may hang others below them
    plain = (each for each in sdk.endpoints if each.namespace not in above)
    return frozenset(each.id for each in plain if each.source in same)


def _is_lasting(finding: Diagnostic) -> bool:
    """Whether a finding is told every time, whatever the day."""
    return finding.severity is Severity.WARNING and finding.code != DUE
