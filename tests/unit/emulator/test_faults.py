"""Calls that go wrong: what the client sees, and whether the job was accepted (and paid)."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx2
import pytest

from typewright.catalogue.model import Catalogue
from typewright.diagnostics import ConfigError
from typewright.emulator.scenario import Fault, Scenario
from typewright.emulator.server import TOKEN, Served, run_forever, serve

TEXT = "/v1/models/bytedance/seedream-5/lite/text-to-image"


def submit(api: httpx2.Client) -> httpx2.Response:
    return api.post(TEXT, json={"prompt": "x"})


@pytest.mark.parametrize("accepted", [False, True])
def test_a_connection_cut_without_an_answer(
    api: httpx2.Client, served: Served, accepted: bool
) -> None:
    served.reset(Scenario(fault=(Fault("submit", "cut", accepted=accepted),)))
    with pytest.raises(httpx2.RemoteProtocolError):
        submit(api)
    assert served.accepted == int(accepted)
    assert submit(api).status_code == 200


def test_an_answer_cut_in_the_middle(api: httpx2.Client, served: Served) -> None:
    served.reset(Scenario(fault=(Fault("submit", "truncated"),)))
    with pytest.raises(httpx2.RemoteProtocolError, match="without sending complete message"):
        submit(api)
    assert served.accepted == 1


def test_invalid_json_with_http_200(api: httpx2.Client, served: Served) -> None:
    served.reset(Scenario(fault=(Fault("submit", "invalid_json"),)))
    answer = submit(api)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    with pytest.raises(json.JSONDecodeError):
        answer.json()
    assert served.accepted == 1


@pytest.mark.parametrize("accepted", [False, True])
def test_an_http_status_with_headers(api: httpx2.Client, served: Served, accepted: bool) -> None:
    busy = Fault("submit", "http", accepted, status=429, headers={"Retry-After": "7"}, times=2)
    served.reset(Scenario(fault=(busy,)))
    seen = [submit(api) for _ in range(3)]
    assert [each.status_code for each in seen] == [429, 429, 200]
    assert seen[0].headers["retry-after"] == "7"
    assert served.accepted == (3 if accepted else 1)


def test_http_200_with_an_error_code(api: httpx2.Client, served: Served) -> None:
    fault = Fault("submit", "error_code", code=400002, message="no balance")
    served.reset(Scenario(fault=(fault,)))
    answer = submit(api)
    assert answer.status_code == 200
    assert answer.json() == {"error_code": 400002, "error_message": "no balance"}
    assert served.accepted == 0


def test_a_slow_body_arrives_whole(api: httpx2.Client, served: Served) -> None:
    served.reset(Scenario(fault=(Fault("submit", "slow", seconds=0.2),)))
    start = time.monotonic()
    assert submit(api).json()["request_id"]
    assert time.monotonic() - start >= 0.2


def test_faults_of_a_file(api: httpx2.Client, served: Served) -> None:
    served.reset(Scenario(fault=(Fault("file", "truncated"),)))
    with httpx2.Client(base_url=served.base_url) as stranger:
        with pytest.raises(httpx2.RemoteProtocolError):
            stranger.get("/files/a.png")
        assert stranger.get("/files/a.png").status_code == 200
        assert stranger.get("/files/a.exe").status_code == 404


def test_one_call_in_five(api: httpx2.Client, served: Served) -> None:
    served.reset(Scenario(fault=(Fault("any", "http", every=5, times=0),)))
    codes = [api.get("/v1/models/categories").status_code for _ in range(11)]
    assert codes == [503, *[200] * 4, 503, *[200] * 4, 503]


def test_the_first_fault_that_hits_wins(api: httpx2.Client, served: Served) -> None:
    one, other = (Fault("submit", "http", status=status) for status in (500, 502))
    served.reset(Scenario(fault=(one, other)))
    assert [submit(api).status_code for _ in range(2)] == [500, 200]


def test_a_wrong_token_meets_no_fault(api: httpx2.Client, served: Served) -> None:
    served.reset(Scenario(fault=(Fault("submit", "cut"),)))
    assert submit_as_stranger(served) == 400
    with pytest.raises(httpx2.RemoteProtocolError):
        submit(api)


def submit_as_stranger(served: Served) -> int:
    return httpx2.post(served.base_url + TEXT, json={}).status_code


def test_a_reset_forgets_jobs_and_counts_but_reuses_no_id(
    api: httpx2.Client, served: Served
) -> None:
    first = submit(api).json()["request_id"]
    served.reset()
    assert (served.accepted, served.emulation.calls("submit"), served.emulation.received) == (
        *(0, 0),
        (),
    )
    assert submit(api).json()["request_id"] != first
    assert api.get(f"/v1/requests/{first}/status").status_code == 404


def test_a_server_ends_with_its_block_and_frees_its_port(catalogue: Catalogue) -> None:
    with serve(catalogue, token="other") as one:
        headers = {"Authorization": "Bearer other"}
        assert httpx2.get(f"{one.base_url}/v1/models", headers=headers).status_code == 200
    with pytest.raises(httpx2.ConnectError):
        httpx2.get(one.base_url)


def test_a_taken_port_is_said_in_one_line(catalogue: Catalogue, served: Served) -> None:
    port = int(served.base_url.rpartition(":")[2])
    with pytest.raises(ConfigError, match=f"port {port}: .*; choose another with --port"):
        run_forever(catalogue, port=port, announce=lambda url: None)


def test_a_number_that_is_no_port(catalogue: Catalogue) -> None:
    with pytest.raises(ConfigError, match="port 65536: ports go from 0 to 65535"):
        run_forever(catalogue, port=65536, announce=lambda url: None)


def test_in_the_foreground_until_ctrl_c() -> None:
    store = Path(__file__).parents[3] / "schemas"
    program = (
        "from pathlib import Path\n"
        "from typewright.catalogue.load import load\n"
        "from typewright.emulator.server import run_forever\n"
        f"run_forever(load(Path({str(store)!r}))[0], announce=lambda url: print(url, flush=True))\n"
        "print('bye')"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        headers = {"Authorization": f"Bearer {TOKEN}"}
        assert httpx2.get(f"{url}/v1/models", headers=headers).json()["total"] == 3
        process.send_signal(signal.SIGINT)
        assert process.stdout.read() == "bye\n"
        assert process.wait(20) == 0
