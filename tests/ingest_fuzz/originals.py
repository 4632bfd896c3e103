"""What our sample pages truly say, read the slow way: what ingest takes is held to this."""

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

PAGES = Path(__file__).parents[1] / "pages"
_SUBMIT = re.compile(r"/v1/models/([^\s'\"<>&\\{]+)")


@dataclass(frozen=True)
class Original:
    """One endpoint as a page or an entry of a catalogue has it; an ``output`` may be missing."""

    model_id: str
    input: Any
    output: Any
    examples: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Page:
    """A sample: its name, its bytes, and the endpoints in it."""

    name: str
    raw: bytes
    originals: tuple[Original, ...]

    @property
    def text(self) -> str:
        """The page decoded."""
        return self.raw.decode("utf-8")

    @property
    def is_catalogue(self) -> bool:
        """Whether this is JSON of the catalogue."""
        return self.name.endswith(".json")


@cache
def pages() -> tuple[Page, ...]:
    """Every sample page, the catalogue last."""
    found = sorted(path for path in PAGES.rglob("*") if path.is_file() and path.suffix != ".json")
    paths = [*found, PAGES / "catalogue" / "models-sample.json"]
    return tuple(
        Page(path.name, raw, tuple(_originals(path.suffix, raw.decode("utf-8"))))
        for path in paths
        for raw in (path.read_bytes(),)
    )


def _originals(suffix: str, text: str) -> Iterator[Original]:
    if suffix == ".json":
        for entry in json.loads(text)["models"]:
            yield Original(entry["model_id"], entry["input_schema"], entry.get("output_schema"))
        return
    (model_id,) = set(_SUBMIT.findall(text))
    bodies = _objects(_visible(text) if suffix == ".html" else text)
    schemas = [each for each in bodies if "properties" in each]
    outputs = [each for each in bodies if "properties" in each.get("output", {})]
    (schema,), (output,) = schemas, outputs
    rest = [each for each in bodies if each not in (schema, output) and each != {"a": 1}]
    yield Original(model_id, schema, output, tuple(rest))


def _visible(text: str) -> str:
    return html.unescape(re.sub(r"<script>.*?</script>|<[^<>]*>", "", text, flags=re.DOTALL))


def _objects(text: str) -> list[Mapping[str, Any]]:
    """The outermost objects, brace by brace."""
    found: list[Mapping[str, Any]] = []
    decoder, offset = json.JSONDecoder(), 0
    while (start := text.find("{", offset)) >= 0:
        try:
            value, offset = decoder.raw_decode(text, start)
        except ValueError:
            offset = start + 1
        else:
            found.append(value)
    return found
