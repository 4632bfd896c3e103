"""``typewright init``: a project that passes its own check at once."""

import argparse
from pathlib import Path

from typewright.commands.configured import alone
from typewright.commands.console import CLEAN, FINDINGS, say
from typewright.commands.store import print_findings
from typewright.config import Config, is_package, load_config
from typewright.diagnostics import ConfigError
from typewright.files import Files
from typewright.generated import write_generated
from typewright.pipeline import generate, prepare
from typewright.resources import known_providers
from typewright.scaffold import Project, scaffold
from typewright.writer import write_each

_CONFIG = "typewright.toml"


def run(arguments: argparse.Namespace) -> int:
    """Write what is not there yet, then the SDK; a file that exists is never touched."""
    root: Path = arguments.directory
    if root.exists() and not root.is_dir():
        raise ConfigError(f"{root}: is a file; name a directory")
    files = scaffold(_project(arguments))
    root.mkdir(parents=True, exist_ok=True)
    with alone(root):
        return _started(root, files)


def _started(root: Path, files: Files) -> int:
    """Write what of ``files`` is missing, and the SDK that follows from all of them."""
    kept = {path: text for path, text in files.items() if (root / path).exists()}
    missing = {path: text for path, text in files.items() if path not in kept}
    write_each(root, missing)
    for path in missing:
        say(f"created         {(root / path).as_posix()}")
    _tell_of_kept(root, kept)
    return _first_sdk(load_config(root, root / _CONFIG))


def _first_sdk(config: Config) -> int:
    """Generate, so that the project passes its own check."""
    prepared = prepare(config)
    print_findings(prepared)
    if prepared.sdk is None:
        say("The store has errors: no SDK was made. Mend them, then run typewright generate.")
        return FINDINGS
    generated = generate(config, prepared)
    if any(drift.kind == "edited by hand" for drift in generated.drift):
        say("A generated file was edited by hand; run typewright generate to see which.")
        return FINDINGS
    write_generated(generated, force=False)
    say(f"created         {generated.directory.as_posix()} ({len(generated.files)} files)")
    say("Next: typewright pull, or typewright ingest PAGE; then typewright generate.")
    return CLEAN


def _project(arguments: argparse.Namespace) -> Project:
    provider: str = arguments.provider
    if provider not in known_providers():
        known = ", ".join(known_providers())
        raise ConfigError(
            f"--provider {provider}: typewright knows {known}; for another, start with one of "
            "these and correct its provider.json"
        )
    package: str = arguments.package or f"{provider}_models"
    if not is_package(package):
        raise ConfigError(f"--package {package}: must be a Python package, such as acme_models")
    return Project(provider, package)


def _tell_of_kept(root: Path, kept: Files) -> None:
    """Say what was there already, and what it lacks."""
    for path, text in kept.items():
        place = root / path
        there = place.read_text("utf-8", errors="replace") if place.is_file() else ""
        say(f"kept            {place.as_posix()}")
        if path.name not in (_CONFIG, "provider.json") and "typewright" not in there:
            say(f"  add to it:\n\n{_indented(text)}")


def _indented(text: str) -> str:
    lines = text.splitlines()
    return "\n".join(f"    {line}" if line else "" for line in lines) + "\n"
