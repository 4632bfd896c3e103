"""How many empty lines black leaves before each logical line of a module."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from typewright.codegen.logical import Logical

_BLOCKS = ("class", "def")


def spaced(lines: Iterable[Logical]) -> Iterator[tuple[int, Logical, bool]]:
    """Each line with the empty lines before it, and whether it is a docstring.

    A text is a docstring where it is the first of a module or of a block.
    """
    tracker = _Tracker()
    for line in lines:
        yield tracker.before(line), line, tracker.is_docstring


@dataclass(slots=True)
class _Tracker:
    """What black remembers between lines, in the order of its rules."""

    previous: Logical | None = None
    blocks: list[Logical] = field(default_factory=list[Logical])
    is_docstring: bool = False
    after_docstring: str = ""

    def before(self, line: Logical) -> int:
        """The empty lines before ``line``, which is the next one."""
        left = self._leave_blocks(line)
        found = self._wanted(line, left)
        if self.after_docstring == "module" and line.kind not in _BLOCKS:
            found = 1
        elif self.after_docstring == "class":
            found = max(found, 1)
        self._remember(line)
        return found

    def _leave_blocks(self, line: Logical) -> bool:
        """Close the blocks that do not hold ``line``; whether there were any."""
        count = len(self.blocks)
        while self.blocks and self.blocks[-1].depth >= line.depth:
            self.blocks.pop()
        left = len(self.blocks) < count
        if line.kind in _BLOCKS:
            self.blocks.append(line)
        return left

    def _wanted(self, line: Logical, left_block: bool) -> int:
        previous, usual = self.previous, 1 if line.depth else 2
        if previous is None:
            return 0
        opened = previous.kind in _BLOCKS and previous.depth < line.depth
        if line.kind == "text" and opened:
            return 0
        if line.kind in ("class", "def", "decorator"):
            if previous.kind == "decorator":
                return 0
            return min(line.before, 1) if opened else usual
        before = usual if left_block else min(line.before, usual)
        if previous.kind == "import" and line.kind != "import" and line.depth == previous.depth:
            return max(before, 1) if line.depth else 1
        return before

    def _remember(self, line: Logical) -> None:
        previous = self.previous
        self.is_docstring, self.after_docstring = False, ""
        if line.kind == "text":
            if previous is None:
                self.is_docstring, self.after_docstring = True, "module"
            elif previous.depth < line.depth:
                self.is_docstring = True
                self.after_docstring = "class" if previous.kind == "class" else ""
        self.previous = line
