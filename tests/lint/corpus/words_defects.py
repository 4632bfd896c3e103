"""Defects that only the words of an argument show (TW23, TW5)."""

import random

from .clean import Endpoint
from .defects import Defect, at, seeds, some
from .prose import PROSE
from .wordings import Language

_SENTENCES: dict[Language, str] = {
    "en": "The picture that is to be used for the first frame of the video.",
    "ko": "동영상의 첫 번째 장면에 사용할 이미지를 지정하세요.",
    "ja": "動画の最初の場面に使用する画像を指定してください。",
    "de": "Das Bild, das für die erste Szene und nicht für die letzte verwendet wird.",
    "it": "L'immagine che si usa per la prima scena del video e non per le altre.",
    "es": "La imagen que se usa para la primera escena del vídeo y no para las otras.",
    "pt": "A imagem que não se usa para a primeira cena do vídeo mas com as outras em um dia.",
    "zh": "请指定用于视频第一个场景的图片文件地址。",
    "fr": "Cette image est pour la première scène du film et pas pour les autres.",
}
_OWN_TITLES: dict[Language, str] = {"ko": "입력 스키마", "ja": "入力スキーマ", "zh": "输入参数"}


@seeds("TW230", "mode and batch")
def condition(rng: random.Random, endpoint: Endpoint) -> Defect:
    del endpoint.input["allOf"]
    return Defect(at("batch", "description"))


@seeds("TW230", "style", "seed")
def exception(rng: random.Random, endpoint: Endpoint) -> Defect:
    value = rng.choice(endpoint.input["properties"]["style"]["enum"])
    said = rng.choice(PROSE[endpoint.language].no_effect)
    endpoint.input["properties"]["seed"]["description"] = said.format(name="style", value=value)
    return Defect(at("seed", "description"))


@seeds("TW231", "resolution")
def another_case(rng: random.Random, endpoint: Endpoint) -> Defect:
    resolution = endpoint.input["properties"]["resolution"]
    value = rng.choice(resolution["enum"])
    name, schema = some(rng, endpoint, "duration", "batch", "mode", "image_url", "video_url")
    schema["description"] += f" ({value.swapcase()})"
    return Defect(at(name, "description"))


@seeds("TW232", "image_url", "video_url")
def kinds_of_file(rng: random.Random, endpoint: Endpoint) -> Defect:
    name, kinds = rng.choice(
        (("image_url", ".jpg, PNG"), ("image_url", "WebP"), ("video_url", "MP4"))
    )
    endpoint.input["properties"][name]["description"] += f" ({kinds})"
    return Defect(at(name, "description"))


@seeds("TW233", "reference_images")
def another_count(rng: random.Random, endpoint: Endpoint) -> Defect:
    schema = endpoint.input["properties"]["reference_images"]
    keyword = rng.choice(("minItems", "maxItems"))
    if rng.random() < 0.3:
        del schema[keyword]
        return Defect(at("reference_images", "description"))
    schema[keyword] += -1 if keyword == "minItems" else 1
    return Defect(at("reference_images", keyword))


@seeds("TW234", "negative_prompt")
def advice(rng: random.Random, endpoint: Endpoint) -> Defect:
    del endpoint.input["properties"]["negative_prompt"]["maxLength"]
    return Defect(at("negative_prompt", "description"))


@seeds("TW235", "duration")
def no_unit(rng: random.Random, endpoint: Endpoint) -> Defect:
    said = rng.choice(PROSE[endpoint.language].plain)
    endpoint.input["properties"]["duration"]["description"] = said
    return Defect(at("duration"))


@seeds("TW501", "style", "seed")
def foreign_sentence(rng: random.Random, endpoint: Endpoint) -> Defect:
    own = _SENTENCES[endpoint.language]
    for name in ("style", "seed"):  # a document of which it is plain what its language is
        endpoint.input["properties"][name]["description"] = own
    foreign = rng.choice([text for text in _SENTENCES.values() if text != own])
    endpoint.input["properties"]["prompt"]["description"] = foreign
    return Defect(at("prompt", "description"))


@seeds("TW502")
def nameless_title(rng: random.Random, endpoint: Endpoint) -> Defect:
    endpoint.input["title"] = _OWN_TITLES.get(endpoint.language, rng.choice(("2.1", "***", "§ 4")))
    return Defect("/title")


@seeds("TW503")
def stray_translation(rng: random.Random, endpoint: Endpoint) -> Defect:
    tag = rng.choice(("nl", "pl"))
    texts = {"/title": "Invoer", "/properties/prompt/title": "Vraag"}
    stray = {"/properties/gone/title": "Weg", **texts}
    keys = list(stray)
    rng.shuffle(keys)
    endpoint.more[f"locales/{tag}.json"] = {
        "$schema": "../../../../../_meta/locale.schema.json",
        "language": tag,
        "input": {key: stray[key] for key in keys},
    }
    place = "/input/~1properties~1gone~1title"
    return Defect(place, f"locales/{tag}.json", of_key=True)
