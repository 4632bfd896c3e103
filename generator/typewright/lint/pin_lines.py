"""Putting pins into the text of ``names.toml``; what else stands there stays as it is."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias, cast

_Keys: TypeAlias = tuple[str, ...]

_HEADER: Final = re.compile(r"[ \t]*\[(?!\[)[^\n]*\n?")


def with_pin(text: str, line: str) -> str | None:
    """``text`` with the pin that ``line`` is, in a table where there is one for it, else above all
    tables; None where it cannot be put in with certainty."""
    try:
        before, pin = tomllib.loads(text), tomllib.loads(line)
    except tomllib.TOMLDecodeError:
        return None
    wanted = _leaves(before) | _leaves(pin)
    return next((each for each in _candidates(text, line, pin) if _says(each, wanted)), None)


def _candidates(text: str, line: str, pin: Mapping[str, object]) -> Iterator[str]:
    """At the top, and right behind each header of a table that the pin may belong to."""
    end = "\r\n" if "\r\n" in text else "\n"
    yield f"{line}{end}{text}"
    ((keys, name),) = _leaves(pin).items()
    for header in _HEADER.finditer(text):
        table = _keys_of(header[0])
        if table and keys[: len(table)] == table:
            rest = ".".join(json.dumps(key, ensure_ascii=False) for key in keys[len(table) :])
            before, after = text[: header.end()].rstrip("\r\n"), text[header.end() :]
            yield f"{before}{end}{rest} = {json.dumps(name)}{end}{after}"


def _keys_of(header: str) -> _Keys:
    """The keys of a table by its header; none of a line that only looks like one."""
    try:
        keys: list[str] = []
        found: object = tomllib.loads(header)
        while isinstance(found, dict) and found:
            ((key, found),) = cast("dict[str, object]", found).items()
            keys.append(key)
    except (tomllib.TOMLDecodeError, ValueError):
        return ()
    return tuple(keys)


def _says(text: str, wanted: Mapping[_Keys, object]) -> bool:
    try:
        return _leaves(tomllib.loads(text)) == wanted
    except tomllib.TOMLDecodeError:
        return False


def _leaves(data: Mapping[str, object], *above: str) -> dict[_Keys, object]:
    """Every value that is no table, by the keys that lead to it."""
    found: dict[_Keys, object] = {}
    for key, value in data.items():
        if isinstance(value, dict):
            found |= _leaves(cast("dict[str, object]", value), *above, key)
        else:
            found[*above, key] = value
    return found
