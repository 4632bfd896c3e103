"""Words that a sentence may have when all that it says is a condition of its own property.

"1080p is only available when duration is 5" is about one value, "the alpha channel is ignored when
mode is auto" about a part. Grammar tells them from "this option is ignored ...", and has to be read
in nine languages; that a word is not one of these tells as much.
"""

from functools import lru_cache
from typing import Final

from typewright.lint.prose.expressions import expression
from typewright.lint.prose.words import EASTERN, tokens, vocabulary

_LATIN: Final = """
a an the this that it in on of to by s t so then also currently completely fully simply just
note please parameter param option setting field argument property flag input attribute value
is are isn aren be been being will won would can may does do doesn don did has have hasn
set sets setting equal equals using given specified selected chosen configured turned
not no only any with when whenever if while unless except than other different from
apply applies applied applicable use used uses effect effective affects available valid work works
working take takes taking taken supported relevant active enabled considered honored honoured
respected read meaningful matter matters ignored

der die das dem den er sie es dieser diese dieses hinweis option einstellung feld eigenschaft wert
ist sind wird werden hat haben gesetzt eingestellt gewählt ausgewählt steht lautet auf zu gleich
nur dann nicht wenn falls sofern sei denn ausser ungleich keine keinen
gilt wirkt greift wirksam verwendet benutzt genutzt angewendet angewandt berücksichtigt beachtet
ausgewertet verfügbar gültig aktiv relevant wirkung einfluss wirkungslos ignoriert

il lo la l un questo questa nota opzione parametro impostazione campo argomento proprietà valore
è sia viene vengono ha hanno avere impostato impostata uguale su a al in cui
solo soltanto solamente unicamente non quando se qualora nel caso tranne meno che diverso diversa da
si applica applicato applicata usa usato usata utilizzato utilizzata considerato considerata
disponibile valido valida attivo attiva efficace effetto alcun nessun ignorato ignorata

el este esta esto parámetro opción ajuste argumento propiedad valor
es está esté sea tiene tener configurado configurada establecido establecida igual en como
sólo únicamente no cuando si salvo menos que distinto distinta diferente de
se aplica aplicable usa usado utiliza utilizado utilizada considera tendrá
disponible válido válida activo efecto efectivo sin ningún ignora ignorado ignorada

le ce cet cette elle remarque paramètre réglage champ propriété valeur
est sont soit n d a ont fait défini définie réglé réglée égal égale sur à vaut
uniquement seulement que ne pas lorsque quand si sauf moins différent différente
s applique appliqué appliquée utilisé utilisée pris prise en compte
actif effectif effet sans aucun ignoré ignorée

o um isto esta parâmetro opção configuração propriedade
é for está estiver seja tem ter definido definida configurado igual em com
só somente apenas não caso exceto menos
aplica aplicado usado usada válido ativo ativa disponível efeito sem nenhum
"""

_KOREAN: Final = (
    r"(?:이|가|은|는|을|를|로|으로|인|일|면|이면|라면|이라면|이거나|아닌|아닐|아니면|이외의)"
    r"|(?:이|본|해당|참고|주의)"
    r"|(?:일|인|이|한|된|될|하는)?(?:때|경우|시)(?:에는|에만|에|는|만)?|(?:옵션|매개변수|파라미터|설정|값|필드|속성|인자|항목)"
    r"(?:은|는|이|가|을|를|의)?"
    r"|(?:설정|지정|선택|사용|적용|유효|작동|동작|무시|활성화|지원|효과|효력|영향)[가-힣]*"
    r"|(?:되|됩|하|합|않|없|있|아닙)[가-힣]*"
)
_JAPANESE: Final = (
    r"[ぁ-ん]|場合|時|限|設定|指定|選択|使用|利用|適用|有効|無効|無視|効果|機能|動作|影響|以外|注|注意|本|当"
    r"|パラメータ(?:ー)?|オプション|フィールド|プロパティ|引数|項目|値"
)
_CHINESE: Final = (
    r"仅|只|有|当|在|如果|若|设置|设定|设|指定|选择|不?(?:为|是|等于)|非|除非|时|才|会|则|将|被|的|情况|下|可|能"
    r"|不?(?:生效|起作用)|有效|无效|使用|可用|适用|应用|忽略|支持|启用|于|限|此|该|本|这个|参数|选项|字段|属性|值|注意|注"
)
_EASTERN_WORD: Final = rf"{_KOREAN}|(?:{_JAPANESE})+|(?:{_CHINESE})+"


def all_known(text: str) -> bool:
    """Whether every word of ``text``, which is casefolded, is one of these."""
    return all(map(_known, tokens(text)))


@lru_cache(maxsize=4096)  # they are few, and in many sentences
def _known(word: str) -> bool:
    if word < EASTERN:
        return word in vocabulary(_LATIN)
    return expression(_EASTERN_WORD).fullmatch(word) is not None
