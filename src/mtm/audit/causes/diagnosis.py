"""From broken relations to causes: which number is suspect, and what else it touches.

Scope: one reading and all relations tested on it. A number that several broken relations share, and that one value
would set right, is the probable cause; otherwise the number that was to be computed is. Copies of one number
(restatements) are one cause with several places.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations

from mtm.audit.causes.repair import candidates, explained_alone, required
from mtm.audit.causes.slips import unit_word
from mtm.audit.claims import Claim
from mtm.audit.relations import CHANGE, DIFFERENCE, RATIO, SAME, SHARE, Relation, expect, meets
from mtm.kit.intervals import Interval

MOST_SWAPS = 30
RATES = (SHARE, CHANGE, RATIO)


@dataclass(slots=True)
class Cause:
    """Broken relations with one explanation.

    ``targets`` are the numbers that cannot be true, ``suspect`` an operand that would explain them all, with the
    interval that would. ``assumed`` marks causes that rest on an assumption.
    """

    relations: list[Relation]
    targets: list[Claim]
    suspect: Claim | None = None
    wanted: Interval | None = None
    assumed: bool = False
    swapped: bool = False


@dataclass(slots=True)
class Evidence:
    """What speaks for each claim: held relations, and its equal copies."""

    held: dict[int, list[Relation]] = field(default_factory=dict)
    broken: dict[int, list[Relation]] = field(default_factory=dict)
    root: dict[int, int] = field(default_factory=dict)
    copies: dict[int, list[Claim]] = field(default_factory=dict)

    def of(self, claim: Claim) -> int:
        """The root of a claim's copies."""
        here = id(claim)
        while self.root.get(here, here) != here:
            here = self.root[here]
        return here

    def all_copies(self, claim: Claim) -> list[Claim]:
        return self.copies.get(self.of(claim), [claim])

    def support(self, claim: Claim) -> int:
        """Held relations of a claim and its copies; a restatement counts half as much as arithmetic."""
        here = self.held.get(self.of(claim), ())
        return sum(2 if r.kind != SAME else 1 for r in here)


def weigh(relations: list[Relation]) -> Evidence:
    """Copies joined, held and broken relations gathered by number."""
    evidence = Evidence()
    claims: dict[int, Claim] = {}
    for relation in relations:
        for claim in relation.claims:
            claims[id(claim)] = claim
        if (
            relation.holds
            and relation.kind == SAME
            and relation.target.printed.strip("+-−– %") == relation.operands[0].printed.strip("+-−– %")
        ):
            one, two = evidence.of(relation.target), evidence.of(relation.operands[0])
            if one != two:
                evidence.root[one] = two
    for key, claim in claims.items():
        evidence.copies.setdefault(evidence.of(claim), []).append(claim)
        del key
    for relation in relations:
        if relation.words or relation.family.startswith("sibling"):
            continue
        table = evidence.held if relation.holds else evidence.broken
        for root in {evidence.of(c) for c in relation.claims}:
            table.setdefault(root, []).append(relation)
    for copies in evidence.copies.values():
        copies.sort(key=lambda c: c.order)
    return evidence


def causes(relations: list[Relation]) -> list[Cause]:
    """All causes, in the order of the text."""
    if all(r.holds for r in relations):
        return []
    evidence = weigh(relations)
    broken = [r for r in relations if not r.holds]
    arithmetic = [r for r in broken if not r.words and not r.family.startswith("sibling")]
    found: list[Cause] = []
    left = {id(r): r for r in broken}
    for suspect, explained, wanted in _shared(arithmetic, evidence):
        explained = [r for r in explained if id(r) in left]
        if len({evidence.of(r.target) for r in explained}) < 2:
            continue
        for relation in explained:
            del left[id(relation)]
        found.append(_cause(explained, suspect, wanted, evidence))
    for swap in _swaps([r for r in left.values() if not r.words]):
        for relation in swap.relations:
            left.pop(id(relation), None)
        found.append(swap)
    families: dict[object, Cause] = {}
    for relation in left.values():
        own = relation.words or relation.family.startswith("sibling")
        key = relation.family if own else evidence.of(_place(relation, evidence))
        if key in families:
            _extend(families[key], relation, evidence)
        else:
            families[key] = Cause([relation], [_place(relation, evidence)], assumed=not relation.certain)
    found += families.values()
    for cause in found:
        cause.relations.sort(key=lambda r: r.kind == SAME)
        cause.targets = cause.targets if cause.swapped else _with_copies(cause.targets, evidence)
    return sorted(found, key=lambda c: c.targets[0].order)


def _swaps(broken: list[Relation]) -> list[Cause]:
    """Two rows of one column of arithmetic that both hold once two of their cells are exchanged."""
    families: dict[str, list[Relation]] = {}
    for relation in broken:
        if relation.target.table >= 0 and relation.kind != SAME:
            families.setdefault(relation.family, []).append(relation)
    found: list[Cause] = []
    for relations in families.values():
        taken: set[int] = set()
        for one, two in combinations(relations[:MOST_SWAPS], 2):
            if taken & {id(one), id(two)} or len(one.operands) != len(two.operands):
                continue
            cells = _exchange(one, two)
            if cells is not None:
                taken |= {id(one), id(two)}
                found.append(Cause([one, two], list(cells), swapped=True))
    return found


