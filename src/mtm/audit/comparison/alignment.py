"""Two documents aligned: numbers with their partners, then the stretches of text that belong together.

Scope: sides to groups. Numbers that occur once in either document and in the same order are anchors; the others take
the partner that lies nearest to where the anchors put them. Blocks that share numbers form a group, however a
translator has split or joined paragraphs; blocks without numbers are paired by their kind between their neighbours.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from mtm.audit.comparison.marks import Mark, Side, Unit, Word

MOST_PAIRS = 40_000  # candidate pairs of one number that are weighed one by one
LEAST_SHARED = 3  # blocks belong together where a third of the smaller one's numbers meet
SHORTEST, LONGEST = 0.4, 2.5  # how the lengths of two paragraphs may differ that say the same
MOST_BETWEEN = 60

Key = tuple[int, object]  # side 0 or 1, and a block or unit of it


@dataclass(slots=True)
class Group:
    """Stretches of both documents that say the same; either side may be empty."""

    left: list[int] = field(default_factory=list)
    right: list[int] = field(default_factory=list)


def pair_numbers(left: Side, right: Side) -> None:
    """Gives every number its partner, where the other document has one."""
    for mark in (*left.marks, *left.loose):
        mark.partner = None  # the first document is compared with several others
    theirs = _by_amount(right.marks)
    ours = _by_amount(left.marks)
    anchors = _in_order(
        (marks[0].index, theirs[amount][0].index)
        for amount, marks in ours.items()
        if len(marks) == len(theirs.get(amount, ())) == 1
    )
    expected = _Expected(anchors, len(left.marks), len(right.marks))
    for amount, marks in ours.items():
        if amount in theirs:
            _pair(marks, theirs[amount], expected)


def compatible(one: Mark, two: Mark) -> bool:
    """Units that may be the same: a unit that only one language repeats is no difference."""
    units = {m.claim.unit for m in (one, two) if m.claim is not None and m.claim.unit}
    return len(units) < 2


def _by_amount(marks: list[Mark]) -> dict[Decimal, list[Mark]]:
    found: dict[Decimal, list[Mark]] = defaultdict(list)
    for mark in marks:
        found[mark.amount].append(mark)
    return found


def _in_order(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs that rises on both sides."""
    ordered = sorted(pairs)
    tails: list[int] = []
    ends: list[int] = []
    back: list[int] = []
    for position, (_, there) in enumerate(ordered):
        at = bisect_left(tails, there)
        back.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [there]
        ends[at : at + 1] = [position]
    found = []
    position = ends[-1] if ends else -1
    while position >= 0:
        found.append(ordered[position])
        position = back[position]
    return found[::-1]


class _Expected:
    """Where in the other document a number should stand, between the anchors around it."""

    def __init__(self, anchors: list[tuple[int, int]], ours: int, theirs: int) -> None:
        self.here = [-1, *(a for a, _ in anchors), ours]
        self.there = [-1, *(b for _, b in anchors), theirs]

    def of(self, index: int) -> float:
        at = max(bisect_left(self.here, index + 1) - 1, 0)
        if at + 1 >= len(self.here):
            return float(self.there[-1])
        width = self.here[at + 1] - self.here[at]
        part = (index - self.here[at]) / width
        return self.there[at] + part * (self.there[at + 1] - self.there[at])


def _pair(ours: list[Mark], theirs: list[Mark], expected: _Expected) -> None:
    """Equal numbers in order; where one document repeats a number more often, those nearest to where they should be."""
    if len(ours) == len(theirs) or len(ours) * len(theirs) > MOST_PAIRS:
        pairs = list(zip(ours, theirs, strict=False))
    elif len(ours) < len(theirs):
        pairs = _nearest(ours, theirs, [expected.of(m.index) for m in ours])
    else:
        places = {id(m): expected.of(m.index) for m in ours}
        pairs = [(a, b) for b, a in _nearest_to(theirs, ours, places)]
    for one, two in pairs:
        if compatible(one, two):
            one.partner, two.partner = two, one


def _nearest(few: list[Mark], many: list[Mark], places: list[float]) -> list[tuple[Mark, Mark]]:
    costs = [[abs(place - m.index) for m in many] for place in places]
    return [(few[i], many[j]) for i, j in _cheapest(costs)]


def _nearest_to(few: list[Mark], many: list[Mark], places: dict[int, float]) -> list[tuple[Mark, Mark]]:
    costs = [[abs(places[id(m)] - one.index) for m in many] for one in few]
    return [(few[i], many[j]) for i, j in _cheapest(costs)]


def _cheapest(costs: list[list[float]]) -> list[tuple[int, int]]:
    """Every row gets a column of its own, both in order, at the least cost."""
    rows, columns = len(costs), len(costs[0])
    best = [[0.0] * (columns + 1)] + [[float("inf")] * (columns + 1) for _ in range(rows)]
    for i in range(1, rows + 1):
        for j in range(i, columns + 1):
            best[i][j] = min(best[i][j - 1], best[i - 1][j - 1] + costs[i - 1][j - 1])
    found = []
    i, j = rows, columns
    while i:
        if best[i][j] == best[i][j - 1]:
            j -= 1
        else:
            found.append((i - 1, j - 1))
            i, j = i - 1, j - 1
    return found[::-1]


