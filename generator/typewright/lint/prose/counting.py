"""Words that a sentence may have when all that it says is how many items a list takes.

"Up to 4 images in pro mode" counts for one mode, "3 to 5 images work well" is advice, "up to 7
images and elements" a sum. What turns a count into another one has no end; that a word is not one
of these tells as much. See :mod:`typewright.lint.prose.known` for the same of conditions.
"""

from functools import lru_cache
from typing import Final

from typewright.lint.prose.expressions import expression
from typewright.lint.prose.words import tokens, vocabulary

_LATIN: Final = """
a an the of to and or nor from between by in you your users callers can cannot could may must need
needs has have be is are will it its this that them at most least up no not more less fewer greater
larger higher than equal exceed exceeds exceeding within over above under below max maximum min
minimum limit limits limited maximal number count quantity amount only currently also each per
request call upload uploads uploaded uploading input provide provides provided pass passed give
given supply supplied attach attached add added use used using send submit specify specified
include includes support supports supported accept accepts accepted allow allows allowed permitted
take takes contain contains hold holds required requires list array field parameter api
endpoint model image images picture pictures photo photos video videos clip clips audio audios file
files item items url urls link links entries reference references source size sizes format formats
type types px pixels pixel mb kb gb jpg jpeg png webp gif mp4 mov mp3 wav t n

bis zu höchstens maximal maximale mindestens minimal nicht kein keine mehr weniger als über unter
anzahl zahl der die das den dem des ein eine einen einer von und oder zwischen sind ist werden wird
können kann dürfen darf muss müssen sein es sie ihr ihre laden hochladen hoch hochgeladen angeben
angegeben übergeben verwenden verwendet unterstützt unterstützen akzeptiert erlaubt zulässig
möglich pro je anfrage bild bilder bildern datei dateien videos liste
geben gib lade verwende nutzen fügen hinzufügen hinzu an
referenzbild referenzbilder referenzbildern eingabebild eingabebilder eingabebildern quellbilder
beispielbilder

fino al massimo almeno minimo massima minima non più meno di da il la le i gli lo un una e ed o tra
fra si può puoi possono accetta accettano accettate accettati supporta supportano supportate
supportati supporta caricare carica caricate fornire fornisci usare inserire numero quantità deve
devono essere superare sono consentite consentiti ammesse ammessi richiesta per immagine immagini
foto riferimento file video elenco lista

hasta máximo mínimo máxima mínima como al menos no más de que el la los las un una y e o u entre se
admite admiten admitidas acepta aceptan aceptadas permite permiten permitidas puede puedes pueden
subir sube cargar proporcionar enviar usar incluir indicar número cantidad debe deben ser haber
exceder superar solicitud por imagen imágenes foto fotos referencia archivo archivos vídeo vídeos
lista son soportan soportadas soporta suba cargue proporcione proporciona envíe envía use usa añada
añade agregue añadir agregar

jusqu à au aux maximum minimum plus moins de d des du le la les l un une et ou entre vous pouvez peut
peuvent doit doivent être fournir fournies envoyer téléverser télécharger importer ajouter utiliser
accepte acceptées acceptés acceptée prend prises pris en charge autorisées autorisés ne pas dépasser
nombre quantité requête par image images photo photos référence fichier fichiers vidéo vidéos liste
sont téléversez envoyez fournissez ajoutez importez utilisez chargez joignez charger joindre

você até no mínimo mínima máximo máxima pelo menos não mais de do da dos das que o a os as um uma e ou
entre pode podem deve devem ser enviar carregar fornecer usar incluir aceita aceitam aceitas aceitos
permite permitidas permitidos suporta suportadas número quantidade exceder ultrapassar solicitação
por imagem imagens foto fotos referência arquivo arquivos vídeo vídeos lista são envie carregue
forneça use adicione adicionar inclua
"""

_KOREAN: Final = (
    r"(?:최대|최소|장|개|이하|이상|이내|미만|초과|까지|부터|에서|사이|범위|수량|개수|수|한도|제한|최대한)"
    r"(?:의|을|를|은|는|이|가|로|까지|만|로는)?"
    r"|(?:입력|참조|참고|레퍼런스|원본)?(?:이미지|사진|그림|파일|영상|동영상|비디오|오디오|항목)(?:들)?(?:의|을|를|은|는|이|가|로|만)?"
    r"|(?:입력|참조|참고|레퍼런스|원본|요청|요청당|목록|배열|주소|링크)(?:의|을|를|은|는|이|가|에|로)?"
    r"|(?:장|개)(?:까지|의|를|을|이|가|만|씩)?"
    r"|(?:업로드|첨부|제공|입력|지원|가능|허용|사용|지정|추가|전달|등록|제한|설정|포함될|필요)[가-힣]*"
    r"|(?:있|없|넘|초과|하|되|해야|여야)[가-힣]*|합니다|됩니다|할|될|수|입니다|이며|이고|를|을|은|는|이|가|의|로"
)
_JAPANESE: Final = (
    r"[ぁ-ん]|最大|最小|最低|以上|以下|以内|未満|超|越|枚|個|件|点|本|画像|写真|参照|参考|入力|動画|音声|数|枚数|個数|上限|下限"
    r"|ファイル|ビデオ|リスト|配列|指定|追加|使用|利用|対応|可能|必要|アップロード|サポート|リクエスト|一|回"
)
_NOT_SO: Final = r"含め|合わせ|ある|とき|なら|たり|ごと|それぞれ|うち|よい|ほど|くらい|ぐらい|だけ"
"""Kana that make it another count."""

_CHINESE: Final = (
    r"最多|最少|最大|最小|至多|至少|不|可|以|能|得|支持|上传|传入|提供|输入|添加|使用|填写|张|个|份|段|条|项|图片|图像|图|照片|参考"
    r"|视频|音频|文件|素材|链接|地址|数量|个数|张数|总数|超过|少于|多于|大于|小于|等于|低于|高于|以内|以下|以上|范围|为|是|的"
    r"|到|至|在|之间|必须|须|需要?|应该?|请|上限|下限|限制|列表|数组|每次|次|或"
)
_EASTERN_WORD: Final = rf"{_KOREAN}|(?!.*(?:{_NOT_SO}))(?:{_JAPANESE})++|(?:{_CHINESE})++"
"""Possessive, since a run of them can be cut in many ways: whichever is first will do."""

_JOINED: Final = r"[+&＋]"
"""What stands between things that are counted together."""


def only_counts(sentence: str) -> bool:
    """Whether ``sentence``, which is casefolded, says nothing but how many there may be."""
    if expression(_JOINED).search(sentence):
        return False
    return all(map(is_of_a_count, tokens(sentence)))


@lru_cache(maxsize=4096)  # they are few, and in many sentences
def is_of_a_count(word: str) -> bool:
    """Whether a count of items may have ``word``, which is casefolded, in its sentence."""
    if word.isdecimal():
        return True
    return word in vocabulary(_LATIN) or expression(_EASTERN_WORD).fullmatch(word) is not None
