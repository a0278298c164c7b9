"""What a delivery really is, told by its content; the extension of its name is only compared with it.

Scope: the first bytes and, for text, the first characters. Containers are looked into by ``archive`` and ``ole``.
"""

from __future__ import annotations

import re

ZIP, OLE, PDF, HTML, XML, TEXT, EMPTY = "zip", "ole", "pdf", "html", "xml", "text", "empty"

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),
    (b"PK\x07\x08", ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
    (b"%PDF-", PDF),
    (b"{\\rtf", "rtf"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!", "rar"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"PAR1", "parquet"),
    (b"SQLite format 3\x00", "sqlite"),
    (b"\x89PNG\r\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"\x09\x08", "xls before Excel 97, without its container"),
    (b"\x09\x04\x06\x00", "xls of Excel 4"),
    (b"\x09\x02\x06\x00", "xls of Excel 3"),
    (b"\x09\x00\x04\x00", "xls of Excel 2"),
)

_HTML = re.compile(r"<(!doctype\s+html|html|head|body|table|meta|style|script|div|p|br|center)\b", re.IGNORECASE)
_XHTML = re.compile(r"<\?xml[^>]*>.*?<html\b", re.IGNORECASE | re.DOTALL)
_XML = re.compile(r"<(\?xml|!DOCTYPE|!--|[A-Za-z_][\w.:-]*(\s[^<>]*)?/?>)")
_JSON = re.compile(r"\{\s*[\"}]|\[\s*(\{|\[|\]|\"[^\"]*\"\s*[,\]])")

EXTENSIONS: dict[str, tuple[str, ...]] = {
    "xlsx": ("xlsx", "xlsm", "xltx", "xltm"),
    "xls": ("xls", "xlt"),
    "ods": ("ods", "ots"),
    "docx": ("docx", "docm", "dotx", "dotm"),
    "csv": ("csv", "tsv", "tab", "txt"),
}


def extension(name: str) -> str:
    """The extension of a name without its dot, in small letters; "" where there is none."""
    stem, dot, last = name.rsplit("/", 1)[-1].rpartition(".")
    return last.lower() if dot and stem else ""


def extension_lies(name: str, format: str) -> bool:
    """True when a name ends like another format than the one found; unknown extensions say nothing."""
    found = extension(name)
    return found not in EXTENSIONS[format] and any(found in others for others in EXTENSIONS.values())


def kind_of_bytes(data: bytes) -> str:
    """The kind of a file by its first bytes; ``TEXT`` where none of the known signatures stands there."""
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        return EMPTY
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    if b"%PDF-" in data[:1024]:
        return PDF
    return TEXT


def kind_of_text(text: str) -> str:
    """Pages and other markup that are sent under a table's name; ``TEXT`` where it may be a table."""
    start = text[:4096].lstrip("\ufeff \t\r\n")
    if start.startswith("MIME-Version:") or _HTML.match(start) or _XHTML.match(start):
        return HTML
    if _XML.match(start) and ("<" in start[1:] or start.rstrip().endswith("/>")):
        return XML
    return "json" if _JSON.match(start) else TEXT
