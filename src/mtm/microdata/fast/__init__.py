"""Fast paths beside the SQL: one linear pass over ordered records, identical rows.

Scope: a door that is an engine like the others. Needs the extra ``fast`` (numba, numpy, pyarrow); what it has no pass
for runs on DuckDB.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from mtm.microdata.engines import Engine


def available() -> bool:
    """True when the libraries of the extra ``fast`` are installed."""
    return all(find_spec(name) is not None for name in ("numba", "numpy", "pyarrow"))


@contextmanager
def fast(scratch: Path | None = None, memory: str = "", remember: bool = False) -> Iterator[Engine]:
    """Open the fast paths, with DuckDB for the rest; ``remember`` keeps counts in the dataset's folder ``state/``."""
    from mtm.microdata.engines.embedded import embedded
    from mtm.microdata.fast.engine import Fast

    with ExitStack() as stack:
        yield Fast(cache(lambda: stack.enter_context(embedded(scratch, memory))), remember)
