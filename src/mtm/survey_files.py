"""Files of a survey opened for the doors: forms and exports become cells, and then what the surveys rooms take.

Scope: the file system and the readers' own process. Stages do not import each other, so the doors bring them together.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from mtm.kit.messages import sentence
from mtm.model.errors import MtmError
from mtm.model.finding import Finding, Severity

if TYPE_CHECKING:
    from mtm.model.cell import Content
    from mtm.surveys.form import Form
    from mtm.surveys.intake.export import Export
    from mtm.surveys.intake.take import Source
    from mtm.surveys.intake.versions import Version

CHUNK = 2**20


def content_of(path: Path) -> tuple[Content, tuple[Finding, ...]]:
    """The cells of a workbook, read where it can do no harm. Errors: MtmError where nothing of it can be read."""
    from mtm.readers import isolated_read

    try:
        data = path.read_bytes()
    except OSError as error:
        remedy = "Check the path."
        raise MtmError("cannot be read", where=path.as_posix(), value=error.strerror or "", remedy=remedy) from error
    content, findings = isolated_read(path.name, data)
    if content is None:
        words = sentence(findings[-1], names={"": "the sender"})
        raise MtmError(words.message.rstrip("."), where=path.as_posix(), remedy="Save it again as .xlsx.")
    return content, findings


def form_in(path: Path) -> tuple[Form | None, tuple[Finding, ...]]:
    """The form in a workbook, and what is wrong with its structure."""
    from mtm.surveys.forms.xlsform import read_form

    content, _ = content_of(path)
    return read_form(content, path.name)


def form_for_use(path: Path) -> Form:
    """The form in a workbook. Errors: MtmError with the first thing that keeps it from being used."""
    if not path.is_file():
        remedy = "Make one with mtm survey new, or put your own XLSForm there."
        raise MtmError("there is no form", where=path.as_posix(), remedy=remedy)
    form, findings = form_in(path)
    if form is None:
        first = next(finding for finding in findings if finding.severity == Severity.BLOCKING)
        told = sentence(first)
        raise MtmError(told.message.rstrip("."), where=str(first.places[0]), remedy=told.remedy)
    return form


def versions_in(instrument: Path) -> list[Version]:
    """The forms of an instrument: those in ``versions/`` in the order of their names, then form.xlsx."""
    from mtm.surveys.intake.versions import Version

    older = sorted((instrument / "versions").glob("*.xlsx"))
    found = [Version((path.stem, form.version), form) for path in older for form in (form_for_use(path),)]
    newest = form_for_use(instrument / "form.xlsx")
    return [*found, Version((newest.version or "form.xlsx",), newest)]


def export_in(path: Path) -> Export:
    """The tables of an export; the kind is told by content. Errors: MtmError."""
    from mtm.surveys.intake.delimited import csv_export
    from mtm.surveys.intake.export import export_of
    from mtm.surveys.intake.zipped import zip_export

    try:
        with path.open("rb") as file:
            head = file.read(8)
    except OSError as error:
        remedy = "Check the path."
        raise MtmError("cannot be read", where=path.as_posix(), value=error.strerror or "", remedy=remedy) from error
    if not head:
        raise MtmError("is empty", where=path.as_posix(), remedy="Export it again.")
    if head.startswith(b"PK") and _is_workbook(path):
        return export_of(content_of(path)[0], path.name)
    if head.startswith(b"PK"):
        return zip_export(path, code_page)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return export_of(content_of(path)[0], path.name)
    return csv_export(path, code_page)


def code_page(data: bytes) -> tuple[str, str]:
    """The code page of a text that is not UTF-8, and a rival as plausible; empty texts where it is no text."""
    from mtm.readers.encoding import decode
    from mtm.readers.reading import Refusal

    try:
        found = decode(data)
    except Refusal:
        return "", ""
    return ("", "") if "\ufffd" in found.text else (found.encoding, found.rival)


@contextmanager
def opened(export: Path | None, server: str, instrument: Path, environment: Mapping[str, str]) -> Iterator[Source]:
    """What is taken in: a file, or the submissions on a server; and the forms by version."""
    from mtm.surveys.intake.take import Source

    if export is not None:
        yield Source(export_in(export), sha256_of(export), versions_in(instrument))
        return
    from mtm.survey_servers import asked_for, fetch_form, older_versions, pulled

    asked, form = asked_for(server, environment)
    fetch_form(server, asked, form, instrument / "form.xlsx")
    versions = [*older_versions(server, asked, form), *versions_in(instrument)]
    with pulled(server, asked, form) as (found, sha256):
        yield Source(found, sha256, versions)


def _is_workbook(path: Path) -> bool:
    import zipfile

    try:
        with zipfile.ZipFile(path) as archive:
            return "[Content_Types].xml" in archive.namelist() or "mimetype" in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def sha256_of(path: Path) -> str:
    """The hash of a file, however large."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            found.update(chunk)
    return found.hexdigest()
