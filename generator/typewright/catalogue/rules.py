"""The little language of media rules: ``metric operator``, as in ``width/height<``."""

import re
from typing import Final, Literal, TypeAlias, cast

Operator: TypeAlias = Literal["<", "<=", ">", ">=", "=="]

METRICS: Final = ("file_size_mb", "width_pixels", "height_pixels", "width/height")
"""What the runtime can measure. Source: the 120 endpoints of the RunComfy catalogue."""

_RULE: Final = re.compile(
    r" *([A-Za-z][A-Za-z0-9_]{0,63}(?:/[A-Za-z][A-Za-z0-9_]{0,63})?) *(<=|>=|==|<|>) *"
)


def parse_rule(text: str) -> tuple[str, Operator] | None:
    """The metric and the operator of ``validation_rule``, or ``None`` if it is not well formed.

    The metric may be one that nobody knows (yet): compare it with :data:`METRICS`.
    """
    match = _RULE.fullmatch(text)
    if match is None:
        return None
    return match[1], cast("Operator", match[2])  # the expression lets no other operator through
