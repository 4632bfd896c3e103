"""The language of a text: by its script, and for the Latin script by its commonest words.

Vendors' pages come in a handful of languages. A text that says too little is taken for English.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

_SCRIPTS: Final = {
    "ko": "[\uac00-\ud7a3]",
    "ja": "[\u3040-\u30ff]",
    "zh": "[\u4e00-\u9fff]",
    "ru": "[\u0400-\u04ff]",
    "ar": "[\u0600-\u06ff]",
    "he": "[\u0590-\u05ff]",
    "hi": "[\u0900-\u097f]",
    "th": "[\u0e00-\u0e7f]",
    "el": "[\u0370-\u03ff]",
}
_RUNS: Final = {tag: f"{script}+" for tag, script in _SCRIPTS.items()}
_BEYOND_LATIN: Final = re.compile("[^\x00-\u036f]")
"""All of them, and more: a long range takes longer to compile than a file to lint."""
_WORDS: Final = {
    "de": "der die das und ist nicht mit für ein eine den von auf wird werden sie oder bei",
    "en": "the of and to is for with are be by this that from an in or it will your",
    "es": "el la los las de que y en un una para con por es se del más como su",
    "fr": "le la les des et est une pour dans que qui sur avec par au du pas vous être",
    "id": "yang dan untuk dengan ini dari pada tidak akan adalah dalam dapat atau",
    "it": "il lo gli di che è per una con del della sono non nel si da le alla come",
    "nl": "het een en van de is niet met voor op zijn wordt dat te door",
    "pl": "się nie na jest do w z że i oraz przez dla od jak",
    "pt": "o a os as de que e em um uma para com por não se do da mais como",
    "tr": "ve bir bu için ile olarak da de daha olan en çok",
    "vi": "và của là cho không được các một có trong với này để",
}
_VOCABULARY: Final = {
    tag: frozenset(word for word in words.split() if len(word) > 1) for tag, words in _WORDS.items()
}  # letters that stand alone are labels in every language
_LANGUAGES: Final = {
    word: tuple(tag for tag, words in _VOCABULARY.items() if word in words)
    for word in sorted(frozenset[str]().union(*_VOCABULARY.values()))
}
"""The languages that each common word is of."""

_WORD: Final = re.compile(r"[^\W\d_]+")
_ENOUGH: Final = 0.02
"""The share of characters of a script that makes a text one of its language: prose is full of
names and code in Latin letters, also where the language has another script."""

_FEWEST: Final = 3
_LEAD: Final = 1.3
"""Common words that a language must have at least, and how many for each English one."""

_MOSTLY: Final = 0.3
_SENTENCE: Final = 12
_SURE: Final = 2
"""Of a short text: the share of a script, the characters of a sentence in Chinese, and how many
common words for each one of the next language."""


def language_of(text: str) -> str:
    """The language tag of ``text``."""
    for tag, found in _scripts(text):
        if _is_share(_ENOUGH, found, text):
            return tag
    scores = _common_words(text)
    best = max(sorted(scores), key=lambda tag: (scores[tag], tag == "en"), default="en")
    enough = max(_FEWEST, _LEAD * scores.get("en", 0))
    return best if scores.get(best, 0) >= enough else "en"


@lru_cache(maxsize=4096)
def spoken(text: str) -> str:
    """The language of a short text, "" where it says too little to be sure.

    Chinese characters alone are Japanese as well; a few Latin words are names in any language.
    """
    for tag, found in _scripts(text):
        if found >= _FEWEST and _is_share(_MOSTLY, found, text):
            return "" if tag == "zh" and found < _SENTENCE else tag
    scores = _common_words(text)
    if not scores:
        return ""
    best = max(scores, key=lambda tag: scores[tag])
    others = (score for tag, score in scores.items() if tag != best)
    sure = scores[best] >= max(_FEWEST, _SURE * max(others, default=0))
    return best if sure else ""


def _scripts(text: str) -> Iterator[tuple[str, int]]:
    """Of each script but the Latin one: a language, and how many characters ``text`` has of it."""
    if text.isascii() or not _BEYOND_LATIN.search(text):
        return
    for tag, runs in _RUNS.items():
        yield tag, sum(map(len, re.findall(runs, text)))


def _is_share(least: float, found: int, text: str) -> bool:
    """Whether ``found`` characters are ``least`` of the letters of ``text``, or more."""
    if found >= least * len(text):  # there are no more letters than characters
        return True
    letters = sum(map(str.isalpha, text)) or 1
    return found / letters >= least


def _common_words(text: str) -> dict[str, int]:
    """How many common words ``text`` has of each language that it has any of; none where there are
    too few for any."""
    scores: dict[str, int] = {}
    common = [word for word in _WORD.findall(text.lower()) if word in _LANGUAGES]
    for word in common if len(common) >= _FEWEST else ():
        for tag in _LANGUAGES[word]:
            scores[tag] = scores.get(tag, 0) + 1
    return scores
