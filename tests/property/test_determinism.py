"""Same store, same bytes: whatever the hash seed, the directory, the locale, the order of files."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


def generated(project: Path, cwd: Path, **environment: str) -> dict[str, bytes]:
    command = [sys.executable, "-m", "typewright", "generate", "--config"]
    command.append(str(project / "pyproject.toml"))
    variables = {**os.environ, "PYTHONPATH": str(ROOT / "generator"), **environment}
    done = subprocess.run(
        command, cwd=cwd, env=variables, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    output = project / "generated"
    files = [path for path in output.rglob("*") if path.is_file()]
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the real store whose files were made in reverse order."""
    made = tmp_path / "project"
    for path in sorted((ROOT / "schemas").rglob("*.json"), reverse=True):
        target = made / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    shutil.copy(ROOT / "pyproject.toml", made)
    return made


@pytest.mark.parametrize("seed", ["0", "1", "4294967295"])
def test_hash_seeds_directories_and_locales(project: Path, tmp_path: Path, seed: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    # Tools that read a config from the working directory would be led astray by this one.
    (elsewhere / "pyproject.toml").write_text(
        '[tool.black]\nline-length = 40\n[tool.datamodel-codegen]\nclass-name = "Astray"\n'
    )
    found = generated(project, elsewhere, PYTHONHASHSEED=seed, LC_ALL="C", TZ="Asia/Tokyo")
    committed = {
        path.relative_to(ROOT / "generated").as_posix(): path.read_bytes()
        for path in (ROOT / "generated").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert found == committed
