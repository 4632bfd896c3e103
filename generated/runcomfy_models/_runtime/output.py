"""The pydantic side of a result: lenient, since a result that was paid for must not be lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar, cast

from pydantic import BaseModel, ConfigDict, ValidationError

from .errors import UnexpectedResponse


class Output(BaseModel):
    """What a model returned; fields that the schema does not know are kept as attributes."""

    model_config = ConfigDict(extra="allow", frozen=True, protected_namespaces=())

    @property
    def files(self) -> tuple[str, ...]:
        """The URL of every file of the result, each once, in the order in which they came.

        Fields that the schema does not know count too; ``image`` is often the first of ``images``.
        """
        return tuple(dict.fromkeys(_urls(self.model_dump(mode="json"))))


OutputT = TypeVar("OutputT", bound=Output)


def _urls(value: object) -> Iterator[str]:
    if isinstance(value, str):
        if value.startswith(("https://", "http://")):
            yield value
    elif isinstance(value, list):
        for item in cast("list[object]", value):
            yield from _urls(item)
    elif isinstance(value, dict):
        for item in cast("dict[str, object]", value).values():
            yield from _urls(item)


def parse_output(model: type[OutputT], request_id: str, data: Mapping[str, object]) -> OutputT:
    """``data`` as a typed output.

    Raises :class:`UnexpectedResponse` with the data in its ``__notes__`` when a known field has
    another type than the schema says.
    """
    try:
        return model.model_validate(dict(data))
    except ValidationError as error:
        words = "; ".join(
            f"{'.'.join(map(str, detail['loc']))}: {detail['msg']}"
            for detail in error.errors(include_url=False, include_input=False)
        )
        failure = UnexpectedResponse(f"job {request_id}: the output is not as described: {words}")
        failure.add_note(f"the output as received: {dict(data)!r}")
    raise failure
