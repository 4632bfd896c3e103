"""The classes of an endpoint module: argument types, the model behind them, the output."""

import keyword
from dataclasses import dataclass

from typewright.codegen import docs
from typewright.codegen.aliases import Aliases
from typewright.codegen.literals import WIDTH, docstring, literal, string
from typewright.codegen.models import ClassSource, classes
from typewright.codegen.normalised import Shaper
from typewright.ir.model import (
    Boolean,
    Choice,
    Endpoint,
    Field,
    Name,
    Nullable,
    Number,
    Record,
    Text,
    Type,
)
from typewright.ir.naming import BUILTIN_TYPES

INDENT = 4


@dataclass(frozen=True, slots=True)
class FieldView:
    """One line of a class: ``name: annotation = default`` and the docstring below it."""

    name: str
    annotation: str
    default: str | None
    doc: str | None


@dataclass(frozen=True, slots=True)
class ClassView:
    """One class; ``functional`` when a key of a TypedDict is no identifier."""

    name: str
    doc: str
    fields: tuple[FieldView, ...]
    functional: bool = False
    extra: str | None = None


def params_name(record_name: Name) -> Name:
    """The TypedDict beside an input model: ``EditInput`` -> ``EditParams``."""
    return Name(f"{record_name.removesuffix('Input')}Params")


def params_shaper(aliases: Aliases) -> Shaper:
    """How the fields of the arguments are asked for."""
    return Shaper(aliases.in_params, params_name, for_models=False)


def model_shaper(aliases: Aliases) -> Shaper:
    """How the fields of the models are asked for."""
    return Shaper(aliases.in_models, str, for_models=True)


def params_classes(endpoint: Endpoint, aliases: Aliases) -> tuple[ClassView, ...]:
    """The TypedDicts of the arguments: what a type checker holds callers to."""
    sources = classes(endpoint.input, params_shaper(aliases))
    return tuple(_params_class(source, endpoint) for source in sources)


def _params_class(source: ClassSource, endpoint: Endpoint) -> ClassView:
    record, root = source.record, endpoint.input
    # The root's keys are keywords of a call; inner objects are written as they are sent.
    keys = [each.name if record is root else each.wire for each in record.fields]
    functional = not all(_is_key(key) for key in keys)
    return ClassView(
        name=params_name(record.name),
        doc=docstring([_summary(record, root, f"arguments of `{endpoint.id}`")], INDENT),
        fields=tuple(
            FieldView(
                name=string(key) if functional else key,
                annotation=annotation,
                default=None,
                doc=None if functional else _field_doc(each),
            )
            for key, each, annotation in zip(keys, record.fields, source.annotations, strict=True)
        ),
        functional=functional,
    )


def _is_key(key: str) -> bool:
    """Whether ``key`` can be written in a class body.

    Two underscores would be mangled there, and a type's name would hide the type below it.
    """
    name = key.isascii() and key.isidentifier() and not keyword.iskeyword(key)
    return name and not key.startswith("__") and key not in BUILTIN_TYPES


def model_classes(
    root: Record, aliases: Aliases, what: str, *, is_output: bool = False
) -> tuple[ClassView, ...]:
    """The pydantic models of ``root``; ``what`` says in their docstrings what they hold."""
    view = _output_field if is_output else _input_field
    return tuple(
        ClassView(
            name=source.record.name,
            doc=docstring([_summary(source.record, root, what)], INDENT),
            fields=tuple(map(view, source.record.fields, source.annotations)),
            extra="allow" if source.record.open and not is_output else None,
        )
        for source in classes(root, model_shaper(aliases))
    )


def _summary(record: Record, root: Record, what: str) -> str:
    """The docstring of a class: the vendor's words on an inner object, else what it is part of."""
    if record is root:
        return f"{what[0].upper()}{what[1:]}."
    return record.description or f"Part of the {what}."


def _input_field(field: Field, annotation: str) -> FieldView:
    default = None if field.required else _default_literal(field)
    return FieldView(field.name, _aliased(field, annotation), default, None)


def _output_field(field: Field, annotation: str) -> FieldView:
    optional = annotation if annotation.endswith("| None") else f"{annotation} | None"
    return FieldView(field.name, _aliased(field, optional), "None", _field_doc(field))


def _field_doc(field: Field) -> str:
    one_line = WIDTH - INDENT - len('""""""')
    return docstring(docs.field_paragraphs(field, one_line), INDENT)


def _aliased(field: Field, annotation: str) -> str:
    """``annotation`` with the vendor's spelling as alias where Python's differs."""
    if field.name == field.wire:
        return annotation
    return f"Annotated[{annotation}, Field(alias={string(field.wire)})]"


def _default_literal(field: Field) -> str:
    """The server's default where it is a plain value of the field's type, else ``UNSET``."""
    default = field.default
    if default is None or not default_fits(field.type, default.value):
        return "UNSET"
    return literal(default.value)


def default_fits(kind: Type, value: object) -> bool:
    """Whether ``value`` can stand as the default of a field of type ``kind`` in source."""
    match kind:
        case Nullable(inner=inner):
            return value is None or default_fits(inner, value)
        case Text():
            return isinstance(value, str)
        case Boolean():
            return isinstance(value, bool)
        case Number(integer=integer):
            accepted = int if integer else (int, float)
            return isinstance(value, accepted) and not isinstance(value, bool)
        case Choice(values=values):
            return any(value == each and type(value) is type(each) for each in values)
        case _:
            return False
