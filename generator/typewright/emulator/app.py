"""The Starlette shell: routes of the provider around the state machine."""

from __future__ import annotations

import asyncio
import io
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import cast

from PIL import Image
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from typewright.catalogue.model import Catalogue, EndpointSource, Json
from typewright.emulator.scenario import Scenario
from typewright.emulator.state import Job, Queue
from typewright.emulator.validate import problems

IMAGE_SIDE = 16
"""Pixels of the square picture that the emulator serves as every result."""


@dataclass
class Emulator:
    """The mutable part: the queue, the scenario in force, and what has been asked.

    ``bodies`` are those of accepted submits; ``requests`` counts every call by method and route.
    """

    catalogue: Catalogue
    token: str = "test-token"
    clock: Callable[[], float] = time.monotonic
    scenario: Scenario = field(default_factory=Scenario)
    queue: Queue = field(default_factory=Queue)
    bodies: list[Mapping[str, object]] = field(default_factory=list[Mapping[str, object]])
    requests: list[str] = field(default_factory=list[str])

    def reset(self, scenario: Scenario | None = None) -> None:
        """Forget every job and call, and behave as ``scenario`` says from now on."""
        self.scenario = scenario or Scenario()
        self.queue = Queue()
        self.bodies.clear()
        self.requests.clear()

    def endpoint(self, model_id: str) -> EndpointSource | None:
        """The stored endpoint of this id."""
        sources = (each for provider in self.catalogue.providers for each in provider.endpoints)
        return next((each for each in sources if each.id == model_id), None)

    def count(self, kind: str) -> int:
        """How often ``kind`` ("submit", "status", "result", "cancel") was called."""
        return self.requests.count(kind)


def create_app(emulator: Emulator) -> Starlette:
    """The API of ``emulator`` as an ASGI application."""
    shell = _Shell(emulator)
    return Starlette(
        routes=[
            Route("/v1/models", shell.models, methods=["GET"]),
            Route("/v1/models/{model_id:path}", shell.model, methods=["GET"]),
            Route("/v1/models/{model_id:path}", shell.submit, methods=["POST"]),
            Route("/v1/requests/{request_id}/status", shell.status, methods=["GET"]),
            Route("/v1/requests/{request_id}/result", shell.result, methods=["GET"]),
            Route("/v1/requests/{request_id}/cancel", shell.cancel, methods=["POST"]),
            Route("/files/{name}", shell.file, methods=["GET"]),
        ]
    )


class Cut(Response):
    """Breaks the connection instead of answering."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Start an answer that promises more than comes, then stop."""
        headers = [(b"content-length", b"1000")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"{", "more_body": True})
        raise asyncio.CancelledError


