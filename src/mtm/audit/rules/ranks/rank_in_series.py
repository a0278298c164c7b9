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

from mtm.audit.claims import PERCENT, POINTS, TIMES, Claim
from mtm.audit.gathered.ranked import (
    RELATIVE,
    Said,
    beside,
    flow_of,
    ranks_gains,
    said_of,
    superlatives,
)
from mtm.audit.gathered.ranked_nouns import good_end, is_time, only_frames, says_noun, topical
from mtm.audit.gathered.series import CHANGES, LEAST, NETS, RATES, SHARES, Item, Series, marks_of, series
from mtm.audit.language.sentences import Token
from mtm.audit.meaning.named_groups import leads_list
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import Relation
from mtm.audit.rules.ranks.places_in_turn import places_in_turn
from mtm.kit.intervals import Interval

RULE = "rank_in_series"
LAST = True
TELLING, BACK, NEIGHBOURS, _LEAST, _APART, _PAIR = 3, 6, 2, 3, 15, 2
_JOINED = re.compile(r"[\s,–—(:-]*(?:with|by|at|where|с|где|на|в|по)?\s*(?:it is|это)?\s*[-+–−]?", re.I)
_THEY = re.compile(r"\b(?:they|it|these|они|оно|она|олар)\s+(?:\w+\s+)?$", re.I)
_ABSOLUTE = ("absolut", "абсолютн", "абсолют")


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every superlative whose one name stands in a series."""
    ranked = {w[2] for r in reading.relations if r.kind == "rank" for w in r.words}
    for sentence in reading.sentences:
        if sentence.kind in ("note", "head", "heading", "caption") or sentence.number in ranked:
            continue
        cues = superlatives(sentence) if sentence.cues and places_in_turn(sentence) is None else []
        right: list[Relation] = []
        for cue in cues:
            said = said_of(sentence, cue, cues)
            relation = _relation(reading, said, right) if said is not None else None
            if said is not None and relation is not None and not relation.holds and _elsewhere(reading, said, relation):
                continue
            if relation is not None and (relation.holds or not leads_list(sentence, relation.target.area)):
                right += [relation] if relation.holds else []
                yield relation


def _elsewhere(reading: Reading, said: Said, relation: Relation) -> bool:
    """In another series that holds the name, or in its own sentence, it has the place: which one is meant is open."""
    own = [c for c in said.sentence.claims if c.start >= said.cue.end and c.role == "level" and c.unit != PERCENT]
    if len(own) >= _LEAST and said.top and said.rank == 1 and own[0].amount == max(c.amount for c in own):
        return True
    found = [(s, item) for s in series(reading) if (item := _named(s, said)) is not None]
    if not said.moving and any(_ends(s, item) for s, item in found if _listed_rates(s)):
        return True  # «Сильнее всех обезлюдел Акжар»: a verb that no word list knows may rank what changed most
    if not said.moving:  # changes and rates are ranked by words of change, or where the number is theirs
        found = [(s, item) for s, item in found if s.measure not in (CHANGES, RATES) or not s.derived]
    if said.rank > 1 and _THEY.search(said.sentence.piece.text, said.tokens[0][0], said.cue.start):
        return True  # "In Switzerland they came fourth": others are ranked there
    held = found
    if _kind(said) != RATES or relation.target.unit == PERCENT:  # "fastest" ranks no column of counts
        found = [(s, item) for s, item in found if any(_same(c, item.claim) for c in said.sentence.claims)]
    if said.rank > 1:  # "Ulytau moves up to the second place": losses are ranked by size
        found += [(s, item) for s, item in held if all(i.value < 0 for i in s.items)]
    judged = (_judged(said, [one]) for one in found)
    return any(r is not None and r.holds for r in judged)


def _listed_rates(one: Series) -> bool:
    """Changes that a list gives behind its numbers; a table's columns are told apart by their headings."""
    return one.measure == RATES and not one.table and not one.derived


