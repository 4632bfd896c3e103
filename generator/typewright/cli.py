"""From argv to an exit code: one file a command in :mod:`typewright.commands`.

Exit codes: 0 clean, 1 findings or drift, 2 usage or config, 3 a bug of ours.
"""

import gc
from argparse import Namespace
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Final

from typewright.argv import parser
from typewright.commands.console import INTERNAL, USAGE, say_error, say_ready
from typewright.diagnostics import ConfigError

_MANY: Final = 10_000
"""Objects that are made before some are looked at: thousands of findings stay, and a look for
garbage at every 700 takes a twelfth of the time."""


def run(argv: Sequence[str]) -> int:
    """Run one command line and return its exit code; nothing is raised."""
    try:
        return _told(argv)
    except OSError:  # nor is there room to say so: the disk is full
        return USAGE


def _told(argv: Sequence[str]) -> int:
    """The exit code of a command line, when what there is to say about it is said."""
    try:
        arguments = parser(argv).parse_args(argv)
    except SystemExit as stop:  # argparse has printed help or usage
        say_ready("")  # before Python does so at the end: a reader may have gone
        return stop.code if isinstance(stop.code, int) else USAGE
    try:
        return _command(arguments.command)(arguments)
    except ConfigError as error:
        say_error(str(error))
        return USAGE
    except KeyboardInterrupt:
        say_error("interrupted; run the same command again to finish")
        return 130
    except OSError as error:
        say_error(f"{error.filename or 'disk'}: {error.strerror or error}")
        return USAGE
    except Exception:  # the last line of defence: a bug must be told, with its trace
        import traceback  # a bug may take its time

        traceback.print_exc()
        say_error("this is a bug in typewright; please report it with the lines above")
        return INTERNAL


def _command(name: str) -> Callable[[Namespace], int]:
    """The command's function; only the rooms that it needs are loaded."""
    command: Callable[[Namespace], int] = import_module(f"typewright.commands.{name}").run
    if not gc.isenabled():
        gc.freeze()
        gc.set_threshold(_MANY)
        gc.enable()
    return command
