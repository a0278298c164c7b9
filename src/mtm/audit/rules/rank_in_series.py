"""What a text calls the largest or the smallest must be that in a column or a list that names it.

Rule rank_in_series: a superlative, or an ordinal with the word place, and the one name of its clause (a sector, a
region, a month, a year, a country) against the columns and rows of the tables and the lists of the text that hold the
name: counts and shares, balances, or their changes where a rise or a fall is ranked. A number of the clause says which
column is meant; without one, the name must be first in none of them, and the noun that is ranked must stand in the
table's headings. It cannot see ranks among a part of the names, per head, or of former times.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from mtm.audit.claims import PERCENT, Claim
from mtm.audit.gathered.ranked import Said, topical
from mtm.audit.gathered.series import CHANGES, LEAST, NETS, RATES, Item, Series, marks_of, series
from mtm.audit.language.sentences import Token
from mtm.audit.meaning.named_groups import leads_list
from mtm.audit.meaning.prose import Cue, Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import Relation
from mtm.kit.intervals import Interval

RULE = "rank_in_series"
_HOWEVER = re.compile(r"\b(?:but|however|although|though|yet|но|однако|хотя|алайда|бірақ|дегенмен)\b", re.I)
LAST = True
_NEAR, _REACH, TELLING, BACK = 25, 45, 3, 6
_BESIDE, MOST_PLACES, NEIGHBOURS, _LEAST = 12, 9, 2, 3
_LOSS = frozenset(("net_loss", "negative", "out", "down", "lost"))
_ABSOLUTE = ("absolut", "абсолютн", "абсолют")
_RELATIVE = (
    "fastest",
    "quickest",
    "slowest",
    "relative",
    "быстрее",
    "медленнее",
    "относительн",
    "тез",
    "жылдам",
    "қарқын",
    "баяу",
)
_OTHERS = ("outside", "average", "formerly", "not", "cumulative", "earlier", "majority")
_AMONG = frozenset(
    ("of", "among", "one", "из", "среди", "одна", "один", "одной", "одним", "ішінде", "арасында", "бірі")
)
_AFTER = frozenset(("than", "ahead", "followed", "before", "чем", "опередив", "обогнав", "опережая"))


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every superlative whose one name stands in a series."""
    ranked = {w[2] for r in reading.relations if r.kind == "rank" for w in r.words}
    for sentence in reading.sentences:
        if sentence.kind in ("note", "head", "heading", "caption") or sentence.number in ranked:
            continue
        cues = _superlatives(sentence) if sentence.cues else []
        for cue in cues:
            said = _said(sentence, cue, cues)
            relation = _relation(reading, said) if said is not None else None
            if said is not None and relation is not None and not relation.holds and _elsewhere(reading, said, relation):
                continue
            if relation is not None and (relation.holds or not leads_list(sentence, relation.target.area)):
                yield relation


def _elsewhere(reading: Reading, said: Said, relation: Relation) -> bool:
    """In another series that holds the name, or in its own sentence, it has the place: which one is meant is open."""
    own = [c for c in said.sentence.claims if c.start >= said.cue.end and c.role == "level" and c.unit != PERCENT]
    if len(own) >= _LEAST and said.top and said.rank == 1 and own[0].amount == max(c.amount for c in own):
        return True
    found = [(s, item) for s in series(reading) if (item := _named(s, said)) is not None]
    if _kind(said) != RATES or relation.target.unit == PERCENT:  # "fastest" ranks no column of counts
        found = [(s, item) for s, item in found if any(_same(c, item.claim) for c in said.sentence.claims)]
    judged = (_judged(said, [one]) for one in found)
    return any(r is not None and r.holds for r in judged)


def _superlatives(sentence: Sentence) -> list[Cue]:
    """Superlatives, and ordinals with the word place: "in second place", «екінші орында»."""
    found = [*sentence.tagged("utmost"), *sentence.tagged("lowermost")]
    places = sentence.tagged("place")
    spans = {(c.start, c.end) for c in found}
    for cue in sentence.cues:
        placed = any(0 <= p.start - cue.end < _BESIDE or 0 <= cue.start - p.end < _BESIDE for p in places)
        if 0 < cue.ordinal <= MOST_PLACES and placed and (cue.start, cue.end) not in spans:
            found.append(cue)
    return sorted(found, key=lambda c: (c.start, c.end))


