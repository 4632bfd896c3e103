"""Catalogues of any size, the same on every machine: endpoints shaped like the stored ones.

An endpoint is made from its number alone, so a catalogue of 100 is the beginning of one of 1,000.
``python -m benchmarks.synthetic 1000 DIRECTORY`` writes a project with such a store.
"""

import json
import random
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, TypeAlias

from benchmarks.synthetic_properties import PROPERTIES

Schema: TypeAlias = dict[str, Any]

ROOT = Path(__file__).parents[1]
PROVIDER = "runcomfy"
CONFIG = 'package = "synthetic_models"\nversion = "1.0.0"\nlocales = ["en", "ko"]\n'
MODELS_OF_AN_OWNER = 20
FEWEST, MOST = 5, 15

_TASKS = ("text-to-image", "image-to-image", "edit", "text-to-video", "image-to-video", "upscale")
_FAMILIES = ("aurora", "boreal", "cinder", "drift", "ember", "fjord", "glade", "harbor", "iris")
_VARIANTS = ("lite", "pro", "turbo", "1-0", "2-5", "max", "flash")
_OUTPUT = ("image", "video", "images", "videos")


def store(count: int) -> Iterator[tuple[PurePosixPath, str]]:
    """The files of the store of ``count`` endpoints: path below ``schemas/``, and text."""
    home = PurePosixPath(PROVIDER)
    yield home / "provider.json", (ROOT / "schemas" / home / "provider.json").read_text("utf-8")
    for number in range(count):
        directory = home / model_id(number)
        for name, data in _documents(number).items():
            yield directory / name, json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def project(directory: Path, count: int) -> Path:
    """Write a project with the store of ``count`` endpoints; gives ``directory``."""
    shutil.copytree(ROOT / "schemas" / "_meta", directory / "schemas" / "_meta")
    for path, text in store(count):
        target = directory / "schemas" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    (directory / "typewright.toml").write_text(CONFIG, "utf-8")
    return directory


def openapi(count: int) -> Schema:
    """The same catalogue for generators that read OpenAPI: an operation for each endpoint."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Synthetic models", "version": "1.0.0"},
        "paths": {f"/v1/models/{model_id(n)}": {"post": _operation(n)} for n in range(count)},
    }


def model_id(number: int) -> str:
    """``owner/model/task``, or with a variant between: four segments are as common as three."""
    family = _FAMILIES[number % len(_FAMILIES)]
    model = f"{family}-{number % MODELS_OF_AN_OWNER}-{number // len(_FAMILIES) % 7}"
    owner = f"owner-{number // MODELS_OF_AN_OWNER}"
    variant = f"/{_VARIANTS[number % len(_VARIANTS)]}" if number % 2 else ""
    return f"{owner}/{model}{variant}/{_TASKS[number % len(_TASKS)]}"


def input_schema(number: int) -> Schema:
    """Five to fifteen properties, among them media, labelled enums and nested objects."""
    chance = random.Random(f"endpoint {number}")
    wanted = chance.randint(FEWEST, MOST)
    names = [
        "prompt",
        *chance.sample([name for name in PROPERTIES if name != "prompt"], wanted - 1),
    ]
    properties = {name: PROPERTIES[name](chance) for name in names}
    required = [name for name in names if "default" not in properties[name]][:2]
    return {
        "type": "object",
        "title": "Input schema",
        "required": required,
        "properties": properties,
    }


def output_schema(number: int) -> Schema:
    """The usual four fields of an output, described for this model."""
    title = _title(number)
    one: Schema = {name: {"type": "string", "format": "uri"} for name in _OUTPUT[:2]}
    many: Schema = {
        name: {"type": "array", "items": {"type": "string", "format": "uri"}}
        for name in _OUTPUT[2:]
    }
    described: Schema = {
        name: {**schema, "description": f"URL of what {title} made ({name})"}
        for name, schema in {**one, **many}.items()
    }
    return {"type": "object", "properties": described}


def _documents(number: int) -> Mapping[str, Schema]:
    title = _title(number)
    meta = {
        "id": model_id(number),
        "name": title,
        "description": f"{title} makes pictures and films from words, one job at a time.",
        "categories": [_TASKS[number % len(_TASKS)]],
        "language": "en",
    }
    documents: dict[str, Schema] = {
        "endpoint.json": meta,
        "input.schema.json": input_schema(number),
        "output.schema.json": {"output": output_schema(number)},
    }
    if number % 2:
        texts = {"/properties/prompt/description": f"{title}: 만들고 싶은 것을 글로 설명하세요."}
        documents["locales/ko.json"] = {"language": "ko", "input": texts}
    return documents


def _title(number: int) -> str:
    words = model_id(number).split("/")[1:]
    return " ".join(words).replace("-", " ").title()


def _operation(number: int) -> Schema:
    def content(schema: Schema) -> Schema:
        return {"content": {"application/json": {"schema": schema}}}

    name = model_id(number).replace("/", "_").replace("-", "_")
    answer: Schema = {
        "description": "The output.",
        **content({**output_schema(number), "title": f"{name}_output"}),
    }
    given = {**input_schema(number), "title": f"{name}_input"}
    return {
        "operationId": name,
        "tags": [model_id(number).split("/")[0]],
        "requestBody": {"required": True, **content(given)},
        "responses": {"200": answer},
    }


if __name__ == "__main__":
    project(Path(sys.argv[2]), int(sys.argv[1]))
