"""Run as a script: two processes write two SDKs into one directory, again and again.

Arguments: the directory, how many rounds. Exits with 0 when none of them met with an error.
"""

import os
import sys
from pathlib import Path

from typewright.files import Files
from typewright.writer import write


def write_often(output: Path, files: Files, rounds: int) -> None:
    """Write ``files`` over whatever the other one has written."""
    for _ in range(rounds):
        write(output, files)


def main(output: Path, rounds: int, sdks: tuple[Files, Files]) -> int:
    """Both at once; how many of them failed."""
    children: list[int] = []
    for files in sdks:
        child = os.fork()
        if not child:
            write_often(output, files, rounds)
            os._exit(0)
        children.append(child)
    return sum(os.waitpid(child, 0)[1] != 0 for child in children)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    from killing import NEW, OLD  # pyright: ignore[reportMissingImports]

    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), (OLD, NEW)))
