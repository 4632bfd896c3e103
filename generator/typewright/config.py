"""``[tool.typewright]`` in pyproject.toml, or typewright.toml: what to read, what to write."""

import keyword
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple, cast

from typewright.diagnostics import ConfigError

_KEYS = (
    *("provider", "schemas", "output", "package", "distribution", "version", "locales"),
    *("carry-unknown-rules", "keep", "lint"),
)
_LINT_KEYS = ("select", "ignore", "per-path", "baseline")
_PACKAGE = re.compile(r"[a-z][a-z0-9_]*")

_DISTRIBUTION = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")
_VERSION = re.compile(r"\d+(?:\.\d+){1,2}(?:(?:a|b|rc)\d+)?")
_CODE = re.compile(r"TW\d{0,3}")
LOCALE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
"""Language tags."""


class LintConfig(NamedTuple):
    """``[tool.typewright.lint]``: codes to run and to ignore, and the file of the baseline."""

    select: tuple[str, ...] = ("TW",)
    ignore: tuple[str, ...] = ()
    per_path: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    baseline: str = ""


class Config(NamedTuple):
    """A checked configuration; ``schemas`` and ``output`` are relative to where it was found."""

    root: Path
    schemas: str = "schemas"
    output: str = "generated"
    provider: str = ""
    package: str = "models"
    distribution: str = "models"
    version: str = "0.1.0"
    locales: tuple[str, ...] = ("en",)
    carry_unknown_rules: bool = False
    lint: LintConfig = LintConfig()
    keep: tuple[str, ...] = ()
    """Globs over paths below ``output``: files that are the user's, never touched or reported."""
    file: Path = Path()
    """Where all this stands."""


_DEFAULT: Final = Config(Path())


def load_config(start: Path, explicit: Path | None = None) -> Config:
    """The config at ``explicit``, else the nearest one in ``start`` or a directory above it.

    Raises :class:`ConfigError` when there is none, or when it is wrong.
    """
    if explicit is not None:
        data = _read(explicit)
        if explicit.name == "pyproject.toml" and _tool_table(data) is None:
            raise ConfigError(f"{explicit}: has no [tool.typewright] table; add one")
        return _parse(explicit, data)
    for directory in (start, *start.parents):
        own = directory / "typewright.toml"
        if own.is_file():
            return _parse(own, _read(own))
        project = directory / "pyproject.toml"
        if project.is_file() and (table := _tool_table(_read(project))) is not None:
            return _parse(project, table)
    raise ConfigError(
        'no config found: add a [tool.typewright] table with `package = "your_sdk"` to '
        "pyproject.toml, or run this where one is"
    )


def _read(path: Path) -> Mapping[str, object]:
    import tomllib  # 5 ms, for whoever has a config

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}); check --config") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: no valid TOML: {error}") from error


def _tool_table(data: Mapping[str, object]) -> Mapping[str, object] | None:
    tool = data.get("tool")
    table = cast("dict[str, object]", tool).get("typewright") if isinstance(tool, dict) else None
    return cast("dict[str, object]", table) if isinstance(table, dict) else None


def _parse(path: Path, data: Mapping[str, object]) -> Config:
    table = _tool_table(data) or data
    for key in table:
        if key not in _KEYS:
            import difflib

            close = difflib.get_close_matches(key, _KEYS, 1)
            hint = f"did you mean {close[0]}?" if close else f"known keys: {', '.join(_KEYS)}"
            raise ConfigError(f"{path}: unknown key {key!r} in [tool.typewright]; {hint}")
    package = _string(path, table, "package", _DEFAULT.package, _PACKAGE)
    if not is_package(package):
        raise ConfigError(f"{path}: package = {package!r} is a keyword of Python; choose another")
    return Config(
        root=path.parent,
        file=path,
        schemas=_string(path, table, "schemas", _DEFAULT.schemas),
        output=_string(path, table, "output", _DEFAULT.output),
        provider=_string(path, table, "provider", _DEFAULT.provider, re.compile(r"[a-z0-9_-]*")),
        package=package,
        distribution=_string(path, table, "distribution", package.replace("_", "-"), _DISTRIBUTION),
        version=_string(path, table, "version", _DEFAULT.version, _VERSION),
        locales=_locales(path, table.get("locales", list(_DEFAULT.locales))),
        carry_unknown_rules=_flag(path, table, "carry-unknown-rules"),
        lint=_lint(path, table.get("lint", {})),
        keep=_globs(path, table, "keep"),
    )


