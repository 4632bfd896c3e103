"""Titles, descriptions, examples and messages: what a person reads, and no program acts on."""

from collections.abc import Iterator
from typing import Final

from typewright.catalogue.model import Json
from typewright.catalogue.pointers import mapping
from typewright.diff.differences import Difference, Pair
from typewright.diff.parts import Part
from typewright.diff.values import key

_TEXTS: Final = ("title", "description", "examples", "deprecated", "readOnly", "writeOnly")


def compare_texts(pair: Pair) -> Iterator[Difference]:
    """One difference for all the texts of the two parts, those of their rules included."""
    comparable = len(pair.old.shapes) == len(pair.new.shapes)
    changed = [
        word
        for word in _TEXTS
        if _said(pair.old, word, comparable) != _said(pair.new, word, comparable)
    ]
    if changed:
        words = f"the {_joined(changed)} {'reads' if len(changed) == 1 else 'read'} otherwise"
        yield pair.found("text-changed", f"{words}; nothing to do", *changed)
    before, after = _messages(pair.old), _messages(pair.new)
    same_rules = [rule for rule, _ in before] == [rule for rule, _ in after]
    if same_rules and before != after:
        words = "the message of a media rule reads otherwise; nothing to do"
        yield pair.found("text-changed", words, "validations")


def _said(part: Part, word: str, alternatives: bool) -> list[str]:
    """What ``part`` says by ``word``, and what its alternatives say."""
    inner = [shape.source.words.get(word) for shape in part.shapes] if alternatives else []
    return [key(value) for value in (part.source.words.get(word), *inner)]


def _joined(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]


def _messages(part: Part) -> list[tuple[str, Json]]:
    """Each rule of ``part`` and its message, in a stable order."""
    rules = part.source.words.get("validations")
    found = [mapping(each) for each in (rules if isinstance(rules, list) else ())]
    shown = [
        (
            f"{each.get('validation_rule')} {each.get('validation_value')}",
            each.get("validation_error"),
        )
        for each in found
    ]
    return sorted(shown, key=lambda each: (each[0], key(each[1])))
