"""The names of one endpoint as they are given: pins win, then the first claim, then a qualifier."""

from collections.abc import Iterable
from itertools import chain, count

from typewright.ir.model import Name, Names
from typewright.ir.naming import IMPORTED, field_name


class Scope:
    """What is taken in one module; claims are made in the order of the schema.

    ``names`` is the ledger of every name given, by its pointer.
    """

    def __init__(self, taken: Iterable[str], pins: Names) -> None:
        self._pins = pins
        self._taken = IMPORTED | set(taken) | set(pins.classes.values())
        self._parameters: dict[str, Name] = {}
        self._classes: dict[str, Name] = {}

    @property
    def names(self) -> Names:
        """Every name given so far."""
        return Names(self._parameters, self._classes)

    def parameter(self, pointer: str, wire: str) -> Name:
        """The name of the property ``wire``, whose definition stands at ``pointer``."""
        name = self._pins.parameters.get(pointer) or field_name(wire)
        assert name is not None, f"clashes lets no property without a name through: {wire!r}"
        self._parameters[pointer] = name
        return name

    def claim(self, pointer: str, wanted: str, qualifier: str) -> Name:
        """The class for the type at ``pointer``: its pin, else ``wanted``, or
        ``qualifier + wanted``, or that with the first free number after it."""
        name = self._pins.classes.get(pointer) or self._free(wanted, qualifier)
        self._classes[pointer] = name
        return name

    def _free(self, wanted: str, qualifier: str) -> Name:
        numbered = (f"{qualifier}{wanted}{number}" for number in count(2))
        candidates = chain((wanted, qualifier + wanted), numbered)
        name = next(candidate for candidate in candidates if candidate not in self._taken)
        self._taken |= {name}
        return Name(name)
