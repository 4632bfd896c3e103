"""Every route over a real socket, with a bare client: what runcomfy-api.md says, and no more."""

import re
from io import BytesIO
from typing import Any

import httpx2
import pytest
from PIL import Image

from typewright.emulator import app
from typewright.emulator.emulation import ManualClock
from typewright.emulator.scenario import End, Queue, Run, Scenario, Shape
from typewright.emulator.server import Served

TEXT = "bytedance/seedream-5/lite/text-to-image"
VIDEO = "bytedance/seedance-1-0/lite/image-to-video"
AT_ONCE = Scenario(queue=Queue(polls=0), run=Run(polls=0))


def submitted(api: httpx2.Client) -> dict[str, Any]:
    """The answer to an accepted submit."""
    answer = api.post(f"/v1/models/{TEXT}", json={"prompt": "a cat"})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def test_the_life_of_a_job(api: httpx2.Client, served: Served) -> None:
    job = submitted(api)
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,128}", job["request_id"])
    seen = [api.get(job["status_url"]).json() for _ in range(3)]
    assert [each["status"] for each in seen] == ["in_queue", "in_progress", "completed"]
    assert seen[0]["queue_position"] == 1
    assert seen[0].keys() == {"request_id", "status", "queue_position", "status_url", "result_url"}
    assert "instance_id" in seen[1]
    found = api.get(job["result_url"]).json()
    assert found.keys() == {"request_id", "status", "output", "created_at", "finished_at"}
    assert found["status"] == "succeeded"
    assert served.accepted == 1
    assert served.emulation.jobs[0].input == {"prompt": "a cat"}


def test_a_result_is_a_real_picture_that_needs_no_token(api: httpx2.Client, served: Served) -> None:
    served.reset(AT_ONCE)
    found = api.get(submitted(api)["result_url"]).json()
    with httpx2.Client() as stranger:
        answer = stranger.get(found["output"]["image"])
    assert answer.headers["content-type"] == "image/png"
    with Image.open(BytesIO(answer.content)) as image:
        image.load()
        assert image.format == "PNG"
    assert not served.emulation.received[-1].authorised


def test_a_video_endpoint_gives_a_film(api: httpx2.Client, served: Served) -> None:
    served.reset(AT_ONCE)
    body = {"prompt": "x", "first_frame_image_url": "https://files.example/a.png"}
    job = api.post(f"/v1/models/{VIDEO}", json=body).json()
    answer = api.get(api.get(job["result_url"]).json()["output"]["video"])
    assert answer.headers["content-type"] == "video/mp4"
    assert answer.content[4:8] == b"ftyp"


def test_what_a_scenario_says_of_results(api: httpx2.Client, served: Served) -> None:
    served.reset(Scenario(AT_ONCE.queue, AT_ONCE.run, End(files=3, cost=0.2), echo=True))
    found = api.get(submitted(api)["result_url"], params={"include_cost": "true"}).json()
    assert (found["cost"], found["model_id"], found["input"]) == (0.2, TEXT, {"prompt": "a cat"})
    assert len(set(found["output"]["images"])) == 3
    served.reset(Scenario(AT_ONCE.queue, AT_ONCE.run, End(output={"audio": None, "x": [1]})))
    found = api.get(submitted(api)["result_url"]).json()
    assert found["output"] == {"audio": None, "x": [1]}
    assert "cost" not in found


def test_cancel_answers_202(api: httpx2.Client) -> None:
    job = submitted(api)
    answer = api.post(job["cancel_url"])
    assert (answer.status_code, answer.json()["outcome"]) == (202, "cancelled")
    assert api.get(job["result_url"]).json()["status"] == "cancelled"


def test_the_urls_may_be_missing(api: httpx2.Client, served: Served) -> None:
    served.reset(Scenario(urls=False))
    assert submitted(api).keys() == {"request_id"}


@pytest.mark.parametrize("path", ["/v1/models", "/v1/models/x/y", "/v1/requests/a/status"])
@pytest.mark.parametrize("given", [{}, {"Authorization": "Bearer no"}, {"Authorization": "emü"}])
def test_a_wrong_token_is_http_400(served: Served, path: str, given: dict[str, str]) -> None:
    headers = {name.encode(): value.encode() for name, value in given.items()}
    answer = httpx2.get(served.base_url + path, headers=headers)
    assert (answer.status_code, answer.json()["error_code"]) == (400, 400004)
    assert served.emulation.calls("status") == 0


@pytest.mark.parametrize("route", ["status", "result", "cancel"])
def test_ids_that_are_unknown_or_none(api: httpx2.Client, route: str) -> None:
    method = "POST" if route == "cancel" else "GET"
    for request_id, status, code in (("emu-0", 404, 404001), ("a.b", 400, 400001)):
        answer = api.request(method, f"/v1/requests/{request_id}/{route}")
        assert (answer.status_code, answer.json()["error_code"]) == (status, code)


