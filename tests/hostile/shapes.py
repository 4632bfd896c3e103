"""Whether two modules are twins: the same code but for constants and names made for the vendor."""

import ast
import builtins
import keyword
import re
from collections.abc import Collection, Iterator
from functools import cache
from itertools import zip_longest
from typing import Final, cast

_VETTED: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_SHADOWED: Final = frozenset({"bool", "dict", "float", "int", "list", "object", "str"})


@cache
def tokens(text: str) -> tuple[object, ...]:
    """A module as the kinds of its nodes, its names and the types of its constants, in order."""
    return tuple(_tokens(ast.parse(text)))


def _tokens(node: ast.AST) -> Iterator[object]:
    yield type(node)
    if isinstance(node, ast.Constant):
        yield type(node.value)
        return
    for _, value in ast.iter_fields(node):
        for each in cast("list[object]", value) if isinstance(value, list) else [value]:
            if isinstance(each, ast.AST):
                yield from _tokens(each)
            elif isinstance(each, str):
                yield from each.split(".")
            else:
                yield each
        yield "|" if isinstance(value, list) else ";"


def names(text: str) -> set[str]:
    """Every identifier of a module, dotted names part by part."""
    return {each for each in tokens(text) if isinstance(each, str)}


def are_twins(text: str, harmless: str, common: Collection[str]) -> bool:
    """Whether ``text`` differs from ``harmless`` in constants alone, and in names of ours.

    Where the harmless one has a name that is not ``common`` to all, it was made for the vendor:
    any sound identifier may stand there.
    """
    return all(
        ours == theirs or (_made(theirs, common) and isinstance(ours, str) and is_sound(ours))
        for ours, theirs in zip_longest(tokens(text), tokens(harmless))
    )


def _made(token: object, common: Collection[str]) -> bool:
    return isinstance(token, str) and token not in common


def is_sound(name: str) -> bool:
    """Whether ``name`` is ASCII, no keyword, no dunder, and hides nothing that is needed."""
    return (
        _VETTED.fullmatch(name) is not None
        and not keyword.iskeyword(name)
        and not (name.startswith("__") and name.endswith("__"))
        and name not in _SHADOWED
        and not (name[:1].isupper() and hasattr(builtins, name))
    )
