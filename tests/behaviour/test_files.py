"""Files that go out and files that come back, by both clients."""

import asyncio
import base64
import pickle
import socket
import threading
import warnings
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from runcomfy_models import (
    AsyncClient,
    Client,
    Downloaded,
    DownloadFailed,
    InvalidMedia,
    MediaRejected,
    MediaWarning,
    Upload,
)
from runcomfy_models._runtime import calls, preflight
from typewright.emulator.scenario import End, Fault, Reading, Scenario
from typewright.emulator.server import Served

from .arguments import URL, flat_picture
from .conftest import IMPATIENT, Caller, Connect

TEXT = "bytedance/seedream-5/lite/text-to-image"
EDIT = "bytedance/seedream-4-0/edit"
HOSTED = "https://hosted.example/a.png"


def fetched(caller: Caller, output: Any, directory: Path, **more: Any) -> Any:
    """``download`` or ``adownload``, as the client has it."""
    name = "adownload" if caller.client.is_async else "download"
    return caller(getattr(output, name), directory, **more)


def test_an_output_is_downloaded(caller: Caller, emulator: Served, tmp_path: Path) -> None:
    emulator.reset(Scenario(end=End(files=3, file_bytes=200_000)))
    told: list[Downloaded] = []
    output = caller(caller.endpoints[TEXT], prompt="x")
    paths = fetched(caller, output, tmp_path / "results", progress=told.append)
    assert [path.parent for path in paths] == [tmp_path / "results"] * 3
    assert [path.stat().st_size for path in paths] == [200_000] * 3
    for path in paths:
        with Image.open(path) as image:
            assert image.size == (256, 256)
    assert told[-1] == Downloaded(output.images[2], 3, 3, 200_000, 200_000)
    files = [each for each in emulator.emulation.received if each.call == "file"]
    assert [each.authorised for each in files] == [False] * 3


@pytest.mark.parametrize(
    "fault",
    [
        Fault("file", "truncated", times=3),
        Fault("file", "cut", times=2),
        Fault("file", "http", status=503, times=2),
        Fault("file", "slow", seconds=0.2),
    ],
)
def test_downloads_outlast_trouble(
    caller: Caller, emulator: Served, tmp_path: Path, fault: Fault
) -> None:
    emulator.reset(Scenario(end=End(file_bytes=300_000), fault=(fault,)))
    (path,) = fetched(caller, caller(caller.endpoints[TEXT], prompt="x"), tmp_path)
    assert path.stat().st_size == 300_000
    with Image.open(path) as image:
        image.load()
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_untyped_outputs_and_urls_are_downloaded_too(
    caller: Caller, emulator: Served, tmp_path: Path
) -> None:
    output = caller(caller.client.run_raw, TEXT, {"prompt": "x"})
    (first,) = caller(caller.client.download, output, tmp_path)
    (second,) = caller(caller.client.download, output["image"], str(tmp_path))
    assert first.read_bytes() == second.read_bytes()
    assert first != second


