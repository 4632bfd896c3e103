"""``typewright serve``: the stored endpoints as the provider would serve them."""

import argparse

from typewright.commands.configured import configured
from typewright.commands.console import CLEAN, say
from typewright.commands.store import read_store, refuse
from typewright.diagnostics import ConfigError


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
        prepared.catalogue,
        port=arguments.port,
        token=token,
        scenario=read_scenario(arguments.scenario) if arguments.scenario else None,
        announce=lambda url: say(f"serving on {url} with the token {token}; stop with Ctrl-C"),
    )
    return CLEAN
