"""Endpoint ids: directories here, parts of a URL there, and safe as both."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from typewright.catalogue.findings import finding, quoted
from typewright.catalogue.model import Document, EndpointSource
from typewright.diagnostics import Diagnostic

_SEGMENT: Final = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9._+ -]{0,62}[A-Za-z0-9_+-])?")
_DEVICE: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_DEEPEST: Final = 8  # segments; ids seen have 2 to 4
_HELP: Final = "use the model id of the submit URL; report one that is really so"


def check_identity(endpoint: EndpointSource) -> Iterator[Diagnostic]:
    """TW703 for an id that is no safe path, TW704 for one that is not the directory."""
    meta = endpoint.meta
    stated = meta.data.get("id") if isinstance(meta.data, dict) else None
    if not isinstance(stated, str):
        return
    wrong = id_objection(stated) or id_objection(endpoint.id)
    if wrong:
        yield finding(meta, "/id", "TW703", f"the id {quoted(stated)} {wrong}", _HELP)
    elif stated != endpoint.id:
        message = f"the id {quoted(stated)} is not the directory {quoted(endpoint.id)}"
        yield finding(meta, "/id", "TW704", message, "move the directory, or correct the id")


def check_collisions(metas: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """TW703 for ids that a file system which ignores case cannot keep apart.

    ``metas`` has the ``endpoint.json`` of each id.
    """
    spelled: dict[str, tuple[str, str]] = {}
    for model, meta in sorted(metas.items()):
        segments = model.split("/")
        for length in range(1, len(segments) + 1):
            path = "/".join(segments[:length])
            first, owner = spelled.setdefault(path.casefold(), (path, model))
            if first != path:
                message = (
                    f"{quoted(path)} differs from {quoted(first)} of {quoted(owner)} only in case"
                )
                advice = "one of the two is a copy by mistake: remove it"
                yield finding(meta, "/id", "TW703", message, advice)
                break


def is_device(name: str) -> bool:
    """Whether Windows takes ``name`` for a device, with or without a suffix."""
    return _DEVICE.match(name) is not None


def id_objection(id: str) -> str | None:
    """Why ``id`` is no safe path and part of a URL, or ``None``."""
    segments = id.split("/")
    if "\\" in id:
        return "holds a backslash"
    if id.startswith("/"):
        return "is an absolute path"
    if not 2 <= len(segments) <= _DEEPEST:
        return f"has {len(segments)} segments; 2 to {_DEEPEST} are possible"
    for segment in segments:
        if segment in ("", ".", ".."):
            return f"has the segment {quoted(segment)}"
        if is_device(segment):
            return f"has the segment {quoted(segment)}, a device name on Windows"
        if not _SEGMENT.fullmatch(segment):
            return f"has the segment {quoted(segment)}, which is no safe name of a directory"
    return None
