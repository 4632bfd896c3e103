"""A store as the working directory: one of one endpoint, and a copy of the repository's own."""

import shutil
from pathlib import Path

import pytest

from .project import OPEN, ROOT, configure, write


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store of one endpoint with one finding, as the working directory."""
    home = tmp_path / "schemas" / "acme"
    home.mkdir(parents=True)
    shutil.copy(ROOT / "tests" / "lint" / "provider.json", home / "provider.json")
    endpoint = home / "acme" / "one" / "make"
    write(endpoint / "endpoint.json", {"id": "acme/one/make", "name": "Make", "language": "en"})
    write(endpoint / "input.schema.json", OPEN)
    configure(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the repository's own store, as the working directory."""
    shutil.copytree(ROOT / "schemas", tmp_path / "schemas")
    (tmp_path / "typewright.toml").write_text('package = "runcomfy_models"\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path
