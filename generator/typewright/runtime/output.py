"""The pydantic side of a result: lenient, since a result that was paid for must not be lost."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from pydantic import BaseModel, ConfigDict, ValidationError

from .errors import UnexpectedResponse

if TYPE_CHECKING:
    from .client import AsyncBaseClient, BaseClient
    from .downloads import OnDownload


class Output(BaseModel):
    """What a model returned; fields that the schema does not know are kept as attributes."""

    __slots__ = ("_client",)  # no field: it takes no part in equality, and is not pickled

    model_config = ConfigDict(extra="allow", frozen=True, protected_namespaces=())

    @property
    def files(self) -> tuple[str, ...]:
        """The URL of every file of the result, each once, in the order in which they came.

        Fields that the schema does not know count too; ``image`` is often the first of ``images``.
        """
        from .downloads import urls_in

        return urls_in(self.model_dump(mode="json"))

    def download(
        self, directory: str | os.PathLike[str], *, progress: OnDownload | bool = False
    ) -> tuple[Path, ...]:
        """Fetch every file into ``directory`` and give their paths; ``progress=True`` shows a bar.

        For an output of the sync client; see ``Client.download``.
        """
        client = cast("BaseClient", self._source(is_async=False))
        return client.download(self, directory, progress=progress)

    async def adownload(
        self, directory: str | os.PathLike[str], *, progress: OnDownload | bool = False
    ) -> tuple[Path, ...]:
        """Like :meth:`download`, for an output of the async client."""
        client = cast("AsyncBaseClient", self._source(is_async=True))
        return await client.download(self, directory, progress=progress)

    def _source(self, *, is_async: bool) -> Any:
        """The client that gave this output."""
        client = getattr(self, "_client", None)
        if client is None:
            raise RuntimeError("this output came from no client: use client.download(output, ...)")
        if client.is_async != is_async:
            other = "output.download(...)" if is_async else "await output.adownload(...)"
            raise RuntimeError(f"this output came from the other client: use {other}")
        return client

    def remember(self, client: object) -> Self:
        """Keep the client that gave this output, for :meth:`download`."""
        object.__setattr__(self, "_client", client)
        return self


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
