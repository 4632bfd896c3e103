"""What a person calls a rule: its code in any case, or its name."""

from typewright.lint.registry import Rule, rules


def named(word: str) -> Rule | None:
    """The rule whose code or name ``word`` is."""
    known = rules()
    by_name = (each for each in known.values() if each.name == word.lower())
    return known.get(word.upper()) or next(by_name, None)


def beginning(word: str) -> list[str]:
    """The codes that begin with ``word``."""
    return [code for code in rules() if code.startswith(word.upper())]


def instead_of(word: str) -> str:
    """What to do about a ``word`` that no rule is called, with what it may be meant for."""
    meant = beginning(word) if len(word) > len("TW") else []
    close = meant or _close(word)
    hint = f"did you mean {', '.join(close)}? " if close else ""
    return f"{' or '.join(hint.rsplit(', ', 1))}typewright explain lists them"


def _close(word: str) -> list[str]:
    from difflib import get_close_matches  # for a word that is none

    known = rules()
    names = {each.name: each.name for each in known.values()}
    candidates = {**{code.lower(): code for code in known}, **names}
    return [candidates[each] for each in get_close_matches(word.lower(), candidates, 1, 0.5)]
