"""A call's own cost: the arguments checked and made into JSON, beside bare pydantic's."""

from collections.abc import Mapping
from importlib import import_module
from operator import attrgetter
from typing import Any

from pydantic import create_model

from benchmarks.table import Row
from benchmarks.timing import medians

SIMPLE = ("string", "integer", "number", "boolean")


def typical_arguments(schema: Mapping[str, Any]) -> dict[str, object] | None:
    """A prompt and every plain argument with a default; ``None`` when a file is required."""
    properties: Mapping[str, Any] = schema["properties"]
    given = {
        name: each["default"]
        for name, each in properties.items()
        if each.get("type") in SIMPLE and "default" in each
    }
    for name in schema["required"]:
        if not name.endswith("prompt"):
            return None
        given[name] = "a cat on a harbour wall at dusk, in the rain"
    return given


def call_row(package: str, path: str, arguments: Mapping[str, object]) -> Row:
    """Arguments to bytes, through the flow that a submit drives; bare: the same fields, no more."""
    client = import_module(package).Client("token")
    spec = attrgetter(path)(client).spec
    fields: dict[str, Any] = {
        name: (field.annotation, field) for name, field in spec.input.model_fields.items()
    }
    bare_model = create_model("Bare", **fields)

    def ours() -> bytes:
        content: bytes = client.run(spec.content(arguments, client.settings))
        return content

    def bare() -> bytes:
        checked = bare_model.model_validate(arguments)
        content: str = checked.model_dump_json(by_alias=True, exclude_unset=True)
        return content.encode()

    assert ours() == bare()
    took = medians({"ours": ours, "bare": bare}, rounds=300, times=50)
    microseconds = {name: seconds * 1e6 for name, seconds in took.items()}
    words = f"a call's own cost, {len(arguments)} arguments"
    return Row(words, microseconds["ours"], "µs", 60, microseconds["bare"], "bare pydantic", 1.3)
