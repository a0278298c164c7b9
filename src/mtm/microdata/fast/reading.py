"""Columns of the dataset's files as arrays, in the order in which they stand, the next piece read while one is counted.

Scope: pyarrow and numpy stay behind this door and the kernels. A file is read a few row groups at a time, so that
memory depends neither on the size of a file nor on how often a person crosses; pyarrow keeps their order, and the
kernels check it again where they rely on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from mtm.microdata.dataset import DatasetError

Arrays = tuple[Any, ...]
T = TypeVar("T")
PIECE_ROWS = 500_000  # a few megabytes a column: they stay in the processor's cache between reading and counting
WORTH_A_THREAD = 2**21  # bytes: what is smaller is read before a thread has begun


def pieces(path: Path, names: Sequence[str]) -> Iterator[Arrays]:
    """The columns of one file, some row groups at a time; raises DatasetError for a file that cannot be read."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path, memory_map=True) as file:
            for groups in _together([file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)]):
                table = file.read_row_groups(groups, columns=list(names), use_threads=True)
                yield tuple(table.column(name).to_numpy() for name in names)
    except (pa.ArrowException, OSError, KeyError) as error:
        why = str(error).splitlines()[0]
        raise DatasetError(
            f"A file of the dataset cannot be read ({why})", where=str(path), remedy="Restore it from a copy."
        ) from None


def _together(rows: Sequence[int]) -> Iterator[list[int]]:
    """Neighbouring row groups put together up to PIECE_ROWS rows, at least one at a time."""
    groups: list[int] = []
    held = 0
    for number, count in enumerate(rows):
        if groups and held + count > PIECE_ROWS:
            yield groups
            groups, held = [], 0
        groups.append(number)
        held += count
    if groups:
        yield groups


def ahead(source: Iterator[T]) -> Iterator[T]:
    """The same values; while one is worked on, another thread makes the next."""
    with ThreadPoolExecutor(1) as reader:
        coming = reader.submit(lambda: [*_first(source)])
        while found := coming.result():
            coming = reader.submit(lambda: [*_first(source)])
            yield found[0]


def _first(source: Iterator[T]) -> Iterator[T]:
    for value in source:
        yield value
        return


def files(paths: Sequence[Path], names: Sequence[str]) -> Iterator[tuple[int, Arrays]]:
    """Pieces of one file after the other, each with the place of its file."""
    found = ((place, arrays) for place, path in enumerate(paths) for arrays in pieces(path, names))
    return found if sum(path.stat().st_size for path in paths) < WORTH_A_THREAD else ahead(found)


def whole_persons(paths: Sequence[Path], names: Sequence[str]) -> Iterator[Arrays]:
    """Pieces of files that follow each other, cut between persons; the person is the first of ``names``."""
    kept: Arrays | None = None
    for _, arrays in files(paths, names):
        found = arrays if kept is None else joined([kept, arrays])
        cut = int(np.searchsorted(found[0], found[0][-1]))
        kept = tuple(column[cut:] for column in found)
        if cut:
            yield tuple(column[:cut] for column in found)
    if kept is not None:
        yield kept


def joined(parts: Sequence[Arrays]) -> Arrays:
    """Arrays of several pieces, one after the other."""
    return parts[0] if len(parts) == 1 else tuple(np.concatenate(those) for those in zip(*parts, strict=True))
