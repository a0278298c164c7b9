"""Documents built to exhaust, mislead or break a reader end in a clear message, never in a mistake of the auditor.

Full sizes, time and memory are measured by ``benchmarks/audit_hostile.py``; here the long ones are smaller.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mtm.audit.documents import open_bytes
from mtm.audit.documents.piece import LONGEST, Block, cut_long, line_piece
from mtm.audit.documents.tags import defused
from mtm.audit.engine import audit_documents
from mtm.audit.findings import AuditResult
from mtm.model.errors import MtmError
from tests.audit import hostile_files
from tests.audit.hostile_shelf import FILES, SMALLER

# What the message says where nothing can be audited.
REFUSED = {
    "loop.pdf": "no page that can be read|no text layer",
    "grandchild.pdf": "no page that can be read|no text layer|cannot be read",
    "scan.pdf": "no text layer: scanned pages are not audited",
    "locked.pdf": "is encrypted",
    "cut.pdf": "cannot be read as PDF",
    "noise.pdf": "cannot be read as PDF",
    "drawing.html": "holds no text",
    "digits.txt": "line 1 is longer than",
    "zero.txt": "not in a format that can be audited",
    "noise.txt": "not in a format that can be audited",
    "bomb.docx": "too large to audit",
    "liar.docx": "cannot be read as a Word document|too large",
    "laughs.docx": "declares entities",
    "secret.docx": "declares entities",
    "deep.docx": "what is damaged in word/document.xml",
    "nothing.docx": "cannot be read as a Word document",
    "cut.docx": "cannot be read as a Word document",
    "empty.pdf": "is empty",
    "blanks.txt": "is empty",
    "old.doc": "not in a format that can be audited",
    "picture.pdf": "not in a format that can be audited",
}
# What is said beside the findings where a part could not be audited.
PARTLY = {
    "partly.pdf": "page 2 has no text layer",
    "wide.html": "more than 60 columns",
    "spans.html": "more than 60 columns",
    "wide.md": "more than 60 columns",
    "wide.txt": "more than 60 columns",
    "wide.docx": "more than 60 columns",
    "tall.md": "more than 3000 rows",
    "bidi.md": "marks turn it",
}
# Documents that are read in full whatever they are called or written in: their three numbers are checked.
READ = {"huge.pdf", "country.pdf", "deep.html", "utf16.txt", "utf16le.txt", "word.pdf", "page.docx", "page.txt"}
# An exploding page takes the reader to its limit of memory: benchmarks only.
TOO_LONG = {"self.pdf", "gigabyte.pdf"}


def _audited(name: str, data: bytes) -> AuditResult:
    return audit_documents([open_bytes(name, data)])


def _build(name: str) -> bytes:
    return SMALLER.get(name, FILES[name])()


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_a_document_without_readable_text_is_refused_with_its_reason(name: str) -> None:
    with pytest.raises(MtmError, match=REFUSED[name]):
        _audited(name, _build(name))


@pytest.mark.parametrize("name", sorted(set(FILES) - set(REFUSED) - TOO_LONG))
def test_a_hostile_document_is_audited_to_its_end(name: str) -> None:
    result = _audited(name, _build(name))
    said = " ".join(result.problems)
    assert PARTLY.get(name, "") in said
    if name not in PARTLY:
        assert said == ""
    if name in READ:
        assert (result.coverage.claims, result.coverage.checked) == (3, 3)


def test_text_in_an_old_character_set_is_read_as_it_was_meant() -> None:
    result = _audited("cp1251.txt", hostile_files.text_in_cp1251())
    assert result.coverage.claims == 15
    assert result.findings == ()


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-8-sig", "utf-16"])
def test_an_error_is_found_in_every_encoding(encoding: str) -> None:
    text = "Всего въехало 48 210 человек, выехало 30 100 человек, сальдо составило 18 010 человек.\n"
    (finding,) = [f for f in _audited("обзор.txt", text.encode(encoding)).findings if f.kind == "error"]
    assert "18 010" in [place.text for place in (*finding.places, *finding.operands)]


def test_signs_that_open_no_tag_keep_their_place() -> None:
    assert (
        defused("a <b>c</b> < 5 <p x='<i>'> <!-- <b --> <a href=\"")
        == "a <b>c</b> ‹ 5 <p x='<i>'> <!-- <b --> ‹a href=\""
    )
    assert defused("<!-- never closed <b>x</b>") == "‹!-- never closed <b>x</b>"


def test_a_paragraph_that_runs_on_is_cut_and_every_character_keeps_its_place() -> None:
    text = "Arrivals from place one were 1,234 in all. " * 1000
    parts = cut_long([Block("paragraph", line_piece(text, 7))])
    assert "".join(p.piece.text for p in parts) == text
    assert all(len(p.piece.text) <= LONGEST for p in parts)
    at = 0
    for block in parts:
        assert block.piece.locate(5, 9) == (7, at + 5, at + 9)
        at += len(block.piece.text)


def test_a_paragraph_of_usual_length_is_left_as_it_is() -> None:
    block = Block("paragraph", line_piece("Arrivals were 1,234 in all. " * 20, 7))
    assert cut_long([block]) == [block]


@pytest.mark.parametrize("build", [hostile_files.html_of_unclosed_marks, hostile_files.html_of_entities])
def test_defusing_changes_no_length(build: Callable[[], bytes]) -> None:
    text = build()[:100_000].decode()
    assert len(defused(text)) == len(text)
