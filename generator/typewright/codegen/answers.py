"""What black and datamodel-code-generator answered before: they are slow to load, and give the same
answer to the same question. :mod:`typewright.cache` keeps the answers between runs.
"""

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

Tool: TypeAlias = Literal["black", "datamodel-code-generator"]
Answers: TypeAlias = Mapping[Tool, Mapping[str, str]]
"""Question -> answer, in the order in which they were asked."""

_ANSWERS: Final[dict[Tool, dict[str, str]]] = {"black": {}, "datamodel-code-generator": {}}


def of(tool: Tool) -> dict[str, str]:
    """The answers of ``tool``: whoever asks it, writes here."""
    return _ANSWERS[tool]


def learn(answers: Answers) -> None:
    """Take over the answers of another run."""
    for tool, known in _ANSWERS.items():
        known.update(answers.get(tool, {}))


def learnt() -> Answers:
    """Every answer so far, as it is now."""
    return {tool: dict(known) for tool, known in _ANSWERS.items()}
