"""The config that a command works by, and the project that it has to itself."""

import argparse
import os
from contextlib import AbstractContextManager
from pathlib import Path

from typewright.commands.console import say_error
from typewright.config import LOCALE, Config, load_config
from typewright.diagnostics import ConfigError
from typewright.places import alone_in


def configured(arguments: argparse.Namespace) -> Config:
    """The config, with its paths as a user here would write them: findings name files so.

    Raises ``ConfigError`` when there is none, or it is wrong, or a language on the command line is.
    """
    config = load_config(Path.cwd(), arguments.config)
    tag: str | None = vars(arguments).get("locale")
    if tag is not None and not LOCALE.fullmatch(tag):
        raise ConfigError(f"--locale {tag}: must be a language tag, such as ko or pt-BR")
    try:
        root, file = (Path(os.path.relpath(each)) for each in (config.root, config.file))
    except ValueError:  # on another drive
        return config
    return config._replace(root=root, file=file)


def alone(root: Path) -> AbstractContextManager[None]:
    """Another run in this project is waited for, and the user is told; ``root`` must be there."""
    return alone_in(root, lambda: say_error(f"waiting for another run in {root.resolve()}"))
