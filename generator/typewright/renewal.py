"""The short way, when a few endpoints have changed: only they are read, judged, built and rendered.

It is gone when the manifest vouches for the SDK as it lies there (:mod:`typewright.freshness`) and
the store differs in files of endpoints alone (:mod:`typewright.changes`). Every other file has the
hash that it had when the whole was checked and there was nothing to tell, so what depends on that
file alone is as it was. What depends on all endpoints at once (ids that meet, the README, attribute
trees) depends on their outlines alone: ids, ``endpoint.json`` and pins, which are read for all.

Any finding, and any doubt, is no answer: then the whole way is gone (:mod:`typewright.pipeline`),
and it alone tells. See docs/decisions/070-scale.md.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from typewright.catalogue.model import Catalogue
from typewright.changes import changes
from typewright.config import Config
from typewright.files import RELEASED, Files, digest
from typewright.freshness import Survey
from typewright.generated import Generated, Origin, compared, lock_beside
from typewright.inputs import sdk_options
from typewright.ir.build import build
from typewright.ir.model import Sdk
from typewright.ir.pins import check_used
from typewright.ir.released import Released, check_released, lock_text, names_of, read_lock
from typewright.rereading import Doubt, Reread, certainly, parsed, reread, silent


def renewed(
    config: Config, locales: tuple[str, ...], survey: Survey, today: date
) -> Generated | None:
    """The SDK of a store that is not as ``survey`` expects; ``None`` when that needs the whole way.

    ``locales`` come before those of the config; ``today`` tells which patches are due for a look.

    Raises ``ConfigError`` when the store is not one that the config can mean.
    """
    different = changes(survey)
    if different is None or not different.now:
        return None
    try:
        return _generated(config, locales, survey, reread(config, different, today))
    except (Doubt, OSError):
        return None


def _generated(
    config: Config, locales: tuple[str, ...], survey: Survey, found: Reread
) -> Generated:
    from typewright.codegen.plan import Frame
    from typewright.codegen.render import render_sdk

    catalogue, released = _with_lock(found.catalogue, survey)
    (provider,) = catalogue.providers
    sdk = build(catalogue, sdk_options(config, locales), found.pins)
    silent((*check_used(provider, found.pins, sdk), *check_released(sdk, provider, found.pins)))
    frame = Frame(found.outlines, found.owners, found.shared)
    files = render_sdk(sdk, found.rendered, None, frame)
    kept = _kept(sdk, found, files, survey.old.outputs)
    lock = lock_beside(config, catalogue, _lock_text(catalogue, sdk, found, released))
    inputs = dict(survey.found)
    del inputs[f"{provider.name}/{RELEASED}"]
    origin = Origin(inputs, survey.old.made_by, 0, len(found.outlines))
    return compared(config, files, kept, origin, lock)


def _with_lock(catalogue: Catalogue, survey: Survey) -> tuple[Catalogue, Released]:
    """The catalogue with the lock of names that was written with the SDK, and those names."""
    (provider,) = catalogue.providers
    path = catalogue.root / provider.name / RELEASED
    text = Path(path).read_text("utf-8")
    certainly(digest(text) == survey.old.names)
    document = parsed(path, text)
    lock = read_lock(document)
    if lock is None:
        raise Doubt
    return catalogue._replace(providers=(provider._replace(released=document),)), lock[1]


def _lock_text(catalogue: Catalogue, sdk: Sdk, found: Reread, released: Released) -> str:
    """The lock of names: printed anew when one of them is another."""
    built = {each.id: names_of(each) for each in sdk.endpoints}
    others = {each.id for each in found.outlines} - built.keys()
    certainly(released.keys() >= others)
    names = {each: released[each] for each in others} | built
    lock = catalogue.providers[0].released
    return lock.text if lock is not None and names == released else lock_text(sdk, names)


def _kept(sdk: Sdk, found: Reread, files: Files, outputs: Mapping[str, str]) -> dict[str, str]:
    """The hashes of what is left alone: all outputs but those that are rendered or go."""
    from typewright.codegen.plan import endpoint_path, namespace_path

    owners = found.owners - {each.namespace[0] for each in found.outlines}
    gone = {endpoint_path(sdk, each) for each in found.removed}
    gone |= {namespace_path(sdk.package, each) for each in owners}
    other = {str(path) for path in (*files, *gone)}
    return {path: each for path, each in outputs.items() if path not in other}
