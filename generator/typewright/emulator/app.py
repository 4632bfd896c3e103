"""The routes: a thin shell that takes requests apart and asks the pure parts for the answers."""

import hmac
import json
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, cast

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from typewright.catalogue.model import Catalogue, EndpointSource, Json
from typewright.emulator import listing, refusals, results, state
from typewright.emulator.downloads import download
from typewright.emulator.emulation import Clock, Emulation, Received, Step
from typewright.emulator.faults import Answering, spoiled
from typewright.emulator.refusals import Refusal, invalid, refuse
from typewright.emulator.scenario import Call, Scenario
from typewright.emulator.validate import Check, check_for

BODY_BYTES: Final = 64 * 2**20
"""The largest body of a submit. Source: the provider's own ComfyUI nodes."""

_REQUEST_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,128}")


def create_app(
    catalogue: Catalogue,
    *,
    token: str,
    scenario: Scenario | None = None,
    clock: Clock = time.time,
) -> Starlette:
    """The API over a store that :func:`typewright.catalogue.check.check` found sound.

    ``clock`` gives seconds since the epoch. :func:`emulation_of` gives what the app counts.
    """
    endpoints = tuple(each for source in catalogue.providers for each in source.endpoints)
    api = _Api(
        endpoints={endpoint.id: endpoint for endpoint in endpoints},
        checks={endpoint.id: check_for(_schema(endpoint)) for endpoint in endpoints},
        authorization=f"Bearer {token}".encode(),
        emulation=Emulation(scenario, clock),
    )
    one = "/v1/requests/{request_id}"
    app = Starlette(
        routes=[
            Route("/v1/models", api.models, methods=["GET"]),
            Route("/v1/models/categories", api.categories, methods=["GET"]),
            Route("/v1/models/{model_id:path}", api.model, methods=["GET"]),
            Route("/v1/models/{model_id:path}", api.submit, methods=["POST"]),
            Route(f"{one}/status", api.status, methods=["GET"]),
            Route(f"{one}/result", api.result, methods=["GET"]),
            Route(f"{one}/cancel", api.cancel, methods=["POST"]),
            Route("/files/{name}", api.file, methods=["GET"]),
        ]
    )
    app.state.emulation = api.emulation
    return app


def emulation_of(app: Starlette) -> Emulation:
    """The jobs, counts and scenario behind an app of :func:`create_app`."""
    return cast("Emulation", app.state.emulation)


def _schema(endpoint: EndpointSource) -> Mapping[str, Json]:
    return endpoint.input.data if isinstance(endpoint.input.data, dict) else {}