def _said(sentence: Sentence, cue: Cue, cues: list[Cue]) -> Said | None:
    """The clause around the superlative; None where it ranks among some only, or in another time."""
    if any(sentence.tagged(tag) for tag in _OTHERS):
        return None
    if any(a.code.startswith("group:") for a in sentence.areas):
        return None
    if any(0 <= cue.start - c.end < _BESIDE for c in sentence.tagged("rest")):
        return None
    found = _clause(sentence, cue, cues)
    if _of_some(found, cue):
        return None
    moving = _moving(sentence, cue)
    rank = next((c.ordinal for c in sentence.cues if c.ordinal > 1 and 0 <= cue.start - c.end < 3), 1)
    if moving is None:
        return None
    if cue.tags.isdisjoint(("utmost", "lowermost")):
        return Said(sentence, cue, found, True, 0, cue.ordinal)
    start, end = found[0][0], found[-1][1]
    tags = {t for c in sentence.cues if start <= c.start < end for t in c.tags}
    other = cue.start > sentence.start and sentence.piece.text[cue.start : cue.start + 4].lower() == "than"
    fewer = other and any("down" in c.tags and 0 < cue.start - c.end < 2 * _REACH for c in sentence.cues)
    if "balance" in tags or tags & {"net_loss", "net_gain"}:
        return Said(sentence, cue, found, "utmost" in cue.tags, -1 if tags & _LOSS else 1, rank, True)
    return Said(sentence, cue, found, "utmost" in cue.tags and not fewer, 0 if other else moving, rank)


def _clause(sentence: Sentence, cue: Cue, cues: list[Cue]) -> list[Token]:
    """From the comma after the superlative before to the comma before the next one; up to "than" or "ahead of"."""
    at = cues.index(cue)
    start = _pause(sentence, cues[at - 1].end, cue.start) if at else sentence.start
    following = [c.start for c in sentence.cues if c.start >= cue.end and c.ordinal > 1] + [
        c.start for c in cues[at + 1 :]
    ]
    end = _pause(sentence, cue.end, min(following)) if following else sentence.end
    stops = [c.start for c in sentence.cuts if c.mark == ";"]
    start = max([start, *(c for c in stops if c < cue.start)])
    end = min([end, *(c for c in stops if c >= cue.end)])
    found = []
    for token in sentence.found:
        if token[0] >= end or (token[0] >= cue.end and token[2].lower in _AFTER):
            break
        if token[0] >= start:
            found.append(token)
    return found


def _pause(sentence: Sentence, start: int, end: int) -> int:
    """The last comma or "and" between two superlatives."""
    cuts = [c.start for c in sentence.cuts if start <= c.start < end and c.mark in ",;&"]
    return cuts[-1] if cuts else end


def _of_some(found: list[Token], cue: Cue) -> bool:
    """ "one of the largest", "the largest of these", "the largest among …"."""
    around = [t[2].lower for t in found if -12 <= t[0] - cue.start < 0]
    if any(word in _AMONG for word in around):
        return True
    opening = [t[2].lower for t in found[:1]]
    return bool(opening) and opening[0] in _AMONG


def _moving(sentence: Sentence, cue: Cue) -> int | None:
    """Whether a rise or a fall is ranked; None where both are named beside the word."""
    near = [
        c
        for c in sentence.cues
        if c is not cue and c.tags & {"up", "down"} and not c.tags & {"largest", "over", "under", "utmost", "lowermost"}
    ]
    word = sentence.piece.text[cue.start : cue.end].lower()
    reach = 2 * _REACH if word.startswith(_RELATIVE) else _NEAR  # "fastest of all those named here grew …"
    near = [c for c in near if 0 <= c.start - cue.end < reach or 0 <= cue.start - c.end < _NEAR]
    text = sentence.piece.text
    near = [c for c in near if not _HOWEVER.search(text, min(c.end, cue.end), max(c.start, cue.start))]
    ways = {1 if "up" in c.tags else -1 for c in near}
    close = [t for t in sentence.found if 0 <= t[0] - cue.end < _NEAR]
    if not ways and any(t[2].tags & {"index", "change"} and "gap" not in t[2].tags for t in close):
        return 1  # "the highest rate of growth"
    if len(ways) > 1:
        return None
    return ways.pop() if ways else 0


