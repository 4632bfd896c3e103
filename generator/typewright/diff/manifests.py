"""An SDK against a store: its manifest has the hashes of what it was made from.

A hash says that an endpoint changed and not how. The history of the store does, if one of its
revisions has exactly these hashes.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from typewright.catalogue.load import LOCALES
from typewright.catalogue.reading import MAX_BYTES
from typewright.diff.model import Bump, Change
from typewright.diff.revisions import blob, commits, content, listed
from typewright.diff.stores import is_compared
from typewright.manifest import Manifest


def made_from(manifest: Manifest, root: Path, schemas: str) -> str | None:
    """The newest commit whose store is what the SDK was made from; ``None`` if there is none.

    A file that is still what it was is compared by git's own name of it, which costs nothing.
    """
    here = {path: root / schemas / path for path in manifest.inputs}
    same = {path for path, file in here.items() if _hash_of(file) == manifest.inputs[path]}
    blobs = {path: blob(here[path].read_bytes()) for path in same}
    for commit in commits(root, schemas):
        tree = listed(root, commit, schemas)
        if _compared(tree) == set(manifest.inputs) and all(
            tree[path] == blobs.get(path) or _had(root, commit, f"{schemas}/{path}", wanted)
            for path, wanted in manifest.inputs.items()
        ):
            return commit
    return None


def _compared(paths: Iterable[str]) -> set[str]:
    """Those of ``paths`` that an SDK is made from."""
    return {path for path in paths if path[0] not in "_." and is_compared(PurePosixPath(path).name)}


def _hash_of(file: Path) -> str:
    """The hash of a file as a manifest has it; "" if there is none."""
    if not file.is_file():
        return ""
    with file.open("rb") as opened:
        return _digest(opened.read(MAX_BYTES + 1))


def _digest(raw: bytes) -> str:
    return hashlib.sha256(raw.removeprefix(b"\xef\xbb\xbf")).hexdigest()


def _had(root: Path, commit: str, path: str, wanted: str) -> bool:
    raw = content(root, commit, PurePosixPath(path))
    return raw is not None and _digest(raw) == wanted


def told_by_hashes(manifest: Manifest, store: Path) -> tuple[Change, ...]:
    """What hashes alone say: endpoints that came, went, or changed in a way that nobody knows."""
    before = _by_endpoint(manifest.inputs)
    found = (each for each in store.rglob("*") if is_compared(each.name))
    files = (each.relative_to(store).as_posix() for each in found)
    now = {path: _hash_of(store / path) for path in files if not path.startswith(("_", "."))}
    return tuple(_changes(before, _by_endpoint(now)))


def _by_endpoint(hashes: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Hashes of the files of each endpoint by its id; "" has those of the provider."""
    found: dict[str, dict[str, str]] = {}
    for path, value in sorted(hashes.items()):
        parts = PurePosixPath(path).parts
        if LOCALES not in parts:
            found.setdefault("/".join(parts[1:-1]), {})[parts[-1]] = value
    return found


_UNKNOWN = (
    "changed since the SDK was made, and no revision of the store has what it was made from: "
    "compare with a directory, or with git:REV"
)


def _changes(
    before: Mapping[str, Mapping[str, str]], now: Mapping[str, Mapping[str, str]]
) -> Iterator[Change]:
    for name in sorted({*before, *now}):
        if name not in now:
            words = "the endpoint is gone: use another model"
            yield Change("endpoint-removed", name, "endpoint", "", Bump.MAJOR, False, words)
        elif name not in before:
            yield Change(
                "endpoint-added", name, "endpoint", "", Bump.MINOR, False, "the endpoint is new"
            )
        elif before[name] != now[name]:
            files = sorted(
                file
                for file in {*before[name], *now[name]}
                if before[name].get(file) != now[name].get(file)
            )
            words = f"{' and '.join(files)} {_UNKNOWN}"
            yield Change("cannot-be-judged", name, "endpoint", "", Bump.MAJOR, False, words)
