"""Other readings of a list or a table under which its numbers agree.

Scope: the totals and wholes that the text itself offers: of the paragraph, of the section, of the table's blocks. If
one of them fits, the number is not contradicted by the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator
from decimal import Decimal
from itertools import combinations, permutations

from mtm.audit.claims import Claim
from mtm.audit.evidence.grounds import TELLING, Grounds, significant, slipped, telling
from mtm.audit.gathered.lists import is_level
from mtm.audit.gathered.wholes import totals_near
from mtm.audit.meaning.reading import Reading
from mtm.audit.meaning.tables import Line, Table
from mtm.audit.relations import Relation
from mtm.kit.intervals import HUNDRED, ZERO, Interval, change, total

_OF_MOVE = re.compile(
    r"\s*(?:of|от|из)?\s*(?:the |this |that |all |its |total |overall |net |population "
    r"|общего |всего |этого |чистого )*"
    r"(?:increase|growth|rise|decrease|decline|fall|drop|reduction|change|difference|прироста|роста|увеличения|снижения"
    r"|сокращения|падения|уменьшения)\b",
    re.I,
)
_OF_THE_MOVE = re.compile(
    r"\s*(?:of (?:[^\W\d]+ ){0,4}?(?:increases?|growth|rise|gains?|gained|loss(?:es)?|lost|decrease|decline|fall|drop"
    r"|reduction|change|difference|surplus|deficit|balance)|(?:от )?(?:[^\W\d]+(?:ого|его|ой|ей|сех|их|ых) ){0,2}"
    r"(?:прироста|роста|увеличения|снижения|сокращения|падения|уменьшения|убыли|потерь|разницы|сальдо))\b",
    re.I,
)
_KK_OF_MOVE = re.compile(
    r"(?:өсім|өсу|азаю|төмендеу|кему|артым|айырма|айырым|шығын|сальдо|қысқару|көбею)\w{0,3}[нтд][ыі]ң\s*$", re.I
)
_NEAR_MOVE = 20
LEAST_AMOUNT = 1000  # smaller numbers equal a sum by chance
MOST_LEVELS = 40
TWO, BRACKETED = 2, 8
MOST_VALUES = 6
_HEADS = ("total", "subtotal", "group")


def another_total(grounds: Grounds, relation: Relation, explained: bool) -> bool:
    """A level beside the parts equals their sum; one elsewhere only counts where no slip explains the break."""
    items = {id(c) for c in relation.operands}
    lead = relation.target

    def fits(claim: Claim) -> bool:
        return (
            id(claim) not in items
            and claim is not lead
            and claim.unit == lead.unit
            and not claim.hedge
            and claim.interval.meets(relation.expected)
        )

    if any(fits(c) for o in relation.operands for c in grounds.levels(o)):
        return True
    if explained:
        return False
    return any(fits(c) for c in _large_levels(grounds.reading, relation.expected))


def _large_levels(reading: Reading, expected: Interval) -> list[Claim]:
    """Levels anywhere in the document that are large enough to equal a sum by more than chance, near the value."""
    if reading.ordered is None:
        levels = [c for c in reading.claims if is_level(c) and c.amount >= LEAST_AMOUNT]
        levels.sort(key=lambda c: c.interval.low)
        widest = max((c.interval.high - c.interval.low for c in levels), default=ZERO)
        reading.ordered = levels, widest
    levels, widest = reading.ordered
    start = bisect_left(levels, expected.low - widest, key=lambda c: c.interval.low)
    return levels[start : bisect_right(levels, expected.high, key=lambda c: c.interval.low)]


def cut_differently(grounds: Grounds, relation: Relation) -> bool:
    """Some more or some fewer numbers of the same paragraph do add up to the total."""
    lead = relation.target
    items = {c.amount for c in relation.operands}
    return any(_window(grounds.levels(claim), lead, items) for claim in (relation.operands[0], lead))


def _window(levels: list[Claim], lead: Claim, items: set[Decimal]) -> bool:
    """Numbers that follow each other, one of the parts among them, add up to the total."""
    found = [c for c in levels if c is not lead][:MOST_LEVELS]
    ends = [(c.interval.low, c.interval.high, c.amount in items) for c in found]
    least, most = lead.interval.low, lead.interval.high
    for start, (low, high, known) in enumerate(ends):
        for one, other, named in ends[start + 1 :]:
            low, high, known = low + one, high + other, known or named
            if known and low <= most and least <= high:
                return True
    return False


def another_whole(grounds: Grounds, relation: Relation) -> tuple[int, int]:
    """How many shares of the list fit the whole that this share fits instead: of the held ones, of the broken ones.

    This share counts among both; (0, 0) where it fits no other whole.
    """
    part, base = relation.operands
    held = [relation, *grounds.items_like(relation)]
    broken = grounds.broken(relation)
    best = (0, 0)
    for whole in (*grounds.levels(part), *totals_near(grounds.reading, part)):
        if whole is part or whole.amount == base.amount or whole.unit != part.unit or whole.amount < part.amount:
            continue
        if whole.time == "before" and part.time != "before" and whole.block == part.block:
            continue  # a number of today is no part of that of a year ago
        if fits(relation.target, part, whole):
            best = max(best, (_fitting(held, whole), _fitting(broken, whole)))
    return best


def of_earlier(grounds: Grounds, relation: Relation) -> bool:
    """The share is one of the earlier value that its paragraph gives for the whole."""
    part, base = relation.operands
    if base.time == "before" or part.time == "before":
        return False
    levels = [c for c in grounds.levels(base) if c.time == "before" and c.amount >= part.amount]
    return any(fits(relation.target, part, c) for c in levels)


def _fitting(relations: list[Relation], whole: Claim) -> int:
    return sum(fits(r.target, r.operands[0], whole) for r in relations)


def in_brackets_behind(relation: Relation) -> bool:
    """ "7,039 persons (2.4% of the inflow)": only the number's noun stands before the bracket of its share."""
    share, part = relation.target, relation.operands[0]
    if share.piece is not part.piece or part.after > share.start:
        return False
    between = part.piece.text[part.after : share.start]
    return between.endswith("(") and len(between) < 20 and "," not in between


