"""Writing a version where people keep it: in the config, and at the top of a changelog."""

import re
import tomllib
from pathlib import PurePosixPath
from typing import Any, Final

from typewright.catalogue.toml import TomlDocument

_HEAD: Final = """# Changelog

What each version means for callers. Written by typewright; add what you know more.
"""
_TABLE: Final = "/tool/typewright"
_VALUE: Final = re.compile(r"""(=\s*)(["'])[^"']*\2""")


def with_version(path: PurePosixPath, text: str, version: str) -> str:
    """A config with another ``version``, everything else as it was written."""
    data: dict[str, Any] = tomllib.loads(text)
    document = TomlDocument(path, text, data)
    tool = data.get("tool", {})
    inside = isinstance(tool, dict) and "typewright" in tool
    table = data["tool"]["typewright"] if inside else data
    base = _TABLE if inside else ""
    lines = text.split("\n")
    if "version" in table:
        at = document.position(f"{base}/version").line - 1
        lines[at] = _VALUE.sub(rf'\g<1>"{version}"', lines[at], count=1)
    else:
        at = document.position(base).line if inside else 0
        lines.insert(at, f'version = "{version}"')
    return "\n".join(lines)


def with_entry(changelog: str, version: str, entry: str) -> str:
    """A changelog with ``entry`` for ``version`` on top; one that it has already is replaced."""
    head, sections = _split(changelog or _HEAD)
    kept = [each for each in sections if not each.startswith(f"## {version} ")]
    return "\n".join([head.rstrip("\n") + "\n", entry.rstrip("\n") + "\n", *kept])


def _split(changelog: str) -> tuple[str, list[str]]:
    """What stands above the first entry, and the entries."""
    head, *sections = re.split(r"^(?=## )", changelog, flags=re.MULTILINE)
    return head, [each.rstrip("\n") + "\n" for each in sections]
