"""How a delivery's observations compare with what was known before: new, changed or unchanged.

Scope: one query, inside the transaction that takes the delivery. Two observations with one key are vintages of each
other; the one before is the latest of the takes that counted, up to the delivery's own date.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from mtm.store.takes import Counts

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_QUERY = """
WITH before AS (
    SELECT key, arg_max(said, {'vintage': vintage, 'take': take, 'seq': seq}) AS said
    FROM observations
    WHERE take IN (SELECT unnest(?::BIGINT[])) AND vintage <= ?
    GROUP BY key
)
SELECT
    count(*) FILTER (WHERE before.said IS NULL),
    count(*) FILTER (WHERE before.said <> mine.said),
    count(*) FILTER (WHERE before.said = mine.said)
FROM observations AS mine LEFT JOIN before USING (key)
WHERE mine.take = ?
"""


def compare(connection: DuckDBPyConnection, number: int, received: date, counted: Sequence[int]) -> Counts:
    """The counts of take ``number`` against the takes ``counted`` until now."""
    found = connection.execute(_QUERY, [list(counted), received.isoformat(), number]).fetchone()
    new, changed, unchanged = found or (0, 0, 0)
    return Counts(1, new, changed, unchanged)
