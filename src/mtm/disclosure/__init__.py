"""Disclosure: what a set of published tables, or a file of records, would say about single people, and how to stop it.

Scope: counts and sums of respondents before they leave the house. Small cells are withheld, further cells are withheld
so that the first cannot be worked out, and a linear programme over everything published together proves it.
Not covered: what readers know from elsewhere, and what tables that were published earlier reveal unless they are given
as cells that are already known.
"""

from mtm.disclosure.auditing import Exposed, audit
from mtm.disclosure.percentages import counts_behind, shares
from mtm.disclosure.suppression import Protected, suppress
from mtm.disclosure.tables import Cell, Key, Rules, Status, Sum, Table

__all__ = [
    "Cell",
    "Exposed",
    "Key",
    "Protected",
    "Rules",
    "Status",
    "Sum",
    "Table",
    "audit",
    "counts_behind",
    "shares",
    "suppress",
]
