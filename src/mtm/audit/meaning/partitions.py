"""Which words name all the kinds that there are: own region, elsewhere and abroad; granted, refused and pending.

Scope: the words that stand with each of three or more numbers, in three languages. The parts leave nothing over where
each is of another kind of one row, and the last kind of that row, or three of them, are among them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mtm.audit.language.seldom import Seldom

PAIR = 2
_ROWS = (
    (  # where people came from or went to
        r"\b(?:other|same|another|own|this|neighbouring|different)\b.{0,30}\b(?:municipalit|districts?|count(?:y|ies)\b"
        r"|regions?\b|provinces?|wards?|towns?)|\bwithin the (?:county|region|province|district)"
        r"|\b(?:сво(?:ей|его)|этой же|той же|нашей|соседн\w+)\s+(?:же\s+)?(?:област|кра|район|регион|республик)"
        r"|\bв пределах (?:област|район|регион)|\b(?:өз|осы|көршілес)\s+(?:облыс|аудан|өңір)",
        r"\brest of the country|\bother (?:regions?|provinces?|counties|parts of the country)"
        r"|\belsewhere in the country"
        r"|\b(?:других|другие|прочих|иных|остальных)\s+(?:област|кра|регион|район|част)|\bостальн\w+ част"
        r"|\b(?:басқа|өзге)\s+(?:облыс|аудан|өңір)",
        r"\babroad\b|\bforeign countr|\bother countr|\boutside the country"
        r"|\bиз-за (?:границ|рубеж)|\b(?:за рубеж|за границ|заруб|иностранн|других стран|других государств)"
        r"|\bшетел|\bбасқа (?:ел|мемлекет)",
    ),
    (  # what became of an application
        r"\b(?:grant|approv|accept|positive|recogni[sz]ed|upheld|allowed|satisfied)"
        r"|\b(?:одобр|удовлетвор|положительн|признан)|\bпредоставлен|\bмақұлда|\bқанағаттандырыл(?:ды|ған)|\bоң\b",
        r"\b(?:refus|reject|denied|turned down|negative|dismiss)|\b(?:отказ|отклон|отрицательн)"
        r"|\bбас тарт|\bқабылданба|\bтеріс|\bқанағаттандырылма",
        r"\b(?:pending|undecided|not (?:yet )?(?:been )?decided|under (?:examination|review)|awaiting|withdrawn|closed"
        r"|discontinued|lapsed)\b|\bна рассмотрении|\bнерассмотр|\bне рассмотр|\bожида|\bотозван|\bпрекращ"
        r"|\bқаралма|\bқаралуда|\bқайтарып ал|\bтоқтатыл|\bқысқартыл",
    ),
    (  # what the water or the quake left of a house
        r"\b(?:undamaged|intact|habitable|fit (?:to live|for))|\b(?:пригодн|не пострада|целы)|\bжарамды|\bбүтін|\bаман",
        r"\b(?:repair|damaged|partly|partially)|\b(?:ремонт|восстановлени|повреждён|поврежден|частично)"
        r"|\bжөнде|\bзақымда|\bішінара",
        r"\b(?:destroyed|demoli|beyond repair|pulled down|uninhabitable|rebuil[dt])|\b(?:снос|снес|разрушен|уничтожен)"
        r"|\bбұзыл|\bсүріл|\bқират|\bқираған|\bжойыл",
    ),
    (  # what became of people who were missed
        r"\b(?:found (?:safe|alive)|rescued|alive|traced)|\b(?:найдены живыми|спасен|спасён|живы)|\bтірі|\bқұтқарыл",
        r"\b(?:dead|died|killed|bodies)\b|\b(?:погиб|умер|мертв|тела)\b|\bқаза|\bқайтыс|\bөлді",
        r"\b(?:missing|unaccounted|unknown)|\b(?:пропал|без вести|неизвестн)|\bжоғал|\bхабар-ошар|\bбелгісіз",
    ),
    (  # what people mean to do
        r"\b(?:return|go back|go home|stay (?:here|on)|yes)\b|\b(?:вернут|возвра|останут|да\b)|\b(?:орал|қайт|қал)",
        r"\b(?:move on|leave|no|not)\b|\b(?:уехать|уедут|не|нет)\b|\b(?:кет|жоқ)|\w+(?:майды|мейді|пайды|пейді)\b",
        r"\b(?:undecided|unsure|uncertain|don[’']t know|do not know|no answer|not decided)"
        r"|\b(?:не определ|не реши|затрудн|не знают|без ответа)|\b(?:білмей|шешпе|жауап берме|қиналды)",
    ),
    (  # marriage
        r"\bmarried\b|\b(?:женат|замужем|в браке)|\bүйлен|\bотбасылы|\bнекеде",
        r"\b(?:single|unmarried|never married)\b|\b(?:холост|не состо|никогда не)|\bжалғызбасты|\bбойдақ",
        r"\b(?:divorced|widow|separated)|\b(?:развед|вдов)|\bажырас|\bжесір",
    ),
    (  # schooling
        r"\b(?:primary|no school|below secondary|basic)|\b(?:начальн|основн|ниже среднего)|\bбастауыш|\bнегізгі",
        r"\b(?:secondary|vocational|upper)|\b(?:средн|профессиональн)|\bорта\b|\bкәсіптік",
        r"\b(?:tertiary|higher|university|degree)|\b(?:высш|вузов|диплом)|\bжоғары",
    ),
    (  # how a border is crossed
        r"\b(?:road|land|bus|car|rail|train)\b|\b(?:автомоб|наземн|сухопут|железнодорожн|поезд)"
        r"|\b(?:автомобиль|темір жол)",
        r"\b(?:air|plane|airports?)\b|\b(?:воздушн|авиа|самол|аэропорт)|\b(?:әуе|ұшақ)",
        r"\b(?:sea|water|ferry|ports?|boat)\b|\b(?:морск|водн|паром|порт\b)|\b(?:теңіз|су жол|кеме)",
    ),
)
ROWS = tuple(tuple(Seldom(words) for words in row) for row in _ROWS)


def all_kinds(said: Sequence[str]) -> bool:
    """Every number has the words of another kind, and every kind of the row has its number."""
    if len(said) != len(_ROWS[0]):
        return False
    return any(_each_once(row, said) for row in ROWS)


def _each_once(row: Sequence[Seldom], said: Sequence[str]) -> bool:
    """The last kind is the surest; what it says is not looked for among the others."""
    left = list(said)
    for words in reversed(row):
        found = next((text for text in left if words.search(text)), None)
        if found is None:
            return False
        left.remove(found)
    return True


_OFTEN = re.compile(
    r"\b(?:every (?:day|week|month|quarter|year)|daily|weekly|monthly|quarterly|annually|yearly|rarely|never"
    r"|irregularly|occasionally|(?:once|twice|(?:(?:several|a few|many) )?times|more often|less often)"
    r" (?:a|per|every|than) )"
    r"|\b(?:кажд(?:ый|ую|ое) (?:день|недел|месяц|квартал|год)|(?:раза?|раз) в |ежедневн|еженедельн|ежемесячн"
    r"|ежеквартальн|ежегодн|реже\b|чаще\b|никогда|нерегулярно|время от времени|изредка)"
    r"|\b(?:(?:күн|апта|ай|тоқсан|жыл) сайын|(?:күніне|аптасына|айына|тоқсанына|жылына) |сирек|ешқашан|анда-санда)",
    re.I,
)
_RANGE = re.compile(
    r"\d\s?[–—-]\s?\d|\b(?:under|over|up to|below|above|less than|more than|fewer than|at least|between|older than"
    r"|younger than) \w|\bor (?:more|less|over|older|younger|longer)\b"
    r"|\b(?:до|менее|меньше|более|больше|свыше|от|моложе|младше|старше|не более|не менее) \d"
    r"|\d+ (?:лет|года?|месяц\w*|дн\w*) и (?:более|менее|старше|больше|дольше)"
    r"|\d\s?(?:ға|ге|қа|ке|на|не)? ?(?:дейін|жасқа дейін)|\d\S* (?:жоғары|төмен|астам|артық|кем|көп|аз)\b"
    r"|\w(?:дан|ден|тан|тен|нан|нен) (?:жоғары|төмен|астам|артық|кем|үлкен|кіші|көп|аз|ұзақ)\b",
    re.I,
)


def by_degree(said: Sequence[str]) -> bool:
    """How often, how old, how long, how much: steps of one scale, of which everyone has one answer."""
    return len(said) > PAIR and (all(map(_OFTEN.search, said)) or all(map(_RANGE.search, said)))


_OF_WHOM = re.compile(
    r"\b(?:of|among)\s(?:the\s|these\s|those\s|all\s)*([^\W\d]{4,})|\b(?:из|среди)\s(?:всех\s)?([^\W\d]{4,})"
    r"|([^\W\d]{4,}?)(?:ның|нің|дың|дің|тың|тің)\b",
    re.I,
)
_STEM = 5


def of_two_groups(one: str, other: str) -> bool:
    """ "431 of the builders are men, 149 of the traders women": each number is a part of a group of its own."""
    here, there = _OF_WHOM.search(one), _OF_WHOM.search(other)
    if here is None or there is None:
        return False
    first, second = (next(g for g in m.groups() if g).lower()[:_STEM] for m in (here, there))
    return first != second
