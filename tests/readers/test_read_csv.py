"""Tables as text: alphabets, delimiters, quotes, and addresses that name line and column."""

import pytest
from delivered import grid, read, refusal, rules, texts
from hypothesis import given
from hypothesis import strategies as st

RUSSIAN = "Страна;Въезд;Выезд\nРеспублика Узбекистан;1334101;1469172\nЧехия;5;6\n"
KAZAKH = "Ел;Келгені;Кеткені\nӨзбекстан;1334101;1469172\nҚырғыз Республикасы;5;6\n"


def test_an_address_names_the_line_and_the_column() -> None:
    data = b'NAM\tDAT\tVAL\nx\t2023\t"-6 946"\n'
    cell = grid("a.csv", data).rows[1][2]
    assert (cell.address, cell.text, cell.value) == ("line 2, column VAL", "-6 946", "-6 946")


def test_tab_semicolon_comma_and_bar_are_told_by_the_lines_they_cut_evenly() -> None:
    assert texts(grid("a.csv", b"a\tb\n1,5\t2,5\n")) == [["a", "b"], ["1,5", "2,5"]]
    assert texts(grid("a.csv", b"a;b\n1,5;2,5\n3,5;4,5\n")) == [["a", "b"], ["1,5", "2,5"], ["3,5", "4,5"]]
    assert texts(grid("a.csv", b'a,b\n"x;y",2\n')) == [["a", "b"], ["x;y", "2"]]
    assert texts(grid("a.csv", b"a|b\n1|2\n")) == [["a", "b"], ["1", "2"]]
    assert texts(grid("a.csv", b"sep=,\na,b;c\n1,2;3\n")) == [["", ""], ["a", "b;c"], ["1", "2;3"]]


def test_line_ends_of_any_system_and_the_end_mark_of_dos_are_no_content() -> None:
    for data in (b"a;b\n1;2\n", b"a;b\r\n1;2\r\n\x1a", b"a;b\r1;2"):
        assert texts(grid("a.csv", data)) == [["a", "b"], ["1", "2"]]


def test_title_lines_before_the_headings_do_not_name_columns() -> None:
    data = "Внешняя миграция;;\n\nСтрана;2022;2023\nАрмения;1;2\n".encode()
    found = grid("a.csv", data)
    assert found.rows[3][2].address == "line 4, column 2023"
    assert found.rows[0][0].address == "line 1, column Страна"


def test_columns_without_a_name_of_their_own_are_numbered() -> None:
    found = grid("a.csv", b"x,x,\n1,2,3\n")
    assert [cell.address for cell in found.rows[1]] == ["line 2, column 1", "line 2, column 2", "line 2, column 3"]
    assert grid("a.csv", b"5,6\n7,8\n").rows[1][1].address == "line 2, column 2"


def test_a_record_over_several_lines_has_the_address_of_its_first() -> None:
    found = grid("a.csv", b'a,b\n"one\ntwo",2\n3,4\n')
    assert [row[1].address for row in found.rows] == ["line 1, column b", "line 2, column b", "line 4, column b"]
    assert found.rows[1][0].text == "one\ntwo"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "kz1048", "cp866", "koi8-r"]
)
def test_russian_reads_alike_in_every_alphabet_it_is_sent_in(encoding: str) -> None:
    assert grid("a.csv", RUSSIAN.encode(encoding)).rows[1][0].text == "Республика Узбекистан"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "kz1048"])
def test_kazakh_letters_are_kept(encoding: str) -> None:
    found = grid("a.csv", KAZAKH.encode(encoding))
    assert [row[0].text for row in found.rows] == ["Ел", "Өзбекстан", "Қырғыз Республикасы"]


def test_capital_letters_alone_do_not_mislead() -> None:
    assert texts(grid("a.csv", "РЕСПУБЛИКА КАЗАХСТАН;5\nГ.АЛМАТЫ;6\n".encode("cp1251")))[1][0] == "Г.АЛМАТЫ"


def test_a_code_page_is_noted_because_it_is_a_guess() -> None:
    assert "read_encoding" in rules("a.csv", RUSSIAN.encode("cp1251"))
    assert "read_encoding" not in rules("a.csv", RUSSIAN.encode())


def test_a_text_that_two_code_pages_explain_is_marked_as_doubtful() -> None:
    # the byte of ї in cp1251 is ү in KZ-1048, and nothing else settles which of the two was meant
    finding = next(f for f in read("a.csv", "Країна;5\nУкраїна;6\n".encode("cp1251"))[1] if "doubt" in f.rule)
    assert {finding.param("encoding"), finding.param("other")} == {"cp1251", "kz1048"}


def test_western_letters_are_not_taken_for_cyrillic() -> None:
    found = grid("a.csv", "Country;N\nCôte d’Ivoire;5\nCuraçao;6\n".encode("cp1252"))
    assert [row[0].text for row in found.rows[1:]] == ["Côte d’Ivoire", "Curaçao"]
    assert grid("a.csv", "Country;N\nIğdır;5\nMuğla;6\n".encode("cp1254")).rows[2][0].text == "Muğla"


def test_nul_bytes_are_refused_with_their_line() -> None:
    finding = refusal("a.csv", b"name,value\n" * 40 + b"a,\x00b\n")
    assert (finding.rule, finding.param("line")) == ("read_nul", "41")


def test_a_quotation_mark_never_closed_is_refused_with_its_line() -> None:
    finding = refusal("a.csv", b'a,b\n1,2\n"x,3\n4,5\n')
    assert (finding.rule, finding.param("line")) == ("read_quote_open", "3")


def test_a_stray_quotation_mark_is_a_warning() -> None:
    finding = next(f for f in read("a.csv", b'a,b\n"x"y,2\n')[1])
    assert (finding.rule, finding.severity, finding.param("line")) == ("read_quote_stray", "warning", "2")


def test_lines_with_too_many_fields_are_pointed_out() -> None:
    finding = next(f for f in read("a.csv", b"a,b\n1,2\nKorea, Republic of,5\n3,4\n")[1])
    assert (finding.rule, finding.param("lines")) == ("read_ragged", "3")


def test_an_error_mark_in_a_text_table_is_an_error() -> None:
    cell = grid("a.csv", b"a,b\n#REF!,2\n").rows[1][0]
    assert (cell.error, cell.value, cell.text) == ("#REF!", None, "#REF!")


def test_a_table_as_long_as_a_sheet_was_probably_cut_off() -> None:
    data = b"a\n" + b"1\n" * 65_535
    finding = next(f for f in read("a.csv", data)[1] if f.rule == "read_full_sheet")
    assert (finding.severity, finding.param("rows")) == ("warning", "65536")
    assert "read_full_sheet" not in rules("a.csv", data + b"1\n")


FIELD = st.text(st.characters(codec="utf-8", exclude_characters="\x00\ufeff", exclude_categories=["Cc", "Cs", "Cn"]))


@given(st.lists(st.lists(FIELD, min_size=2, max_size=2), min_size=1, max_size=5))
def test_quoted_fields_come_back_as_they_were_written(rows: list[list[str]]) -> None:
    table = [["name", "value"], *rows]
    written = "".join("\t".join('"' + field.replace('"', '""') + '"' for field in row) + "\r\n" for row in table)
    filled = [row for row in table if any(row)]
    found = [row for row in texts(grid("a.csv", written.encode())) if any(row)]
    assert found == [[field for field in row] for row in filled]
