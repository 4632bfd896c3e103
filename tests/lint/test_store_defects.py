"""Defects that no single document shows: in patches, pins, suppressions and missing files."""

import json
import random
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest

from typewright.lint.registry import rules
from typewright.lint.run import lint
from typewright.lint.store import as_corrected
from typewright.lint.suppress import read_suppressions, suppressed

from .corpus.clean import Endpoint, clean
from .corpus.mutants import SEEDS
from .corpus.profile import FULL
from .corpus.rendering import Located, Place, Rendered, place
from .corpus.stores import add, make_store, save

COUNT = 50 if FULL else 3
TODAY = date(2026, 7, 1)

Making = Callable[[random.Random, Path], Located]


def described(number: int) -> Endpoint:
    return deepcopy(clean(number, "style", "seed"))


def patched(rng: random.Random, home: Path, *defects: dict[str, object]) -> tuple[Path, Rendered]:
    """An endpoint with sound corrections before and behind the entries in ``defects``."""
    endpoint = described(rng.randrange(500))
    sound: dict[str, object] = {
        "target": "input",
        "reason": "The page says so.",
        "patch": [{"op": "replace", "path": "/properties/seed/maximum", "value": 99}],
    }
    entries = [{**sound, **each} for each in defects]
    if rng.random() < 0.5:
        entries.insert(0, sound)
    schema = "../../../../_meta/patch.schema.json"
    endpoint.more["patch.json"] = {"$schema": schema, "patches": entries}
    return home / endpoint.id / "patch.json", add(home, endpoint)["patch.json"]


def last(rendered: Rendered, tail: str) -> str:
    """The pointer of ``tail`` in the last entry."""
    numbers = (int(each.split("/")[2]) for each in rendered.values if each.count("/") == 2)
    return f"/patches/{max(numbers)}/{tail}"


def no_fit(rng: random.Random, home: Path) -> Located:
    gone = rng.choice(("/properties/gone/title", "/properties/style/enum/99", "/nowhere/at/all"))
    operation = {"op": rng.choice(("replace", "test", "remove")), "path": gone, "value": 1}
    path, text = patched(rng, home, {"patch": [operation]})
    pointer = last(text, "patch")
    return path.as_posix(), "TW040", pointer, text.values[pointer]


def no_effect(rng: random.Random, home: Path) -> Located:
    operation = rng.choice(
        (
            {"op": "add", "path": "/properties/seed/minimum", "value": 0},
            {"op": "replace", "path": "/type", "value": "object"},
            {"op": "test", "path": "/properties/seed/type", "value": "integer"},
        )
    )
    path, text = patched(rng, home, {"patch": [operation]})
    pointer = last(text, "patch")
    return path.as_posix(), "TW041", pointer, text.values[pointer]


def due(rng: random.Random, home: Path) -> Located:
    expires = rng.choice(("2026-06-30", "2020-01-01", "2025-12-31"))
    operation = {"op": "replace", "path": "/properties/seed/maximum", "value": 98}
    path, text = patched(rng, home, {"patch": [operation], "expires": expires})
    pointer = last(text, "expires")
    return path.as_posix(), "TW042", pointer, text.values[pointer]


def missing(rng: random.Random, home: Path) -> Located:
    endpoint = described(rng.randrange(500))
    add(home, endpoint)
    path = home / endpoint.id / rng.choice(("input.schema.json", "endpoint.json"))
    path.unlink()
    return path.as_posix(), "TW013", "", Place(1, 1)


def pinned(rng: random.Random, home: Path, line: str) -> tuple[Path, int]:
    """A file of pins with ``line`` among others; where that line is."""
    endpoint = described(rng.randrange(500))
    add(home, endpoint)
    pointer = "/input/properties/style"
    sound = f'parameter."{endpoint.id}"."{pointer}" = "look"'
    lines = ["# 이름", sound, ""]
    index = rng.randint(0, len(lines))
    lines.insert(index, line.format(id=endpoint.id))
    save(home / "names.toml", "\n".join(lines) + "\n")
    return home / "names.toml", index + 1


