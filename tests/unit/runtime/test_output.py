"""Results: nothing that was paid for is lost, and every file is found."""

import pytest

from typewright.runtime.errors import UnexpectedResponse
from typewright.runtime.output import Output, parse_output


class Edited(Output):
    image: str | None = None
    images: list[str] | None = None


A, B, C = (f"https://cdn.example/{name}" for name in "abc")


def test_files_are_found_once_each_wherever_they_are() -> None:
    data = {"image": A, "images": [A, B], "audio": C, "seed": 7, "more": [{"mask": f"{B}2"}]}
    output = parse_output(Edited, "r1", data)
    assert output.files == (A, B, C, f"{B}2")


def test_a_result_without_files() -> None:
    assert parse_output(Edited, "r1", {"text": "no", "image": None}).files == ()


def test_unknown_fields_are_kept() -> None:
    output = parse_output(Edited, "r1", {"seed": 7, "nested": {"a": [1]}})
    assert output.model_extra == {"seed": 7, "nested": {"a": [1]}}
    assert output.image is None


def test_another_type_than_described_keeps_the_data() -> None:
    with pytest.raises(UnexpectedResponse, match="image: Input should be a valid string") as caught:
        parse_output(Edited, "r1", {"image": [A]})
    assert A in caught.value.__notes__[0]
