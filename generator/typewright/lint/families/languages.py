"""TW5: the languages of an endpoint."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from typewright.catalogue.findings import quoted
from typewright.catalogue.language import spoken
from typewright.diagnostics import Diagnostic, Severity
from typewright.lint.model import Found, Spot, Subject, Whole
from typewright.lint.prose.expressions import expression
from typewright.lint.registry import rule
from typewright.lint.reported import Reported, told

_TEXTS: Final = ("title", "description")
"""Messages are not among them: they are the server's, whatever the page's language is."""

_Text: TypeAlias = tuple[Spot, str, str]
"""Where a text stands, its keyword and its language."""

_TELLING: Final = 2_000
"""Characters of a text that tell its language."""

_SAMPLE: Final = (
    r"(?<!\w)'[^'\n]++'(?!\w)|\"[^\"\n]++\"|`[^`\n]++`|“[^”\n]++”|‘[^’\n]++’(?!\w)|«[^»\n]++»|„[^“”\n]++[“”]"
    r"|「[^」\n]++」|『[^』\n]++』"
    r"|(?i:\be\.\s?g\.|\bfor (?:example|instance)\b|\bexamples?\s*[:：]|\bsuch as\b|\bz\. ?b\.|\bzum beispiel\b"
    r"|\bbeispiel\s*:|\bpor ejemplo\b|\bejemplo\s*:|\b(?:per|ad) esempio\b|\besempio\s*:|\bpar exemple\b"
    r"|\bexemple\s*:|\bpor exemplo\b|\bexemplo\s*:|예(?:시|를 들어)?\s*[:：,]|예를 들어|例えば|例[:：]|例如|比如"
    r"|\b(?:options?|choices|voices?|speakers?|values|available(?: \w+)?|optionen|stimmen|opciones|voces|opzioni|voci"
    r"|voix|opções|vozes)\s*[:：]|(?:옵션|목소리|음성|选项|可选值?|音色)\s*[:：]|(?:オプション|選択肢|音声)[:：])[^\n]*"
)
"""What is quoted, and what stands behind "for example" or is a list of choices."""

_PROPER: Final = r"(?<=[\w,:;、，] )[A-ZÀ-Ý][\w'’]*(?: [A-ZÀ-Ý][\w'’]*)+"
"""Several words in large letters within a sentence, as in "El Mundo"."""


@rule("TW501", "mixed-languages", Severity.WARNING, scope="subject")
def mixed_languages(subject: Subject) -> Iterator[Found]:
    """A document speaks several languages.

    What it finds
        A schema in which whole sentences are of another language than the rest. Single words do not
        count ("Prompt" is the same in many), nor do names, quotations and examples.
    Why it matters
        Nobody can read all of it, and translations replace half of a sentence's neighbours.
    Bad
        {"title": "입력 스키마", "properties": {"images": {"description": "Upload up to ten images of a scene."}}}
    Good
        {"title": "Input schema", "properties": {"images": {"description": "Upload up to ten images of a scene."}}}
    """
    texts = [
        (spot, keyword, language)
        for spot in subject.spots
        for keyword in _TEXTS
        if keyword in spot.schema and (language := spoken(spot.text(keyword)))
    ]
    if len({language for _, _, language in texts}) > 1:  # seldom; words are looked at only then
        texts = list(_in_own_words(texts))
    counts = Counter(language for _, _, language in texts)
    if len(counts) > 1:
        main = max(counts, key=lambda each: (counts[each], each))
        spot, keyword, language = next(each for each in texts if each[2] != main)
        named = ", ".join(f"{count} in {each}" for each, count in counts.most_common())
        text = quoted(spot.text(keyword), readable=True)
        message = f"the texts are in several languages ({named}); {text} is in {language}"
        advice = "keep one language a document; the others belong into locales/"
        yield Found(f"{spot.pointer}/{keyword}", message, advice)


def _in_own_words(texts: Sequence[_Text]) -> Iterator[_Text]:
    """``texts`` by what they say themselves: samples and names may be of any language, and a text
    in Chinese characters alone is Japanese where most texts with such characters are."""
    counts = Counter(language for _, _, language in texts)
    japanese = counts["ja"] >= counts["zh"]
    for spot, keyword, _ in texts:
        text = expression(_SAMPLE).sub(" ", spot.text(keyword)[:_TELLING])
        language = spoken(expression(_PROPER).sub(" ", text))
        if language and not (language == "zh" and japanese):
            yield spot, keyword, language


@rule("TW502", "title-names-nothing", Severity.WARNING, keywords=("title",))
def title_names_nothing(spot: Spot) -> Iterator[Found]:
    """A title cannot become a name.

    What it finds
        A title without an ASCII letter, at the root or on an object: where generators name classes
        by it.
    Why it matters
        They call the class ``Model`` or ``Field``, and another one tomorrow. typewright names by
        ids and properties instead.
    Bad
        {"title": "입력 스키마", "type": "object"}
    Good
        {"title": "Input schema", "type": "object"}
    """
    title = spot.text("title")
    if title.strip() and "properties" in spot.schema and not _ascii_words(title):
        message = (
            f"the title {quoted(title, readable=True)} has no letter that a class could be named by"
        )
        yield Found("/title", message, "give the English title; the other belongs into locales/")


def _ascii_words(text: str) -> bool:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.search(r"[A-Za-z]", plain) is not None


@rule("TW503", "locales-differ", Severity.ERROR, scope="reported")
def locales_differ(whole: Whole, found: Sequence[Diagnostic]) -> Reported:
    """The languages of one endpoint differ in structure.

    What it finds
        A translation of what the schema does not have, or a file that says it is in another
        language. Pages whose schemas differ are refused when they are ingested (TW022).
    Why it matters
        A locale may only translate: otherwise the language of a page decides what a call means.
    Bad
        {"language": "ja", "input": {"/properties/gone/title": "無い"}}
    Good
        {"language": "ja", "input": {"/properties/prompt/title": "プロンプト"}}
    """
    return told(found)
