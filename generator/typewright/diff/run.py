"""From two words of a command line to the changes between what they name."""

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path

from typewright.config import Config
from typewright.diagnostics import ConfigError, Diagnostic
from typewright.diff.compare import compare
from typewright.diff.manifests import made_from, told_by_hashes
from typewright.diff.model import Change
from typewright.diff.revisions import checked_out
from typewright.diff.single import read_schema
from typewright.diff.stores import Reading, Store, read_both
from typewright.manifest import MANIFEST, read_manifest

GIT = "git:"


@dataclass(frozen=True, slots=True)
class Compared:
    """The changes, or the findings because of which a side cannot be compared."""

    changes: tuple[Change, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict[str, str])


def diff(
    config: Config, old: str, new: str | None, *, today: date, only: str | None = None
) -> Compared:
    """What changed from ``old`` to ``new`` (the store of the config, if there is none).

    Each is a store, ``git:REV`` (the store of the config at that revision), or a schema file;
    ``old`` may also be an SDK or its manifest. ``only`` is a glob of endpoint ids.

    Raises :class:`ConfigError` for a side that is not there, or two that cannot be compared.
    """
    compared = _compared(config, old, new or str(config.root / config.schemas), today)
    if only is None:
        return compared
    changes = tuple(each for each in compared.changes if fnmatchcase(each.endpoint, only))
    return Compared(changes, compared.findings, compared.texts)


def _compared(config: Config, old: str, new: str, today: date) -> Compared:
    manifest = _manifest(old)
    if _manifest(new) is not None:
        raise ConfigError(f"{new}: an SDK can be OLD alone; NEW is a store, git:REV or a schema")
    if manifest is not None:
        return _since(config, manifest, new, today)
    files = [_is_schema(each) for each in (old, new)]
    if all(files):
        return _changes(*(read_schema(Path(each), config) for each in (old, new)))
    if any(files):
        raise ConfigError(f"{old} and {new}: a single schema can be compared with another one only")
    return _stores(config, old, new, today)


def _is_schema(name: str) -> bool:
    return not name.startswith(GIT) and Path(name).is_file()


def _manifest(name: str) -> Path | None:
    """The manifest that ``name`` is or holds."""
    path = Path(name)
    if name.startswith(GIT):
        return None
    if path.name == str(MANIFEST) and path.is_file():
        return path
    return path / MANIFEST if (path / MANIFEST).is_file() else None


def _since(config: Config, path: Path, new: str, today: date) -> Compared:
    """What changed since an SDK was made: by history if there is one, else by hashes."""
    manifest = read_manifest(path)
    if not manifest.inputs:
        raise ConfigError(f"{path}: this manifest does not say what the SDK was made from")
    here = None if new.startswith(GIT) else Path(new)
    if here is not None and not told_by_hashes(manifest, here):
        return Compared()
    commit = made_from(manifest, config.root, config.schemas)
    if commit is not None:
        return _stores(config, f"{GIT}{commit}", new, today)
    if here is not None:
        return Compared(told_by_hashes(manifest, here))
    with checked_out(config.root, config.schemas, new.removeprefix(GIT)) as root:
        return Compared(told_by_hashes(manifest, root))


def _stores(config: Config, old: str, new: str, today: date) -> Compared:
    with ExitStack() as stack:
        stores = [_store(config, each, stack) for each in (old, new)]
        return _changes(*read_both(stores[0], stores[1], config, today))


def _store(config: Config, name: str, stack: ExitStack) -> Store:
    if not name.startswith(GIT):
        return Store(Path(name), name.rstrip("/") or "/")
    revision = name.removeprefix(GIT)
    root = stack.enter_context(checked_out(config.root, config.schemas, revision))
    short = revision[:12] if len(revision) == 40 else revision
    return Store(root, f"{short}:{config.schemas}")


def _changes(old: Reading, new: Reading) -> Compared:
    if old.broken or new.broken:
        return Compared((), (*old.findings, *new.findings), {**old.texts, **new.texts})
    return Compared(compare(old.edition, new.edition))
