"""Before it is written, every generated module is parsed and held to the nodes our templates use.

A second line of defence behind :mod:`typewright.codegen.literals`: should a schema ever smuggle
code through, it is refused here.
"""

import ast
from pathlib import PurePosixPath
from typing import cast

_STATEMENTS = (
    ast.AnnAssign,
    ast.Assign,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.Expr,
    ast.FunctionDef,
    ast.If,
    ast.Import,
    ast.ImportFrom,
    ast.Raise,
    ast.Return,
)
_EXPRESSIONS = (
    ast.Attribute,
    ast.Await,
    ast.BinOp,
    ast.Call,
    ast.Compare,
    ast.Constant,
    ast.Dict,
    ast.FormattedValue,
    ast.JoinedStr,
    ast.List,
    ast.Name,
    ast.Set,
    ast.Starred,
    ast.Subscript,
    ast.Tuple,
    ast.UnaryOp,
)
_PARTS = (
    ast.Module,
    ast.alias,
    ast.arg,
    ast.arguments,
    ast.keyword,
    ast.BitOr,
    ast.NotIn,
    ast.USub,
)
_CONTEXTS = (ast.Load, ast.Store)
_ALLOWED = frozenset(_STATEMENTS + _EXPRESSIONS + _PARTS + _CONTEXTS)


class UnexpectedCode(RuntimeError):
    """Generated source holds what no template of ours prints."""


def guard(path: PurePosixPath, text: str) -> None:
    """Raise :class:`UnexpectedCode` unless ``text`` is made of what templates print."""
    pending: list[ast.AST] = [ast.parse(text, filename=str(path))]
    while pending:  # ast.walk takes three times as long
        node = pending.pop()
        if type(node) not in _ALLOWED:
            line = getattr(node, "lineno", 1)
            raise UnexpectedCode(f"{path}:{line}: unexpected {type(node).__name__}")
        for value in vars(node).values():
            if isinstance(value, ast.AST):
                pending.append(value)
            elif isinstance(value, list):
                items = cast("list[object]", value)
                pending.extend(each for each in items if isinstance(each, ast.AST))
