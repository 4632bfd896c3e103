"""What a reader of a page sees, and what browsers hide."""

import pytest

from typewright.ingest.html import is_html, text_of


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a</p>b", "\na\nb"),
        ("a<br>b<BR/>c", "a\nb\nc"),
        ("<b>a</b><i\nclass='>'>b</i>", "ab"),
        ('<a title="<pre>" href=x>b', "b"),
        ("a < b <3 c", "a < b <3 c"),
        ("a<!-- <p>b</p> -->c<!doctype x>d<?x?>e", "acde"),
        ("a<!-->b", "ab"),
        ("a<script>if (x < '<p>') {}</script >b", "ab"),
        ("a<STYLE>b</style>c", "ac"),
        ("a<template>b<template>c</template>d</template>e", "ae"),
        ("a</template>b", "ab"),
        ("a<noscript>b</noscript>c", "ac"),
        ("&lt;p&gt; &quot;&#123;&#x7d; &amp;quot; &copy", '<p> "{} &quot; ©'),
        ("&#00000000000000123;a", "\ufffda"),
        ("a<script>b", "a"),
        ("a<!-- b", "a"),
        ("a<p class='b>c</p>d", "a"),
        ("a<p", "a"),
        ("a<", "a<"),
        ("", ""),
    ],
)
def test_texts(html: str, text: str) -> None:
    assert text_of(html)[0] == text


@pytest.mark.parametrize(
    ("html", "language"),
    [
        ("<html lang='it'>", "it"),
        ('<HTML class=x LANG = "ko-KR">', "ko-KR"),
        ("<html lang=ja>", "ja"),
        ("<html data-lang='it'>", ""),
        ("<p lang='it'>", ""),
        ("<html>", ""),
    ],
)
def test_languages(html: str, language: str) -> None:
    assert text_of(html)[1] == language


def test_what_is_html() -> None:
    assert is_html("\ufeff \n<!DOCTYPE html>")
    assert is_html("<html>")
    assert not is_html('{"a": "<html>"}')
    assert not is_html("a <html>")
