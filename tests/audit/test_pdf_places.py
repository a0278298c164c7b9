"""What stands where on PDF pages: notes raised over the line, turned pages, lines taken whole and word by word."""

from __future__ import annotations

import pytest

from mtm.audit.documents.pdf_raw import extract
from tests.audit.pages_of_prose import CELLS, TABLE, made, prose, read, tables, turned

SENTENCE = "The border service counted 9,405,102 arrivals and 8,554,434 departures in the fourth quarter. "


def test_lines_of_a_page_of_prose_are_asked_whole_and_rows_of_a_table_word_by_word() -> None:
    (running,) = extract(made(SENTENCE * 3))["pages"]
    (table,) = extract(made(TABLE))["pages"]

    taken = [running["text"][start:end] for start, end, *_ in running["words"]]
    assert taken == [line.strip() for line in running["text"].splitlines()]
    assert [table["text"][start:end] for start, end, *_ in table["words"]] == table["text"].split()


@pytest.mark.parametrize("written", ["#super[2]", "#super[2)]", "#super[2,3]"])
@pytest.mark.parametrize("closing", ["", ",", "."])
def test_a_raised_digit_is_no_digit_of_the_number_before_it(written: str, closing: str) -> None:
    document = read(made(f"The service counted 1,234{written}{closing} arrivals of workers{written} from Kazakhstan."))

    digits = "".join(c for c in prose(document) if c.isdigit())
    assert digits == "1234"


def test_a_raised_letter_in_a_table_is_no_part_of_the_name_or_the_number() -> None:
    document = read(made(TABLE.replace("[China]", "[China#super[a]]").replace("[1,234]", "[1,234#super[b]]")))

    assert tables(document) == [CELLS]


def test_a_number_that_ends_a_sentence_keeps_its_digits() -> None:
    assert prose(read(made("In all there were 1,234. The year was 2024!"))) == (
        "In all there were 1,234. The year was 2024!"
    )


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_that_is_shown_turned_reads_like_one_that_is_not(degrees: int) -> None:
    sideways = f"#rotate({-degrees}deg, reflow: true)[#box(width: 11cm)[{SENTENCE}\n\n{TABLE}]]"
    document = read(turned(made(sideways, "width: 14cm, height: 14cm, margin: 1cm"), degrees))

    assert prose(document) == SENTENCE.strip()
    assert tables(document) == [CELLS]


def test_a_table_that_lies_on_its_side_on_an_upright_page_is_read() -> None:
    document = read(made(f"#rotate(-90deg, reflow: true)[#box(width: 9cm)[{TABLE}]]"))

    assert tables(document) == [CELLS]


def test_a_word_broken_at_the_end_of_a_line_is_whole_again() -> None:
    long = "International responsibilities notwithstanding, administrations characterised misunderstandings. "
    document = read(
        made("#set par(justify: true)\n#set text(hyphenate: true)\n" + long * 5, "width: 7cm, height: 20cm")
    )

    assert prose(document) == (long * 5).strip()


def test_one_character_beyond_the_common_ones_does_not_lose_the_page() -> None:
    text = "The count 𝟓 rose by 5 per cent to 1,234 persons.\n\n"
    document = read(made(text + TABLE))

    assert "rose by 5 per cent to 1,234 persons" in prose(document)
    assert tables(document) == [CELLS]


def test_the_second_of_two_columns_of_text_follows_the_first() -> None:
    first = " ".join(f"The first column counts {n} persons in village {n}." for n in range(1, 15))
    second = " ".join(f"The second column counts {n} permits in town {n}." for n in range(1, 15))
    document = read(made(f"#grid(columns: 2, gutter: 8mm, [{first}], [{second}])", "width: 16cm, height: 16cm"))

    assert prose(document) == f"{first} {second}"


def test_a_table_of_names_and_one_number_is_a_table() -> None:
    rows = [["Uzbekistan", "834,302"], ["China", "2,529,726"], ["Türkiye", "1,417,342"]]
    cells = ", ".join(f"[{cell}]" for row in rows for cell in row)
    document = read(made(f"{SENTENCE}\n\n#table(columns: (4cm, 3cm), stroke: none, {cells})"))

    assert tables(document) == [rows]
