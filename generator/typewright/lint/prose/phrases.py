"""What vendors say about a bound, in nine languages.

Of each language: what stands before the number, and what stands behind it. A number is one
``NUMERAL`` where these are looked for.
"""

from typing import Final

from typewright.lint.prose.numbers import NUMERAL

_OF_IT: Final = (
    r"(?: (?:of|is|are|size|allowed|supported|upload|input|value|per|each|file|image|prompt|text|character|width|height|side|edge|dimension|resolution|length)){0,6}"
)
_SIZE: Final = r"(?:(?:ファイル|画像|動画)?の?(?:サイズ|容量)|幅|高さ)?"
_OF_THAT: Final = (
    r"(?: (?:del|du|de|da|do|d'|de l'|dell'|della)? ?(?:file|archivo|fichier|arquivo|image|imagen|immagine|imagem|dateigröße|größe|breite|höhe))?"
    r"(?: (?:è|es|est|é|permitid[oa]|autorisée?|consentit[oa]|beträgt|ist)){0,2}"
)

AT_MOST: Final = (
    r"(?:not|cannot|can't|n't|never) (?:to )?exceed|(?:not|cannot|n't|never) be (?:greater|larger|more|higher|bigger|longer) than",
    r"\bn(?:o|ot) (?:more|greater|larger|higher|bigger|longer) than|at most|up to|\bwithin|less than or equal to|smaller than or equal to",
    r"(?:less|smaller|lower|below)(?: than)? or equal(?: to)?|equal (?:to )?or (?:less|smaller|lower|shorter) than|\b(?:at|equal to) or (?:below|under)",
    rf"\bmax(?:imum|\.)?{_OF_IT}|<=|≤",
    rf"(?:massim[oa]|máxim[oa]|maximale?){_OF_THAT}|上限(?:为|是|は)?",
    r"non (?:deve|devono|può|possono) (?:superare|essere (?:superior[ei]|maggior[ei]) a)|al massimo|non più di|fino a|massimo|(?:minor|inferior)[ei] o (?:ugual[ei]|pari) a|(?:ugual[ei]|pari) o (?:minor[ei] (?:a|di)|inferior[ei] a)",
    r"höchstens|maximal|nicht (?:größer|mehr|höher) als|kleiner (?:oder )?gleich|gleich oder kleiner als|bis zu",
    r"no (?:debe|deben|puede|pueden) (?:exceder|superar|sobrepasar|ser (?:superior|mayor)(?:es)?)(?: de| a| que)?|como máximo|no más de|hasta|(?:menor|inferior)(?:es)? o igual(?:es)? (?:a|que)|igual(?:es)? o (?:menor|inferior)(?:es)? (?:a|que|de)|máximo",
    r"ne (?:doit|doivent|peut|peuvent) pas (?:dépasser|excéder|être supérieure?s? à)|au maximum|au plus|jusqu'à|(?<!pas )limitée?s? à|inférieure?s? ou éga(?:le?s?|ux) à|éga(?:le?s?|ux) ou inférieure?s? à|maximum",
    r"não (?:deve|devem|pode|podem) (?:exceder|ultrapassar|passar|ser (?:superior|maior)(?:es)?)(?: a| de| que| do que)?|no máximo|não mais (?:de|que)|até|(?:menor|inferior)(?:es)? ou igua(?:l|is) a|igua(?:l|is) ou (?:menor|inferior)(?:es)? (?:a|que|do que)",
    r"不(?:得|能够?|可以?|应|要)?(?:超[过過]|[大高][于於])|最[大多](?:可以?|能)?(?:上传|传入|输入|支持|提供|添加|使用)?(?:为|是)?|至多(?:为|是)?|小[于於](?:或者?)?等[于於]|(?<!不)等于或者?(?:小于|低于|少于)|不多于",
    rf"最大{_SIZE}(?:値?(?:は|が)|値|で)?|최대",
)
_NOT_SO: Final = r"(?!に(?:は|し?ない|す?る?(?:こと(?:は|が))?でき)|であっては|では(?:いけ|な))"
"""What turns "300 or more" round in Japanese: such a bound is not read."""

