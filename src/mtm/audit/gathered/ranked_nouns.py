"""Whether a series of numbers is one of the noun that a superlative ranks.

Scope: one clause and one series: "the largest number of permits" against a column under "Permits"; a clause that names
no noun of its own ("the most frequent answer is …") speaks of the tables and lists beside it.
"""

from __future__ import annotations

import re

from mtm.audit.claims import Claim
from mtm.audit.gathered.items import CHANGES, NETS, RATES, Series, marks_of
from mtm.audit.gathered.ranked import Said, ranks_gains
from mtm.audit.language.chunks import MARK, WORD
from mtm.audit.meaning.reading import Reading

_NOUNS = 3  # words after the superlative among which the ranked noun stands
_NEAR = 4  # blocks
_TIMES = ("year", "quarter", "month", "period", "place")
_BARE = frozenset(
    {"numbe", "share", "group", "total", "figur", "part", "volum", "amoun", "value", "flow", "resul", "count", "sum"}
    | {
        "колич",
        "числу",
        "числа",
        "показ",
        "числе",
        "число",
        "доля",
        "долю",
        "групп",
        "объем",
        "значе",
        "поток",
        "прито",
        "удель",
        "сумма",
    }
    | {"саны", "үлесі", "үлес", "топ", "тобы", "көлем", "көрсе", "мән"}
)
# words that say nothing of what is counted: "the most frequent answer", «приходится на», "тиесілі"
_NEUTRAL = re.compile(
    r"(?:answer|option|repl|respon|reason|categor|items?$|entry|rows?$|place|position|location|quantit|people|person"
    r"|individual|partner|single|numerous|frequent|common|popular|expensive|costly|important|record|regist|named$|mention"
    r"|given?$|gave|gives|received|fell$|falls$|went|noted|observ|seen|found|belong|c[oa]me|comes|countr|states?$|region"
    r"|district|provinc|areas?$|cit(?:y|ies)$|towns?$|villages?$|months?$|quarters?$|years?$|season|again|still|clear|far$"
    r"|here|these|four|five|three|six|all$"
    r"|ответ|вариант|причин|категор|строк|мест|позиц|приход|приш[её]л|пришл|отмеч|зарегистр|наблюда|зафикс|оказал|стал"
    r"|да(?:л[аио]?|[её]т)$|показал|принадл|состав|был|относ|отлич|человек|люд|лиц$|раз$|дел[оау]$|ситуац|положен|обсто"
    r"|стран|государств|регион|район|област|город|сел[оаеу]?$|месяц|квартал|год|набра|получ|достал|выпал|опять|снова"
    r"|по-прежн|пока$|явно|результат|именно|здесь|величин|по$"
    r"|жауап|нұсқа|себеп|санат|нәтиже|оры?н|тиесіл|байқал|тіркел|бол[дғыу]|тұр|ал[дғ]ы|бер[дгі]|көрс|соған|жағдай|адам"
    r"|ел$|елден|елдер|аймақ|аудан|өңір|облыс|қала|ай$|айы|тоқсан|жыл|мөлшер|кел[дге]|шықты|осы|сол|бұл|жалпы|қатар"
    r"|жоғалт|айыр[ыд])",
    re.I,
)
_BEST = (
    "best",
    "лучш",
    "наилучш",
    "самый хорош",
    "самая хорош",
    "самое хорош",
    "самые хорош",
    "самый лучш",
    "самая лучш",
    "самое лучш",
    "самые лучш",
    "успешн",
    "ең жақсы",
    "ең тәуір",
    "ең сәтті",
    "ең жайлы",
)
_GOOD = re.compile(
    r"\b(?:recogni|pass|approv|employ|success|complet|take-?up|used|grant|accept|settled|enrol|attend|retain"
    r"|освоен|использ|выполн|призна|сда[нлв]|сдают|трудоустр|занят|удовл|принят|принима|одобр|охват|успе|заверш"
    r"|игеріл|орындал|тапсыр|танып|таныл|мақұлда|қабылда|аяқта|жұмысқа|табыс)",
    re.I,
)
_BAD = re.compile(
    r"\b(?:refus|reject|unemploy|drop-?out|overst|overdue|delay|wait|death|mortal|vacan|error|late\b|not\b|without"
    r"|отказ|отклон|безраб|просроч|задерж|отчисл|смертн|ошиб|нарушен|не\b|без\b|ожидан"
    r"|бас тарт|қабылданба|жұмыссыз|кешік|мерзімі өт|қате|жоқ\b|емес\b)",
    re.I,
)


