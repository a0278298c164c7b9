"""What a text calls the highest or the lowest rate must be that among the rates which two columns make.

Rule rank_of_rate: "returns are furthest advanced in the West (87.9 %)", "the steepest relative loss was Moldova's,
−17.2 %", where no column prints such percentages: two columns of the table that make exactly this one in the row of
the name make one in every other row too, and the name must hold its place among them. It cannot see rates of columns
that stand in different tables, or of a part of the rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import permutations
from typing import NamedTuple

from mtm.audit.claims import PERCENT, Claim
from mtm.audit.gathered.ranked import Said, said_of, superlatives
from mtm.audit.gathered.series import LEAST
from mtm.audit.meaning.heads import Line, Table
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import Relation
from mtm.audit.rules.ranks.rank_in_series import named_in_columns, number_beside, place
from mtm.kit.intervals import HUNDRED, Interval, change, share

RULE = "rank_of_rate"
LAST = True
TELLING, SHORT = 3, 10


class Rate(NamedTuple):
    """What two cells of a row make, and the cells."""

    value: Decimal
    cells: tuple[Claim, Claim]


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every superlative whose percentage two columns of a table make in the row of its name."""
    ranked = {w[2] for r in reading.relations if r.kind == "rank" for w in r.words}
    for sentence in reading.sentences:
        if sentence.kind in ("note", "head", "heading", "caption") or sentence.number in ranked:
            continue
        cues = superlatives(sentence) if sentence.cues else []
        for cue in cues:
            said = said_of(sentence, cue, cues)
            if said is not None and not said.either and (relation := _relation(reading, said)) is not None:
                yield relation


def _relation(reading: Reading, said: Said) -> Relation | None:
    """Right where it holds its place among the rates of any two columns that make its percentage."""
    found = named_in_columns(reading, said)
    if not found:
        return None
    own = number_beside(said, found)
    if own is None or own.unit != PERCENT or len(own.digits.lstrip("0")) < TELLING - 1:
        return None
    wrong = None
    for cell in {(i.claim.table, i.claim.row): i.claim for _, i in found}.values():
        table = next((t for t in reading.tables if any(cell is c for line in t.columns for c in line.claims)), None)
        for rates in _rates(table, cell.row, own) if table is not None else ():
            ordered = _ordered(said, rates)
            at = ordered[said.rank - 1] if said.rank <= len(ordered) else None
            if at is None or rates[cell.row] not in ordered:
                continue
            relation = _made(said, own, place(said, found[0][1]), rates[cell.row], at)
            if relation.holds:
                return relation
            wrong = wrong or relation
    return wrong


def _rates(table: Table, row: int, own: Claim) -> Iterator[dict[int, Rate]]:
    """By row, what each two columns make that make the printed percentage in the row of the name."""
    columns = [c for c in table.columns if _counts(c, row)]
    rows = [at for at, role in enumerate(table.roles) if role in ("item", "part")]
    for one, two in permutations(columns[:SHORT], 2):
        for moved in (False, True):
            made = _made_of(one.claims[row], two.claims[row], moved)
            if made is None or not (own.interval.meets(made) or (moved and own.interval.meets(-made))):
                continue
            found = {at: rate for at in rows if (rate := _rate(one.claims[at], two.claims[at], moved)) is not None}
            if row in found and len(found) >= LEAST:
                yield found


def _counts(column: Line, row: int) -> bool:
    cell = column.claims[row]
    return cell is not None and cell.unit != PERCENT and cell.role != "change" and cell.value > 0


def _made_of(one: Claim | None, two: Claim | None, moved: bool) -> Interval | None:
    if one is None or two is None or two.interval.low <= 0 or one.unit != two.unit:
        return None
    return change(one.interval, two.interval) if moved else share(one.interval, two.interval)


def _rate(one: Claim | None, two: Claim | None, moved: bool) -> Rate | None:
    if one is None or two is None or two.value <= 0:
        return None
    value = one.amount * HUNDRED / two.amount
    return Rate(value - HUNDRED if moved else value, (one, two))


def _ordered(said: Said, rates: dict[int, Rate]) -> list[Rate]:
    """From the first place on; of falls the deepest is the largest, and only what fell is ranked."""
    way = -1 if said.moving < 0 or said.side < 0 else 1
    found = list(rates.values())
    if way < 0 and any(r.value < 0 for r in found):
        found = [r for r in found if r.value < 0]
    elif way < 0:
        way = 1
    return sorted(found, key=lambda r: way * r.value, reverse=said.top)


def _made(said: Said, own: Claim, name: tuple[int, int], rate: Rate, first: Rate) -> Relation:
    others = (*rate.cells, *first.cells)
    relation = Relation(RULE, "rank", own, others, Interval.exact(first.value), rate.value == first.value, note="rank")
    start, end = name
    relation.words = ((start, end, said.sentence.number), (said.cue.start, said.cue.end, said.sentence.number))
    top = f"{first.value:.1f} % ({first.cells[0].printed.strip()}, {first.cells[1].printed.strip()})"
    relation.params = {"name": said.sentence.piece.text[start:end], "top": top}
    relation.family = f"rank{said.sentence.number}.{said.cue.start}"
    return relation
