"""A percentage beside its base is a count: what readers can work out of the two, and the table that it makes.

Scope: shares of respondents. Weighted shares are treated like unweighted ones, which is the cautious way round.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from mtm.disclosure.relations import with_code
from mtm.disclosure.tables import Cell, Key, Table


def shares(
    id: str,
    measure: str,
    question: str,
    rows: Iterable[tuple[Key, int, int]],
    printed: bool = True,
) -> Table:
    """The counts behind proportions: for each (domain, yes, n) the base, those who said yes and those who did not.

    A proportion may leave only where all three are published.
    """
    cells = []
    for domain, yes, n in rows:
        cells.append(Cell(domain, n, printed=printed))
        cells.append(Cell(with_code(domain, question, "yes"), yes, printed=printed))
        cells.append(Cell(with_code(domain, question, "no"), n - yes, printed=printed))
    return Table(id, measure, tuple(cells))


def counts_behind(percent: Decimal, n: int) -> range:
    """Every count out of ``n`` that prints as this percentage, with as many decimals as it shows: 33.3 of 12 is 4."""
    half = Decimal(1).scaleb(int(percent.as_tuple().exponent)) / 2
    low = ((percent - half) * n / 100).to_integral_value(ROUND_CEILING)
    high = ((percent + half) * n / 100).to_integral_value(ROUND_FLOOR)
    return range(max(int(low), 0), min(int(high), n) + 1)
