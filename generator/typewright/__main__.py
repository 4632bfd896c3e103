"""``python -m typewright`` and the ``typewright`` command."""

import gc
import io
import os
import sys


def main() -> None:
    """Run the command line and exit with its code."""
    gc.disable()  # until the command is loaded: nothing of that is garbage, and all is looked at
    sys.stdout = sys.stdout or _unheard()
    sys.stderr = sys.stderr or _unheard()
    from typewright.cli import run

    code = run(sys.argv[1:])
    gc.disable()  # nor is it worth a look at the end
    sys.exit(code)


def _unheard() -> io.TextIOWrapper:
    """A stream in place of one that the caller has closed (``>&-``); else the next file that is
    opened would get its number."""
    return os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")


if __name__ == "__main__":
    main()
