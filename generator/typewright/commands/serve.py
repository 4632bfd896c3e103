"""``typewright serve``: the stored endpoints as the provider would serve them."""

import argparse
from fnmatch import fnmatchcase

from typewright.catalogue.model import Catalogue
from typewright.commands.configured import configured
from typewright.commands.console import CLEAN, say
from typewright.commands.store import read_store, refuse
from typewright.diagnostics import ConfigError, none_matches


def run(arguments: argparse.Namespace) -> int:
    """Serve until interrupted."""
    config = configured(arguments)
    prepared = read_store(arguments, config)
    if prepared.sdk is None:
        return refuse(arguments, prepared)
    try:
        from typewright.emulator.scenario import read_scenario
        from typewright.emulator.server import TOKEN, run_forever
    except ModuleNotFoundError as error:
        raise ConfigError(f"serve needs {error.name}: pip install 'typewright[serve]'") from error
    token = arguments.token or TOKEN
    run_forever(
        _chosen(prepared.catalogue, arguments.only),
        port=arguments.port,
        token=token,
        scenario=read_scenario(arguments.scenario) if arguments.scenario else None,
        announce=lambda url: say(f"serving on {url} with the token {token}; stop with Ctrl-C"),
    )
    return CLEAN


def _chosen(catalogue: Catalogue, only: str | None) -> Catalogue:
    """``catalogue`` with the endpoints whose ids match. Raises ``ConfigError`` when none does."""
    if only is None:
        return catalogue
    providers = tuple(
        each._replace(endpoints=tuple(e for e in each.endpoints if fnmatchcase(e.id, only)))
        for each in catalogue.providers
    )
    if not any(each.endpoints for each in providers):
        raise none_matches(only)
    return catalogue._replace(providers=providers)
