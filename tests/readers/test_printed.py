"""Numbers as a spreadsheet shows them under their format."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtm.readers.printed import general, number, printed


@pytest.mark.parametrize(
    ("shown", "value", "code"),
    [
        ("198", 198, "General"),
        ("198.0", 198, "0.0"),
        ("0.3", Decimal("0.30000000000000004"), "General"),  # the noise of 0.1 + 0.2
        ("3.1415926536", Decimal("3.14159265358979"), "General"),  # 11 digits
        ("123456789012", 123456789012, "General"),
        ("2 975 788", 2975788, "#,##0"),
        ("999", 999, "#,##0"),
        ("-1 000", -1000, "#,##0"),
        ("1234 567", 1234567, "# ##0"),  # a space typed into the format, as far as it goes
        ("27.8%", Decimal("0.278"), "0.0%"),
        ("2.67", Decimal("2.665"), "0.00"),  # half away from zero, as Excel shows it
        ("-2.67", Decimal("-2.665"), "0.00"),
        ("3", Decimal("2.5"), "0"),
        ("0", Decimal("-0.3"), "0"),  # no minus in front of nothing
        ("(5)", -5, "#,##0;(#,##0)"),
        ("-5", -5, "#,##0;[Red]-#,##0"),
        ("-", 0, '#,##0;-#,##0;"-"'),
        ("", 0, "#,##0;-#,##0;"),
        ("1.5", Decimal("1.5"), "0.0#"),
        ("1.25", Decimal("1.25"), "0.0#"),
        ("1 123.2", 1123200, "#,##0.0,"),
        ("1.1", 1123200, "0.0,,"),
        ("00005", 5, "00000"),
        ("12345-67-89", 123456789, "000-00-00"),
        ("10 чел.", 10, '0" чел."'),
        ("$1 000.00", 1000, "[$$-409]#,##0.00"),
        ("1 000.00 ₸", 1000, "#,##0.00\\ [$₸-43F]"),
        ("150 big", 150, '[>=100]0" big";0.0'),
        ("5.0", 5, '[>=100]0" big";0.0'),
        ("1.23E+04", 12345, "0.00E+00"),
        ("1.00E+1", Decimal("9.996"), "0.00E+0"),
        ("123.5E+3", 123456, "##0.0E+0"),
        ("1.5", Decimal("1.5"), "# ?/?"),
        ("198.00", 198, '_-* #,##0.00\\ _₽_-;\\-* #,##0.00\\ _₽_-;_-* "-"??\\ _₽_-;_-@_-'),
        ("7", 7, "@"),
        ("7", 7, ""),
    ],
)
def test_a_number_shows_as_its_format_says(shown: str, value: int | Decimal, code: str) -> None:
    found = printed(value, code)
    assert (found.text, found.value) == (shown, value)


@pytest.mark.parametrize(
    ("shown", "value", "serial", "code"),
    [
        ("01.09.2023", date(2023, 9, 1), 45170, "dd.mm.yyyy"),
        ("2023-09-01", date(2023, 9, 1), 45170, "yyyy-mm-dd"),
        ("1 сентября 2023 г.", date(2023, 9, 1), 45170, '[$-419]d mmmm yyyy "г."'),
        ("Сентябрь 2023", date(2023, 9, 1), 45170, "[$-419]mmmm yyyy"),
        ("1-Sep-23", date(2023, 9, 1), 45170, "d-mmm-yy"),
        (
            "01.09.2023 13:05",
            datetime.fromisoformat("2023-09-01T13:05"),
            Decimal("45170.545138888888889"),
            "dd.mm.yyyy hh:mm",
        ),
        ("1900-01-01", date(1900, 1, 1), 1, "yyyy-mm-dd"),
        ("1900-03-01", date(1900, 3, 1), 61, "yyyy-mm-dd"),
        ("60", 60, 60, "yyyy-mm-dd"),  # 29 February 1900 never was
        ("-1", -1, -1, "yyyy-mm-dd"),
        ("12:00 PM", Decimal("0.5"), Decimal("0.5"), "h:mm AM/PM"),
        ("26:30:00", Decimal("1.1041666666666667"), Decimal("1.1041666666666667"), "[h]:mm:ss"),
    ],
)
def test_a_date_shows_as_its_format_says(shown: str, value: object, serial: int | Decimal, code: str) -> None:
    found = printed(serial, code)
    assert (found.text, found.value) == (shown, value)


@given(st.integers(-(10**15), 10**15), st.integers(0, 6))
def test_a_whole_number_shows_all_its_digits_and_the_decimals_asked_for(value: int, decimals: int) -> None:
    code = "0" + ("." + "0" * decimals if decimals else "")
    assert printed(value, code).text == f"{value}" + ("." + "0" * decimals if decimals else "")


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_stored_number_reads_back_as_the_same_binary_number(value: float) -> None:
    found = number(repr(value))
    assert found is not None
    assert float(found) == value


@given(st.text(max_size=30), st.integers(-(10**9), 10**9))
def test_no_format_code_whatever_makes_the_reader_fail(code: str, value: int) -> None:
    assert isinstance(printed(value, code).text, str)
    assert isinstance(printed(Decimal(value).scaleb(-3), code).text, str)


@pytest.mark.parametrize("text", ["nan", "inf", "1e999", "1_000", "٣", "1,5", "", "0x10", "1" * 400])
def test_what_is_no_finite_plain_number_is_none(text: str) -> None:
    assert number(text) is None


def test_general_shows_long_fractions_shortened_and_tiny_ones_as_powers() -> None:
    assert general(Decimal("0.000001")) == "0.000001"
    assert general(Decimal("1E-20")) == "1E-20"
