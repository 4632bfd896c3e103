"""What ``typewright lint`` is asked to look at."""

import argparse
import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from typewright.commands.configured import configured
from typewright.config import Config, LintConfig
from typewright.diagnostics import ConfigError
from typewright.lint.results import Result
from typewright.lint.schema_files import schema_files


class Place(NamedTuple):
    """What is linted: a store by its config, narrowed to some paths, or files outside of one."""

    config: Config | None
    paths: tuple[Path, ...]

    @property
    def options(self) -> LintConfig:
        """The options of lint."""
        return self.config.lint if self.config is not None else LintConfig()

    @property
    def root(self) -> Path:
        """Where the files of lint itself lie."""
        return self.config.root if self.config is not None else Path()


def place_of(arguments: argparse.Namespace) -> Place:
    """The store around the paths, or the paths alone where there is no config or they are not
    in its store."""
    paths = tuple(arguments.paths)
    for path in paths:
        if not path.exists():
            raise ConfigError(f"{path}: there is no such file or directory")
    try:
        config = configured(arguments)
    except ConfigError:
        if not paths or arguments.config is not None:
            raise
        return Place(None, paths)
    store = (config.root / config.schemas).resolve()
    inside = [store in (path.resolve(), *path.resolve().parents) for path in paths]
    around = [path.resolve() in store.parents for path in paths]
    if all(a or b for a, b in zip(inside, around, strict=True)):
        return Place(config, tuple(p for p, within in zip(paths, inside, strict=True) if within))
    if any(inside):
        raise ConfigError("some of the paths are in the store and some are not; lint them apart")
    return Place(None, paths)


def narrowed(place: Place, results: tuple[Result, ...]) -> tuple[Result, ...]:
    """Those in the paths that were named, if any were."""
    if place.config is None or not place.paths:
        return results
    wanted = {each for path in place.paths for each in _places(path)}
    within = {
        file: any(not wanted.isdisjoint((each, *each.parents)) for each in _places(Path(file)))
        for file in {each.diagnostic.file for each in results}
    }
    return tuple(each for each in results if within[each.diagnostic.file])


def _places(path: Path) -> set[Path]:
    """Where a path lies and, of a link, where it leads; it may lead in a circle."""
    return {Path(os.path.realpath(path)), Path(os.path.realpath(path.parent), path.name)}


def was_linted(place: Place) -> Callable[[str], bool]:
    """Whether a finding about an endpoint (outside a store, a file) could have been found."""
    if place.config is not None:
        return lambda _: True
    files = set(schema_files(place.paths))
    return lambda file: file in files or not Path(file).exists()
