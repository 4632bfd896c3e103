"""The answer to a request for a file: all of it, a part of it, or none."""

import hashlib
from collections.abc import Mapping
from functools import lru_cache

from starlette.responses import Response

from typewright.emulator import ranges
from typewright.emulator.results import Content


def download(found: Content | None, method: str, asked: Mapping[str, str]) -> Response:
    """The answer to ``method`` with the headers ``asked``; ``None`` is a file that is not there.

    ``asked`` finds names in lower case. The answer to HEAD is that to GET, which the server sends
    without its body; ranges are for GET alone.
    """
    if found is None:
        return Response("not found", 404, media_type="text/plain")
    content, kind = found
    etag = _etag(content)
    headers = {"ETag": etag, "Accept-Ranges": "bytes"}
    wanted = method == "GET" and ranges.unchanged(asked.get("if-range"), etag)
    try:
        part = ranges.span(asked.get("range") if wanted else None, len(content))
    except ranges.Unsatisfiable:
        headers["Content-Range"] = f"bytes */{len(content)}"
        return Response("no such bytes", 416, headers, media_type="text/plain")
    if part is None:
        return Response(content, 200, headers, media_type=kind)
    headers["Content-Range"] = part.header(len(content))
    return Response(content[part.start : part.end], 206, headers, media_type=kind)


@lru_cache(maxsize=6)  # as many as are kept in memory anyway
def _etag(content: bytes) -> str:
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'
