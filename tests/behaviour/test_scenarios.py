"""The table of scenarios, by both clients."""

from typing import Any

import pytest

from runcomfy_models import SdkError
from typewright.emulator.server import Served

from .conftest import Connect
from .scenarios import ROWS, Row

TEXT = "bytedance/seedream-5/lite/text-to-image"


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_a_scenario(connect: Connect, emulator: Served, row: Row) -> None:
    emulator.reset(row.scenario)
    caller = connect(**row.settings)
    found: Any
    try:
        found = caller(caller.endpoints[TEXT], prompt="a cat")
    except SdkError as error:
        found = error
    expected = row.raises or caller.endpoints[TEXT].spec.output
    assert type(found) is expected, repr(found)
    assert row.holds(found), repr(found)
    assert (emulator.accepted, emulator.emulation.calls("submit")) == (row.paid, row.sent)
    assert emulator.token not in repr(found) + str(found)
    assert all(request.authorised for request in emulator.emulation.received)


def test_the_rows_have_names_of_their_own() -> None:
    assert len({row.name for row in ROWS}) == len(ROWS)
