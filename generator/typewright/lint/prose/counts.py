"""Counts and lengths in a description: "1~10 images", "up to 600 words"."""

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from typing import Final, NamedTuple

from typewright.lint.prose.bounds import MOST_NUMBERS, Bound, around, bounds
from typewright.lint.prose.counting import only_counts
from typewright.lint.prose.expressions import expression
from typewright.lint.prose.nouns import ITEMS, LENGTHS, NO_NOUN
from typewright.lint.prose.numbers import NUMBER, meanings
from typewright.lint.prose.words import SENTENCE_END, plain, sentences

_BETWEEN: Final = rf"(?:(?!(?:{NO_NOUN}) )[a-z]+ ){{0,2}}?"
_ITEMS: Final = rf"(?:\s|(?![a-z])){_BETWEEN}(?P<noun>{ITEMS})(?![a-zà-ÿ])"
_WORDS: Final = rf"\s?(?:[a-z]+ )?(?P<noun>{LENGTHS})(?![a-zà-ÿ])"
_ADVICE: Final = (
    r"recommend|suggest|should|must|keep|limit|within|권장|추천|推奨|おすすめ|建议|推荐|consigli|raccomand"
    r"|empf|recomend|aconsej|conseill|recommand"
)
_AND_AT_MOST: Final = (
    r"\s*(?:and|und|e|y|et)?\s*(?:at most|up to|no more than|höchstens|maximal|al massimo"
    r"|como máximo|au plus|no máximo)\s*"
)
_BOUNDED: Final = r"\d+[^\d.。!?]{0,12}(?:이내|以内|words or less|or fewer)"
_END: Final = rf"{SENTENCE_END}|[()]"
_CLAUSE_END: Final = rf"{_END}|[,;:](?=\s|$)|[，、；：]"
_WITHIN: Final = r"\b(?:with|of|each|per|ha(?:s|ve|ving)|contain\w*)\b"
_NUMBER: Final = rf"(?<![a-z0-9_.,]){NUMBER}"
_FROM: Final = r"\b(?:between|from|zwischen|tra|fra|desde|entre)\s*$"
_CUT: Final = (
    r"truncat|\bcut\b|abgeschnitten|gekürzt|troncat|truncad|tronqu|잘립|잘려|잘릴|切り捨て|切り詰め|截断"
)
"""What happens to the part of a text "over 1000 characters"."""

_SOME: Final = r"\b(?:per|every|each|the|these|add|adds|contain\w*|includ\w*)\s*$"
_OF_THEM: Final = (
    r"\s*(?:/|(?:per|a|each|every|pro|por|par|al) (?!request|prompt|text|input)\w|on (?:the )?screen|(?:that|which) (?:must|should|appear)"
    r"|(?:each|je|chacune?|ciascun[ao]|cada (?:uma?|un[ao]))(?=\s*(?:[.!?,;)]|$))"
    r"|(?:can|may|could|will) be (?!used|given|entered|sent|input|provided|supplied|specified|submitted|passed|included"
    r"|processed|accepted|supported|handled|read|spoken|synthesi[sz]ed|typed|written)\w)"
)
"""What stands before and behind a number of words that a text has in it, or of a rate."""

_PARTS: Final = (
    r"\b(?:each|every|per|jede[mnrs]?|chaque|cada|ogni)\b"
    r"(?! (?:request|prompt|text|input|call|anfrage|requête|texte|solicitud|texto|richiesta|testo|solicitação|pedido))"
    r"|\b(?:lines|sentences|tags|hashtags|keywords|captions|subtitles|phrases|paragraphs|bullets|zeilen|sätze|absätze"
    r"|righe|frasi|paragrafi|líneas|frases|párrafos|lignes|paragraphes|linhas|parágrafos)\b"
    r"|(?:문장|줄|행|태그|자막|단어|구절|키워드|항목|문단|대사)(?:당|마다)|(?:각|한|매) ?(?:문장|줄|행|태그|자막|구절|키워드|문단)"
    r"|(?:行|文|タグ|字幕|キーワード|段落|セリフ)(?:あたり|当たり|につき|ごと|毎)|各(?:行|文|タグ|字幕|段落)|[1一](?:行|文)(?=[はがにの])"
    r"|每(?!次|[个段条]?(?:请求|提示词|文本|输入))|单[行句]"
)
"""What says in a clause that a number of words is that of a part of the text."""

