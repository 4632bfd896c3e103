"""TW233 to TW235: how many and how much, as the words say it."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from typewright.catalogue.findings import quoted
from typewright.diagnostics import Severity
from typewright.lint.kinds import besides_null, kinds_of
from typewright.lint.model import Found, Schema, Spot
from typewright.lint.prose.counts import counted, lengths
from typewright.lint.prose.expressions import expression
from typewright.lint.registry import rule

_DESCRIBED: Final = ("description",)
_MEASURED: Final = ("maxLength", "enum", "pattern")
_NUMBERS: Final = frozenset(("integer", "number"))
_SPANS: Final = (
    r"(?:^|_)(?:duration|timeout|delay|interval|length)(?:$|_(?!(?:\w+_)?(?:penalty|scale|factor|ratio|weight)$))"
)
_BARE: Final = frozenset(("duration", "timeout", "delay", "interval", "length"))
"""Where there is no other word there is no unit."""

_UNITS: Final = (
    r"(?<![a-z])(?:s|ms|secs?|min|sek|std|px|kb|mb|mm|cm|inch(?:es)?|bytes?|pixels?|p[ií]xe?l(?:es)?|frames?|beats?"
    r"|(?:milli|micro)?seconds?|(?:milli)?(?:sekunden?|secondi|secondes?)|mil+is?segundos?|segundos?|secondo"
    r"|minutes?|minuten|minut[io]s?|hours?|stunden?|heures?|horas?|or[ae]|days?|tagen?|giorni|jours?|d[ií]as?|weeks?"
    r"|fotogramm[ai]|fotogramas?|quadros?|bilder|percent(?:age)?|per cent|prozent|pour ?cent|por ?cien(?:to|taje)"
    r"|porcentaje|porcentagem|por cento|percentuale|(?:in|of|\d) (?:words?|steps?)|wörter|parole|mots|pala[bv]ras"
    r"|characters?|zeichen|caratteri|caract[eè]res|tokens?|items?)(?![a-z])|%|\d ?h(?![a-z])"
    r"|(?<!최)초(?!기|점)|(?<![부충기])분|(?<![가-힣])(?<![가-힣] )시간|시간 단위|프레임|단어|글자|퍼센트|픽셀|토큰|秒|(?<![部十自成百])分(?!比)|フレーム|文字"
    r"|(?<=[\d(])時間|時間単位|パーセント|ピクセル|トークン|小时|毫秒|帧|字|单词|百分比|像素"
)
"""Of what there are so many, in the texts of nine languages. Searched for in few of them."""


@rule("TW233", "counts-differ", Severity.ERROR, keywords=_DESCRIBED)
def counts_differ(spot: Spot) -> Iterator[Found]:
    """The description counts otherwise than the schema.

    What it finds
        A number of items in words ("up to 10 images") that ``minItems`` or ``maxItems`` contradict
        or do not say, in a sentence that says nothing else: advice is no limit, nor is a count in
        one mode, of several lists together, of a part of one, or for some accounts.
    Why it matters
        One of the two is wrong, and callers find out which after they have paid.
    Bad
        {"type": "array", "maxItems": 9, "description": "Upload up to 10 images."}
    Good
        {"type": "array", "maxItems": 10, "description": "Upload up to 10 images."}
    """
    at, given = besides_null(spot.schema)
    if kinds_of(given) != ("array",):
        return
    stated = counted(spot.text("description"))
    for keyword, number in (("minItems", stated.least), ("maxItems", stated.most)):
        limit = spot.schema.get(keyword, given.get(keyword))
        implied = keyword == "minItems" and number in (0, 1) and limit is None
        if number is None or limit == number or implied:
            continue
        there = "the schema does not" if limit is None else f"{keyword} is {limit}"
        sense = "at least" if keyword == "minItems" else "at most"
        message = f"the description says {sense} {number}, {there}"
        inside = "" if keyword in spot.schema else at
        place = "/description" if limit is None else f"{inside}/{keyword}"
        yield Found(place, message, "ask the vendor which of the two holds")


@rule("TW234", "advised-length", Severity.INFO, keywords=_DESCRIBED)
def advised_length(spot: Spot) -> Iterator[Found]:
    """An advised length is not expressed.

    What it finds
        A text whose description recommends or demands a number of words or characters, without a
        ``maxLength``; not a rate ("150 words per minute") or a part of the text.
    Why it matters
        Longer texts are accepted and cut or ignored, which nobody is told.
    Bad
        {"type": "string", "description": "Recommended length: up to 600 words."}
    Good
        {"type": "string", "description": "Recommended length: up to 600 words.", "maxLength": 4000}
    """
    given = besides_null(spot.schema)[1]
    measured = any(each in schema for schema in (given, spot.schema) for each in _MEASURED)
    if kinds_of(given) == ("string",) and not measured:
        advice = next(iter(lengths(spot.text("description"))), None)
        if advice is not None:
            message = f"the description speaks of {advice}, and there is no maxLength"
            yield Found("/description", message, "keep your texts within it")


@rule("TW235", "quantity-without-unit", Severity.INFO, keywords=("type", "anyOf", "oneOf"))
def quantity_without_unit(spot: Spot) -> Iterator[Found]:
    """A quantity has no unit.

    What it finds
        A number called duration, timeout, delay, interval or length, whose name, title and
        description name no unit.
    Why it matters
        5 seconds or 5 frames: a guess that is paid for.
    Bad
        {"duration": {"type": "integer", "description": ""}}
    Good
        {"duration": {"type": "integer", "description": "Length of the video in seconds."}}
    """
    if spot.subject.side == "input" and _is_span(spot.name) and _is_number(spot.schema):
        words = (spot.name.replace("_", " "), spot.text("title"), spot.text("description"))
        text = unicodedata.normalize("NFKC", " ".join(words)).casefold()
        if _BARE.issuperset(text.split()) or not expression(_UNITS).search(text):
            yield Found(
                "",
                f"{quoted(spot.name)} is a quantity without a unit",
                "ask the vendor, and say it in the description",
            )


def _is_number(schema: Schema) -> bool:
    kinds = kinds_of(besides_null(schema)[1])
    return bool(kinds) and _NUMBERS.issuperset(kinds)


@lru_cache(maxsize=4096)  # vendors repeat names
def _is_span(name: str) -> bool:
    return expression(_SPANS).search(name) is not None
