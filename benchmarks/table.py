"""A benchmark's rows as a table: what was measured, against what, the limit, and the verdict."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: ``limit`` is for ``value``, ``most_ratio`` for ``value / beside``; one unit."""

    what: str
    value: float
    unit: str
    limit: float | None = None
    beside: float | None = None
    peer: str = ""
    most_ratio: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times as much as the peer."""
        return self.value / self.beside if self.beside else None

    @property
    def passed(self) -> bool:
        """Whether every limit is kept."""
        within = self.limit is None or self.value <= self.limit
        return within and (
            self.most_ratio is None or (self.ratio is not None and self.ratio <= self.most_ratio)
        )

    def cells(self) -> tuple[str, ...]:
        """The row as text."""
        limits = [] if self.limit is None else [f"{self.limit:g} {self.unit}"]
        limits += [] if self.most_ratio is None else [f"{self.most_ratio:g} x"]
        judged = bool(limits)
        return (
            self.what,
            f"{self.value:.3g} {self.unit}",
            f"{self.beside:.3g} {self.unit} ({self.peer})" if self.beside else "",
            f"{self.ratio:.3g}" if self.ratio is not None else "",
            ", ".join(limits),
            ("pass" if self.passed else "FAIL") if judged else "",
        )


HEAD = ("what", "measured", "beside", "ratio", "limit", "verdict")


def table(rows: Sequence[Row]) -> list[str]:
    """Lines of Markdown, in columns that a terminal shows well too."""
    cells = [HEAD, *(row.cells() for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = [
        f"| {' | '.join(text.ljust(width) for text, width in zip(row, widths, strict=True))} |"
        for row in cells
    ]
    return [lines[0], f"|{'|'.join('-' * (width + 2) for width in widths)}|", *lines[1:]]
