"""From checked arguments to the body of a request: measure, judge, bring the files."""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from .arguments import Input, body_of, content_of
from .errors import InvalidMedia, MediaRejected, MediaWarning
from .media import MediaSource
from .preflight import Measurements, Report, files_of, judged, measure_files
from .protocol import Flow, upload, work
from .rules import MediaField
from .settings import Settings

if TYPE_CHECKING:
    from .measure import Measurement


def report_on(
    model_id: str, fields: Sequence[MediaField], arguments: Input, settings: Settings
) -> Flow[tuple[Report, Measurements]]:
    """Measure and judge the files of a call."""
    body = body_of(arguments, lambda source: source)
    if not any(True for _ in files_of(fields, body)):
        return Report(model_id, ()), {}
    measured = yield from work(lambda: measure_files(fields, body, settings.prober))
    return judged(model_id, fields, body, measured), measured


def prepared_content(
    model_id: str, fields: Sequence[MediaField], arguments: Input, settings: Settings
) -> Flow[bytes]:
    """The content of a request, with local files as ``data:`` URIs, or as URLs of the uploader.

    Raises ``MediaRejected``, or ``InvalidMedia`` when the files are too large for one request.
    """
    met: list[MediaSource] = []
    content = content_of(arguments, met.append)
    if not met:  # no file was passed: this is it
        return content
    report, measured = yield from report_on(model_id, fields, arguments, settings)
    _judge(report, settings)
    local = {id(file): file for file in met if file.is_local}
    hosted: dict[int, str] = {}
    if settings.uploads:
        for key, file in local.items():
            hosted[key] = yield from _upload(file, measured.get(key))
    else:
        _fits(local.values(), settings.provider.limits.body_bytes)

    def sent(source: MediaSource) -> str:
        key = id(source)
        return hosted.get(key) or source.wire(measured.get(key) or source.measure())

    return (yield from work(lambda: content_of(arguments, sent)))


def _upload(source: MediaSource, measured: Measurement | None) -> Flow[str]:
    file = yield from work(lambda: source.upload(measured or source.measure()))
    url = MediaSource.of((yield from upload(file))).remote_url
    if url is None:
        raise InvalidMedia(f"{source.label}: the uploader must give an https URL")
    return url


def _fits(files: Iterable[MediaSource], limit: int) -> None:
    inline = sum(file.size or 0 for file in files)
    if inline * 4 // 3 > limit:  # base64 writes three bytes as four characters
        raise InvalidMedia(
            f"the files of this call make {inline} bytes, too many for one request of at most "
            f"{limit}; pass URLs, or give the client an uploader"
        )


def _judge(report: Report, settings: Settings) -> None:
    """Raise for a file that fails, or is borderline when strict; warn of what may fail."""
    if report.verdict == "fail" or (settings.strict and report.verdict == "borderline"):
        raise MediaRejected(report)
    doubtful = any(
        file.verdict == "borderline"
        or (
            file.verdict == "unknown" and (settings.probe_urls or file.measurement.size is not None)
        )
        for file in report.files
    )
    if doubtful:  # URLs that the caller does not want to have fetched are no reason
        warnings.warn(str(report), MediaWarning, stacklevel=_callers_level())


def _callers_level() -> int:
    """How far up the first frame outside this package is: the line that a warning is about."""
    package = __name__.rpartition("._runtime.")[0] or __package__ or __name__
    level, frame = 0, inspect.currentframe()
    while frame is not None and _is_inside(frame.f_globals.get("__name__"), package):
        level, frame = level + 1, frame.f_back
    return level


def _is_inside(module: object, package: str) -> bool:
    return isinstance(module, str) and (module == package or module.startswith(f"{package}."))