def _ends(one: Series, item: Item) -> bool:
    """It rose or fell most of all."""
    values = [i.value for i in one.items]
    return item.value in (min(values), max(values))


def _relation(reading: Reading, said: Said, before: list[Relation]) -> Relation | None:
    """Against the column that a number of the clause names, else against all that hold the name."""
    found = [(s, item) for s in series(reading) if (item := _named(s, said)) is not None]
    if said.moving and _kind(said):  # "in absolute terms": no column of rates is meant; "fastest": none of counts
        found = [(s, item) for s, item in found if s.measure == _kind(said) or (s.measure == SHARES and said.either)]
    found = [(s, item) for s, item in found if not (is_time(s) and only_frames(reading, said, s, item.claim))]
    if not found:
        return None
    printed = [c for c in said.sentence.claims if _within(said, c) and c.unit not in (POINTS, TIMES)]
    printed = [c for c in printed if said.moving or c.role != "change"]  # "the largest, though it fell by 58.8"
    numbers = [c for c in printed if _significant(c) >= TELLING]
    exact = [(s, i) for s, i in found if _clear(s) and (any(_same(c, i.claim) for c in numbers) or _own(said, s, i))]
    if exact and said.moving and said.rank == 1:  # "grew most: from 9,127 to 13,348": it is the growth that is ranked
        ends = [c for c in numbers if c.time and c.role == "level"]
        exact = [(s, i) for s, i in exact if s.measure in (CHANGES, RATES) or not any(_same(c, i.claim) for c in ends)]
    beside_name = number_beside(said, found)
    if beside_name is not None and (misnamed := _misnamed(said, _headed(said, found), [beside_name])) is not None:
        return misnamed
    if beside_name is not None and not exact and beside_name.unit == PERCENT and all(s.table for s, _ in found):
        return None  # a rate that no column prints: of two columns, or of none
    if exact:
        exact = [(s, item) for s, item in exact if s.table] or [e for e in exact if _after_others(said, *e)]
        return _judged(said, exact) if not any(_both(said, s, item, numbers) for s, item in exact) else None
    held = _headed(said, _of_its_time(said, [(s, item) for s, item in found if _is_meant(said, s)]))
    if any(_same(c, i.claim) for c in numbers for s, _ in held for i in s.items if not s.derived):
        return _misnamed(said, held, numbers)
    multiples = {c.start for c in said.sentence.tagged("times")}
    counts = [c for c in printed if c.unit != PERCENT and c.role == "level"]
    if any(not multiples & {c.after + 1, c.end + 1} for c in counts):
        return None  # something is ranked that no table holds
    if (gone_on := _gone_on(said, held, before)) is not None:
        return _judged(said, gone_on)
    return _judged(said, [h for h in _among(reading, said, held) if topical(said, h[0])])


def named_in_columns(reading: Reading, said: Said) -> list[tuple[Series, Item]]:
    """The columns of tables whose rows bear the one name of the clause."""
    found = [(s, item) for s in series(reading) if (item := _named(s, said)) is not None]
    return [(s, item) for s, item in found if s.table and not s.derived and _down(s)]


def _down(one: Series) -> bool:
    return len({i.claim.column for i in one.items}) == 1


def number_beside(said: Said, found: list[tuple[Series, Item]]) -> Claim | None:
    """The number right behind the name: "that of the Plain, 751 persons, against 475 in the Mountains"."""
    numbers = [c for c in said.sentence.claims if _within(said, c) and c.unit not in (POINTS, TIMES)]
    end = place(said, found[0][1])[1]
    text = said.sentence.piece.text
    own = next((c for c in numbers if c.start >= end > said.cue.start and _significant(c) >= TELLING), None)
    return own if own is not None and _JOINED.fullmatch(text, end, own.start) else None


