"""Which messages were found so often that a report shows no further place of theirs.

A report for a person puts the findings with one message together: the first with its line, some
more places, and how many there are. Of thousands of findings most are only counted, so what would
be said of each, and where it stands, need not be found out.
"""

from collections import Counter
from collections.abc import Container, Iterable
from typing import Final

from typewright.lint.results import Result, Words, words_of

SHOWN: Final = 7
"""Places of one message that a report shows at most."""

_MOST_WORDS: Final = 4_096
"""Messages that are counted at once: where they hardly repeat, there is nothing to gain."""


class Repeats:
    """The messages of files that are linted piece by piece, in the order of their numbers.

    The places that are shown are the first in reading order. So a piece that comes out of its turn
    (a process has died of it) knows of no repeats: those behind it do not count.
    """

    def __init__(self) -> None:
        self._times: Final = Counter[Words]()
        self._enough: Final = set[Words]()
        self._last = -1

    def before(self, number: int) -> Container[Words]:
        """The messages of which the pieces before ``number`` have as many places as are shown."""
        return self._enough if number > self._last else frozenset[Words]()

    def add(self, number: int, results: Iterable[Result]) -> None:
        """Count what was found in piece ``number``."""
        if number < self._last:
            return
        self._last = number
        if len(self._times) > _MOST_WORDS:
            self._times.clear()
        found = Counter(map(words_of, results))
        self._times.update(found)
        self._enough.update(each for each in found if self._times[each] >= SHOWN)
