"""Values of JSON documents by their pointers (RFC 6901)."""

from collections.abc import Mapping

from typewright.catalogue.model import Json
from typewright.catalogue.positions import unescape


def mapping(value: Json) -> Mapping[str, Json]:
    """``value`` if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def value_at(data: Json, pointer: str) -> Json:
    """The value at ``pointer``, which must be there."""
    for token in pointer.split("/")[1:]:
        key = unescape(token)
        data = data[int(key)] if isinstance(data, list) else mapping(data)[key]
    return data


def with_value(data: Json, pointer: str, value: Json) -> Json:
    """``data`` with ``value`` at ``pointer``; what is not on the way to it is shared.

    Where the pointer leads nowhere, nothing changes.
    """
    return _with(data, [unescape(token) for token in pointer.split("/")[1:]], value)


def _with(data: Json, path: list[str], value: Json) -> Json:
    if not path:
        return value
    head, rest = path[0], path[1:]
    if isinstance(data, dict) and head in data:
        return {**data, head: _with(data[head], rest, value)}
    if isinstance(data, list) and head.isdecimal() and int(head) < len(data):
        return [_with(v, rest, value) if i == int(head) else v for i, v in enumerate(data)]
    return data
