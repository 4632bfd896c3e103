"""The only importer of black: one mode, whatever the working directory says.

Black takes 100 ms for a module of an endpoint. It looks at logical lines one by one, so what it
would print is known for the shapes that our templates print (:mod:`typewright.codegen.layout`);
it is asked about every other line, and about a whole module where a line cannot stand alone.
See docs/decisions/070-scale.md.
"""

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from typewright.codegen import answers
from typewright.codegen.layout import laid_out
from typewright.codegen.literals import WIDTH
from typewright.codegen.logical import INDENT, Doubt, Logical, logical_lines
from typewright.codegen.spacing import spaced

if TYPE_CHECKING:
    from black.mode import Mode


class FormatError(RuntimeError):
    """A template printed something that is no Python: a bug of ours, told with its place."""


def format_python(text: str, origin: str) -> str:
    """``text`` as black prints it; ``origin`` names template and endpoint in an error."""
    # A template's conditional lines leave gaps; black keeps up to two empty lines where it finds
    # them, so the gaps are closed first and black opens those that it wants.
    compact = re.sub(r"\n{3,}", "\n\n", text.strip()) + "\n"
    try:
        return _by_lines(compact) if style_is_known() else format_by_black(compact, origin)
    except Doubt:
        return format_by_black(compact, origin)


_known = answers.of("black")
"""What black said before: a memory only."""


def format_by_black(text: str, origin: str) -> str:
    """``text`` as black itself prints it."""
    if text not in _known:
        _known[text] = _black(text, origin)
    return _known[text]


def _black(text: str, origin: str) -> str:
    from black import format_str
    from black.parsing import InvalidInput

    try:
        return format_str(text, mode=_mode())
    except InvalidInput as error:
        raise FormatError(f"{origin}: black cannot read the rendered text: {error}") from error


@cache
def _mode() -> "Mode":
    from black.mode import Mode, TargetVersion

    return Mode(target_versions={TargetVersion.PY311}, line_length=WIDTH)


_SAMPLE = f"""\"\"\"A module.\"\"\"

from .a import {", ".join(f"name_{number}" for number in range(12))}

if TYPE_CHECKING:
    from . import b
KIND: TypeAlias = Literal[{", ".join(f'"value {number}"' for number in range(12))}]
class Given(Input):
    \"\"\"What is given.

    In short.
    \"\"\"
    a: Annotated[str, Field(max_length=600)] = "b"
    \"\"\"One.\"\"\"
PART = MediaField(
    ("part",),
    rules=(
        Rule("metric", "<", 10, "{"a" * 60}"),
        Rule("metric", "<", 10, "{"a" * 90}"),
    ),
)
SPEC: Spec[Given, Made] = Spec(
    "{"a" * 40}", Given, Made, media=(PART,)
)
class Call(Endpoint[Given]):
    \"\"\"What is called.\"\"\"

    spec = SPEC
    def a(self) -> int:
        \"\"\"A method.\"\"\"
        return self.b()
    @property
    def b(self) -> int:
        \"\"\"Another.\"\"\"
        from .c import d

        return d(self)
"""
"""Every shape that is laid out here, not as black leaves it."""


@cache
def style_is_known() -> bool:
    """Whether the black that is installed prints what :mod:`typewright.codegen.layout` does.

    Black changes its style once a year; of one that is not known it prints everything itself.
    """
    return _by_lines(_SAMPLE) == format_by_black(_SAMPLE, "the sample")


def _by_lines(text: str) -> str:
    parts: list[str] = []
    for before, line, docstring in spaced(logical_lines(text)):
        parts.append("\n" * before)
        try:
            parts.append(laid_out(line, docstring=docstring))
        except Doubt:
            if docstring and not line.depth:
                raise
            parts.append(_line_by_black(line, docstring))
        parts.append("\n")
    return "".join(parts)


@lru_cache(maxsize=4096)
def _line_by_black(line: Logical, docstring: bool) -> str:
    """One line as black prints it at its depth, in blocks made for it."""
    margins = [" " * INDENT * depth for depth in range(line.depth + 1)]
    blocks = "".join(f"{margin}class _:\n" for margin in margins[:-1])
    if line.depth and not docstring:
        blocks += f"{margins[-1]}_: int\n"
    body = f"{margins[-1]}{' ' * INDENT}pass\n" if line.source.endswith(":") else ""
    try:
        whole = format_by_black(f"{blocks}{margins[-1]}{line.source}\n{body}", line.source)
    except FormatError as error:  # it is told of the whole text, with its place there
        raise Doubt(line.source) from error
    lines = whole.split("\n")
    return "\n".join(lines[blocks.count("\n") : -1 - bool(body)]).lstrip("\n")
