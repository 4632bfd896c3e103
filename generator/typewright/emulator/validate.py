"""The input of a submit, judged by the stored schema and then by its media rules."""

import json
from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from typewright.catalogue.model import Json
from typewright.catalogue.validation import Violation, judge_for
from typewright.emulator.input_files import InputFiles
from typewright.emulator.scenario import Reading

Check: TypeAlias = Callable[[Json, Reading], str | None]
"""Takes the body of a submit; gives what is wrong with it first, or ``None``."""

_LONGEST: Final = 80
"""Characters of a value that a message repeats: a value may be a whole file."""


def check_for(schema: Mapping[str, Json]) -> Check:
    """The check of inputs by the input schema of one endpoint."""
    judge = judge_for(dict(schema))

    def check(body: Json, reading: Reading) -> str | None:
        if not isinstance(body, dict):
            return "the body must be a JSON object"
        problems = _unknown(schema, body)
        for violation in judge(schema, body):
            problems.append(f"{_place(violation.path)}{_words(violation)}")
        files = InputFiles(schema, judge, reading)
        return problems[0] if problems else next(files.faults(body), None)

    return check


def _unknown(schema: Mapping[str, Json], body: Mapping[str, Json]) -> list[str]:
    """Arguments that the schema does not name: refused, unless it allows others."""
    known = schema.get("properties")
    names = known.keys() if isinstance(known, dict) else ()
    if "additionalProperties" in schema:
        return []
    return [f"{_shown(name)}: unknown argument" for name in body if name not in names]


def _words(violation: Violation) -> str:
    if violation.keyword == "required":
        names = violation.limit if isinstance(violation.limit, list) else []
        value = violation.value if isinstance(violation.value, dict) else {}
        return f"{', '.join(str(name) for name in names if name not in value)} is required"
    return f"{_shown(violation.value)} breaks {violation.keyword} {_shown(violation.limit)}"


def _place(path: tuple[str | int, ...]) -> str:
    parts = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return f"{parts.removeprefix('.')}: " if parts else ""


def _shown(value: Json) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
