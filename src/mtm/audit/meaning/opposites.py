"""Which words split a whole in two: granted and refused, adults and children, still here and gone.

Scope: the words that stand with each of two numbers, in three languages; and a "not" that denies what the first says.
Arrivals and departures split nothing and are not among them.
"""

from __future__ import annotations

import re
from functools import lru_cache

from mtm.audit.language.seldom import Seldom

_PAIRS = (
    (
        r"\b(?:men|males?|boys)\b|\bмужчин|\bюнош|\bмальчик|\bер(?:лер| адам)|\bеркек",
        r"wom[ae]n|female|\bgirls\b|женщин|девуш|девоч|әйел|\bқыз",
    ),
    (
        r"\badult|\bвзросл|\bсовершеннолетн|\bересек",
        r"\bchild|\bminors?\b|\bjuvenile|\bдет(?:и|ей|ям|ск)|\bреб[её]н|\bнесовершеннолетн|\bбала"
        r"|кәмелетке толмаған",
    ),
    (
        r"\b(?:grant|approv|accept|positive|upheld|allowed|satisfied)"
        r"|\b(?:одобр|удовлетвор|положительн|принят)|\bмақұлда|\bқанағаттандыр|\bоң\b|\bқабылдан(?:ды|ған)",
        r"\b(?:refus|reject|denied|denial|turned down|negative|dismiss)|\b(?:отказ|отклон|отрицательн)"
        r"|\bбас тарт|\bқабылданба|\bтеріс|\bқанағаттандырылма",
    ),
    (
        r"\b(?:employed|in work|working|in (?:paid )?employment|found work|ha(?:d|ve|s) (?:a )?jobs?)\b"
        r"|\b(?:работа[юл]|трудоустро|заняты?\b|нашли работу)|\bжұмыс істе(?:йді|п|ген)|\bжұмысқа орнал",
        r"\b(?:unemployed|jobless|out of work|not working|looking for (?:a job|work)|without (?:a job|work))\b"
        r"|\bбезработ|\bбез работы|\bне работа|\bищут работу|\bжұмыссыз|\bжұмыс істемей|\bжұмысы жоқ"
        r"|\bжұмыс іздеп",
    ),
    (
        r"\bstill\b|\bstay|\bremain|\bоста(?:л|ю|[её]т)|\bвс[её] ещ[её]\b|\bпо-прежнему|\bнаход[яи]т"
        r"|\bқал(?:ды|ған|ып)\b|\bәлі\b",
        r"\bleft\b|\bwithdr|\bdepart|\bgone\b|\bmoved (?:on|away)|\breturned home"
        r"|\b(?:уеха|выеха|покину|выбы|вернул)|\bкет(?:ті|кен|іп)\b|\bшығып кет|\bқайт(?:ты|қан)|\bоралды",
    ),
    (
        r"\b(?:found|located|traced|identified|accounted for|reunited|contacted)\b"
        r"|\b(?:найден|разыскан|нашли|обнаружен)|\b(?:местонахождение|личность|судьба) установлен"
        r"|\bтабыл(?:ды|ған|ып)|\bтауып|\bанықталды",
        r"\b(?:missing|unknown|unaccounted|untraced|disappeared|lost touch)\b|\b(?:неизвестн|пропал|без вести|не найден"
        r"|не разыскан|не установлен)|\bбелгісіз|\bжоғал|\bхабар-?ошар|\bіз-түз|\bтабылма",
    ),
    (
        r"\b(?:host (?:famil|commun|household)|hosts\b|relatives|friends|with famil|private (?:homes|rooms)|rented)"
        r"|\b(?:родственник|родны[ех]|знаком|принимающ|близки[ех]|съёмн|съемн)|\bу хозя"
        r"|\b(?:туыс|таныс|жақындар|қабылдаушы отбасы|жалға)",
        r"\b(?:sites?|camps?|cent(?:re|er)s?|shelters?|schools?|tents|barracks|hostels?|dormitor)"
        r"|\b(?:пункт|лагер|центр|общежити|палат|школ|убежищ)|\b(?:пункт|лагер|орталы[қғ]|жатақхана|шатыр|мектеп)",
    ),
    (
        r"\bclosed\b|\bfilled\b|\bзакрыт|\bзаполнен|\bжабыл|\bтолтырыл(?:ды|ған)",
        r"\bopen\b|\bvacant|\bunfilled|\bоткрыт|\bвакант|\bнезаполнен|\bашық|\bбос\b|\bтолтырылма",
    ),
    (
        r"\b(?:decided|completed|concluded|processed|settled)\b|\b(?:рассмотрен|заверш|решен[оы])"
        r"|\bқарал(?:ды|ған|ып)|\bаяқтал(?:ды|ған)",
        r"\b(?:pending|undecided|outstanding|unresolved|unprocessed|awaiting|waiting)\b|\bна рассмотрении"
        r"|\bнерассмотр|\bнезаверш|\bожида|\bқаралма|\bқаралуда|\bкүт(?:уде|іп)",
    ),
    (
        r"\bpaid\b|\bcollected\b|\b(?:оплачен|уплачен|взыскан|уплатил)|\bтөлен(?:ді|ген)|\bөндіріл(?:ді|ген)",
        r"\bunpaid|\buncollected|\boutstanding|\bне\s?(?:оплачен|уплачен|взыскан|уплатил)|\bтөленбе"
        r"|\bөндірілме",
    ),
    (
        r"\burban|\btowns?\b|\bcit(?:y|ies)\b|\bгород|\bқала(?:да|лы|лық)?\b",
        r"\brural|\bvillage|\bcountryside|\bсел(?:о|а|ах|ьск|е)\b|\bсельск|\bдерев|\bауыл",
    ),
    (
        r"\bpassed\b|\bсдал|\bвыдержал|\bтапсырды|\bтапсыра алды|\bөтті\b|\bөткен\b",
        r"\bfailed\b|\bне сдал|\bпровал|\bне выдержал|\bтапсыра алмады|\bөтпе|\bөте алма|\bқұлады",
    ),
    (
        r"\btemporar|\bвременн|\bуақытша",
        r"\bpermanent|\bпостоянн|\bтұрақты",
    ),
    (
        r"\bfull[- ]time|\bполн(?:ый|ую|ой) (?:рабоч|ставк|заня)|\bтолық",
        r"\bpart[- ]time|\bнеполн|\bтолық емес|\bжартылай",
    ),
    (
        r"\bfirst[- ]time|\bfirst (?:applications?|permits?|visas?|issues?|cards?)|\bnew\b|\bвпервые"
        r"|\bнов(?:ые|ых|ое)\b|\bпервичн|\bалғаш|\bжаңа\b",
        r"\brenew|\bextension|\bextended|\brepeat|\bsubsequent|\bпродл|\bповторн|\bұзарт|\bқайталап|\bқайта ",
    ),
    (
        r"\bonline\b|\belectronic|\bонлайн|\bэлектронн|\bэлектронды",
        r"\bin person|\bon paper|\bat (?:the|a) counter|\bлично\b|\bна бумаге|\bочно\b|\bқағаз|\bөзі келіп",
    ),
    (
        r"\bvalid\b|\bin force|\bдейств(?:у|и)|\bжарамды|\bқолданыстағы",
        r"\bexpired|\blapsed|\bист[её]к|\bпросроч|\bмерзімі (?:өтк|бітк)",
    ),
    (
        r"\bmarried\b|\bженат|\bзамужем|\bв браке|\bүйленген|\bотбасылы",
        r"\bsingle\b|\bunmarried|\bхолост|\bодинок|\bне состо|\bжалғызбасты|\bүйленбеген",
    ),
    (
        r"\bvoluntar|\bon their own|\bдобровольн|\bсамостоятельн|\bөз еркімен|\bөз бетімен",
        r"\bforc(?:ed|ibl)|\bdeport|\bпринудительн|\bдепортир|\bмәжбүр|\bдепортация",
    ),
    (
        r"\bemployees\b|\bнаёмн|\bнаемн|\bжалдамалы",
        r"\bself-employed|\bсамозанят|\bөзін-өзі",
    ),
    (
        r"\byes\b|[«\x22“]да[»\x22”]|\bутвердительн|\bиә\b",
        r"\b(?:said|answered|replied|ticked|and) [\x22“']?no\b|[«\x22“]нет[»\x22”]|\bотрицательн|\bжоқ де",
    ),
    (
        r"\b(?:citizens|nationals|natives?|locals?)\b|\bграждан|\bсоотечествен|\bместн(?:ые|ых)|\bазамат"
        r"|\bжергілікті",
        r"\bforeign|\baliens?\b|\bnon-citizens|\bиностран|\bшетел",
    ),
    (
        r"\bborn (?:here|in the country|locally|at home)|\bродил(?:ись|ся|ась) (?:здесь|в стране)"
        r"|\bосында туған|\bелде туған",
        r"\babroad\b|\belsewhere|\bforeign-born|\bза (?:границей|рубежом)|\bшетелде",
    ),
)
PAIRS = tuple((Seldom(one), Seldom(other)) for one, other in _PAIRS)
_NOT = re.compile(
    r"\b(?:not|never|none|neither|without|no|un(?:able|willing))\b|n[’']t\b|\b(?:не|нет|без|ни)\b"
    r"|\bжоқ\b|\bемес\b|\w{3,}(?:ма|ме|ба|бе|па|пе)(?:ды|ді|ған|ген|й(?:ды|ді)|йтын|йтін|пты|пті)\b",
    re.I,
)
_DENIED = re.compile(
    r"^[\s,–—-]*(?:and|but|while|и|а|но|ал)?[\s,–—-]*(?:people |persons |of them |others |человека? |адам(?:ның|да)? )?"
    r"(?:(?:were|was|did|do|does|had|have|has|are|is|could|would|will|said they)(?:\s?n[’']t| not| none| no)"
    r"|(?:ещ[её] )?(?:не(?:т)?)\b|(?:\w+ )?(?:жоқ|емес)\b)(?:\s\w+){0,3}\s*[.;,)]?\s*$",
    re.I,
)
# "327 cases were pending at the start of the year … 474 remained at its end": two times, not two sides
_OPENING = re.compile(
    r"\b(?:at|on|by) the (?:beginning|start|opening)\b|\bна начал\w|\bк началу|\bв начале"
    r"|\bбасын(?:да|ан|а)\b|\bқарсаңында",
    re.I,
)
_CLOSING = re.compile(
    r"\b(?:at|on|by) (?:the|its|their) (?:end|close)\b|\bна кон(?:ец|це)|\bк концу|\bв конце"
    r"|\b(?:аяғын|соңын)(?:да|ан|а)\b|\bаяғына\b",
    re.I,
)
_WORD = re.compile(r"[^\W\d_]{4,}")
STEM, REMEMBERED = 5, 512


def opposed(one: str, other: str) -> bool:
    """The words of two numbers are the two sides of one thing."""
    if _OPENING.search(one) and _CLOSING.search(other):
        return False
    here, there = _second_sides(one), _second_sides(other)
    if any(PAIRS[at][0].search(one if at in there else other) for at in here ^ there):
        return True
    return denied(one, other)


@lru_cache(REMEMBERED)
def _second_sides(text: str) -> frozenset[int]:
    """Of which pairs the text has the words of the second side; a sentence is held against several others."""
    return frozenset(at for at, (_, second) in enumerate(PAIRS) if second.search(text))


def denied(one: str, other: str) -> bool:
    """The second says "were not" of the first, and nothing else; or "not" of what the first says in the same words."""
    if _NOT.search(one) or not _NOT.search(other):
        return False
    return _DENIED.match(other) is not None or bool(_stems(one) & _stems(other))


def _stems(text: str) -> set[str]:
    return {w.lower()[:STEM] for w in _WORD.findall(text)}
