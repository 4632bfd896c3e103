"""TW403 to TW407: what the message of a media rule says, beside what the rule does."""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Final

from typewright.catalogue.model import Json
from typewright.diagnostics import Severity
from typewright.lint.model import Fix, Found, Spot
from typewright.lint.prose.bounds import Bound, values_of
from typewright.lint.prose.expressions import expression
from typewright.lint.prose.words import plain
from typewright.lint.registry import rule

_RULES: Final = ("validations",)
_INCLUSIVE: Final = ("<=", ">=")
_OTHER: Final = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}
_AXIS_WORDS: Final = {
    "width_pixels": (
        r"(?<![a-z])widths?(?![a-z])|너비|(?<!대)폭(?![발력넓])|가로(?!막| ?방향)|(?<![大増振全])幅(?!広)"
        r"|(?<![放带])宽(?![松容限泛带裕])|\blarghezz[ae]\b|\w*breite\b|\banch(?:o|ura)\b|\blargeur\b|\blargura\b"
    ),
    "height_pixels": (
        r"(?<![a-z])heights?(?![a-z])|높이(?![지고면려기세십])|세로(?! ?방향)|高度|高さ|[宽幅]高"
        r"|\baltezz[ae]\b|\w*höhe\b|\baltura\b|(?<!à )\bhauteur\b"
    ),
}
"""What names an axis; "不得高于", "höher" and "alto" do not."""

_PERHAPS_AN_AXIS: Final = (
    r"\b(?:el|y|e|ed) alt[oa]\b|(?<!\bmuy )(?<!\btroppo )\balto\b|\blargo\b|\b(?:breit|hoch|de (?:haut|large))\b"
    r"|\b(?:length|länge|lunghezza|longueur|longitud|comprimento|tall|wide)\b|(?:px|pixels?) high\b|\b(?:vertical|horizontal)"
    r"|長さ|长度|長度|[长長](?=[和与及、宽寬])|[和与及宽寬][长長]|縦(?!書)|横(?!書)|(?<![最过過提])高(?![于於度さ清])"
)
"""What may be either axis: a message with it is about both, or about who knows which."""
_UPLOADED: Final = (
    r"\buploaded\b(?! (?:url|link))|업로드(?:된|한)|アップロードされた|上传的(?!url|链接)|(?<!essere )\bcaricat[aeio]\b|hochgeladen"
    r"|\bsubid[ao]s?\b|(?<!être )\btéléchargée?s?\b|(?<!url )(?<!link )(?<!enlace )(?<!endereço )\benviad[ao]s?\b"
)
"""What says of the file that it was uploaded; a URL may be sent, and "scaricata" is downloaded."""


@rule("TW403", "boundary-disagrees", Severity.ERROR, fix="unsafe", keywords=_RULES)
def boundary_disagrees(spot: Spot) -> Iterator[Found]:
    """Rule and message disagree on the boundary itself.

    What it finds
        A rule that refuses the number which its own message allows ("must not exceed 6000" beside
        ``< 6000``), or the reverse; and a rule from the other side than its message. Advice
        ("ideally under 10 MB") is no boundary.
    Why it matters
        A picture of exactly 6000 pixels is either refused here for nothing, or paid for and refused
        there.
    Bad
        {"validation_rule": "width_pixels<", "validation_value": 6000, "validation_error": "must not exceed 6000"}
    Good
        {"validation_rule": "width_pixels<=", "validation_value": 6000, "validation_error": "must not exceed 6000"}
    """
    for at, each in spot.media_rules:
        bound = each.meant
        if bound is None or bound.inclusive is None or each.operator == "==":
            continue
        path = f"{spot.pointer}{at}/validation_rule"
        rule_words = f"{each.metric} {each.operator} {each.shown}"
        if bound.side != each.side:
            message = f"{rule_words!r} is a bound from the other side than its message says"
            yield Found(f"{at}/validation_rule", message, "ask the vendor which of the two holds")
        elif bound.inclusive is not (each.operator in _INCLUSIVE):
            allows, refuses = ("message", "rule") if bound.inclusive else ("rule", "message")
            message = f"the {allows} allows {each.shown}, the {refuses} does not ({rule_words})"
            operator = _OTHER[each.operator]
            fix = Fix(False, [{"op": "replace", "path": path, "value": f"{each.metric}{operator}"}])
            advice = f"write {each.metric}{operator}, if the words hold; ask the vendor"
            yield Found(f"{at}/validation_rule", message, advice, fix=fix)


