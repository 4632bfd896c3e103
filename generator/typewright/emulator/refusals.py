"""How the API refuses: its codes, and the shapes in which they have been seen."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from starlette.responses import Response

from typewright.catalogue.model import Json
from typewright.emulator.scenario import Shape


@dataclass(frozen=True, slots=True)
class Refusal:
    """``status`` is HTTP's; ``code`` the vendor's, for what the vendor has a code for."""

    status: int
    code: int | None
    message: str


BAD_TOKEN: Final = Refusal(400, 400004, "invalid or missing API token")
BAD_ID: Final = Refusal(400, 400001, "invalid resource id")
NOT_FOUND: Final = Refusal(404, 404001, "not found or expired")
TOO_LARGE: Final = Refusal(413, None, "the request body is too large")


def invalid(detail: str) -> Refusal:
    """The input breaks the schema or a rule. The vendor's own code for this is not known."""
    return Refusal(422, None, detail)


def refuse(refusal: Refusal, shape: Shape, headers: Mapping[str, str] | None = None) -> Response:
    """The answer to a call that is refused."""
    bodies: dict[Shape, Json] = {
        "full": {
            "error_code": refusal.code,
            "error_message": refusal.message,
            "detail": refusal.message,
        },
        "code": {"code": refusal.code, "error": refusal.message},
        "message": {"message": refusal.message},
        "detail": {"detail": refusal.message},
    }
    text = refusal.message if shape == "text" else json.dumps(bodies[shape])
    kind = "text/plain" if shape == "text" else "application/json"
    return Response(text, refusal.status, headers, media_type=kind)
