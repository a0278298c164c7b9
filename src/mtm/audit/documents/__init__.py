"""Documents of any supported format become blocks with positions.

Scope: the door of the room: finds out the format by content, hands the bytes to that format's reader, names what
cannot be audited.
"""

from __future__ import annotations

import re
from pathlib import Path

from mtm.audit.documents.piece import Document, cut_long
from mtm.model.errors import MtmError

MAX_BYTES = 100_000_000
_TAG = re.compile(rb"<(?:!doctype\s+html|html|body|head|table|div|p|h1)[\s>]", re.IGNORECASE)
_TURNING = re.compile("[\u202d\u202e]")

__all__ = ["Document", "open_bytes", "open_document"]


def open_document(path: Path) -> Document:
    """Read a file; raises MtmError where there is nothing to audit."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise MtmError(f"is larger than {MAX_BYTES // 1_000_000} MB", where=path.name, remedy="Split the document.")
        data = path.read_bytes()
    except OSError as error:
        raise MtmError(f"cannot be opened ({error.strerror or error})", where=str(path)) from error
    return open_bytes(path.name, data)


def open_bytes(name: str, data: bytes) -> Document:
    """Read a document's bytes; the format is found by content, not by name."""
    if not data.strip():
        raise MtmError("is empty: nothing to audit", where=name)
    document = _read(name, data)
    if not any(b.piece.text.strip() or b.rows for b in document.blocks):
        raise _nothing(document)
    document.blocks = cut_long(document.blocks)
    document.problems += _turned(document)
    return document


def _nothing(document: Document) -> MtmError:
    """Why a document that could be opened holds nothing to audit."""
    if document.format != "pdf":
        reasons = "; ".join(document.problems)
        return MtmError(f"holds no text to audit{f' ({reasons})' if reasons else ''}", where=document.name)
    if not document.pages_without_text:
        return MtmError("has no page that can be read", where=document.name, remedy="Export it again as PDF.")
    what = "has no text layer: scanned pages are not audited"
    return MtmError(what, where=document.name, remedy="Recognise its text (OCR) first.")


def _read(name: str, data: bytes) -> Document:
    if data[:1024].lstrip().startswith(b"%PDF"):
        from mtm.audit.documents.pdf import read_pdf

        return read_pdf(name, data)
    if data.startswith(b"PK\x03\x04"):
        from mtm.audit.documents.docx import read_docx

        return read_docx(name, data)
    if data.startswith((b"\xd0\xcf\x11\xe0", b"{\\rtf")) or _binary(data):
        raise MtmError(
            "is not in a format that can be audited", where=name, remedy="Use .pdf, .docx, .html, .md or .txt."
        )
    return _read_text(name, decode(name, data))


def _read_text(name: str, text: str) -> Document:
    if _TAG.search(text[:2000].encode("utf-8", "ignore")) and not name.lower().endswith((".md", ".txt")):
        from mtm.audit.documents.html import read_html

        return read_html(name, text)
    from mtm.audit.documents.text import read_text

    return read_text(name, text, "md" if name.lower().endswith((".md", ".markdown")) else "txt")


def _turned(document: Document) -> list[str]:
    """Lines whose marks turn the order of what is shown: a reader sees other numbers than the file holds."""
    turned = [at for at, text in enumerate(document.texts, 1) if _TURNING.search(text)]
    if not turned:
        return []
    more = f" and {len(turned) - 1} more" if len(turned) > 1 else ""
    return [f"the order shown at {document.unit} {turned[0]}{more}: marks turn it, numbers are read as stored"]


def decode(name: str, data: bytes) -> str:
    """The text in its encoding: by its mark, as UTF-8, else as charset-normalizer finds it."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if wide := _wide(data):
        return data.decode(wide, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        if _nearly_utf8(data):
            return data.decode("utf-8", "replace")
        from charset_normalizer import from_bytes

        best = from_bytes(data[:200_000], cp_isolation=["cp1251", "cp1252", "koi8_r", "utf_16", "cp1254"]).best()
        if best is None:
            raise MtmError("is not written in a known character set", where=name, remedy="Save it as UTF-8.") from None
        return data.decode(best.encoding, "replace")


def _binary(data: bytes) -> bool:
    """A picture, an archive, a database: runs of zeros, or many bytes that no text holds."""
    sample = data[:4096]
    control = sum(1 for byte in sample if 0 < byte < 9 or 13 < byte < 32)
    return b"\x00\x00\x00\x00" in sample or (control > 0.03 * len(sample) and not _wide(data) and not _marked(data))


def _marked(data: bytes) -> bool:
    return data.startswith((b"\xff\xfe", b"\xfe\xff"))


def _wide(data: bytes) -> str:
    """UTF-16 without its mark: every other byte of a text in Latin letters is zero, or the same few in Cyrillic."""
    sample = data[:4096]
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        high = sample[first::2]
        if high and sum(1 for byte in high if byte in (0, 4)) > 0.9 * len(high) and len(set(sample)) > 4:
            return encoding
    return ""


def _nearly_utf8(data: bytes) -> bool:
    """UTF-8 with a few broken characters, as where a file was cut or joined in the middle of a letter."""
    broken = data.decode("utf-8", "replace").count("\ufffd")
    letters = sum(1 for byte in data if byte >= 0xC0)
    return broken < 0.01 * letters + 2 and letters > 4 * broken
