"""The next version, and which changes fail a build."""

import pytest

from typewright.diagnostics import ConfigError
from typewright.diff.model import Bump, Change
from typewright.diff.render import fails, summary
from typewright.diff.semver import largest, next_version


def change(bump: Bump, *, behaviour: bool = False) -> Change:
    return Change("text-changed", "a/b", "request", "", bump, behaviour, "it changed")


@pytest.mark.parametrize(
    ("current", "bump", "then"),
    [
        ("1.2.3", Bump.NONE, "1.2.3"),
        ("1.2.3", Bump.PATCH, "1.2.4"),
        ("1.2.3", Bump.MINOR, "1.3.0"),
        ("1.2.3", Bump.MAJOR, "2.0.0"),
        ("0.3.1", Bump.PATCH, "0.3.2"),
        ("0.3.1", Bump.MINOR, "0.3.2"),
        ("0.3.1", Bump.MAJOR, "0.4.0"),
        ("1.2", Bump.NONE, "1.2"),
        ("1.2", Bump.PATCH, "1.2.1"),
        ("2.0.0rc1", Bump.MAJOR, "2.0.0rc2"),
        ("2.0.0rc1", Bump.PATCH, "2.0.0rc2"),
        ("1.3.0b2", Bump.MINOR, "1.3.0b3"),
        ("1.3.0b2", Bump.MAJOR, "2.0.0b1"),
        ("1.2.1a1", Bump.MINOR, "1.3.0a1"),
        ("0.4.0rc1", Bump.MAJOR, "0.4.0rc2"),
    ],
)
def test_next_version(current: str, bump: Bump, then: str) -> None:
    assert next_version(current, bump) == then


def test_no_version() -> None:
    with pytest.raises(ConfigError, match=r"version '1' is not of the form"):
        next_version("1", Bump.PATCH)


def test_largest() -> None:
    assert largest([]) is Bump.NONE
    assert largest([change(Bump.PATCH), change(Bump.MAJOR), change(Bump.MINOR)]) is Bump.MAJOR


def test_what_fails() -> None:
    text, more, broken = change(Bump.PATCH), change(Bump.MINOR), change(Bump.MAJOR)
    dearer = change(Bump.PATCH, behaviour=True)
    assert not fails([text, more, broken], None)
    assert [fails([each], "major") for each in (text, more, dearer, broken)] == [0, 0, 0, 1]
    assert [fails([each], "behaviour") for each in (text, more, dearer, broken)] == [0, 0, 1, 1]
    assert [fails([each], "minor") for each in (text, more, dearer, broken)] == [0, 1, 1, 1]


def test_summary() -> None:
    assert summary([]) == "Nothing changed for callers."
    assert summary([change(Bump.NONE)]) == "1 note: no bump."
    told = summary([change(Bump.MAJOR), change(Bump.PATCH), change(Bump.PATCH)])
    assert told == "1 breaking change, 2 changes of texts: a major bump."