def _gone_on(said: Said, held: list[tuple[Series, Item]], before: list[Relation]) -> list[tuple[Series, Item]] | None:
    """ "Employment is highest in the capital and lowest in the West": the same column as the place before."""
    if not before or said.moving or says_noun(said, {mark for one, _ in held for i in one.items for mark in i.marks}):
        return None
    kept = {id(r.target) for r in before}
    return [(one, item) for one, item in held if any(id(i.claim) in kept for i in one.items)] or None


def _own(said: Said, one: Series, item: Item) -> bool:
    """A short number with decimals right behind the name, as the cell of the name has it: "in the West (8.5)"."""
    end = place(said, item)[1]
    return one.table and any(
        0 <= c.start - end < _LEAST and c.decimals == item.claim.decimals > 0 and _same(c, item.claim)
        for c in said.sentence.claims
        if c.role != "change" or said.moving
    )


def _after_others(said: Said, one: Series, item: Item) -> bool:
    """ "The South came second, ahead of the North": the list of its own sentence begins with the second."""
    return one.sentence != said.sentence.number or one.items.index(item) >= said.rank - 1


def _of_its_time(said: Said, held: list[tuple[Series, Item]]) -> list[tuple[Series, Item]]:
    """The columns of the one period that the clause names, where there are any."""
    start, end = said.tokens[0][0], said.tokens[-1][1]
    named = {p.code for p in said.sentence.periods if start <= p.start < end and not p.compared}
    dated = [(s, item) for s, item in held if len(named) == 1 and item.claim.period in named]
    return dated or held


def _clear(one: Series) -> bool:
    """A printed column, in which no number stands for a fall and another for a rise."""
    return not one.derived and (one.measure in (CHANGES, RATES, NETS) or all(i.value >= 0 for i in one.items))


def _headed(said: Said, held: list[tuple[Series, Item]]) -> list[tuple[Series, Item]]:
    """ "Emigration was lowest in 2022": the column of that name."""
    stems = {e.stem for _, _, e in said.tokens if e.stem}
    headed = [(s, item) for s, item in held if s.table and not s.own.isdisjoint(stems)]
    nets = [(s, item) for s, item in held if s.measure == NETS] if said.side else []
    if nets:
        return nets
    wanted = _kind(said)
    return headed or [(s, item) for s, item in held if s.measure == wanted] or held


def _kind(said: Said) -> str:
    """ "Fastest" ranks rates, "in absolute terms" differences."""
    words = {t[2].lower for t in said.tokens}
    if any(word.startswith(_ABSOLUTE) for word in words):
        return CHANGES
    return RATES if any(word.startswith(RELATIVE) for word in words) else ""


def _is_meant(said: Said, one: Series) -> bool:
    """A series of the measure that is ranked: of a table, or of a list just before."""
    if one.sentence == said.sentence.number:
        return False
    if one.measure == NETS and not (said.net or said.side or ranks_gains(said)):
        return False
    if said.either:
        return _is_rate(one) and (one.table or _is_near(said, one))
    if said.net and one.measure != NETS:
        return False
    if not said.net and one.measure != NETS and (one.measure in (CHANGES, RATES)) != bool(said.moving):
        return False
    flow = one.items[0].claim.axes.get("flow", "none")
    if flow in ("in", "out") and {flow, flow_of(said)} == {"in", "out"}:
        return False
    return one.table or _is_near(said, one)


def _is_near(said: Said, one: Series) -> bool:
    """Two blocks off; a list of lines may be four."""
    return abs(one.block - said.sentence.block) <= (NEIGHBOURS if one.sentence >= 0 else 2 * NEIGHBOURS)


def _is_rate(one: Series) -> bool:
    """Percentages that do not make up one whole: of each name's own people."""
    together = sum(i.value for i in one.items)
    return one.measure == SHARES and one.items[0].claim.unit == PERCENT and abs(together - _WHOLE) > LEAST


def _both(said: Said, one: Series, item: Item, numbers: list[Claim]) -> bool:
    """ "from 12,510 in 2021 to a peak of 41,970": the number of the first stands beside that of the name."""
    ordered = _first(said, one, one.items)
    return bool(ordered) and ordered[0] is not item and any(_same(c, ordered[0].claim) for c in numbers)


