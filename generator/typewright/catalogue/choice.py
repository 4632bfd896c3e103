"""Which provider of a store is meant: an SDK, and a test of one, talks to one API."""

from typewright.catalogue.model import Catalogue
from typewright.config import Config
from typewright.diagnostics import ConfigError


def one_provider(config: Config, catalogue: Catalogue) -> Catalogue:
    """The store with the provider that the config names alone, or with the only one there is.

    Raises :class:`ConfigError` when that is none or not clear.
    """
    names = [provider.name for provider in catalogue.providers]
    wanted = config.provider or (names[0] if len(names) == 1 else "")
    if wanted in names:
        chosen = tuple(each for each in catalogue.providers if each.name == wanted)
        return catalogue._replace(providers=chosen)
    if not names or not wanted:
        fault = f"holds {', '.join(names) or 'no provider'}"
        advice = 'choose one with provider = "..." in the config' if names else ""
        raise ConfigError(f"{config.schemas}: {fault}; {advice or 'add <provider>/provider.json'}")
    raise ConfigError(f"provider = {wanted!r}: {config.schemas} holds {', '.join(names)}")
