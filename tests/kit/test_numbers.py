"""One printed number is read for what it says, or refused; nothing is guessed."""

import random
from decimal import Decimal

import pytest
from babel.numbers import format_decimal

from mtm.kit.numbers import Mark, Number, Refusal, infer_decimal, read_column, read_number

NBSP, NARROW, THIN = "\u00a0", "\u202f", "\u2009"


@pytest.mark.parametrize(
    ("text", "value", "decimals"),
    [
        ("3405102", "3405102", 0),
        ("2 975 788", "2975788", 0),
        (f"2{NBSP}975{NBSP}788", "2975788", 0),
        (f"2{NARROW}975{THIN}788", "2975788", 0),
        ("1'234'567", "1234567", 0),
        ("1’234’567", "1234567", 0),
        ("1,234,567", "1234567", 0),
        ("1.234.567", "1234567", 0),
        ("198,0", "198.0", 1),
        ("9 876,5", "9876.5", 1),
        ("1,234.5", "1234.5", 1),
        ("1.234,5", "1234.5", 1),
        ("0,123", "0.123", 3),
        ("1234,567", "1234.567", 3),
        ("12 345,678", "12345.678", 3),
        (",5", "0.5", 1),
        ("0", "0", 0),
    ],
)
def test_thousands_and_decimal_signs_of_every_kind_are_read(text, value, decimals):
    assert read_number(text) == Number(Decimal(value), decimals)


@pytest.mark.parametrize("text", ["-651", "−651", "–651", "- 651", "651-", "(651)", "651−"])
def test_every_way_of_writing_a_negative_number_is_read(text):
    assert read_number(text) == Number(Decimal(-651))


@pytest.mark.parametrize(
    ("text", "value", "decimals"),
    [
        ("1 млн 123,2 тыс.", "1123200", -2),  # 1 000 000 + 123.2 x 1000, printed to the hundred
        ("1 млн. 137,1 тыс. человек", "1137100", -2),
        ("4 млн 399 тыс.", "4399000", -3),
        ("16 мың", "16000", -3),
        ("2,5 тыс. чел.", "2500", -2),
        ("1.1 million", "1100000", -5),
        ("12 thousand", "12000", -3),
        ("1 млн 123 456", "1123456", 0),
    ],
)
def test_scale_words_multiply_and_leave_the_printed_precision(text, value, decimals):
    assert read_number(text) == Number(Decimal(value), decimals)
    assert str(read_number(text).value) == value


@pytest.mark.parametrize("text", ["1 млн 1500 тыс.", "5 тыс. 3 млн", "1,5 млн 200 тыс.", "1 тыс. 2 тыс."])
def test_scale_words_that_do_not_descend_are_refused(text):
    assert isinstance(read_number(text), Refusal)


def test_a_per_cent_sign_is_kept_beside_the_number():
    assert read_number("61,4 %") == Number(Decimal("61.4"), 1, percent=True)
    assert read_number("(5%)") == Number(Decimal(-5), 0, percent=True)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        *((text, "L") for text in ("…", "...", "н/д", "N/A", ":")),
        *((text, "Q") for text in ("x", "Х")),
        *((text, "M") for text in ("-", "–", "—")),
        *((text, "O") for text in ("", f" {NBSP} ")),
    ],
)
def test_marks_of_absence_are_never_numbers(text, status):
    assert read_number(text) == Mark(text, status)


def test_zero_is_a_number_and_not_a_mark():
    assert read_number("0,0") == Number(Decimal("0.0"), 1)


def test_a_source_may_declare_its_own_marks():
    assert read_number("к", marks={"к": "Q"}) == Mark("к", "Q")
    assert read_number("-", marks={"-": "L"}) == Mark("-", "L")


@pytest.mark.parametrize("text", ["1,234", "1.234", "12,345", "123.456", "1,234 млн"])
def test_a_lone_separator_before_three_digits_is_refused_with_both_readings(text):
    reading = read_number(text)

    assert isinstance(reading, Refusal)
    assert reading.reason == "ambiguous"
    assert len(reading.readings) == 2


