"""The SDK works wherever it is copied, and importing it costs next to nothing."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

GENERATED = Path(__file__).parent.parent.parent / "generated"
PACKAGE = "runcomfy_models"


def run(code: str, path: Path) -> str:
    """Run ``code`` with nothing of the checkout importable but ``path``."""
    program = f"import sys; sys.path.insert(0, {str(path)!r})\n{code}"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=path
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(
    "code",
    [
        f"import {PACKAGE}",
        f"from {PACKAGE} import Client; Client('token')",
        f"from {PACKAGE} import AsyncClient; AsyncClient('token').bytedance",
    ],
)
def test_importing_loads_neither_pydantic_nor_httpx2(code: str) -> None:
    loaded = json.loads(
        run(f"{code}\nimport json; print(json.dumps(list(sys.modules)))", GENERATED)
    )
    heavy = {"pydantic", "pydantic_core", "httpx2", "httpx", "asyncio", "ssl"} & set(loaded)
    assert not heavy


@pytest.fixture
def vendored(tmp_path: Path) -> Path:
    """The SDK under another name inside another package."""
    home = tmp_path / "app" / "vendor" / "models_v2"
    shutil.copytree(GENERATED / PACKAGE, home, ignore=shutil.ignore_patterns("__pycache__"))
    for folder in (tmp_path / "app", tmp_path / "app" / "vendor"):
        (folder / "__init__.py").write_text("")
    return tmp_path


def test_a_moved_package_works(vendored: Path) -> None:
    code = """
from app.vendor.models_v2 import Client, InvalidArguments
client = Client("token")
edit = client.bytedance.seedream_4_0.edit
arguments = edit.validate(prompt="x", images=["https://example.com/a.png"])
assert type(arguments).__module__.startswith("app.vendor.models_v2."), type(arguments)
try:
    edit.validate(promt="x")
except InvalidArguments as error:
    print(error)
assert not [name for name in sys.modules if name.startswith("runcomfy_models")]
"""
    assert "promt" in run(code, vendored)


def test_every_module_of_a_moved_package_imports(vendored: Path) -> None:
    code = """
import importlib, pkgutil
import app.vendor.models_v2 as package
names = [m.name for m in pkgutil.walk_packages(package.__path__, package.__name__ + ".")]
for name in names:
    importlib.import_module(name)
print(len(names))
"""
    assert int(run(code, vendored)) > 10


def verified(path: Path, module: str) -> tuple[int, str]:
    """``python -m``, alone with the standard library: ``-I -S`` hides every other package."""
    program = f"import sys, runpy; sys.path.insert(0, {str(path)!r})\n"
    program += f"sys.argv = ['verify']; runpy.run_module({module!r}, run_name='__main__')"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", program], capture_output=True, text=True, check=False
    )
    assert not done.stderr, done.stderr
    return done.returncode, done.stdout


def test_a_copy_proves_itself_wherever_it_is(vendored: Path) -> None:
    for path, package in ((GENERATED, PACKAGE), (vendored, "app.vendor.models_v2")):
        code, said = verified(path, f"{package}._runtime.verify")
        assert (code, said.partition(":")[0]) == (0, "intact")


def test_a_copy_tells_what_became_of_it(vendored: Path) -> None:
    package = vendored / "app" / "vendor" / "models_v2"
    (package / "_client.py").write_text("raise ImportError\n")
    (package / "_runtime" / "errors.py").unlink()
    code, said = verified(vendored, "app.vendor.models_v2._runtime.verify")
    assert code == 1
    assert said.splitlines()[:2] == [
        "edited     runcomfy_models/_client.py",
        "missing    runcomfy_models/_runtime/errors.py",
    ]
    assert said.splitlines()[2].startswith("incomplete: ")


def test_every_public_name_is_there() -> None:
    code = f"""
import {PACKAGE} as sdk
aliases = ("Audio", "File", "Image", "Video")
for name in sdk.__all__:
    found = getattr(sdk, name)
    assert getattr(found, "__name__", name) == name or name in aliases, name
assert set(sdk.__all__) <= set(dir(sdk))
try:
    sdk.Clinet
except AttributeError as error:
    print(error)
"""
    assert run(code, GENERATED).strip() == "module 'runcomfy_models' has no attribute 'Clinet'"


def test_a_call_without_files_loads_nothing_for_files() -> None:
    code = f"""
from {PACKAGE} import Client
client = Client("token")
model = client.bytedance.seedream_5.lite.text_to_image
client.run(model.spec.content({{"prompt": "x"}}, client.settings))
print(*(name.rpartition(".")[2] for name in sys.modules if name.startswith("{PACKAGE}._runtime.")))
"""
    loaded = set(run(code, GENERATED).split())
    assert "arguments" in loaded
    assert not loaded & {"batch", "boxes", "downloads", "ebml", "measure", "probe", "progress"}
