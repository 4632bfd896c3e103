"""Values of JSON documents by their pointers (RFC 6901)."""

from collections.abc import Iterable, Iterator, Mapping

from typewright.catalogue.model import Json
from typewright.catalogue.places import unescape


def mapping(value: Json) -> Mapping[str, Json]:
    """``value`` if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def value_at(data: Json, pointer: str) -> Json:
    """The value at ``pointer``, which must be there."""
    for token in pointer.split("/")[1:]:
        key = unescape(token)
        data = data[int(key)] if isinstance(data, list) else mapping(data)[key]
    return data


def above(pointer: str) -> Iterator[str]:
    """``pointer`` and those of all that contains what is there, from the root."""
    tokens = pointer.split("/")
    return ("/".join(tokens[:length]) for length in range(1, len(tokens) + 1))


def depth(value: Json) -> int:
    """How many containers are one inside the other in ``value``; 0 for a scalar."""
    deepest, level = 0, [value]
    while level := [each for each in level if isinstance(each, (dict, list))]:
        deepest += 1
        level = [inner for each in level for inner in _inside(each)]
    return deepest


def _inside(value: dict[str, Json] | list[Json]) -> Iterable[Json]:
    return value.values() if isinstance(value, dict) else value


def with_values(data: Json, values: Mapping[str, Json]) -> Json:
    """``data`` with each of ``values`` at its pointer; what is not on the way to one is shared.

    Where a pointer leads nowhere, nothing changes. One pass, however many they are.
    """
    root = _Branch()
    for pointer, value in values.items():
        branch = root
        for token in pointer.split("/")[1:]:
            branch = branch.below.setdefault(unescape(token), _Branch())
        branch.leaves = [value]
    return _with(data, root)


class _Branch:
    """What changes below one value: the value itself, or some of those inside it."""

    __slots__ = ("below", "leaves")

    def __init__(self) -> None:
        self.below: dict[str, _Branch] = {}
        self.leaves: list[Json] = []


def _with(data: Json, branch: _Branch | None) -> Json:
    if branch is None:
        return data
    if branch.leaves:
        return branch.leaves[0]
    if isinstance(data, dict):
        return {key: _with(value, branch.below.get(key)) for key, value in data.items()}
    if isinstance(data, list):
        return [_with(value, branch.below.get(str(index))) for index, value in enumerate(data)]
    return data
