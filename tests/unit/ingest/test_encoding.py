"""Bytes of a page: what is text, and what was text before somebody saved it wrongly."""

import pytest

from typewright.ingest.encoding import MOST_BYTES, decoded, refuse_damaged
from typewright.ingest.model import Unreadable

KOREAN = "무엇을 그릴까요? 그림을 그려 드립니다"
ITALIAN = "«Perché no?» È così: più qualità, “però” l’età — già 5 €"


def refused(raw: bytes) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        refuse_damaged(decoded(raw))
    assert caught.value.advice
    assert 0 <= caught.value.offset <= len(raw)
    return caught.value


@pytest.mark.parametrize("text", [KOREAN, ITALIAN, "Größe: „Spaß“", "“è”", "plain", "a? b? c? d?"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_honest_texts(text: str, encoding: str) -> None:
    found = decoded(text.encode(encoding))
    assert found == text
    refuse_damaged(found)


@pytest.mark.parametrize("text", [KOREAN, ITALIAN, "é"])
def test_read_as_latin(text: str) -> None:
    assert "encoded twice" in str(refused(text.encode().decode("latin-1").encode()))


@pytest.mark.parametrize("encoding", ["cp437", "cp850", "koi8-r", "mac-roman"])
@pytest.mark.parametrize("text", [KOREAN, ITALIAN])
def test_read_as_something_else(text: str, encoding: str) -> None:
    assert refused(text.encode().decode(encoding).encode()).code == "TW001"


def test_too_large() -> None:
    assert refused(b"a" * (MOST_BYTES + 1)).code == "TW004"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (KOREAN.encode("latin-1", "replace").decode(), "question marks"),
        ("l?et? ? pi? o meno un?altra; perch? ? cos? dall?alto, gi? l?acqua", "question marks"),
        (KOREAN.encode("latin-1", "xmlcharrefreplace").decode(), "references of HTML"),
        ("&#xE9;&#xe8;&#xE0;", "references of HTML"),
        ("curl +AFw-\n--data '+AHs- +AH0-'", "UTF-7"),
        ("a\ufffdb", "U+FFFD"),
    ],
)
def test_lost_letters(text: str, message: str) -> None:
    assert message in str(refused(text.encode()))


@pytest.mark.parametrize(
    "text",
    [
        "Why? How? When? Where? Who?",
        "/a?b=c /d?e=f /g?h=i /j?k=l https://a.net/x?y",
        "what?? Really??",
        "Don&#8217;t, won&#8217;t, can&#8217;t",
        "&#65;&#66;&#67;",
        "a + b, +A, +AF",
    ],
)
def test_question_marks_and_references_that_are_meant(text: str) -> None:
    refuse_damaged(text)
    assert decoded(text.encode()) == text