@rule("TW404", "boundary-left-open", Severity.WARNING, keywords=_RULES)
def boundary_left_open(spot: Spot) -> Iterator[Found]:
    """The message leaves the boundary open.

    What it finds
        A message like "between 0.4 and 2.5", which does not say whether 2.5 itself is allowed.
    Why it matters
        The rule says one thing; whether the vendor means it nobody knows. Such files are judged as
        borderline.
    Bad
        {"validation_rule": "width/height<", "validation_value": 2.5, "validation_error": "between 0.4 and 2.5"}
    Good
        {"validation_rule": "width/height<", "validation_value": 2.5, "validation_error": "less than 2.5"}
    """
    for at, each in spot.media_rules:
        bound = each.meant
        if bound is not None and bound.inclusive is None and each.operator != "==":
            message = f"the message does not say whether {each.shown} itself is allowed; the rule {'allows' if each.operator in _INCLUSIVE else 'refuses'} it"
            yield Found(
                f"{at}/validation_error",
                message,
                "ask the vendor; a file on the boundary is borderline",
            )


@rule("TW405", "number-disagrees", Severity.ERROR, fix="unsafe", keywords=_RULES)
def number_disagrees(spot: Spot) -> Iterator[Found]:
    """The number in the rule is not the number in its message.

    What it finds
        A rule of 0.33 whose message says 1:3, a rule of 10 whose message says 20 MB; not where the
        message gives advice, a total of several files, an area, or a limit for one case ("when sent
        as base64"), nor where no file lies between the two ("at least 300 pixels" beside ``> 299``).
    Why it matters
        Files between the two numbers are judged wrongly by one of the two.
    Bad
        {"validation_rule": "width/height>", "validation_value": 0.33, "validation_error": "1:3 to 3:1"}
    Good
        {"validation_rule": "width/height>", "validation_value": 0.4, "validation_error": "0.4 to 2.5"}
    """
    for at, each in spot.media_rules:
        sided = [bound for bound in each.read if bound.side == each.side]
        if each.meant is not None or len(sided) != 1 or not sided[0].demanded or each.is_named:
            continue
        if each.allows_the_same(sided[0]) or each.is_of_a_case(sided[0]):
            continue
        said = values_of(sided[0], each.metric)
        stated = _number_words(each.message, sided[0])
        message = f"the rule says {each.shown}, its message {stated}"
        yield Found(
            f"{at}/validation_value",
            message,
            "ask the vendor which of the two holds",
            fix=_stated(f"{spot.pointer}{at}", said),
        )


def _number_words(message: str, bound: Bound) -> str:
    """The number of ``bound`` as it is written, though its place is one of the folded text."""
    folded = plain(message)[bound.quantity.start : bound.quantity.end].strip()
    text = unicodedata.normalize("NFKC", message)
    written = re.search(re.escape(folded), text, re.IGNORECASE)
    return written[0] if written else folded


def _stated(at: str, said: frozenset[Fraction]) -> Fix | None:
    """The rule with the number of its message, where a decimal can say it."""
    if len(said) != 1:
        return None
    (value,) = said
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    if Fraction(exact) != value:
        return None
    number: Json = int(exact) if exact == exact.to_integral_value() else float(exact)
    return Fix(False, [{"op": "replace", "path": f"{at}/validation_value", "value": number}])


@rule("TW406", "message-of-another-axis", Severity.INFO, keywords=_RULES)
def message_of_another_axis(spot: Spot) -> Iterator[Found]:
    """The message names another axis than the rule.

    What it finds
        A rule on the width whose message speaks of the height alone, or the reverse; not where it
        has a word for either, such as "length".
    Why it matters
        The user resizes the wrong side.
    Bad
        {"validation_rule": "width_pixels<", "validation_value": 6000, "validation_error": "The height must be less than 6000."}
    Good
        {"validation_rule": "width_pixels<", "validation_value": 6000, "validation_error": "The width must be less than 6000."}
    """
    for at, each in spot.media_rules:
        if each.metric in _AXIS_WORDS and each.message:
            other = next(name for name in _AXIS_WORDS if name != each.metric)
            text = plain(each.message)
            alone = _names(other, text) and not _names(each.metric, text)
            if alone and not expression(_PERHAPS_AN_AXIS).search(text):
                message = f"the rule is on {each.metric}, its message speaks of the {other.partition('_')[0]}"
                yield Found(f"{at}/validation_error", message, "ask the vendor which side is meant")


def _names(metric: str, text: str) -> bool:
    return expression(_AXIS_WORDS[metric]).search(text) is not None


@rule("TW407", "uploaded-url", Severity.INFO, keywords=_RULES)
def uploaded_url(spot: Spot) -> Iterator[Found]:
    """The message speaks of an upload where a URL is given.

    What it finds
        "The uploaded image" in the rule of an argument that takes a URL.
    Why it matters
        The words come from a web form. Who calls the API looks for an upload that does not exist.
    Bad
        {"type": "string", "validations": [{"validation_error": "The uploaded image is too large."}]}
    Good
        {"type": "string", "validations": [{"validation_error": "The image is too large."}]}
    """
    for at, each in spot.media_rules:
        if expression(_UPLOADED).search(plain(each.message)):
            yield Found(
                f"{at}/validation_error",
                "the message speaks of an upload; the argument is a URL",
                "reword it in a locale or a patch",
            )
