"""What a comparison of two parts finds, before it is placed, weighed and proved."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from json import dumps
from typing import Final, TypeAlias

from typewright.catalogue.places import escape
from typewright.diff.accepting import Direction
from typewright.diff.parts import Part, Shape
from typewright.diff.taxonomy import Kind

ITEMS: Final = ("items",)
EXTRA: Final = ("additionalProperties",)
Step: TypeAlias = tuple[str, ...]
"""From a part to one inside: ``("properties", name)``, or one of the two above."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs at ``steps`` from the root.

    ``old`` and ``new`` are pointers into the documents. A request that is narrowed is refused there
    by one of ``keywords``; for ``required`` and ``additionalProperties`` because of ``name``.
    ``unprovable`` says why no payload can show it.
    """

    kind: Kind
    steps: tuple[Step, ...]
    sentence: str
    old: str
    new: str
    keywords: tuple[str, ...] = ()
    name: str = ""
    unprovable: str = ""

    @property
    def path(self) -> str:
        """The pointer of ``steps``."""
        return "".join(f"/{escape(token)}" for step in self.steps for token in step)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two parts in the same place of either side."""

    old: Part
    new: Part
    direction: Direction
    steps: tuple[Step, ...] = ()
    wire: str = ""

    def inside(self, step: Step, old: Part, new: Part) -> "Pair":
        """The parts one step further in."""
        wire = step[1] if len(step) > 1 else self.wire
        return replace(self, old=old, new=new, steps=(*self.steps, step), wire=wire)

    def found(self, kind: Kind, sentence: str, *keywords: str, **more: str) -> Difference:
        """A difference of the parts as wholes, seen at the first of ``keywords``."""
        word = keywords[0] if keywords else ""
        return Difference(
            kind,
            self.steps,
            sentence,
            self.old.source.place(word) if word else self.old.source.at,
            self.new.source.place(word) if word else self.new.source.at,
            keywords,
            **more,
        )

    def between(
        self, old: Shape, new: Shape, kind: Kind, sentence: str, *keywords: str, **more: str
    ) -> Difference:
        """A difference of two shapes of the parts, seen at the first of ``keywords``."""
        places = (old.source.place(keywords[0]), new.source.place(keywords[0]))
        return Difference(kind, self.steps, sentence, *places, keywords, **more)


def said(values: Iterable[object]) -> str:
    """``values`` as a reader knows them from JSON, some of many."""
    texts = [dumps(value, ensure_ascii=False) for value in values]
    shown = [text if len(text) <= 60 else f"{text[:56]}..." for text in texts]
    more = f" and {len(shown) - 8} more" if len(shown) > 8 else ""
    return ", ".join(shown[:8]) + more
