"""Judging the files of a call before anything is sent."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, cast

from .media import MediaSource
from .rules import Judgement, MediaField, Verdict

if TYPE_CHECKING:
    from .measure import Measurement
    from .probe import Prober

_WORST_FIRST: tuple[Verdict, ...] = ("fail", "borderline", "unknown", "pass")

Value: TypeAlias = object
"""Whatever an argument holds once it is validated."""


@dataclass(frozen=True, slots=True)
class FileReport:
    """One file: where it was passed (``index`` in a list), what it measures, what is wrong."""

    parameter: str
    index: int | None
    label: str
    measurement: Measurement
    judgement: Judgement

    @property
    def place(self) -> str:
        """``images[0]``."""
        return self.parameter if self.index is None else f"{self.parameter}[{self.index}]"

    def lines(self) -> Iterator[str]:
        """The file for a person: what it is, then a line for each rule that it breaks."""
        yield f"{self.place} ({_measured_words(self.label, self.measurement)}): {self.verdict}"
        for violation in self.judgement.violations:
            sure = "" if violation.certain else " under some readings"
            said = f" - {violation.rule.message}" if violation.rule.message else ""
            yield f"  breaks {violation.rule.text}{sure}: measures {violation.measured}{said}"
        if self.judgement.unmeasured:
            rules = ", ".join(rule.text for rule in self.judgement.unmeasured)
            yield f"  not measured: {rules}"

    @property
    def verdict(self) -> Verdict:
        """The joint verdict of all rules."""
        return self.judgement.verdict

    def as_dict(self) -> dict[str, object]:
        """The file as JSON values; codes are stable."""
        return {
            "parameter": self.parameter,
            "index": self.index,
            "file": self.label,
            "verdict": self.verdict,
            "size": self.measurement.size,
            "width": self.measurement.width,
            "height": self.measurement.height,
            "violations": [
                {
                    "code": violation.code,
                    "rule": violation.rule.text,
                    "measured": violation.measured,
                    "message": violation.rule.message,
                    "certain": violation.certain,
                }
                for violation in self.judgement.violations
            ],
            "unmeasured": [rule.text for rule in self.judgement.unmeasured],
        }


@dataclass(frozen=True, slots=True)
class Report:
    """The verdict on every file of one call; ``str`` is for a person, ``json`` for a machine."""

    model_id: str
    files: tuple[FileReport, ...]

    @property
    def verdict(self) -> Verdict:
        """The worst verdict of any file: fail, borderline, unknown, pass."""
        found = {file.verdict for file in self.files}
        for verdict in _WORST_FIRST:
            if verdict in found:
                return verdict
        return "pass"

    @property
    def passed(self) -> bool:
        """Whether every file was measured and keeps every rule under every reading."""
        return self.verdict == "pass"

    def __str__(self) -> str:
        lines = [f"{self.model_id}: {self.verdict}"]
        lines += [f"  {line}" for file in self.files for line in file.lines()]
        return "\n".join(lines)

    def json(self) -> str:
        """The report as a JSON object."""
        files = [file.as_dict() for file in self.files]
        return json.dumps({"model": self.model_id, "verdict": self.verdict, "files": files})


Measurements: TypeAlias = "Mapping[int, Measurement]"
"""What was measured, by the ``id`` of the :class:`MediaSource`: files need not be comparable."""


def files_of(fields: Sequence[MediaField], body: Mapping[str, Value]) -> Iterator[MediaSource]:
    """Every file at the ``fields`` of ``body``."""
    for field in fields:
        for _, _, source in _sources(body, field.path, "", None):
            yield source


def measure_files(
    fields: Sequence[MediaField], body: Mapping[str, Value], prober: Prober | None
) -> Measurements:
    """Measure every file of ``body``; blocks.

    URLs are measured by ``prober``, all at once, where a rule wants to know.
    """
    ruled = [field for field in fields if field.rules]
    urls = [file.remote_url for file in files_of(ruled, body) if file.remote_url is not None]
    remote: Mapping[str, Measurement] = {}
    if prober is not None and urls:
        remote = prober.measure_all(urls)
    return {
        id(file): remote.get(file.remote_url or "") or file.measure()
        for file in files_of(fields, body)
    }


def judged(
    model_id: str,
    fields: Sequence[MediaField],
    body: Mapping[str, Value],
    measurements: Measurements,
) -> Report:
    """Judge every file of ``body``, whose media are :class:`MediaSource` values."""
    return Report(
        model_id,
        tuple(
            FileReport(parameter, index, source.label, measured, field.judge(measured))
            for field in fields
            for parameter, index, source in _sources(body, field.path, "", None)
            for measured in [measurements[id(source)]]
        ),
    )


def _sources(
    value: Value, path: tuple[str | None, ...], parameter: str, index: int | None
) -> Iterator[tuple[str, int | None, MediaSource]]:
    """Every file at ``path``: lists are descended into, and count the last index."""
    if isinstance(value, list):
        for position, item in enumerate(cast("list[Value]", value)):
            inside = parameter if index is None else f"{parameter}[{index}]"
            yield from _sources(item, path, inside, position)
    elif isinstance(value, MediaSource):
        if not path:
            yield parameter, index, value
    elif isinstance(value, dict) and path:
        inside = parameter if index is None else f"{parameter}[{index}]"
        held = cast("dict[str, Value]", value)
        for key in held if path[0] is None else held.keys() & {path[0]}:
            name = f"{inside}.{key}" if inside else key
            yield from _sources(held[key], path[1:], name, None)


def _measured_words(label: str, measurement: Measurement) -> str:
    parts = [label]
    if measurement.width is not None:
        turned = ", displayed turned" if measurement.turned else ""
        parts.append(f"{measurement.width}x{measurement.height} px{turned}")
    if measurement.size is not None:
        parts.append(f"{measurement.size} bytes")
    return ", ".join(parts)