@pytest.mark.parametrize(
    ("column", "values"),
    [
        (["1,234", "12,5"], ["1.234", "12.5"]),  # the second cell proves a decimal comma
        (["1,234", "1,234,567"], ["1234", "1234567"]),  # two commas can only part thousands
        (["1.234", "12,5"], ["1234", "12.5"]),
        (["1,234", "10.5"], ["1234", "10.5"]),
    ],
)
def test_other_cells_of_the_column_settle_a_lone_separator(column, values):
    assert [r.value for r in read_column(column)] == [Decimal(v) for v in values]


def test_a_column_that_contradicts_itself_settles_nothing():
    assert infer_decimal(["12,5", "12.5"]) is None
    assert isinstance(read_column(["1,234", "12,5", "12.5"])[0], Refusal)


def test_a_cell_that_contradicts_the_settled_sign_is_refused():
    assert read_number("12.5", decimal=",") == Refusal("12.5", "contradiction", (Decimal("12.5"),))


@pytest.mark.parametrize(
    "text",
    [
        "01.02.2023",
        "5-7",
        "10–15",
        "12 34",
        "1,23,456",
        "012",
        "--5",
        "-(5)",
        "1e5",
        "5%%",
        "abc",
        "5 7",
        "—5",
        "253991)",
        "1'234 567",
        "1,234 567",
        "в 4 раза",
        "²",
        "#REF!",
        "½",
        "٣",
    ],
)
def test_what_is_not_one_number_is_refused(text):
    assert isinstance(read_number(text), Refusal)


@pytest.mark.parametrize(
    ("text", "value", "notes"),
    [("25 399*", "25399", "*"), ("25 399 1)", "25399", "1)"), ("25 3991)", "25399", "1)"), ("123¹", "123", "¹")],
)
def test_footnote_marks_come_off_the_number(text, value, notes):
    assert read_number(text) == Number(Decimal(value), 0, notes=notes)


def _printed(rng: random.Random, locale: str) -> tuple[Decimal, int, str]:
    """A number and one of the ways in which people of this locale print it."""
    decimals = rng.choice([0, 0, 0, 1, 1, 2, 3])
    value = Decimal(rng.randrange(10 ** rng.randint(1, 9))).scaleb(-decimals) * rng.choice([1, 1, 1, -1])
    text = format_decimal(value, format=f"#,##0.{'0' * decimals}" if decimals else "#,##0", locale=locale)
    text = text.replace(NBSP, rng.choice([NBSP, " ", NARROW, THIN])).replace("-", rng.choice("-−–"))
    if rng.random() < 0.1 and value < 0:
        text = "(" + text[1:] + ")"
    return value, decimals, text + rng.choice(["", "", "", "*", " 1)", " %", " чел."])


@pytest.mark.parametrize("locale", ["ru", "kk", "en"])
def test_five_thousand_printed_numbers_of_a_locale_are_read_right_or_refused(locale):
    rng = random.Random(f"numbers-{locale}")
    wrong, refused = [], 0
    for _ in range(5000):
        value, decimals, text = _printed(rng, locale)
        reading = read_number(text)
        if isinstance(reading, Refusal):
            refused += reading.reason == "ambiguous"
        elif not isinstance(reading, Number) or (reading.value, reading.decimals) != (value, decimals):
            wrong.append((text, value, reading))

    assert wrong == []
    assert refused < 1500  # only lone separators before three digits


@pytest.mark.parametrize("locale", ["ru", "kk", "en"])
def test_a_whole_column_of_a_locale_is_read_right_or_refused(locale):
    rng = random.Random(f"columns-{locale}")
    for _ in range(200):
        printed = [_printed(rng, locale) for _ in range(rng.randint(1, 12))]
        for (value, _, text), reading in zip(printed, read_column(t for *_, t in printed), strict=True):
            assert isinstance(reading, Refusal) or reading.value == value, text
