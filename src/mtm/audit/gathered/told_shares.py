"""The shares that a report gives for whom a sentence names: a country or group, the people of an age, the first of all.

Scope: one reading; looked up for sentences that say a portion in words and no number. Shares of an earlier period than
the latest one told for the same name are left out.
"""

from __future__ import annotations

import re

from mtm.audit.claims import PERCENT, POINTS, Claim
from mtm.audit.language.periods import order
from mtm.audit.meaning.axes import axes, conflict
from mtm.audit.meaning.prose import REST, Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.meaning.tables import Line, Table

_KINDS = ("age", "sex", "place")
_NEAR, _FULL, _STEM = 8, 100, 5
_SUM = re.compile(
    r"қосынды|бірге алғанда|\bвместе\b|в сумме|суммарн|совокупн|\btogether\b|\bcombined\b|\bjointly\b", re.I
)
_ALL_OF = re.compile(
    r"\b(?:of all|of the total number of|всех|барлық)\s+(?:foreign\s+|иностранных\s+|шетелдік\s+)?([^\W\d_]{4,})"
)
_WITHIN = frozenset(("in", "at", "within", "inside", "across", "в", "во", "внутри", "для"))  # "in one country half …"
# everybody of a country or of the world, and not the people that a report counts
_EVERYBODY = re.compile(
    r"\b(?:world|global|general|host|resident|national|total|whole|entire|country's|country’s|city's|city’s)\s+"
    r"(?:\w+\s+)?population\b|\bpopulation of the (?:country|world|city|republic|region)\b"
    r"|\bthe (?:\w+\s+)?world(?:['’]s)?\b"
    r"|\bвсего (?:\w+ )?населения|населени\w (?:мира|страны|республики|города|области|земли)|жител\w+ (?:страны|города)"
    r"|\bмира\b|\bмирово\w* населени"
    r"|(?:әлем|дүниежүзі|дүние жүзі|ел|республика|қала|жалпы)\w* (?:бүкіл )?(?:халқы|халық|тұрғын)",
    re.I,
)
_ELSEWHEN = frozenset(("earlier", "then", "compare", "change", "smallest", "lowermost", "rest"))
_MOSTLY = re.compile(r"mostly|mainly|predominantly|преимущественно", re.I)
_WORDS = 2
_FIRST = {
    "en": re.compile(
        r"\b(?<!no )(?:one|(?:the |its |a )?(?:single|sole|largest|biggest|main"
        r"|leading|top|principal|foremost|chief|dominant|most important|number one|first-placed|top-ranked))\s+"
        r"(?:(?:single|sending|source|sender|partner|origin|leading|major|big|large|alone|of the)[\s-]+){0,2}"
        r"(?:country|nation|state|sender|source|corridor|destination|nationality|citizenship|origin|partner|region"
        r"|province|district|channel|direction)\b(?!\s+(?:in|of)\s+(?:two|three|four|five|ten)\b)"
        r"|\bthe (?:front-?runner|leader)\b",
        re.I,
    ),
    "ru": re.compile(
        r"(?<!\bни )\b(?:одн(?:а|ой|ому|ого|им|у|о)|один|единственн\w{2,3}"
        r"|(?:сам\w{2,3} )?(?:крупн|больш|важн)\w{2,3}"
        r"|(?:крупнейш|главн|ведущ|основн|лидирующ)(?!ие\b|ых|ые\b|их|ими)\w{2,3}"
        r"|перв\w{2,3} по \w+)\s+"
        r"(?:(?:единственн\w+|лишь|только|эт\w+|отдельн\w+)\s+)?"
        r"(?:стран(?:а|ы|е|у|ой)|государств(?:о|а|у|ом)|отправител(?:ь|я|ю|ем)|источник(?:а|у|ом)?"
        r"|направлени(?:е|я|ю|ем)|гражданств(?:о|а|у|ом)|коридор(?:а|у|ом)?|регион(?:а|у|ом)?|област(?:ь|и|ью)"
        r"|партн[её]р(?:а|у|ом)?)\b"
        r"|\bстран\w{1,2},? (?:котор\w{2,3} )?(?:заня\w+|занима\w+|стоя\w+ на|находящ\w+ на|на) перв\w{2,3} мест"
        r"|\bлидер(?:а|у|ом)?\b",
        re.I,
    ),
    "kk": re.compile(
        r"\b(?:бір(?: ғана)?|жалғыз|тек бір|ең (?:ірі|үлкен|басты|негізгі|маңызды)|басты|негізгі|жетекші|көшбасшы"
        r"|бірінші орындағы)\s+(?:(?:жіберуші|бастапқы|шыққан|донор)\s+)?"
        r"(?:ел|мемлекет|жіберуші|өңір|облыс|бағыт|дереккөз|көз|дәліз|азаматтық|серіктес)"
        r"(?:ден|тен|нен|дан|тан|інен|ге|ке|ға|қа|іне|дің|тің|нің|тың|дың|інің|і)?\b(?!\s+(?:бойынша))",
        re.I,
    ),
}


