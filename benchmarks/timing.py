"""Side by side in one run: medians of interleaved rounds, and their ratio.

Machines are shared and noisy, so absolute times say little; what is compared takes turns.
"""

import statistics
import time
from collections.abc import Callable, Mapping

Work = Callable[[], object]


def medians(works: Mapping[str, Work], *, rounds: int, times: int = 1) -> dict[str, float]:
    """Seconds of one call of each work: the median over ``rounds`` of ``times`` calls each."""
    for work in works.values():
        work()
    found: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            began = time.perf_counter()
            for _ in range(times):
                work()
            found[name].append((time.perf_counter() - began) / times)
    return {name: statistics.median(each) for name, each in found.items()}


def shown(seconds: float) -> str:
    """``seconds`` for a person."""
    if seconds < 1e-3:
        return f"{seconds * 1e6:.1f} µs"
    return f"{seconds * 1e3:.2f} ms" if seconds < 1 else f"{seconds:.2f} s"
