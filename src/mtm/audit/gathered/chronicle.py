"""What a text gives for one thing at several times: a run of dated numbers in a paragraph, a list or a table.

Scope: one reading; worked out block by block. "2,915 in 2021, 2,480 in 2022 and 2,105 in 2023"; a row or a column of a
table whose other side names periods. A run ends where its times stop going one way, or another thing is counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from mtm.audit.claims import BALANCE, LEVEL, PERCENT, POINTS, Claim
from mtm.audit.language.periods import order, same_kind
from mtm.audit.meaning.axes import conflict
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading

FEW, MOST_TIMES, MOST = 2, 12, 60
_BACK = 3  # blocks between a table and what is said of it


@dataclass(frozen=True, slots=True)
class Chronicle:
    """Numbers of one thing in the order of time, with the codes of their periods; ``table`` -1 in running text."""

    claims: tuple[Claim, ...]
    block: int
    table: int = -1
    stems: frozenset[str] = frozenset()  # of the row's own name

    def at(self, code: str) -> Claim | None:
        """The number of that period; "?-Q2" is the quarter of whatever year."""
        for claim in self.claims:
            if claim.period == code:
                return claim
        return None

    @property
    def values(self) -> list[Decimal]:
        return [c.amount for c in self.claims]


def of_blocks(reading: Reading) -> dict[int, list[Chronicle]]:
    """All runs of dated numbers by the block they stand in."""
    found: dict[int, list[Chronicle]] = {}
    for one in (*_of_prose(reading), *_of_tables(reading)):
        found.setdefault(one.block, []).append(one)
    return found


def nearest(known: dict[int, list[Chronicle]], sentence: Sentence) -> list[Chronicle]:
    """The runs that the sentence may speak of: those of its paragraph, else the tables and lists just above it."""
    own = [o for o in known.get(sentence.block, ()) if o.claims[0].sentence <= sentence.number]
    if own:
        return own
    for back in range(1, _BACK + 1):
        if found := known.get(sentence.block - back):
            return found
    return []


def _of_prose(reading: Reading) -> Iterator[Chronicle]:
    for block, sentences in reading.by_block.items():
        if any(s.kind in ("note", "head", "heading", "caption") for s in sentences):
            continue
        for run in _runs(sentences):
            yield Chronicle(tuple(sorted(run, key=lambda c: order(c.period))), block)


def _runs(sentences: list[Sentence]) -> Iterator[list[Claim]]:
    run: list[Claim] = []
    for sentence in sentences:
        for claim in sentence.claims:
            if claim.table >= 0 or claim.role not in (LEVEL, BALANCE) or claim.unit in (PERCENT, POINTS):
                continue
            if run and not _goes_on(run, claim):
                if len(run) >= FEW:
                    yield run
                run = []
            if _dated(claim):
                run.append(claim)
    if len(run) >= FEW:
        yield run


def _dated(claim: Claim) -> bool:
    return bool(claim.period) and claim.period != "<" and not claim.hedge and not claim.word


def _goes_on(run: list[Claim], claim: Claim) -> bool:
    """The same thing, later than the last (or earlier, where the run goes back in time)."""
    last = run[-1]
    if not _dated(claim) or claim.unit != last.unit or not same_kind_of_time(claim.period, last.period):
        return False
    if claim.area != last.area or conflict(_said(claim), _said(last)) or claim.role != last.role:
        return False
    if order(claim.period) == order(last.period):
        return False
    if len(run) > 1 and (order(claim.period) > order(last.period)) != (order(last.period) > order(run[-2].period)):
        return False
    small, large = sorted((abs(claim.amount), abs(last.amount)))
    near = claim.sentence - last.sentence <= 1
    return near and (claim.sentence == last.sentence or claim.role == BALANCE or large <= MOST_TIMES * small)


def _said(claim: Claim) -> dict[str, str]:
    return {axis: side for axis, side in claim.axes.items() if axis not in ("statistic", "status")}


def same_kind_of_time(one: str, other: str) -> bool:
    """Two years, two quarters, two months: neighbours of one series."""
    a, b = one.partition("-")[2][:1], other.partition("-")[2][:1]
    return a == b if a in ("Q", "H", "", "M") else same_kind(one, other)


def _of_tables(reading: Reading) -> Iterator[Chronicle]:
    """Rows under periods, and columns beside them."""
    for table in reading.tables:
        for lines in (table.rows, table.columns):
            for line in lines[:MOST]:
                cells = [c for c in line.claims if c is not None and c.role in (LEVEL, BALANCE) and _dated(c)]
                if len({order(c.period) for c in cells}) != len(cells) or len(cells) < FEW:
                    continue
                if len({(c.unit, c.scale) for c in cells}) > 1 or cells[0].unit == POINTS:
                    continue
                if all(same_kind_of_time(c.period, cells[0].period) for c in cells):
                    cells.sort(key=lambda c: order(c.period))
                    yield Chronicle(tuple(cells), table.block, cells[0].table, frozenset(line.head.stems))


__all__ = ["Chronicle", "nearest", "of_blocks", "same_kind_of_time"]
