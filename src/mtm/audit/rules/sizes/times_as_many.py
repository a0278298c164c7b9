"""A number that grew so many times must be so many times its earlier value.

Rule times_as_many: multiples ("3.1 times", "doubled", "by a quarter fewer") against the earlier and the later value of
their own sentence, or of the one table row that the sentence names. It is wrong only where these two are the only ones
and tell of one change. It cannot see multiples in sentences that tell of several changes or hold more values.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from mtm.audit.claims import Claim
from mtm.audit.gathered.lists import is_level
from mtm.audit.language.periods import order
from mtm.audit.meaning.axes import conflict
from mtm.audit.meaning.moves import is_factor, subtracts
from mtm.audit.meaning.prose import Cue, Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import DIFFERENCE, RATIO, Relation
from mtm.kit.intervals import Interval

RULE = "times_as_many"
_WORDS = {
    "twice": ("1.75", "2.5"),
    "thrice": ("2.5", "3.6"),
    "fourfold": ("3.5", "4.6"),
    "and_a_half": ("1.35", "1.7"),
    "two_and_a_half": ("2.25", "2.8"),
}
_PARTS = {"by_half": ("0.45", "0.55"), "by_third": ("0.29", "0.38"), "by_quarter": ("0.21", "0.29")}
_ONE = Decimal(1)
_LEEWAY = Decimal("0.15")  # "nearly" and "about" say no more than this
_VERBS = ("doubl", "tripl", "trebl", "quadrupl", "удво", "утро", "учетвер")
_FAR, _NEAR, _DENIES = 200, 25, 12


class Multiple(NamedTuple):
    """How many times, as an interval; a part by which something changed; and where it stands."""

    size: Interval
    part: bool
    start: int
    end: int
    claim: Claim | None


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every sentence with one multiple and two values."""
    for sentence in reading.sentences:
        multiples = _multiples(sentence) if sentence.kind != "note" else []
        if len(multiples) == 1:
            relation = _relation(reading, sentence, multiples[0])
            if relation is not None:
                yield relation


def _multiples(sentence: Sentence) -> list[Multiple]:
    found = [_printed(c, end) for c, end in _counted(sentence) if c.value > 1 or (c.value and _moved(sentence))]
    for cue in sentence.cues:
        for table, part in ((_WORDS, False), (_PARTS, True)):
            for tag in sorted(cue.tags & set(table)):
                low, high = map(Decimal, table[tag])
                found.append(Multiple(Interval(low, high), part, cue.start, cue.end, None))
    return found


def _counted(sentence: Sentence) -> list[tuple[Claim, int]]:
    """Numbers with the word "times" right after them, or "by a factor of" before; and where that ends."""
    found = [(c, cue.end) for cue in sentence.tagged("times") for c in sentence.claims if 0 <= cue.start - c.end < 3]
    counted = {id(c) for c, _ in found}
    return found + [(c, c.after) for c in sentence.claims if id(c) not in counted and is_factor(c)]


def _printed(claim: Claim, end: int) -> Multiple:
    """ "3.1 times" is what rounds to it and what is cut off to it; "over" and "nearly" leave one side open."""
    step = Decimal(1).scaleb(-claim.decimals)
    low, high = claim.value - step / 2, claim.value + step
    if claim.hedge in ("under", "about"):
        low, high = low - claim.value * _LEEWAY, high + (claim.value * _LEEWAY if claim.hedge == "about" else 0)
    if claim.hedge in ("over", "about"):
        high += max(_ONE / 2, claim.value * _LEEWAY)
    return Multiple(Interval(low, high), False, claim.start, end, claim)


def _one_change(sentence: Sentence, multiple: Multiple, pair: tuple[Claim, Claim]) -> bool:
    """ "Trips doubled, while arrivals rose from 100 to 120" tells of two changes; nothing then says which is meant."""
    if any(c.mark == ";" and c.start < sentence.end - 2 for c in sentence.cuts):
        return False
    turns = [c for c in sentence.cues if c.tags & {"up", "down"} and not c.tags & {"over", "under"}]
    turns = [c for c in turns if not (multiple.start <= c.start < multiple.end or subtracts(sentence, c))]
    nots = [c.end for c in sentence.tagged("not")]
    turns = [c for c in turns if not any(0 <= c.start - end < _DENIES for end in nots)]
    if pair[0].table < 0:  # what is said behind all three is of something else
        last = max(multiple.end, *(c.after for c in pair))
        turns = [c for c in turns if c.start - last < _NEAR]
    word = sentence.piece.text[multiple.start : multiple.end].lower()
    return len(turns) <= (0 if word.startswith(_VERBS) else 1)


def _relation(reading: Reading, sentence: Sentence, multiple: Multiple) -> Relation | None:
    pair = _own(sentence) or _of_row(reading, sentence)
    if pair is None or not _one_change(sentence, multiple, pair):
        return None
    if pair[0].table < 0 and _far(pair, multiple):
        return None
    expected = _ratio(*pair)
    if expected is None:
        return None
    holds = _fits(multiple, *pair, sentence.language == "en")
    return _made(sentence, multiple, pair, expected, holds)


