"""``make bench``: every comparison, one after the other."""

import sys
import tempfile
from pathlib import Path

from benchmarks import calling, diffing, ingesting, measuring


def main() -> None:
    """Print each report as it is done."""
    for compared in (measuring, ingesting, diffing):
        for line in compared.run():
            sys.stdout.write(f"{line}\n")
    with tempfile.TemporaryDirectory() as directory:
        scenario = Path(directory) / "at_once.toml"
        scenario.write_text(calling.AT_ONCE, "utf-8")
        for line in calling.run(str(scenario)):
            sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
