"""From the bytes of one TOML file to a document and what is wrong with them as TOML."""

import re
import tomllib
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final

from typewright.catalogue.findings import finding
from typewright.catalogue.places import Position
from typewright.catalogue.reading import MAX_BYTES
from typewright.catalogue.toml import TomlDocument
from typewright.diagnostics import Diagnostic

_PLACE: Final = re.compile(
    r" \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)"
)


def read_toml(path: PurePosixPath, raw: bytes) -> tuple[TomlDocument, tuple[Diagnostic, ...]]:
    """The document that ``raw`` holds, broken with a finding (TW001, TW004) if it is none.

    ``path`` is what the findings call the file.
    """
    broken = TomlDocument(path, "", {}, broken=True)
    if len(raw) > MAX_BYTES:
        message, advice = f"the file has more than {MAX_BYTES:,} bytes", "split or shorten it"
        return broken, (finding(broken, "", "TW004", message, advice),)
    try:
        text = raw.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
    except UnicodeDecodeError:
        advice = "save the file as UTF-8"
        return broken, (finding(broken, "", "TW001", "the file is not UTF-8", advice),)
    broken = replace(broken, text=text)
    try:
        return replace(broken, data=tomllib.loads(text), broken=False), ()
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return broken, (_invalid(broken, str(error)),)


def _invalid(broken: TomlDocument, error: str) -> Diagnostic:
    place = _PLACE.search(error)
    message = f"invalid TOML: {_PLACE.sub('', error)}"
    lines = broken.text.split("\n")
    at = Position(len(lines), len(lines[-1]) + 1)
    if place is None:
        at = Position(1, 1)
    elif place["line"]:
        at = Position(int(place["line"]), int(place["column"]))
    return finding(broken, "", "TW001", message, "mend the TOML here", at=at)
