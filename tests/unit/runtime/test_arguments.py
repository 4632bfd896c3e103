"""What a call holds and what is sent: one JSON by two ways, and nothing that is no JSON."""

import json
from collections import UserDict, UserList
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Annotated, Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field, JsonValue

from typewright.runtime.arguments import (
    UNSET,
    ImageArgument,
    Input,
    body_of,
    content_of,
    validated,
)
from typewright.runtime.errors import InvalidArguments
from typewright.runtime.flows import encoded
from typewright.runtime.media import MediaSource

URL = "https://example.com/a.png"


class Place(Input, extra="allow"):
    """An open object."""

    x: float = UNSET
    picture: ImageArgument = UNSET


class Arguments(Input):
    """A field of every kind."""

    prompt: Annotated[str, Field(max_length=50)]
    size: Literal["1K", "2K"] | int = "1K"
    scale: Annotated[float, Field(ge=0)] | None = UNSET
    flags: list[bool] = UNSET
    wire_name: Annotated[int, Field(alias="wire-name")] = UNSET
    places: list[Place] = UNSET
    pictures: list[ImageArgument] | ImageArgument = UNSET
    by_name: dict[str, ImageArgument] = UNSET
    anything: JsonValue = UNSET


def url_of(source: MediaSource) -> object:
    return source.url


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.text(max_size=5)
    # an integer written as a float may come out as another spelling of the same number
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)
pictures = st.just(URL)
places = st.fixed_dictionaries(
    {}, optional={"x": st.floats(0, 9), "picture": pictures, "z": json_values}
)
calls = st.fixed_dictionaries(
    {"prompt": st.text(max_size=50)},
    optional={
        "size": st.sampled_from(["1K", "2K", 3]),
        "scale": st.none() | st.floats(0, 9) | st.integers(0, 9),
        "flags": st.lists(st.booleans(), max_size=3),
        "wire_name": st.integers(-5, 5),
        "places": st.lists(places, max_size=2),
        "pictures": pictures | st.lists(pictures, max_size=2),
        "by_name": st.dictionaries(st.text(max_size=3), pictures, max_size=2),
        "anything": json_values,
    },
)


@given(calls)
def test_both_ways_give_the_same_json(params: dict[str, Any]) -> None:
    arguments = validated("m", Arguments, params)
    content = content_of(arguments, url_of)
    assert json.loads(content) == json.loads(encoded(body_of(arguments, url_of)))
    assert set(json.loads(content)) == {name.replace("wire_name", "wire-name") for name in params}


def test_every_file_is_converted_wherever_it_is() -> None:
    params = {
        "prompt": "x",
        "pictures": [URL, b"two"],
        "by_name": {"three": b"three"},
        "places": [{"picture": b"four"}],
    }
    arguments = validated("m", Arguments, params)
    met: list[MediaSource] = []
    content_of(arguments, met.append)
    assert [source.is_local for source in met] == [True, False, True, True]
    sent = json.loads(content_of(arguments, lambda source: source.size))
    assert sent == {
        "prompt": "x",
        "pictures": [None, 3],
        "by_name": {"three": 5},
        "places": [{"picture": 4}],
    }


def test_a_dump_of_arguments_tells_files_by_their_urls_or_names() -> None:
    arguments = validated("m", Arguments, {"prompt": "x", "pictures": [URL, b"two"]})
    dumped = json.loads(arguments.model_dump_json(exclude_unset=True))
    assert dumped["pictures"] == [URL, "bytes (3 long)"]


@pytest.mark.parametrize(
    "params",
    [
        {"prompt": "x", "flags": (True, False)},
        {"prompt": "x", "flags": UserList([True, False])},
        MappingProxyType({"prompt": "x", "flags": [True, False]}),
        UserDict({"prompt": "x", "flags": (True, False)}),
    ],
)
def test_sequences_and_mappings_are_lists_and_dicts(params: Any) -> None:
    assert json.loads(content_of(validated("m", Arguments, params), url_of)) == {
        "prompt": "x",
        "flags": [True, False],
    }


def test_sequences_and_mappings_inside_open_values() -> None:
    inside = MappingProxyType({"a": (1, (2,))})
    arguments = validated("m", Arguments, {"prompt": "x", "anything": inside})
    assert json.loads(content_of(arguments, url_of))["anything"] == {"a": [1, [2]]}


@pytest.mark.parametrize(
    "value", [float("nan"), float("inf"), Path("secret"), PurePosixPath("a"), b"x", {1, 2}, {1: 2}]
)
@pytest.mark.parametrize("place", ["anything", "places"])
def test_what_is_no_json_is_refused_by_its_place(place: str, value: object) -> None:
    given = [{"z": value}] if place == "places" else {"z": [value]}
    with pytest.raises(InvalidArguments) as caught:
        validated("m", Arguments, {"prompt": "x", place: given})
    assert caught.value.problems[0][0].startswith(place)
