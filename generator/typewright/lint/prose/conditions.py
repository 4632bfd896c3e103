"""Conditions in a description: "only applies when mode is auto".

Read only where a sentence names a sibling property and one of that property's own values, and says
"only when" or "has no effect when" in words that vendors use.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from typewright.catalogue.model import Json
from typewright.lint.model import Schema, Spot

_SENTENCE: Final = re.compile(r"(?<=[.!?。！？])\s*|\n")
_WHEN: Final = (
    r"\b(?:when|if|while|unless)\b|경우|때|설정|場合|とき|時|当|如果|时|\b(?:quando|se|qualora)\b"
    r"|\b(?:wenn|falls|sofern)\b|\b(?:cuando|si)\b|\b(?:lorsque|quand)\b|\b(?:caso)\b"
)
_ONLY: Final = (
    r"\bonly\b|에만|때만|のみ|だけ|仅|只|\b(?:solo|soltanto|solamente|unicamente)\b|\bnur\b"
    r"|\bsólo\b|\búnicamente\b|\buniquement\b|\bseulement\b|\bne\b.*\bque\b|\b(?:só|somente|apenas)\b"
)
_NO_EFFECT: Final = (
    r"no effect|not (?:take|have) (?:any )?effect|(?:is|are|be) ignored|(?:does|do|will) not apply"
    r"|무시|적용되지 않|효과가 없|無視|無効|適用されません|不生效|无效|忽略|不起作用"
    r"|nessun effetto|non ha effetto|ignorat|keine wirkung|ignoriert|wirkungslos"
    r"|sin efecto|no tiene efecto|se ignora|sans effet|aucun effet|ignoré|sem efeito|não tem efeito|é ignorad"
)
_WHEN_RE, _ONLY_RE, _NONE_RE = (re.compile(each) for each in (_WHEN, _ONLY, _NO_EFFECT))


@dataclass(frozen=True, slots=True)
class Condition:
    """A property counts only when its sibling ``name`` (schema ``other``) is ``value``; with
    ``negative``, only when it is not."""

    name: str
    other: Schema
    value: Json
    negative: bool

    def words(self) -> str:
        """``only when mode is 'auto'``."""
        return f"only when {self.name} is {'not ' if self.negative else ''}{self.value!a}"


def condition_of(spot: Spot) -> Condition | None:
    """The condition that the description of a property states, if it plainly states one."""
    if spot.owner is None or spot.subject.side != "input":
        return None
    for text, negative in _conditional(spot.text("description")):
        found = list(_named(spot, text))
        if len(found) == 1:
            name, other, value = found[0]
            return Condition(name, other, value, negative)
    return None


@lru_cache(maxsize=4096)  # vendors repeat descriptions, and most state no condition
def _conditional(description: str) -> tuple[tuple[str, bool], ...]:
    """The sentences that state a condition, and whether each says that something has no effect."""
    found: list[tuple[str, bool]] = []
    for sentence in _SENTENCE.split(description):
        text = unicodedata.normalize("NFKC", sentence).casefold()
        negative = bool(_NONE_RE.search(text))
        if _WHEN_RE.search(text) and (negative or _ONLY_RE.search(text)):
            found.append((text, negative))
    return tuple(found)


def _named(spot: Spot, text: str) -> Iterator[tuple[str, Schema, Json]]:
    """Siblings that ``text`` names together with exactly one of their values."""
    properties = spot.owner.get("properties") if spot.owner is not None else None
    for name, schema in properties.items() if isinstance(properties, dict) else ():
        if name == spot.name or not isinstance(schema, dict) or not _word(name, text):
            continue
        rest = re.sub(_pattern(name), " ", text)
        values = [value for value in _values(schema) if _word(_spelt(value), rest)]
        if len(values) == 1:
            yield name, schema, values[0]


def _values(schema: Schema) -> tuple[Json, ...]:
    enum = schema.get("enum")
    if isinstance(enum, list):
        return tuple(enum)
    return (True, False) if schema.get("type") == "boolean" else ()


def _spelt(value: Json) -> str:
    return str(value).casefold()


def _word(name: str, text: str) -> bool:
    return re.search(_pattern(name), text) is not None


def _pattern(name: str) -> str:
    """``name`` as a word: what stands beside it is no letter or digit of the Latin script."""
    spaced = re.escape(name.casefold()).replace("_", "[_ ]")
    return rf"(?<![a-z0-9_]){spaced}(?![a-z0-9_])"