def _named(one: Series, said: Said) -> Item | None:
    """The one item that the clause names by half of its marks; of several the one beside the superlative."""
    hits = _hits(one, said, said.tokens)
    if len(hits) > 1:
        hits = _hits(one, said, beside(said))
    return hits[0] if len(hits) == 1 else None


def _hits(one: Series, said: Said, tokens: list[Token]) -> list[Item]:
    if not tokens:
        return []
    start, end = tokens[0][0], tokens[-1][1]
    found = [t for t in tokens if not said.cue.start <= t[0] < said.cue.end]
    marks = marks_of(found, [p.code for p in said.sentence.periods if start <= p.start < end])
    if not one.table and one.sentence >= 0:
        return [item for item in one.items if item.marks & marks]
    return [item for item in one.items if item.named_in(marks)]


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
        if len(named) < _PAIR or len(named) == len(one.items) or is_time(one):
            found.append((one, item))
        elif item in named:
            parts = [one.parts[one.items.index(i)] for i in named] if one.parts else []
            among = (replace(one, items=named, parts=parts), item)
            found += [(one, item), among] if len(named) < LEAST else [among]
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


def _first(said: Said, one: Series, items: list[Item]) -> list[Item]:
    """The items from the first place on; of balances only those of the side that is ranked."""
    way = -1 if said.moving < 0 else 1
    if one.measure == NETS and said.side:
        way = said.side
        items = [i for i in items if i.value * way > 0]
    return sorted(items, key=lambda i: way * i.value, reverse=said.top)


def _holds(one: Series, said: Said, item: Item) -> bool:
    """It is in its place among all items, or among those of its own group."""
    return any(_placed(said, one, item, items) for items in (one.items, _group(one, item)))


def _placed(said: Said, one: Series, item: Item, items: list[Item]) -> bool:
    if not (said.either or said.side or said.moving) and all(i.value <= 0 for i in items):
        losses = sorted((-i.value for i in items), reverse=said.top)  # "second comes Abai (4,556)": losses by size
        if said.rank <= len(losses) and losses[said.rank - 1] == -item.value:
            return True
    ordered = _first(said, one, items)
    if said.either:  # alone at one of the two ends, at the right one where words say which is good
        values = [i.value for i in ordered]
        ends = {1: values[:1], -1: values[-1:], 0: [values[0], values[-1]]}[good_end(said, one)]
        return item.value in ends and values.count(item.value) == 1
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
    if said.moving and not (said.net or said.side) and not _goes(said, item) and not _touched(said, one):
        return None
    ordered = _first(said, one, one.items)
    if said.either:
        ends = [ordered[0], ordered[-1]] if good_end(said, one) > 0 else [ordered[-1], ordered[0]]
        return _made(said, one, item, next(i for i in ends if i is not item), False)
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
        ordered = _first(said, one, one.items)
        first = ordered[said.rank - 1] if said.rank <= len(ordered) else None
        if first is None or first.value == item.value or not (one.table or one.measure == NETS):
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
    start, end = place(said, item)
    relation.words = ((start, end, said.sentence.number), (said.cue.start, said.cue.end, said.sentence.number))
    relation.params = {"name": said.sentence.piece.text[start:end], "top": first.claim.printed.strip()}
    relation.family = f"rank{said.sentence.number}.{said.cue.start}"
    return relation


def place(said: Said, item: Item) -> tuple[int, int]:
    """Where the name stands: the words of the clause that bear its marks."""
    spans = [(start, end) for start, end, entry in said.tokens if marks_of([(start, end, entry)]) & item.marks]
    if not spans:
        return said.cue.start, said.cue.end
    start, end = spans[0]
    for first, last in spans[1:]:
        end = last if first - end < _APART else end
    return start, end


__all__ = ["RULE", "find", "named_in_columns", "number_beside", "place"]
