"""From an Sdk to Files: render, format, guard."""

from collections.abc import Callable, Container
from pathlib import PurePosixPath

from typewright.codegen.format import format_python
from typewright.codegen.guard import guard
from typewright.codegen.plan import Frame, Output, outputs
from typewright.codegen.vendor import runtime_files
from typewright.files import Files
from typewright.ir.model import Sdk

Progress = Callable[[int, int], None]
"""Called with (files done, files in all)."""


def render_sdk(
    sdk: Sdk,
    selected: Container[str],
    progress: Progress | None = None,
    frame: Frame | None = None,
) -> Files:
    """Every file of the SDK but its manifest; of endpoint modules those in ``selected`` alone.

    An SDK that was built in part has a ``frame``, which says what is around it.

    Raises ``FormatError`` or ``UnexpectedCode`` when a template misbehaves: bugs, not user errors.
    """
    planned = list(outputs(sdk, selected, frame))
    files = dict(runtime_files(sdk.package))
    for done, output in enumerate(planned, 1):
        files[output.path] = _text(output)
        if progress is not None:
            progress(done, len(planned))
    return dict(sorted(files.items()))


def _text(output: Output) -> str:
    text = output.render()
    if output.path.suffix != ".py":
        return text
    formatted = format_python(text, f"{output.path} (template {output.template})")
    guard(PurePosixPath(output.path), formatted)
    return formatted
