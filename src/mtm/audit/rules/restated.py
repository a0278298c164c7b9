"""A number stated twice must be the same number.

Rule restated: claims of one quantity (country or group, measure, period, unit) in the body, the key findings, tables
and other languages. Rounding between them is allowed ("1.3 million" for 1,334,101). The copy that stands alone against
several equal ones, or against one that other arithmetic supports, is the suspect. Claims whose measure the text leaves
open are compared only where their digits are nearly the same. It cannot see two copies of one error.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from mtm.audit.axes import conflict
from mtm.audit.claims import PERCENT, POINTS, TIMES, UNKNOWN, Claim
from mtm.audit.periods import compatible, order
from mtm.audit.reading import Reading
from mtm.audit.relations import SAME, Relation
from mtm.kit.intervals import Interval

RULE = "restated"
NAMING = ("flow", "status", "term", "sex", "place", "age", "statistic", "vital")
_NOTHING = (None,) * len(NAMING)
MOST, MOST_VALUES = 60, 13
WHOLE = 100
_FACTORS = tuple(Decimal(f) for f in ("10", "0.1", "1000", "0.001"))
Key = tuple[object, ...]


def find(reading: Reading) -> Iterator[Relation]:
    """Held and broken restatements, each claim against the first equal or the best supported other one."""
    yield from copies(reading)
    for claims in groups_of_meaning(reading).values():
        if len(claims) > 1:
            _resolve(claims[:MOST])
            yield from _compare(reading, claims[:MOST])


def copies(reading: Reading) -> Iterator[Relation]:
    """Equal printed values of one country, or of four digits and more, whose measures do not contradict each other."""
    seen: dict[Key, list[Claim]] = {}
    for claim in reading.claims:
        key = value_key(claim)
        if key is None:
            continue
        known = seen.setdefault(key, [])
        twin = next((o for o in known if o.block != claim.block and not conflict(o.axes, claim.axes)), None)
        if twin is not None and _periods_agree(twin, claim):
            held = not _opposite(reading, twin, claim)
            yield Relation(RULE, SAME, claim, (twin,), twin.interval, held, certain=held, family="copy")
        if len(known) < 8:
            known.append(claim)


_SAYS_SIDE = frozenset(("positive", "negative", "net_gain", "net_loss", "gap", "in", "out", "up", "down", "lost"))


def _opposite(reading: Reading, one: Claim, other: Claim) -> bool:
    """Two copies of one balance, one with a minus, the other with a plus, or without both sign and word."""
    if one.role != "balance" or other.role != "balance" or "~" in (one.sign, other.sign):
        return False
    return {_sign(reading, one), _sign(reading, other)} == {1, -1}


def _sign(reading: Reading, claim: Claim) -> int:
    """1 or -1 as printed; an unsigned balance is positive where no word beside it says a side, else it is left open."""
    if claim.sign in ("+", "-"):
        return 1 if claim.value > 0 else -1
    if claim.table >= 0 or claim.direction:
        return 0
    return 0 if reading.sentences[claim.sentence].tags() & _SAYS_SIDE else 1


def _periods_agree(one: Claim, other: Claim) -> bool:
    return compatible(one.period, other.period) or one.role == other.role == "change"


def value_key(claim: Claim) -> Key | None:
    """Value, unit and country, where the value is telling enough to recognise a copy by; worked out once per claim."""
    if claim.key_ is UNKNOWN:
        claim.key_ = _value_key(claim)
    return claim.key_


def _value_key(claim: Claim) -> Key | None:
    if claim.role == "other" or claim.hedge or claim.word:
        return None
    digits = len(str(abs(claim.value)).replace(".", "").strip("0"))
    if digits < (2 if claim.area else 4):
        return None
    return (abs(claim.amount), claim.decimals, claim.unit, claim.area)


def groups_of_meaning(reading: Reading) -> dict[Key, list[Claim]]:
    """Claims that measure the same thing, by what they measure; worked out once per reading."""
    if reading.meanings is None:
        reading.meanings = _meanings(reading)
    return reading.meanings


def _meanings(reading: Reading) -> dict[Key, list[Claim]]:
    groups: dict[Key, list[Claim]] = {}
    for claim in reading.claims:
        key = _key(reading, claim)
        if key is not None:
            groups.setdefault(key, []).append(claim)
    return groups


def _key(reading: Reading, claim: Claim) -> Key | None:
    """What a claim measures; None where the text does not say enough."""
    if claim.unit in (TIMES, POINTS) or claim.role == "other" or claim.area.startswith("rest:") or claim.word:
        return None
    if claim.table >= 0 and not claim.area and not claim.total and not claim.dated:
        return None
    if claim.unit == PERCENT and abs(claim.value) == WHOLE:
        return None  # the whole of any share says nothing of what it is taken
    axes = effective_axes(reading, claim)
    named = tuple(map(axes.get, NAMING)) if axes else _NOTHING
    unit = claim.unit if claim.unit == PERCENT else "money" if claim.unit else "count"
    if named == _NOTHING and not claim.area and unit != "money":
        return None
    return (claim.area, unit, claim.role, named, axes.get("way", "") if unit != "count" else "")


def effective_axes(reading: Reading, claim: Claim) -> Mapping[str, str]:
    """A claim's own axes, completed by those of its section's headings."""
    inherited = reading.sections[claim.section].axes
    return {**inherited, **claim.axes} if inherited else claim.axes


def same_value(one: Claim, other: Claim) -> bool:
    """Equal within the rounding of both; a change without a sign matches either sign."""
    a, b = one.interval, other.interval
    if a.meets(b):
        return True
    if a is not (wide := rounded(one)) and wide.meets(b):
        return True
    if b is not (wide := rounded(other)) and a.meets(wide):
        return True
    unsigned = one.sign not in ("+", "-") or other.sign not in ("+", "-")
    return unsigned and one.role in ("change", "balance") and a.meets(-b)


def rounded(claim: Claim) -> Interval:
    """A round count ("3,400,000", "160 thousand" after about or over) may stand for its neighbourhood."""
    if claim.rounded_ is None:
        claim.rounded_ = _rounded(claim)
    return claim.rounded_


def _rounded(claim: Claim) -> Interval:
    value = abs(claim.amount)
    if claim.unit in (PERCENT, POINTS) or value != value.to_integral_value():
        half = Decimal(1).scaleb(-claim.decimals) * claim.scale
        return claim.interval.widen(half) if claim.hedge else claim.interval
    digits = str(int(value))
    zeros = len(digits) - len(digits.rstrip("0"))
    if zeros < 2 and not claim.hedge:
        return claim.interval
    step = Decimal(10) ** zeros
    if claim.hedge == "over":
        return Interval(claim.amount, claim.amount + step)
    if claim.hedge == "under":
        return Interval(claim.amount - step, claim.amount)
    return claim.interval.widen(step / 2 if not claim.hedge else step)


def _compare(reading: Reading, claims: list[Claim]) -> Iterator[Relation]:
    """Clusters of equal values; a lone value beside a larger cluster is broken against it."""
    clusters: list[list[Claim]] = []
    for claim in claims:
        home = next((c for c in clusters if same_value(c[0], claim) and compatible(c[0].period, claim.period)), None)
        if home is None:
            clusters.append([claim])
        else:
            yield Relation(RULE, SAME, claim, (home[0],), home[0].interval, True, family=f"same{home[0].index}")
            home.append(claim)
    if 1 < len(clusters) < MOST_VALUES:
        yield from _odd(reading, clusters)


def _resolve(claims: list[Claim]) -> None:
    """ "28.3 per cent, against 20.4 a year earlier": with two periods known, each takes its own."""
    periods = sorted({c.period for c in claims if c.period and c.period != "<"}, key=order)
    if len(periods) != 2:
        return
    earlier = {c.sentence for c in claims if c.period == "<" and c.table < 0}
    for claim in claims:
        if claim.table >= 0 or claim.sentence not in earlier:
            continue
        if claim.period == "<":
            claim.period = periods[0]
        elif not claim.period:
            claim.period = periods[1]


def _odd(reading: Reading, clusters: list[list[Claim]]) -> Iterator[Relation]:
    """A cluster is odd beside a larger one of the same period, or beside an equal one that stands before it."""
    periods = [{c.period for c in cluster if c.period} for cluster in clusters]
    for index, cluster in enumerate(clusters):
        others = [
            other
            for at, other in enumerate(clusters)
            if at != index and _agree(periods[at], periods[index]) and _comparable(reading, other[0], cluster[0])
        ]
        if not others:
            continue
        other = max(others, key=lambda o: (near_digits(o[0], cluster[0]), len(o), -clusters.index(o)))
        if len(cluster) > len(other) or (len(cluster) == len(other) and index < clusters.index(other)):
            continue
        for claim in cluster:
            broken = Relation(RULE, SAME, claim, (other[0],), other[0].interval, False, family=f"same{other[0].index}")
            broken.certain = len(other) > 1 or near_digits(claim, other[0])
            broken.support = len(other)
            if _topical(reading, claim, other[0]) or near_digits(claim, other[0]):
                broken.topical = True
            yield broken


def _agree(one: set[str], other: set[str]) -> bool:
    """No two of these periods differ."""
    return all(compatible(a, b) for a in one for b in other)


def _comparable(reading: Reading, one: Claim, other: Claim) -> bool:
    """Periods agree, and the digits nearly agree or both say in words that they measure the same thing."""
    if not compatible(one.period, other.period) or one.block == other.block:
        return False
    if (
        one.role == "level"
        and "before" in (one.time, other.time)
        and one.time != other.time
        and not near_digits(one, other)
    ):
        return False
    if one.unit == PERCENT and (_beside(reading, one, other) or _beside(reading, other, one)):
        return False
    if near_digits(one, other):
        return True
    if "<" in (one.period, other.period) or one.hedge or other.hedge:
        return False
    if any(c.area and c.table < 0 and not c.cued for c in (one, other)):
        return False
    if one.unit == PERCENT and one.area and one.role == "level" and one.period and one.period == other.period:
        return True
    flow = effective_axes(reading, one).get("flow", "")
    if not flow or not (one.told and other.told):
        return False
    return one.unit == PERCENT or one.role == "balance" or _near_in_size(one, other)


def _beside(reading: Reading, cell: Claim, other: Claim) -> bool:
    """The row of the cell gives the other share too: one of the group, one of all."""
    if cell.table < 0:
        return False
    table = next((t for t in reading.tables if t.block == cell.table), None)
    row = table.rows[cell.row].claims if table is not None else []
    return any(c is not None and c is not cell and c.unit == PERCENT and c.interval.meets(other.interval) for c in row)


def _near_in_size(one: Claim, other: Claim) -> bool:
    small, large = sorted((abs(one.amount), abs(other.amount)))
    return small > 0 and large < small * 12


def _topical(reading: Reading, one: Claim, other: Claim) -> bool:
    """They say that they measure the same thing, and are of one size."""
    small, large = sorted((abs(one.amount), abs(other.amount)))
    alike = one.unit == PERCENT or bool(one.area) or (small > 0 and large < small * 3)
    return alike and _same_topic(reading, one, other)


def _same_topic(reading: Reading, one: Claim, other: Claim) -> bool:
    """The noun after the number is the same, or both stand in one section or under one heading."""
    if one.noun and other.noun and one.noun[:4] == other.noun[:4]:
        return True
    table, prose = (one, other) if one.table >= 0 else (other, one)
    if table.table >= 0 and prose.noun and any(s[:4] == prose.noun[:4] for s in stems(reading, table)):
        return True
    return one.section == other.section


def stems(reading: Reading, claim: Claim) -> tuple[str, ...]:
    """The words of the column's heading and of the caption of the table that holds the number."""
    table = next((t for t in reading.tables if t.block == claim.table), None)
    if table is None:
        return ()
    line = next((c for c in table.columns if c.index == claim.column), None)
    return (*(line.head.stems if line else ()), *table.caption.stems)


def near_digits(one: Claim, other: Claim) -> bool:
    """One digit typed differently, two neighbours exchanged, or a factor of ten or a thousand between them."""
    a, b = _digits(one), _digits(other)
    if one.value and len(a) > 2 and _factor_apart(one.interval, other.interval):
        return True
    if len(a) < 3 or len(b) < 3:
        return False
    if a == b:
        return abs(one.amount) != abs(other.amount)
    if len(a) != len(b):
        return False
    differing = [at for at, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    if len(differing) == 1:
        return len(a) > 3
    return len(a) > 3 and len(differing) == 2 and _exchanged(a, b, *differing)


def _factor_apart(one: Interval, other: Interval) -> bool:
    return any(one.low * factor <= other.high and other.low <= one.high * factor for factor in _FACTORS)


def _exchanged(a: str, b: str, first: int, second: int) -> bool:
    return second - first == 1 and a[first] == b[second] and a[second] == b[first]


def _digits(claim: Claim) -> str:
    return claim.digits.strip("0")
