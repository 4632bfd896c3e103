"""The files of a new project: pure, so that ``init`` can say what it would keep."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Final, cast

from typewright import __version__
from typewright.files import Files
from typewright.resources import known_providers
from typewright.templating import render

_TEMPLATES: Final = {
    "typewright.toml": "init/typewright.toml.jinja",
    "Makefile": "init/Makefile.jinja",
    ".pre-commit-config.yaml": "init/pre-commit-config.yaml.jinja",
    ".github/workflows/typewright.yml": "init/workflow.yml.jinja",
}


@dataclass(frozen=True, slots=True)
class Project:
    """What a new project is to be called, and whose endpoints it is for."""

    provider: str
    package: str


def scaffold(project: Project) -> Files:
    """Path -> text of every file of a new project, the store without an endpoint."""
    facts = known_providers()[project.provider]
    values = {
        "package": project.package,
        "token": _token(cast("Mapping[str, Any]", json.loads(facts))),
        "typewright": __version__,
    }
    files = {PurePosixPath(path): render(name, values) for path, name in _TEMPLATES.items()}
    files[PurePosixPath("schemas") / project.provider / "provider.json"] = facts
    return files


def _token(facts: Mapping[str, Any]) -> str:
    return str(facts["auth"]["token_env"][0])
