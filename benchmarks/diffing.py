"""Two stores of a thousand endpoints, of which thirty changed: what a nightly comparison does."""

import json
import shutil
import tempfile
from datetime import date
from pathlib import Path

from benchmarks.timing import medians, shown
from typewright.config import Config
from typewright.diff.run import diff

ROOT = Path(__file__).parents[1]
ENDPOINTS = 1_000
CHANGED = 30
MOST_SECONDS = 1.5
FILES = ("endpoint.json", "input.schema.json", "output.schema.json")


def run() -> list[str]:
    """Lines of the report."""
    with tempfile.TemporaryDirectory() as directory:
        home = Path(directory)
        _store(home / "old", changed=0)
        _store(home / "new", changed=CHANGED)
        config = Config(root=home)

        def compare(old: str, new: str) -> int:
            sides = str(home / old), str(home / new)
            return len(diff(config, *sides, today=date(2026, 1, 1)).changes)

        assert compare("old", "new") == 2 * CHANGED
        works = {"all": lambda: compare("old", "new"), "same": lambda: compare("old", "old")}
        seconds = medians(works, rounds=3)
    return [
        f"diff of {ENDPOINTS:,} endpoints, {CHANGED} changed: {shown(seconds['all'])} (at most "
        f"{MOST_SECONDS:g} s); of the same ones {shown(seconds['same'])}",
    ]


def _store(store: Path, *, changed: int) -> None:
    """The stored endpoints again and again; the first ``changed`` as a vendor changes them."""
    models = sorted(path.parent for path in (ROOT / "schemas").rglob("endpoint.json"))
    (store / "runcomfy").mkdir(parents=True)
    shutil.copy(ROOT / "schemas" / "runcomfy" / "provider.json", store / "runcomfy")
    for number in range(ENDPOINTS):
        model = models[number % len(models)]
        documents = {name: json.loads((model / name).read_text("utf-8")) for name in FILES}
        model_id = f"owner-{number % 40}/model-{number}/task"
        documents["endpoint.json"].update(id=model_id, name=f"Model {number}")
        if number < changed:
            prompt = documents["input.schema.json"]["properties"]["prompt"]
            prompt.update(maxLength=500, description="Another.")
        home = store / "runcomfy" / model_id
        home.mkdir(parents=True)
        for name, data in documents.items():
            text = json.dumps(data, indent=2, ensure_ascii=False) + "\n"
            (home / name).write_text(text, "utf-8")