def in_company(grounds: Grounds, relation: Relation, siblings: list[Relation], held: int) -> bool:
    """ "2,210 (19.3%) for family, 739 (2.5%) for study": a share beside it has this whole, and a slip explains it."""
    own = relation.target
    beside = [r for r in siblings if r.target.sentence == own.sentence and telling(r)]
    if not beside or len(own.digits) < TWO or significant(relation.operands[0]) < TELLING:
        return False
    sentence = grounds.sentence(own)
    if sentence is not None and sentence.tagged("respectively") and held <= 1:
        return True
    brackets = _bracketed(relation) and any(map(_bracketed, beside))
    return (not held and slipped(relation)) or (brackets and relation.operands[1].block == own.block)


def _bracketed(relation: Relation) -> bool:
    """ "739 (2.5%)" or "2.5% (739)": the one in the brackets of the other."""
    if in_brackets_behind(relation):
        return True
    own, part = relation.target, relation.operands[0]
    between = own.piece.text[own.after : part.start]
    return own.piece is part.piece and own.after <= part.start and len(between) < BRACKETED and between.endswith("(")


def of_neighbour(reading: Reading, relation: Relation, settled: Collection[int] = ()) -> bool:
    """The share is that of the count on its other side: "3,487 more, or 16.8 per cent: Germany 1,637"."""
    share, part = relation.target, relation.operands[0]
    levels = [c for s in reading.by_block.get(share.block, ()) for c in s.claims if is_level(c)]
    before = [c for c in levels if c.start < share.start and c.sentence == share.sentence][-1:]
    after = [c for c in levels if c.start > share.start and c.sentence == share.sentence][:1]
    others = [c for c in (*before, *after) if c is not part and c.unit == part.unit and id(c) not in settled]
    return any(
        fits(share, other, whole)
        for other in others
        for whole in totals_near(reading, other)
        if whole.unit == other.unit and whole.amount > other.amount and whole is not part
    )


def of_change(reading: Reading, rate: Claim) -> bool:
    """The percentage is the change from one value of its sentence to another, not a share."""
    found = reading.by_block.get(rate.block, ())
    levels = [c for s in found if s.number == rate.sentence for c in s.claims if is_level(c) and c.interval.low > 0]
    own = rate.interval
    for now, former in permutations(levels[:MOST_VALUES], 2):
        one_thing = now.unit == former.unit and (now.area == former.area or not (now.area and former.area))
        expected = change(now.interval, former.interval) if one_thing else None
        if expected is not None and (own.meets(expected) or own.meets(-expected)):
            return True
    return False