def unusable_pin(rng: random.Random, home: Path) -> Located:
    key, name = rng.choice(
        (("namespace.acme", "class"), ("namespace.acme", "1x"), ("namespace.acme", ""))
    )
    path, line = pinned(rng, home, f'{key} = "{name}"')
    return path.as_posix(), "TW705", "/" + key.replace(".", "/"), Place(line, 1)


def stale_pin(rng: random.Random, home: Path) -> Located:
    kind = rng.choice(("endpoint", "namespace"))
    value = "gone.make" if kind == "endpoint" else "gone"
    path, line = pinned(rng, home, f'{kind}.gone = "{value}"')
    return path.as_posix(), "TW706", f"/{kind}/gone", Place(line, 1)


def locale_of_another(rng: random.Random, home: Path) -> Located:
    endpoint = described(rng.randrange(500))
    schema = "../../../../../_meta/locale.schema.json"
    told = {"$schema": schema, "language": "pl", "input": {"/title": "Invoer"}}
    endpoint.more["locales/nl.json"] = told
    text = add(home, endpoint)["locales/nl.json"]
    path = home / endpoint.id / "locales/nl.json"
    return path.as_posix(), "TW503", "/language", text.values["/language"]


MAKINGS = (no_fit, no_effect, due, missing, unusable_pin, stale_pin, locale_of_another)


@pytest.mark.parametrize("making", MAKINGS)
def test_the_defect_is_found_and_nothing_else(tmp_path: Path, making: Making) -> None:
    for number in range(COUNT):
        root = tmp_path / str(number)
        expected = making(random.Random(f"{making.__name__} {number}"), make_store(root))
        results = lint(as_corrected(root, TODAY)[0])
        found = [
            (each.file, each.code, each.pointer, (each.line, each.column))
            for each in (result.diagnostic for result in results)
        ]
        assert found == [expected], number


def test_stale_suppressions(tmp_path: Path) -> None:
    """TW901, for entries between those that still hold."""
    for number in range(COUNT):
        rng, root = random.Random(f"stale {number}"), tmp_path / str(number)
        endpoint = described(number)
        del endpoint.input["properties"]["prompt"]["minLength"]
        add(make_store(root / "schemas"), endpoint)
        entry = {"code": "TW203", "endpoint": "acme/*", "pointer": "*", "reason": "Known."}
        wrong = rng.choice(({"code": "TW999"}, {"endpoint": "beta/*"}, {"pointer": "/gone"}))
        tables = [entry]
        index = rng.randint(0, 1)
        tables.insert(index, {**entry, **wrong})
        text = "# 見た\n" + "\n".join(map(_table, tables))
        save(root / "typewright-suppress.toml", text)
        suppressions = read_suppressions(root / "typewright-suppress.toml")
        results = lint(as_corrected(root / "schemas", TODAY)[0])
        kept, stale = suppressed(results, suppressions, TODAY)
        assert [(each.diagnostic.code, each.settled) for each in kept] == [("TW203", "suppressed")]
        offset = [n for n in range(len(text)) if text.startswith("[[suppress]]", n)][index]
        assert [(e.code, e.pointer, e.line, e.column) for e in stale] == [
            ("TW901", f"/suppress/{index}", *place(text, offset))
        ]


def _table(entry: dict[str, str]) -> str:
    lines = (f"{key} = {json.dumps(value)}" for key, value in entry.items())
    return "\n".join(("[[suppress]]", *lines)) + "\n"


def test_every_rule_has_mutants() -> None:
    """All but TW707, which compares with a lock that only ``generate`` reads."""
    here = {"TW013", "TW040", "TW041", "TW042", "TW705", "TW706", "TW901", "TW707"}
    assert {each.code for each in SEEDS} | here == set(rules())
