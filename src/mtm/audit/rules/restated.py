"""A number stated twice must be the same number.

Rule restated: claims of one quantity (country or group, measure, period, unit) in the body, the key findings, tables
and other languages. Rounding between them is allowed ("1.3 million" for 1,334,101). The copy that stands alone against
several equal ones, or against one that other arithmetic supports, is the suspect. Claims whose measure the text leaves
open are compared only where their digits are nearly the same. It cannot see two copies of one error.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mtm.audit.claims import PERCENT, POINTS, TIMES, Claim
from mtm.audit.periods import compatible
from mtm.audit.reading import Reading
from mtm.audit.relations import SAME, Relation
from mtm.kit.intervals import Interval

RULE = "restated"
_NAMING = ("flow", "status", "term", "sex", "place", "age", "statistic")
MOST = 60
Key = tuple[object, ...]


def find(reading: Reading) -> Iterator[Relation]:
    """Held and broken restatements, each claim against the first equal or the best supported other one."""
    for claims in _groups(reading).values():
        if len(claims) > 1:
            yield from _compare(claims[:MOST])


def _groups(reading: Reading) -> dict[Key, list[Claim]]:
    groups: dict[Key, list[Claim]] = {}
    for claim in reading.claims:
        key = _key(reading, claim)
        if key is not None:
            groups.setdefault(key, []).append(claim)
    return groups


def _key(reading: Reading, claim: Claim) -> Key | None:
    """What a claim measures; None where the text does not say enough."""
    if claim.unit in (TIMES, POINTS) or claim.role == "other" or claim.area.startswith("rest:"):
        return None
    axes = effective_axes(reading, claim)
    named = tuple(axes.get(a, "") for a in _NAMING)
    unit = claim.unit if claim.unit == PERCENT else "money" if claim.unit else "count"
    if claim.table >= 0 and not claim.area and not claim.total:
        return None
    if not any(named) and not claim.area:
        return None
    return (claim.area, unit, claim.role, named, axes.get("way", "") if unit != "count" else "")


def effective_axes(reading: Reading, claim: Claim) -> dict[str, str]:
    """A claim's own axes, completed by those of its section's headings."""
    inherited = reading.sections[claim.section].axes
    return {**inherited, **claim.axes} if inherited else claim.axes


def same_value(one: Claim, other: Claim) -> bool:
    """Equal within the rounding of both; a change without a sign matches either sign."""
    a, b = one.interval, other.interval
    if a.meets(b) or _rounded(one).meets(b) or a.meets(_rounded(other)):
        return True
    unsigned = one.sign not in ("+", "-") or other.sign not in ("+", "-")
    return unsigned and one.role in ("change", "balance") and a.meets(-b)


def _rounded(claim: Claim) -> Interval:
    """A round count ("3,400,000", "160 thousand" after about or over) may stand for its neighbourhood."""
    value = abs(claim.amount)
    if claim.unit in (PERCENT, POINTS) or value != value.to_integral_value():
        if not claim.hedge:
            return claim.interval
        half = Decimal(1).scaleb(-claim.decimals) * claim.scale
        return claim.interval.widen(half)
    digits = str(int(value))
    zeros = len(digits) - len(digits.rstrip("0"))
    if zeros < 2 and not claim.hedge:
        return claim.interval
    step = Decimal(10) ** zeros
    if claim.hedge == "over":
        return Interval(claim.amount, claim.amount + step * 10)
    if claim.hedge == "under":
        return Interval(claim.amount - step * 10, claim.amount)
    return claim.interval.widen(step / 2 if not claim.hedge else step)


def _compare(claims: list[Claim]) -> Iterator[Relation]:
    """Clusters of equal values; a lone value beside a larger cluster is broken against it."""
    clusters: list[list[Claim]] = []
    for claim in claims:
        home = next((c for c in clusters if same_value(c[0], claim) and compatible(c[0].period, claim.period)), None)
        if home is None:
            clusters.append([claim])
        else:
            yield Relation(RULE, SAME, claim, (home[0],), home[0].interval, True, family=f"same{home[0].index}")
            home.append(claim)
    if len(clusters) < 2:
        return
    yield from _odd(clusters)


def _odd(clusters: list[list[Claim]]) -> Iterator[Relation]:
    for index, cluster in enumerate(clusters):
        others = [o for o in clusters if o is not cluster and _comparable(o[0], cluster[0])]
        if len(others) != 1 or len(clusters) > 3:
            continue
        other = others[0]
        if len(cluster) < len(other) or (len(cluster) == len(other) and index > clusters.index(other)):
            strong = len(other) > 1 or near_digits(cluster[0], other[0])
            for claim in cluster:
                yield Relation(
                    RULE,
                    SAME,
                    claim,
                    (other[0],),
                    other[0].interval,
                    False,
                    certain=strong,
                    family=f"same{other[0].index}",
                )


def _comparable(one: Claim, other: Claim) -> bool:
    """Periods agree, and either both are named or the digits nearly agree."""
    if not compatible(one.period, other.period):
        return False
    if near_digits(one, other):
        return True
    explicit = bool(one.axes.get("flow")) and one.axes.get("flow") == other.axes.get("flow")
    return explicit and (bool(one.period) and one.period == other.period or one.section != other.section)


def near_digits(one: Claim, other: Claim) -> bool:
    """One digit typed differently, two neighbours exchanged, or a factor of ten or a thousand between them."""
    a, b = _digits(one), _digits(other)
    if len(a) < 3 or len(b) < 3:
        return False
    if a == b:
        return one.amount != other.amount
    if len(a) != len(b):
        return False
    differing = [i for i in range(len(a)) if a[i] != b[i]]
    if len(differing) == 1:
        return len(a) > 3
    return len(differing) == 2 and differing[1] - differing[0] == 1 and a[differing[0]] == b[differing[1]]


def _digits(claim: Claim) -> str:
    return str(abs(claim.value).normalize().to_eng_string()).replace(".", "").strip("0") if claim.value else ""