def _relation(reading: Reading, said: Said) -> Relation | None:
    """Against the column that a number of the clause names, else against all that hold the name."""
    found = [(s, item) for s in series(reading) if (item := _named(s, said)) is not None]
    if not found:
        return None
    numbers = [c for c in said.sentence.claims if _within(said, c) and _significant(c) >= TELLING]
    numbers = [c for c in numbers if said.moving or c.role != "change"]  # "the largest, though it fell by 58.8"
    exact = [(s, item) for s, item in found if _clear(s) and any(_same(c, item.claim) for c in numbers)]
    if exact:
        return _judged(said, exact) if not any(_both(said, s, item, numbers) for s, item in exact) else None
    held = _headed(said, [(s, item) for s, item in found if _is_meant(said, s)])
    if any(_same(c, i.claim) for c in numbers for s, _ in held for i in s.items if not s.derived):
        return _misnamed(said, held, numbers)
    multiples = {c.start for c in said.sentence.tagged("times")}
    counts = [c for c in said.sentence.claims if c.unit != PERCENT and c.role == "level" and _within(said, c)]
    if any(not multiples & {c.after + 1, c.end + 1} for c in counts):
        return None  # something is ranked that no table holds
    return _judged(said, [h for h in _among(reading, said, held) if topical(said, h[0])])


def _clear(one: Series) -> bool:
    """A printed column, in which no number stands for a fall and another for a rise."""
    return not one.derived and (one.measure in (CHANGES, RATES, NETS) or all(i.value >= 0 for i in one.items))


def _headed(said: Said, held: list[tuple[Series, Item]]) -> list[tuple[Series, Item]]:
    """ "Emigration was lowest in 2022": the column of that name."""
    stems = {e.stem for _, _, e in said.tokens if e.stem}
    headed = [(s, item) for s, item in held if s.table and not s.own.isdisjoint(stems)]
    wanted = _kind(said)
    return headed or [(s, item) for s, item in held if s.measure == wanted] or held


def _kind(said: Said) -> str:
    """ "Fastest" ranks rates, "in absolute terms" differences."""
    words = {t[2].lower for t in said.tokens}
    if any(word.startswith(_ABSOLUTE) for word in words):
        return CHANGES
    return RATES if any(word.startswith(_RELATIVE) for word in words) else ""


def _is_meant(said: Said, one: Series) -> bool:
    """A series of the measure that is ranked: of a table, or of a list just before."""
    if one.sentence == said.sentence.number or (one.measure == NETS) != said.net:
        return False
    if not said.net and (one.measure in (CHANGES, RATES)) != bool(said.moving):
        return False
    return one.table or abs(one.block - said.sentence.block) <= NEIGHBOURS


def _both(said: Said, one: Series, item: Item, numbers: list[Claim]) -> bool:
    """ "from 12,510 in 2021 to a peak of 41,970": the number of the first stands beside that of the name."""
    first = _first(said, one.items)[0]
    return first is not item and any(_same(c, first.claim) for c in numbers)


def _named(one: Series, said: Said) -> Item | None:
    """The one item that the clause names by half of its marks."""
    start, end = said.tokens[0][0], said.tokens[-1][1]
    found = [t for t in said.tokens if not said.cue.start <= t[0] < said.cue.end]
    marks = marks_of(found, [p.code for p in said.sentence.periods if start <= p.start < end])
    hits = [item for item in one.items if item.named_in(marks)]
    if not one.table:
        hits = [item for item in one.items if item.marks & marks]
    return hits[0] if len(hits) == 1 else None


def _among(reading: Reading, said: Said, held: list[tuple[Series, Item]]) -> list[tuple[Series, Item]]:
    """Where the text just before lists several of the names, the rank is among those: "the largest flow here"."""
    number = said.sentence.number
    before = [s for s in reading.sentences[max(0, number - BACK) : number] if said.sentence.block - s.block < 2]
    listing = [s for s in before if len(s.claims) >= LEAST and s.kind not in ("head", "heading", "note")]
    if not listing:
        return held
    marks = [marks_of(s.found) for s in listing]
    found = []
    for one, item in held:
        named = [i for i in one.items if any(i.marks & m for m in marks)] if one.table else one.items
        if len(named) < LEAST or len(named) == len(one.items):
            found += [(one, item)] if len(named) < 2 or len(named) == len(one.items) else []
        elif item in named:
            parts = [one.parts[one.items.index(i)] for i in named] if one.parts else []
            found.append((replace(one, items=named, parts=parts), item))
    return found


def _within(said: Said, claim: Claim) -> bool:
    return said.tokens[0][0] <= claim.start < said.tokens[-1][1] and claim.time != "before"


def _significant(claim: Claim) -> int:
    return len(claim.digits.strip("0"))


