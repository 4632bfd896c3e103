"""A store of which only what differs is read and judged; of other endpoints, their outlines.

Whatever there is to tell is a doubt: only the whole way tells it (:mod:`typewright.pipeline`).
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import cast

from typewright.catalogue.check import check_endpoint
from typewright.catalogue.choice import one_provider
from typewright.catalogue.identity import check_collisions
from typewright.catalogue.load import META, load
from typewright.catalogue.model import Catalogue, Document, Json, ProviderSource
from typewright.catalogue.patch import shared_globs
from typewright.catalogue.settle import settled
from typewright.changes import Changes
from typewright.codegen.namespaces import folders
from typewright.config import Config
from typewright.diagnostics import Diagnostic, Severity
from typewright.files import digest
from typewright.ir.build import outline
from typewright.ir.clashes import check_ids, check_names
from typewright.ir.model import Name, Outline
from typewright.ir.pins import Pins, read_pins


class Doubt(Exception):
    """Something that only the whole way can judge or tell."""


def certainly(holds: bool) -> None:
    """Raises :class:`Doubt` unless it ``holds``."""
    if not holds:
        raise Doubt


def silent(findings: Iterable[Diagnostic]) -> None:
    """Doubts when there is something to tell; notes are told on request, by the whole way."""
    certainly(all(each.severity is Severity.INFO for each in findings))


@dataclass(frozen=True, slots=True)
class Reread:
    """What is known of a store without reading it all.

    ``catalogue`` holds the endpoints that are to be built: those in ``rendered``, whose modules may
    differ, and the first if the README may. ``outlines`` are those of all, by their ids, and
    ``removed`` those of endpoints that are there no more. ``owners`` are those whose attribute
    trees may differ, ``shared`` tells whether what an SDK has once may.
    """

    catalogue: Catalogue
    pins: Pins
    outlines: tuple[Outline, ...]
    removed: tuple[Outline, ...]
    rendered: frozenset[str]
    owners: frozenset[Name]
    shared: bool


def reread(config: Config, different: Changes, today: date) -> Reread:
    """Reads and judges what is ``different``, and reads what else is needed to render that.

    ``today`` tells which patches are due for a look. Raises :class:`Doubt`, ``OSError``, and
    ``ConfigError`` when the store is not one that the config can mean.
    """
    catalogue = _settled(config, different, different.changed, today)
    (provider,) = catalogue.providers
    certainly(not _corrected(provider, different.removed))
    metas = {each.id: each.meta for each in provider.endpoints}
    certainly(metas.keys() == different.changed)
    metas |= _metas(catalogue.root / different.home, different.now.keys() - metas.keys())
    pins, about_pins = read_pins(provider, metas)
    silent((*about_pins, *_findings(config, catalogue, metas, pins)))
    home = PurePosixPath(different.home)
    outlines = tuple(outline(each, home / each, metas[each].data, pins) for each in sorted(metas))
    removed = tuple(outline(each, home / each, None, pins) for each in different.removed)
    moved = (*removed, *(each for each in outlines if each.id in different.outlined))
    owners = frozenset(each.namespace[0] for each in moved)
    rendered = different.changed | _above(outlines, removed, owners)
    first = outlines[0].id
    shared = bool(different.outlined) or first in different.changed
    examples = frozenset((first,)) if shared else frozenset[str]()
    also = (rendered | examples) - different.changed
    more = _settled(config, different, also, today).providers[0].endpoints
    provider = provider._replace(endpoints=(*provider.endpoints, *more))
    whole = catalogue._replace(providers=(provider,))
    return Reread(whole, pins, outlines, removed, rendered, owners, shared)


def parsed(path: PurePosixPath, text: str) -> Document:
    """A JSON file that needs no judge: its hash says that it had one."""
    try:
        return Document(path, text, cast("Json", json.loads(text)))
    except ValueError as error:  # it was another one a moment ago
        raise Doubt from error


def _settled(config: Config, different: Changes, ids: Iterable[str], today: date) -> Catalogue:
    """The catalogue with these endpoints alone, corrected and in standard words."""
    wanted = [PurePosixPath(different.home, each) for each in ids]
    loaded, unreadable = load(config.root / config.schemas, wanted)
    catalogue, read_as = settled(one_provider(config, loaded), today)
    differing = different.changed.intersection(ids)
    silent((*unreadable, *_as_of_all(read_as, catalogue.providers[0], differing)))
    for endpoint in catalogue.providers[0].endpoints:  # a store may be changing while it is read
        paths = {str(each.path.relative_to(loaded.root)): each for each in endpoint.documents}
        read = {path: digest(each.text) for path, each in paths.items()}
        certainly(read == different.now[endpoint.id])
    return catalogue


def _corrected(provider: ProviderSource, ids: Iterable[str]) -> bool:
    """Whether a correction for many is for one of ``ids``: without it, it may have none left."""
    shared = () if provider.patches is None else shared_globs(provider.patches)
    globs = [glob for _, glob in shared]
    return any(fnmatchcase(each, glob) for each in ids for glob in globs)


def _as_of_all(
    findings: Iterable[Diagnostic], provider: ProviderSource, differing: frozenset[str]
) -> Iterator[Diagnostic]:
    """``findings`` without those about corrections for many endpoints, if none is ``differing``.

    Such a correction is in order if it changes one of its endpoints. So what changes a differing
    one is, and what is for none of them is as it was, though it has nothing to change here.
    """
    shared = provider.patches
    globs = dict(shared_globs(shared)) if shared is not None else {}
    for each in findings:
        of_shared = shared is not None and each.file == shared.path.as_posix()
        glob = globs.get("/".join(each.pointer.split("/")[:3])) if of_shared else None
        if glob is None or any(fnmatchcase(model, glob) for model in differing):
            yield each


def _metas(home: PurePosixPath, ids: Iterable[str]) -> dict[str, Document]:
    """``endpoint.json`` of endpoints that are as they were."""
    paths = {each: home / each / META for each in ids}
    return {each: parsed(path, Path(path).read_text("utf-8")) for each, path in paths.items()}


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


def _above(
    outlines: Iterable[Outline], removed: Iterable[Outline], owners: frozenset[Name]
) -> frozenset[str]:
    """The ids of endpoints below ``owners`` that are folders too, or were before some were
    ``removed``: their modules have attributes, which may lead elsewhere now."""
    near = [each for each in outlines if each.namespace[0] in owners]
    above = folders(each.namespace for each in (*near, *removed))
    return frozenset(each.id for each in near if each.namespace in above)
