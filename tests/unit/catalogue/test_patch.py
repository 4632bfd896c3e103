"""Corrections of vendors' schemas: applied on the way, told when they fit no longer."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from typewright.catalogue.check import check
from typewright.catalogue.load import load
from typewright.catalogue.model import Catalogue
from typewright.catalogue.patch import patched

ROOT = Path(__file__).parents[3]
TODAY = date(2026, 11, 21)
INPUT: Any = {"type": "object", "properties": {"prompt": {"type": "string", "maxLength": 9}}}
OUTPUT: Any = {"output": {"type": "object", "properties": {"image": {"type": "string"}}}}
LONGER: Any = {"op": "replace", "path": "/properties/prompt/maxLength", "value": 600}


def entry(*operations: Any, **more: Any) -> Any:
    return {"target": "input", "reason": "they say so", "patch": list(operations), **more}


def store_of(tmp_path: Path, own: Any = None, shared: Any = None) -> Catalogue:
    """A store of two endpoints; the first has a patch of its own."""
    home = tmp_path / "schemas" / "acme"
    facts = json.loads((ROOT / "schemas" / "runcomfy" / "provider.json").read_text("utf-8"))
    files: dict[Path, Any] = {home / "provider.json": facts | {"name": "acme"}}
    for name in ("make", "edit"):
        folder = home / "one" / name
        files[folder / "endpoint.json"] = {"id": f"one/{name}", "name": name, "language": "en"}
        files[folder / "input.schema.json"] = INPUT
        files[folder / "output.schema.json"] = OUTPUT
    if own is not None:
        files[home / "one" / "make" / "patch.json"] = own
    if shared is not None:
        files[home / "patches.json"] = shared
    for path, data in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(data, indent=1), "utf-8")
    catalogue, findings = load(tmp_path / "schemas")
    assert findings == ()
    return catalogue


def longest(catalogue: Catalogue) -> dict[str, int]:
    """``maxLength`` of the prompt of each endpoint."""
    found: dict[str, int] = {}
    for endpoint in catalogue.providers[0].endpoints:
        data: Any = endpoint.input.data
        found[endpoint.id] = data["properties"]["prompt"]["maxLength"]
    return found


def told(catalogue: Catalogue) -> list[tuple[str, str, str]]:
    """Code, severity and pointer of each finding, those of the check included."""
    found, findings = patched(catalogue, TODAY)
    every = (*findings, *check(found))
    return [(each.code, each.severity.value, each.pointer) for each in every]


def test_a_patch_corrects_its_endpoint_alone(tmp_path: Path) -> None:
    catalogue = store_of(tmp_path, own={"patches": [entry(LONGER)]})
    found, findings = patched(catalogue, TODAY)
    assert longest(found) == {"one/edit": 9, "one/make": 600}
    assert longest(catalogue) == {"one/edit": 9, "one/make": 9}
    assert findings == ()
    assert told(catalogue) == []


@pytest.mark.parametrize(
    ("glob", "corrected"), [("*", {600}), ("one/*", {600}), ("*/edit", {9, 600})]
)
def test_a_patch_for_a_glob(tmp_path: Path, glob: str, corrected: set[int]) -> None:
    catalogue = store_of(tmp_path, shared={"patches": [entry(LONGER, endpoints=glob)]})
    found, findings = patched(catalogue, TODAY)
    assert set(longest(found).values()) == corrected
    assert findings == ()


def test_outputs_are_corrected_too(tmp_path: Path) -> None:
    operation = {"op": "add", "path": "/output/properties/seed", "value": {"type": "integer"}}
    catalogue = store_of(tmp_path, own={"patches": [entry(operation, target="output")]})
    found, findings = patched(catalogue, TODAY)
    output: Any = found.providers[0].endpoints[1].output.data
    assert list(output["output"]["properties"]) == ["image", "seed"]
    assert findings == ()


def test_the_own_patch_comes_after_the_shared_ones(tmp_path: Path) -> None:
    shared = {"patches": [entry({**LONGER, "value": 100}), entry({**LONGER, "value": 200})]}
    catalogue = store_of(tmp_path, own={"patches": [entry(LONGER)]}, shared=shared)
    assert longest(patched(catalogue, TODAY)[0]) == {"one/edit": 200, "one/make": 600}


@pytest.mark.parametrize(
    "operation",
    [
        {"op": "replace", "path": "/properties/gone/maxLength", "value": 1},
        {"op": "remove", "path": "/properties/gone"},
        {"op": "test", "path": "/properties/prompt/maxLength", "value": 10},
        {"op": "move", "path": "/properties/x", "from": "/properties/gone"},
        {"op": "add", "path": "properties", "value": 1},
        {"op": "add", "path": "/properties/prompt/maxLength/deep", "value": 1},
        {"op": "replace", "path": "/properties/prompt/maxLength"},
    ],
)
def test_a_patch_that_fits_no_longer(tmp_path: Path, operation: Any) -> None:
    catalogue = store_of(tmp_path, own={"patches": [entry(operation)]})
    assert told(catalogue) == [("TW040", "error", "/patches/0/patch")]
    assert longest(patched(catalogue, TODAY)[0]) == {"one/edit": 9, "one/make": 9}


def test_a_patch_that_the_vendor_has_made_unnecessary(tmp_path: Path) -> None:
    catalogue = store_of(tmp_path, own={"patches": [entry({**LONGER, "value": 9})]})
    assert told(catalogue) == [("TW041", "warning", "/patches/0/patch")]


def test_a_glob_that_matches_nothing(tmp_path: Path) -> None:
    catalogue = store_of(tmp_path, shared={"patches": [entry(LONGER, endpoints="two/*")]})
    assert told(catalogue) == [("TW040", "error", "/patches/0/endpoints")]


@pytest.mark.parametrize(("day", "is_due"), [("2026-11-20", True), ("2026-11-21", False)])
def test_a_patch_that_is_due_for_a_look(tmp_path: Path, day: str, is_due: bool) -> None:
    catalogue = store_of(tmp_path, own={"patches": [entry(LONGER, expires=day)]})
    expected = [("TW042", "warning", "/patches/0/expires")]
    assert told(catalogue) == (expected if is_due else [])
    assert longest(patched(catalogue, TODAY)[0])["one/make"] == 600


@pytest.mark.parametrize(
    "own",
    [
        {},
        {"patches": [{"target": "input", "patch": [LONGER]}]},
        {"patches": [entry()]},
        {"patches": [entry({"op": "rename", "path": "/a"})]},
        {"patches": [entry(LONGER, target="endpoint")]},
        {"patches": [entry(LONGER, until="2026-01-01")]},
    ],
)
def test_a_file_that_is_no_patch_is_told_and_not_applied(tmp_path: Path, own: Any) -> None:
    catalogue = store_of(tmp_path, own=own)
    assert any(severity == "error" for _, severity, _ in told(catalogue))
    assert longest(patched(catalogue, TODAY)[0])["one/make"] == 9


def test_every_shipped_patch_is_needed() -> None:
    catalogue, _ = load(ROOT / "schemas")
    found, findings = patched(catalogue, TODAY)
    assert findings == ()
    changed = [
        after.id
        for before, after in zip(
            catalogue.providers[0].endpoints, found.providers[0].endpoints, strict=True
        )
        if before != after
    ]
    assert changed == ["bytedance/seedance-1-0/lite/image-to-video"]
