"""TW121 says of bounds that nothing satisfies them exactly where another judge accepts nothing."""

from itertools import product
from pathlib import PurePosixPath
from typing import Any

import jsonschema_rs
import pytest

from typewright.catalogue.model import Document
from typewright.catalogue.schema import walked
from typewright.catalogue.values import check_limits
from typewright.diagnostics import Diagnostic


def limits(schema: Any) -> list[Diagnostic]:
    """What is said of the limits of ``schema``."""
    return list(check_limits(Document(PurePosixPath("a"), "", schema), walked(schema), ""))


LOWER = ("minimum", "exclusiveMinimum")
UPPER = ("maximum", "exclusiveMaximum")
BOUNDS = [-2, -0.5, 0, 1, 1.25, 3]
MULTIPLES = [None, 1, 2, 5, 0.5, 1.5]
EIGHTHS = [number / 8 for number in range(-32, 33)]
"""A value in every gap between the bounds above, and every multiple."""


@pytest.mark.parametrize("kind", ["integer", "number"])
def test_bounds_and_multiples(kind: str) -> None:
    values = [int(each) if each.is_integer() else each for each in EIGHTHS]
    empty = 0
    for lower, upper, least, most, multiple in product(LOWER, UPPER, BOUNDS, BOUNDS, MULTIPLES):
        schema: Any = {"type": kind, lower: least, upper: most}
        if multiple is not None:
            schema["multipleOf"] = multiple
        accepts = jsonschema_rs.validator_for(schema).is_valid
        found = limits(schema)
        assert bool(found) is not any(map(accepts, values)), (schema, found)
        empty += bool(found)
    assert empty > 100


def test_a_decimal_is_what_is_written() -> None:
    tenths: Any = {"type": "number", "minimum": 0.3, "maximum": 0.3, "multipleOf": 0.1}
    assert limits(tenths) == []
