"""The type aliases of a module: enums, patterns and media under names of their own.

A name replaces the type in what datamodel-code-generator is fed, so a value list is written once
and used by the arguments and by the model.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from typewright.codegen.literals import literal, string
from typewright.codegen.normalised import records
from typewright.ir.model import (
    Anything,
    Array,
    Choice,
    Map,
    Media,
    Name,
    Nullable,
    Record,
    Text,
    Type,
    Union,
)


@dataclass(frozen=True, slots=True)
class Alias:
    """``name: TypeAlias = expression``."""

    name: Name
    expression: str


@dataclass(frozen=True, slots=True)
class Aliases:
    """The aliases of one side of an endpoint, and what stands for each type in its classes."""

    defined: tuple[Alias, ...]
    params: Mapping[Type, str]
    models: Mapping[Type, str]

    @classmethod
    def of_input(cls, record: Record) -> "Aliases":
        """What callers may pass, and what the model keeps of it."""
        types = tuple(dict.fromkeys(_types_in(record)))
        choices = [kind for kind in types if isinstance(kind, Choice)]
        media = [kind for kind in types if isinstance(kind, Media)]
        patterns = [kind for kind in types if isinstance(kind, Text) and kind.pattern is not None]
        patterned = {kind: _pattern_alias(kind, n) for n, kind in enumerate(patterns, 1)}
        names: dict[Type, str] = {kind: kind.name for kind in choices}
        return cls(
            defined=(
                *(Alias(kind.name, _choice(kind)) for kind in choices),
                *patterned.values(),
            ),
            params={**names, **{kind: _media_name(kind) for kind in media}},
            models={
                **names,
                Anything(): "JsonValue",
                **{kind: f"{_media_name(kind)}Argument" for kind in media},
                **{kind: alias.name for kind, alias in patterned.items()},
            },
        )

    @classmethod
    def of_output(cls, record: Record) -> "Aliases":
        """What a response may hold: enums stay open, limits are the vendor's own affair."""
        choices = [kind for kind in dict.fromkeys(_types_in(record)) if isinstance(kind, Choice)]
        return cls(
            defined=tuple(Alias(kind.name, _open_choice(kind)) for kind in choices),
            params={},
            models={kind: kind.name for kind in choices},
        )

    def in_params(self, kind: Type) -> str | None:
        """The name for ``kind`` in a TypedDict."""
        return self.params.get(kind) if isinstance(kind, Choice | Media | Text) else None

    def in_models(self, kind: Type) -> str | None:
        """The name for ``kind`` in a pydantic model."""
        named = isinstance(kind, Anything | Choice | Media | Text)
        return self.models.get(kind) if named else None


def _types_in(record: Record) -> Iterator[Type]:
    for each in records(record):
        for field in each.fields:
            yield from _leaves(field.type)


def _leaves(kind: Type) -> Iterator[Type]:
    match kind:
        case Array(items=inner) | Nullable(inner=inner) | Map(values=inner):
            yield from _leaves(inner)
        case Union(members=members):
            for member in members:
                yield from _leaves(member)
        case Record():
            return
        case _:
            yield kind


def _media_name(kind: Media) -> str:
    return kind.kind.capitalize()


def _choice(kind: Choice) -> str:
    values = ", ".join(literal(value) for value in kind.values)
    if any(isinstance(value, float) for value in kind.values):
        return f"Annotated[float, one_of({values})]"  # typing.Literal takes no floats
    return f"Literal[{values}]"


def _open_choice(kind: Choice) -> str:
    """Response enums are open: the vendor may add a value without breaking a caller."""
    if any(isinstance(value, float) for value in kind.values):
        return "float"
    bases = sorted({type(value).__name__ for value in kind.values})
    return " | ".join([_choice(kind), *bases])


def _pattern_alias(kind: Text, number: int) -> Alias:
    lengths = "".join(
        f"{key}={value}, "
        for key, value in (("min_length", kind.min_length), ("max_length", kind.max_length))
        if value is not None
    )
    assert kind.pattern is not None, "only patterned texts get an alias"
    expression = f"Annotated[str, Field({lengths}pattern={string(kind.pattern)})]"
    return Alias(Name(f"PatternedText{number if number > 1 else ''}"), expression)
