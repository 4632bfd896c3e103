"""Coverage-guided fuzzing of one target: ``python -m tests.fuzz --target page_scanner``.

What breaks an oracle is written to ``tests/fuzz/found/<target>/``, where pytest holds the product
to it from then on. Needs atheris; see docs/decisions/072-fuzzing.md.
"""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).parent
TARGETS = tuple(sorted(path.stem for path in (HERE / "targets").glob("*.py")))
LONGEST_INPUT = 8192
HANG_SECONDS = 10
MOST_MEGABYTES = 600


def main(argv: Sequence[str]) -> None:
    """Fuzz one target. libFuzzer ends the process: 0 when nothing was found, else not."""
    options = _options(argv)
    if find_spec("atheris") is None:
        sys.exit("atheris is not installed: it needs Linux on x86-64 and Python below 3.14")
    atheris = import_module("atheris")
    with atheris.instrument_imports(include=["typewright", "tests.fuzz"]):
        target = import_module(f"tests.fuzz.targets.{options.target}")
    atheris.Setup([sys.argv[0], *_flags(options.target, options.seconds)], target.one_input)
    atheris.Fuzz()


def _options(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--target", choices=TARGETS, required=True)
    parser.add_argument("--seconds", type=int, default=600)
    return parser.parse_args(argv)


def _flags(target: str, seconds: int) -> list[str]:
    """Options of libFuzzer, then directories: new inputs go into the first of them."""
    corpus, seeds, found = (HERE / name / target for name in ("corpus", "seeds", "found"))
    for directory in (corpus, found):
        directory.mkdir(parents=True, exist_ok=True)
    return [
        f"-max_total_time={seconds}",
        f"-max_len={LONGEST_INPUT}",
        f"-timeout={HANG_SECONDS}",
        f"-rss_limit_mb={MOST_MEGABYTES}",
        f"-dict={HERE / 'dictionaries' / target}.dict",
        f"-artifact_prefix={found}/",
        "-print_final_stats=1",
        *(str(each) for each in (corpus, seeds, found)),
    ]


if __name__ == "__main__":
    main(sys.argv[1:])