# "three in four are women or children": the shares of both together
_EITHER = re.compile(
    r"\b[^\W\d]+\s(?:or|или|немесе)\s(?!so\b|more\b|less\b|fewer\b|rather\b|иначе\b|ин[аы])[^\W\d]+", re.I
)


def of_whom(reading: Reading, sentence: Sentence) -> list[Claim]:
    """The shares of the one name, side or first place that the sentence speaks of."""
    if sentence.claims or _EITHER.search(sentence.text):
        return []
    if sentence.areas:
        return _latest(_of_name(reading, sentence))
    return _latest(_of_side(reading, sentence)) or _latest(_of_first(reading, sentence))


def _latest(shares: list[Claim]) -> list[Claim]:
    """Without those that words or columns date earlier than others of the same name."""
    newest = max((order(c.period) for c in shares if _dated(c)), default=None)
    return [c for c in shares if newest is None or not _dated(c) or order(c.period) >= newest]


def _dated(claim: Claim) -> bool:
    return claim.period[:4].isdigit()


def _of_name(reading: Reading, sentence: Sentence) -> list[Claim]:
    """The shares of the one country or group, of the same people."""
    names = {a.code for a in sentence.areas}
    name = next(iter(names), "")
    if len(names) != 1 or name.startswith(REST) or _mostly_else(sentence):
        return []
    said = axes(t for cue in sentence.cues for t in cue.tags)
    found = [c for c in reading.claims if _is_share(c) and (c.area == name or _of_its_only_name(reading, c, name))]
    shares = [c for c in found if c.table < 0]
    if not shares:
        shares = [c for c in found if c.table >= 0 and _in_share_line(reading, c)]
        tables = {c.table for c in reading.claims if c.table >= 0 and c.area == name}
        if len({c.table for c in shares}) < len(tables) > 1:
            return []  # tables of several things hold the name, and not all of them give its share
    if len({c.axes.get("flow") for c in shares}) == 1:
        said.pop("flow", "")  # "Poland sent a quarter of them" tells of arrivals
    return [c for c in shares if not conflict(c.axes, said) and not _of_others(reading.sentences[c.sentence], sentence)]


def _of_others(one: Sentence, other: Sentence) -> bool:
    """ "23 per cent of all foreign workers" beside "a third of all naturalised persons": shares of two wholes."""
    if one.kind == "head":
        return False
    wholes = [{w[:_STEM] for w in found} for s in (one, other) if (found := _ALL_OF.findall(s.text.lower()))]
    if _SUM.search(one.text):
        return True
    return len(wholes) == len((one, other)) and wholes[0].isdisjoint(wholes[1])


def _mostly_else(sentence: Sentence) -> bool:
    """ "Workers in one country, mostly manual": the adverb does not lead to the name, and says nothing of its share."""
    text = sentence.piece.text
    adverbs = [c for c in sentence.tagged("majority") if _MOSTLY.fullmatch(text, c.start, c.end)]
    return bool(adverbs) and not any(
        c.end <= a.start and len(text[c.end : a.start].split()) <= _WORDS for c in adverbs for a in sentence.areas
    )


