# ruff: noqa: S608 - SQL is composed here from constants, numbers and quoted literals only
"""Which file of a dataset is damaged, found only after something went wrong.

Scope: engines tell in many ways that a Parquet file cannot be read, some without its name. Then every file is read
once, and the first that cannot be is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from mtm.microdata.dataset import Dataset, DatasetError
from mtm.microdata.durable import is_full
from mtm.microdata.workbench import parquet, workbench
from mtm.model.errors import MtmError


@contextmanager
def blamed(dataset: Dataset) -> Iterator[None]:
    """Turn an engine's error into one that names the damaged file; other errors stay as they are."""
    try:
        yield
    except MtmError:
        raise
    except Exception as error:
        found = None if is_full(error) else damaged(dataset.paths(dataset.parts))
        if found is None:
            raise
        path, why = found
        remedy = "Restore it from a copy, or take the deliveries in again in another folder."
        raise DatasetError(f"A file of the dataset cannot be read ({why})", where=str(path), remedy=remedy) from error


def damaged(paths: Iterable[Path]) -> tuple[Path, str] | None:
    """The first of these Parquet files that cannot be read to its end, and why; None where all can."""
    import duckdb

    with workbench() as database:
        for path in paths:
            try:
                database.execute(f"SELECT bit_xor(hash(COLUMNS(*))) FROM ({parquet([path])})").fetchall()
            except duckdb.OutOfMemoryException:
                return None
            except duckdb.Error as error:
                return path, str(error).splitlines()[0]
    return None
