"""Answers for the files of results: whole, or the part that was asked for."""

from hashlib import sha256

from starlette.datastructures import Headers
from starlette.responses import Response

from typewright.emulator.ranges import Unsatisfiable, asked_span
from typewright.emulator.results import Content


def file_response(content: Content, headers: Headers) -> Response:
    """The file, or a part of it by ``Range``, as long as ``If-Range`` names this very version."""
    whole, media_type = content
    etag = f'"{sha256(whole).hexdigest()[:32]}"'
    told = {"ETag": etag, "Accept-Ranges": "bytes"}
    asked = headers.get("range") if headers.get("if-range", etag) == etag else None
    try:
        span = asked_span(asked, len(whole))
    except Unsatisfiable:
        return Response(status_code=416, headers=told | {"Content-Range": f"bytes */{len(whole)}"})
    if span is None:
        return Response(whole, media_type=media_type, headers=told)
    told["Content-Range"] = f"bytes {span.start}-{span.end - 1}/{len(whole)}"
    return Response(whole[span.start : span.end], 206, told, media_type)