def test_an_id_expires_by_the_clock(api: httpx2.Client, served: Served, clock: ManualClock) -> None:
    served.reset(Scenario(expires_seconds=3600))
    job = submitted(api)
    clock.advance(3599)
    assert api.get(job["status_url"]).status_code == 200
    clock.advance(1)
    assert api.get(job["status_url"]).json()["error_code"] == 404001


def test_a_job_that_goes_by_the_clock(
    api: httpx2.Client, served: Served, clock: ManualClock
) -> None:
    served.reset(Scenario(Queue(polls=0, seconds=5), Run(polls=0, seconds=10)))
    job = submitted(api)
    words: list[str] = []
    for seconds in (4, 1, 9, 1):
        clock.advance(seconds)
        words.append(api.get(job["status_url"]).json()["status"])
    assert words == ["in_queue", "in_progress", "in_progress", "completed"]


@pytest.mark.parametrize(
    ("content", "detail"),
    [
        (b"", "no JSON"),
        (b"{", "no JSON"),
        (b'{"prompt": NaN}', "no JSON"),
        (b"\xff", "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b"[]", "must be a JSON object"),
        (b"{}", "prompt is required"),
        (b'{"prompt": "x", "promt": "y"}', "promt: unknown argument"),
    ],
)
def test_a_wrong_body_is_refused_and_not_accepted(
    api: httpx2.Client, served: Served, content: bytes, detail: str
) -> None:
    answer = api.post(f"/v1/models/{TEXT}", content=content)
    assert answer.status_code == 422
    assert detail in answer.json()["detail"]
    assert (served.accepted, served.emulation.calls("submit")) == (0, 1)


def test_a_body_may_have_64_mebibytes_and_no_more(api: httpx2.Client, served: Served) -> None:
    frame = b'{"prompt": ""}'
    fits = frame[:-2] + b"x" * (app.BODY_BYTES - len(frame)) + frame[-2:]
    assert api.post(f"/v1/models/{TEXT}", content=fits).status_code == 200
    assert api.post(f"/v1/models/{TEXT}", content=fits + b" ").status_code == 413
    assert served.accepted == 1


def test_an_unknown_model_is_not_found(api: httpx2.Client) -> None:
    for answer in (api.post("/v1/models/acme/none", json={}), api.get("/v1/models/acme/none")):
        assert (answer.status_code, answer.json()["error_code"]) == (404, 404001)


def test_the_catalogue(api: httpx2.Client) -> None:
    whole = api.get("/v1/models", params={"include_schema": "true"}).json()
    assert (whole["total"], len(whole["models"])) == (3, 3)
    ids = [entry["model_id"] for entry in whole["models"]]
    assert ids == sorted(ids)
    one = api.get(f"/v1/models/{TEXT}").json()
    assert one in whole["models"]
    assert one["display_name"] == "Seedream 5 Lite Text to Image"
    assert one["kind"] == "model"
    assert one["input_schema"]["required"] == ["prompt"]
    assert api.get("/v1/models/categories").json() == {
        "categories": ["image-to-image", "image-to-video", "text-to-image"]
    }


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"search": "SEEDREAM"}, 2),
        ({"search": "lite"}, 2),
        ({"category": "text-to-image"}, 1),
        ({"category": "text"}, 0),
        ({"kind": "model"}, 3),
        ({"kind": "workflow"}, 0),
    ],
)
def test_filters(api: httpx2.Client, query: dict[str, str], found: int) -> None:
    answer = api.get("/v1/models", params=query).json()
    assert (answer["total"], len(answer["models"])) == (found, found)
    assert all("input_schema" not in entry for entry in answer["models"])


def test_pages_cover_the_catalogue_once(api: httpx2.Client) -> None:
    pages = [api.get("/v1/models", params={"limit": 2, "offset": at}).json() for at in (0, 2, 4)]
    assert [page["total"] for page in pages] == [3, 3, 3]
    assert [len(page["models"]) for page in pages] == [2, 1, 0]
    assert api.get("/v1/models", params={"limit": "-1"}).status_code == 422
    assert api.get("/v1/models", params={"offset": "x"}).status_code == 422


@pytest.mark.parametrize(
    ("shape", "names"),
    [
        ("full", {"error_code", "error_message", "detail"}),
        ("code", {"code", "error"}),
        ("message", {"message"}),
        ("detail", {"detail"}),
    ],
)
def test_the_shapes_of_refusals(
    api: httpx2.Client, served: Served, shape: Shape, names: set[str]
) -> None:
    served.reset(Scenario(refusals=shape))
    assert api.get("/v1/models/acme/none").json().keys() == names


def test_a_refusal_in_plain_text(api: httpx2.Client, served: Served) -> None:
    served.reset(Scenario(refusals="text"))
    answer = api.get("/v1/models/acme/none")
    assert (answer.status_code, answer.text) == (404, "not found or expired")
    assert answer.headers["content-type"].startswith("text/plain")