def _of_its_only_name(reading: Reading, claim: Claim, name: str) -> bool:
    """ "CIS share of arrivals: 66.5% in Q4 2016, 73.1% in Q4 2017": one name, and shares of it at several times."""
    if claim.area or claim.table >= 0:
        return False
    sentence = reading.sentences[claim.sentence]
    named = len(sentence.areas) == 1 and sentence.areas[0].code == name
    return named and all(c.unit in (PERCENT, POINTS) for c in sentence.claims)


def _of_side(reading: Reading, sentence: Sentence) -> list[Claim]:
    """ "Two thirds are of working age": the shares of the same people, in this section or else the only one."""
    said = axes(t for cue in sentence.cues for t in cue.tags)
    sides = {kind: said[kind] for kind in _KINDS if kind in said}
    if not sides or sentence.tags() & _ELSEWHEN:
        return []
    found = [c for c in reading.claims if _is_share(c) and not c.area]
    found = [c for c in found if {k: v for k, v in c.axes.items() if k in _KINDS} == sides]
    found = [c for c in found if c.table < 0 or _in_share_line(reading, c)]
    found = [c for c in found if _of_everybody(reading, c) == bool(_EVERYBODY.search(sentence.text))]
    here = [c for c in found if c.section == sentence.section]
    return here or (found if len({c.value for c in found}) == 1 else [])


def _of_everybody(reading: Reading, claim: Claim) -> bool:
    """ "31 per cent of the world's population" says nothing of the guests that are counted."""
    return claim.table < 0 and bool(_EVERYBODY.search(reading.sentences[claim.sentence].text))


def _of_first(reading: Reading, sentence: Sentence) -> list[Claim]:
    """ "One country alone sends a third of the money": the shares told of such a one, and the largest of each table."""
    tags = sentence.tags()
    said = axes(t for cue in sentence.cues for t in cue.tags)
    if not leads(sentence) or tags & _ELSEWHEN or any(k in said for k in _KINDS):
        return []
    found: list[Claim] = []
    for other in reading.sentences[max(0, sentence.number - _NEAR) : sentence.number + _NEAR]:
        if (
            other.section == sentence.section
            and other is not sentence
            and not other.tags() & _ELSEWHEN
            and leads(other)
        ):
            shares = [c for c in other.claims if _is_share(c)]
            found += shares if len(shares) == 1 else []
    for table in reading.tables:
        if table.section == sentence.section:
            found += [top for line in table.columns if (top := _top(line, table)) is not None]
    return [c for c in found if not conflict(c.axes, said)]


def leads(sentence: Sentence) -> bool:
    """It speaks of one country, of the largest sender, of the leader."""
    text = sentence.piece.text
    if any(c.ordinal > 1 for c in sentence.cues):
        return False
    found = _FIRST[sentence.language].finditer(text, sentence.start, sentence.end)
    return any(_WITHIN.isdisjoint(text[sentence.start : m.start()].lower().split()[-2:]) for m in found)


def _top(line: Line, table: Table) -> Claim | None:
    """The largest share of the countries of a column."""
    if "share" not in line.head.tags and line.role != "percent":
        return None
    cells = [c for c in line.claims if c is not None and _named(c, table) and _is_share(c)]
    return max(cells, key=lambda c: c.value) if len(cells) > 2 else None


def _named(cell: Claim, table: Table) -> bool:
    return table.roles[cell.row] == "item" and bool(cell.area) and ":" not in cell.area and 0 < cell.value < _FULL


def _is_share(claim: Claim) -> bool:
    return claim.unit == PERCENT and claim.role == "level" and claim.time != "before" and claim.sign not in ("+", "-")


def _in_share_line(reading: Reading, claim: Claim) -> bool:
    """The heading of the cell's column or row says that it is a share."""
    table = next((t for t in reading.tables if t.block == claim.table), None)
    if table is None:
        return False
    column = next((c for c in table.columns if c.index == claim.column), None)
    return any("share" in line.head.tags for line in (table.rows[claim.row], *([column] if column else [])))
