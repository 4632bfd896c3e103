"""What stands behind a number and says what it counts, in nine languages."""

from typing import Final

ITEMS: Final = (
    r"images?|pictures?|photos?|videos?|clips?|files?|items?|frames?|urls?|references?|entries"
    r"|immagini|foto|(?:referenz|eingabe|quell|beispiel)?-?bilder(?:n)?|dateien|imágenes|archivos|fichiers|imagens|arquivos|vídeos|vidéos"
    r"|장|개|이미지|枚|個|つ|本|画像|张|個|个(?!像素)|图片|段"
)
"""Of what a list holds."""

LENGTHS: Final = (
    r"words?|characters?|chars|tokens?|단어|글자|자|文字|語|単語|个?(?:英文|中文)?(?:单词|词|字符|字)|个?汉字|parole|caratteri"
    r"|wörter(?:n)?|zeichen|palabras|caracteres|mots|caractères|palavras"
)
"""Of how long a text is."""

MEASURES: Final = (
    r"s|secs?|seconds?|min|minutes?|hours?|fps|hz|dpi|bits?|degrees?|times|pages?|steps?|p|mp|megapixels?"
    r"|sekunden?|secondi|secondes?|segundos?|minuti|minuten|minutos|초|분|프레임|배|秒|分|フレーム|帧|倍"
)
"""Of another quantity: time, rates, ``1080p``."""

NO_NOUN: Final = (
    r"of|for|from|per|in|on|with|by|at|de|di|von|des|da|do|px|pairs?|sets?|second|channel|coppie|paare|pares|paires"
    rf"|{MEASURES}"
)
"""What does not stand between a number and what it counts: "10 pairs of images"."""
