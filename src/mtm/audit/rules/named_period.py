"""Numbers of one period must not be given for another.

Rule named_period: a quantity that the report states for its own period, stated again with the same value under
another period of the same kind (a quarter for a quarter). The period that stands alone is the suspect. It cannot see
periods of numbers that are stated once, or equal values of two periods.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtm.audit.claims import Claim
from mtm.audit.periods import compatible
from mtm.audit.prose import Sentence
from mtm.audit.reading import Reading
from mtm.audit.relations import Relation
from mtm.audit.rules.restated import groups_of_meaning, same_value, value_key

RULE = "named_period"
MOST = 60


def find(reading: Reading) -> Iterator[Relation]:
    """One relation per sentence or caption that names another period than the equal numbers elsewhere."""
    own = report_period(reading)
    if not own:
        return
    done: set[tuple[int, int]] = set()
    for claims in _groups(reading):
        claims = claims[:MOST]
        strange = [c for c in claims if _other(c.period, own)]
        if not strange:
            continue
        known = [c for c in claims if not c.period or c.period == own]
        precise = [c for c in known if c.exact]
        for claim in strange:
            among = precise if claim.exact and precise else known
            twin = next((o for o in among if same_value(claim, o) and o.block != claim.block), None)
            place = _place(reading, claim) if twin is not None else None
            if twin is None or place is None or place[:2] in done:
                continue
            done.add(place[:2])
            yield _relation(reading, claim, twin, place, own)


def report_period(reading: Reading) -> str:
    """The period of the report: the first quarter, half or month that a heading or an early line names."""
    for block in range(min(12, len(reading.blocks))):
        for sentence in reading.by_block.get(block, ()):
            for period in sentence.periods:
                if kind(period.code) in "QHM" and "?" not in period.code and not period.compared:
                    return period.code
    return ""


def kind(code: str) -> str:
    """Y, Q, H, M or D (a date); "<" for an earlier period without a name."""
    rest = code.partition("-")[2]
    if code == "<" or not code:
        return "<"
    return rest[0] if rest and rest[0] in "QHM" else "D" if rest else "Y"


def _other(code: str, own: str) -> bool:
    return bool(code) and kind(code) == kind(own) and not compatible(code, own)


def _groups(reading: Reading) -> Iterator[list[Claim]]:
    """Claims that mean the same, and claims that are copies by their digits."""
    by_value: dict[object, list[Claim]] = {}
    for claim in reading.claims:
        key = value_key(claim)
        if key is not None and claim.role == "level" and len(str(abs(claim.value)).replace(".", "")) > 3:
            by_value.setdefault(key, []).append(claim)
    yield from (c for c in by_value.values() if len(c) > 1)
    for key, claims in groups_of_meaning(reading).items():
        if key[2] == "level" and len(claims) > 1:
            yield [c for c in claims if c.time != "before"]


def _place(reading: Reading, claim: Claim) -> tuple[int, int, int, str] | None:
    """Where the period of a claim is named: offsets, sentence, code."""
    sentences: list[Sentence] = []
    if claim.table < 0:
        sentences = [s for s in reading.by_block.get(claim.block, ()) if s.number == claim.sentence]
    else:
        for back in (1, 2):
            sentences += reading.by_block.get(claim.block - back, ())
    for sentence in sentences:
        for period in sentence.periods:
            if period.code == claim.period and not period.compared:
                return period.start, period.end, sentence.number, period.code
    return None


def _relation(reading: Reading, claim: Claim, twin: Claim, place: tuple[int, int, int, str], own: str) -> Relation:
    from mtm.kit.intervals import Interval

    relation = Relation(
        RULE, "period", claim, (twin,), Interval.exact(claim.value), False, certain=False, note="period"
    )
    relation.words = (place[:3],)
    relation.family = f"period{place[2]}.{place[0]}"
    relation.params = {"other": own, "expected": own, "number": claim.printed}
    del reading
    return relation
