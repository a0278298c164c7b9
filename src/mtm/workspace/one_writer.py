"""One writer at a time: a lock on a folder that the system releases when the process ends, however it ends.

Scope: mutual exclusion of writers, on Windows, macOS and Linux. A file ``lock`` that is left over locks nothing.
Readers need no lock: what they read is put in place as a whole.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mtm.model.errors import MtmError


@contextmanager
def only_writer(folder: Path, other: str = "Another intake") -> Iterator[None]:
    """Hold the folder's lock, or raise MtmError where another process holds it; ``other`` says what that may be."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("a+b") as file:
        try:
            _take(file.fileno())
        except OSError:
            remedy = "Wait until it has finished, or end it; nothing will be lost."
            raise MtmError(f"{other} is writing here", where=folder.as_posix(), remedy=remedy) from None
        yield


def _take(handle: int) -> None:
    if os.name == "nt":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
