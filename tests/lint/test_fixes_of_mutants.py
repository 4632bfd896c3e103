"""Fixes: the finding is gone, nothing worse appears, a second run changes nothing, and a safe one
leaves what the schema accepts as it was."""

import json
import random
from copy import deepcopy
from pathlib import Path
from typing import Any, Final, cast

import jsonschema_rs
import pytest

from typewright.catalogue.locale import unwrapped_output
from typewright.catalogue.schema import TYPE_NAMES, subschemas
from typewright.cli import run
from typewright.config import Config
from typewright.diagnostics import Severity
from typewright.lint.fixes import Fixed, fixed
from typewright.lint.model import Subject, Whole
from typewright.lint.registry import rules
from typewright.lint.results import Result
from typewright.lint.run import lint
from typewright.lint.single import alone
from typewright.lint.store import as_published
from typewright.pipeline import prepare

from .corpus.clean import Endpoint, clean
from .corpus.defects import Seed
from .corpus.mutants import SEEDS, mutant
from .corpus.profile import FULL
from .corpus.stores import add, make_store

COUNT = 18 if FULL else 3

PATCHING: Final = tuple(
    each
    for each in SEEDS
    if rules()[each.code].fix
    and each.code not in ("TW003", "TW702")
    and each.name != "unknown_keyword"
)
"""Defects that a patch mends. TW003 writes the file anew, TW702 pins a name; both stand below."""

SAFE: Final = tuple(each for each in PATCHING if rules()[each.code].fix == "safe")

Key = tuple[str, str]


def keys(results: tuple[Result, ...]) -> set[Key]:
    return {(each.diagnostic.code, each.diagnostic.pointer) for each in results}


def errors(results: tuple[Result, ...]) -> set[Key]:
    return keys(tuple(e for e in results if e.diagnostic.severity is Severity.ERROR))


def mutated(root: Path, seed: Seed, number: int) -> tuple[Whole, Subject, Key]:
    """The store of one mutant, the document with the defect, and what is found there."""
    home = make_store(root)
    file, code, pointer, _ = mutant(seed, number).written(home)
    whole = as_published(root)
    subject = next(e for e in whole.subjects if e.document.path.as_posix() == file)
    return whole, subject, (code, pointer)


def mended(whole: Whole, subject: Subject, code: str, *, unsafe: bool = True) -> Fixed:
    return fixed(subject, [rules()[code]], whole.reported.get("TW008", ()), unsafe=unsafe)


def state(whole: Whole, subject: Subject) -> tuple[Result, ...]:
    """What is found in one document by itself."""
    return lint(alone(subject, whole.reported.get("TW008", ())))


@pytest.mark.parametrize("seed", PATCHING, ids=lambda seed: f"{seed.code}-{seed.name}")
def test_the_finding_is_gone_and_nothing_worse_appears(tmp_path: Path, seed: Seed) -> None:
    fixes = 0
    for number in range(COUNT):
        whole, subject, key = mutated(tmp_path / str(number), seed, number)
        before = state(whole, subject)
        found = next(e for e in before if (e.diagnostic.code, e.diagnostic.pointer) == key)
        after = mended(whole, subject, seed.code)
        assert bool(after.entries) is (found.fix is not None)
        if found.fix is None:
            continue
        fixes += 1
        assert key not in keys(state(whole, after.subject))
        assert errors(state(whole, after.subject)) <= errors(before)
        assert mended(whole, after.subject, seed.code).entries == ()
    assert fixes, "some of the findings can be mended"


def accepted(data: Any) -> jsonschema_rs.CanonicalSchema:
    """The set of values that a document accepts.

    Types that are no JSON Schema ("float") stand for what every reader takes them for: such a
    schema is invalid, and accepts nothing or everything by the letter.
    """
    schema: Any = deepcopy(unwrapped_output(data))
    for _, inner in subschemas(schema):
        if isinstance(named := inner.get("type"), str):
            cast("dict[str, Any]", inner)["type"] = MEANT.get(named, named)
    return jsonschema_rs.canonicalize(schema)


MEANT: Final = {
    **TYPE_NAMES,
    "decimal": "number",
    "long": "integer",
    "int32": "integer",
    "String": "string",
    "text": "string",
}


@pytest.mark.parametrize("seed", SAFE, ids=lambda seed: f"{seed.code}-{seed.name}")
def test_a_safe_fix_keeps_the_accepted_set(tmp_path: Path, seed: Seed) -> None:
    for number in range(COUNT):
        whole, subject, _ = mutated(tmp_path / str(number), seed, number)
        after = mended(whole, subject, seed.code, unsafe=False)
        if after.entries:
            assert_same_set(subject.document.data, after.subject.document.data)


def assert_same_set(old: Any, new: Any) -> None:
    one, two = accepted(old), accepted(new)
    assert (str(one.covers(two)), str(two.covers(one))) == ("yes", "yes")