_NOUNS: Final = r"(?:[^\W\d_]+ ){0,2}"
_AT_THE_END: Final = r"(?=\s*(?:[.,;:!)]|$))"
AT_MOST_BEHIND: Final = (
    rf"{_NOUNS}(?:max(?:imum)?|maximal|(?:como|no) máximo|au (?:maximum|plus)|al massimo){_AT_THE_END}|{_NOUNS}nicht (?:überschreiten|übersteigen)|(?:begrenzt|beschränkt){_AT_THE_END}|{_NOUNS}or (?:less|fewer){_AT_THE_END}",
    rf"(?:or|and) (?:less|smaller|fewer|lower|shorter|below|under)(?! than| or| [\d{NUMERAL}])|max(?:imum)?\b|at (?:the )?most|oder weniger",
    r"\s?(?:픽셀|메가바이트|자|개|장)?(?:을|를)? ?(?:초과(?:할 수 없|해서는 안|하지 [않말]|하면 안| ?불가)|넘(?:을 수 없|어서는 안|지 [않말]|으면 안))|\s?(?:픽셀|자|개|장)? ?(?:이하(?!일 수 없|이?여서는 안|이?면 안)|이내|까지|보다 (?:클 수 없|커서는 안|크지 않|크면 안|(?:작|적)거나 같))",
    rf"\s?(?:ピクセル|文字|枚|個)?(?:以下{_NOT_SO}|以内|まで|を超え(?:ては|ない|ること(?:は|が)でき)|より大きく(?:する(?:こと(?:は|が))?)?でき(?:ない|ません))|\s?(?:像素|字|张|个)?(?:以内|以下{_NOT_SO})",
)
AT_LEAST: Final = (
    r"(?:not|cannot|n't|never) be (?:less|smaller|lower|fewer|shorter) than|\bn(?:o|ot) (?:less|smaller|lower|fewer|shorter) than",
    r"(?:greater|larger|higher|more)(?: than)? or equal(?: to)?|equal (?:to )?or (?:greater|larger|more|higher|longer) than|(?:equal|meet|match|reach) or exceed|\b(?:at|equal to) or (?:above|over)",
    rf"at least|\bmin(?:imum|\.)?{_OF_IT}|>=|≥",
    rf"(?:minim[oa]|mínim[oa]|minimale?){_OF_THAT}|\bmindest\w*|下限(?:为|是|は)?",
    r"non (?:deve|devono|può|possono) essere (?:inferior[ei]|minor[ei]) a|almeno|minimo|(?:maggior|superior)[ei] o (?:ugual[ei]|pari) a|(?:ugual[ei]|pari) o (?:maggior[ei] (?:a|di)|superior[ei] a)|non meno di",
    r"mindestens|nicht (?:kleiner|weniger) als|größer (?:oder )?gleich|gleich oder größer als",
    r"no (?:debe|deben|puede|pueden) ser (?:inferior|menor)(?:es)? (?:a|que|de)|al menos|como mínimo|(?:mayor|superior)(?:es)? o igual(?:es)? (?:a|que)|igual(?:es)? o (?:mayor|superior)(?:es)? (?:a|que|de)|mínimo",
    r"ne (?:doit|doivent|peut|peuvent) pas être inférieure?s? à|au moins|au minimum|supérieure?s? ou éga(?:le?s?|ux) à|éga(?:le?s?|ux) ou supérieure?s? à",
    r"não (?:deve|devem|pode|podem) ser (?:inferior|menor)(?:es)? (?:a|que|do que)|pelo menos|no mínimo|(?:maior|superior)(?:es)? ou igua(?:l|is) a|igua(?:l|is) ou (?:maior|superior)(?:es)? (?:a|que|do que)",
    r"不(?:得|能够?|可以?|应|要)?[小少低][于於]|至少(?:为|是)?|最(?:小|少|低)(?:为|是)?|大[于於](?:或者?)?等[于於]|(?<!不)等于或者?(?:大于|高于|超过)",
    rf"最小{_SIZE}(?:値?(?:は|が)|値|で)?|최소",
)
AT_LEAST_BEHIND: Final = (
    rf"{_NOUNS}or more{_AT_THE_END}",
    rf"(?:or|and) (?:more|larger|greater|higher|bigger|longer|above)(?! than| or| [\d{NUMERAL}])|min(?:imum)?\b|at (?:the )?least|nicht unterschreiten|oder mehr",
    r"\s?(?:픽셀|메가바이트|자|개|장)? ?(?:이상(?!일 수 없|이?여서는 안|이어서는 안|이면 안)|(?:보다 )?(?:작아서는 안|작을 수 없|작으면 안)|보다 (?:크|많)거나 같|미만(?:이어서는 안|일 수 없|이면 안| ?불가))",
    rf"\s?(?:ピクセル|文字|枚|個)?(?:以上{_NOT_SO}|未満(?:(?:で|に)(?:は|あっては)(?:いけ|な)|に(?:する(?:こと(?:は|が))?)?でき(?:ない|ません))|を下回(?:っては|らない|ること(?:は|が)でき)|より小さく(?:する(?:こと(?:は|が))?)?でき(?:ない|ません))|\s?(?:像素|字|张|个)?以上{_NOT_SO}",
)
BELOW: Final = (
    r"(?:less|smaller|lower|fewer|shorter) than|\bbelow|\bunder|<(?!=)",
    r"inferior[ei] a|minor[ei] di|più piccol[oaie] di|meno di|\bsotto|kleiner als|weniger als|\bunter",
    r"(?:menor|menores) (?:que|de|do que|a)|inferior(?:es)? a|menos de|inférieure?s? à|moins de|abaixo d[eo]s?|por debajo de|(?:au-|en )dessous de",
    r"[小少低][于於]",
)
BELOW_BEHIND: Final = (
    r"\s?(?:픽셀|메가바이트|자|개|장)? ?(?:미만|보다 작)|unterschreiten",
    r"\s?(?:ピクセル|文字|枚|個)?(?:未満|より小さ)|\s?(?:像素|字|张|个)?未满",
)
ABOVE: Final = (
    r"(?:greater|larger|more|higher|bigger|longer) than|\bexceed(?:s|ing)?|\babove|\bover|>(?!=)",
    r"superior[ei] a|maggior[ei] di|più grand[ei] di|più di|\b(?:superare|eccedere)|\bsopra|größer als|mehr als|\büber",
    r"(?:mayor|mayores|maior|maiores) (?:que|de|do que|a)|superior(?:es)? a|más de|mais de|supérieure?s? à|plus de|acima d[eo]s?|por encima de|au-dessus de|dépasser|excéder|\b(?:superar|exceder|ultrapassar)",
    r"[大高][于於]|超[过過]",
)
ABOVE_BEHIND: Final = (
    r"\s?(?:픽셀|메가바이트|자|개|장)?(?:을|를)? ?(?:초과|보다 커|보다 큰|넘어야)|(?:überschreiten|übersteigen)",
    r"\s?(?:ピクセル|文字|枚|個)?(?:を超え|より大き|を上回)",
)