@dataclass(frozen=True, slots=True)
class _Api:
    """The handlers, one a route; every answer goes through :meth:`_answer`."""

    endpoints: Mapping[str, EndpointSource]
    checks: Mapping[str, Check]
    authorization: bytes
    emulation: Emulation

    async def submit(self, request: Request) -> Response:
        """``POST /v1/models/{model_id}``."""
        model_id = str(request.path_params["model_id"])
        body = await _body(request)
        return self._answer("submit", request, lambda: self._submit(request, model_id, body))

    async def status(self, request: Request) -> Response:
        """``GET /v1/requests/{request_id}/status``."""
        return self._answer("status", request, lambda: self._step(request, state.status))

    async def result(self, request: Request) -> Response:
        """``GET /v1/requests/{request_id}/result``."""
        costs = request.query_params.get("include_cost", "").lower() in ("true", "1")

        def step(job: state.Job, now: float) -> tuple[state.Job, state.Answer]:
            after, answer = state.result(job, now, self._output(request, job))
            return after, answer | ({"cost": job.scenario.end.cost} if costs else {})

        return self._answer("result", request, lambda: self._step(request, step))

    async def cancel(self, request: Request) -> Response:
        """``POST /v1/requests/{request_id}/cancel``."""
        return self._answer("cancel", request, lambda: self._step(request, state.cancel, 202))

    async def models(self, request: Request) -> Response:
        """``GET /v1/models``."""
        return self._answer("catalogue", request, lambda: self._models(request))

    async def model(self, request: Request) -> Response:
        """``GET /v1/models/{model_id}``."""
        endpoint = self.endpoints.get(str(request.path_params["model_id"]))

        def answer() -> Response:
            if endpoint is None:
                return self._refuse(refusals.NOT_FOUND)
            return JSONResponse(listing.model(endpoint))

        return self._answer("catalogue", request, answer)

    async def categories(self, request: Request) -> Response:
        """``GET /v1/models/categories``."""
        endpoints = tuple(self.endpoints.values())
        return self._answer(
            "catalogue", request, lambda: JSONResponse(listing.categories(endpoints))
        )

    async def file(self, request: Request) -> Response:
        """A file of a result: like the vendor's storage it asks for no token."""
        name = str(request.path_params["name"])
        maker = self.emulation.scenario_of(results.request_of(name))
        found = results.content(name, maker.end.file_bytes or 0)
        return self._answer(
            "file", request, lambda: download(found, request.method, request.headers)
        )

    def _answer(self, call: Call, request: Request, answer: Answering) -> Response:
        """Count the request, check its token, and answer it as the scenario will have it."""
        given = request.headers.get("authorization", "").encode()
        authorised = hmac.compare_digest(given, self.authorization)
        known = Received(call, request.method, request.url.path, authorised)
        fault = self.emulation.note(known)
        if not authorised and call != "file":
            return self._refuse(refusals.BAD_TOKEN)
        usual = self.emulation.scenario.refusals
        return answer() if fault is None else spoiled(fault, usual, answer)

    def _submit(self, request: Request, model_id: str, body: bytes | None) -> Response:
        if model_id not in self.endpoints:
            return self._refuse(refusals.NOT_FOUND)
        if body is None:
            return self._refuse(refusals.TOO_LARGE)
        try:
            arguments = cast("Json", json.loads(body, parse_constant=_no_number))
        except (ValueError, RecursionError):
            return self._refuse(invalid("the body is no JSON"))
        wrong = self.checks[model_id](arguments, self.emulation.scenario.rules)
        if wrong is not None or not isinstance(arguments, dict):
            return self._refuse(invalid(wrong or "the body must be a JSON object"))
        job = self.emulation.submit(model_id, arguments)
        return JSONResponse({"request_id": job.request_id} | self._urls(request, job.request_id))

    def _step(self, request: Request, step: Step, code: int = 200) -> Response:
        request_id = str(request.path_params["request_id"])
        if not _REQUEST_ID.fullmatch(request_id):
            return self._refuse(refusals.BAD_ID)
        answer = self.emulation.step(request_id, step)
        if answer is None:
            return self._refuse(refusals.NOT_FOUND)
        if step is state.status:
            urls = self._urls(request, request_id)
            answer |= {name: urls[name] for name in urls if name != "cancel_url"}
        return JSONResponse(answer, code)

    def _models(self, request: Request) -> Response:
        try:
            found = listing.models(tuple(self.endpoints.values()), request.query_params)
        except listing.BadQuery as wrong:
            return self._refuse(invalid(str(wrong)))
        return JSONResponse(found)

    def _output(self, request: Request, job: state.Job) -> dict[str, Json]:
        categories = listing.categories_of(self.endpoints[job.model_id])
        files = results.names(job.request_id, categories, job.scenario.end.files)
        return results.output(tuple(f"{_base(request)}/files/{name}" for name in files))

    def _urls(self, request: Request, request_id: str) -> dict[str, str]:
        if not self.emulation.scenario.urls:
            return {}
        place = f"{_base(request)}/v1/requests/{request_id}"
        return {f"{name}_url": f"{place}/{name}" for name in ("status", "result", "cancel")}

    def _refuse(self, refusal: Refusal) -> Response:
        return refuse(refusal, self.emulation.scenario.refusals)


def _base(request: Request) -> str:
    return str(request.base_url).rstrip("/")


def _no_number(word: str) -> Json:
    raise ValueError(f"{word} is no JSON")


async def _body(request: Request) -> bytes | None:
    """The body of a submit, or ``None`` if it is too large: then it is read and forgotten."""
    pieces: list[bytes] = []
    length = 0
    async for piece in request.stream():
        length += len(piece)
        if length <= BODY_BYTES:
            pieces.append(piece)
    return b"".join(pieces) if length <= BODY_BYTES else None
