"""The pydantic side of a result: lenient, since a result that was paid for must not be lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from .errors import UnexpectedResponse


class Output(BaseModel):
    """What a model returned; fields that the schema does not know are kept as attributes."""

    model_config = ConfigDict(extra="allow", frozen=True, protected_namespaces=())


OutputT = TypeVar("OutputT", bound=Output)


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