_PART_END: Final = rf"{_END}|[,;](?=\s|$)|[，、；]"

_ON_STAGE: Final = r"\b(?:appear|scenes?|persons?|people|faces?|cast)\b"
_FEW: Final = 10
"""Fewer "characters" than these may be persons, and so few words are advised for no text."""


class Counts(NamedTuple):
    """How many items a description allows; ``None`` for what it does not say."""

    least: int | None = None
    most: int | None = None


@lru_cache(maxsize=4096)
def counted(description: str) -> Counts:
    """The counts of items that ``description`` states, and does not state twice differently."""
    text = plain(description)
    stated: dict[str, set[int]] = {"lower": set(), "upper": set()}
    for bound in bounds(text):
        number = _whole(bound)
        if number is None or not bound.demanded or not _of_items(text, bound):
            continue
        if _is_plain(text, bound):
            inside = 0 if bound.inclusive is not False else 1
            stated[bound.side].add(number + inside if bound.side == "lower" else number - inside)
    least, most = (next(iter(each)) if len(each) == 1 else None for each in stated.values())
    return Counts(least, most)


def _is_plain(text: str, bound: Bound) -> bool:
    """Whether the sentence says nothing else: no condition, no advice, no sum, no result; and the
    number is not that of the frames in each item."""
    if not only_counts("".join(around(_END, text, bound.quantity))):
        return False
    noun = expression(_ITEMS).match(text, bound.quantity.end)
    of_frames = noun is not None and noun["noun"].startswith("frame")
    clause = around(_CLAUSE_END, text, bound.quantity)
    return not of_frames or not any(expression(_WITHIN).search(each) for each in clause)


def _of_items(text: str, bound: Bound) -> bool:
    """Whether the number of ``bound`` counts items: the noun stands behind it, or behind the
    other end of its range."""
    if expression(_ITEMS).match(text, bound.quantity.end):
        return True
    following = [each for each in bounds(text) if each.quantity.start > bound.quantity.end]
    if bound.side != "lower" or not following or following[0].side != "upper":
        return False
    end = following[0].quantity
    paired = bound.inclusive is None or expression(_AND_AT_MOST).fullmatch(
        text, bound.quantity.end, end.start
    )
    return bool(paired) and expression(_ITEMS).match(text, end.end) is not None


def _whole(bound: Bound) -> int | None:
    values = {value for value in bound.quantity.values if value.denominator == 1}
    if len(values) != 1 or bound.quantity.unit or values == {Fraction(0)}:
        return None
    return int(values.pop())


def lengths(description: str) -> Iterator[str]:
    """Each advised length of a text, as ``600 words``."""
    for sentence in sentences(plain(description)):
        yield from _lengths(sentence)


@lru_cache(maxsize=4096)  # vendors repeat sentences
def _lengths(sentence: str) -> tuple[str, ...]:
    counted_words = [
        (number, noun)
        for number in expression(_NUMBER).finditer(sentence)
        if (noun := expression(_WORDS).match(sentence, number.end())) and any(meanings(number[0]))
    ]
    if not 0 < len(counted_words) <= MOST_NUMBERS:
        return ()
    stated = bounds(sentence)
    bounded = bool(stated) or expression(_BOUNDED).search(sentence) is not None
    if not bounded and not expression(_ADVICE).search(sentence):
        return ()
    cut = expression(_CUT).search(sentence) is not None
    lower = {
        each.quantity.start
        for each in stated
        if each.side == "lower" and not (cut and each.inclusive is False)
    }
    return tuple(
        f"{number[0]} {noun['noun']}"
        for number, noun in counted_words
        if number.start() not in lower
        and not _is_of_some(sentence, number.start(), noun.end())
        and not (_is_few(number[0]) and (not bounded or noun["noun"].startswith("character")))
        and not (noun["noun"].startswith("character") and expression(_ON_STAGE).search(sentence))
    )


def _is_of_some(sentence: str, start: int, end: int) -> bool:
    """Whether what is counted is the lower end of a range, a part of the text, or a rate."""
    before = sentence[:start]
    if expression(_FROM).search(before) or expression(_SOME).search(before):
        return True
    if expression(_PARTS).search(expression(_PART_END).split(before)[-1]):
        return True
    return expression(_OF_THEM).match(sentence, end) is not None


def _is_few(number: str) -> bool:
    return max(meanings(number), default=_FEW) < _FEW
