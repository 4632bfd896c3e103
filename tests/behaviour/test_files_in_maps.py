"""Files as the values of maps: measured, judged, uploaded and replaced as any others are."""

import asyncio
import inspect
import shutil
import sys
from base64 import b64encode
from collections.abc import Callable, Generator
from datetime import date
from importlib import import_module
from typing import Any, cast

import pytest

from typewright.catalogue.settle import settled
from typewright.config import Config
from typewright.emulator.server import Served, serve
from typewright.generated import write_generated
from typewright.pipeline import generate, prepare

from .arguments import flat_picture
from .conftest import IMPATIENT, ROOT

PACKAGE = "models_of_maps"
MODEL = "acme/one/make"
HOSTED = "https://hosted.example"
NARROW, WIDE = flat_picture(64, 64), flat_picture(128, 64)
Call = Callable[..., Any]


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Generator[tuple[Any, Served]]:
    """An SDK of the golden schema, and the emulator that serves it."""
    root = tmp_path_factory.mktemp("maps")
    golden = ROOT / "tests" / "golden"
    shutil.copytree(golden / "media_in_maps" / "schemas", root / "schemas")
    shutil.copy(golden / "provider.json", root / "schemas" / "acme")
    config = Config(root=root, package=PACKAGE)
    prepared = prepare(config)
    write_generated(generate(config, prepared), force=False)
    sys.path.insert(0, str(root / config.output))
    try:
        with serve(settled(prepared.catalogue, date(2026, 11, 21))[0]) as served:
            yield import_module(PACKAGE), served
    finally:
        sys.path.remove(str(root / config.output))


@pytest.fixture(params=["Client", "AsyncClient"])
def make(request: pytest.FixtureRequest, models: tuple[Any, Served]) -> Generator[Call]:
    """Calls a method of the endpoint by either client."""
    package, served = models
    served.reset()
    sent: list[int] = []

    def uploader(_: object) -> str:
        sent.append(1)
        return f"{HOSTED}/{len(sent)}.png"

    with asyncio.Runner() as runner:
        client = getattr(package, request.param)(
            served.token,
            base_url=served.base_url,
            policy=IMPATIENT,
            probe_urls=False,
            uploader=uploader,
        )

        def settle(found: object) -> Any:
            return runner.run(_awaited(found)) if inspect.isawaitable(found) else found

        def call(name: str = "__call__", **arguments: object) -> Any:
            return settle(getattr(client.acme.one.make, name)(**arguments))

        yield call
        settle(client.close() if request.param == "Client" else client.aclose())


async def _awaited(found: Any) -> object:
    return cast("object", await found)


def test_they_are_judged_with_their_place(make: Call, models: tuple[Any, Served]) -> None:
    package, served = models
    arguments = {
        "scene": {"front": WIDE, "back": NARROW},
        "shots": {"first": {"frames": [NARROW, WIDE]}},
        "cover": WIDE,
    }
    report = make("preflight", **arguments)
    assert [(file.place, file.verdict) for file in report.files] == [
        ("scene.front", "fail"),
        ("scene.back", "pass"),
        ("shots.first.frames[0]", "pass"),
        ("shots.first.frames[1]", "fail"),
        ("cover", "fail"),
    ]
    with pytest.raises(package.MediaRejected, match=r"scene\.front .*128x64 px.*: fail"):
        make(**arguments)
    assert served.emulation.received == (), "nothing is sent before every file is judged"


def test_they_are_uploaded_and_replaced(make: Call, models: tuple[Any, Served]) -> None:
    _, served = models
    frames = {"frames": [NARROW, f"{HOSTED}/there.png"]}
    make(scene={"front": NARROW, "back": NARROW}, shots={"first": frames}, cover=None)
    (job,) = served.emulation.jobs
    assert dict(job.input) == {
        "scene": {"front": f"{HOSTED}/1.png", "back": f"{HOSTED}/2.png"},
        "shots": {"first": {"frames": [f"{HOSTED}/3.png", f"{HOSTED}/there.png"]}},
        "cover": None,
    }


def test_the_emulator_judges_them_too(models: tuple[Any, Served]) -> None:
    package, served = models
    picture = f"data:image/png;base64,{b64encode(WIDE).decode()}"
    with (
        package.Client(served.token, base_url=served.base_url, policy=IMPATIENT) as client,
        pytest.raises(package.ApiError, match=r"scene\.front: .*Too wide"),
    ):
        client.run_raw(MODEL, {"scene": {"front": picture}})
