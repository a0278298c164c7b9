"""The database file: opened by one process at a time, created whole or not at all, every failure a StoreError.

Scope: DuckDB itself; what its tables mean is in ``store``. The file refers to nothing outside itself and DuckDB is
not allowed to: no extensions are loaded, no other file is read.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from mtm.model.errors import StoreError
from mtm.store.rows import FINDING, OBSERVATION, SET_ASIDE, SHAPE

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FORMAT, VERSION = "mtm store", "1"
REBUILD = "The store holds nothing that is not in the inbox: delete the file, and the next build makes it anew."
_CONFIG = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
_LOCKED = re.compile(r"\block\b|being used by another process|different configuration", re.IGNORECASE)
_NOT_OURS = re.compile(r"not a valid DuckDB database|version number|older than|newer version", re.IGNORECASE)
_FULL = re.compile(r"no space|too large|disk|could not write|could not fsync|failed to write", re.IGNORECASE)
_PAUSE = 0.05  # seconds between two attempts to open a locked file

_TABLES = (
    "CREATE TABLE meta (name VARCHAR, value VARCHAR)",
    "CREATE TABLE contents (sha256 VARCHAR, data BLOB)",
    "CREATE TABLE takes (take BIGINT, withdrawn BOOLEAN, source VARCHAR, received VARCHAR, path VARCHAR, "
    "sha256 VARCHAR, size BIGINT, recipe VARCHAR, checksums VARCHAR, seal VARCHAR)",
    *(
        f"CREATE TABLE {table} (take BIGINT, seq BIGINT, {', '.join(f'{column} VARCHAR' for column in columns)})"
        for table, columns in (
            ("observations", OBSERVATION),
            ("findings", FINDING),
            ("set_aside", SET_ASIDE),
            ("shapes", SHAPE),
        )
    ),
)


def connect(path: Path, *, read_only: bool, wait: float) -> DuckDBPyConnection:
    """Open the file, waiting up to ``wait`` seconds for another process to close it.

    Errors: StoreError where it is missing (read-only), locked, damaged, not a store, or of another version.
    """
    deadline = time.monotonic() + wait
    if not read_only and not path.exists():
        _create(path)
    while True:
        try:
            connection = _open(path, read_only)
            break
        except StoreError as error:
            if not isinstance(error, _LockedError) or time.monotonic() >= deadline:
                raise
            time.sleep(_PAUSE)
    try:
        _check(connection, path)
    except BaseException:
        connection.close()
        raise
    if not read_only:
        _sweep(path)
    return connection


class _LockedError(StoreError):
    """Another process has the file; worth another attempt."""


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn whatever the database or damaged contents raise into a StoreError with what to do about it."""
    import duckdb

    try:
        yield
    except duckdb.Error as error:
        raise _explanation(path, str(error)) from error
    except (ValueError, KeyError, TypeError, IndexError, ArithmeticError, RecursionError, SystemError) as error:
        raise damaged(path, f"{type(error).__name__}: {error}") from error


def _open(path: Path, read_only: bool) -> DuckDBPyConnection:
    import duckdb

    if not path.exists():
        raise StoreError("there is no store", where=str(path), remedy="Build a period first, which makes it.")
    with explained(path):
        return duckdb.connect(str(path), read_only=read_only, config=dict(_CONFIG))


def _check(connection: DuckDBPyConnection, path: Path) -> None:
    """Only a store of this version is touched; anything else that DuckDB can open is left alone."""
    with explained(path):
        known = connection.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = 'meta'").fetchone()
        meta = dict(connection.execute("SELECT name, value FROM meta").fetchall()) if known else {}
    if meta.get("format") != FORMAT:
        remedy = "Move it away; mtm makes its own file in this place."
        raise StoreError("this DuckDB file is not a store of mtm", where=str(path), remedy=remedy)
    if meta.get("version") != VERSION:
        found = meta.get("version", "")
        raise StoreError("the store was made by another version of mtm", where=str(path), value=found, remedy=REBUILD)


def _create(path: Path) -> None:
    """Make the file under another name and put it into place whole, so that a kill leaves no half store behind."""
    import duckdb

    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _remove(fresh)
        with explained(path), duckdb.connect(str(fresh), config=dict(_CONFIG)) as connection:
            for statement in _TABLES:
                connection.execute(statement)
            connection.execute("INSERT INTO meta VALUES ('format', ?), ('version', ?)", [FORMAT, VERSION])
        _put(fresh, path)
    except (OSError, StoreError) as error:
        if not path.exists():  # otherwise another process made the store meanwhile, and swept this one away
            raise error if isinstance(error, StoreError) else _explanation(path, str(error)) from error
    finally:
        _remove(fresh)


def _put(fresh: Path, path: Path) -> None:
    """Never over a store that another process made meanwhile."""
    with fresh.open("rb+") as stream:
        os.fsync(stream.fileno())
    try:
        path.hardlink_to(fresh)
    except FileExistsError:
        return
    except OSError:  # a file system without links
        if not path.exists():
            fresh.replace(path)


def _remove(fresh: Path) -> None:
    for leftover in (fresh, fresh.with_name(f"{fresh.name}.wal")):
        leftover.unlink(missing_ok=True)


def _sweep(path: Path) -> None:
    """Remove what processes left behind that were killed while they made the store."""
    for leftover in path.parent.glob(f"{path.name}.*.new*"):
        with suppress(OSError):
            leftover.unlink()


def _explanation(path: Path, text: str) -> StoreError:
    where, first = str(path), text.strip().splitlines()[0][:300] if text.strip() else ""
    if _NOT_OURS.search(text):
        return StoreError("the store cannot be opened", where=where, value=first, remedy=REBUILD)
    if _LOCKED.search(text):
        remedy = "Wait until the other mtm has finished, or end it."
        return _LockedError("another process is using the store", where=where, value=first, remedy=remedy)
    if "read-only" in text.lower() or "permission" in text.lower():
        remedy = "Check that you may write to the file and its folder."
        return StoreError("the store may not be written to", where=where, value=first, remedy=remedy)
    if _FULL.search(text):
        remedy = "Make room on the disk and start again; nothing half-taken was kept."
        return StoreError("the store could not be written", where=where, value=first, remedy=remedy)
    return damaged(path, first)


def damaged(path: Path, value: str) -> StoreError:
    """The error for contents that do not hold together; ``value`` says which."""
    return StoreError("the store is damaged", where=str(path), value=value, remedy=REBUILD)
