"""Files as the service that shows findings knows them: from the root of its checkout."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from typewright.lint.results import Result


def in_workspace(
    results: Sequence[Result], sources: Mapping[str, str], workspace: Path
) -> tuple[Sequence[Result], Mapping[str, str]]:
    """``results`` and ``sources`` with the paths of files in ``workspace`` from there, whatever
    directory lint runs in; those of other files stay."""
    names = {file: _name(file, workspace) for file in {each.diagnostic.file for each in results}}
    moved = [
        each._replace(diagnostic=each.diagnostic._replace(file=names[each.diagnostic.file]))
        for each in results
    ]
    return moved, {name: sources[file] for file, name in names.items() if file in sources}


def _name(file: str, workspace: Path) -> str:
    place, root = Path(file).resolve(), workspace.resolve()
    return place.relative_to(root).as_posix() if root in place.parents else file
