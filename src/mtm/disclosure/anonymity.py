"""A file of records that may be public: everyone is like at least k - 1 others, and no group gives an answer away.

Scope: columns of codes in, the levels of coarsening out. What a reader may know of a person beforehand (the
identifiers) is coarsened step by step, the least loss first, until every combination is shared by k records
(k-anonymity, Sweeney 2002) and shows at least l different values of every sensitive answer (distinct l-diversity,
Machanavajjhala et al. 2007), and until the mean chance of finding a record is small. A few records that stand out may
be left out instead.
Not covered: what readers know of the answers that are not declared identifiers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

ALL = "*"
"""What a column says at its last level: nothing."""

UNANSWERED = -1


@dataclass(frozen=True, slots=True)
class Level:
    """A column at one level of coarsening: codes per record, and what each code says."""

    name: str
    codes: NDArray[np.int64]
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Identifier:
    """A column by which a person may be known, from its finest level to its coarsest; a last one says nothing."""

    name: str
    levels: tuple[Level, ...]

    @classmethod
    def of(cls, name: str, levels: Sequence[Level]) -> Identifier:
        rows = len(levels[0].codes)
        return cls(name, (*levels, Level("left out", np.zeros(rows, np.int64), (ALL,))))


@dataclass(frozen=True, slots=True)
class Privacy:
    """k and l; ``risk``: mean chance of finding a record by its identifiers; ``removed``: largest share of records that
    may be left out; ``tried``: combinations of levels that are looked at before giving up."""

    k: int = 5
    l: int = 2  # noqa: E741 - the letter of the literature
    risk: float = 0.03
    removed: float = 0.02
    tried: int = 1_000


@dataclass(frozen=True, slots=True)
class Anonymous:
    """The levels that satisfy the rules, which records stay, and what was reached."""

    levels: tuple[int, ...]
    kept: NDArray[np.bool_]
    smallest: int
    risk: float
    least_values: int


@dataclass(frozen=True, slots=True)
class Refused:
    """Why there is no public file: ``reason`` is few, k, l, risk, or tried."""

    reason: str
    tried: int = 0


def anonymous(
    identifiers: Sequence[Identifier], sensitive: Sequence[NDArray[np.int64]], rules: Privacy, rows: int
) -> Anonymous | Refused:
    """The least coarsening that satisfies the rules; ``sensitive`` are codes, UNANSWERED where there is no answer."""
    if rows < rules.k:
        return Refused("few")
    last: Anonymous | str = "k"
    count = 0
    for levels in _by_loss(identifiers):
        count += 1
        if count > rules.tried:
            return Refused("tried", rules.tried)
        last = _judged(identifiers, levels, sensitive, rules, rows)
        if isinstance(last, Anonymous):
            return last
    return Refused(last if isinstance(last, str) else "k", count)


def _by_loss(identifiers: Sequence[Identifier]) -> Iterator[tuple[int, ...]]:
    """All combinations of levels, the least loss first; each identifier loses from 0 to 1."""
    steps = [len(one.levels) - 1 for one in identifiers]
    heap = [(0.0, tuple(0 for _ in identifiers))]
    seen = {heap[0][1]}
    while heap:
        _, levels = heappop(heap)
        yield levels
        for place, step in enumerate(steps):
            if levels[place] < step:
                coarser = (*levels[:place], levels[place] + 1, *levels[place + 1 :])
                if coarser not in seen:
                    seen.add(coarser)
                    loss = sum(level / of for level, of in zip(coarser, steps, strict=True))
                    heappush(heap, (round(loss, 9), coarser))


def _judged(
    identifiers: Sequence[Identifier],
    levels: tuple[int, ...],
    sensitive: Sequence[NDArray[np.int64]],
    rules: Privacy,
    rows: int,
) -> Anonymous | str:
    """The result at these levels, or the rule that it breaks."""
    group = classes([one.levels[level].codes for one, level in zip(identifiers, levels, strict=True)], rows)
    size = np.bincount(group)
    fits = size >= rules.k
    values = np.full(len(size), np.iinfo(np.int64).max)
    for codes in sensitive:
        values = np.minimum(values, _distinct(group, codes, len(size)))
    diverse = values >= rules.l
    if size[~fits].sum() > rules.removed * rows:
        return "k"
    if size[~(fits & diverse)].sum() > rules.removed * rows:
        return "l"
    good = fits & diverse
    kept = good[group]
    risk = float(good.sum() / max(kept.sum(), 1))
    if not kept.any() or risk > rules.risk:
        return "risk"
    least = int(min(values[good].min(), 10**6)) if sensitive else 0
    return Anonymous(levels, kept, int(size[good].min()), risk, least)


def classes(columns: Sequence[NDArray[np.int64]], rows: int) -> NDArray[np.int64]:
    """A number for each record that is equal for records alike in all columns."""
    group = np.zeros(rows, np.int64)
    for codes in columns:
        _, group = np.unique(group * (int(codes.max(initial=0)) + 2) + codes + 1, return_inverse=True)
    return np.asarray(group, np.int64)


def _distinct(group: NDArray[np.int64], codes: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    """How many different answers each class shows; a class without any answer gives nothing away."""
    told = codes != UNANSWERED
    pairs = np.unique(np.stack([group[told], codes[told]]), axis=1) if told.any() else np.zeros((2, 0), np.int64)
    found = np.bincount(pairs[0], minlength=size)
    return np.where(found == 0, np.iinfo(np.int64).max, found)
