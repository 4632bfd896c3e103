"""Class and alias names of one module: the first claim wins, a later one is qualified."""

from collections.abc import Iterable
from itertools import chain, count

from typewright.ir.model import Name

IMPORTED = frozenset(
    {"Annotated", "Any", "Literal", "Mapping", "NotRequired", "Sequence", "TYPE_CHECKING"}
    | {"TypeAlias", "TypedDict", "Unpack", "Field", "False", "None", "True"}
    | {"AsyncEndpoint", "AsyncJob", "Endpoint", "Input", "Job", "Output", "Report", "Spec"}
    | {"Audio", "AudioArgument", "File", "FileArgument", "Image", "ImageArgument"}
    | {"Video", "VideoArgument", "MediaField", "Rule", "PatternedText", "SPEC", "UNSET"}
)
"""What the endpoint template imports or defines itself."""


class Scope:
    """The names taken in one module; claims are made in the order of the schema."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = IMPORTED | set(taken)

    def claim(self, wanted: str, qualifier: str) -> Name:
        """``wanted``, or ``qualifier + wanted``, or with the first free number after it."""
        numbered = (f"{qualifier}{wanted}{number}" for number in count(2))
        candidates = chain((wanted, qualifier + wanted), numbered)
        name = next(candidate for candidate in candidates if candidate not in self._taken)
        self._taken |= {name}
        return Name(name)
