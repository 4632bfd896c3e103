"""``typewright pull`` from the emulator over a real socket: pages, trouble, and going on."""

import json
import shutil
from collections.abc import Generator, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from typewright.catalogue.load import load
from typewright.catalogue.settle import settled
from typewright.cli import run
from typewright.config import Config
from typewright.diagnostics import ConfigError
from typewright.emulator.scenario import Fault, Scenario
from typewright.emulator.server import Served, serve
from typewright.ingest import fetch
from typewright.ingest.fetch import Query
from typewright.ingest.pull import BOOKMARK, Pulled, pull
from typewright.pipeline import ingest_sources
from typewright.runtime.policy import Policy

from .conftest import ROOT

TODAY = date(2026, 11, 21)
IMPATIENT = Policy(first_backoff=0.001, longest_backoff=0.002, longest_retry_after=0.01)
CONFIG = 'package = "my_sdk"\nversion = "1.0.0"\n'


def empty_store(root: Path) -> Config:
    """A store with the provider alone."""
    home = root / "schemas" / "runcomfy"
    home.mkdir(parents=True)
    shutil.copy(ROOT / "schemas" / "runcomfy" / "provider.json", home)
    (root / "typewright.toml").write_text(CONFIG, "utf-8")
    return Config(root=root, package="my_sdk")


@pytest.fixture(scope="module")
def vendor(tmp_path_factory: pytest.TempPathFactory) -> Generator[Served]:
    """An API that lists all twenty endpoints that we know of."""
    config = empty_store(tmp_path_factory.mktemp("vendor"))
    ingest_sources(config, [str(ROOT / "tests" / "pages")], today=TODAY, write_files=True)
    catalogue, _ = settled(load(config.root / config.schemas)[0], TODAY)
    with serve(catalogue) as served:
        yield served


@pytest.fixture
def served(vendor: Served, monkeypatch: pytest.MonkeyPatch) -> Served:
    """The API with nothing remembered, five entries a page, and its token in the environment."""
    vendor.reset()
    monkeypatch.setattr(fetch, "PAGE", 5)
    monkeypatch.setenv("RUNCOMFY_TOKEN", vendor.token)
    monkeypatch.setenv("RUNCOMFY_BASE_URL", vendor.base_url)
    return vendor


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Config:
    monkeypatch.chdir(tmp_path)
    return empty_store(tmp_path)


def pulled(config: Config, search: str = "", **more: Any) -> Iterator[Pulled]:
    return pull(config, Query(search), today=TODAY, policy=IMPATIENT, **more)


def stored(config: Config) -> set[str]:
    (provider,) = load(config.root / config.schemas)[0].providers
    return {endpoint.id for endpoint in provider.endpoints}


def test_everything_is_pulled_page_by_page(config: Config, served: Served) -> None:
    pages = list(pulled(config))
    assert [(page.done, page.total) for page in pages] == [(5, 20), (10, 20), (15, 20), (20, 20)]
    assert len(stored(config)) == 20
    assert served.emulation.calls("catalogue") == 4
    assert not (config.root / "schemas" / BOOKMARK).exists()
    assert all(not page.ingested.files for page in pulled(config))


def test_a_pull_that_breaks_off_goes_on_where_it_was(config: Config, served: Served) -> None:
    pages = pulled(config)
    first = [next(pages), next(pages)]
    assert [page.done for page in first] == [5, 10]
    del pages
    assert len(stored(config)) == 10
    calls = served.emulation.calls("catalogue")
    assert [page.done for page in pulled(config)] == [15, 20]
    assert served.emulation.calls("catalogue") == calls + 2
    assert len(stored(config)) == 20


def test_another_query_begins_anew(config: Config, served: Served) -> None:
    next(pulled(config))
    assert [page.total for page in pulled(config, "kling")] == [2]
    assert stored(config) >= {"kling/kling-3.0/4k/text-to-video"}


@pytest.mark.parametrize(
    "fault",
    [
        Fault("catalogue", "http", status=503, times=2),
        Fault("catalogue", "http", status=429, headers={"Retry-After": "0"}, skip=1),
        Fault("catalogue", "cut", times=2),
        Fault("catalogue", "truncated", skip=2),
        Fault("catalogue", "invalid_json"),
    ],
)
def test_trouble_passes(config: Config, served: Served, fault: Fault) -> None:
    served.reset(Scenario(fault=(fault,)))
    assert len(list(pulled(config))) == 4
    assert len(stored(config)) == 20


def test_what_was_pulled_before_the_trouble_is_kept(config: Config, served: Served) -> None:
    served.reset(Scenario(fault=(Fault("catalogue", "http", status=500, skip=2, times=0),)))
    with pytest.raises(ConfigError, match="HTTP 500 made to fail"):
        list(pulled(config))
    assert len(stored(config)) == 10
    served.reset()
    assert [page.done for page in pulled(config)] == [15, 20]


def test_only_some(config: Config, served: Served) -> None:
    list(pulled(config, only="qwen/*"))
    assert stored(config) == {
        "qwen/qwen-image-3.0/pro/edit",
        "qwen/qwen-image-3.0/text-to-image",
    }


def test_a_wrong_token_and_none(
    config: Config, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUNCOMFY_TOKEN", "wrong-secret")
    with pytest.raises(ConfigError, match="invalid or missing API token") as caught:
        list(pulled(config))
    assert "wrong-secret" not in str(caught.value)
    for name in ("RUNCOMFY_TOKEN", "RUNCOMFY_API_TOKEN", "RUNCOMFY_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(ConfigError, match="no token: set one of RUNCOMFY_TOKEN"):
        list(pulled(config))


def test_the_command(config: Config, served: Served, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["pull", "--category", "image"]) == 0
    out = capsys.readouterr().out
    assert "written  schemas/runcomfy/openai/gpt-image-2.5/flare/edit/endpoint.json" in out
    assert run(["pull", "--category", "image", "--format", "json"]) == 0
    told: Any = json.loads(capsys.readouterr().out)
    assert (told["files"], len(told["endpoints"])) == ([], 5)
    assert run(["generate"]) == 0


def test_the_command_without_anybody_there(
    config: Config, served: Served, capsys: pytest.CaptureFixture[str], monkeypatch: Any
) -> None:
    monkeypatch.setattr("typewright.ingest.fetch.Policy", lambda: IMPATIENT)
    assert run(["pull", "--base-url", "http://127.0.0.1:1"]) == 2
    assert "the catalogue cannot be read: ConnectError" in capsys.readouterr().err
