"""Columns of the dataset's files as arrays, in the order in which they stand, the next file read while one is counted.

Scope: pyarrow and numpy stay behind this door and the kernels. A Parquet file read whole by pyarrow keeps its order;
the kernels check it again where they rely on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from mtm.microdata.dataset import DatasetError

Arrays = tuple[Any, ...]


def columns(path: Path, names: Sequence[str]) -> Arrays:
    """The columns of one file as numpy arrays; raises DatasetError for a file that cannot be read."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.ParquetFile(path, memory_map=True).read(columns=list(names), use_threads=True)
    except (pa.ArrowInvalid, OSError) as error:
        raise DatasetError(
            f"A file of the dataset cannot be read ({error})", where=str(path), remedy="Restore it from a copy."
        ) from None
    return tuple(table.column(name).to_numpy() for name in names)


def files(paths: Sequence[Path], names: Sequence[str]) -> Iterator[Arrays]:
    """The columns of one file after the other; while one is worked on, the next is read."""
    with ThreadPoolExecutor(1) as reader:
        ahead = None
        for path in paths:
            found, ahead = ahead, reader.submit(columns, path, names)
            if found is not None:
                yield found.result()
        if ahead is not None:
            yield ahead.result()