def is_package(name: str) -> bool:
    """Whether an SDK can have the import name ``name``."""
    return _PACKAGE.fullmatch(name) is not None and not keyword.iskeyword(name)


def _lint(path: Path, value: object) -> LintConfig:
    if not isinstance(value, dict):
        raise ConfigError(f"{path}: lint must be a table, [tool.typewright.lint]")
    table = cast("dict[str, object]", value)
    for key in table:
        if key not in _LINT_KEYS:
            known = ", ".join(_LINT_KEYS)
            raise ConfigError(f"{path}: unknown key {key!r} in lint; known keys: {known}")
    per_path = table.get("per-path", {})
    if not isinstance(per_path, dict):
        raise ConfigError(
            f'{path}: per-path must be a table, as in {{ "schemas/old/*" = ["TW3"] }}'
        )
    return LintConfig(
        select=_codes(path, "select", table.get("select", ["TW"])),
        ignore=_codes(path, "ignore", table.get("ignore", [])),
        per_path={
            glob: _codes(path, glob, codes)
            for glob, codes in cast("dict[str, object]", per_path).items()
        },
        baseline=_string(path, table, "baseline", "", re.compile(r"[^\x00-\x1f]*")),
    )


def _codes(path: Path, key: str, value: object) -> tuple[str, ...]:
    codes = cast("list[object]", value) if isinstance(value, list) else [None]
    texts = tuple(code for code in codes if isinstance(code, str) and _CODE.fullmatch(code))
    if len(texts) != len(codes):
        raise ConfigError(f'{path}: {key} = {value!r} must be codes, as in ["TW2", "TW403"]')
    return texts


def _string(
    path: Path,
    table: Mapping[str, object],
    key: str,
    default: str,
    shape: re.Pattern[str] = re.compile(r".+"),
) -> str:
    value = table.get(key, default)
    if not isinstance(value, str) or not value.isprintable() or not shape.fullmatch(value):
        raise ConfigError(f"{path}: {key} = {value!r} must be a string of the form {shape.pattern}")
    return value


def _locales(path: Path, value: object) -> tuple[str, ...]:
    tags = cast("list[object]", value) if isinstance(value, list) else []
    texts = tuple(tag for tag in tags if isinstance(tag, str) and LOCALE.fullmatch(tag))
    if not texts or len(texts) != len(tags):
        raise ConfigError(f'{path}: locales = {value!r} must be language tags, as in ["en", "ko"]')
    return texts


def _flag(path: Path, table: Mapping[str, object], key: str) -> bool:
    value = table.get(key, False)
    if not isinstance(value, bool):
        raise ConfigError(f"{path}: {key} = {value!r} must be true or false")
    return value


def _globs(path: Path, table: Mapping[str, object], key: str) -> tuple[str, ...]:
    """Globs as a manifest can carry them: relative, with slashes, inside the output directory."""
    value = table.get(key, [])
    globs = cast("list[object]", value) if isinstance(value, list) else [None]
    texts = tuple(glob for glob in globs if isinstance(glob, str) and _is_glob(glob))
    if len(texts) != len(globs):
        raise ConfigError(
            f"{path}: {key} = {value!r} must be a list of paths below the output directory, with "
            "/ and without .., * for any characters, as in ['models/extra.py', 'models/own/*']"
        )
    return texts


def _is_glob(text: str) -> bool:
    parts = text.split("/")
    return text.isprintable() and "\\" not in text and not {"", ".", ".."} & set(parts)
