"""Which counts of a table must be withheld so that no small one can be read or worked out.

Scope: one table of counts with the sums that bind them. Primary: a count from one to below the threshold.
Secondary: more counts, as small as possible, until in every sum either nothing is withheld or at least two counts are,
which together reach the threshold; and until no withheld count follows from several sums at once (checked by
elimination).
Zeros are not withheld. What other published tables reveal, or a reader's own knowledge, is outside this check.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Key = tuple[str | int | None, ...]

_TAG = "\0sum"  # marks the sums that an equation was made of; never an unknown
PRIME = (1 << 61) - 1  # elimination works modulo a large prime: coefficients are +1 and -1, so nothing is lost


@dataclass(frozen=True, slots=True)
class Sum:
    """A printed sum: ``whole`` is the total of ``parts`` (parts that are not in the table are zero)."""

    whole: Key
    parts: tuple[Key, ...]


def withheld(
    counts: Mapping[Key, int], sums: Sequence[Sum], threshold: int, shown: frozenset[Key] = frozenset()
) -> frozenset[Key]:
    """The keys to withhold; none where ``threshold`` is at most 1.

    ``shown`` are totals that readers have from another table: they are withheld only where they are small themselves.
    """
    hidden = {key for key, count in counts.items() if 0 < count < threshold}
    for bound in _bound_together(sums):
        if any(key in hidden for one in bound for key in (one.whole, *one.parts)):
            _protect(counts, bound, hidden, threshold, shown)
    return frozenset(hidden)


def _bound_together(sums: Sequence[Sum]) -> list[list[Sum]]:
    """The sums in groups that share no key: what is withheld in one group says nothing about another."""
    home: dict[Key, Key] = {}

    def root(key: Key) -> Key:
        while home.setdefault(key, key) != key:
            home[key] = home[home[key]]
            key = home[key]
        return key

    for one in sums:
        for part in one.parts:
            home[root(part)] = root(one.whole)
    groups: dict[Key, list[Sum]] = defaultdict(list)
    for one in sums:
        groups[root(one.whole)].append(one)
    return list(groups.values())


def _protect(
    counts: Mapping[Key, int], sums: Sequence[Sum], hidden: set[Key], threshold: int, shown: frozenset[Key]
) -> None:
    while more := _bare(counts, sums, hidden, threshold, shown) or _implied(counts, sums, hidden, shown):
        hidden |= more


def _bare(
    counts: Mapping[Key, int], sums: Sequence[Sum], hidden: set[Key], threshold: int, shown: frozenset[Key]
) -> set[Key]:
    """One more key for every sum that would give away what is withheld in it."""
    more: set[Key] = set()
    for one in sums:
        inside = [key for key in (one.whole, *one.parts) if key in hidden or key in more]
        parts = [key for key in inside if key != one.whole]
        exposed = len(inside) == 1 or (one.whole not in inside and 0 < sum(counts[key] for key in parts) < threshold)
        if inside and exposed:
            more |= _smallest(counts, one, hidden | more | shown)
    return more


def _smallest(counts: Mapping[Key, int], one: Sum, barred: set[Key]) -> set[Key]:
    """The smallest count of a sum that is still shown, its whole last of all; a sum of one part hides both."""
    free = [key for key in one.parts if key not in barred and counts.get(key, 0) > 0]
    if free:
        return {min(free, key=lambda key: (counts[key], str(key)))}
    return {one.whole} if one.whole not in barred and counts.get(one.whole, 0) > 0 else set()


def _implied(counts: Mapping[Key, int], sums: Sequence[Sum], hidden: set[Key], shown: frozenset[Key]) -> set[Key]:
    """One more key for each withheld count that several sums together determine, where one is left."""
    more: set[Key] = set()
    known = determined(sums, hidden)
    for key in known:
        beside = (one for one in sums if key == one.whole or key in one.parts)
        more |= next((found for one in beside if (found := _smallest(counts, one, hidden | shown))), set())
    return more or (_farther(counts, sums, hidden, shown) if known else set())


def _farther(counts: Mapping[Key, int], sums: Sequence[Sum], hidden: set[Key], shown: frozenset[Key]) -> set[Key]:
    """The smallest count still shown in the sums that together give a withheld one away; they may stand further off."""
    more: set[Key] = set()
    for used in _given_away(sums, hidden):
        free = {key for one in used for key in _smallest(counts, one, hidden | shown)}
        if free:
            more.add(min(free, key=lambda key: (counts[key], str(key))))
    return more


def _given_away(sums: Sequence[Sum], hidden: set[Key]) -> list[list[Sum]]:
    """For each withheld count that can be solved for: the sums that it takes."""
    system = _System()
    for number, one in enumerate(sums):
        row = _unknowns(one, hidden)
        if row:
            system.add({**row, (_TAG, number): 1})
    alone = (row for row in system.rows.values() if sum(key[0] != _TAG for key in row) == 1)
    return [[sums[int(key[1] or 0)] for key in row if key[0] == _TAG] for row in alone]


def _unknowns(one: Sum, hidden: set[Key]) -> dict[Key, int]:
    row: dict[Key, int] = defaultdict(int)
    for key, sign in ((one.whole, -1), *((part, 1) for part in one.parts)):
        if key in hidden:
            row[key] += sign
    return {key: value for key, value in row.items() if value}


def determined(sums: Iterable[Sum], hidden: Iterable[Key]) -> list[Key]:
    """The withheld counts that a reader could solve for from all sums together."""
    unknown = set(hidden)
    system = _System()
    for one in sums:
        system.add(_unknowns(one, unknown))
    return sorted((pivot for pivot, row in system.rows.items() if len(row) == 1), key=str)


class _System:
    """Linear equations in reduced form: every pivot stands in its own row only."""

    def __init__(self) -> None:
        self.rows: dict[Key, dict[Key, int]] = {}
        self.where: dict[Key, set[Key]] = defaultdict(set)  # key -> pivots of the rows that hold it

    def add(self, row: dict[Key, int]) -> None:
        """Add one equation, reduced by those before; those before by it."""
        for pivot in [key for key in row if key in self.rows]:
            _subtract(row, self.rows[pivot], row[pivot])
        free = [key for key in row if key[0] != _TAG]
        if not free:
            return
        pivot = min(free, key=lambda key: len(self.where[key]))
        inverse = pow(row[pivot], -1, PRIME)
        row = {key: value * inverse % PRIME for key, value in row.items()}
        for other in tuple(self.where[pivot]):
            _subtract(self.rows[other], row, self.rows[other][pivot])
            for key in row:
                self._note(other, key)
        self.rows[pivot] = row
        for key in row:
            self._note(pivot, key)

    def _note(self, pivot: Key, key: Key) -> None:
        if key in self.rows[pivot]:
            self.where[key].add(pivot)
        else:
            self.where[key].discard(pivot)


def _subtract(row: dict[Key, int], other: Mapping[Key, int], factor: int) -> None:
    for key, value in other.items():
        rest = (row.get(key, 0) - factor * value) % PRIME
        if rest:
            row[key] = rest
        else:
            row.pop(key, None)