def test_the_proof_tells_sets_apart() -> None:
    """What it must refuse: a set that has become smaller, or larger."""
    wide, narrow = accepted({"type": "float"}), accepted({"type": "integer"})
    assert str(wide.covers(narrow)) == "yes"
    assert str(narrow.covers(wide)) != "yes"


def several(number: int) -> Endpoint:
    """One endpoint with the defects of several rules that have fixes, at different places."""
    rng = random.Random(f"several {number}")
    endpoint = deepcopy(clean(number, "duration", "style", "image_url", "reference_images", "size"))
    schema, properties = endpoint.input, endpoint.input["properties"]
    defects: list[Any] = [
        lambda: schema.pop("$schema"),
        lambda: schema.pop("additionalProperties"),
        lambda: properties["duration"].update(enum=[4, 5, 6, 7]),
        lambda: properties["style"].update(enum=["only"]),
        lambda: properties["prompt"].pop("minLength"),
        lambda: properties["prompt"].update(default="A harbour"),
        lambda: properties["image_url"].pop("format"),
        lambda: properties["reference_images"]["items"].update(
            validations=deepcopy(properties["image_url"]["validations"])
        ),
        lambda: schema.pop("allOf", None),
    ]
    for each in rng.sample(defects, rng.randint(2, len(defects))):
        each()
    return endpoint


@pytest.mark.parametrize("number", range(COUNT * 3))
def test_fixes_of_different_rules_fit_together(tmp_path: Path, number: int) -> None:
    add(make_store(tmp_path), several(number))
    whole = as_published(tmp_path)
    for subject in whole.subjects:
        before, chosen = state(whole, subject), tuple(rules().values())
        after = fixed(subject, chosen, (), unsafe=True).subject
        left = [each for each in state(whole, after) if each.fix is not None]
        assert [each.diagnostic.code for each in left if each.fix and each.fix.operations] == []
        assert errors(state(whole, after)) <= errors(before)
        assert fixed(after, chosen, (), unsafe=True).entries == ()
        safe = fixed(subject, chosen, (), unsafe=False).subject
        assert_same_set(subject.document.data, safe.document.data)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project with a store, which is the current directory."""
    (tmp_path / "typewright.toml").write_text('schemas = "schemas"\npackage = "acme_models"\n')
    make_store(tmp_path / "schemas")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files(project: Path) -> dict[str, bytes]:
    return {p.as_posix(): p.read_bytes() for p in sorted(project.rglob("*")) if p.is_file()}


def _mendable(seed: Seed) -> int:
    """The first mutant that there is a fix for: of types, one that is called "float" or so."""
    if seed.name != "unknown_type":
        return 1
    types = (mutant(seed, n).endpoint.input["properties"] for n in range(99))
    return next(
        n
        for n, each in enumerate(types)
        if {e.get("type") for e in each.values() if isinstance(e.get("type"), str)}
        & TYPE_NAMES.keys()
    )


@pytest.mark.parametrize(
    "seed",
    [each for each in SEEDS if rules()[each.code].fix and each.name != "unknown_keyword"],
    ids=lambda seed: f"{seed.code}-{seed.name}",
)
def test_the_command_mends_a_store_once(
    project: Path, seed: Seed, capsys: pytest.CaptureFixture[str]
) -> None:
    mutant(seed, _mendable(seed)).written(project / "schemas" / "acme")
    vendor = files(project)
    run(["lint", "--fix", "--unsafe-fixes", "--select", seed.code])
    once = files(project)
    assert once != vendor or seed.name == "lone_surrogate"
    run(["lint", "--fix", "--unsafe-fixes", "--select", seed.code])
    assert files(project) == once
    if seed.code != "TW003":  # the vendor's file is never touched, but for its line ends
        assert {path: once[path] for path in vendor} == vendor
    capsys.readouterr()
    run(["lint", "--select", seed.code, "--format", "json"])
    told = json.loads(capsys.readouterr().out)
    open_ones = [each for each in told if not each.get("settled")]
    assert open_ones == [] or seed.name == "lone_surrogate"


@pytest.mark.parametrize("name", ["condition", "exception"])
def test_a_drafted_condition_can_be_generated_from(project: Path, name: str) -> None:
    seed = next(each for each in SEEDS if each.name == name)
    mutant(seed, 0).written(project / "schemas" / "acme")
    run(["lint", "--fix", "--unsafe-fixes", "--select", "TW230"])
    patch = next(project.rglob("patch.json")).read_text("utf-8")
    assert '"/allOf"' in patch
    prepared = prepare(Config(root=project, package="acme_models"))
    assert [each for each in prepared.findings if each.severity is Severity.ERROR] == []
    assert prepared.sdk is not None
    assert run(["generate"]) == 0
