"""A release appears whole or not at all: written beside its place, then moved there in one step.

Scope: folders on the local disk, on Linux, macOS and Windows. One writer at a time for each target.
However the program ends (error, full disk, power cut, SIGKILL), the old or the new release is complete on the disk;
``recover`` puts it back under its name, and ``publish`` calls it first.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

from mtm.model.errors import MtmError

_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?")
_FORBIDDEN = re.compile(r'[<>:"\\|?*\x00-\x1f\x7f]|[. ]$')
_LONGEST = 255  # bytes of one name, the narrowest limit among common file systems


def publish(files: Mapping[str, bytes], target: Path) -> Path:
    """Put the files into the folder ``target`` so that a reader finds all of the old release or all of the new one.

    ``files`` are contents by path, with forward slashes. A target that holds the same bytes already is left alone.
    Raises MtmError when a name is unfit for some system, the disk is full, or the folder is in use.
    """
    for name in files:
        _check_name(name)
    _check_twins(files)
    with _writing(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        with _alone(target):
            _recover(target)
            if not _same(files, target):
                _exchange(files, target)
    return target


def recover(target: Path) -> None:
    """Clear what a killed publish left beside ``target``; a release whose move was cut short is moved home."""
    if not target.parent.is_dir():
        return
    with _writing(target), _alone(target):
        _recover(target)


def _recover(target: Path) -> None:
    incoming, outgoing, discarded = _beside(target)
    if outgoing.exists() and not target.exists():
        # the old release leaves only after the new one is complete, so the new one goes home
        (incoming if incoming.exists() else outgoing).rename(target)
    if discarded.exists():
        shutil.rmtree(discarded)
    if outgoing.exists():
        _discard(outgoing, discarded)
    if incoming.exists():
        shutil.rmtree(incoming)


def _exchange(files: Mapping[str, bytes], target: Path) -> None:
    if target.exists() and not target.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(target))
    incoming, outgoing, discarded = _beside(target)
    try:
        _fill(incoming, files)
        if target.exists():
            target.rename(outgoing)
        incoming.rename(target)
    except BaseException:
        with contextlib.suppress(OSError):
            if outgoing.exists() and not target.exists():
                outgoing.rename(target)
        shutil.rmtree(incoming, ignore_errors=True)
        raise
    _settle(target.parent)
    if outgoing.exists():
        with contextlib.suppress(OSError):  # a viewer may still hold it open; the next start clears it
            _discard(outgoing, discarded)


def _discard(outgoing: Path, discarded: Path) -> None:
    """Remove the old release; renamed first, so that half of it is never taken for a release."""
    outgoing.rename(discarded)
    shutil.rmtree(discarded)


def _fill(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir()
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, data)
    for inner in [folder, *(p for p in folder.rglob("*") if p.is_dir())]:
        _settle(inner)


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """Make the names inside a folder durable; Windows cannot open a folder and does not need it."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _same(files: Mapping[str, bytes], target: Path) -> bool:
    if not target.is_dir():
        return False
    standing = {p.relative_to(target).as_posix(): p for p in target.rglob("*") if not p.is_dir()}
    return standing.keys() == files.keys() and all(standing[name].read_bytes() == data for name, data in files.items())


@contextlib.contextmanager
def _writing(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        reason = problem.strerror or type(problem).__name__
        raise MtmError(
            f"the release cannot be written: {reason}",
            where=str(target),
            remedy="Nothing was changed. Free space on the disk, close programs that use the release, and build again.",
        ) from problem


@contextlib.contextmanager
def _alone(target: Path) -> Iterator[None]:
    """Hold the parent folder's lock; the system drops it when the program ends, however it ends."""
    if os.name == "nt":  # an open file blocks the move of its folder there, which keeps a second writer out
        yield
        return
    import fcntl

    handle = os.open(target.parent, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # some network file systems know no locks
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _check_name(name: str) -> None:
    for part in name.split("/"):
        reserved = _RESERVED.fullmatch(part)
        if part in ("", ".", "..") or reserved or _FORBIDDEN.search(part) or len(part.encode()) > _LONGEST:
            raise MtmError(
                "a file of the release has a name that some system cannot store",
                value=name,
                remedy="Rename the table, chart or section it comes from.",
            )


def _check_twins(files: Mapping[str, bytes]) -> None:
    """Names that differ only in case or in how accents are encoded are one name on Windows and macOS."""
    seen: dict[str, str] = {}
    for name in files:
        key = unicodedata.normalize("NFC", name).casefold()
        if key in seen:
            raise MtmError(
                f'two files of the release differ only in case from each other: "{seen[key]}" and',
                value=name,
                remedy="Rename the table, chart or section one of them comes from.",
            )
        seen[key] = name


def _beside(target: Path) -> tuple[Path, Path, Path]:
    """Where the new release is written, where the old one waits, and where it is removed."""
    incoming, outgoing, discarded = (f".{target.name}.{part}" for part in ("incoming", "outgoing", "discarded"))
    return target.with_name(incoming), target.with_name(outgoing), target.with_name(discarded)
