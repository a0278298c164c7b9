"""Our own report passes its own audit, in three languages and three formats, and an altered copy of it does not.

The build is the witness's only input: nothing here knows what the report says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from mtm.audit import audit_documents
from mtm.audit.comparison.versions import compare
from mtm.audit.documents import open_document
from mtm.audit.documents.piece import Document, Piece
from mtm.audit.findings import EDITORIAL, AuditResult, Found
from mtm.audit.meaning.reading import read
from mtm.build import build
from tests.build.conftest import copied

LANGUAGES = ("en", "ru", "kk")
FORMATS = ("html", "docx", "pdf")
PERIOD = "2023-Q4"
ANOTHER = "2024-Q2"
# a word of a rise or a fall, and one of the opposite direction
TURNED = {
    "en": (r"\bfell\b", "rose"),
    "ru": (r"\bуменьшились\b", "выросли"),
    "kk": (r"\bазайды\b", "артты"),
}
# a unit after a number, and another one
OTHER_UNIT = {
    "en": (r"(?<=\d )million\b", "billion"),
    "ru": (r"(?<=\d[ \u00a0])млн\b", "млрд"),
    "kk": (r"(?<=\d[ \u00a0])млн\b", "млрд"),
}
DECIMAL = (r"(?<=\d[.,])\d(?=\s(?:per cent|проц|пайыз))", "0")
THIRD = re.compile(r"(\d\D*\d\D*)(\d)")


@dataclass
class Reports:
    """The built reports, each opened once."""

    folder: Path
    known: dict[tuple[str, str], Document] = field(default_factory=dict)

    def document(self, language: str, form: str) -> Document:
        key = (language, form)
        if key not in self.known:
            self.known[key] = open_document(self.folder / f"report.{language}.{form}")
        return self.known[key]

    def triple(self, form: str) -> list[Document]:
        return [self.document(language, form) for language in LANGUAGES]


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Reports:
    workspace = copied(tmp_path_factory.mktemp("own-audit") / "kazakhstan")
    return Reports(build(workspace, PERIOD, languages=LANGUAGES).release)


def pieces(document: Document) -> Iterator[tuple[int, int, int, Piece]]:
    """Every piece of text with its block, row and column; -1 for running text."""
    for number, block in enumerate(document.blocks):
        if block.kind != "table":
            yield number, -1, -1, block.piece
        for row, cells in enumerate(block.rows):
            for column, piece in enumerate(cells):
                yield number, row, column, piece


def edited(document: Document, at: tuple[int, int, int], edit: Callable[[str], str]) -> Document:
    """The document with one piece of its text changed."""
    number, row, column = at
    block = document.blocks[number]

    def changed(piece: Piece) -> Piece:
        return Piece(edit(piece.text), piece.anchors)

    if row < 0:
        block = replace(block, piece=changed(block.piece))
    else:
        rows = [list(cells) for cells in block.rows]
        rows[row][column] = changed(rows[row][column])
        block = replace(block, rows=tuple(map(tuple, rows)))
    return replace(document, blocks=[*document.blocks[:number], block, *document.blocks[number + 1 :]])


def replaced(document: Document, pattern: str, word: str, prose: bool = True) -> tuple[Document, Piece]:
    """The first match in running text (or in a table) replaced, and the piece in which it stood."""
    for number, row, column, piece in pieces(document):
        if (row < 0) == prose and document.blocks[number].kind != "heading" and re.search(pattern, piece.text):
            return edited(document, (number, row, column), lambda t: re.sub(pattern, word, t, count=1)), piece
    raise AssertionError(f"{document.name} holds nothing like {pattern}")


def differences(findings: Iterable[Found]) -> list[Found]:
    return [f for f in findings if f.rule == "versions"]


@pytest.fixture(scope="session")
def audits(reports: Reports) -> Callable[[str], AuditResult]:
    """The audit of the three languages together, once per format."""
    known: dict[str, AuditResult] = {}

    def result(form: str) -> AuditResult:
        if form not in known:
            known[form] = audit_documents(reports.triple(form))
        return known[form]

    return result


@pytest.mark.parametrize("form", FORMATS)
def test_the_reports_hold_nothing_wrong_or_likely_wrong(audits: Callable[[str], AuditResult], form: str) -> None:
    result = audits(form)

    assert [(f.rule, f.message, f.places) for f in result.wrong] == []
    assert result.languages == LANGUAGES


@pytest.mark.parametrize("form", ["html", "docx"])
def test_no_number_of_the_reports_lacks_its_period_or_sign(audits: Callable[[str], AuditResult], form: str) -> None:
    noticed = [f for f in audits(form).findings if f.kind == EDITORIAL and f.rule != "versions"]

    assert [(f.rule, f.message) for f in noticed] == []


def test_another_quarter_holds_nothing_wrong_either(tmp_path: Path) -> None:
    """A later quarter has earlier ones of its own to compare with, and other gaps to report."""
    built = build(copied(tmp_path / "kazakhstan"), ANOTHER, languages=("ru",)).release
    result = audit_documents([open_document(built / "report.ru.html")])

    assert [(f.rule, f.message, f.places) for f in result.findings] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_at_least_150_claims_of_a_report_are_checked(reports: Reports, language: str) -> None:
    assert audit_documents([reports.document(language, "pdf")]).coverage.checked >= 150


@pytest.mark.parametrize("form", FORMATS)
def test_the_three_languages_do_not_differ(audits: Callable[[str], AuditResult], form: str) -> None:
    result = audits(form)

    assert [(f.mechanism, f.message) for f in differences(result.findings)] == []
    # nearly every number of the three has its partner in the others
    assert result.coverage.checked > 0.95 * result.coverage.claims > 1000


def largest(document: Document) -> tuple[int, int, int]:
    """The cell with the largest number of all tables."""
    best, place = 0, (-1, -1, -1)
    for number, row, column, piece in pieces(document):
        digits = re.sub(r"\D", "", piece.text)
        whole = re.fullmatch(r"\s*\d{1,3}(?:[,\s]\d{3})+\s*", piece.text)
        if row > 0 and column > 0 and whole and int(digits) > best:
            best, place = int(digits), (number, row, column)
    return place


@pytest.mark.parametrize(("language", "form"), [("en", "pdf"), ("ru", "html"), ("kk", "docx")])
def test_one_digit_altered_in_a_table_is_caught(reports: Reports, language: str, form: str) -> None:
    # the third digit of the largest number of all tables: a total, which parts, shares and a balance contradict
    document = reports.document(language, form)
    at = largest(document)
    before = document.blocks[at[0]].rows[at[1]][at[2]]
    wrong = edited(document, at, lambda text: THIRD.sub(lambda m: m[1] + str((int(m[2]) + 4) % 10), text, count=1))

    result = audit_documents([wrong])

    where = before.locate(0, len(before.text))[0]
    assert any(p.where == where for f in result.wrong for p in f.places), before.text


FIGURE = re.compile(r"[-+−]?\d[\d,.\s]*\d")
EVERY, MOST_ALTERED, LEAST_FOUND = 12, 12, 11


def figures(document: Document) -> list[tuple[int, int, int]]:
    """The cells of the report's tables that hold one number of two digits or more; the annexes name none in tables."""
    return [
        (number, row, column)
        for number, row, column, piece in pieces(document)
        if column > 0 and FIGURE.fullmatch(piece.text.strip())
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_digit_altered_anywhere_in_the_tables_is_mostly_caught(reports: Reports, language: str) -> None:
    """The first digit of every twelfth figure: what stands once and has no total, share or copy cannot be caught."""
    document = reports.document(language, "html")
    altered = figures(document)[::EVERY][:MOST_ALTERED]
    caught = 0
    for at in altered:
        wrong = edited(document, at, lambda text: re.sub(r"\d", lambda m: str((int(m[0]) + 4) % 9 + 1), text, count=1))
        caught += bool(audit_documents([wrong]).wrong)

    assert len(altered) == MOST_ALTERED
    assert caught >= LEAST_FOUND


# every kind in every language, and every format with one of them
ALTERED = [(kind, language, "html") for kind in ("digit", "unit", "trend") for language in LANGUAGES]
ALTERED += [("digit", "ru", "pdf"), ("unit", "en", "pdf"), ("trend", "kk", "pdf"), ("digit", "kk", "docx")]


@pytest.mark.parametrize(("kind", "language", "form"), ALTERED)
def test_one_alteration_in_one_language_is_caught_there(reports: Reports, kind: str, language: str, form: str) -> None:
    pattern, word = {"digit": DECIMAL, "unit": OTHER_UNIT[language], "trend": TURNED[language]}[kind]
    documents = reports.triple(form)
    here = LANGUAGES.index(language)
    documents[here], changed = replaced(documents[here], pattern, word)

    found = differences(compared(documents))

    assert found
    assert all(place.file == here for f in found for place in f.places)
    first, last = changed.locate(0, 1)[0], changed.locate(len(changed.text) - 1, len(changed.text))[0]
    assert all(first <= place.where <= last for f in found for place in f.places)


def compared(documents: list[Document]) -> list[Found]:
    """Only the comparison: what each report says by itself is audited above."""
    readings = [read(document, None, file) for file, document in enumerate(documents)]
    for reading in readings:
        reading.documents = documents
    return compare(readings)
