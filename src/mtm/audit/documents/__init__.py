"""Documents of any supported format become blocks with positions.

Scope: the door of the room: finds out the format by content, hands the bytes to that format's reader.
"""

from __future__ import annotations

from pathlib import Path

from mtm.audit.documents.piece import Document
from mtm.audit.documents.text import read_text

__all__ = ["open_document"]


def open_document(path: Path) -> Document:
    return read_text(path.name, path.read_text(encoding="utf-8"))