class _Shell:
    """One method a route; decides nothing that the state machine can decide."""

    def __init__(self, emulator: Emulator) -> None:
        self._emulator = emulator

    def _refused(self, request: Request, kind: str) -> Response | None:
        """Count the call; the answer when it goes no further."""
        self._emulator.requests.append(kind)
        if request.headers.get("authorization") != f"Bearer {self._emulator.token}":
            return _error(400, 400004, "Invalid or missing token")  # the real API says 400 too
        return None

    async def models(self, request: Request) -> Response:
        """The catalogue, page by page."""
        if refused := self._refused(request, "models"):
            return refused
        query = request.query_params
        sources = [s for p in self._emulator.catalogue.providers for s in p.endpoints]
        found = [s for s in sources if query.get("search", "").lower() in s.id.lower()]
        offset, limit = int(query.get("offset", "0")), int(query.get("limit", "50"))
        with_schema = query.get("include_schema") == "true"
        page = [
            _entry(source, with_schema=with_schema) for source in found[offset : offset + limit]
        ]
        return JSONResponse({"models": page, "total": len(found)})

    async def model(self, request: Request) -> Response:
        """One entry of the catalogue."""
        if refused := self._refused(request, "model"):
            return refused
        source = self._emulator.endpoint(request.path_params["model_id"])
        if source is None:
            return _error(404, 404001, "Model not found")
        return JSONResponse(_entry(source, with_schema=True))

    async def submit(self, request: Request) -> Response:
        """Check a body, accept it, and answer with a request id: unless the scenario says else."""
        if refused := self._refused(request, "submit"):
            return refused
        emulator, scenario = self._emulator, self._emulator.scenario
        if emulator.count("submit") <= scenario.rejections:
            answer = _error(scenario.rejection_status, None, "Slow down")
            if scenario.retry_after is not None:
                answer.headers["Retry-After"] = scenario.retry_after
            return answer
        if scenario.cut_submit == "before":
            return Cut()
        source = emulator.endpoint(request.path_params["model_id"])
        if source is None:
            return _error(404, 404001, "Model not found")
        body: Json = json.loads(await request.body())
        if wrong := list(problems(source, body)):
            return JSONResponse({"detail": wrong}, 422)
        return self._accept(request, source, cast("Mapping[str, object]", body))

    def _accept(
        self, request: Request, source: EndpointSource, body: Mapping[str, object]
    ) -> Response:
        emulator = self._emulator
        now = emulator.clock()
        emulator.queue, job = emulator.queue.submit(source.id, body, emulator.scenario, now)
        emulator.bodies.append(body)
        if emulator.scenario.cut_submit == "after":
            return Cut()
        if emulator.scenario.garbled_submit:
            return Response('{"request_id": "req-', media_type="application/json")
        base = f"{request.base_url}v1/requests/{job.request_id}"
        urls = {f"{name}_url": f"{base}/{name}" for name in ("status", "result", "cancel")}
        return JSONResponse({"request_id": job.request_id, **urls})

    def _job(self, request: Request, kind: str) -> Job | Response:
        """The job that is asked for, or the answer that stands in its way."""
        if refused := self._refused(request, kind):
            return refused
        scenario = self._emulator.scenario
        reads = sum(self._emulator.count(each) for each in ("status", "result"))
        if kind != "cancel" and reads <= scenario.server_errors:
            return _error(500, None, "Internal error")
        if scenario.ok_with_error:
            return JSONResponse({"error_code": 403001, "error_message": "Permission denied"})
        job = self._emulator.queue.jobs.get(request.path_params["request_id"])
        if job is None or scenario.expired:
            return _error(404, 404001, "Request not found or expired")
        return job

    async def status(self, request: Request) -> Response:
        """How a job stands."""
        job = self._job(request, "status")
        if isinstance(job, Response):
            return job
        now = self._emulator.clock()
        position = job.queue_position(now)
        queued = {} if position is None else {"queue_position": position}
        word = job.status_word(now)
        return JSONResponse({"request_id": job.request_id, "status": word, **queued})

    async def result(self, request: Request) -> Response:
        """The result, or before the end how the job stands."""
        job = self._job(request, "result")
        if isinstance(job, Response):
            return job
        stage = job.stage(self._emulator.clock())
        answer: dict[str, object] = {"request_id": job.request_id, "status": stage}
        if stage == "succeeded":
            answer["output"] = _output(request, job)
        elif stage == "failed":
            answer["error"] = job.scenario.error
        return JSONResponse(answer)

    async def cancel(self, request: Request) -> Response:
        """Cancel a queued job."""
        job = self._job(request, "cancel")
        if isinstance(job, Response):
            return job
        emulator = self._emulator
        emulator.queue, done = emulator.queue.cancel(job.request_id, emulator.clock())
        outcome = "cancelled" if done else "not_cancellable"
        # The status beside the outcome is unreliable in the real API; so it is here.
        answer = {"request_id": job.request_id, "status": "in_queue", "outcome": outcome}
        return JSONResponse(answer, 202)

    async def file(self, request: Request) -> Response:
        """A real picture."""
        content = io.BytesIO()
        Image.new("RGB", (IMAGE_SIDE, IMAGE_SIDE), "teal").save(content, "PNG")
        return Response(content.getvalue(), media_type="image/png")


def _entry(source: EndpointSource, *, with_schema: bool) -> dict[str, object]:
    meta = cast("dict[str, object]", source.meta.data)
    entry: dict[str, object] = {
        "model_id": source.id,
        "display_name": meta.get("name"),
        "categories": [],
    }
    return {**entry, "input_schema": source.input.data} if with_schema else entry


def _output(request: Request, job: Job) -> dict[str, object]:
    url = f"{request.base_url}files/{job.request_id}.png"
    if "video" in job.model_id.rsplit("/", 1)[-1]:
        return {"video": url}
    return {"image": url, "images": [url], "seed": 7}


def _error(status: int, code: int | None, message: str) -> JSONResponse:
    return JSONResponse({"error_code": code, "error_message": message}, status)
