"""Writing endpoints into a store, each in a layout of its own."""

import json
import random
from pathlib import Path
from typing import Any, Final

from typewright.resources import known_providers

from .clean import Endpoint
from .rendering import STYLES, Rendered, rendered

FILES: Final = {
    "meta": "endpoint.json",
    "input": "input.schema.json",
    "output": "output.schema.json",
}


def make_store(root: Path) -> Path:
    """An empty store at ``root`` with one provider, "acme"; its directory."""
    facts = json.loads(known_providers()["runcomfy"])
    home = root / "acme"
    home.mkdir(parents=True)
    facts["name"] = "acme"
    (home / "provider.json").write_text(json.dumps(facts), "utf-8")
    return home


def add(home: Path, endpoint: Endpoint) -> dict[str, Rendered]:
    """Writes the documents of ``endpoint`` below ``home``; what each holds, by its file name."""
    documents: dict[str, Any] = {
        FILES["meta"]: endpoint.meta,
        FILES["input"]: endpoint.input,
        FILES["output"]: endpoint.output,
        **endpoint.more,
    }
    rng = random.Random(f"layout {endpoint.id}")
    written: dict[str, Rendered] = {}
    for name, data in documents.items():
        if data is None:
            continue
        written[name] = rendered(data, rng.choice(STYLES))
        save(home / endpoint.id / name, written[name].text)
    return written


def save(path: Path, text: str) -> None:
    """Writes ``text`` as it is: no newline is translated."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