def groups(left: Side, right: Side) -> list[Group]:
    """Blocks that belong together, in the order of the first document; each block stands in one group."""
    found = _joined(_votes(left, ("block",)), left, right)
    return sorted(_between(found, left, right), key=lambda g: (min(g.left, default=10**9), min(g.right, default=0)))


def unit_groups(left: Side, right: Side) -> list[tuple[set[Unit], set[Unit]]]:
    """Sentences and rows that share numbers."""
    votes = _votes(left, ())
    return [
        ({k for s, k in members if s == 0}, {k for s, k in members if s == 1})  # type: ignore[misc]
        for members in _components(_edges(votes, left, right, ()))
    ]


def _votes(left: Side, level: tuple[str, ...]) -> Counter[tuple[object, object]]:
    votes: Counter[tuple[object, object]] = Counter()
    for mark in left.marks:
        if mark.partner is not None:
            votes[_of(mark, level), _of(mark.partner, level)] += 1
    return votes


def _of(mark: Mark | Word, level: tuple[str, ...]) -> object:
    return mark.unit[0] if level else mark.unit


def _edges(
    votes: Counter[tuple[object, object]], left: Side, right: Side, level: tuple[str, ...]
) -> Iterator[tuple[Key, Key]]:
    """Pairs that share a third of the numbers of the smaller of the two."""
    ours = Counter(_of(m, level) for m in left.marks if m.partner is not None)
    theirs = Counter(_of(m, level) for m in right.marks if m.partner is not None)
    for (one, two), count in votes.items():
        if count * LEAST_SHARED >= min(ours[one], theirs[two]):
            yield (0, one), (1, two)


def _components(edges: Iterable[tuple[Key, Key]]) -> list[list[Key]]:
    parent: dict[Key, Key] = {}

    def root(key: Key) -> Key:
        while parent.setdefault(key, key) != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for one, two in edges:
        parent[root(one)] = root(two)
    members: dict[Key, list[Key]] = defaultdict(list)
    for key in parent:
        members[root(key)].append(key)
    return list(members.values())


def _joined(votes: Counter[tuple[object, object]], left: Side, right: Side) -> list[Group]:
    found = []
    for members in _components(_edges(votes, left, right, ("block",))):
        ours = sorted(int(str(k)) for s, k in members if s == 0)
        theirs = sorted(int(str(k)) for s, k in members if s == 1)
        found.append(Group(ours, theirs))
    return found


def _between(found: list[Group], left: Side, right: Side) -> list[Group]:
    """Blocks without a group are paired where they lie between the same neighbours."""
    ours, theirs = {b for g in found for b in g.left}, {b for g in found for b in g.right}
    steps = _in_order((min(g.left), min(g.right)) for g in found)
    bounds = [(-1, -1), *steps, (len(left.reading.blocks), len(right.reading.blocks))]
    result = list(found)
    for (a, b), (c, d) in pairwise(bounds):
        one = [n for n in range(a + 1, c) if n not in ours]
        two = [n for n in range(b + 1, d) if n not in theirs]
        result += _in_turn(one, two, left, right)
    return result


def _in_turn(one: list[int], two: list[int], left: Side, right: Side) -> list[Group]:
    """Pairs of two short runs of blocks with the greatest likeness, in order; the others stand alone."""
    if len(one) > MOST_BETWEEN or len(two) > MOST_BETWEEN:
        return [Group([n], []) for n in one] + [Group([], [n]) for n in two]
    best = [[0.0] * (len(two) + 1) for _ in range(len(one) + 1)]
    for i in range(len(one) - 1, -1, -1):
        for j in range(len(two) - 1, -1, -1):
            alike = likeness(left, one[i], right, two[j])
            best[i][j] = max(best[i + 1][j], best[i][j + 1], (alike + best[i + 1][j + 1]) if alike else 0.0)
    found: list[Group] = []
    i = j = 0
    while i < len(one) and j < len(two):
        alike = likeness(left, one[i], right, two[j])
        if alike and best[i][j] == alike + best[i + 1][j + 1]:
            found.append(Group([one[i]], [two[j]]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            found.append(Group([one[i]], []))
            i += 1
        else:
            found.append(Group([], [two[j]]))
            j += 1
    return found + [Group([n], []) for n in one[i:]] + [Group([], [n]) for n in two[j:]]


def likeness(left: Side, one: int, right: Side, two: int) -> float:
    """How alike two blocks are without equal quantities: kind, length, loose figures; 0 where they cannot be one."""
    a, b = left.block(one), right.block(two)
    if (a.kind == "table") != (b.kind == "table") or (a.kind == "heading") != (b.kind == "heading"):
        return 0.0
    result = 1.0 + (a.kind == b.kind) + (a.level == b.level)
    if a.kind == "table":
        return result + (len(a.rows) == len(b.rows))
    ratio = (len(a.piece.text) + 8) / (len(b.piece.text) + 8)
    if not SHORTEST < ratio < LONGEST:
        return 0.0
    shared = _figures(left, one) & _figures(right, two)
    return result + 2 * len(shared) + min(ratio, 1 / ratio)


def _figures(side: Side, block: int) -> set[Decimal]:
    return {m.amount for m in side.loose_by_block().get(block, ())}
