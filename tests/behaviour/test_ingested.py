"""Every page and catalogue that we have, from ingest to a call: twenty endpoints."""

import json
import subprocess
import sys
from collections.abc import Generator
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from typewright.catalogue.model import Catalogue
from typewright.config import Config
from typewright.emulator.server import Served, serve
from typewright.generated import write_generated
from typewright.pipeline import generate, ingest_sources, prepare

from .arguments import cases
from .conftest import IMPATIENT, ROOT, endpoints_of

TODAY = date(2026, 11, 21)
PACKAGE = "ingested_models"


@dataclass(frozen=True)
class Ingested:
    """A store and an SDK made of pages alone."""

    catalogue: Catalogue
    directory: Path


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Ingested:
    """All pages, ingested and generated."""
    root = tmp_path_factory.mktemp("ingested")
    home = root / "schemas" / "runcomfy"
    home.mkdir(parents=True)
    facts = (ROOT / "schemas" / "runcomfy" / "provider.json").read_text("utf-8")
    (home / "provider.json").write_text(facts, "utf-8")
    config = Config(root=root, package=PACKAGE)
    ingest_sources(config, [str(ROOT / "tests" / "pages")], today=TODAY, write_files=True)
    prepared = prepare(config)
    assert prepared.findings == ()
    write_generated(generate(config, prepared), force=False)
    return Ingested(prepared.catalogue, root / config.output)


@pytest.fixture(scope="module")
def served(ingested: Ingested) -> Generator[Served]:
    with serve(ingested.catalogue) as found:
        yield found


def test_minimal_and_full_arguments_arrive(
    ingested: Ingested, served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", [str(ingested.directory), *sys.path])
    models: Any = import_module(PACKAGE)
    (provider,) = ingested.catalogue.providers
    assert len(provider.endpoints) == 20
    options = {"base_url": served.base_url, "policy": IMPATIENT, "probe_urls": False}
    client = models.Client(served.token, **options)
    calls = dict(endpoints_of(client))
    called = 0
    for endpoint in provider.endpoints:
        fields: Any = calls[endpoint.id].spec.input.model_fields
        names = {field.alias or name: name for name, field in fields.items()}
        for case in cases(endpoint, tmp_path):
            if case.name not in ("required", "everything"):
                continue
            served.reset()
            arguments = {names[wire]: value for wire, value in case.arguments.items()}
            output = calls[endpoint.id](**arguments)
            assert output.files
            (job,) = served.emulation.jobs
            assert (job.model_id, dict(job.input)) == (endpoint.id, dict(case.body))
            called += 1
    assert called == 40
    client.close()


@pytest.mark.parametrize("tool", ["mypy", "pyright"])
def test_type_checkers_are_clean(ingested: Ingested, tool: str, tmp_path: Path) -> None:
    package = ingested.directory / PACKAGE
    if tool == "mypy":
        options = ["--strict", f"--cache-dir={tmp_path}", str(package)]
    else:
        settings = {"typeCheckingMode": "strict", "include": [package.as_posix()]}
        (tmp_path / "pyrightconfig.json").write_text(json.dumps(settings), "utf-8")
        options = ["--project", str(tmp_path), "--pythonpath", sys.executable]
    command = [sys.executable, "-m", tool, *options]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout[-2000:]
