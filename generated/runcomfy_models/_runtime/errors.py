"""Everything that can go wrong, as one tree.

SdkError
├── InvalidArguments         an argument is missing, misspelt or wrong; nothing was sent
│   └── InvalidMedia         a file cannot be read, or a string is no URL
├── MediaRejected            a file breaks the vendor's rules under every reading; nothing was sent
├── MissingToken             no usable token was given or found in the environment
├── ConnectionFailed         the API cannot be reached; nothing was accepted
├── SubmitOutcomeUnknown     a job may or may not have been accepted: look before you send again
├── DownloadFailed           a file of a result was not fetched; ``url`` says which
├── JournalUnusable          the journal of a batch is another's, damaged, or in use
├── UnexpectedResponse       the API answered with something that it does not document
├── ApiError                 the API refused; ``status``, ``code`` and ``message`` are the vendor's
│   ├── AuthenticationFailed
│   ├── PermissionDenied
│   ├── InsufficientBalance
│   ├── NotFound
│   ├── RateLimited
│   └── ServerFailed
└── JobError                 a job that was accepted; ``request_id`` finds it again
    ├── JobFailed
    ├── JobCancelled
    └── WaitTimeout          still running: resume it with ``client.job(...)``

MediaWarning (a UserWarning) tells of files that are borderline or could not be measured.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .preflight import Report

__all__ = [
    "ApiError",
    "AuthenticationFailed",
    "ConnectionFailed",
    "DownloadFailed",
    "InsufficientBalance",
    "InvalidArguments",
    "InvalidMedia",
    "JobCancelled",
    "JobError",
    "JobFailed",
    "JournalUnusable",
    "MediaRejected",
    "MediaWarning",
    "MissingToken",
    "NotFound",
    "PermissionDenied",
    "RateLimited",
    "SdkError",
    "ServerFailed",
    "SubmitOutcomeUnknown",
    "UnexpectedResponse",
    "WaitTimeout",
]


class SdkError(Exception):
    """The root of the tree."""

    _request_id: str | None = None

    def __reduce__(self) -> tuple[object, ...]:
        """Errors travel between processes with everything they carry."""
        return _restored, (type(self), self.args, self.__dict__)

    @property
    def request_id(self) -> str | None:
        """The job that this is about, whenever one had been accepted before."""
        return self._request_id

    def concern(self, request_id: str) -> None:
        """Say which job this is about; it shows below the traceback too."""
        self._request_id = request_id
        self.add_note(f"it is about job {request_id}, which was accepted")


def _restored(
    kind: type[SdkError], arguments: tuple[object, ...], state: dict[str, object]
) -> SdkError:
    """An error as it was, without calling a constructor that asks for other arguments."""
    error = kind.__new__(kind)
    error.args = arguments
    error.__dict__.update(state)
    return error


class InvalidArguments(SdkError):
    """Wrong arguments; ``problems`` has (path, what is wrong) for each of them."""

    def __init__(self, subject: str, problems: tuple[tuple[str, str], ...]) -> None:
        lines = "; ".join(f"{path}: {words}" for path, words in problems)
        super().__init__(f"{subject}: {lines}")
        self.problems = problems


class InvalidMedia(InvalidArguments):
    """What was passed as a file is none."""

    def __init__(self, words: str, parameter: str = "media") -> None:
        super().__init__("not a usable file", ((parameter, words),))


class MediaRejected(SdkError):
    """A file fails under every plausible reading of the rules; ``report`` says which and why."""

    def __init__(self, report: Report) -> None:
        super().__init__(str(report))
        self.report = report


class MediaWarning(UserWarning):
    """A file is borderline, or it could not be measured: the vendor may refuse it."""


class MissingToken(SdkError):
    """No usable token: pass one, or set one of the environment variables of the message."""


class ConnectionFailed(SdkError):
    """The API could not be reached; whatever was asked, it was not accepted."""


class SubmitOutcomeUnknown(SdkError):
    """The request to start a job broke off after it may have been accepted (and paid).

    It is never sent again by itself. ``model_id`` is the model that was called.
    """

    def __init__(self, model_id: str, reason: str) -> None:
        super().__init__(
            f"{model_id}: the job may or may not have been accepted ({reason}); "
            "it was not sent again, since every accepted job is paid"
        )
        self.model_id = model_id
        self.reason = reason


class DownloadFailed(SdkError):
    """A file of a result was not fetched: it may not be, it is too large, or it broke off."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(f"{url.partition('?')[0]}: {reason}")
        self.url = url
        self.reason = reason


class JournalUnusable(SdkError):
    """The journal of a batch is that of another model, damaged, or in use by another process."""


class UnexpectedResponse(SdkError):
    """An answer outside the documented shapes."""


class ApiError(SdkError):
    """The API refused: ``status`` is HTTP's, ``code`` and ``message`` are the vendor's own."""

    def __init__(self, status: int, code: str | None, message: str) -> None:
        numbers = f"HTTP {status}" + (f", code {code}" if code else "")
        super().__init__(f"{message or 'refused without a message'} ({numbers})")
        self.status = status
        self.code = code
        self.message = message


class AuthenticationFailed(ApiError):
    """The token is missing, wrong or expired."""


class PermissionDenied(ApiError):
    """The token may not do this."""


class InsufficientBalance(ApiError):
    """The account has no balance left."""


class NotFound(ApiError):
    """No such model or request, or it has expired."""


class RateLimited(ApiError):
    """Too many requests; ``retry_after`` is the wait in seconds that the API asks for, if any."""

    def __init__(
        self, status: int, code: str | None, message: str, retry_after: float | None = None
    ) -> None:
        super().__init__(status, code, message)
        self.retry_after = retry_after


class ServerFailed(ApiError):
    """The API is in trouble (HTTP 5xx)."""


class JobError(SdkError):
    """About a job that was accepted; ``request_id`` finds it again."""

    def __init__(self, request_id: str, words: str) -> None:
        super().__init__(f"job {request_id}: {words}")
        self._id = request_id

    @property
    def request_id(self) -> str:
        """The id of the job."""
        return self._id


class JobFailed(JobError):
    """The model failed; ``error`` is what the vendor said of it, in the vendor's shape."""

    def __init__(self, request_id: str, error: object) -> None:
        super().__init__(request_id, f"failed: {error or 'the API gives no reason'}")
        self.error = error


class JobCancelled(JobError):
    """The job was cancelled before it ended."""

    def __init__(self, request_id: str) -> None:
        super().__init__(request_id, "was cancelled")


class WaitTimeout(JobError):
    """The wait is over, the job is not.

    ``cancelled`` is ``None`` when the job was left running (or nobody could be asked), else whether
    the vendor cancelled it, as ``cancel_unfinished`` asks.
    """

    cancelled: bool | None = None

    def __init__(self, request_id: str, seconds: float) -> None:
        super().__init__(request_id, f"not finished after {seconds:g} s; resume it by its id")
        self.seconds = seconds
