"""``python -m typewright`` and the ``typewright`` command."""

import gc
import sys


def main() -> None:
    """Run the command line and exit with its code."""
    gc.disable()  # until the command is loaded: nothing of that is garbage, and all is looked at
    from typewright.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