def topical(said: Said, one: Series) -> bool:
    """The noun that is ranked stands in the table's headings, is bare ("number"), or none follows."""
    if (not one.table and not one.topics) or said.either or is_time(one):
        return True
    if one.measure == NETS and (said.side or ranks_gains(said)):
        return True
    names = {mark for item in one.items for mark in item.marks}
    nouns = _nouns(said, names)
    if not nouns or not nouns.isdisjoint(one.topics | _BARE) or _ranks_flow(said, one):
        return True
    return _is_beside(said, one) and (_printed_move(said, one) or not _nouns(said, names, _NEUTRAL) - _BARE)


def _is_beside(said: Said, one: Series) -> bool:
    return one.section == said.sentence.section or abs(one.block - said.sentence.block) <= _NEAR


def _printed_move(said: Said, one: Series) -> bool:
    """A rise or a fall is ranked, and the table beside it prints a column of changes."""
    return bool(said.moving) and one.measure in (CHANGES, RATES) and not one.derived


def _ranks_flow(said: Said, one: Series) -> bool:
    """ "By the number of those who left": the first noun that is not bare tells of the side that the column counts."""
    flow = one.items[0].claim.axes.get("flow", "")
    for start, _, entry in said.tokens:
        if start >= said.cue.end and entry.kind == WORD and len(entry.stem) > 2 and not entry.stop:
            if flow in entry.tags:
                return True
            if entry.stem not in _BARE:
                return False
    return False


def good_end(said: Said, one: Series) -> int:
    """Whether the best, or the worst, is the highest (1) or the lowest number (-1); 0 where no word says it."""
    text = " ".join((*(t[2].lower for t in said.tokens), *one.own))
    good, bad = _GOOD.search(text), _BAD.search(text)
    if bool(good) == bool(bad):
        return 0
    best = said.sentence.piece.text[said.cue.start : said.cue.end].lower().startswith(_BEST)
    return 1 if best == bool(good) else -1


def is_time(one: Series) -> bool:
    """Years, quarters, months or places in a count are its names."""
    return all(mark.startswith(_TIMES) for item in one.items for mark in item.marks)


def only_frames(reading: Reading, said: Said, one: Series, cell: Claim) -> bool:
    """ "In 2020 the smallest share was that of the region “Atyrau”": no time is ranked."""
    start, end = said.tokens[0][0], said.tokens[-1][1]
    named = [p for p in said.sentence.periods if start <= p.start < end]
    if said.moving and len({p.code for p in named}) > 1:
        return True  # "Between May and July the largest decrease was in Ibb"
    if not one.table or len({i.claim.row for i in one.items}) > 1:
        return False  # the rows are the times
    if named and all(p.compared for p in named):
        return True  # "the highest of all: +35.4 per cent on December 2019"
    quoted = any(w.lower in "«“„" for s, _, w in said.tokens if s >= said.cue.end)
    return quoted or frames(reading, cell, said.top, said.rank)


def frames(reading: Reading, cell: Claim, top: bool, rank: int = 1) -> bool:
    """ "The largest share in 2025 belonged to the 16–29 age group": the time only says which column is meant."""
    table = next((t for t in reading.tables if t.block == cell.table), None)
    line = next((x for x in table.columns if x.index == cell.column), None) if table is not None else None
    if table is None or line is None:
        return False
    cells = [c for c, role in zip(line.claims, table.roles, strict=True) if c is not None and role in ("item", "part")]
    if len({c.period for c in cells}) > 1:
        return False  # the rows are times as well
    ordered = sorted(cells, key=lambda c: c.amount, reverse=top)
    return len(ordered) > rank and ordered[rank - 1].amount == cell.amount


def says_noun(said: Said, names: set[str]) -> bool:
    """Its own clause says what is ranked."""
    return bool(_nouns(said, names) - _BARE)


def _nouns(said: Said, names: set[str], but: re.Pattern[str] | None = None) -> set[str]:
    """Stems of the words right after the superlative, in Kazakh of those around it.

    Left out are ``names`` and what ``but`` matches.
    """
    if said.sentence.language == "kk":
        return {
            e.stem
            for start, end, e in said.tokens
            if e.stem and not e.stop and e.tags.isdisjoint(said.cue.tags | {"region"}) and e.number is None
            if (but is None or not but.match(e.lower)) and names.isdisjoint((e.stem, *marks_of([(start, end, e)])))
            if not said.cue.start <= start < said.cue.end
        }
    found: list[str] = []
    for start, end, entry in said.tokens:
        if start < said.cue.end or not names.isdisjoint((entry.stem, *marks_of([(start, end, entry)]))):
            continue
        if entry.kind == MARK or len(found) == _NOUNS:
            break
        if but is not None and (but.match(entry.lower) or entry.number is not None):
            continue
        if entry.kind == WORD and len(entry.stem) > 2 and not entry.stop and not entry.tags & {"up", "down", "region"}:
            found.append(entry.stem)
    return set(found)


__all__ = ["good_end", "is_time", "says_noun", "topical"]
