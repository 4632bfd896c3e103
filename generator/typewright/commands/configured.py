"""The config that a command works by."""

import argparse
import os
from dataclasses import replace
from pathlib import Path

from typewright.config import Config, load_config


def configured(arguments: argparse.Namespace) -> Config:
    """The config, with its root as a user here would write it: findings name files so.

    Raises ``ConfigError`` when there is none, or it is wrong.
    """
    config = load_config(Path.cwd(), arguments.config)
    try:
        return replace(config, root=Path(os.path.relpath(config.root)))
    except ValueError:  # on another drive
        return config
