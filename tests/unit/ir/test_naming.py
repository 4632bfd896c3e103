"""Names: what each kind of spelling becomes, and that it is always a usable identifier."""

import keyword

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from typewright.ir import naming
from typewright.ir.model import Name
from typewright.runtime.arguments import Input
from typewright.runtime.client import AsyncBaseClient, BaseClient
from typewright.runtime.endpoint import AsyncEndpoint, Endpoint
from typewright.runtime.output import Output


@pytest.mark.parametrize(
    ("wire", "name"),
    [
        ("prompt", "prompt"),
        ("promptText", "prompt_text"),
        ("imageURL", "image_url"),
        ("HTTPServer", "http_server"),
        ("241_positive_prompt", "arg_241_positive_prompt"),
        ("class", "class_"),
        ("list", "list_"),
        ("model_dump", "model_dump_"),
        ("model_id", "model_id"),
        ("__init__", "init"),
        ("ﬁle", "file"),
        ("aspect ratio", "aspect_ratio"),
        ("a--b", "a_b"),
        ("café", "cafe"),
    ],
)
def test_field_names(wire: str, name: str) -> None:
    assert naming.field_name(wire) == name


@pytest.mark.parametrize("wire", ["", "_", "프롬프트", "—", "\u202e"])
def test_a_spelling_without_ascii_has_no_name(wire: str) -> None:
    assert naming.field_name(wire) is None


@pytest.mark.parametrize(
    ("segment", "name"),
    [
        ("seedream-4-0", "seedream_4_0"),
        ("happyhorse-1.1", "happyhorse_1_1"),
        ("4k", "v4k"),
        ("Hailuo Video 01 Live", "hailuo_video_01_live"),
        ("submit", "submit_"),
        ("wan-ai", "wan_ai"),
    ],
)
def test_namespace_names(segment: str, name: str) -> None:
    assert naming.namespace_name(segment) == name


@pytest.mark.parametrize(
    ("name", "class_name"),
    [
        ("edit", "Edit"),
        ("image_to_video", "ImageToVideo"),
        ("seedream_4_0", "Seedream4_0"),
        ("v4k", "V4k"),
        ("class_", "Class"),
    ],
)
def test_class_names(name: str, class_name: str) -> None:
    assert naming.class_name(name) == class_name


@given(st.text())
def test_every_name_is_a_plain_identifier(wire: str) -> None:
    for name in (naming.field_name(wire), naming.namespace_name(wire)):
        if name is not None:
            assert name.isascii()
            assert name.isidentifier()
            assert not keyword.iskeyword(name)
            assert not name.startswith("_")
            assert "__" not in name


@given(st.text())
def test_a_name_is_its_own_name(wire: str) -> None:
    """Naming is idempotent, so a pin can be written as it will be seen."""
    name = naming.field_name(wire)
    if name is not None and not name.endswith("_"):
        assert naming.field_name(name) == name


@given(st.lists(st.from_regex(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", fullmatch=True), min_size=1))
def test_module_names_never_meet(parts: list[str]) -> None:
    namespace = tuple(Name(part) for part in parts)
    assert naming.module_name(namespace).split("__") == list(parts)


def public(*classes: type) -> set[str]:
    """What users of these classes find on them."""
    return {name for kind in classes for name in dir(kind) if not name.startswith("_")}


def test_no_model_hides_what_clients_and_endpoints_have() -> None:
    own = public(BaseClient, AsyncBaseClient, Endpoint, AsyncEndpoint)
    generated = {"provider", "settings", "spec", "preflight", "submit", "validate"}
    assert own | generated <= naming.RESERVED_ATTRIBUTES


def test_no_field_hides_what_inputs_and_outputs_have() -> None:
    own = public(Output, Input) - {name for name in dir(BaseModel) if name.startswith("model_")}
    assert own <= naming.RESERVED_FIELDS | {"model_post_init"}