def test_an_output_from_somewhere_else(caller: Caller, emulator: Served, tmp_path: Path) -> None:
    emulator.reset(Scenario(end=End(output={"image": "https://elsewhere.example/a.png"})))
    output = caller(caller.endpoints[TEXT], prompt="x")
    with pytest.raises(DownloadFailed, match="none of the hosts"):
        fetched(caller, output, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_an_output_remembers_its_client_and_nothing_else_of_it(
    caller: Caller, connect: Connect, tmp_path: Path
) -> None:
    output = caller(caller.endpoints[TEXT], prompt="x")
    alone = pickle.loads(pickle.dumps(output))
    assert alone == output
    with pytest.raises(RuntimeError, match=r"client\.download\(output"):
        fetched(caller, alone, tmp_path)
    assert len(caller(caller.client.download, alone, tmp_path)) == 1
    wrong = output.download if caller.client.is_async else output.adownload
    with pytest.raises(RuntimeError, match="came from the other client"):
        caller(wrong, tmp_path)


def test_an_uploader_hosts_local_files(connect: Connect, emulator: Served, tmp_path: Path) -> None:
    seen: list[Upload] = []

    def uploader(file: Upload) -> str:
        seen.append(file)
        return f"{HOSTED}?{len(seen)}"

    path = tmp_path / "cat.png"
    path.write_bytes(flat_picture(64, 64))
    caller = connect(uploader=uploader)
    images = [path, URL, flat_picture(32, 32)]
    caller(caller.endpoints[EDIT].submit, prompt="x", images=images)
    sent = emulator.emulation.jobs[0].input["images"]
    assert sent == [f"{HOSTED}?1", URL, f"{HOSTED}?2"]
    assert [(file.name, file.media_type) for file in seen] == [
        ("cat.png", "image/png"),
        ("file.png", "image/png"),
    ]
    assert seen[0].content == path.read_bytes()


def test_an_uploader_may_be_a_coroutine_function(emulator: Served) -> None:
    async def uploader(file: Upload) -> str:
        await asyncio.sleep(0)
        return HOSTED

    async def run() -> None:
        client = AsyncClient(
            emulator.token, base_url=emulator.base_url, uploader=uploader, policy=IMPATIENT
        )
        async with client:
            edit = client.bytedance.seedream_4_0.edit
            await edit.submit(prompt="x", images=[flat_picture(64, 64)])

    asyncio.run(run())
    assert emulator.emulation.jobs[0].input["images"] == [HOSTED]


@pytest.mark.parametrize(
    ("answer", "words"),
    [("http://a.example/x", "https"), ("data:,x", "must give an https URL"), (None, "NoneType")],
)
def test_what_an_uploader_may_not_give(
    connect: Connect, emulator: Served, answer: Any, words: str
) -> None:
    def uploader(file: Upload) -> Any:
        return answer

    caller = connect(uploader=uploader)
    with pytest.raises(InvalidMedia, match=words):
        caller(caller.endpoints[EDIT].submit, prompt="x", images=[flat_picture(64, 64)])
    assert emulator.emulation.received == ()


def test_nothing_is_uploaded_for_a_call_that_would_be_refused(
    connect: Connect, emulator: Served
) -> None:
    def uploader(file: Upload) -> str:
        raise AssertionError("nothing may be uploaded")

    caller = connect(uploader=uploader)
    with pytest.raises(MediaRejected):
        caller(caller.endpoints[EDIT].submit, prompt="x", images=[flat_picture(10, 10)])


def test_an_image_of_pillow_arrives(caller: Caller, emulator: Served) -> None:
    image = Image.new("RGB", (70, 80), "teal")
    caller(caller.endpoints[EDIT].submit, prompt="x", images=[image])
    sent: Any = emulator.emulation.jobs[0].input["images"]
    with Image.open(BytesIO(base64.b64decode(sent[0].partition(",")[2]))) as arrived:
        assert (arrived.size, arrived.format) == ((70, 80), "PNG")


def test_a_file_that_may_break_a_rule_warns_where_it_is_passed(
    caller: Caller, connect: Connect, emulator: Served
) -> None:
    emulator.reset(Scenario(rules=Reading(inclusive=True)))
    borderline = flat_picture(14, 30)  # the rule says "> 14", which may mean "at least"
    with pytest.warns(MediaWarning, match="under some readings"):
        caller(caller.endpoints[EDIT].submit, prompt="x", images=[borderline])
    strict = connect(strict=True)
    with pytest.raises(MediaRejected):
        strict(strict.endpoints[EDIT].submit, prompt="x", images=[borderline])
    assert emulator.accepted == 1


def test_a_warning_is_about_the_callers_line(emulator: Served) -> None:
    emulator.reset(Scenario(rules=Reading(inclusive=True)))
    with Client(emulator.token, base_url=emulator.base_url) as client:
        edit = client.bytedance.seedream_4_0.edit
        with pytest.warns(MediaWarning) as caught:
            edit.submit(prompt="x", images=[flat_picture(14, 30)])
    assert caught[0].filename == __file__


@pytest.mark.parametrize("probed", [True, False])
def test_urls_that_cannot_be_measured_warn_unless_they_are_let_be(
    connect: Connect, emulator: Served, probed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    resolve = socket.getaddrinfo

    def without_names(host: str, *more: Any, **options: Any) -> Any:
        if host == "files.example":
            asked.append(host)
            raise OSError("no such name")
        return resolve(host, *more, **options)

    monkeypatch.setattr(socket, "getaddrinfo", without_names)
    caller = connect(probe_urls=probed)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        report = caller(caller.endpoints[EDIT].preflight, prompt="x", images=[URL])
        caller(caller.endpoints[EDIT].submit, prompt="x", images=[URL])
    assert report.verdict == "unknown"
    assert [each.category for each in caught] == ([MediaWarning] if probed else [])
    assert len(asked) == (2 if probed else 0)


def test_the_loop_goes_on_while_files_are_measured_and_uploaded(
    emulator: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[int] = []
    measure_files = preflight.measure_files

    def noting(*arguments: Any) -> Any:
        threads.append(threading.get_ident())
        return measure_files(*arguments)

    def uploader(file: Upload) -> str:
        threads.append(threading.get_ident())
        return HOSTED

    async def run() -> None:
        client = AsyncClient(emulator.token, base_url=emulator.base_url, uploader=uploader)
        async with client:
            edit = client.bytedance.seedream_4_0.edit
            await edit.submit(prompt="x", images=[flat_picture(64, 64)])

    monkeypatch.setattr(calls, "measure_files", noting)
    asyncio.run(run())
    assert len(threads) == 2
    assert threading.get_ident() not in threads
