"""Words that all reports share."""

import json
from typing import Final

from typewright.catalogue.model import Json
from typewright.diff.model import Change, File

THE_PROVIDER = "Every endpoint"


def flag(change: Change) -> str:
    """What to add for a change after which the same call may give or cost something else."""
    return " (behaviour: the same call may give or cost something else)" if change.behaviour else ""


_WIDEST: Final = 400
_LONGEST: Final = 60


def payload_words(value: Json) -> str:
    """A payload as JSON for a person: long texts are cut; the JSON report has it whole."""
    text = json.dumps(_shortened(value), ensure_ascii=False)
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 40]} ... {text[-35:]}"


def _shortened(value: Json) -> Json:
    match value:
        case str() if len(value) > _LONGEST:
            return f"{value[:20]}... ({len(value):,} characters)"
        case list():
            return [_shortened(each) for each in value]
        case dict():
            return {name: _shortened(each) for name, each in value.items()}
        case _:
            return value


def file_words(file: File) -> str:
    """The measurements of a file, and what each side says of it."""
    parts: list[str] = []
    if file.width is not None and file.height is not None:
        parts.append(f"{file.width} x {file.height} pixels")
    if file.size is not None:
        parts.append(f"{file.size:,} bytes ({file.size / 1e6:.6g} MB)")
    measured = ", ".join(parts)
    return f"{measured} as {file.parameter}: {file.old} -> {file.new} (`{file.rule}`)"
