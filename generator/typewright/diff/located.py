"""A schema without references that still knows where each of its keywords stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from typewright.catalogue.model import Json


@dataclass(frozen=True, slots=True)
class Located:
    """A schema without references, and where each of its keywords stands in the document."""

    words: Mapping[str, Json]
    at: str
    places: Mapping[str, str] = field(default_factory=dict[str, str])

    def place(self, keyword: str) -> str:
        """The pointer of ``keyword``, or where it would stand."""
        return self.places.get(keyword, f"{self.at}/{keyword}")

    def laid_over(self, other: "Located") -> "Located":
        """``other`` where this schema says nothing."""
        places = {key: each.place(key) for each in (other, self) for key in each.words}
        return Located({**other.words, **self.words}, self.at, places)

    def without(self, *keywords: str) -> "Located":
        """This schema without ``keywords``."""
        words = {key: value for key, value in self.words.items() if key not in keywords}
        return Located(words, self.at, self.places)