_WITHIN_A_CLAUSE: Final = (
    r"(?: (?!(?:and|but|if|when|und|aber|wenn|et|mais|mas|pero|y|e|ma|si|se) )[^\W\d_]+(?:'[^\W\d_]+)?)"
)
"""A word that begins no other clause."""

_NO_SIDE: Final = (
    r"\b(?:neither|none|no (?:side|edge|dimension|axis|image|picture|file)s?|kein\w*|nessun[ao]?|ningun[ao]?|ningún"
    rf"|aucune?|nenhuma?|jamais|jamás){_WITHIN_A_CLAUSE}{{0,6}}"
)
NEGATED: Final = (
    r"(?:(?:\b(?:not|never|no|non|nicht|kein|não|nunca)|cannot|n't|\bno (?:debe|deben|puede|pueden)"
    rf"|\bne (?:doit|doivent|peut|peuvent) pas)(?! need| have to| necessarily| only){_WITHIN_A_CLAUSE}{{0,3}}"
    rf"|{_NO_SIDE}|不(?:得|能够?|可以?|应该?|應該?|要|[许許]|允许|准)?)\s*$"
)
"""What turns the phrase behind it into its opposite: a verb's "not" beside it, or "no side" as the
subject of its clause."""

NEGATED_BEHIND: Final = r"(?<=거나 같)(?:을 수 없|(?:으면|아서는|아선) 안|지 않아야)"
"""What turns the phrase before it into its opposite."""

NEGATIVE: Final = (
    r"\b(?:no|not|never|non|ne|nicht|não)\b|cannot|n't|不|없|안$|않|[てでに]は|ない|でき"
)
"""What a phrase has in it that negates it: "not exceed"."""

_OR: Final = r"or|nor|o|ou|ni|né|nem|oder|noch|或者?"
OR_BEHIND: Final = r"이?거나|또는|または|もしくは|あるいは"
"""What joins a phrase to one behind it whose negation holds for both."""

