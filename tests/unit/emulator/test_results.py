"""Files of results: of each kind, of any size, and still what they say they are."""

import wave
from io import BytesIO
from itertools import pairwise

import httpx2
import pytest
from PIL import Image

from typewright.catalogue.model import Catalogue, EndpointSource, Json
from typewright.emulator.results import content, names, output, request_of
from typewright.emulator.scenario import End, Queue, Run, Scenario, parse_scenario
from typewright.emulator.server import Served, serve

TEXT = "bytedance/seedream-5/lite/text-to-image"
SIZES = [1, 50_000, 50_001, 50_007, 50_013, 1_000_000]


def file(suffix: str, at_least: int = 0) -> bytes:
    """The result file of that kind."""
    found = content(f"emu-1-1.{suffix}", at_least)
    assert found is not None
    return found[0]


def submitted(api: httpx2.Client) -> str:
    """The URL of the first file of a new job that ends at once."""
    job = api.post(f"/v1/models/{TEXT}", json={"prompt": "x"}).json()
    return str(api.get(job["result_url"]).json()["output"]["image"])


def with_category(catalogue: Catalogue, model_id: str, category: str) -> Catalogue:
    """The store with one endpoint alone, put into another category."""
    (provider,) = catalogue.providers
    (endpoint,) = [each for each in provider.endpoints if each.id == model_id]
    return catalogue._replace(
        providers=(provider._replace(endpoints=(_moved(endpoint, category),)),)
    )


def _moved(endpoint: EndpointSource, category: str) -> EndpointSource:
    assert isinstance(endpoint.meta.data, dict)
    data: dict[str, Json] = {**endpoint.meta.data, "categories": [category]}
    return endpoint._replace(meta=endpoint.meta._replace(data=data))


@pytest.mark.parametrize(
    ("categories", "name"),
    [
        ((), "emu-1-1.png"),
        (("text-to-image",), "emu-1-1.png"),
        (("image-to-video",), "emu-1-1.mp4"),
        (("speech-to-video",), "emu-1-1.mp4"),
        (("audio-to-image",), "emu-1-1.png"),
        (("text-to-audio",), "emu-1-1.wav"),
        (("text-to-speech",), "emu-1-1.wav"),
        (("music-generation",), "emu-1-1.wav"),
    ],
)
def test_the_categories_tell_what_an_endpoint_makes(categories: tuple[str, ...], name: str) -> None:
    assert names("emu-1", categories, 1) == (name,)
    assert request_of(name) == "emu-1"


def test_several_files_stand_under_the_plural() -> None:
    assert output(("a.wav",)) == {"audio": "a.wav"}
    assert output(("a.wav", "b.wav")) == {"audios": ["a.wav", "b.wav"]}


def test_a_tone_of_one_second() -> None:
    with wave.open(BytesIO(file("wav"))) as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 2, 8000)
        assert sound.getnframes() == 8000
        frames = memoryview(sound.readframes(8000)).cast("h").tolist()
    # The last half wave ends with the second.
    rising = sum(before < 0 <= after for before, after in pairwise(frames))
    assert rising in (439, 440)
    assert max(frames) > 15_000


@pytest.mark.parametrize("size", SIZES)
def test_a_large_tone_is_a_longer_one(size: int) -> None:
    made = file("wav", size)
    assert size <= len(made) <= max(size + 1, len(file("wav")))
    with wave.open(BytesIO(made)) as sound:
        assert sound.getnframes() * 2 == len(made) - 44
        assert len(sound.readframes(sound.getnframes())) == len(made) - 44
    assert made[44:16_044] == file("wav")[44:]


@pytest.mark.parametrize("size", SIZES)
def test_a_large_picture_shows_the_same(size: int) -> None:
    made = file("png", size)
    assert size <= len(made) <= max(size, len(file("png")))
    with Image.open(BytesIO(made)) as image, Image.open(BytesIO(file("png"))) as small:
        image.verify()
        assert image.size == small.size
    with Image.open(BytesIO(made)) as image, Image.open(BytesIO(file("png"))) as small:
        assert image.tobytes() == small.tobytes()


@pytest.mark.parametrize("suffix", ["png", "mp4"])
def test_one_byte_more_is_padded_by_the_smallest_part(suffix: str) -> None:
    least = len(file(suffix))
    assert file(suffix, least) == file(suffix)
    assert len(file(suffix, least + 1)) == least + (12 if suffix == "png" else 8)


@pytest.mark.parametrize("size", SIZES)
def test_a_large_film_ends_with_free_space(size: int) -> None:
    small, made = file("mp4"), file("mp4", size)
    assert made.startswith(small)
    assert size <= len(made) <= max(size, len(small))
    padding = made[len(small) :]
    if padding:
        assert padding[4:8] == b"free"
        assert int.from_bytes(padding[:4]) == len(padding)


def test_the_padding_tells_its_parts_apart() -> None:
    made = file("png", 1_000_000)[-900_000:]
    parts = {made[start : start + 16] for start in range(0, len(made), 16)}
    assert len(parts) == len(made) // 16


def test_a_file_is_as_large_as_the_scenario_of_its_job_says(
    api: httpx2.Client, served: Served
) -> None:
    at_once = Scenario(Queue(polls=0), Run(polls=0), End(file_bytes=300_000))
    served.reset(at_once)
    url = submitted(api)
    assert len(api.get(url).content) == 300_000
    served.emulation.scenario = Scenario(at_once.queue, at_once.run)
    assert len(api.get(url).content) == 300_000
    assert len(api.get(submitted(api)).content) < 300_000
    part = api.get(url, headers={"Range": "bytes=200000-200099"})
    assert part.headers["content-range"] == "bytes 200000-200099/300000"


def test_the_size_can_be_written_in_a_file() -> None:
    assert parse_scenario("[end]\nfile_bytes = 5000").end.file_bytes == 5000
    for wrong in ("0", "-1", "1.5", str(2**40)):
        with pytest.raises(ValueError, match="file_bytes"):
            parse_scenario(f"[end]\nfile_bytes = {wrong}")


def test_an_endpoint_of_sounds_gives_sounds(catalogue: Catalogue) -> None:
    speaking = with_category(catalogue, TEXT, "text-to-speech")
    plan = Scenario(Queue(polls=0), Run(polls=0), End(files=2))
    with serve(speaking, scenario=plan) as one, httpx2.Client(base_url=one.base_url) as client:
        client.headers["Authorization"] = f"Bearer {one.token}"
        job = client.post(f"/v1/models/{TEXT}", json={"prompt": "x"}).json()
        found = client.get(job["result_url"]).json()["output"]
        assert found.keys() == {"audios"}
        answer = client.get(found["audios"][1])
    assert answer.headers["content-type"] == "audio/wav"
    with wave.open(BytesIO(answer.content)) as sound:
        assert sound.getnframes() == 8000