def _made(
    sentence: Sentence, multiple: Multiple, pair: tuple[Claim, Claim], expected: Interval, holds: bool
) -> Relation:
    relation = Relation(RULE, RATIO, multiple.claim or pair[0], pair, expected, holds, note="times")
    relation.words = ((multiple.start, multiple.end, sentence.number),)
    relation.family = f"times{sentence.number}.{multiple.start}"
    quotient = (pair[0].amount / pair[1].amount).quantize(Decimal("0.01"))
    relation.params = {"formula": f"{pair[0].printed.strip()} / {pair[1].printed.strip()} = {quotient:f}"}
    return relation


def _far(pair: tuple[Claim, Claim], multiple: Multiple) -> bool:
    return any(abs(c.start - multiple.start) > _FAR for c in pair)


def _levels(sentence: Sentence) -> list[Claim]:
    multiples = {id(c) for c, _ in _counted(sentence)}
    return [c for c in sentence.claims if is_level(c) and c.value > 0 and id(c) not in multiples]


def _own(sentence: Sentence) -> tuple[Claim, Claim] | None:
    """The one later and the one earlier value of the sentence, of one unit and one thing."""
    levels = _levels(sentence)
    now = [c for c in levels if c.time == "now"]
    before = [c for c in levels if c.time == "before"]
    if len(levels) == 2 and not now and not before:
        return _sides(levels) or (_periods(levels) if _moved(sentence) and _alike(*levels) else None)
    if len(now) != 1 or len(before) != 1 or len(levels) != 2:
        return None
    return (now[0], before[0]) if _alike(now[0], before[0]) else None


def _sides(cells: list[Claim]) -> tuple[Claim, Claim] | None:
    """One inflow and one outflow of the same country or group."""
    came = [c for c in cells if c.axes.get("flow") == "in"]
    left = [c for c in cells if c.axes.get("flow") == "out"]
    if len(came) != 1 or len(left) != 1 or _kind(came[0]) != _kind(left[0]):
        return None
    return came[0], left[0]


def _kind(claim: Claim) -> tuple[str, int, str]:
    return claim.unit, claim.scale, claim.area


def _alike(one: Claim, other: Claim) -> bool:
    areas = {one.area, other.area} - {""}
    return one.unit == other.unit and len(areas) < 2 and not conflict(one.axes, other.axes)


def _of_row(reading: Reading, sentence: Sentence) -> tuple[Claim, Claim] | None:
    """Two cells of the only table row of the name that the sentence has: of two periods, or in and out."""
    names = {a.code for a in sentence.areas}
    levels = _levels(sentence)
    if len(names) != 1 or len(levels) > 1 or sentence.tagged("than") or not _turns(sentence):
        return None
    both = {"in", "out"} <= sentence.tags()
    rows = _rows(reading, names.pop(), {} if both else sentence.claims[0].axes if sentence.claims else {})
    if len(rows) != 1:
        return None
    pair = _sides(rows[0]) if both else _periods(rows[0])
    return pair if pair is not None and all(_same(c, pair[0]) for c in levels) else None


def _same(said: Claim, cell: Claim) -> bool:
    """The cell's number, whose scale may stand above the table."""
    return said.interval.meets(cell.interval) or (said.value, said.decimals) == (cell.value, cell.decimals)


def _periods(cells: list[Claim]) -> tuple[Claim, Claim] | None:
    """The later and the earlier of exactly two dated cells."""
    if len(cells) != 2 or not all(c.period for c in cells):
        return None
    before, now = sorted(cells, key=lambda c: order(c.period))
    if _kind(before) != _kind(now):
        return None
    return (now, before) if order(now.period) != order(before.period) else None


def _turns(sentence: Sentence) -> list[Cue]:
    return [c for c in sentence.cues if c.tags & {"up", "down", "change"}]


def _moved(sentence: Sentence) -> bool:
    return bool(_turns(sentence) or sentence.tagged("more_after") or sentence.tagged("less_after"))


def _rows(reading: Reading, name: str, said: Mapping[str, str]) -> list[list[Claim]]:
    """Counts of that name by table row; a row of another side than the sentence's is passed over."""
    found: dict[tuple[int, int], list[Claim]] = {}
    derived = {id(r.target) for r in reading.relations if r.kind == DIFFERENCE and r.holds and r.target.table >= 0}
    for claim in reading.claims:
        counted = is_level(claim) and claim.value > 0 and id(claim) not in derived
        if claim.table >= 0 and claim.area == name and counted:
            found.setdefault((claim.table, claim.row), []).append(claim)
    return [row for row in found.values() if not any(conflict(c.axes, said) for c in row)]


def _ratio(now: Claim, before: Claim) -> Interval | None:
    return now.interval / before.interval if before.interval.low > 0 else None


def _fits(multiple: Multiple, one: Claim, other: Claim, added: bool) -> bool:
    """Whether the values make the multiple either way round, or "so many times more" as English also means it."""
    if one.interval.low <= 0 or other.interval.low <= 0:
        return False
    ratio = one.interval / other.interval
    if multiple.part:
        above = Interval(ratio.low - 1, ratio.high - 1)
        below = Interval(1 - ratio.high, 1 - ratio.low)
        return multiple.size.meets(above) or multiple.size.meets(below)
    more = (Interval(ratio.low - 1, ratio.high - 1),) if added else ()
    return any(multiple.size.meets(r) for r in (ratio, other.interval / one.interval, *more))