def of_a_move(rate: Claim) -> bool:
    """ "about 70 per cent of the increase": the whole of that share is a change."""
    text = rate.piece.text
    return bool(_OF_MOVE.match(text, rate.after)) or bool(
        _KK_OF_MOVE.search(text[max(0, rate.start - _NEAR_MOVE) : rate.start])
    )


def of_the_move(rate: Claim) -> bool:
    """The words "of the gain", «прироста» right behind a percentage make it a share of a change."""
    text = rate.piece.text
    return bool(_OF_THE_MOVE.match(text, rate.after)) or bool(
        _KK_OF_MOVE.search(text[max(0, rate.start - _NEAR_MOVE) : rate.start])
    )


def fits(share: Claim, part: Claim, whole: Claim) -> bool:
    """share = part / whole, by intervals, without division."""
    p, a, b = share.interval, part.interval, whole.interval
    return p.low * b.low <= a.high * HUNDRED and a.low * HUNDRED <= p.high * b.high


def in_table_block(grounds: Grounds, relation: Relation) -> tuple[bool, int]:
    """Whether the share fits a whole of its own table, and how many neighbours fit the whole that it was tried on.

    Neighbours are the rows between the same two group or total rows; a whole is a group's or the total's cell in the
    column of the part. A fit does not count where two neighbours fit the tried whole and none of them that one.
    """
    part, base = relation.operands
    table = next((t for t in grounds.reading.tables if t.block == part.table), None)
    if table is None:
        return False, 0
    shares, parts = _line(table, relation.target), _line(table, part)
    if shares is None or parts is None:
        return False, 0
    rows = list(_pairs(shares, parts, _block(table, relation.target.row), relation.target.row))
    votes = sum(fits(s, p, base) for s, p in rows)
    for whole in _wholes(table, parts):
        if whole.amount == base.amount:
            continue
        if fits(relation.target, part, whole) and (votes < 2 or any(fits(s, p, whole) for s, p in rows)):
            return True, votes
    return False, votes


def _wholes(table: Table, parts: Line) -> list[Claim]:
    """The cells of group and total rows, and the largest cell of the column whatever its row is called."""
    cells = [c for c in parts.claims if c is not None]
    largest = max(cells, key=lambda c: c.amount)
    return [c for c in cells if table.roles[c.row] in _HEADS or c is largest]


def adds_otherwise(grounds: Grounds, relation: Relation) -> bool:
    """The group rows of the table, its other rows, or two rows of it add up to the total in this column."""
    target = relation.target
    table = next((t for t in grounds.reading.tables if t.block == target.table), None)
    line = _line(table, target) if table is not None else None
    if table is None or line is None or target.row == relation.operands[0].row:
        return False
    cells = [c for c in line.claims if c is not None and c is not target]
    groups = [c for c in cells if table.roles[c.row] in _HEADS]
    others = [c for c in cells if table.roles[c.row] not in _HEADS]
    choices = [g for g in (groups, others) if len(g) > 1]
    choices += [list(pair) for pair in combinations(cells[:MOST_LEVELS], 2)] if target.amount >= LEAST_AMOUNT else []
    return any(total(c.interval for c in choice).meets(target.interval) for choice in choices)


def _line(table: Table, claim: Claim) -> Line | None:
    return next((line for line in table.columns if any(c is claim for c in line.claims)), None)


def nameless(grounds: Grounds, claim: Claim) -> bool:
    """Its row bears a number where the others bear a name: ticks of a drawing, keys of a register."""
    table = next((t for t in grounds.reading.tables if t.block == claim.table), None)
    if table is None:
        return False
    head = table.rows[claim.row].head
    return bool(head.text) and not head.periods and not any(c.isalpha() for c in head.text)


def _block(table: Table, row: int) -> list[int]:
    """The rows around this one, up to the next group or total row; a group row stands with the other group rows."""
    if table.roles[row] in _HEADS:
        return [index for index, role in enumerate(table.roles) if role in _HEADS]
    first = last = row
    while first > 0 and table.roles[first - 1] not in _HEADS:
        first -= 1
    while last + 1 < len(table.roles) and table.roles[last + 1] not in _HEADS:
        last += 1
    return list(range(first, last + 1))


def _pairs(shares: Line, parts: Line, rows: list[int], own: int) -> Iterator[tuple[Claim, Claim]]:
    for row in rows:
        share, part = shares.claims[row], parts.claims[row]
        if row != own and share is not None and part is not None:
            yield share, part
