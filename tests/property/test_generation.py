"""Whatever a schema says: the modules parse, black has nothing to add, order does not matter."""

import ast
import importlib.util
import random
import sys
from pathlib import Path

import black
import pytest
from black.mode import TargetVersion
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from typewright.catalogue.model import Catalogue, EndpointSource
from typewright.codegen.literals import WIDTH
from typewright.codegen.render import render_sdk
from typewright.files import Files
from typewright.ir.build import SdkOptions, build
from typewright.ir.clashes import check_names

HERE = Path(__file__).parent
_spec = importlib.util.spec_from_file_location("property_schemas", HERE / "schemas.py")
assert _spec is not None
assert _spec.loader is not None
schemas = importlib.util.module_from_spec(_spec)
sys.modules["property_schemas"] = schemas
_spec.loader.exec_module(schemas)

OPTIONS = SdkOptions("acme", "acme", "1.0", ("en",))
MODE = black.Mode(target_versions={TargetVersion.PY311}, line_length=WIDTH)


def generated(catalogue: Catalogue) -> Files:
    sdk = build(catalogue, OPTIONS)
    return render_sdk(sdk, {endpoint.id for endpoint in sdk.endpoints})


def without_clashes(sources: list[EndpointSource]) -> list[EndpointSource]:
    unique = list({source.id: source for source in sources}.values())
    assume(not check_names(schemas.catalogue(unique)))
    return unique


many = st.lists(schemas.endpoints, min_size=1, max_size=3)
slow = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


@slow
@given(many)
def test_output_parses_and_is_black_stable(sources: list[EndpointSource]) -> None:
    for path, text in generated(schemas.catalogue(without_clashes(sources))).items():
        if path.suffix == ".py" and "_runtime" not in path.parts:
            ast.parse(text)
            assert black.format_str(text, mode=MODE) == text


@slow
@given(many, st.randoms(use_true_random=False))
def test_the_order_of_endpoints_does_not_matter(
    sources: list[EndpointSource], shuffler: random.Random
) -> None:
    ordered = without_clashes(sources)
    shuffled = ordered.copy()
    shuffler.shuffle(shuffled)
    assert generated(schemas.catalogue(ordered)) == generated(schemas.catalogue(shuffled))


@slow
@given(schemas.endpoints)
def test_names_are_unique_in_every_class(source: EndpointSource) -> None:
    (only,) = without_clashes([source])
    for path, text in generated(schemas.catalogue([only])).items():
        if "endpoints" in path.parts:
            tree = ast.parse(text)
            names = [node.name for node in tree.body if isinstance(node, ast.ClassDef)]
            aliases = [
                node.target.id
                for node in tree.body
                if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
            ]
            assert len(set(names + aliases)) == len(names + aliases)


@pytest.fixture(scope="module")
def sdk_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sdk")


@slow
@given(schemas.endpoints)
def test_every_module_imports(sdk_directory: Path, source: EndpointSource) -> None:
    """Pydantic builds every class that is printed."""
    (only,) = without_clashes([source])
    files = generated(schemas.catalogue([only]))
    for path, text in files.items():
        target = sdk_directory / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    (module,) = (path for path in files if "endpoints" in path.parts and path.name[0] != "_")
    sys.path.insert(0, str(sdk_directory))
    try:
        for name in [name for name in sys.modules if name.split(".")[0] == "acme"]:
            del sys.modules[name]
        importlib.invalidate_caches()
        imported = importlib.import_module(".".join(module.with_suffix("").parts))
        assert imported.SPEC.model_id == only.id
    finally:
        sys.path.remove(str(sdk_directory))
