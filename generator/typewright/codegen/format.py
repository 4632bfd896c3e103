"""The only importer of black: one mode, whatever the working directory says."""

import re
from functools import cache
from typing import TYPE_CHECKING

from typewright.codegen.literals import WIDTH

if TYPE_CHECKING:
    from black.mode import Mode


class FormatError(RuntimeError):
    """A template printed something that is no Python: a bug of ours, told with its place."""


@cache
def _mode() -> "Mode":
    from black.mode import Mode, TargetVersion

    return Mode(target_versions={TargetVersion.PY311}, line_length=WIDTH)


def format_python(text: str, origin: str) -> str:
    """``text`` as black prints it; ``origin`` names template and endpoint in an error."""
    from black import format_str
    from black.parsing import InvalidInput

    # A template's conditional lines leave gaps; black keeps up to two empty lines where it finds
    # them, so the gaps are closed first and black opens those that it wants.
    compact = re.sub(r"\n{3,}", "\n\n", text.strip()) + "\n"
    try:
        return format_str(compact, mode=_mode())
    except InvalidInput as error:
        raise FormatError(f"{origin}: black cannot read the rendered text: {error}") from error