JOINED: Final = (
    rf"\s*(?:[^\W\d_]+ )?[,、，]?\s*(?:(?P<or>{_OR}|{OR_BEHIND})|and|und|et|y|e|且|并且?)"
    r"(?: (?:be|essere|ser|être|have))?\s*"
)
"""What stands between two phrases that one verb governs."""

DEMANDED: Final = (
    r"\b(?:must|should|shall|may|can|cannot|ha(?:s|ve) to|needs?|required?|ensure|make sure|please|keep|use)\b"
    r"|n't|야 |야합|세요|수 없|안 [되됩]|必要|ください|なければ|いけ|なりま|\bdev[eo]|\bpuò|possono|assicur"
    r"|\b(?:muss|müssen|darf|dürfen|soll|sollte|sollten|bitte)\b|\bdebe|\bpuede|asegúr|tiene que"
    r"|\b(?:doit|doivent|peut|peuvent|veuillez)\b|\bpode|certifique|必须|应|需|请|不[得能可要]"
)
"""What makes a sentence say how a file has to be, rather than what is wrong with one."""

_VERBS: Final = (
    r"must|should|shall|ha(?:s|ve) to|needs? to|required to|dev(?:e|ono)|dovrebbe(?:ro)?|muss|müssen"
    r"|soll(?:te)?n?|debe(?:n|ría|rían)?|tienen? que|doi(?:t|vent)|devrai(?:t|ent)|deve(?:m|ria|riam)"
    r"|t[eê]m que|precisam?"
)
_LINKS: Final = (
    r"be|have|measure|weigh|remain|stay|kept|also|both|each|all|strictly|an?|the|its|their|in|of|with|for|file"
    r"|image|side|edge|size|width|height|length|resolution|ratio|dimensions?|essere|avere|una?|larghezza|altezza"
    r"|dimensione|risoluzione|di|strettamente|eine[nr]?|von|breite|höhe|größe|dateigröße|auflösung|ser|estar|tener"
    r"|pesar|medir|ancho|anchura|altura|tamaño|resolución|de|estrictamente|être|faire|avoir|peser|mesurer|une?"
    r"|largeur|hauteur|taille|résolution|strictement|ter|uma?|largura|tamanho|resolução|estritamente"
)
GOVERNED: Final = (
    rf"\b(?:{_VERBS})(?: (?:{_LINKS}))*\s*$"
    r"|\b(?:ensure|make sure)(?: [^\W\d_]+){1,6}(?<! that)(?<! which)(?<! it) (?:is|are)\s*$"
    r"|(?:必[须須]|应[该当]?|應該?|需要?|[须須])(?:严格|都|为|是)?\s*$"
)
"""What stands right before a phrase and demands it: "must have a width of", and no verb between."""

GOVERNED_BEHIND: Final = (
    r"(?:해|이어|여|아)?야|으로 ?(?:해|하|설정|유지|줄)"
    r"|(?:である|る|い)必要が|[でくら]?なければ|[にくで](?:指定)?(?:して)?ください|にすること"
)
"""What stands right behind a phrase and demands it."""

ALLOWED: Final = r"\b(?:may|can|could|might|will|to)\s*$"
"""What stands before "exceed" where it is no fault."""

