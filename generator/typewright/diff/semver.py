"""From changes to the next version."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from typewright.diagnostics import ConfigError
from typewright.diff.model import Bump, Change

_VERSION: Final = re.compile(r"(\d+)\.(\d+)(?:\.(\d+))?(?:(a|b|rc)(\d+))?")


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """A version as the config allows it: two or three numbers, perhaps a pre-release of them."""

    major: int
    minor: int
    patch: int = 0
    stage: str = ""
    number: int = 0

    def __str__(self) -> str:
        stage = f"{self.stage}{self.number}" if self.stage else ""
        return f"{self.major}.{self.minor}.{self.patch}{stage}"


def parse_version(text: str) -> Version:
    """The version that ``text`` names. Raises :class:`ConfigError` if it is none."""
    match = _VERSION.fullmatch(text)
    if match is None:
        raise ConfigError(f"version {text!r} is not of the form 1.2.3 or 1.2.3rc1")
    major, minor, patch, stage, number = match.groups()
    return Version(int(major), int(minor), int(patch or 0), stage or "", int(number or 0))


def largest(changes: Iterable[Change]) -> Bump:
    """The bump that all ``changes`` together ask for."""
    return max((change.bump for change in changes), default=Bump.NONE)


def effective(bump: Bump, version: Version) -> Bump:
    """What ``bump`` means at ``version``: below 1.0 a breaking change is a minor bump.

    An addition is then a patch, so that 0.3.1 -> 0.4.0 always says that something broke.
    """
    if version.major > 0 or bump in (Bump.NONE, Bump.PATCH):
        return bump
    return Bump.MINOR if bump is Bump.MAJOR else Bump.PATCH


def next_version(current: str, bump: Bump) -> str:
    """The version after ``current``; ``current`` as it is written if nothing changed.

    A pre-release whose numbers promise enough already is counted on: 2.0.0rc1 -> 2.0.0rc2 for any
    change. Otherwise the next numbers start at the first of the same stage: 1.2.1rc1 -> 1.3.0rc1.
    """
    version = parse_version(current)
    step = effective(bump, version)
    if step is Bump.NONE:
        return current
    if not version.stage:
        return str(_moved(version, step))
    if step <= _promised(version):
        return str(
            Version(version.major, version.minor, version.patch, version.stage, version.number + 1)
        )
    moved = _moved(version, step)
    return str(Version(moved.major, moved.minor, moved.patch, version.stage, 1))


def _moved(version: Version, step: Bump) -> Version:
    if step is Bump.MAJOR:
        return Version(version.major + 1, 0)
    if step is Bump.MINOR:
        return Version(version.major, version.minor + 1)
    return Version(version.major, version.minor, version.patch + 1)


def _promised(version: Version) -> Bump:
    """What the numbers of a pre-release say against the last release before it."""
    if version.patch:
        return Bump.PATCH
    return Bump.MINOR if version.minor else Bump.MAJOR


def newer(one: str, other: str) -> str:
    """The later of two versions, as it is written; a pre-release comes before its release."""
    first, second = parse_version(one), parse_version(other)
    return other if _order(second) > _order(first) else one


def _order(version: Version) -> tuple[int, int, int, bool, str, int]:
    numbers = (version.major, version.minor, version.patch)
    return (*numbers, not version.stage, version.stage, version.number)
