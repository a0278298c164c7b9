"""Counts by quarter, citizenship and length in days, without an array as large as all lengths that could be.

Scope: an array for lengths that are short and frequent, a list for the few that are long. Memory depends on how many
different long lengths there are, not on how many years the dataset covers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

SHORT = 400  # days: a year and the weeks around it
PENDING = 1_000_000  # long stays that wait to be counted


class Tally:
    """``short`` [quarter, citizenship, length] is for the kernels to count in; longer ones come by ``took``."""

    def __init__(self, quarters: Sequence[int], countries: int, days: int) -> None:
        self.quarters, self.countries, self.days = np.asarray(quarters, np.int64), countries, days
        self.short = np.zeros((len(quarters), countries, min(days, SHORT)), np.int64)
        self.long = np.zeros(0, np.int64), np.zeros(0, np.int64)
        self.pending: list[Any] = []

    def room(self, records: int) -> Any:
        """Where a kernel lists the long stays among so many records: quarter, citizenship, length."""
        return np.empty((records if self.short.shape[2] < self.days else 0, 3), np.int32)

    def took(self, listed: Any, found: int) -> bool:
        """Take what a kernel has listed; False where it met rows out of order."""
        if found > 0:
            place, country, length = listed[:found].astype(np.int64).T
            self.pending.append((place * self.countries + country) * self.days + length)
        if sum(keys.size for keys in self.pending) > PENDING:
            self._count_pending()
        return found >= 0

    def _count_pending(self) -> None:
        keys = np.concatenate([self.long[0], *self.pending])
        times = np.concatenate([self.long[1], np.ones(keys.size - self.long[0].size, np.int64)])
        self.long, self.pending = summed(keys, times), []

    def rows(self) -> Any:
        """Quarter, citizenship, length and count of all that was counted, in this order."""
        self._count_pending()
        place, country, length = np.nonzero(self.short)
        counts = self.short[place, country, length]
        keys, counts = summed(
            np.concatenate([(place * self.countries + country) * self.days + length, self.long[0]]),
            np.concatenate([counts, self.long[1]]),
        )
        rest, length = np.divmod(keys, max(self.days, 1))
        return np.column_stack([self.quarters[rest // self.countries], rest % self.countries, length, counts])


def summed(keys: Any, counts: Any) -> tuple[Any, Any]:
    """Each key once, in order, with the sum of its counts."""
    if not keys.size:
        return keys, counts
    order = np.argsort(keys, kind="stable")
    keys, counts = keys[order], counts[order]
    begins = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
    return keys[begins], np.add.reduceat(counts, begins)
