"""Conditions in a description: "only applies when mode is auto".

Read only where a sentence names a sibling property and one of that property's own values, says
"only when" or "has no effect when" in words that vendors use, and says nothing else.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import takewhile
from typing import Final, NamedTuple

from typewright.catalogue.model import Json
from typewright.lint.kinds import besides_null, kinds_of
from typewright.lint.prose.expressions import expression
from typewright.lint.prose.known import all_known
from typewright.lint.prose.words import has_word, plain, sentences, without_word

TELLING: Final = (
    r"only|not used|effe|efe|appl|aplic|ignor|sol[oat]|sólo|uni[cq]|únic|seul|que |só|somente|apenas|nur|wirkung|gilt"
    r"|만|무시|적용|효과|のみ|だけ|限|無視|無効|適用|効果|仅|只|不生效|无效|忽略|不起作用|才"
)
"""Whatever says that a property counts only sometimes has one of these in it; few texts have."""

_WHEN: Final = (
    r"\b(?:when|if|while|unless)\b|경우|때|설정|場合|とき|時|当|如果|时|\b(?:quando|se|qualora)\b"
    r"|\b(?:wenn|falls|sofern)\b|\b(?:cuando|si)\b|\b(?:lorsque|quand)\b|\b(?:caso)\b"
    r"|es sei denn|a meno che|a menos que|à moins que?|除非"
    r"|이?면(?![가-힣])|\bonly\b.*\b(?:in|with)\b"
)
_BETWEEN: Final = (
    r"(?: (?:appl(?:y|ies|icable|ied)|used?|effective|available|valid|works?|takes?|has|have|an|any|effect"
    r"|supported|relevant|active|enabled|considered|honou?red|respected|read|in|be|is|are|meaningful|matters?))"
)
_OTHERWISE: Final = (
    r"\botherwise\b|\belse\b|\bother(?: \w+)? (?:cases?|modes?|values?|settings?)\b|그 외|그렇지 않|それ以外|そうでな"
    r"|否则|其[他它]|\b(?:sonst|ansonsten|andernfalls)\b|altrimenti|caso contrario|altri casi|de lo contrario"
    r"|(?:otro|demás) casos?|\bsinon\b|\bautrement\b|cas contraire|autres cas|caso contrário|\bsenão\b"
    r"|(?:outros|demais) casos"
)
_CLAUSE: Final = r"[,;(，；、（–—]| - | (?:and|or|und|e|y|et) |(?<=[며고]) "
ONLY: Final = (
    rf"\bonly{_BETWEEN}{{0,4}},? (?:when|if|while|in|with)\b|(?:경우|때|시)에?만|(?:場合|とき|時)に?(?:のみ|だけ|限)"
    r"|(?:仅|只)有?(?:当|在|适用于|限于|(?=[^，。]*时))|当[^，。]*时，?[^，。]*才"
    r"|\b(?:solo|soltanto|solamente|unicamente)(?: [^\W\d_]+){0,2},? (?:quando|se|qualora|nel caso)\b"
    r"|\bnur(?: [^\W\d_]+){0,2},? (?:wenn|falls|sofern)\b"
    r"|\b(?:solo|sólo|solamente|únicamente)(?: [^\W\d_]+){0,2},? (?:cuando|si)\b"
    r"|\b(?:uniquement|seulement)(?: [^\W\d_]+){0,2},? (?:lorsque|quand|si)\b"
    r"|\bn(?:e |')[^.]{0,24}\bque (?:si|lorsque|quand)\b"
    r"|\b(?:só|somente|apenas)(?: [^\W\d_]+){0,2},? (?:quando|se|caso)\b"
)
NO_EFFECT: Final = (
    r"no effect|not (?:take|have) (?:any )?effect|(?:is|are|be) ignored|(?:does|do|will) not apply|\bignored\b|(?<!if )(?<!only )not (?:used|applicable)(?= (?:when|if|while|unless)\b)"
    r"|무시|적용되지 않|효과가 없|無視|無効|適用されません|効果(?:は|が)(?:ありません|ない)|不生效|无效|忽略|不起作用"
    r"|(?:non ha )?nessun effetto|non ha effetto|ignorat|non si applica"
    r"|keine wirkung|ignoriert|wirkungslos|\bgilt nicht\b"
    r"|sin efecto|no tiene (?:ningún )?efecto|se ignora|no se aplica|sans effet|aucun effet|\bignoré"
    r"|ne s'applique pas|sem efeito|não tem (?:nenhum )?efeito|é ignorad|não se aplica"
)
_TURNED: Final = (
    r"\b(?:not|unless|except|other than|different)\b|n't|≠|아닌|아닐|아니|이외|않|ない|ません|なけれ|以外|不为|不是|不等于|非|除非"
    r"|\bnon (?:è|sia|viene)|diverso|a meno che|tranne|\bnicht\b|ausser|es sei denn|ungleich"
    r"|\bno (?:es|está|sea|esté)\b|distinto|a menos que|salvo|n'est pas|sauf|différent|à moins"
    r"|\bnão (?:é|for|está|estiver|seja)\b|diferente|exceto"
)
"""What turns the condition into its opposite."""

_NEEDED: Final = (
    r"\b(?:required|mandatory|necessary|needed|not only)\b|필수|필요|必須|必要|必填|必需|obbligatori|richiest"
    r"|erforderlich|pflicht|obligatori|requerid|necesari|obligatoire|requis|obrigatóri|necessári"
)
"""Such a property has to be given under its condition; it may count without it."""

_HEEDED: Final = (
    r"(?:\b(?:not|can|may|nicht|non viene|no se|pas|não é)|n't) (?:be )?ignor|무시(?!됩|된|됨|함|합)"
    r"|無視(?!され(?:ます|る)|します|する)|(?:不|可|能)(?:会|被|会被)?忽略"
)
"""What is not ignored then may not be ignored ever, and what can be ignored may count."""

_UNCERTAIN: Final = (
    r"\b(?:no|non|kein\w*|pas|aucun|sin|ningún|sans|sem|nenhum|nessun|alcun)\b|[不未没无無]|없|[<>≤≥≦≧+~&|]|(?<!\w)-\d"
    r"|\b(?:when|if|while|unless|wenn|falls|sofern)\b.*\b(?:when|if|while|unless|wenn|falls|sofern)\b"
)
"""What denies something else, compares, or states another condition beside the first."""


_IS_ON: Final = r"(?<=\bis)(?: set to| turned| switched)? (?:on|enabled)\b"
_IS_OFF: Final = r"(?<=\bis)(?: set to| turned| switched)? (?:off|disabled)\b"


class Condition(NamedTuple):
    """A property counts only when its sibling ``name`` (schema ``other``) is ``value``; with
    ``negative``, only when it is not."""

    name: str
    other: Mapping[str, Json]
    value: Json
    negative: bool

    def words(self) -> str:
        """``only when mode is 'auto'``."""
        return f"only when {self.name} is {'not ' if self.negative else ''}{self.value!a}"


def condition_of(own: str, description: str, properties: Mapping[str, Json]) -> Condition | None:
    """The condition that the ``description`` of the property ``own``, one of ``properties``,
    states, if it plainly states one."""
    for sentence, negative in _conditional(description):
        for text in dict.fromkeys((sentence, _switched(sentence))):
            found = list(_named(own, properties, text))
            if len(found) == 1 and _is_of_the_property(text, own, properties, found[0]):
                return Condition(*found[0], negative)
    return None


def _switched(text: str) -> str:
    """``text`` with the value of a boolean for "on" and "disabled"."""
    on = expression(_IS_ON).sub(" true", text)
    return expression(_IS_OFF).sub(" false", on)


def _is_of_the_property(
    text: str, own: str, properties: Mapping[str, Json], found: tuple[str, Mapping[str, Json], Json]
) -> bool:
    """Whether the condition that is ``found`` is one of all of the property ``own``."""
    name, _, value = found
    if _about_another(own, name, tuple(properties), text):
        return False
    of_a_value = _is_of_a_value(text, properties.get(own), value)
    return not of_a_value and _is_plain(text, own, name, str(value))


def _conditional(description: str) -> Iterator[tuple[str, bool]]:
    """The sentences that state a condition, and whether each says that something has no effect."""
    text = plain(description)
    if expression(TELLING).search(text):
        yield from filter(None, map(_read, sentences(text.replace("’", "'"))))


@lru_cache(maxsize=4096)  # vendors repeat sentences
def _read(sentence: str) -> tuple[str, bool] | None:
    if not expression(TELLING).search(sentence) or not expression(_WHEN).search(sentence):
        return None
    text = _without_otherwise(sentence)
    negative = _negative(text)
    return None if negative is None else (text, negative)


def _without_otherwise(sentence: str) -> str:
    """``sentence`` as far as it is about the one case: "otherwise ignored" is about all others."""
    if not expression(_OTHERWISE).search(sentence):
        return sentence
    clauses = expression(_CLAUSE).split(sentence)
    own = takewhile(lambda clause: not expression(_OTHERWISE).search(clause), clauses)
    return ", ".join(map(str.strip, own))


def _negative(text: str) -> bool | None:
    """Whether a property counts only when its condition does not hold; ``None`` in doubt."""
    none = expression(NO_EFFECT).search(text) is not None
    only = expression(ONLY).search(text) is not None
    if none is only or expression(_NEEDED).search(text) or expression(_HEEDED).search(text):
        return None  # of "used only when ..., ignored when ..." nobody knows which is meant
    rest, turns = expression(_TURNED).subn(" ", expression(NO_EFFECT).sub(" ", text))
    return None if turns > 1 or expression(_UNCERTAIN).search(rest) else none is not (turns == 1)


def _is_of_a_value(text: str, schema: Json, value: Json) -> bool:
    """Whether ``text`` may be about the ``value`` of the property with ``schema`` as well."""
    values = _values(schema) if isinstance(schema, dict) else ()
    return value in values and text.count(str(value).casefold()) > 1


@lru_cache(maxsize=4096)  # vendors repeat sentences
def _is_plain(text: str, own: str, condition: str, value: str) -> bool:
    """Whether ``text`` says of the property ``own`` nothing but its condition."""
    names = (own, re.sub("_ur[il]s?$", "", own), condition)
    for word in (*sorted(names, key=len, reverse=True), value):
        text = without_word(word, text)
    return all_known(text)


@lru_cache(maxsize=4096)
def _about_another(own: str, condition: str, properties: tuple[str, ...], text: str) -> bool:
    """Whether ``text`` names a sibling besides that of the condition, and may be about it."""
    spaced = own.replace("_", " ")
    rest = without_word(own, without_word(condition, text))
    others = (each for each in properties if each not in (own, condition))
    return any(each.replace("_", " ") not in spaced and has_word(each, rest) for each in others)


def _named(
    own: str, properties: Mapping[str, Json], text: str
) -> Iterator[tuple[str, Mapping[str, Json], Json]]:
    """Siblings that ``text`` names together with exactly one of their values."""
    for name, schema in properties.items():
        if name == own or not isinstance(schema, dict) or not has_word(name, text):
            continue
        rest = without_word(name, text)
        values = list(_said(_values(schema), rest))
        if len(values) == 1:
            yield name, schema, values[0]


def _said(values: tuple[Json, ...], text: str) -> Iterator[Json]:
    """Those of ``values`` that ``text`` names; one that is a part of another is not named by it."""
    for value in sorted(values, key=lambda value: len(str(value)), reverse=True):
        if has_word(str(value), text):
            yield value
            text = without_word(str(value), text)


def _values(schema: Mapping[str, Json]) -> tuple[Json, ...]:
    given = besides_null(schema)[1]
    enum = given.get("enum")
    if isinstance(enum, list):
        return tuple(enum)
    return (True, False) if kinds_of(given) == ("boolean",) else ()