_WHOLE = Decimal(100)


def _same(claim: Claim, cell: Claim) -> bool:
    """The same number as printed in the series; of a fall without its sign, of a rate of growth without its hundred."""
    if (claim.unit == PERCENT) != (cell.unit == PERCENT):
        return False
    own, other = claim.interval, cell.interval
    if claim.scale != cell.scale and claim.decimals == cell.decimals and abs(claim.value) == abs(cell.value):
        return True  # "187.9 billion" in a row of billions
    if cell.unit == PERCENT and claim.role == "change" and other.low > _WHOLE / 2:
        other = Interval(other.low - _WHOLE, other.high - _WHOLE) if other.high < 3 * _WHOLE else other
    return own.meets(other) or own.meets(-other)


def _first(said: Said, items: list[Item]) -> list[Item]:
    """The items from the first place on."""
    way = -1 if said.moving < 0 else 1
    return sorted(items, key=lambda i: way * i.value, reverse=said.top)


def _holds(one: Series, said: Said, item: Item) -> bool:
    """It is in its place among all items, or among those of its own group."""
    return any(_placed(said, item, items) for items in (one.items, _group(one, item)))


def _placed(said: Said, item: Item, items: list[Item]) -> bool:
    ordered = _first(said, items)
    at = ordered[said.rank - 1] if said.rank <= len(ordered) else None
    return at is not None and at.value == item.value


def _group(one: Series, item: Item) -> list[Item]:
    if not one.parts:
        return one.items
    part = one.parts[one.items.index(item)]
    return [other for other, group in zip(one.items, one.parts, strict=True) if group == part]


def _judged(said: Said, held: list[tuple[Series, Item]]) -> Relation | None:
    """Right where it is first in one of them."""
    if not held:
        return None
    for one, item in held:
        if _holds(one, said, item):
            return _made(said, one, item, item, True)
    one, item = held[0]
    if said.moving and not said.net and not _goes(said, item) and not _touched(said, one):
        return None
    ordered = _first(said, one.items)
    return _made(said, one, item, ordered[said.rank - 1], False) if said.rank <= len(ordered) else None


def _goes(said: Said, item: Item) -> bool:
    """The named one moves in the direction that is ranked, or the column has no directions."""
    return not said.moving or item.claim.sign not in ("+", "-") or (item.claim.value > 0) == (said.moving > 0)


def _touched(said: Said, one: Series) -> bool:
    """ "The fastest growth": the word of direction touches the superlative, and some of the column go that way."""
    tag = "up" if said.moving > 0 else "down"
    cues = [c for c in said.sentence.tagged(tag) if 0 <= c.start - said.cue.end < _LEAST]
    return bool(cues) and any((i.value > 0) == (said.moving > 0) and i.value for i in one.items)


def _misnamed(said: Said, held: list[tuple[Series, Item]], numbers: list[Claim]) -> Relation | None:
    """The number of the clause is that of the item which is first: another name stands beside it."""
    for one, item in held:
        ordered = _first(said, one.items)
        first = ordered[said.rank - 1] if said.rank <= len(ordered) else None
        if first is None or first.value == item.value or not one.table:
            continue
        if any(_same(c, first.claim) for c in numbers) and not any(
            _same(c, i.claim) for c in numbers for i in one.items if i is not first
        ):
            return _made(said, one, item, first, False)
    return None


def _made(said: Said, one: Series, item: Item, first: Item, holds: bool) -> Relation:
    others = tuple(i.claim for i in one.items if i is not item)
    expected = Interval.exact(first.claim.amount)
    relation = Relation(RULE, "rank", item.claim, others, expected, holds, note="rank")
    start, end = _place(said, item)
    relation.words = ((start, end, said.sentence.number), (said.cue.start, said.cue.end, said.sentence.number))
    relation.params = {"name": said.sentence.piece.text[start:end], "top": first.claim.printed.strip()}
    relation.family = f"rank{said.sentence.number}.{said.cue.start}"
    return relation


def _place(said: Said, item: Item) -> tuple[int, int]:
    """Where the name stands: the words of the clause that bear its marks."""
    spans = [(start, end) for start, end, entry in said.tokens if marks_of([(start, end, entry)]) & item.marks]
    if not spans:
        return said.cue.start, said.cue.end
    return spans[0][0], spans[-1][1] if spans[-1][1] - spans[0][0] < _REACH else spans[0][1]


__all__ = ["RULE", "find"]
