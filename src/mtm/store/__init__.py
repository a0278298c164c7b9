"""One DuckDB file per workspace: deliveries byte for byte, and all that was read from them, append-only."""

from mtm.store.store import Store
from mtm.store.takes import Counts, Take, Taken

__all__ = ["Counts", "Store", "Take", "Taken"]
