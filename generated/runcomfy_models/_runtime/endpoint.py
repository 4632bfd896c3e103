"""What an endpoint module builds on: check, judge, send, wait, in this order."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from .arguments import Input, body_of, validated
from .errors import InvalidMedia, MediaRejected, MediaWarning
from .flows import Json
from .job import AsyncJob, Job
from .media import MediaSource
from .output import Output, parse_output
from .preflight import Report, inspect
from .rules import MediaField

if TYPE_CHECKING:
    from .client import AsyncBaseClient, BaseClient, Settings

InputT = TypeVar("InputT", bound=Input)
OutputT = TypeVar("OutputT", bound=Output)


@dataclass(frozen=True, slots=True)
class Spec(Generic[InputT, OutputT]):
    """One endpoint: its id, its models, and where it takes files."""

    model_id: str
    input: type[InputT]
    output: type[OutputT]
    media: tuple[MediaField, ...] = ()


class _EndpointBase(Generic[InputT, OutputT]):
    """What needs no I/O: the same for both clients."""

    spec: Spec[InputT, OutputT]

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.spec.model_id}>"

    def _validate(self, params: Mapping[str, object]) -> InputT:
        return validated(self.spec.model_id, self.spec.input, params)

    def _inspect(self, params: Mapping[str, object]) -> tuple[InputT, Report]:
        arguments = self._validate(params)
        body = body_of(arguments, lambda source: source)
        return arguments, inspect(self.spec.model_id, self.spec.media, body)

    def _body(self, params: Mapping[str, object], settings: Settings) -> Json:
        """The body to send. Raises before anything is sent when it would be refused."""
        arguments, report = self._inspect(params)
        _judge(report, strict=settings.strict)
        limit = settings.provider.limits.body_bytes
        inline = sum(file.measurement.size or 0 for file in report.files)
        if inline * 4 // 3 > limit:  # base64 writes three bytes as four characters
            raise InvalidMedia(
                f"the files of this call make {inline} bytes, too many for one request of at most "
                f"{limit}; host them and pass their URLs"
            )
        return body_of(arguments, MediaSource.wire)

    def _parse(self, request_id: str, output: Json) -> OutputT:
        return parse_output(self.spec.output, request_id, output)


def _judge(report: Report, *, strict: bool) -> None:
    """Raise for a file that fails, or is borderline when ``strict``; warn of what may fail."""
    if report.verdict == "fail" or (strict and report.verdict == "borderline"):
        raise MediaRejected(report)
    doubtful = any(
        file.verdict == "borderline"
        or (file.verdict == "unknown" and file.measurement.size is not None)
        for file in report.files
    )
    if doubtful:  # a URL that was not fetched is no reason to warn on every call
        warnings.warn(str(report), MediaWarning, stacklevel=4)


class Endpoint(_EndpointBase[InputT, OutputT]):
    """An endpoint of the sync client."""

    def __init__(self, client: BaseClient) -> None:
        self._client = client

    def job(self, request_id: str) -> Job[OutputT]:
        """A job that was submitted before, with its typed output."""
        return self._client.typed_job(self.spec.model_id, request_id, self._parse)

    def _preflight(self, params: Mapping[str, object]) -> Report:
        return self._inspect(params)[1]

    def _submit(self, params: Mapping[str, object]) -> Job[OutputT]:
        body = self._body(params, self._client.settings)
        return self.job(self._client.submit_body(self.spec.model_id, body))

    def _run(self, params: Mapping[str, object]) -> OutputT:
        return self._submit(params).result()


class AsyncEndpoint(_EndpointBase[InputT, OutputT]):
    """An endpoint of the async client."""

    def __init__(self, client: AsyncBaseClient) -> None:
        self._client = client

    def job(self, request_id: str) -> AsyncJob[OutputT]:
        """A job that was submitted before, with its typed output."""
        return self._client.typed_job(self.spec.model_id, request_id, self._parse)

    async def _preflight(self, params: Mapping[str, object]) -> Report:
        return self._inspect(params)[1]

    async def _submit(self, params: Mapping[str, object]) -> AsyncJob[OutputT]:
        body = self._body(params, self._client.settings)
        return self.job(await self._client.submit_body(self.spec.model_id, body))

    async def _run(self, params: Mapping[str, object]) -> OutputT:
        return await (await self._submit(params)).result()
