"""The short way, when a few endpoints have changed: only they are read, judged, built and rendered.

It is gone when the manifest vouches for the SDK as it lies there (:mod:`typewright.freshness`) and
the store differs in files of endpoints alone (:mod:`typewright.changes`). Every other file has the
hash that it had when the whole was checked and there was nothing to tell, so what depends on that
file alone is as it was. What depends on all endpoints at once (ids that meet, the README, attribute
trees) depends on their outlines alone: ids, ``endpoint.json`` and pins, which are read for all.

Any finding, and any doubt, is no answer: then the whole way is gone (:mod:`typewright.pipeline`),
and it alone tells. See docs/decisions/070-scale.md.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import cast

from typewright.catalogue.check import check_endpoint
from typewright.catalogue.choice import one_provider
from typewright.catalogue.identity import check_collisions
from typewright.catalogue.load import META, load
from typewright.catalogue.model import Catalogue, Document, Json
from typewright.catalogue.settle import settled
from typewright.changes import Changes, Hashes, changes
from typewright.config import Config
from typewright.diagnostics import Diagnostic, Severity
from typewright.files import RELEASED, digest
from typewright.freshness import Survey
from typewright.generated import Generated, Origin, compared, lock_beside
from typewright.inputs import sdk_options
from typewright.ir.build import build, outline
from typewright.ir.clashes import check_ids, check_names
from typewright.ir.model import Name, Outline, Sdk
from typewright.ir.pins import Pins, check_used, read_pins
from typewright.ir.released import Released, check_released, lock_text, read_lock


@dataclass(frozen=True, slots=True)
class _Found:
    """What differs, in a catalogue of the endpoints that were read, and the outlines of all.

    ``owners`` are those whose attribute trees may differ, ``rendered`` the ids whose modules may.
    """

    catalogue: Catalogue
    pins: Pins
    outlines: tuple[Outline, ...]
    owners: frozenset[Name]
    rendered: frozenset[str]


class _Doubt(Exception):
    """Something that only the whole way can judge or tell."""


def renewed(
    config: Config, locales: tuple[str, ...], survey: Survey, today: date
) -> Generated | None:
    """The SDK of a store that is not as ``survey`` expects it; ``None`` when that needs the whole
    way.

    ``locales`` come before those of the config; ``today`` tells which patches are due for a look.

    Raises ``ConfigError`` when the store is not one that the config can mean.
    """
    different = changes(survey)
    if different is None or not different.now:
        return None
    try:
        found = _read(config, different, today)
        _certainly(_same_files(found.catalogue, different.now))
        return _generated(config, locales, survey, found)
    except (_Doubt, OSError):
        return None


def _certainly(holds: bool) -> None:
    if not holds:
        raise _Doubt


def _silent(findings: Iterable[Diagnostic]) -> None:
    """Doubts when there is something to tell; notes are told on request, by the whole way."""
    _certainly(all(each.severity is Severity.INFO for each in findings))


def _read(config: Config, different: Changes, today: date) -> _Found:
    """Reads and judges what differs, and reads what else is needed to render it."""
    catalogue = _settled(config, different.home, different.changed, today)
    (provider,) = catalogue.providers
    read = {each.id: each.meta for each in provider.endpoints}
    _certainly(read.keys() == different.changed)
    metas = read | _metas(catalogue.root, different.home, different.now.keys() - read.keys())
    pins, about_pins = read_pins(provider, metas)
    _silent((*about_pins, *_findings(config, catalogue, metas, pins)))
    home = PurePosixPath(different.home)
    outlines = tuple(
        outline(each, home / each, meta.data, pins) for each, meta in sorted(metas.items())
    )
    gone = [pins.namespace(each) for each in different.removed]
    owners = {path[0] for path in gone} | {
        each.namespace[0] for each in outlines if each.id in different.outlined
    }
    parents = _parents(outlines, gone, owners)
    also = {outlines[0].id, *parents} - different.changed
    more = _settled(config, different.home, also, today).providers[0].endpoints
    both = tuple(sorted((*provider.endpoints, *more), key=lambda each: each.id))
    whole = replace(catalogue, providers=(replace(provider, endpoints=both),))
    rendered = frozenset({*different.changed, *parents})
    return _Found(whole, pins, outlines, frozenset(filter(None, owners)), rendered)


def _settled(config: Config, home: str, ids: Iterable[str], today: date) -> Catalogue:
    """The catalogue with these endpoints alone, corrected and in standard words."""
    wanted = [PurePosixPath(home, each) for each in ids]
    loaded, unreadable = load(config.root / config.schemas, wanted)
    catalogue, read_as = settled(one_provider(config, loaded), today)
    _silent((*unreadable, *read_as))
    return catalogue


def _metas(root: PurePosixPath, home: str, ids: Iterable[str]) -> dict[str, Document]:
    """``endpoint.json`` of endpoints that are as they were: they need no judge."""
    found: dict[str, Document] = {}
    for each in ids:
        path = root / home / each / META
        text = Path(path).read_text("utf-8")
        found[each] = Document(path, text, _parsed(text))
    return found


def _parsed(text: str) -> Json:
    try:
        return cast("Json", json.loads(text))
    except ValueError as error:  # it was another one a moment ago
        raise _Doubt from error


def _findings(
    config: Config, catalogue: Catalogue, metas: Mapping[str, Document], pins: Pins
) -> Iterator[Diagnostic]:
    """What the whole way would say of the endpoints that were read, and of all ids."""
    (provider,) = catalogue.providers
    yield from check_collisions(metas)
    yield from check_ids(metas, pins, "")
    for each in provider.endpoints:
        yield from check_endpoint(each, carry_unknown_rules=config.carry_unknown_rules)
    yield from check_names(catalogue, pins)


def _parents(
    outlines: Iterable[Outline],
    gone: Iterable[tuple[Name | None, ...]],
    owners: Iterable[Name | None],
) -> frozenset[str]:
    """The ids of endpoints that are folders too, below ``owners``: their modules have attributes,
    which may lead elsewhere now. ``gone`` is where removed endpoints hung."""
    near = [each for each in outlines if each.namespace[0] in set(owners)]
    paths = [*(each.namespace for each in near), *gone]
    folders = {path[:depth] for path in paths for depth in range(1, len(path))}
    return frozenset(each.id for each in near if each.namespace in folders)


def _same_files(catalogue: Catalogue, now: Mapping[str, Hashes]) -> bool:
    """Whether what was read is what the survey found, file for file: a store may be changing."""
    (provider,) = catalogue.providers
    return all(
        now[endpoint.id]
        == {
            str(each.path.relative_to(catalogue.root)): digest(each.text)
            for each in endpoint.documents
        }
        for endpoint in provider.endpoints
    )


def _generated(
    config: Config, locales: tuple[str, ...], survey: Survey, found: _Found
) -> Generated:
    from typewright.codegen.plan import Frame
    from typewright.codegen.render import render_sdk

    catalogue, released = _with_lock(found.catalogue, survey)
    (provider,) = catalogue.providers
    sdk = build(catalogue, sdk_options(config, locales), found.pins)
    _silent((*check_used(provider, found.pins, sdk), *check_released(sdk, provider, found.pins)))
    files = render_sdk(sdk, found.rendered, None, Frame(found.outlines, found.owners))
    kept = _kept(sdk, found, survey.old.outputs)
    lock = f"{provider.name}/{RELEASED}"
    inputs = {path: each for path, each in survey.found.items() if path != lock}
    origin = Origin(inputs, survey.old.made_by, 0, len(found.outlines))
    others = _others(found, sdk, released)
    return compared(
        config, files, kept, origin, lock_beside(config, catalogue, lock_text(sdk, others))
    )


def _with_lock(catalogue: Catalogue, survey: Survey) -> tuple[Catalogue, Released]:
    """The catalogue with the lock of names that was written with the SDK, and those names."""
    (provider,) = catalogue.providers
    path = catalogue.root / provider.name / RELEASED
    text = Path(path).read_text("utf-8")
    _certainly(digest(text) == survey.old.names)
    document = Document(path, text, _parsed(text))
    lock = read_lock(document)
    if lock is None:
        raise _Doubt
    whole = replace(catalogue, providers=(replace(provider, released=document),))
    return whole, lock[1]


def _others(found: _Found, sdk: Sdk, released: Released) -> Released:
    """The names of the endpoints that were not built."""
    built = {each.id for each in sdk.endpoints}
    others = [each.id for each in found.outlines if each.id not in built]
    _certainly(released.keys() >= set(others))
    return {each: released[each] for each in others}


def _kept(sdk: Sdk, found: _Found, outputs: Mapping[str, str]) -> dict[str, str]:
    """The hashes of what is not rendered: attribute trees of other owners, other modules."""
    from typewright.codegen.plan import endpoint_path, namespace_path

    owners = {each.namespace[0] for each in found.outlines} - found.owners
    modules = (each for each in found.outlines if each.id not in found.rendered)
    paths = {
        *(str(namespace_path(sdk.package, each)) for each in owners),
        *(str(endpoint_path(sdk, each)) for each in modules),
    }
    _certainly(outputs.keys() >= paths)
    return {path: outputs[path] for path in paths}
