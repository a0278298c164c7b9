"""A report's numbers beside the matrix of a workspace.

Scope: columns of tables and lists of the text whose numbers mostly equal one series of the matrix (one indicator in one
period from one source); those that differ there are findings. Only numbers of a named country or group and totals of
tables are compared: a number that stands for itself may be anything. A list that agrees with no series is not compared.
The matrix is handed in as values.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from mtm.audit.claims import PERCENT, Claim
from mtm.audit.findings import HIGH, LIKELY, Found
from mtm.audit.gathered.lists import is_level
from mtm.audit.meaning.reading import Reading
from mtm.audit.telling.wording import place_of, shown
from mtm.kit.intervals import Interval
from mtm.model.observation import TOTAL, Matrix, Observation

RULE = "matrix"
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
Series = tuple[str, str, str]
LEAST = 2


@dataclass(frozen=True, slots=True)
class Known:
    """The matrix by series and area, and by area and number."""

    values: dict[tuple[Series, str], Observation]
    by_number: dict[tuple[str, Decimal], set[Series]]


def against(readings: Sequence[Reading], matrix: Matrix) -> tuple[list[Found], int]:
    """Numbers that differ from the series which their column or list otherwise repeats; how many were compared."""
    known = _known(matrix)
    found: list[Found] = []
    compared = 0
    for reading in readings:
        for claims in _lists(reading):
            for claim, observation, amount in _beside(claims, known):
                claim.checked = True
                compared += 1
                if amount not in claim.interval and not _of_other_series(claim, known):
                    found.append(_found(reading, claim, observation, amount))
    return found, compared


def _known(matrix: Matrix) -> Known:
    values = _values(matrix)
    by_number: dict[tuple[str, Decimal], set[Series]] = {}
    for (series, area), observation in values.items():
        amount = _amount(observation)
        if amount is not None:
            by_number.setdefault((area, amount), set()).add(series)
    return Known(values, by_number)


def _values(matrix: Matrix) -> dict[tuple[Series, str], Observation]:
    found = {}
    for observation in matrix.current:
        if observation.value is None or observation.breakdown:
            continue
        series = (observation.indicator, observation.time_period.code, observation.origin.source)
        found[series, _area(observation.counterpart_area)] = observation
    return found


def _area(code: str) -> str:
    """The auditor's code: countries as they are, "" for the total, "group:cis" for an agency's CIS group."""
    if code == TOTAL:
        return ""
    _, mark, group = code.partition(":")
    return f"group:{group.lower()}" if mark and "/" not in group else code


def _amount(observation: Observation) -> Decimal | None:
    if observation.value is None:
        return None
    scale = next((s for word, s in _SCALES.items() if word in observation.unit_measure), 1)
    return (observation.value * scale).normalize()


def _lists(reading: Reading) -> Iterator[list[Claim]]:
    for table in reading.tables:
        for line in table.columns:
            if line.role == "level":
                yield [c for c in line.claims if c is not None and (c.area or c.total)]
    for sentences in reading.by_block.values():
        yield [c for s in sentences for c in s.claims if c.area and is_level(c) and not c.hedge]


def _beside(claims: list[Claim], known: Known) -> Iterator[tuple[Claim, Observation, Decimal]]:
    """Each number with its like in the series that most of the list repeats."""
    votes = Counter(s for c in claims for s in known.by_number.get((c.area, c.amount.normalize()), ()))
    if not votes:
        return
    series, count = min(votes.items(), key=lambda v: (-v[1], v[0]))
    if count < LEAST or count * 2 < len(claims):
        return
    for claim in claims:
        observation = known.values.get((series, claim.area))
        amount = _amount(observation) if observation is not None else None
        if observation is not None and amount is not None and _same_unit(claim, observation):
            yield claim, observation, amount


def _same_unit(claim: Claim, observation: Observation) -> bool:
    """Money beside money, percentages beside percentages, counts beside counts."""
    unit = observation.unit_measure
    meant = PERCENT if unit == "percent" else unit.partition("_")[0].upper() if _money(unit) else ""
    return claim.unit == meant or (claim.table >= 0 and not claim.unit and meant != PERCENT)


def _money(unit: str) -> bool:
    """A unit such as usd_million: a currency and a scale."""
    return unit.partition("_")[2] in _SCALES or len(unit) == 3


def _of_other_series(claim: Claim, known: Known) -> bool:
    """The number equals another series for the same country, or a total or group anywhere: it speaks of another."""
    amount = claim.amount.normalize()
    if (claim.area, amount) in known.by_number:
        return True
    whole = claim.total or not claim.area or claim.area.startswith("group:")
    return whole and any(a == amount and (not area or ":" in area) for area, a in known.by_number)


def _found(reading: Reading, claim: Claim, observation: Observation, amount: Decimal) -> Found:
    expected = shown(amount, claim)
    source = f"{observation.indicator}, {observation.time_period.code}, {observation.origin.place}"
    return Found(
        LIKELY,
        RULE,
        HIGH,
        (place_of(reading, claim),),
        printed=claim.printed,
        expected=expected,
        interval=Interval.exact(amount / claim.scale),
        formula=f"{expected} in {source}",
        mechanism="matrix",
        repair=expected,
        confidence=Decimal("0.8"),
        params={"sentence": "matrix", "printed": claim.printed, "expected": expected, "source": source},
    )