REFUSED: Final = (
    r"not (?:be )?(?:supported|allowed|accepted|permitted|processed)|unsupported|(?:cannot|can't|can not) be (?:processed|used|uploaded|accepted)|do(?:es)? not support"
    r"|(?:must|should|may|shall)(?: not|n't) be (?:used|uploaded|sent|submitted|provided)|(?:do not|don't|never) (?:use|upload|send|submit|provide)|\bavoid\b"
    r"|(?:is|are|be|get) (?:rejected|refused)|지원되지|지원하지|(?<!서)[은는] 안 [되됩]|허용되지|거부|(?:사용|업로드|처리)할 수 없|(?:사용|업로드)하지 마|피하"
    r"|サポートされ(?:てい)?(?:ない|ません)|対応していません|受け付けられません|受け付けません|(?:使用|利用|処理|アップロード)できません|許可され|拒否|(?:使用|使わ|アップロード)し?ないで|避け"
    r"|non (?:sono|è|vengono) (?:supportat|accettat|consentit|ammess)|rifiutat|non (?:dev|poss)ono essere (?:usat|utilizzat|caricat)|non (?:usare|utilizzare|caricare)|\bevitare"
    r"|nicht (?:unterstützt|akzeptiert|erlaubt|zulässig|verwendet|hochgeladen)|abgelehnt|verwenden sie keine|vermeiden"
    r"|no se (?:admit|acept|permit)|no (?:están?|son|es) (?:permitid|admitid|aceptad|soportad|compatib)|rechazad|no (?:deben|pueden) (?:usarse|utilizarse|subirse|ser (?:usad|utilizad))|no (?:use|utilice|suba)\b|\bevite"
    r"|pas (?:pris|accept|autoris|admis)|refusé|rejeté|pas être (?:utilis|envoy)|n'utilisez pas|évite[rz]"
    r"|não (?:são|é) (?:suportad|aceit|permitid)|rejeitad|recusad|não (?:devem|podem) ser (?:usad|utilizad|enviad)|não (?:use|utilize|envie)\b"
    r"|不(?:支持|允许|接受)|拒绝|请勿|不[要能得](?:使用|上传)|避免"
)
"""What says that the files just named are those that the server does not take."""

ADVISED: Final = (
    r"recommend|suggest|ideal|optimal|optimum|\b(?:best|better|faster|preferabl[ey]|preferred)\b|권장|추천|최적|이상적|推奨"
    r"|おすすめ|お勧め|理想|最適|建议|建議|推荐|推薦|最佳|consigli|raccomand|preferibil|ottimal|empf(?:[eo]|ie)hl|vorzugsweise"
    r"|recom(?:i?end|mand)|aconsej|sugier|preferible|óptim|conseill|idéal|préférence|sugeri|preferível|preferência|\bótim"
)
"""What makes a limit of a sentence advice, which nobody enforces."""

TOGETHER: Final = (
    r"\b(?:total|totale|totales|totais|together|combined|altogether|along with|sum of|insieme|complessiv\w*|zusammen"
    r"|gesamt\w*|insgesamt|summe|junto|juntos|juntas|conjunto|ao todo|ensemble|cumul\w*)\b|합쳐|합산|합계|총|모두 합"
    r"|合わせて|あわせて|合計|総|全部で|合计|总|一共|共计|加起来|合計"
)
"""What makes a limit one of several things together."""

_OF_THE_FILE: Final = (
    r"(?:(?:the|your|input|uploaded|reference|source|single|image|video|file|maximum|minimum|allowed) )*"
    r"(?:images?|pictures?|photos?|videos?|files?|width|height|length|size|resolution|(?:aspect )?ratio|dimensions?"
    r"|(?:\w+ )?(?:side|edge|axis)|inputs?|uploads?)\b"
)
OF_A_CASE: Final = (
    rf"\bfor (?!which|whom|each|all|every|any|both|this|{_OF_THE_FILE})|^\W*(?:with|in|on|using) (?!general)"
    r"|\b(?:when|whenever|if|while|unless|in case|with \d+x|(?:free|paid|basic|pro|premium) (?:plan|tier|account|user)s?|base64)\b"
    r"|\bto (?:avoid|prevent|get|achieve|improve|obtain|reduce)\b"
    r"|\bum\b.{0,60} zu (?:vermeiden|verhindern|erzielen|erreichen|erhalten)|\b(?:wenn|falls|sofern|bei|für (?!(?:das|die|jede\w*|alle) (?:bild|datei|breite|höhe)))\b"
    r"|\bse (?:il|la|le|gli|lo|un[ao]?|os?|as?|for)\b|\bse l'|\b(?:quando|qualora|cuando|lorsque|quand|caso)\b|\bsi (?:el|las?|los|les?|se|es|un[ae]?|vous|c'est)\b|\bsi l'"
    r"|^\W*(?:con|com|avec|mit|para|pour) |\bp(?:er|ara) evita?r|\bpour éviter|\bpara obt|\bper otten|\bpour obten"
    r"|경우|때(?![문로])|(?:이|라)면(?! ?안)|요금제|모드|위해|위하|場合|とき|時(?!間)|なら(?![なず])|ため(?:に|、|は)|プラン|モード"
    r"|如果|[若当](?!前)|时(?![间长])|情况下|模式|套餐|为了|以(?:获得|避免|免|便)"
)
"""What makes a limit that of a case, beside which another holds, or one with an end in view.

"For each file" and "for the width" name no case."""

