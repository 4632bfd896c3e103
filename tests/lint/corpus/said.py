"""A vendor's message about one media rule, or about two that make a range."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from .wordings import OPEN, STATED, Language, Relation

LANGUAGES: Final = tuple(STATED)

METRICS: Final = ("file_size_mb", "width_pixels", "height_pixels", "width/height")

SUBJECTS: Final[Mapping[Language, tuple[str, str, str, str]]] = {
    "en": ("The file size", "The image width", "The image height", "The aspect ratio"),
    "ko": ("파일 크기는", "이미지 너비는", "이미지 높이는", "종횡비는"),
    "ja": ("ファイルサイズは", "画像の幅は", "画像の高さは", "アスペクト比は"),
    "it": ("La dimensione del file", "La larghezza", "L'altezza", "Il rapporto d'aspetto"),
    "de": ("Die Dateigröße", "Die Breite", "Die Höhe", "Das Seitenverhältnis"),
    "es": ("El tamaño del archivo", "El ancho", "La altura", "La relación de aspecto"),
    "fr": ("La taille du fichier", "La largeur", "La hauteur", "Le rapport d'image"),
    "pt": ("O tamanho do arquivo", "A largura", "A altura", "A proporção"),
    "zh": ("文件大小", "图片宽度", "图片高度", "宽高比"),
}
"""What is bounded, in the order of :data:`METRICS`."""

UNITS: Final[Mapping[Language, tuple[str, str]]] = {
    "en": (" MB", " pixels"),
    "ko": ("MB", "픽셀"),
    "ja": ("MB", "ピクセル"),
    "it": (" MB", " pixel"),
    "de": (" MB", " Pixel"),
    "es": (" MB", " píxeles"),
    "fr": (" Mo", " pixels"),
    "pt": (" MB", " pixels"),
    "zh": ("MB", "像素"),
}
"""Of data and of pixels; a ratio has none."""


def message(language: Language, metric: str, relation: Relation, value: float, wording: int) -> str:
    """That ``metric`` must be ``relation`` than ``value``, in one of the wordings."""
    wordings = STATED[language][relation]
    return _filled(language, metric, wordings[wording % len(wordings)], n=_number(language, value))


def open_message(language: Language, metric: str, low: float, high: float, wording: int) -> str:
    """That ``metric`` must be between two values, which may belong to the range or not."""
    wordings = OPEN[language]
    template = wordings[wording % len(wordings)]
    unit = _unit(language, metric)
    below, above = _number(language, low), _number(language, high)
    return template.format(s=_subject(language, metric), a=below, b=f"{above}{unit}")


def _filled(language: Language, metric: str, template: str, *, n: str) -> str:
    unit = _unit(language, metric)
    particle = "을" if metric.endswith("pixels") else "를"
    return template.format(s=_subject(language, metric), n=f"{n}{unit}", o=particle)


def _subject(language: Language, metric: str) -> str:
    return SUBJECTS[language][METRICS.index(metric)]


def _unit(language: Language, metric: str) -> str:
    data, pixels = UNITS[language]
    return {"file_size_mb": data, "width/height": ""}.get(metric, pixels)


def _number(language: Language, value: float) -> str:
    """``value`` as it is written there: a decimal comma in half of the languages."""
    text = format(Decimal(str(value)), "f")
    return text.replace(".", ",") if language in ("it", "de", "es", "fr", "pt") else text
