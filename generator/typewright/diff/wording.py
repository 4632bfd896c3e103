"""Words that all reports share."""

from typing import Final

from typewright.diff.model import Change, File

THE_PROVIDER = "Every endpoint"


def flag(change: Change) -> str:
    """What to add for a change after which the same call may give or cost something else."""
    return " (behaviour: the same call may give or cost something else)" if change.behaviour else ""


_WIDEST: Final = 400


def shortened(payload: str) -> str:
    """A payload for a person; the JSON report has it whole."""
    if len(payload) <= _WIDEST:
        return payload
    return f"{payload[: _WIDEST - 40]} ... {payload[-35:]}"


def file_words(file: File) -> str:
    """The measurements of a file, and what each side says of it."""
    parts: list[str] = []
    if file.width is not None and file.height is not None:
        parts.append(f"{file.width} x {file.height} pixels")
    if file.size is not None:
        parts.append(f"{file.size:,} bytes ({file.size / 1e6:.6g} MB)")
    measured = ", ".join(parts)
    return f"{measured} as {file.parameter}: {file.old} -> {file.new} (`{file.rule}`)"


def counted(number: int, noun: str) -> str:
    """``1 change``, ``2 changes``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
