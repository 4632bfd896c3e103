"""Answers that go wrong on purpose, down to the connection that breaks."""

import asyncio
import json
from collections.abc import Callable
from typing import Final, TypeAlias, cast

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from typewright.emulator.refusals import Refusal, refuse
from typewright.emulator.scenario import Fault, Shape

CUT: Final = "typewright.cut"
"""The ASGI extension by which the server lets an answer close its connection."""

PIECES: Final = 8
"""How many pieces a slow body comes in."""

Answering: TypeAlias = Callable[[], Response]
"""Carries a call out and gives its answer."""


class _Spoiled(Response):
    """An answer as it was, its status and headers too: a client sees what it does not get."""

    def __init__(self, answer: Response) -> None:
        super().__init__(bytes(answer.body), answer.status_code)
        self.raw_headers = list(answer.raw_headers)


class CutResponse(_Spoiled):
    """Hangs up after ``bytes_sent`` bytes of the body; with 0 not even a header is sent."""

    def __init__(self, answer: Response, bytes_sent: int) -> None:
        super().__init__(answer)
        self.bytes_sent = bytes_sent

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        hang_up = _hang_up(scope)
        if hang_up is None:
            raise RuntimeError("only typewright.emulator.server can cut a connection")
        if self.bytes_sent:
            headers = self.raw_headers
            start = {"type": "http.response.start", "status": self.status_code, "headers": headers}
            await send(start)
            piece = bytes(self.body)[: self.bytes_sent]
            await send({"type": "http.response.body", "body": piece, "more_body": True})
        hang_up()
        while (await receive())["type"] != "http.disconnect":
            pass


def _hang_up(scope: Scope) -> Callable[[], None] | None:
    extensions = cast("dict[str, Callable[[], None]]", scope.get("extensions") or {})
    return extensions.get(CUT)


class SlowResponse(_Spoiled):
    """Sends its body in pieces over ``seconds`` of real time."""

    def __init__(self, answer: Response, seconds: float) -> None:
        super().__init__(answer)
        self.seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = self.raw_headers
        await send({"type": "http.response.start", "status": self.status_code, "headers": headers})
        body = bytes(self.body)
        length = -(-len(body) // PIECES)
        for start in range(0, len(body), length):
            await asyncio.sleep(self.seconds / PIECES)
            piece = body[start : start + length]
            await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})


def spoiled(fault: Fault, usual: Shape, answer: Answering) -> Response:
    """The answer of a call that ``fault`` hits; ``usual`` is how the scenario words refusals."""
    match fault.kind:
        case "invalid_json":
            return Response(bytes(answer().body)[:-1] + b",,", 200, media_type="application/json")
        case "truncated":
            whole = answer()
            return CutResponse(whole, len(whole.body) // 2)
        case "slow":
            return SlowResponse(answer(), fault.seconds)
        case "cut" | "http" | "error_code":
            if fault.accepted:
                answer()
            return _refused(fault, usual)


def _refused(fault: Fault, usual: Shape) -> Response:
    if fault.kind == "cut":
        return CutResponse(Response(), 0)
    if fault.kind == "error_code":
        code = 404001 if fault.code is None else fault.code
        body = {"error_code": code, "error_message": fault.message}
        return Response(json.dumps(body), 200, media_type="application/json")
    refusal = Refusal(fault.status, fault.code, fault.message)
    return refuse(refusal, fault.shape or usual, fault.headers)
