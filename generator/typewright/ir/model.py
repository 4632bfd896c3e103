"""The whole IR on two screens: an Sdk holds endpoints, an endpoint holds fields of types.

Every value is frozen. A text from a schema stays a plain ``str``; only
:mod:`typewright.ir.naming` makes a :class:`Name`, so a raw string never becomes an identifier.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from typewright.catalogue.model import Json
from typewright.ir.media_kind import MediaKind as MediaKind
from typewright.ir.naming import Name as Name

Scalar: TypeAlias = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Text:
    """A string; lengths in code points, ``pattern`` an ECMA-262 search."""

    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None


@dataclass(frozen=True, slots=True)
class Number:
    """An integer or a float with its bounds, as JSON Schema has them."""

    integer: bool
    minimum: int | float | None = None
    maximum: int | float | None = None
    exclusive_minimum: int | float | None = None
    exclusive_maximum: int | float | None = None
    multiple_of: int | float | None = None


@dataclass(frozen=True, slots=True)
class Boolean:
    """``True`` or ``False``."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the listed values; ``name`` is its type alias in the module."""

    name: Name
    values: tuple[Scalar, ...]


@dataclass(frozen=True, slots=True)
class Media:
    """A file: what callers hand over is measured, judged by ``rules``, then sent as a URL."""

    kind: MediaKind
    rules: "tuple[Rule, ...]" = ()


@dataclass(frozen=True, slots=True)
class Array:
    """A list; ``min_items`` and ``max_items`` count its members."""

    items: "Type"
    min_items: int | None = None
    max_items: int | None = None


@dataclass(frozen=True, slots=True)
class Map:
    """An object with free keys and values of one type."""

    values: "Type"


@dataclass(frozen=True, slots=True)
class Union:
    """Any of the members, the first that fits."""

    members: tuple["Type", ...]


@dataclass(frozen=True, slots=True)
class Nullable:
    """``inner`` or null."""

    inner: "Type"


@dataclass(frozen=True, slots=True)
class Anything:
    """A schema that says nothing."""


@dataclass(frozen=True, slots=True)
class Record:
    """An object with named fields; ``open`` when the schema allows others explicitly."""

    name: Name
    fields: tuple["Field", ...]
    description: str = ""
    open: bool = False


Type: TypeAlias = (
    Text | Number | Boolean | Choice | Media | Array | Map | Union | Nullable | Anything | Record
)


@dataclass(frozen=True, slots=True)
class Default:
    """The value the server uses for a field that is not sent."""

    value: Json

    def __hash__(self) -> int:
        """Of a list or an object too: types, which hold fields, are looked up by what they are."""
        return hash(_hashable(self.value))


def _hashable(value: Json) -> Hashable:
    if isinstance(value, list):
        return tuple(map(_hashable, value))
    if isinstance(value, dict):
        return frozenset((key, _hashable(each)) for key, each in value.items())
    return value


@dataclass(frozen=True, slots=True)
class Rule:
    """One media rule, ``metric operator value``; ``value`` is the exact decimal as text."""

    metric: str
    operator: str
    value: str
    message: str


@dataclass(frozen=True, slots=True)
class Field:
    """One argument or output: ``wire`` is the vendor's name, ``name`` Python's."""

    wire: str
    name: Name
    type: Type
    required: bool
    pointer: str
    default: Default | None = None
    title: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class MediaField:
    """Where files are in an input: wire names from the root, ``None`` for every key of a map.

    Lists are descended by themselves.
    """

    constant: Name
    path: tuple[str | None, ...]
    kind: MediaKind
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Price:
    """What a call costs: US dollars as exact decimal text for one ``unit`` (output or second)."""

    usd: str
    unit: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """The Python names of one endpoint, by the pointer of what they name.

    Pointers begin with ``/input`` or ``/output`` and go on in the unwrapped schema. A parameter
    inside a ``$ref`` has that of its definition; a class that of the place which it types. The
    endpoint's own class is "".
    """

    parameters: Mapping[str, Name] = field(default_factory=dict[str, Name])
    classes: Mapping[str, Name] = field(default_factory=dict[str, Name])

    def of(self, kind: Literal["parameter", "class"]) -> Mapping[str, Name]:
        """The names of one kind."""
        return self.parameters if kind == "parameter" else self.classes


@dataclass(frozen=True, slots=True)
class Outline:
    """An endpoint as the rest of the SDK sees it; ``namespace`` is where it hangs below the client.

    It depends on the id, on ``endpoint.json`` and on the pins alone, never on a schema.
    """

    id: str
    source: str
    title: str
    description: str
    namespace: tuple[Name, ...]
    module: Name
    stem: Name


@dataclass(frozen=True, slots=True)
class Endpoint(Outline):
    """One model endpoint: its outline, and what it takes and gives."""

    input: Record
    output: Record
    media: tuple[MediaField, ...]
    categories: tuple[str, ...] = ()
    price: Price | None = None
    names: Names = field(default_factory=Names)


@dataclass(frozen=True, slots=True)
class Provider:
    """Facts about the API that serves the endpoints, as ``provider.json`` has them."""

    name: str
    display_name: str
    facts: Json


@dataclass(frozen=True, slots=True)
class Sdk:
    """Everything the generator needs to know."""

    package: Name
    distribution: str
    version: str
    provider: Provider
    endpoints: tuple[Endpoint, ...]
