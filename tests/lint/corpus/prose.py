"""What vendors write about arguments, in nine languages.

Plain descriptions say nothing that a rule could miss in the schema. The others state a condition,
a number of items, a length or a unit.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from .wordings import Language


class Prose(NamedTuple):
    """The sentences of one language."""

    about: str
    plain: tuple[str, ...]
    only_when: tuple[str, ...]
    no_effect: tuple[str, ...]
    counts: tuple[str, ...]
    length: tuple[str, ...]
    seconds: str


PROSE: Final[Mapping[Language, Prose]] = {
    "en": Prose(
        "Makes a picture that follows the words of the prompt.",
        (
            "What the picture is to show, in your own words.",
            "How the result is to look.",
            "Leave it out for the usual result.",
            "The same value gives the same result again.",
        ),
        (
            "Only applies when {name} is {value}.",
            "This option is only effective when {name} is set to '{value}'.",
            "Only used if {name} = {value}.",
            'Takes effect only if `{name}` is "{value}".',
            "Used only when {name} is {value}.",
            "Only available when {name} is {value}.",
        ),
        (
            "Has no effect when {name} is {value}.",
            "This parameter is ignored if {name} is set to {value}.",
            "Note: it will not take effect when the {name} is set to {value}.",
            "Does not apply when {name} is '{value}'.",
        ),
        (
            "Upload {a}~{b} images.",
            "Between {a} and {b} reference images.",
            "{a} to {b} images are accepted.",
            "At least {a} and at most {b} images.",
        ),
        (
            "Recommended length: up to {n} words.",
            "We recommend no more than {n} characters.",
            "Keep it below {n} words.",
            "It should not exceed {n} characters.",
        ),
        "Length of the video in seconds.",
    ),
    "ko": Prose(
        "프롬프트에 따라 이미지를 생성합니다.",
        ("원하는 장면을 설명하세요.", "결과의 모습을 정합니다.", "비워 두면 기본값이 사용됩니다."),
        (
            "{name} 이 {value} 로 설정된 경우에만 적용됩니다.",
            "{name}가 {value}일 때만 사용됩니다.",
            "{name}이(가) '{value}'인 경우에만 유효합니다.",
        ),
        (
            "{name}이 {value}인 경우 무시됩니다.",
            "{name} 가 {value} 로 설정되면 적용되지 않습니다.",
            "{name}이 {value}일 때는 효과가 없습니다.",
        ),
        ("이미지를 {a}~{b}장 업로드하세요.", "{a}개 이상 {b}개 이하의 이미지를 지정하세요."),
        ("권장 길이는 {n}단어 이내입니다.", "최대 {n}자까지 입력할 수 있습니다."),
        "동영상 길이(초)입니다.",
    ),
    "ja": Prose(
        "プロンプトに従って画像を生成します。",
        (
            "生成したい場面を説明してください。",
            "結果の見た目を決めます。",
            "省略すると既定の値になります。",
        ),
        (
            "{name}が{value}の場合にのみ適用されます。",
            "{name} が {value} に設定されているときだけ有効です。",
            "{name}が「{value}」の時のみ使用されます。",
        ),
        (
            "{name}が{value}の場合は無視されます。",
            "{name} が {value} のときは適用されません。",
            "{name}が{value}の場合、効果はありません。",
        ),
        (
            "{a}～{b}枚の画像をアップロードしてください。",
            "画像は{a}枚以上{b}枚以下で指定してください。",
        ),
        ("推奨される長さは{n}文字以内です。", "最大{n}文字まで入力できます。"),
        "動画の長さ(秒)です。",
    ),
    "it": Prose(
        "Crea un'immagine che segue le parole del prompt.",
        (
            "Descrivi la scena che vuoi vedere nel risultato.",
            "Decide come appare il risultato della richiesta.",
            "Se manca, si usa il valore consueto della scheda.",
        ),
        (
            "Si applica solo quando {name} è {value}.",
            "Ha effetto solo se {name} è impostato su {value}.",
            "Valido soltanto quando {name} è '{value}'.",
        ),
        (
            "Non ha effetto quando {name} è {value}.",
            "Viene ignorato se {name} è impostato su {value}.",
            "Non si applica quando {name} è {value}.",
        ),
        ("Carica da {a} a {b} immagini.", "Sono ammesse da {a} a {b} immagini."),
        ("Lunghezza consigliata: fino a {n} parole.", "Massimo {n} caratteri."),
        "Durata del video in secondi.",
    ),
    "de": Prose(
        "Erzeugt ein Bild nach den Worten der Eingabe.",
        (
            "Beschreibt die Szene, die das Bild zeigen soll.",
            "Bestimmt, wie das Ergebnis aussieht.",
            "Fehlt der Wert, gilt die Voreinstellung.",
        ),
        (
            "Gilt nur, wenn {name} auf {value} gesetzt ist.",
            "Nur wirksam, wenn {name} {value} ist.",
            "Wird nur verwendet, falls {name} '{value}' ist.",
        ),
        (
            "Hat keine Wirkung, wenn {name} {value} ist.",
            "Wird ignoriert, wenn {name} auf {value} gesetzt ist.",
            "Gilt nicht, wenn {name} {value} ist.",
        ),
        ("Laden Sie {a} bis {b} Bilder hoch.", "Mindestens {a} und höchstens {b} Bilder."),
        ("Empfohlene Länge: bis zu {n} Wörter.", "Höchstens {n} Zeichen."),
        "Länge des Videos in Sekunden.",
    ),
    "es": Prose(
        "Crea una imagen que sigue las palabras de la petición.",
        (
            "Describe la escena que quieres ver en el resultado.",
            "Decide cómo se ve el resultado de la petición.",
            "Si falta, se usa el valor habitual de la ficha.",
        ),
        (
            "Solo se aplica cuando {name} es {value}.",
            "Sólo tiene efecto si {name} está en {value}.",
            "Se usa únicamente cuando {name} es '{value}'.",
        ),
        (
            "No tiene efecto cuando {name} es {value}.",
            "Se ignora si {name} está configurado en {value}.",
            "No se aplica cuando {name} es {value}.",
        ),
        ("Sube de {a} a {b} imágenes.", "Entre {a} y {b} imágenes."),
        ("Longitud recomendada: hasta {n} palabras.", "Máximo {n} caracteres."),
        "Duración del vídeo en segundos.",
    ),
    "fr": Prose(
        "Crée une image qui suit les mots de la demande.",
        (
            "Décrit la scène que vous voulez voir dans le résultat.",
            "Décide de l'aspect du résultat pour la demande.",
            "Sans valeur, la valeur habituelle est prise pour le résultat.",
        ),
        (
            "S'applique uniquement lorsque {name} est {value}.",
            "N'a d'effet que si {name} est défini sur {value}.",
            "Utilisé seulement quand {name} vaut '{value}'.",
        ),
        (
            "Sans effet lorsque {name} est {value}.",
            "Ignoré lorsque {name} est défini sur {value}.",
            "N'a aucun effet quand {name} vaut {value}.",
            "Ne s'applique pas lorsque {name} est {value}.",
        ),
        ("Téléversez de {a} à {b} images.", "Entre {a} et {b} images."),
        ("Longueur recommandée : jusqu'à {n} mots.", "Maximum {n} caractères."),
        "Durée de la vidéo en secondes.",
    ),
    "pt": Prose(
        "Cria uma imagem que segue as palavras do pedido.",
        (
            "Descreve a cena que você quer ver no resultado.",
            "Decide como o resultado do pedido aparece.",
            "Sem valor, usa o valor comum da ficha para o pedido.",
        ),
        (
            "Aplica-se apenas quando {name} é {value}.",
            "Só tem efeito se {name} for {value}.",
            "Usado somente quando {name} está definido como '{value}'.",
        ),
        (
            "Não tem efeito quando {name} é {value}.",
            "É ignorado se {name} for {value}.",
            "Não se aplica quando {name} é {value}.",
        ),
        ("Envie de {a} a {b} imagens.", "Entre {a} e {b} imagens."),
        ("Comprimento recomendado: até {n} palavras.", "No máximo {n} caracteres."),
        "Duração do vídeo em segundos.",
    ),
    "zh": Prose(
        "按照提示词生成一张符合要求的图片。",
        (
            "请用您自己的话描述想要看到的画面内容。",
            "决定生成结果看起来是什么样子的。",
            "不填写时会使用系统默认的取值。",
        ),
        (
            "仅当{name}为{value}时生效。",
            "只有在 {name} 设置为 {value} 时才有效。",
            "仅在{name}为“{value}”时使用。",
        ),
        (
            "当{name}为{value}时不生效。",
            "如果 {name} 设置为 {value}，则忽略此参数。",
            "{name}为{value}时该参数无效。",
        ),
        ("请上传{a}到{b}张图片。", "至少{a}张，最多{b}张图片。"),
        ("建议长度不超过{n}字。", "最多{n}个字符。"),
        "视频的长度(秒)。",
    ),
}
