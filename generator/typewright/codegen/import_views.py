"""The import lines of an endpoint module: what its expressions refer to, sorted like isort."""

import ast
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class ImportView:
    """One ``from module import names`` line; :func:`import_groups` sorts them like isort."""

    module: str
    names: tuple[str, ...]


_ARGUMENTS = {"UNSET", "AudioArgument", "FileArgument", "ImageArgument", "VideoArgument", "one_of"}


def import_groups(
    used: set[str], *, has_aliases: bool, has_links: bool
) -> tuple[tuple[ImportView, ...], ...]:
    """Three groups of imports: standard library, pydantic, the runtime."""
    checking = {"TYPE_CHECKING"} if has_links else set[str]()
    typing = {"TypedDict", "Unpack"} | checking | ({"TypeAlias"} if has_aliases else set[str]())
    groups: tuple[tuple[tuple[str, set[str]], ...], ...] = (
        (
            ("collections.abc", {"Mapping", "Sequence"} & used),
            ("functools", {"cached_property"} if has_links else set[str]()),
            ("typing", typing | ({"Annotated", "Any", "Literal", "NotRequired"} & used)),
        ),
        (("pydantic", {"Field", "JsonValue"} & used),),
        (
            (".._runtime.arguments", {"Input"} | (_ARGUMENTS & used)),
            (".._runtime.endpoint", {"AsyncEndpoint", "Endpoint", "Spec"}),
            (".._runtime.job", {"AsyncJob", "Job"}),
            (".._runtime.media", {"Audio", "File", "Image", "Video"} & used),
            (".._runtime.output", {"Output"}),
            (".._runtime.preflight", {"Report"}),
            (".._runtime.rules", {"MediaField", "Rule"} & used),
        ),
    )
    lines = (
        tuple(
            ImportView(module, tuple(sorted(names, key=_isort))) for module, names in group if names
        )
        for group in groups
    )
    return tuple(group for group in lines if group)


def _isort(name: str) -> tuple[int, str]:
    """Constants, then classes, then functions, as isort orders the names of a line."""
    return (0 if name.isupper() else 1 if name[0].isupper() else 2, name)


def names_in(expressions: Iterable[str]) -> set[str]:
    """Every name that ``expressions`` refer to."""
    return set[str]().union(*map(_names_in, expressions))


@lru_cache(maxsize=16_384)
def _names_in(expression: str) -> frozenset[str]:
    nodes = ast.walk(ast.parse(expression, mode="eval"))
    return frozenset(node.id for node in nodes if isinstance(node, ast.Name))
