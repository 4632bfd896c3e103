"""From an answer of the API to an error: the vendor's code decides, then HTTP's status."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import cast

from .errors import (
    ApiError,
    AuthenticationFailed,
    InsufficientBalance,
    NotFound,
    PermissionDenied,
    RateLimited,
    ServerFailed,
)
from .protocol import Response
from .provider import Provider

_KINDS: Mapping[str, type[ApiError]] = {
    "authentication": AuthenticationFailed,
    "balance": InsufficientBalance,
    "not_found": NotFound,
    "permission": PermissionDenied,
}
_STATUSES: Mapping[int, type[ApiError]] = {
    401: AuthenticationFailed,
    402: InsufficientBalance,
    403: PermissionDenied,
    404: NotFound,
}
_LONGEST_MESSAGE = 2000


def decoded(answer: Response) -> dict[str, object] | None:
    """The JSON object of an answer, or ``None`` when it holds none."""
    try:
        data: object = json.loads(answer.body)
    except (ValueError, RecursionError):
        return None
    return cast("dict[str, object]", data) if isinstance(data, dict) else None


def refusal(answer: Response, provider: Provider) -> ApiError:
    """The error for an answer that refuses, whatever shape its body has."""
    data = decoded(answer) or {}
    code = next((str(data[key]) for key in ("error_code", "code") if data.get(key)), None)
    message = message_of(data) or answer.body.decode("utf-8", "replace").strip()
    message = message[:_LONGEST_MESSAGE]
    if answer.status == 429:
        return RateLimited(answer.status, code, message, answer.retry_after())
    kind = _KINDS.get(provider.error_codes.get(code or "", "")) or _STATUSES.get(answer.status)
    return (kind or (ServerFailed if answer.status >= 500 else ApiError))(
        answer.status, code, message
    )


def message_of(data: Mapping[str, object]) -> str:
    """The vendor's words: the first text under one of its names for it, and the detail beside."""
    texts = [data.get(key) for key in ("error_message", "message", "error", "detail")]
    found = [text for text in texts if isinstance(text, str) and text]
    nested = data.get("error")
    if not found and isinstance(nested, dict):
        return message_of(cast("dict[str, object]", nested))
    if not found and data.get("detail"):
        return json.dumps(data["detail"], ensure_ascii=False)
    return ": ".join(dict.fromkeys(found[:2]))