def _exchange(one: Relation, two: Relation) -> tuple[Claim, Claim] | None:
    """The one pair of cells whose exchange sets both rows right."""
    fitting = []
    if one.target.interval.meets(two.expected) and two.target.interval.meets(one.expected):
        fitting.append((one.target, two.target))
    for position, (a, b) in enumerate(zip(one.operands, two.operands, strict=True)):
        if a is b:
            continue
        first = [b.interval if i == position else o.interval for i, o in enumerate(one.operands)]
        second = [a.interval if i == position else o.interval for i, o in enumerate(two.operands)]
        left, right = expect(one.kind, first), expect(two.kind, second)
        if left is not None and right is not None and meets(one.target, left) and meets(two.target, right):
            fitting.append((a, b))
    return fitting[0] if len(fitting) == 1 else None


def _extend(cause: Cause, relation: Relation, evidence: Evidence) -> None:
    cause.relations.append(relation)
    cause.assumed = cause.assumed and not relation.certain
    place = _place(relation, evidence)
    if place not in cause.targets:
        cause.targets.append(place)


def _with_copies(targets: list[Claim], evidence: Evidence) -> list[Claim]:
    seen: dict[int, Claim] = {}
    for target in targets:
        for copy in evidence.all_copies(target):
            seen.setdefault(id(copy), copy)
    return list(seen.values())


def _shared(broken: list[Relation], evidence: Evidence) -> list[tuple[Claim, list[Relation], Interval]]:
    """Numbers in several broken relations that one other value would set right, the strongest first."""
    found = []
    seen: set[int] = set()
    for relation in broken:
        for claim in relation.claims:
            root = evidence.of(claim)
            if root in seen or len(evidence.broken.get(root, ())) < 2:
                continue
            seen.add(root)
            wanted, explained = _common(claim, evidence)
            if wanted is None or len({evidence.of(r.target) for r in explained} | {0}) < 3:
                continue
            if _spoils(claim, wanted, evidence) >= len(explained):
                continue
            found.append((len(explained), bool(candidates(claim, wanted)), claim, explained, wanted))
    found.sort(key=lambda f: (-f[0], not f[1], f[2].order))
    return [(claim, explained, wanted) for _, _, claim, explained, wanted in found]


def _common(claim: Claim, evidence: Evidence) -> tuple[Interval | None, list[Relation]]:
    """The values that satisfy the most broken relations of this claim, started from each in turn."""
    root = evidence.of(claim)
    needs = []
    for relation in evidence.broken[root]:
        needed = relation.expected if evidence.of(relation.target) == root else _needed(relation, claim, evidence)
        if needed is not None:
            needs.append((relation, needed))
    best: tuple[Interval | None, list[Relation]] = (None, [])
    for _, start in needs:
        wanted, explained = start, []
        for relation, needed in needs:
            common = wanted.common(needed)
            if common is not None:
                wanted = common
                explained.append(relation)
        if len(explained) > len(best[1]):
            best = (wanted, explained)
    return best


def _needed(relation: Relation, claim: Claim, evidence: Evidence) -> Interval | None:
    root = evidence.of(claim)
    operand = next((o for o in relation.operands if evidence.of(o) == root), None)
    return required(relation, operand) if operand is not None else None


def _spoils(claim: Claim, wanted: Interval, evidence: Evidence) -> int:
    """How many held relations another value would break."""
    root = evidence.of(claim)
    spoiled = 0
    for relation in evidence.held.get(root, ()):
        if relation.kind == SAME:
            continue
        if evidence.of(relation.target) == root:
            spoiled += not relation.expected.meets(wanted)
            continue
        operands = [wanted if evidence.of(o) == root else o.interval for o in relation.operands]
        expected = expect(relation.kind, operands)
        spoiled += expected is None or not meets(relation.target, expected)
    return spoiled


def _cause(explained: list[Relation], suspect: Claim, wanted: Interval, evidence: Evidence) -> Cause:
    rates = [r.target for r in explained if r.kind in RATES and evidence.of(r.target) != evidence.of(suspect)]
    cause = Cause(explained, rates or [suspect], suspect, wanted)
    cause.assumed = not any(r.certain for r in explained)
    return cause


def _place(relation: Relation, evidence: Evidence) -> Claim:
    """The target, unless something speaks for it, nothing for one operand, and that could be a slip of typing."""
    if relation.kind == SAME:
        return _weaker(relation, evidence)
    scaled = _misscaled(relation, evidence)
    if scaled is not None:
        return scaled
    if relation.note in ("hundred", "whole") or not evidence.support(relation.target):
        return relation.target
    if explained_alone(relation):
        return relation.target
    weak = []
    for operand in relation.operands:
        wanted = required(relation, operand)
        if wanted is not None and not evidence.support(operand) and candidates(operand, wanted):
            weak.append(operand)
    return weak[0] if len(weak) == 1 else relation.target


def _misscaled(relation: Relation, evidence: Evidence) -> Claim | None:
    """The number of a change or a difference that has the wrong scale word, the one for which less speaks."""
    if relation.kind not in (CHANGE, DIFFERENCE) or relation.target.table >= 0:
        return None
    found = []
    for operand in relation.operands:
        wanted = required(relation, operand) if operand.scale > 1 else None
        if wanted is not None and unit_word(operand, wanted) is not None:
            found.append(operand)
    return min(found, key=evidence.support, default=None)


def _weaker(relation: Relation, evidence: Evidence) -> Claim:
    """Of two copies that differ, the one that less speaks for."""
    other = relation.operands[0]
    return other if evidence.support(other) < evidence.support(relation.target) else relation.target
