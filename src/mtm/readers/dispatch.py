"""The room's door: the bytes of one delivery become cells, whatever they turn out to be.

Scope: decides by content which reader is right, compares with the extension, and turns every way of failing into a
finding. Nothing in a delivery is executed, fetched or written to disk.
"""

from __future__ import annotations

from mtm.model.cell import Content
from mtm.model.finding import Finding
from mtm.readers import sniff
from mtm.readers.limits import MAX_FILE, READ_MEMORY
from mtm.readers.reading import Reading, Refusal


def read(name: str, data: bytes) -> tuple[Content | None, tuple[Finding, ...]]:
    """The cells of a delivery and what was noticed on the way; None where nothing of it can be used.

    ``name`` is the path that findings print. The same bytes always give the same result.
    Errors: none; whatever is wrong with the bytes is a finding.
    """
    reading = Reading(name)
    try:
        content = _read(reading, data)
    except Refusal as refusal:
        return refused(reading, refusal)
    except MemoryError:
        return refused(reading, Refusal("read_memory", limit=READ_MEMORY))
    except BaseException as failure:  # panics of Rust libraries are no Exception
        if isinstance(failure, (KeyboardInterrupt, SystemExit, GeneratorExit)):
            raise
        return refused(reading, Refusal("read_failed", reason=f"{type(failure).__name__}: {failure}"[:200]))
    if sniff.extension_lies(name, content.format):
        reading.note("read_extension", extension=sniff.extension(name), format=content.format)
    return content, tuple(reading.findings)


def refused(reading: Reading, refusal: Refusal) -> tuple[None, tuple[Finding, ...]]:
    """No content, and what was noticed with the reason for it."""
    reading.refuse(refusal)
    return None, tuple(reading.findings)


def _read(reading: Reading, data: bytes) -> Content:
    if len(data) > MAX_FILE:
        raise Refusal("read_too_large", size=len(data), limit=MAX_FILE)
    kind = sniff.kind_of_bytes(data)
    if kind == sniff.ZIP:
        return _read_archive(reading, data)
    if kind == sniff.OLE:
        return _read_compound(reading, data)
    if kind == sniff.TEXT:
        return _read_text(reading, data)
    raise _unsuitable(reading, kind)


def _unsuitable(reading: Reading, kind: str) -> Refusal:
    if kind in (sniff.EMPTY, sniff.PDF, sniff.HTML, sniff.XML):
        return Refusal(f"read_{kind}", extension=sniff.extension(reading.name))
    return Refusal("read_unsupported", kind=kind)


def _read_archive(reading: Reading, data: bytes) -> Content:
    from mtm.readers import archive, opc

    parts = archive.Archive(data)
    if "mimetype" in parts:
        from mtm.readers.ods import MIME, read_ods

        mime = parts.read("mimetype", 1024).strip()
        if mime.startswith(MIME):
            return read_ods(reading, parts)
        raise Refusal("read_unsupported", kind=mime.decode("ascii", errors="replace"))
    main = opc.main_part(parts).lower()
    if main.startswith("word/") and main in parts:
        from mtm.readers.docx import read_docx

        return read_docx(reading, parts)
    if main.endswith(".bin"):
        raise Refusal("read_unsupported", kind="xlsb")
    if main.startswith("xl/") and main in parts:
        from mtm.readers.xlsx import read_xlsx

        return read_xlsx(reading, parts)
    raise Refusal("read_unsupported", kind="zip") if not main else Refusal("read_damaged", reason=f"no {main}")


def _read_compound(reading: Reading, data: bytes) -> Content:
    from mtm.readers.ole import Compound
    from mtm.readers.xls import read_xls

    compound = Compound(data)
    names = compound.names
    if {"EncryptedPackage", "EncryptionInfo"} & names:
        raise Refusal("read_encrypted")
    if {"Workbook", "Book", "WORKBOOK", "BOOK"} & names:
        return read_xls(reading, data, compound)
    kind = "doc" if "WordDocument" in names else "OLE"
    raise Refusal("read_unsupported", kind=kind)


def _read_text(reading: Reading, data: bytes) -> Content:
    from mtm.readers.csv import read_csv
    from mtm.readers.encoding import decode

    decoded = decode(data)
    kind = sniff.kind_of_text(decoded.text)
    if kind != sniff.TEXT:
        raise _unsuitable(reading, kind)
    return read_csv(reading, decoded)
