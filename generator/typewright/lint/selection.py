"""Which rules run, and where: by code or the beginning of one."""

from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from types import MappingProxyType
from typing import Final, NamedTuple

from typewright.diagnostics import ConfigError
from typewright.lint.naming import beginning, instead_of, named
from typewright.lint.registry import Rule, rules
from typewright.lint.results import Result

SUPPRESSIONS: Final = "typewright-suppress.toml"
"""Findings that need no attention, beside the config (:mod:`typewright.lint.suppress`)."""


def codes(words: Iterable[str]) -> tuple[str, ...]:
    """The codes, or beginnings of codes, that a person calls ``words``: in any case, or by name.

    Raises :class:`ConfigError` for a word that no rule is called.
    """
    return tuple(_code(word) for word in words)


def _code(word: str) -> str:
    rule = named(word)
    if rule is not None:
        return rule.code
    _refuse_unknown(word)
    return word.upper()


def _refuse_unknown(word: str) -> None:
    if not beginning(word):
        raise ConfigError(f"{word}: no rule has this code or name; {instead_of(word)}")


class Selection(NamedTuple):
    """Codes or beginnings of codes; ``per_path`` ignores codes in files by glob."""

    select: Sequence[str] = ("TW",)
    ignore: Sequence[str] = ()
    per_path: Mapping[str, Sequence[str]] = MappingProxyType({})

    def chosen(self) -> tuple[Rule, ...]:
        """The rules that run.

        Raises :class:`ConfigError` for a code that no rule begins with.
        """
        elsewhere = (code for ignored in self.per_path.values() for code in ignored)
        for prefix in (*self.select, *self.ignore, *elsewhere):
            _refuse_unknown(prefix)
        return tuple(each for code, each in rules().items() if self._runs(code))

    def _runs(self, code: str) -> bool:
        """The longer beginning wins: ``--ignore TW2 --select TW203`` runs TW203."""
        wanted = _longest(self.select, code)
        unwanted = _longest(self.ignore, code)
        return wanted > unwanted if unwanted else wanted > 0

    def finds_all(self, prefix: str) -> bool:
        """Whether every rule whose code begins with ``prefix`` runs, and in every file."""
        wanted = [code for code in rules() if code.startswith(prefix)]
        elsewhere = (code for ignored in self.per_path.values() for code in ignored)
        narrowed = any(code.startswith(each) for each in elsewhere for code in wanted)
        return not narrowed and all(map(self._runs, wanted))

    def kept(self, results: Iterable[Result]) -> tuple[Result, ...]:
        """``results`` without those that their path ignores."""
        if not self.per_path:
            return tuple(results)
        return tuple(each for each in results if not self._ignored(each))

    def _ignored(self, result: Result) -> bool:
        found = result.diagnostic
        return any(
            _longest(ignored, found.code) and fnmatchcase(found.file, glob)
            for glob, ignored in self.per_path.items()
        )


def _longest(prefixes: Iterable[str], code: str) -> int:
    return max((len(prefix) for prefix in prefixes if code.startswith(prefix)), default=0)
