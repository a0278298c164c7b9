"""Column widths of printed tables, from measured text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdf_back import chars
from sample_charts import words
from sample_report import sample_report

from mtm import fonts
from mtm.model.blocks import Column, Paragraph, Reference, Row, Section, Table
from mtm.writers import pdf
from mtm.writers.pdf.widths import BREAK, COLUMN, FULL, Content, breakable, columns

MM = 72 / 25.4
NUMBERS = st.integers(0, 10**9).map(lambda n: f"{n:,}")
CONTENTS = st.builds(
    Content, st.lists(st.text("abc –", max_size=40), min_size=1, max_size=2), st.lists(NUMBERS), st.just(True)
)


def test_a_small_table_is_as_wide_as_the_text_column() -> None:
    size, widths = columns([Content(["Country"], ["Kazakhstan"], False), Content(["Persons"], ["1,234"], True)])

    assert size == 9
    assert sum(widths) == pytest.approx(COLUMN)


@given(st.lists(CONTENTS, min_size=1, max_size=12))
def test_a_table_never_exceeds_the_type_area(contents: list[Content]) -> None:
    assert sum(columns(contents)[1]) <= FULL + 1e-6


@given(st.lists(CONTENTS, min_size=1, max_size=6))
def test_numbers_fit_their_columns_at_the_size_chosen(contents: list[Content]) -> None:
    size, widths = columns(contents)

    for content, width in zip(contents, widths, strict=True):
        assert all(fonts.measure(text, size) <= width for text in content.cells)


def test_a_word_too_wide_may_break_after_the_signs_of_a_file_name() -> None:
    name = "border-service/2024-01-22_form.xlsx"

    assert breakable(name, 500, 9) == name
    assert breakable(name, 60, 9).split(BREAK)[:4] == ["border-", "service/", "2024-", "01-"]


def test_every_piece_of_a_broken_word_fits() -> None:
    pieces = breakable("Ш" * 60, 100, 9).split(BREAK)

    assert "".join(pieces) == "Ш" * 60
    assert all(fonts.measure(piece, 9) <= 100.001 for piece in pieces)


def test_long_words_stay_on_the_page_in_text_and_tables() -> None:
    long = words("Verwaltungsvorschriften" * 8)
    table = Table(
        "t",
        "t",
        Reference("Table"),
        long,
        long,
        tuple(Column(long) for _ in range(4)),
        (Row(long, (long, long, long)),),
        long,
    )
    report = replace(sample_report(), front=(), register=(), sections=(Section("s", (Paragraph(long), table)),))

    for char in chars(pdf.write(report, {})):
        assert char.right <= 192 * MM + 1, char
