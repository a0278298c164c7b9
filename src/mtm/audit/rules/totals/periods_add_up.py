"""Months must add up to their quarter, quarters to their half-year and year.

Rule periods_add_up: counts and amounts of one measure that one section gives for all months of a quarter, or all
quarters or both halves of a year, or that a table gives so in one column, against the number given for the longer
period. It is wrong where one slip in one of them explains the gap, or the gap is small: stocks, averages and rates
make no sum, and lie far from one. It cannot see longer periods whose number is printed nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtm.audit.causes.repair import candidates, required
from mtm.audit.claims import Claim
from mtm.audit.gathered.lists import is_level
from mtm.audit.meaning.axes import conflict
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import SUM, Relation
from mtm.kit.intervals import total

RULE = "periods_add_up"
LAST = True
_MADE_OF = {
    **{f"Q{q}": tuple(f"M{m:02d}-{m:02d}" for m in range(3 * q - 2, 3 * q + 1)) for q in (1, 2, 3, 4)},
    "H1": ("Q1", "Q2"),
    "H2": ("Q3", "Q4"),
    "M01-09": ("Q1", "Q2", "Q3"),
    "": ("Q1", "Q2", "Q3", "Q4"),
}
_OF_HALVES = ("H1", "H2")
SMALL, FAR = 50, 7  # a fiftieth needs no slip; what is further off than a seventh is no sum
TELLING, MOST = 100, 400
Key = tuple[object, ...]
Series = dict[str, list[Claim]]


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every run of periods and the longer one that they make."""
    found: dict[Key, Series] = {}
    dated: list[Claim] = []
    for claim in reading.claims:
        rest = claim.period.partition("-")[2]
        if not claim.period or not is_level(claim) or claim.hedge or abs(claim.amount) < TELLING:
            continue
        dated.append(claim)
        if rest[:1] in ("Q", "H", "M"):
            found.setdefault(_key(claim), {}).setdefault(rest, []).append(claim)
    for series in found.values():
        if len(series) > 1:
            yield from _relations(series, dated)


def _key(claim: Claim) -> Key:
    """Numbers of one measure that stand together: in a section, or in a column of a table."""
    where = (claim.table, claim.column) if claim.table >= 0 else (claim.section,)
    return (*where, claim.area, claim.unit, claim.axes.get("flow", ""), claim.axes.get("statistic", ""))


def _relations(series: Series, dated: list[Claim]) -> Iterator[Relation]:
    for longer, shorter in (*_MADE_OF.items(), ("", _OF_HALVES)):
        parts = _parts(series, shorter)
        if parts is not None:
            relation = _relation(longer, parts, dated)
            if relation is not None:
                yield relation


def _parts(series: Series, names: tuple[str, ...]) -> tuple[Claim, ...] | None:
    """One number for each of the periods, all of one year."""
    given = [series.get(name, []) for name in names]
    years = {c.period.partition("-")[0] for claims in given for c in claims} - {"?"}
    if not all(given) or len(years) > 1:
        return None
    if any(not c.interval.meets(claims[0].interval) for claims in given for c in claims):
        return None
    return tuple(claims[0] for claims in given)


def _relation(longer: str, parts: tuple[Claim, ...], dated: list[Claim]) -> Relation | None:
    expected = total(p.interval for p in parts)
    wholes = [c for c in dated if _may_be(c, longer, parts)][:MOST]
    for whole in wholes:
        if whole.interval.meets(expected):
            return _made(whole, parts, True)
    near = [w for w in wholes if w.interval.gap(expected) * FAR < w.amount]
    if len({w.amount for w in near}) != 1:
        return None
    whole = near[0]
    relation = _made(whole, parts, False)
    small = whole.interval.gap(expected) * SMALL < whole.amount
    return relation if small or _slipped(relation) else None


def _may_be(claim: Claim, longer: str, parts: tuple[Claim, ...]) -> bool:
    """A number of the longer period, of the same measure, and no part itself."""
    first = parts[0]
    year, _, rest = claim.period.partition("-")
    if rest != longer or claim.unit != first.unit or claim.area != first.area or claim in parts:
        return False
    years = {p.period.partition("-")[0] for p in parts} - {"?"}
    if year != "?" and years and year not in years:
        return False
    return not any(conflict(claim.axes, p.axes) for p in parts)


def _slipped(relation: Relation) -> bool:
    if candidates(relation.target, relation.expected):
        return True
    wanted = [(p, required(relation, p)) for p in relation.operands]
    return any(w is not None and bool(candidates(p, w)) for p, w in wanted)


def _made(whole: Claim, parts: tuple[Claim, ...], holds: bool) -> Relation:
    expected = total(p.interval for p in parts)
    relation = Relation(RULE, SUM, whole, parts, expected, holds, note="derived", support=1)
    relation.family, relation.params = f"periods{whole.block}.{parts[0].block}", {"sentence": "sum"}
    return relation
