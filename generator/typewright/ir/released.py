"""``names.lock.json``: the Python names that callers have.

A name once released is API. It depends on the vendor's spelling alone, so it changes only when a
pin goes, a property takes the name of a class, or typewright itself names otherwise; each is
refused unless a pin says it is meant, or the version says that callers must look.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias, cast

from typewright.catalogue.findings import finding, quoted
from typewright.catalogue.model import Document, EndpointSource, Json, ProviderSource
from typewright.diagnostics import Diagnostic
from typewright.ir.model import Endpoint, Sdk
from typewright.ir.pins import Kind, Pins, pin

_FORMAT: Final = 1


Released: TypeAlias = Mapping[str, Mapping[str, Mapping[str, str]]]
"""Names by id, kind and pointer."""


def lock_text(sdk: Sdk, names: Released | None = None) -> str:
    """The lock of ``sdk`` as it is written: one name a line, sorted.

    ``names`` are those of all endpoints, where not all of them were built.
    """
    found = names or {endpoint.id: names_of(endpoint) for endpoint in sdk.endpoints}
    whole = {"format": _FORMAT, "version": sdk.version, "names": dict(sorted(found.items()))}
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def check_released(sdk: Sdk, provider: ProviderSource, pins: Pins) -> Iterator[Diagnostic]:
    """TW707 for each name of ``sdk`` that was released otherwise, with the pin that keeps it.

    A lock that cannot be read says nothing here; reading it was a finding already.
    """
    lock = provider.released
    if lock is None or lock.broken:
        return
    released = read_lock(lock)
    if released is None:
        message, advice = "this is no lock of names", "restore the file, or delete it"
        yield finding(lock, "", "TW012", message, advice)
        return
    version, names = released
    if _breaking(version, sdk.version):
        return
    sources = {source.id: source for source in provider.endpoints}
    for endpoint in sdk.endpoints:
        before = names.get(endpoint.id, {})
        for kind, pointer, old, new in _changes(before, names_of(endpoint)):
            if not _pinned(pins, endpoint.id, kind, pointer):
                yield _finding(sources[endpoint.id], (kind, pointer, old, new), version)


def names_of(endpoint: Endpoint) -> dict[str, dict[str, str]]:
    """Every name by kind and pointer; where it hangs has the pointer ""."""
    return {
        "endpoint": {"": ".".join(endpoint.namespace)},
        "parameter": dict(sorted(endpoint.names.parameters.items())),
        "class": dict(sorted(endpoint.names.classes.items())),
    }


def read_lock(lock: Document) -> tuple[str, Released] | None:
    """The version and the names of a lock; ``None`` when it is none."""
    data = lock.data if isinstance(lock.data, dict) else {}
    version, names = data.get("version"), data.get("names")
    if data.get("format") != _FORMAT or not isinstance(version, str):
        return None
    return (version, cast("dict[str, dict[str, dict[str, str]]]", names)) if _deep(names) else None


def _deep(names: Json, levels: int = 3) -> bool:
    """Whether ``names`` are texts below three levels of keys."""
    if not levels:
        return isinstance(names, str)
    return isinstance(names, dict) and all(_deep(each, levels - 1) for each in names.values())


def _changes(
    before: Mapping[str, Mapping[str, str]], now: Mapping[str, Mapping[str, str]]
) -> Iterator[tuple[Kind, str, str, str]]:
    for kind, names in now.items():
        for pointer, name in names.items():
            old = before.get(kind, {}).get(pointer, name)
            if old != name:
                yield cast("Kind", kind), pointer, old, name


def _pinned(pins: Pins, id: str, kind: Kind, pointer: str) -> bool:
    if kind in ("parameter", "class"):
        return pointer in pins.of(id).of("parameter" if kind == "parameter" else "class")
    segments = id.split("/")
    folders = ("/".join(segments[: depth + 1]) for depth in range(len(segments)))
    return id in pins.endpoints or any(folder in pins.namespaces for folder in folders)


def _breaking(old: str, new: str) -> bool:
    """Whether ``new`` tells callers of ``old`` to look: another major, below 1.0 another minor."""
    before, after = ([int(part) for part in _numbers(text)] for text in (old, new))
    parts = 2 if before[0] == 0 else 1
    return after[:parts] > before[:parts]


def _numbers(version: str) -> list[str]:
    numbers = [part for part in version.split(".")[:2] if part.isdigit()]
    return [*numbers, "0", "0"][:2]


def _finding(
    source: EndpointSource, change: tuple[Kind, str, str, str], version: str
) -> Diagnostic:
    kind, pointer, old, new = change
    keys = (source.id,) if kind == "endpoint" else (source.id, pointer)
    message = f"the {kind} {quoted(old)}, released in {version}, would become {quoted(new)}"
    keep = pin(kind, *keys, name=old)
    advice = f"keep it by a pin in names.toml: {keep}; or release a version that may break callers"
    document, place = source.meta, "/id"
    if pointer.startswith("/input"):
        document, place = source.input, pointer.removeprefix("/input")
    elif pointer.startswith("/output"):
        document, place = source.output, pointer.removeprefix("/output")
    return finding(document, place, "TW707", message, advice, of_key=kind == "parameter")
