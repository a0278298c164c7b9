"""From cells to labelled rows: headings found by text, regions, roles of rows, drift of forms, and what is set aside.

Scope: layout only. Names, periods and numbers are interpreted in ``harmonise``.
"""

from mtm.layouts.drift import drift
from mtm.layouts.place import place

__all__ = ["drift", "place"]
