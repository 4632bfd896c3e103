"""The pydantic side of the arguments: strict models, and errors that say what to do."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, TypeAlias, TypeVar, cast

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    JsonValue,
    ValidationError,
)
from pydantic_core import (
    CoreSchema,
    ErrorDetails,
    PydanticSerializationUnexpectedValue,
    core_schema,
)

from .errors import InvalidArguments, InvalidMedia
from .media import MediaSource

UNSET: Any = None
"""The default of an optional argument whose server default the schema does not tell."""


class Input(BaseModel):
    """Arguments of one call: no unknown names, no conversions, nothing unset is ever sent."""

    model_config = ConfigDict(
        strict=True,
        extra="forbid",
        frozen=True,
        validate_by_name=True,
        validate_by_alias=True,
        hide_input_in_errors=True,
        allow_inf_nan=False,
        regex_engine="python-re",
        protected_namespaces=(),
    )

    # Where unknown names are allowed, their values must be JSON; pydantic's own way to say it.
    __pydantic_extra__: dict[str, JsonValue]  # pyright: ignore[reportIncompatibleVariableOverride]

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[BaseModel], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Accept a dict for an object inside: strict holds for its values."""
        schema = handler(source)
        return {**schema, "strict": False} if schema["type"] == "model" else schema


InputT = TypeVar("InputT", bound=Input)
Convert: TypeAlias = Callable[[MediaSource], object]
"""What is sent for a file."""


def _media(value: object) -> MediaSource:
    try:
        return MediaSource.of(value)
    except InvalidMedia as error:
        raise ValueError(error.problems[0][1]) from error


def _sent(value: object, info: Any) -> object:
    """What is sent for a file: the context of a dump says it; without one, its URL or its name."""
    if not isinstance(value, MediaSource):
        raise PydanticSerializationUnexpectedValue("another member of a union")
    return info.context(value) if info.context else value.url or value.label


class _AnyFile:
    """How pydantic takes a file, and how it dumps one."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: object) -> CoreSchema:
        """Of what a ``MediaSource`` is made, pydantic need not know."""
        dumped = core_schema.plain_serializer_function_ser_schema(_sent, info_arg=True)
        return core_schema.no_info_plain_validator_function(_media, serialization=dumped)


FileArgument = Annotated[MediaSource, _AnyFile]
ImageArgument = FileArgument
VideoArgument = FileArgument
AudioArgument = FileArgument


def one_of(*values: float) -> AfterValidator:
    """Hold a number to ``values``: what ``Literal`` is for strings, for floats."""

    def check(value: float) -> float:
        if value not in values:
            raise ValueError(f"Input should be one of {', '.join(map(str, values))}")
        return value

    return AfterValidator(check)


def validated(model_id: str, model: type[InputT], params: Mapping[str, object]) -> InputT:
    """``params`` as a model. Raises :class:`InvalidArguments` that names every problem."""
    try:
        return model.model_validate(params)
    except ValidationError:
        pass
    try:
        return model.model_validate(_plain(params))  # tuples and the like cost a second try
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False, include_context=False)
        names = list(model.model_fields)
        problems = tuple(dict.fromkeys(_problem(detail, names) for detail in details))
    raise InvalidArguments(model_id, problems)


def content_of(model: Input, convert: Convert) -> bytes:
    """What is sent, as JSON: :func:`body_of` by pydantic itself, several times faster."""
    serializer = model.__pydantic_serializer__
    return serializer.to_json(model, by_alias=True, exclude_unset=True, context=convert)


def body_of(model: Input, convert: Convert) -> dict[str, object]:
    """What is sent: the arguments that were set, under the vendor's names, each file converted."""
    fields = type(model).model_fields.items()
    passed = [(name, field) for name, field in fields if name in model.model_fields_set]
    values: dict[str, object] = {
        field.alias or name: getattr(model, name) for name, field in passed
    }
    values |= model.model_extra or {}
    return {name: _converted(value, convert) for name, value in values.items()}


def _converted(value: object, convert: Convert) -> object:
    if isinstance(value, MediaSource):
        return convert(value)
    if isinstance(value, Input):
        return body_of(value, convert)
    if isinstance(value, list):
        return [_converted(item, convert) for item in cast("list[object]", value)]
    if isinstance(value, dict):
        pairs = cast("dict[str, object]", value).items()
        return {key: _converted(item, convert) for key, item in pairs}
    return value


_ATOMS: tuple[type, ...] = (str, bytes, bytearray, memoryview)


def _plain(value: object) -> object:
    """Tuples and other sequences as lists, mappings as dicts: what JSON has."""
    if isinstance(value, Mapping):
        pairs = cast("Mapping[object, object]", value).items()
        return {key: _plain(item) for key, item in pairs}
    if isinstance(value, _ATOMS):
        return value
    if isinstance(value, Sequence):
        return [_plain(item) for item in cast("Sequence[object]", value)]
    return value


def _problem(detail: ErrorDetails, names: list[str]) -> tuple[str, str]:
    path = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in detail["loc"])
    path = path.removeprefix(".") or "arguments"
    if detail["type"] == "missing":
        return path, "is required"
    if detail["type"] == "extra_forbidden":
        close = difflib.get_close_matches(str(detail["loc"][-1]), names, 1)
        return path, f"no such argument; did you mean {close[0]}?" if close else "no such argument"
    message = detail["msg"].removeprefix("Value error, ").removeprefix("Input ")
    return path, message
