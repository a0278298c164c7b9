"""Files appear whole or not at all: written aside, forced to the disk, then renamed into place.

Scope: one commit step for every file of a dataset, and the message when the disk is full.
A kill or a power cut between two commits leaves the state after the first; tests stop the process at each of them.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mtm.model.errors import MtmError

ASIDE = ".part"
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FULL_WORDS = (
    "no space left",
    "disk quota",
    "file too large",
    "could not write",
    "out of disk",
    "not enough space",
    "failed to offload",
)


class DiskFullError(MtmError):
    """The disk took no more; what was committed before stays valid."""


def aside(path: Path) -> Path:
    """The name under which a file is written before it is committed."""
    return path.with_name(path.name + ASIDE)


def commit(path: Path) -> None:
    """Put the finished file written at ``aside(path)`` into place under its own name."""
    part = aside(path)
    with part.open("rb+") as handle:
        os.fsync(handle.fileno())
    part.replace(path)
    _sync_folder(path.parent)


def write_text(path: Path, text: str) -> None:
    """Write a small text file whole."""
    aside(path).write_text(text, encoding="utf-8", newline="\n")
    commit(path)


def discard(path: Path) -> None:
    """Remove a file that nothing refers to any more."""
    path.unlink(missing_ok=True)


@contextmanager
def room_on_disk(where: Path) -> Iterator[None]:
    """Turn the many ways in which a full disk shows into one error that says what to do."""
    try:
        yield
    except MtmError:
        raise
    except Exception as error:
        if not is_full(error):
            raise
        raise DiskFullError(
            "The disk is full or its quota is used up",
            where=str(where),
            remedy="Free space and run the same command again: it continues; nothing is lost or taken twice.",
        ) from error


def is_full(error: BaseException) -> bool:
    """True for an error that a full disk or a used-up quota causes."""
    if isinstance(error, OSError) and error.errno in _FULL:
        return True
    if type(error).__module__.partition(".")[0] not in ("duckdb", "_duckdb"):
        return False
    return any(words in str(error).lower() for words in _FULL_WORDS)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows cannot open folders; its rename is journalled
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
