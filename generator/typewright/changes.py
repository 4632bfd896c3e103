"""Which endpoints of a store differ from those that a manifest vouches for: by hashes alone."""

from collections.abc import Mapping
from dataclasses import dataclass

from typewright.catalogue.load import INPUT, LOCALES, META, OUTPUT
from typewright.freshness import Survey

Hashes = Mapping[str, str]
"""Hashes by path below the store."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Ids of the provider ``home``: those there are ``now`` with their files, and which differ.

    Of ``outlined`` it is ``endpoint.json`` that changed, came or went: nothing else of an endpoint
    reaches files other than its own module.
    """

    home: str
    now: Mapping[str, Hashes]
    changed: frozenset[str]
    removed: frozenset[str]
    outlined: frozenset[str]


def changes(survey: Survey) -> Changes | None:
    """What differs; ``None`` when more does than endpoints, or a file is plainly of none."""
    before, now = _by_id(survey.expected()), _by_id(survey.found)
    if before is None or now is None:
        return None
    shared = now.pop("")
    homes = {path.partition("/")[0] for path in survey.found}
    if len(homes) != 1 or shared != before.pop(""):
        return None
    (home,) = homes
    changed = {each for each, files in now.items() if files != before.get(each)}
    removed = before.keys() - now.keys()
    metas = {each: f"{home}/{each}/{META}" for each in changed | removed}
    outlined = {
        each
        for each, path in metas.items()
        if survey.found.get(path) != survey.old.inputs.get(path)
    }
    return Changes(home, now, frozenset(changed), frozenset(removed), frozenset(outlined))


def _by_id(hashes: Hashes) -> dict[str, dict[str, str]] | None:
    """Hashes by the id of the endpoint; under "" what belongs to none.

    ``None`` when a path is not plainly one or the other.
    """
    found: dict[str, dict[str, str]] = {"": {}}
    for path, each in hashes.items():
        parts = path.split("/")
        inner = parts[: -2 if parts[-2:-1] == [LOCALES] else -1]
        if not inner or LOCALES in inner:
            return None
        found.setdefault("/".join(inner[1:]), {})[path] = each
    complete = all(
        any(path.endswith(f"/{each}/{name}") for path in files for name in (META, INPUT, OUTPUT))
        for each, files in found.items()
        if each
    )
    return found if complete else None
