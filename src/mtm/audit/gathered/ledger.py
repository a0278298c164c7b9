"""What a report says came in, went out and remained, of whom and when: one account with every number that fits in it.

Scope: one reading. A number has its place in the account only where words or headings leave no doubt about it: the
side (in, out, net) or that it is money sent home, the people (all, a group, a country), and the period (its own, or
the report's, or the year before that).
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from mtm.audit.claims import COUNT, PERCENT, POINTS, TIMES, Claim
from mtm.audit.gathered.copies import effective_axes, same_value
from mtm.audit.gathered.lists import is_level
from mtm.audit.gathered.title_period import title_period
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading

IN, OUT, NET, MONEY = "in", "out", "net", "money"
_SINGLES_OUT = frozenset(
    ("largest", "smallest", "utmost", "lowermost", "ofwhich", "sole", "average", "rest", "men", "women", "born", "died")
)
_PEOPLE = ("status", "term", "sex", "place", "age", "vital", "statistic")


class Place(NamedTuple):
    """Where a number stands in the account: the side, whose it is ("" of all), and the period."""

    side: str
    area: str
    period: str


Ledger = dict[Place, list[Claim]]


def ledger(reading: Reading) -> Ledger:
    """The numbers by their place in the account."""
    own = report_period(reading)
    found: Ledger = {}
    for claim in reading.claims:
        place = _place(reading, claim, own)
        if place is not None:
            found.setdefault(place, []).append(claim)
    return {place: _alone(reading, claims) for place, claims in _money_of_one_way(found).items()}


def _money_of_one_way(found: Ledger) -> Ledger:
    """Money of which nothing says whether it came or went is that of the only way that the report speaks of."""
    ways = {place.side for place in found if place.side in (MONEY + IN, MONEY + OUT)}
    joined: Ledger = {}
    for place, claims in found.items():
        if place.side == MONEY and len(ways) > 1:
            continue
        side = MONEY if place.side.startswith(MONEY) and len(ways) < len((IN, OUT)) else place.side
        joined.setdefault(place._replace(side=side), []).extend(claims)
    return joined


def _alone(reading: Reading, claims: list[Claim]) -> list[Claim]:
    """Without those of a table or paragraph that gives several for one place: what sets them apart is not known."""
    here: dict[int, list[Claim]] = {}
    for claim in claims:
        here.setdefault(_run(reading, claim), []).append(claim)
    return [c for c in claims if all(same_value(c, o) for o in here[_run(reading, c)])]


def _run(reading: Reading, claim: Claim) -> int:
    """The first block of the list of items that holds the number, else its own."""
    number = claim.block
    while number and reading.blocks[number].kind == "item" == reading.blocks[number - 1].kind:
        number -= 1
    return number


def report_period(reading: Reading) -> str:
    """The period of the title, else the one that most sentences name."""
    if titled := title_period(reading):
        return titled
    named = Counter(p.code for s in reading.sentences for p in s.periods if p.code[0].isdigit())
    votes = {code: 2 * number + named[year_before(code)] for code, number in named.items()}
    return max(votes, key=lambda code: (votes[code], code)) if votes else ""


def year_before(period: str) -> str:
    """The same part of the year before."""
    year, mark, rest = period.partition("-")
    return f"{int(year) - 1}{mark}{rest}" if year.isdigit() else "<"


def _place(reading: Reading, claim: Claim, own: str) -> Place | None:
    if claim.unit in (PERCENT, POINTS, TIMES) or claim.word or claim.area.startswith("rest:"):
        return None
    if claim.table >= 0:
        return _of_cell(reading, claim, own)
    sentence = reading.sentences[claim.sentence]
    if sentence.kind in ("note", "heading", "head"):
        return None
    side = _side(claim, claim.axes) if _says_side(claim, sentence) else ""
    area = _area(reading, claim, sentence)
    period = _period(reading, claim, sentence, own)
    return None if not side or area is None or period is None else Place(side, area, period)


def _side(claim: Claim, axes: object) -> str:
    named = dict(axes)  # type: ignore[call-overload]
    if any(axis in named for axis in _PEOPLE) and not (claim.unit and named.keys() & {"status"}):
        return ""
    if claim.unit != COUNT:
        return MONEY + named.get("flow", "") if named.get("topic") == "money" and is_level(claim) else ""
    if named.get("topic"):
        return ""
    if claim.role == "balance":
        return NET
    return named.get("flow", "") if is_level(claim) and named.get("flow") in (IN, OUT) else ""


def _says_side(claim: Claim, sentence: Sentence) -> bool:
    """Its own words do, or the only side that its sentence names."""
    return claim.told or claim.unit != COUNT or len({t for t in (IN, OUT) if sentence.tagged(t)}) == 1


def _area(reading: Reading, claim: Claim, sentence: Sentence) -> str | None:
    """The name that its words give it; that of the heading; "" where nothing around it names anybody."""
    if claim.area:
        return claim.area if claim.name is not None and not _behind_part(claim, sentence) else None
    head = reading.sections[claim.section].head.area
    if head and head != reading.host:
        return None
    if _of_a_part(claim, sentence):
        return None
    if claim.total and not any(a.end <= claim.start for a in sentence.areas):
        return ""
    if any(a.code != reading.host for a in sentence.areas):
        return None
    for near in reading.by_block.get(claim.block, ()):
        if near.number < sentence.number and any(a.code != reading.host for a in near.areas):
            return None
    return None if _under_label(reading, claim) else ""


def _behind_part(claim: Claim, sentence: Sentence) -> bool:
    """ "13,400 came, of whom 10,351 CIS citizens, and 20,341 left": the name is that of the part alone."""
    start, end = claim.name or (0, 0)
    named = any(c.end <= start for c in sentence.tagged("ofwhich"))
    return named and any(end <= c.start < claim.start and c.mark in ",;" for c in sentence.cuts)


def _of_a_part(claim: Claim, sentence: Sentence) -> bool:
    """Its sentence ranks, singles out or takes shares: what it counts may be a part that has no name here."""
    if any(c.tags & _SINGLES_OUT or (c.ordinal and c.start < claim.start) for c in sentence.cues):
        return True
    if claim.total:
        return False
    if any(c.end <= claim.start for c in sentence.tagged("whole")):
        return True
    return any(c.unit == PERCENT and c.role == "level" for c in sentence.claims)


def _under_label(reading: Reading, claim: Claim) -> bool:
    """An item of a list whose first lines, or the line that announces it, name somebody."""
    number = claim.block
    while number and reading.blocks[number].kind == "item":
        number -= 1
        named = [a for s in reading.by_block.get(number, ()) for a in s.areas if a.code != reading.host]
        if named and (reading.blocks[number].kind != "item" or len({a.code for a in named}) == 1):
            return reading.blocks[number].kind == "item" or reading.blocks[number].piece.text.rstrip().endswith(":")
    return False


def _period(reading: Reading, claim: Claim, sentence: Sentence, own: str) -> str | None:
    if claim.time == "before" or claim.period == "<":
        return claim.period if claim.period[:1].isdigit() else year_before(own) if own else "<"
    if claim.period:
        return claim.period if claim.period[0].isdigit() else None
    if any(p.code != own and not p.compared for p in sentence.periods):
        return None
    for near in reading.by_block.get(claim.block, ()):
        if near.number < sentence.number and any(p.code != own and not p.compared for p in near.periods):
            return None
    head = reading.sections[claim.section].head.period
    return None if head and head[0].isdigit() and head != own else own


def _of_cell(reading: Reading, claim: Claim, own: str) -> Place | None:
    if not claim.area and not claim.total:
        return None
    side = _side(claim, effective_axes(reading, claim))
    if not side or (claim.period and not claim.period[0].isdigit()):
        return None
    return Place(side, claim.area, claim.period or own)
