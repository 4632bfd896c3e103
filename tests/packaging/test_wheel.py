"""The wheel alone, in a clean environment, makes the same bytes as the checkout."""

import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def clean_python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An interpreter that has the wheel and its dependencies, and nothing of the checkout."""
    work = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", str(work), cwd=ROOT)
    (wheel,) = work.glob("*.whl")
    venv.create(work / "env", with_pip=False)
    python = work / "env" / "bin" / "python"
    packages = Path(run(str(python), "-c", SITE, cwd=work).strip())
    # A path in a .pth file is not searched for .pth files itself: the editable install stays out.
    dependencies = f"{sysconfig.get_path('purelib')}\n"
    (packages / "dependencies.pth").write_text(dependencies, encoding="utf-8")
    shutil.unpack_archive(wheel, packages, "zip")
    return python


SITE = "import sysconfig; print(sysconfig.get_path('purelib'))"


def run(*command: str, cwd: Path) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def tree(directory: Path) -> dict[str, bytes]:
    return {
        path.relative_to(directory).as_posix(): path.read_bytes()
        for path in directory.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_wheel_holds_its_data(clean_python: Path, tmp_path: Path) -> None:
    where = "import typewright.resources as r; print(r.templates_directory(), r.meta_directory())"
    templates, meta = run(str(clean_python), "-c", where, cwd=tmp_path).split()
    assert templates.endswith("typewright/_templates")
    assert meta.endswith("typewright/_meta")
    assert str(ROOT) not in templates


def test_the_wheel_makes_the_same_bytes(clean_python: Path, tmp_path: Path) -> None:
    ignored = shutil.ignore_patterns("_meta")
    shutil.copytree(ROOT / "schemas", tmp_path / "schemas", ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    run(str(clean_python), "-m", "typewright", "generate", cwd=tmp_path)
    assert tree(tmp_path / "generated") == tree(ROOT / "generated")


def test_the_wheel_starts_a_project(clean_python: Path, tmp_path: Path) -> None:
    run(str(clean_python), "-m", "typewright", "init", cwd=tmp_path)
    run(str(clean_python), "-m", "typewright", "generate", "--check", cwd=tmp_path)
    facts = Path("schemas/runcomfy/provider.json")
    assert (tmp_path / facts).read_bytes() == (ROOT / facts).read_bytes()
