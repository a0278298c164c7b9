"""The inbox holds what partners sent: one folder per source, the date of receipt in front of each file's name.

Scope: which deliveries are there, and what stands in the inbox without being one. Nothing is parsed here.
A delivery's date is the one in its name; the clock and the file's own time are never asked.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mtm.model.finding import Finding, Place, Severity
from mtm.model.observation import Delivery

LARGEST = 256 * 2**20
"""Bytes of the largest delivery taken; agencies' tables stay far below, individual records have their own intake."""

_DATED = re.compile(r"(\d{4}-\d{2}-\d{2})[_ -](.+)")
_IGNORED = re.compile(r"(\..*|~\$.*|Thumbs\.db|desktop\.ini|.*\.(tmp|part|crdownload))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A delivery together with its bytes, as it lies in the inbox."""

    delivery: Delivery
    data: bytes


@dataclass(frozen=True, slots=True)
class Inbox:
    """Everything found in the inbox: deliveries in a fixed order, and findings on what is not a delivery."""

    arrivals: tuple[Arrival, ...]
    findings: tuple[Finding, ...]


def read_inbox(folder: Path, sources: Collection[str]) -> Inbox:
    """List and hash every delivery of the declared sources; an absent inbox is an empty one."""
    found: list[Arrival] = []
    findings: list[Finding] = []
    for path in _files(folder):
        result = _arrival(path, path.relative_to(folder).as_posix(), sources)
        if isinstance(result, Finding):
            findings.append(result)
        else:
            found.append(result)
    found.sort(key=lambda a: (a.delivery.source, a.delivery.received, a.delivery.path))
    return Inbox(tuple(found), tuple(findings))


def _files(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        return
    for path in sorted(folder.rglob("*"), key=lambda p: p.relative_to(folder).as_posix()):
        hidden = any(_IGNORED.fullmatch(part) for part in path.relative_to(folder).parts)
        if not hidden and (path.is_symlink() or path.is_file()):
            yield path


def _arrival(path: Path, name: str, sources: Collection[str]) -> Arrival | Finding:
    place = Place(name)
    source, _, rest = name.partition("/")
    if path.is_symlink():
        return Finding.make("inbox_link", Severity.WARNING, place)
    if not rest:
        return Finding.make("inbox_no_source", Severity.WARNING, place)
    if source not in sources:
        known = ", ".join(sorted(sources))
        return Finding.make("inbox_unknown_source", Severity.WARNING, place, folder=source, known=known)
    received = _received(path.name)
    if received is None:
        return Finding.make("inbox_no_date", Severity.WARNING, place, source=source)
    try:
        size = path.stat().st_size
        if size > LARGEST:
            return Finding.make("inbox_too_large", Severity.WARNING, place, source=source, size=size, largest=LARGEST)
        data = path.read_bytes()
    except OSError as error:
        return Finding.make("inbox_unreadable", Severity.WARNING, place, source=source, reason=error.strerror or "")
    return Arrival(Delivery(source, received, name, hashlib.sha256(data).hexdigest(), len(data)), data)


def _received(name: str) -> date | None:
    match = _DATED.fullmatch(name)
    if not match:
        return None
    try:
        return date.fromisoformat(match[1])
    except ValueError:
        return None
