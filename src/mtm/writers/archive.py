"""Zip containers with fixed times, so that the same parts always give the same bytes.

Scope: the container of DOCX and XLSX files. Nothing is read from the clock, the file system or the operating system.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime

_FIRST_DAY = datetime(1980, 1, 1, tzinfo=UTC)  # the zip format knows no earlier date


def pack(parts: Iterable[tuple[str, bytes]], moment: datetime) -> bytes:
    """A zip of the named parts in the order given, every one stamped with ``moment`` in UTC."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as container:
        for name, data in parts:
            container.writestr(_entry(name, moment), data, compresslevel=6)
    return buffer.getvalue()


def repack(data: bytes, moment: datetime) -> bytes:
    """The same zip with every time replaced by ``moment``; order and contents stay."""
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        return pack([(info.filename, container.read(info)) for info in container.infolist()], moment)


def _entry(name: str, moment: datetime) -> zipfile.ZipInfo:
    stamp = max(moment.astimezone(UTC), _FIRST_DAY)
    entry = zipfile.ZipInfo(name, stamp.timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 0  # zipfile writes the system it runs on, which would differ between Windows and the rest
    entry.external_attr = 0
    return entry
