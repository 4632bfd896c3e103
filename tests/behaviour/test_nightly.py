"""The script of docs/ci.md: a night on which the catalogue changed, and one on which it did not."""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Generator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from typewright.catalogue.load import load
from typewright.catalogue.settle import settled
from typewright.config import Config
from typewright.emulator.server import Served, serve
from typewright.pipeline import ingest_sources

from .conftest import ROOT

SCRIPT = ROOT / "docs" / "examples" / "nightly.sh"
OPEN = """#!/bin/sh
echo "$1 $3" >> opened.txt
cat "$2" >> opened.txt
"""


@pytest.fixture
def vendor(tmp_path: Path) -> Generator[Served]:
    """An API that lists the endpoints of a few pages."""
    home = tmp_path / "vendor"
    (home / "schemas" / "runcomfy").mkdir(parents=True)
    shutil.copy(ROOT / "schemas" / "runcomfy" / "provider.json", home / "schemas" / "runcomfy")
    pages = [str(path) for path in sorted((ROOT / "tests" / "pages").glob("*.txt"))]
    config = Config(root=home, package="sdk")
    ingest_sources(config, pages, today=date(2026, 11, 21), write_files=True)
    catalogue, _ = settled(load(home / "schemas")[0], date(2026, 11, 21))
    with serve(catalogue) as served:
        yield served


class Checkout:
    """A project under version control, with a remote beside it."""

    def __init__(self, root: Path, vendor: Served) -> None:
        self.root = root / "project"
        self.vendor = vendor
        store = self.root / "schemas" / "runcomfy"
        store.mkdir(parents=True)
        shutil.copy(ROOT / "schemas" / "runcomfy" / "provider.json", store)
        (self.root / "typewright.toml").write_text('package = "sdk"\n', "utf-8")
        (self.root / ".gitignore").write_text("/open.sh\n/opened.txt\n", "utf-8")
        (self.root / "open.sh").write_text(OPEN, "utf-8")
        self.git("init", "--quiet", "--initial-branch", "main")
        self.git("init", "--quiet", "--bare", str(root / "remote"))
        self.git("remote", "add", "origin", str(root / "remote"))
        self.commit()

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT / "generator"),
            "TYPEWRIGHT": f"{shlex.quote(sys.executable)} -m typewright",
            "OPEN": "sh open.sh",
            "RUNCOMFY_TOKEN": self.vendor.token,
            "RUNCOMFY_BASE_URL": self.vendor.base_url,
            **{f"GIT_{who}_NAME": "nightly" for who in ("AUTHOR", "COMMITTER")},
            **{f"GIT_{who}_EMAIL": "nightly@example.com" for who in ("AUTHOR", "COMMITTER")},
        }
        return subprocess.run(
            command, cwd=self.root, env=environment, capture_output=True, text=True, check=False
        )

    def git(self, *arguments: str) -> str:
        done = self.run("git", *arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def commit(self) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "before")


@pytest.fixture
def checkout(tmp_path: Path, vendor: Served) -> Checkout:
    return Checkout(tmp_path, vendor)


def test_a_night_with_news_and_one_without(checkout: Checkout) -> None:
    done = checkout.run("sh", str(SCRIPT))
    assert done.returncode == 0, done.stdout + done.stderr
    opened = (checkout.root / "opened.txt").read_text("utf-8")
    assert opened.startswith("Models as of ")
    assert "typewright/nightly" in opened.partition("\n")[0]
    assert "bytedance/seedream-5/lite/text-to-image" in opened
    pushed = checkout.git("ls-tree", "-r", "--name-only", "origin/typewright/nightly").split()
    assert "generated/sdk/_manifest.json" in pushed
    assert any(path.endswith("text-to-image/endpoint.json") for path in pushed)
    assert checkout.git("log", "-1", "--format=%b", "origin/typewright/nightly").strip() in opened

    again = checkout.run("sh", str(SCRIPT))
    assert (again.returncode, again.stdout.splitlines()[-1]) == (
        0,
        "nightly: the catalogue is as it was",
    )
    assert (checkout.root / "opened.txt").read_text("utf-8") == opened


def test_a_later_night_replaces_the_open_change(checkout: Checkout) -> None:
    assert checkout.run("sh", str(SCRIPT)).returncode == 0
    checkout.git("switch", "--quiet", "main")
    assert checkout.run("sh", str(SCRIPT)).returncode == 0
    assert checkout.git("rev-list", "--count", "main..origin/typewright/nightly").strip() == "1"


def test_a_checkout_with_work_in_it_is_left_alone(checkout: Checkout) -> None:
    (checkout.root / "work.txt").write_text("in progress", "utf-8")
    done = checkout.run("sh", str(SCRIPT))
    assert done.returncode == 2
    assert "not clean" in done.stderr


def test_a_pull_that_fails_opens_nothing(checkout: Checkout) -> None:
    checkout.vendor = replace(checkout.vendor, token="wrong")
    done = checkout.run("sh", str(SCRIPT))
    assert done.returncode == 2
    assert not (checkout.root / "opened.txt").exists()
