"""How a language writes numbers, dates, periods and lists."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtm.kit.formats import formats, load_formats
from mtm.kit.rounding import rounded
from mtm.model.errors import MtmError
from mtm.model.period import Period

ENGLISH = formats("en")

TOY = """
name: Toy
babel: ru
numbers: {group: "\u00a0", decimal: ",", minus: "−", plus: "+", group_from: 5}
dates: {text: "{day} {month_of} {year} года"}
months: {of: [я, ф, м, а, м, и, и, а, сентября, о, н, д]}
periods:
  quarter: {text: "{roman} квартал {year} года", in: "в {roman} квартале {year} года"}
  instant: {text: "на {end}"}
lists: {pair: "{0} и {1}", middle: "{0}, {1}", end: "{0} и {1}"}
"""


@pytest.fixture
def toy(tmp_path: Path):
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx" / "formats.yml").write_text(TOY, encoding="utf-8")
    return load_formats("xx", tmp_path)


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [
        ("3405102", 0, "3,405,102"),
        ("858", 0, "858"),
        ("1234", 0, "1,234"),
        ("0.5", 0, "1"),  # half away from zero
        ("-0.5", 0, "−1"),
        ("2.25", 1, "2.3"),
        ("-22.65", 1, "−22.7"),
        ("-0.04", 1, "0.0"),  # no sign before nothing
        ("198", 1, "198.0"),
        ("1E+3", 0, "1,000"),
    ],
)
def test_english_groups_by_comma_and_rounds_half_away_from_zero(value: str, decimals: int, printed: str) -> None:
    assert printed == ENGLISH.number(Decimal(value), decimals)


def test_a_signed_number_shows_its_plus_and_zero_shows_none() -> None:
    assert ENGLISH.number(Decimal(9174), signed=True) == "+9,174"
    assert ENGLISH.number(Decimal(0), signed=True) == "0"


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12))
def test_a_printed_number_reads_back_as_the_rounded_value(value: Decimal) -> None:
    printed = ENGLISH.number(value, 2)

    assert rounded(value, 2) == Decimal(printed.replace(",", "").replace("−", "-"))


def test_a_number_known_to_hundreds_only_is_printed_in_full() -> None:
    assert ENGLISH.number(Decimal(1123249), -2) == "1,123,200"


@pytest.mark.parametrize(
    ("code", "form", "printed"),
    [
        ("2023-Q4", "text", "the fourth quarter of 2023"),
        ("2023-Q4", "in", "in the fourth quarter of 2023"),
        ("2023-Q4", "head", "October–December 2023"),
        ("2023-Q4", "short", "Q4 2023"),
        ("2023", "text", "2023"),
        ("2023-11", "in", "in November 2023"),
        ("2023-01-01/2023-09-30", "text", "January–September 2023"),
        ("2023-01-01/2023-09-30", "no such form", "January–September 2023"),
        ("2023-11-02/2023-11-09", "text", "2–9 November 2023"),
        ("2023-10-26/2023-11-09", "text", "26 October 2023 to 9 November 2023"),
        ("2023-09-01", "text", "1 September 2023"),
        ("2023-09-01", "in", "on 1 September 2023"),
    ],
)
def test_english_periods_are_written_out(code: str, form: str, printed: str) -> None:
    assert printed == ENGLISH.period(Period.parse(code), form)


@pytest.mark.parametrize(
    ("items", "printed"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c", "d"], "a, b, c and d")]
)
def test_english_lists_have_no_comma_before_and(items: list[str], printed: str) -> None:
    assert printed == ENGLISH.list(items)


def test_small_numbers_have_words_and_others_do_not() -> None:
    assert ENGLISH.spelled(9) == "nine"
    assert ENGLISH.spelled(10) is None
    assert ENGLISH.spelled(-1) is None


def test_the_plural_class_is_that_of_the_number_as_printed() -> None:
    assert ENGLISH.plural(1) == "one"
    assert ENGLISH.plural(Decimal("1.0"), 1) == "other"  # "1.0 per cents" is plural in English
    assert ENGLISH.plural(-1) == "one"


def test_another_language_needs_only_its_data(toy) -> None:
    assert toy.number(Decimal("3405102.5"), 1) == "3\u00a0405\u00a0102,5"
    assert toy.number(Decimal(1234)) == "1234"  # grouped from five digits on
    assert toy.period(Period.parse("2023-Q4"), "in") == "в IV квартале 2023 года"
    assert toy.period(Period.parse("2023-09-01")) == "на 1 сентября 2023 года"
    assert [toy.plural(n) for n in (1, 2, 5, 21, 11, 22)] == ["one", "few", "many", "one", "many", "few"]
    assert toy.plural(Decimal("1.5"), 1) == "other"
    assert toy.date(date(2023, 9, 1)) == "1 сентября 2023 года"


def test_a_language_without_data_says_which_file_is_missing() -> None:
    with pytest.raises(MtmError, match=r"locales/zz/formats\.yml"):
        load_formats("zz", Path("nowhere"))


def test_a_missing_pattern_is_named(toy) -> None:
    with pytest.raises(MtmError, match=r"periods\.year"):
        toy.period(Period.parse("2023"))
