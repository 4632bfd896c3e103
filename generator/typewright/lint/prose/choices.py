"""What the texts in an enum say: sizes, tiers, ratios, and labels in brackets."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from math import gcd
from typing import Final, NamedTuple

from typewright.lint.prose.expressions import expression

_LABELLED: Final = r"(?P<value>\S.*?)\s*[(\[（](?P<label>[^()\[\]（）]+)[)\]）]\s*"
_SIZE: Final = r"(?P<width>\d{2,5})\s*[x×*X]\s*(?P<height>\d{2,5})"
_TIER: Final = r"\d+(?:\.\d+)?[kK]|\d{3,4}[pP]"
_RATIO: Final = r"(?P<a>\d{1,3}(?:\.\d+)?)\s*:\s*(?P<b>\d{1,3}(?:\.\d+)?)"
_ABOUT: Final = (
    r"(?i)[~～〜∼≈≒≃約约약]|\b(?:approx|about|nearly|almost|ca|circa|ungefähr|environ|aprox|cerca)"
)
"""What stands before a ratio that a size has but for some pixels."""

_NUMBERED: Final = r"(?=[a-z_.-]*\d)[a-z0-9](?:[a-z0-9_.-]*[a-z0-9])?"
"""A word with a digit in it, such as 720p."""

_BOOLEANS: Final = tuple(
    frozenset(pair.split())
    for pair in (
        *("true false", "yes no", "on off", "enabled disabled", "enable disable", "0 1"),
        *("y n", "t f", "oui non", "ja nein", "sí no", "si no", "sim não", "예 아니오", "是 否"),
        *(
            "예 아니요",
            "켜기 끄기",
            "켬 끔",
            "はい いいえ",
            "オン オフ",
            "有効 無効",
            "开启 关闭",
            "开 关",
            "启用 禁用",
            "an aus",
        ),
        *(
            "sì no",
            "activado desactivado",
            "activé désactivé",
            "ativado desativado",
            "attivo disattivo",
        ),
    )
)


class Choices(NamedTuple):
    """What the texts of one enum say together.

    ``labelled`` are those with a label in brackets, ``repeated`` the labels that several sizes have.
    ``tier`` is the first that is one, such as 2K, ``size`` the first that begins with one in pixels
    ("" where there is none). ``mislabelled`` are the numbers of those whose ratio is not that of
    their size, each with what is wrong. ``one_way`` are the ratios without their counterpart, in an
    enum where others have theirs. ``spelt`` are words with a digit by what they are when case is
    left out. ``boolean`` says that the two mean yes and no.
    """

    labelled: tuple[str, ...]
    repeated: tuple[str, ...]
    tier: str
    size: str
    mislabelled: tuple[tuple[int, str], ...]
    one_way: tuple[tuple[str, str], ...]
    spelt: Mapping[str, tuple[str, ...]]
    boolean: bool


@lru_cache(maxsize=256)  # vendors repeat enums
def choices(values: tuple[str | None, ...]) -> Choices:
    """What ``values`` say; ``None`` stands for a value that is no text."""
    read = [(number, _read(value)) for number, value in enumerate(values) if value is not None]
    each = [value for _, value in read]
    labels = Counter(value.label for value in each if value.label and value.size)
    folded = [value.text.casefold() for value in each]
    return Choices(
        labelled=tuple(value.text for value in each if value.label),
        repeated=tuple(label for label, count in labels.items() if count > 1),
        tier=next((value.text for value in each if value.tier), ""),
        size=next((value.text for value in each if value.size), ""),
        mislabelled=tuple((number, value.wrong) for number, value in read if value.wrong),
        one_way=_one_way(list(dict.fromkeys(value.ratio for value in each if value.ratio))),
        spelt=_spelt(values, folded),
        boolean=len(values) == 2 and frozenset(map(str.strip, folded)) in _BOOLEANS,
    )


def _one_way(ratios: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    oblong = [(a, b) for a, b in ratios if a != b]
    alone = tuple((a, b) for a, b in oblong if (b, a) not in ratios)
    return alone if len(alone) < len(oblong) else ()


def _spelt(values: Sequence[str | None], folded: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    texts = [value for value in values if value is not None]
    spelt: dict[str, tuple[str, ...]] = {}
    for word, text in zip(folded, texts, strict=True):
        if expression(_NUMBERED).fullmatch(word):
            spelt[word] = (*spelt.get(word, ()), text)
    return spelt


class _Choice(NamedTuple):
    """One text: its label ("" for none), whether it begins with a size or is a tier, its ratio as it
    is written, and what is wrong with it behind that size ("" for nothing)."""

    text: str
    label: str
    size: bool
    tier: bool
    ratio: tuple[str, str] | None
    wrong: str


@lru_cache(maxsize=4096)  # vendors repeat values: 720p, 16:9
def _read(text: str) -> _Choice:
    labelled = expression(_LABELLED).fullmatch(text)
    label = labelled["label"].strip() if labelled else ""
    size = expression(_SIZE).match(text)
    ratio = expression(_RATIO).fullmatch(label or text)
    return _Choice(
        text,
        label,
        size is not None,
        expression(_TIER).fullmatch(text) is not None,
        (ratio["a"], ratio["b"]) if ratio else None,
        _mislabelled(text, size) if size else "",
    )


def _mislabelled(text: str, size: re.Match[str]) -> str:
    """``2848x1600 is 89:50, not 16:9``; "" for a size with its own ratio, about that, or none."""
    ratio = expression(_RATIO).search(text, size.end())
    width, height = int(size["width"]), int(size["height"])
    if ratio is None or (height and _exactly(ratio, width, height)):
        return ""
    if expression(_ABOUT).search(text, size.end(), ratio.start()):
        return ""
    shared = gcd(width, height) or 1
    return f"{width}x{height} is {width // shared}:{height // shared}, not {ratio[0]}"


def _exactly(ratio: re.Match[str], width: int, height: int) -> bool:
    a, b = ratio["a"], ratio["b"]
    if a.isdecimal() and b.isdecimal():
        return int(a) * height == int(b) * width
    return Fraction(a) * height == Fraction(b) * width
