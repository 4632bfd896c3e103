"""Regular expressions that are compiled when the first text needs them."""

import re
from functools import cache


@cache
def expression(pattern: str) -> re.Pattern[str]:
    """``pattern`` compiled: what few texts are read by takes longer than linting a file."""
    return re.compile(pattern)
