"""Workbooks before 2007. The sample was written by xlwt 1.3; what it holds is written out here."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from delivered import content, read, refusal, rules

from mtm.model.cell import Merge

SAMPLE = Path(__file__).with_name("old_workbook.xls").read_bytes()
PERMITS = Path(__file__).parents[2] / "examples/kazakhstan/inbox/migration-service/2024-01-15_RVP_4kv.xls"


def test_texts_numbers_dates_and_their_formats_are_read() -> None:
    first = content("a.xls", SAMPLE).grids[0]
    cells = {cell.address: (cell.text, cell.value) for row in first.rows for cell in row}
    assert cells["B2"] == ("Қазақстан Республикасы", "Қазақстан Республикасы")
    assert cells["B3"] == ("198.0", 198)
    assert cells["C3"] == ("2 975 788", 2975788)
    assert cells["B4"] == ("65.8", Decimal("65.8"))
    assert cells["C4"] == ("27.8%", Decimal("0.278"))
    assert cells["B5"] == ("01.09.2023", date(2023, 9, 1))
    assert cells["C5"] == ("TRUE", True)
    assert cells["B7"] == ("1 123.2", 1123200)
    assert cells["C8"] == ("-5", -5)
    assert cells["B10"] == ("10 чел.", 10)


def test_formulas_that_were_never_calculated_are_errors() -> None:
    first = content("a.xls", SAMPLE).grids[0]
    assert [first.rows[5][i].error for i in (1, 2)] == ["formula without a stored result"] * 2


def test_merged_and_hidden_parts_are_known() -> None:
    first, second, third = content("a.xls", SAMPLE).grids
    assert first.merges == (Merge(9, 2, 9, 4),)
    assert (first.hidden_rows, first.hidden_columns) == (frozenset({10}), frozenset({4}))
    assert (first.hidden, second.hidden, third.hidden) == (False, True, False)
    assert (second.name, second.rows[0][0].text) == ("служ", "скрыто")


def test_texts_that_run_over_several_records_are_whole() -> None:
    third = content("a.xls", SAMPLE).grids[2]
    assert [row[0].text for row in third.rows] == [f"строка {i} — " + "длинный текст ә " * 8 for i in range(400)]


def test_the_permits_file_reads_as_printed() -> None:
    grid = content(PERMITS.name, PERMITS.read_bytes()).grids[0]
    assert [cell.text for cell in grid.rows[4]] == ["1", "Узбекистан", "111 563"]
    assert grid.merges == (Merge(1, 1, 1, 3), Merge(2, 1, 2, 3))
    assert rules(PERMITS.name, PERMITS.read_bytes()) == set()


@pytest.mark.parametrize("size", [8, 511, 512, 1000, 5000, 60_000, 130_000])
def test_a_workbook_cut_off_anywhere_is_refused(size: int) -> None:
    assert refusal("a.xls", SAMPLE[:size]).rule == "read_damaged"


def test_a_workbook_with_a_password_is_refused_as_such() -> None:
    # the record of the author's name (0x5C, 112 bytes) turned into the one that announces encryption (0x2F)
    assert SAMPLE.count(b"\x5c\x00\x70\x00") == 1
    assert refusal("a.xls", SAMPLE.replace(b"\x5c\x00\x70\x00", b"\x2f\x00\x70\x00")).rule == "read_encrypted"


def test_no_flipped_byte_makes_the_reader_fail_in_another_way_than_by_refusing() -> None:
    # the header, the directory and the first records, where lengths and sector numbers stand
    for place in [*range(24, 100, 3), *range(512, 900, 7)]:
        data = SAMPLE[:place] + bytes([SAMPLE[place] ^ 0xFF]) + SAMPLE[place + 1 :]
        findings = read("a.xls", data)[1]
        assert "read_failed" not in {finding.rule for finding in findings}, place
