"""What an endpoint module builds on: check, judge, bring the files, send, in this order."""

from __future__ import annotations

import os
from collections.abc import (
    AsyncGenerator,
    AsyncIterable,
    Collection,
    Generator,
    Iterable,
    Mapping,
)
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from .arguments import Input, body_of, validated
from .calls import prepared_content, report_on
from .client import AsyncBaseClient, BaseClient
from .flows import Json
from .job import AsyncJob, Job
from .output import Output, parse_output
from .preflight import Report
from .protocol import Flow
from .rules import MediaField
from .settings import Settings

if TYPE_CHECKING:
    from .batch import OnTally, Outcome, Retry

ClientT = TypeVar("ClientT")
ParamsT = TypeVar("ParamsT", bound=Mapping[str, object])
InputT = TypeVar("InputT", bound=Input)
OutputT = TypeVar("OutputT", bound=Output)


@dataclass(frozen=True, slots=True)
class Spec(Generic[ParamsT, InputT, OutputT]):
    """One endpoint: its id, its models, and where it takes files.

    It holds no client: pickle it to name the endpoint in another process.
    """

    model_id: str
    input: type[InputT]
    output: type[OutputT]
    media: tuple[MediaField, ...] = ()

    def validated(self, params: Mapping[str, object]) -> InputT:
        """The arguments of a call, checked. Raises ``InvalidArguments``."""
        return validated(self.model_id, self.input, params)

    def preflight(self, params: Mapping[str, object], settings: Settings) -> Flow[Report]:
        """The report on the files of a call."""
        arguments = self.validated(params)
        report, _ = yield from report_on(self.model_id, self.media, arguments, settings)
        return report

    def content(self, params: Mapping[str, object], settings: Settings) -> Flow[bytes]:
        """The JSON to send. Raises before anything is sent when it would be refused."""
        arguments = self.validated(params)
        return (yield from prepared_content(self.model_id, self.media, arguments, settings))

    def parse(self, request_id: str, output: Json) -> OutputT:
        """The output of a job, typed."""
        return parse_output(self.output, request_id, output)

    def fingerprint(self, params: Mapping[str, object]) -> Json:
        """The arguments of a call as JSON, each file as its digest; reads the files."""
        return body_of(self.validated(params), lambda source: source.digest())


class _EndpointBase(Generic[ClientT, ParamsT, InputT, OutputT]):
    """What needs no I/O: the same for both clients."""

    spec: Spec[ParamsT, InputT, OutputT]

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.spec.model_id}>"

    def __init__(self, client: ClientT) -> None:
        self._client = client

    def _validate(self, params: Mapping[str, object]) -> InputT:
        return self.spec.validated(params)

    def _parse(self, request_id: str, output: Json) -> OutputT:
        return self.spec.parse(request_id, output).remember(self._client)


class Endpoint(_EndpointBase[BaseClient, ParamsT, InputT, OutputT]):
    """An endpoint of the sync client."""

    def job(self, request_id: str) -> Job[OutputT]:
        """A job that was submitted before, with its typed output."""
        return self._client.typed_job(self.spec.model_id, request_id, self._parse)

    def map(
        self,
        inputs: Iterable[ParamsT],
        *,
        concurrency: int = 8,
        ordered: bool = True,
        journal: str | os.PathLike[str] | None = None,
        retry: Collection[Retry] = (),
        progress: OnTally | bool = False,
    ) -> Generator[Outcome[OutputT]]:
        """Call the endpoint with many inputs; everything else is told at ``Client.map``."""
        return self._client.map(
            self.spec,
            inputs,
            concurrency=concurrency,
            ordered=ordered,
            journal=journal,
            retry=retry,
            progress=progress,
        )

    def _preflight(self, params: Mapping[str, object]) -> Report:
        return self._client.run(self.spec.preflight(params, self._client.settings))

    def _submit(self, params: Mapping[str, object]) -> Job[OutputT]:
        content = self._client.run(self.spec.content(params, self._client.settings))
        return self.job(self._client.submit_content(self.spec.model_id, content))

    def _run(self, params: Mapping[str, object]) -> OutputT:
        return self._submit(params).result()


class AsyncEndpoint(_EndpointBase[AsyncBaseClient, ParamsT, InputT, OutputT]):
    """An endpoint of the async client."""

    def job(self, request_id: str) -> AsyncJob[OutputT]:
        """A job that was submitted before, with its typed output."""
        return self._client.typed_job(self.spec.model_id, request_id, self._parse)

    def map(
        self,
        inputs: Iterable[ParamsT] | AsyncIterable[ParamsT],
        *,
        concurrency: int = 8,
        ordered: bool = True,
        journal: str | os.PathLike[str] | None = None,
        retry: Collection[Retry] = (),
        progress: OnTally | bool = False,
    ) -> AsyncGenerator[Outcome[OutputT]]:
        """Call the endpoint with many inputs; everything else is told at ``AsyncClient.map``."""
        return self._client.map(
            self.spec,
            inputs,
            concurrency=concurrency,
            ordered=ordered,
            journal=journal,
            retry=retry,
            progress=progress,
        )

    async def _preflight(self, params: Mapping[str, object]) -> Report:
        return await self._client.run(self.spec.preflight(params, self._client.settings))

    async def _submit(self, params: Mapping[str, object]) -> AsyncJob[OutputT]:
        content = await self._client.run(self.spec.content(params, self._client.settings))
        return self.job(await self._client.submit_content(self.spec.model_id, content))

    async def _run(self, params: Mapping[str, object]) -> OutputT:
        return await (await self._submit(params)).result()
