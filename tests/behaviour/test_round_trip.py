"""Every stored endpoint with every kind of argument: what is passed is what arrives."""

from pathlib import Path
from typing import Any

import pytest

from typewright.catalogue.model import Catalogue, EndpointSource
from typewright.emulator.scenario import Queue, Run, Scenario
from typewright.emulator.server import Served

from .arguments import Case, cases, picture
from .conftest import Caller, stored_catalogue

AT_ONCE = Scenario(queue=Queue(polls=0), run=Run(polls=0))
ENDPOINTS = [
    endpoint for provider in stored_catalogue().providers for endpoint in provider.endpoints
]


def named(endpoint: Any, case: Case) -> dict[str, object]:
    """The arguments of ``case`` by the names that Python callers use."""
    fields = endpoint.spec.input.model_fields
    names = {field.alias or name: name for name, field in fields.items()}
    return {names[wire]: value for wire, value in case.arguments.items()}


def test_every_stored_endpoint_is_an_attribute(caller: Caller, catalogue: Catalogue) -> None:
    (provider,) = catalogue.providers
    assert set(caller.endpoints) == {endpoint.id for endpoint in provider.endpoints}


@pytest.mark.parametrize("stored", ENDPOINTS, ids=lambda endpoint: endpoint.id)
def test_every_argument_arrives_and_nothing_else(
    caller: Caller, emulator: Served, stored: EndpointSource, tmp_path: Path
) -> None:
    emulator.reset(AT_ONCE)
    endpoint = caller.endpoints[stored.id]
    tried = list(cases(stored, tmp_path))
    for case in tried:
        output = caller(endpoint, **named(endpoint, case))
        job = emulator.emulation.jobs[-1]
        assert (job.model_id, dict(job.input)) == (stored.id, case.body), str(case)
        files = (output.image, output.video)
        assert sum(file is not None for file in files) == 1
    assert emulator.accepted == len(tried)


@pytest.mark.parametrize("stored", ENDPOINTS, ids=lambda endpoint: endpoint.id)
def test_what_is_sent_is_what_validate_says_was_set(
    caller: Caller, emulator: Served, stored: EndpointSource, tmp_path: Path
) -> None:
    endpoint = caller.endpoints[stored.id]
    required = next(cases(stored, tmp_path))
    checked = endpoint.validate(**named(endpoint, required))
    assert checked.model_fields_set == set(named(endpoint, required))
    assert emulator.emulation.received == ()


@pytest.mark.parametrize("stored", ENDPOINTS, ids=lambda endpoint: endpoint.id)
def test_a_good_file_passes_preflight_without_a_request(
    caller: Caller, emulator: Served, stored: EndpointSource, tmp_path: Path
) -> None:
    endpoint = caller.endpoints[stored.id]
    report = caller(endpoint.preflight, **named(endpoint, next(cases(stored, tmp_path))))
    assert report.passed, str(report)
    assert emulator.emulation.received == ()


def test_an_open_file_arrives_whole_and_is_put_back(
    caller: Caller, emulator: Served, tmp_path: Path
) -> None:
    path = tmp_path / "cat.png"
    path.write_bytes(picture([]))
    with path.open("rb") as file:
        caller(
            caller.endpoints["bytedance/seedream-4-0/edit"].submit, prompt="a hat", images=[file]
        )
        assert file.tell() == 0
    (sent,) = emulator.emulation.jobs
    assert str(sent.input["images"]).startswith("['data:image/png;base64,")
