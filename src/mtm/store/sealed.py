"""Checksums over what the store holds, so that nothing the disk changed is ever served.

Scope: SHA-256 over the text of rows, and over a take's own line together with the checksums of its rows.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence

from mtm.model.observation import Delivery
from mtm.store.rows import Row

_ENCODE = json.JSONEncoder(separators=(",", ":")).encode


def digest(rows: Iterable[Sequence[str | None]]) -> str:
    """The checksum of rows in their order."""
    found = hashlib.sha256()
    for row in rows:
        found.update(_ENCODE(list(row)).encode("ascii"))
        found.update(b"\n")
    return found.hexdigest()


def digests(contents: dict[str, list[Row]]) -> str:
    """The checksums of a take's tables as one text."""
    return json.dumps({table: digest(rows) for table, rows in sorted(contents.items())})


def seal(number: int, delivery: Delivery, recipe: str, withdrawn: bool, checksums: str) -> str:
    """The checksum of a take's own line."""
    d = delivery
    line = [str(number), d.source, d.received.isoformat(), d.path, d.sha256, str(d.size), recipe, str(withdrawn)]
    return digest([[*line, checksums]])
