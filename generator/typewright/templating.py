"""The one Jinja environment.

Templates loop, choose and print ready strings; whatever a schema says has become a Python
literal or an escaped docstring before it gets here (see :mod:`typewright.codegen.literals`).
"""

from collections.abc import Mapping
from functools import cache

import jinja2

from typewright.resources import templates_directory


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates_directory(), encoding="utf-8"),
        undefined=jinja2.StrictUndefined,
        autoescape=False,  # Python and Markdown come out, never HTML
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        newline_sequence="\n",
    )


def render(template: str, values: Mapping[str, object]) -> str:
    """The text of ``template`` (a file name under ``templates/``) with ``values`` filled in.

    Raises ``jinja2.UndefinedError`` for a name that ``values`` does not hold: a bug of ours.
    """
    return _environment().get_template(template).render(values)
