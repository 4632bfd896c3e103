"""Each directory beside this file is a case: a store, and exactly what comes out of it."""

import shutil
from pathlib import Path, PurePosixPath

import pytest

from typewright.codegen.render import render_sdk
from typewright.config import Config
from typewright.diagnostics import render_text
from typewright.pipeline import prepare

HERE = Path(__file__).parent
CASES = sorted(path.parent.name for path in HERE.glob("*/schemas"))
SHARED = ("README.md", "pyproject.toml", "__init__.py", "_provider.py", "py.typed")
"""The same in every SDK (or nearly so): the golden of the real SDK, ``generated/``, has them."""


def produced(case: str, tmp_path: Path) -> dict[str, str]:
    """File name -> text of everything that ``case`` gives."""
    store = tmp_path / "schemas"
    shutil.copytree(HERE / case / "schemas", store)
    provider = store / "acme" / "provider.json"
    if not provider.exists():
        provider.parent.mkdir(exist_ok=True)
        shutil.copy(HERE / "provider.json", provider)
    prepared = prepare(Config(root=tmp_path, package="acme", locales=("en", "ko")))
    texts = {}
    if prepared.findings:
        report = render_text(prepared.findings, prepared.sources())
        texts["findings.txt"] = report.replace(f"{tmp_path.as_posix()}/", "")
    if prepared.sdk is not None:
        ids = {endpoint.id for endpoint in prepared.sdk.endpoints}
        for path, text in render_sdk(prepared.sdk, ids).items():
            tells = "endpoints" in path.parts or len(ids) > 1  # a tree of one says nothing
            if tells and "_runtime" not in path.parts and path.name not in SHARED:
                texts[str(path.relative_to("acme"))] = text
    return texts


def expected(case: str) -> dict[str, str]:
    root = HERE / case / "expected"
    files = [path for path in root.rglob("*") if path.is_file()]
    return {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in files}


def update(case: str, texts: dict[str, str]) -> None:
    root = HERE / case / "expected"
    shutil.rmtree(root, ignore_errors=True)
    for name, text in texts.items():
        path = root / PurePosixPath(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))


@pytest.mark.parametrize("case", CASES)
def test_golden(case: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    texts = produced(case, tmp_path)
    assert texts, "a case gives modules, findings, or both"
    if request.config.getoption("--update-golden"):
        update(case, texts)
    assert texts == expected(case)


def test_every_case_holds_a_store() -> None:
    assert len(CASES) >= 20
    folders = {path.name for path in HERE.iterdir() if path.is_dir() and path.name[0] not in "_."}
    assert folders == set(CASES)
