"""The manifest of a release: the sha256 of every file in it, what went in, and a check that nothing has moved since.

Scope: ``manifest.json`` and ``mtm verify``. The manifest holds no time: the same release gives the same manifest.
A manifest shows that files were damaged or exchanged; it is no signature and cannot show who wrote it.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mtm.model.finding import Finding, Place, Severity
from mtm.model.observation import Delivery

NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Entry:
    """What the manifest says of one file."""

    path: str
    sha256: str
    size: int


def manifest(
    files: Mapping[str, bytes],
    inputs: Iterable[Delivery],
    *,
    period: str,
    as_of: date,
    versions: Mapping[str, str],
) -> bytes:
    """The manifest as JSON: every file of the release and every delivery that was known, each with sha256 and size.

    ``files`` are the release's files by path with forward slashes; ``versions`` name the programs that made it.
    """
    listed = {path: data for path, data in files.items() if path != NAME}
    content = {
        "period": period,
        "as_of": as_of.isoformat(),
        "versions": dict(sorted(versions.items())),
        "files": [
            {"path": path, "sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
            for path, data in sorted(listed.items())
        ],
        "inputs": [_input(delivery) for delivery in sorted(inputs, key=lambda d: (d.source, d.received, d.path))],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def verify(folder: Path) -> tuple[Finding, ...]:
    """Every difference between a release folder and its manifest: files changed, missing, or not listed; () if none."""
    path = folder / NAME
    if not path.is_file():
        return (_finding("manifest_missing", NAME),)
    try:
        entries = _entries(path.read_bytes())
    except (ValueError, KeyError, TypeError) as problem:
        return (_finding("manifest_unreadable", NAME, reason=str(problem)),)
    return (*_listed(folder, entries), *_unlisted(folder, entries))


def _input(delivery: Delivery) -> dict[str, object]:
    return {
        "source": delivery.source,
        "received": delivery.received.isoformat(),
        "path": delivery.path,
        "sha256": delivery.sha256,
        "size": delivery.size,
    }


def _entries(data: bytes) -> list[Entry]:
    """Raises ValueError, KeyError or TypeError for anything but a manifest."""
    return [Entry(str(f["path"]), str(f["sha256"]), int(f["size"])) for f in json.loads(data)["files"]]


def _listed(folder: Path, entries: Iterable[Entry]) -> Iterator[Finding]:
    for entry in entries:
        path = folder / entry.path
        if not _inside(folder, path) or not path.is_file():
            yield _finding("file_missing", entry.path)
            continue
        found, size = _digest(path), path.stat().st_size
        if (found, size) != (entry.sha256, entry.size):
            yield _finding("file_changed", entry.path, expected=entry.sha256, found=found)


def _unlisted(folder: Path, entries: Iterable[Entry]) -> Iterator[Finding]:
    known = {_plain(entry.path) for entry in entries} | {NAME}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not path.is_dir() and _plain(name) not in known:
            yield _finding("file_unlisted", name, Severity.WARNING)


def _inside(folder: Path, path: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())


def _plain(name: str) -> str:
    # macOS hands file names back with letters and accents taken apart
    return unicodedata.normalize("NFC", name)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _finding(
    rule: str, file: str, severity: str = Severity.BLOCKING, expected: str = "", found: str = "", reason: str = ""
) -> Finding:
    told = {"expected": expected, "found": found, "reason": reason}
    params = {name: value for name, value in told.items() if value}
    return Finding(rule, severity, (Place(file),), tuple(sorted({"file": file, **params}.items())))
