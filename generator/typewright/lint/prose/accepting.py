"""The file types that a description says are taken: "The format must be jpeg or png".

Read only where a sentence says nothing else: "PNG files take longer", "if a GIF is given, only its
first frame is used" and "the sound is extracted as mp3" name types, too. What may be said of one has
no end; that a word is not one of these, nor of those by which items are counted, tells as much.
"""

from functools import lru_cache
from typing import Final

from typewright.lint.prose.counting import is_of_a_count
from typewright.lint.prose.expressions import expression
from typewright.lint.prose.words import plain, tokens, vocabulary

FILE_TYPES: Final = (
    r"(?i)(?<![a-z0-9_])(?:jpe?g|png|webp|gif|bmp|tiff?|heic|heif|avif|mp4|m4v|mov|webm|mkv|avi|mp3|wav|m4a|aac|"
    r"flac|ogg|opus)(?![a-z0-9_])"
)
_MENTIONED: Final = r"https?://[!-~]+|\bdata:[!-~]+|(?<!\w)(?<!\w-)\w[\w-]*+\.\w+"
"""Addresses and names of files. A file that is shown may be of any type."""

_DENIED: Final = (
    r"\b(?:no(?! (?:larger|bigger|greater|smaller|more|less|longer) )|not(?! (?:to )?exceed)|than (?!\d)\w+"
    r"|non|cannot|nicht|kein\w*|pas|não)\b|n't|없|ません|ない|不(?!得?能?(?:超过|大于|小于))"
)
"""Known words with which a type may be one that is not taken."""

_FULL_STOP: Final = r"(?<=\w{3}[.!?])\s+|(?<=[。！？])"
"""Where a sentence ends: not behind "e.g."."""

_LATIN: Final = """
format formats formatted type types mime extension extensions supported valid acceptable following
either both any all one these those should please ensure make sure as e g eg i ie etc such like
including common standard still static single local public publicly accessible http https base64
uri uris path paths content here resolution ratio aspect dimension dimensions width wide height tall side
sides duration second seconds minute minutes bytes sound sounds music song speech voice recording
recordings track tracks mask portrait face person subject product scene edit upscale animate
transform modify enhance process extend restyle describe segment inpaint analyze transcribe
initial original starting driving target main style

formate formaten dateiformat dateiformate dateiformaten dateityp dateitypen typ typen bildformat
bildformate bildformaten videoformat videoformate dateiendung endung endungen folgende folgenden
gültig gültige nur als im in mit grösse dateigrösse unterstützte unterstützten akzeptierte zulässige
erlaubte bildes

formato formati tipo tipi estensione estensioni supportato accettato accettati consentito consentiti
ammesso ammessi solo soltanto come in nel del dimensione dimensioni valido validi seguenti indirizzo

formatos tipos extensión extensiones soportado soportados admitido admitidos aceptado aceptados
permitido permitidos sólo solamente únicamente estar en válido válidos siguientes tamaño dirección

fichiers uniquement seulement au format formats supporté supportés accepté acceptés autorisé
autorisés valide valides suivants taille adresse

extensão extensões suportado suportados aceito permitido apenas somente só em tamanho válidos
seguintes endereço
"""

_EASTERN: Final = (
    r"(?:파일 ?)?(?:형식|포맷|확장자|타입|유형|크기|용량|해상도|비율|길이)(?:이어야|여야|만|으로|로|의|은|는|이|가|을|를|과|와)?"
    r"|또는|혹은|대응|(?<![가-힣])(?:및|중|하나|다음|이어야|여야|만|이나|나|과|와)(?![가-힣])"
    r"|ファイル形式|形式|フォーマット|拡張子|種類|タイプ|サイズ|解像度|比率|または|及び|音楽|拡張"
    r"|文件格式|格式|类型|扩展名|后缀|仅|只|或者|与|及|等|大小|分辨率|宽高比|比例|时长|像素|均可|皆可"
)
_MEASURED: Final = r"\d+(?:[kmg]i?b|px|s|x\d+|p|k|fps)?"


def accepted(description: str) -> list[str]:
    """The file types, in small letters, that ``description`` plainly says are taken."""
    if not expression(FILE_TYPES).search(description):
        return []
    text = expression(_MENTIONED).sub(" ", plain(description))
    read = filter(_only_names_types, expression(_FULL_STOP).split(text))
    return list(
        dict.fromkeys(name for each in read for name in expression(FILE_TYPES).findall(each))
    )


@lru_cache(maxsize=4096)  # vendors repeat sentences
def _only_names_types(sentence: str) -> bool:
    """Whether ``sentence`` says nothing but which files are taken, how many and how large."""
    if not expression(FILE_TYPES).search(sentence) or expression(_DENIED).search(sentence):
        return False
    rest = expression(_EASTERN).sub(" ", expression(FILE_TYPES).sub(" ", sentence))
    return all(map(_known, tokens(rest)))


@lru_cache(maxsize=4096)  # they are few, and in many sentences
def _known(word: str) -> bool:
    if word in vocabulary(_LATIN) or is_of_a_count(word):
        return True
    return expression(_MEASURED).fullmatch(word) is not None
