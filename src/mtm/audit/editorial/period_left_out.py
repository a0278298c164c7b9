"""A number repeated in the key findings should keep the period that the text gives it.

Rule period_left_out: "the balance is +9,528" in the key findings of a quarterly report whose text says "in 2023" beside
that number; "in 2023" beside a change that the table gives for three quarters. A reader takes a number without a period
for one of the report's own. It cannot see numbers whose period the text leaves out as well.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtm.audit.claims import CHANGE, PERCENT, Claim
from mtm.audit.editorial.note import at, note
from mtm.audit.findings import Found
from mtm.audit.gathered.title_period import title_period
from mtm.audit.language.spans import reach
from mtm.audit.meaning.reading import Reading

RULE = "period_left_out"
TELLING = 4
_YEAR = len("2023")


def find(reading: Reading) -> Iterator[Found]:
    """One finding for every period that is left out, with the copies that have it."""
    own = title_period(reading)
    if not own:
        return
    copies: dict[object, list[Claim]] = {}
    for claim in reading.claims:
        if (key := _key(claim)) is not None:
            copies.setdefault(key, []).append(claim)
    told: dict[str, list[tuple[Claim, Claim]]] = {}
    for claims in copies.values():
        for claim in claims:
            twin = _twin(reading, claim, claims, own) if claim.table < 0 else None
            if twin is not None:
                told.setdefault(_period(reading, twin), []).append((claim, twin))
    for period, pairs in told.items():
        pairs.sort(key=lambda pair: pair[0].order)
        yield note(RULE, [at(reading, c) for c, _ in pairs], [at(reading, t) for _, t in pairs], other=_shown(period))


def _shown(period: str) -> str:
    """ "01.2023–09.2023"; a whole year as it is."""
    reached = reach(period)
    if reached is None or len(period) == _YEAR:
        return period
    return f"{reached[0]:%m.%Y}–{reached[1]:%m.%Y}"


def _key(claim: Claim) -> object | None:
    """Number, sign and name, where they are telling enough to know a copy by."""
    digits = len(claim.digits.strip("0"))
    named_change = claim.unit == PERCENT and claim.role == CHANGE and bool(claim.area) and digits > 1
    if claim.hedge or not (named_change or (digits >= TELLING and claim.unit != PERCENT)):
        return None
    return (claim.amount, claim.decimals, claim.unit, claim.area)


def _twin(reading: Reading, claim: Claim, claims: list[Claim], own: str) -> Claim | None:
    """The copy whose period this number leaves out."""
    periods = {id(c): _period(reading, c) for c in claims}
    if own in periods.values():
        return None  # it is told for the report's period as well
    said = _said(reading, claim)
    for other in claims:
        if other.block == claim.block or not periods[id(other)]:
            continue
        if _whole_for_part(said, periods[id(other)]):
            return other
        if not said and _summed_up(reading, claim) and _outside(periods[id(other)], own):
            return other
    return None


def _said(reading: Reading, claim: Claim) -> str:
    """The period that its sentence names; in a summary also that of its paragraph or heading."""
    if claim.period and claim.period != "<":
        return claim.period
    sentences = [reading.sentences[claim.sentence]]
    if _summed_up(reading, claim):
        sentences += reading.by_block.get(claim.block, ())
    found = next((p.code for s in sentences for p in s.periods if p.code != "<"), "")
    return found or reading.sections[claim.section].head.period


def _period(reading: Reading, claim: Claim) -> str:
    """The period of a copy: its own, its column's, or the only one that its paragraph names before it."""
    if claim.period or claim.time == "before":
        return "" if claim.period == "<" or claim.time == "before" else claim.period
    if claim.table >= 0:
        table = next((t for t in reading.tables if t.block == claim.table), None)
        heads = [c.head.period for c in table.columns if c.head.period] if table is not None else []
        return max(heads, default="")
    sentences = [s for s in reading.by_block.get(claim.block, ()) if s.number <= claim.sentence]
    named = {p.code for s in sentences for p in s.periods}
    return named.pop() if len(named) == 1 else ""


def _whole_for_part(said: str, period: str) -> bool:
    """A year is named for what is told of some of its months, or compared with the year before them."""
    year = period[:_YEAR]
    if len(said) != _YEAR or "-M" not in period or not (said.isdigit() and year.isdigit()):
        return False
    return int(year) - int(said) in (0, 1)


def _summed_up(reading: Reading, claim: Claim) -> bool:
    return "summary" in reading.sections[claim.section].head.tags


def _outside(period: str, own: str) -> bool:
    """It is longer than the report's own period and holds it."""
    one, two = reach(period), reach(own)
    return one is not None and two is not None and period != own and one[0] <= two[0] and one[1] >= two[1]


__all__ = ["RULE", "find"]
