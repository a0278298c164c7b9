"""Versions of one report, in other languages or from other dates, compared number by number.

Scope: two or more readings. Blocks are aligned in order by the numbers they share; in aligned blocks every number must
have its partner, within rounding. Where versions differ, both places are named; which one is right is left open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from mtm.audit.claims import PERCENT, POINTS, Claim
from mtm.audit.findings import EDITORIAL, ERROR, HIGH, LOW, Found
from mtm.audit.reading import Reading
from mtm.audit.rules.restated import same_value
from mtm.audit.wording import place_of

RULE = "versions"
WINDOW = 40
LEAST = Decimal("0.34")


@dataclass(slots=True)
class Unit:
    """A block or a table row with its numbers, in order."""

    claims: list[Claim]
    keys: frozenset[tuple[Decimal, str]]


def compare(readings: Sequence[Reading]) -> list[Found]:
    """Differences between the first document and each of the others."""
    first = readings[0]
    found: list[Found] = []
    for other in readings[1:]:
        found += _compare(first, other)
    return found


def _compare(one: Reading, two: Reading) -> list[Found]:
    found = []
    for left, right in _aligned(units(one), units(two)):
        found += list(_differences(one, left, right))
    return found


def units(reading: Reading) -> list[Unit]:
    """Blocks of text and rows of tables that hold numbers, in the order of the text."""
    groups: dict[tuple[int, int], list[Claim]] = {}
    for claim in reading.claims:
        if claim.role != "other":
            groups.setdefault((claim.block, claim.row if claim.table >= 0 else -1), []).append(claim)
    return [Unit(claims, frozenset(_key(c) for c in claims)) for _, claims in sorted(groups.items())]


def _key(claim: Claim) -> tuple[Decimal, str]:
    unit = claim.unit if claim.unit in (PERCENT, POINTS) else "money" if claim.unit else ""
    return (abs(claim.amount).normalize(), unit)


def _aligned(left: list[Unit], right: list[Unit]) -> Iterator[tuple[Unit, Unit]]:
    """Pairs in order with the most shared numbers (dynamic programming within a window around the diagonal)."""
    if not left or not right:
        return
    score = _scores(left, right)
    best: dict[tuple[int, int], Decimal] = {}
    zero = Decimal(0)
    for i in range(len(left) - 1, -1, -1):
        for j in _window(i, left, right, backwards=True):
            skip = max(best.get((i + 1, j), zero), best.get((i, j + 1), zero))
            take = score.get((i, j), zero)
            best[i, j] = max(skip, take + best.get((i + 1, j + 1), zero)) if take else skip
    i = j = 0
    while i < len(left) and j < len(right):
        take = score.get((i, j), zero)
        here = best.get((i, j), zero)
        if take and here == take + best.get((i + 1, j + 1), zero):
            yield left[i], right[j]
            i, j = i + 1, j + 1
        elif here == best.get((i + 1, j), zero):
            i += 1
        else:
            j += 1


def _window(i: int, left: list[Unit], right: list[Unit], backwards: bool = False) -> range:
    middle = i * len(right) // max(len(left), 1)
    low, high = max(0, middle - WINDOW), min(len(right), middle + WINDOW + 1)
    return range(high - 1, low - 1, -1) if backwards else range(low, high)


def _scores(left: list[Unit], right: list[Unit]) -> dict[tuple[int, int], Decimal]:
    found = {}
    for i, one in enumerate(left):
        for j in _window(i, left, right):
            shared = len(one.keys & right[j].keys)
            if shared:
                similarity = Decimal(2 * shared) / (len(one.keys) + len(right[j].keys))
                if similarity >= LEAST:
                    found[i, j] = similarity * (1 + shared)
            elif len(one.claims) == len(right[j].claims) == 1 and _may_pair(one.claims[0], right[j].claims[0]):
                found[i, j] = Decimal("0.2")
    return found


def _may_pair(one: Claim, two: Claim) -> bool:
    return _key(one)[1] == _key(two)[1] and one.area == two.area and one.role == two.role


def _differences(reading: Reading, left: Unit, right: Unit) -> Iterator[Found]:
    """Numbers of one block without an equal partner in the other, paired by name and unit, then by order."""
    lone_left, lone_right = _unmatched(left.claims, right.claims)
    for one in list(lone_left):
        two = next((c for c in lone_right if _may_pair(one, c)), None)
        if two is None and len(lone_left) == len(lone_right):
            two = lone_right[lone_left.index(one)]
            two = two if _key(one)[1] == _key(two)[1] else None
        if two is not None:
            lone_left.remove(one)
            lone_right.remove(two)
            yield _differ(reading, one, two)
    for claim in [*lone_left, *lone_right]:
        yield _missing(reading, claim)


def _unmatched(left: list[Claim], right: list[Claim]) -> tuple[list[Claim], list[Claim]]:
    rest = list(right)
    lone = []
    for claim in left:
        partner = next((c for c in rest if _key(c)[1] == _key(claim)[1] and same_value(claim, c)), None)
        if partner is None:
            lone.append(claim)
        else:
            claim.checked = partner.checked = True
            rest.remove(partner)
    return lone, rest


def _differ(reading: Reading, one: Claim, two: Claim) -> Found:
    one.checked = two.checked = True
    return Found(
        ERROR,
        RULE,
        HIGH,
        (place_of(reading, one), place_of(reading, two)),
        printed=one.printed,
        expected=two.printed,
        formula=f"{one.printed} in one version, {two.printed} in the other",
        mechanism="version",
        confidence=Decimal("0.9"),
        params={"sentence": "versions", "printed": one.printed, "other": two.printed},
    )


def _missing(reading: Reading, claim: Claim) -> Found:
    return Found(
        EDITORIAL,
        RULE,
        LOW,
        (place_of(reading, claim),),
        printed=claim.printed,
        mechanism="missing",
        confidence=Decimal("0.6"),
        params={"sentence": "missing", "printed": claim.printed},
    )
