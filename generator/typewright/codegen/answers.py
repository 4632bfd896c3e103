"""What black and datamodel-code-generator answered before: they are slow to load, and give the same
answer to the same question. :mod:`typewright.cache` keeps the answers between runs. Those to what
nearly every SDK asks come with typewright (:mod:`typewright.codegen.common`).
"""

import json
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Final, Literal, TypeAlias, TypedDict, cast

Tool: TypeAlias = Literal["black", "datamodel-code-generator"]
Answers: TypeAlias = Mapping[Tool, Mapping[str, str]]
"""Question -> answer, in the order in which they were asked."""

SHIPPED: Final = Path(__file__).with_name("answers.json")


class Shipped(TypedDict):
    """What a tool of one version answers."""

    version: str
    answers: dict[str, str]


_ANSWERS: Final[dict[Tool, dict[str, str]]] = {"black": {}, "datamodel-code-generator": {}}


def of(tool: Tool) -> dict[str, str]:
    """The answers of ``tool``: whoever asks it, writes here."""
    return _ANSWERS[tool]


def learn(answers: Answers) -> None:
    """Take over the answers of another run."""
    for tool, known in _ANSWERS.items():
        known.update(answers.get(tool, {}))


def shipped() -> Answers:
    """The answers that come with typewright, of tools that are installed in that very version."""
    found = cast("dict[Tool, Shipped]", json.loads(SHIPPED.read_text("utf-8")))
    return {
        tool: each["answers"] for tool, each in found.items() if each["version"] == version(tool)
    }


def learnt() -> Answers:
    """Every answer so far, as it is now."""
    return {tool: dict(known) for tool, known in _ANSWERS.items()}