AT_FAULT: Final = (
    r"\b(?:if|when) (?:[^\W\d_]+ ){0,5}?"
    r"(?:exceeds|(?:they|images|files) exceed|(?:is|are) (?:larger|greater|bigger|more|higher|less|smaller|lower) than)\s*$"
)
AT_FAULT_BEHIND: Final = (
    r"^(?:[을를]? ?(?:초과(?:하는|할)|넘[는을]|미만인) 경우|(?:を超え[るた]|未満の)場合)"
)
"""What stands before or behind a number whose own transgression is the case."""

DONE_THERE: Final = (
    r"\b(?:will be|is|are|gets?)(?: \w+ly)? (?:resized|rescaled|scaled|downscaled|compressed|reduced|shrunk|cropped|downsampled|re-?encoded|converted)\b"
    r"|\bw(?:ird|erden)\b.{0,60}(?:skaliert|verkleinert|komprimiert)|\b(?:viene|vengono|sono|sarà|saranno) (?:ridimensionat|compress|ridott|scalat)"
    r"|(?<!no )\bse (?:redimensiona|comprime|reduce|escala)|\b(?:est|sont|sera|seront) (?:redimensionn|compress|réduit)"
    r"|\b(?:é|são|será|serão) (?:redimensionad|comprimid|comprimíd|reduzid)|(?:축소|압축|조정|변환)(?:됩니다|되며)|(?:リサイズ|縮小|圧縮|変換)され"
    r"|(?:会|将|自动)(?:被)?(?:自动)?(?:压缩|缩放|缩小|调整|裁剪)"
)
"""What says that the server makes a file so, however it was given."""

_NOT: Final = r"\b(?:not|non|no|não|nicht|pas)[ -]"
_ENDS: Final = (
    r"both|the|its|ends?|endpoints?|bounds?|boundar(?:y|ies)|limits?|values?|are|is|of|each|jeweils|beide|die"
    r"|grenzen|grenzwerte|werte|sind|les|bornes|limites|valeurs|gli|estremi|valori|los|extremos|límites|valores|os"
    r"|경계|경곗|값|양|끝|은|는|을|를|사이여야|사이|이어야|이|가|합니다|하며|境界|値|両端|端|は|を|が|間|の"
    r"|两端|边界|端点|值|之间"
)
_NAMED_ENDS: Final = (
    r"\W*+(?:(?:both|the|its|two) )*(?:ends?|endpoints?|bounds?|boundar(?:y|ies)|limits?)(?: values?)?"
    r"(?: (?:are|is))?(?: (?:both|also|themselves))?"
)
_TAKEN: Final = r"(?:allowed|permitted|accepted|valid|inclu)"
ENDS_EXCLUDED: Final = (
    rf"{_NAMED_ENDS} (?:not {_TAKEN}|exclu)|\W*+neither (?:end|endpoint|bound|boundary|limit)(?: is)? {_TAKEN}|"
    rf"(?:[^\w.。]|{_ENDS})*+(?:exclu|exklu|esclus|{_NOT}(?:inclu|einschl)|제외|미포함|포함(?:하지|되지)"
    r"|不(?:包)?[含括]|含ま(?:ない|ず|れない|れません))"
)
ENDS_INCLUDED: Final = (
    rf"{_NAMED_ENDS} {_TAKEN}|(?:(?!{_NOT})[^.。]){{0,24}}?(?:inclusiv|\bincluded|(?<!미)포함(?!하지|되지)|(?<!不)(?<!不包)含(?!ま(?:な|ず|れな|れま))|\binclus|einschlie(?:ss|ß)lich|\binclu[ií]d)"
)
"""What stands behind a range whose ends do not belong to it, and behind one whose ends do."""

STRICTLY: Final = (
    r"\b(?:strictly between|(?:exclusive|non[ -]?inclusive) (?:range|interval)(?: of| from)?|strictement (?:compris\w* )?entre|strettamente (?:compres\w )?(?:tra|fra)"
    r"|estric?tamente (?:compr\w+ )?entre|echt zwischen)\s*$"
)
"""What stands before a range whose ends do not belong to it."""

INCLUSIVELY: Final = (
    r"\b(?<!non-)(?<!non )(?<!not )(?:inclusive (?:range|interval)(?: of| from)?|inclusively (?:between|from))\s*$"
)
"""What stands before one whose ends do."""
