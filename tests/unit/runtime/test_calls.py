"""The content of a request where a file lies at a place that no media field names."""

import json

import pytest

from runcomfy_models import Client, Upload
from runcomfy_models._runtime.arguments import ImageArgument, Input, validated
from runcomfy_models._runtime.calls import prepared_content
from runcomfy_models._runtime.transport import Uploader


class ByName(Input):
    """Files in a map: their places are not known before the call."""

    pictures: dict[str, ImageArgument]


def hosted(upload: Upload) -> str:
    return f"https://example.com/{len(upload.content)}"


@pytest.mark.parametrize(
    ("uploader", "sent"),
    [
        (None, "data:application/octet-stream;base64,eA=="),
        (hosted, "https://example.com/1"),
    ],
)
def test_a_file_in_a_map_is_sent(uploader: Uploader | None, sent: str) -> None:
    client = Client("token", uploader=uploader)
    arguments = validated("m", ByName, {"pictures": {"a": b"x"}})
    content = client.run(prepared_content("m", (), arguments, client.settings))
    assert json.loads(content) == {"pictures": {"a": sent}}
