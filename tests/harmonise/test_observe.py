"""Labelled values become observations exactly, or are set aside with a finding that says why."""

from datetime import date
from decimal import Decimal

import pytest

from intake_samples import book, sheet, source, take_in
from mtm.harmonise.numbers import read_cell, stored
from mtm.kit.messages import sentence
from mtm.kit.numbers import Number, Refusal
from mtm.model.cell import Cell

TABLE = """
tables:
  - id: t
    rows: counterpart_area
    label: Страна
    columns: [{heading: [Всего человек, Прибыло], indicator: permanent_residence_in}]
"""
MONEY = """
tables:
  - {id: t, rows: counterpart_area, label: Страна, across: time_period, indicator: personal_remittances_in}
"""


def one(tmp_path, text, *rows, **options):
    return take_in(source(tmp_path, text), book(sheet(rows, **options)))


def test_an_unknown_name_is_kept_aside_with_its_nearest_candidates(tmp_path):
    found = one(tmp_path, TABLE, "2023 год", "Страна | Прибыло", "Кыргыстан | 5", "Россия | 6")

    assert found.values == {"permanent_residence_in 2023 RUS": "6"}
    assert found.finding("name_unknown")["text"] == "Кыргыстан"
    assert found.finding("name_unknown")["candidates"].startswith("Кыргызстан (KGZ)")
    assert [a.cell.text for a in found.harmonised.set_aside] == ["5"]
    told = sentence(next(f for f in found.harmonised.findings if f.rule == "name_unknown"))
    assert 'A3: unknown name "Кыргыстан"' not in told.message  # the place is the value's cell, the label is quoted
    assert "B3" in told.message


def test_a_name_that_only_this_agency_uses_is_declared_with_it(tmp_path):
    found = one(tmp_path, "names: {Киргиз. Респ.: KGZ}\n" + TABLE, "2023 год", "Страна | Прибыло", "Киргиз. респ. | 5")

    assert found.values == {"permanent_residence_in 2023 KGZ": "5"}


def test_letters_of_two_alphabets_are_put_right_and_reported(tmp_path):
    found = one(tmp_path, TABLE, "2023 год", "Страна | Прибыло", "Pоссия | 5")

    assert found.values == {"permanent_residence_in 2023 RUS": "5"}
    assert found.finding("name_mended")["text"] == "Pоссия"


def test_persons_of_unknown_citizenship_are_neither_unknown_nor_the_rest(tmp_path):
    found = one(tmp_path, TABLE, "2023 год", "Страна | Прибыло", "Не указано | 5", "Лица без гражданства | 6")

    assert list(found.values) == ["permanent_residence_in 2023 _X", "permanent_residence_in 2023 XXA"]


@pytest.mark.parametrize(
    ("unit", "expected", "rule"),
    [
        ("млн. долл. США", "65.8", ""),
        ("тыс. долл. США", "0.0658", "unit_scaled"),
        ("(млрд долл. США)", "65800", "unit_scaled"),
        ("млн тенге", None, "unit_conflict"),
        ("в процентах", None, "unit_conflict"),
    ],
)
def test_money_is_converted_by_powers_of_ten_and_never_between_currencies(tmp_path, unit, expected, rule):
    found = one(tmp_path, MONEY, unit, "Страна | 9 мес. 2023", "Россия | 65,8")

    assert list(found.values.values()) == ([expected] if expected else [])
    assert found.rules == ([rule] if rule else [])


def test_thousands_of_persons_are_converted_and_keep_their_precision(tmp_path):
    found = one(tmp_path, TABLE, "2023 год, тыс. человек", "Страна | Прибыло", "Россия | 11,7")
    observation = found.harmonised.observations[0]

    assert (observation.value, observation.decimals) == (Decimal(11700), -2)  # 11.7 thousand, printed to the hundred
    assert found.rules == ["unit_scaled"]


@pytest.mark.parametrize("heading", ["Прибыло, тыс.", "Прибыло (тыс.)", "Прибыло, тыс. чел.", "Прибыло тыс. человек"])
def test_a_scale_in_a_heading_is_never_passed_over(tmp_path, heading):
    found = one(
        tmp_path, TABLE.replace("[Всего человек, Прибыло]", "Прибыло*"), "2023", f"Страна | {heading}", "Россия | 5"
    )

    assert found.values == {"permanent_residence_in 2023 RUS": "5000"}
    assert found.rules == ["unit_scaled"]


def test_a_scale_that_names_no_known_unit_is_a_question(tmp_path):
    found = one(tmp_path, TABLE, "Прибыло тысяч переселенцев, 2023 год", "Страна | Прибыло", "Россия | 5")

    assert found.values == {"permanent_residence_in 2023 RUS": "5"}
    assert found.rules == ["unit_doubtful"]


def test_persons_printed_where_crossings_are_declared_is_a_question(tmp_path):
    text = TABLE.replace("permanent_residence_in", "border_arrivals")
    found = one(tmp_path, text, "2023 год", "Страна | Всего человек", "Россия | 5", "(человек)")
    other = one(tmp_path, text, "2023 год", "(человек)", "Страна | Прибыло", "Россия | 5")

    assert found.rules == []
    assert other.values == {"border_arrivals 2023 RUS": "5"}
    assert other.finding("unit_named")["printed"] == "persons"


def test_a_per_cent_sign_in_a_column_of_counts_is_refused(tmp_path):
    found = one(tmp_path, TABLE, "2023 год", "Страна | Прибыло", "Россия | 5%")

    assert found.values == {}
    assert found.rules == ["unit_conflict"]


def test_a_lone_separator_that_its_column_does_not_settle_is_refused(tmp_path):
    found = one(tmp_path, MONEY, "Страна | 2022 | 2023", "Россия | 1,234 | 1,234", "Турция | 65,8 | 2,345")

    assert found.values == {
        "personal_remittances_in 2022 RUS": "1.234",  # 65,8 shows that this column uses the decimal comma
        "personal_remittances_in 2022 TUR": "65.8",
    }
    assert found.finding("number_ambiguous")["readings"] in ("1.234 or 1234", "2.345 or 2345")
    assert len(found.harmonised.set_aside) == 2


def test_a_declared_decimal_sign_settles_every_column(tmp_path):
    found = one(tmp_path, 'decimal: "."\n' + MONEY, "Страна | 2022", "Россия | 1,234")

    assert found.values == {"personal_remittances_in 2022 RUS": "1234"}


def test_texts_and_errors_in_the_place_of_values_are_kept_aside(tmp_path):
    form = sheet(["2023 год", "Страна | Прибыло", "Россия | в 4 раза", "Китай | 7"])
    broken = Cell(3, 2, "B3", "#REF!", None, "#REF!")
    rows = tuple(tuple(broken if c.address == "B3" else c for c in row) for row in form.rows)

    found = take_in(source(tmp_path, TABLE), book(form))
    wrong = take_in(source(tmp_path, TABLE), book(type(form)("Sheet1", rows)))

    assert found.finding("number_unread")["text"] == "в 4 раза"
    assert wrong.finding("cell_error")["text"] == "#REF!"
    assert found.values == wrong.values == {"permanent_residence_in 2023 CHN": "7"}


def test_a_flow_needs_a_period_and_a_date_alone_is_not_stretched_into_one(tmp_path):
    found = one(tmp_path, TABLE, "на 1 сентября 2023 года", "Страна | Прибыло", "Россия | 5")

    assert found.values == {}
    assert found.finding("period_unfit") | {"needed": "a period", "given": "a date"} == found.finding("period_unfit")


def test_the_source_says_what_a_date_means(tmp_path):
    text = TABLE + "    period: {dates: year_to_date}\n"
    found = one(tmp_path, text, "на 1 сентября 2023 года", "Страна | Прибыло", "Россия | 5")

    assert found.values == {"permanent_residence_in 2023-01-01/2023-08-31 RUS": "5"}


def test_a_stock_takes_the_date_and_a_flow_the_period_of_one_title(tmp_path):
    title = "за IV квартал 2023 года (по состоянию на 10.01.2024)"
    flow = one(tmp_path, TABLE, title, "Страна | Прибыло", "Россия | 5")
    stock = one(
        tmp_path,
        TABLE.replace("permanent_residence_in", "resident_population"),
        title,
        "Страна | Прибыло",
        "Россия | 5",
    )

    assert list(flow.values) == ["permanent_residence_in 2023-Q4 RUS"]
    assert list(stock.values) == ["resident_population 2024-01-10 RUS"]


def test_a_table_without_any_period_says_which_texts_were_looked_at(tmp_path):
    found = one(tmp_path, TABLE, "Внешняя миграция", "Страна | Прибыло", "Россия | 5")

    assert found.values == {}
    assert found.finding("period_unread")["reason"] == "no_period"
    assert "Внешняя миграция" in found.finding("period_unread")["text"]


def test_only_values_whose_mark_points_to_a_provisional_note_are_provisional(tmp_path):
    text = "provisional: предварительные данные\n" + TABLE
    found = one(
        tmp_path, text, "2023 год", "Страна | Прибыло", "Россия1) | 5", "Китай | 6", "1) Предварительные данные."
    )
    status = {o.counterpart_area: (o.obs_status, o.attribute("note")) for o in found.harmonised.observations}

    assert status == {"RUS": ("P", "Предварительные данные."), "CHN": ("A", None)}


def test_a_note_under_the_table_makes_all_its_values_provisional(tmp_path):
    text = "provisional: предварительные\n" + TABLE
    found = one(tmp_path, text, "2023 год", "Страна | Прибыло", "Россия | 5", "Китай | …", "Сведения предварительные.")

    assert [o.obs_status for o in found.harmonised.observations] == ["P", "L"]


def test_footnote_marks_on_labels_headings_and_titles_are_no_part_of_them(tmp_path):
    found = one(
        tmp_path,
        TABLE,
        "2023 год1)",
        "Страна | Прибыло2)",
        "Россия* | 5",
        "1) по регистрации",
        "2) без транзита",
        "* оценка",
    )

    assert found.values == {"permanent_residence_in 2023 RUS": "5"}
    assert found.harmonised.observations[0].attribute("note") == "оценка без транзита"


def test_of_which_rows_are_memos_beside_the_items(tmp_path):
    found = one(tmp_path, TABLE, "2023", "Страна | Прибыло", "Китай | 5", "в том числе: Гонконг | 1", "Всего | 5")

    assert [(o.counterpart_area, o.attribute("role")) for o in found.harmonised.observations] == [
        ("CHN", None),
        ("HKG", "memo"),
        ("_T", None),
    ]


@pytest.mark.parametrize(
    ("value", "text", "expected"),
    [
        (Decimal("198"), "198.0", Number(Decimal(198), 1)),
        (Decimal("198"), "198,0", Number(Decimal(198), 1)),
        (1334101, "1,334,101", Number(Decimal(1334101), 0)),
        (1334101, "1 334 101", Number(Decimal(1334101), 0)),
        (1234, "1,234", Number(Decimal(1234), 0)),  # stored as 1234, so nothing is ambiguous
        (Decimal("1.234"), "1.234", Number(Decimal("1.234"), 3)),
        (Decimal("0.614"), "61.4%", Number(Decimal("61.4"), 1, percent=True)),
        (Decimal("197.96"), "198.0", Number(Decimal("197.96"), 1)),
        (Decimal("0.5"), "-", Number(Decimal("0.5"), 1)),
        (0, "-", Number(Decimal(0), 0)),  # an accounting format shows zero as a dash
    ],
)
def test_a_stored_number_counts_as_stored_with_the_decimals_it_shows(value, text, expected):
    assert read_cell(Cell(1, 1, "A1", text, value), "", {}) == expected
    assert stored(Decimal(value), text) == expected


def test_a_date_or_an_error_is_no_number():
    assert read_cell(Cell(1, 1, "A1", "#N/A", None, "#N/A"), "", {}) == Refusal("#N/A", "cell_error")
    assert isinstance(read_cell(Cell(1, 1, "A1", "01.09.2023", date(2023, 9, 1)), "", {}), Refusal)


def test_every_observation_carries_its_origin(tmp_path):
    found = one(tmp_path, TABLE, "2023 год", "Страна | Прибыло", "  Россия | 1 234,0", name="Лист 1")
    origin = found.harmonised.observations[0].origin

    assert (origin.source, origin.file, origin.sheet, origin.cell) == (
        "agency",
        "agency/2024-01-15_form.xlsx",
        "Лист 1",
        "B3",
    )
    assert (origin.raw, origin.label) == ("1 234,0", "Россия")


def test_the_same_delivery_gives_the_same_observations_every_time(tmp_path):
    rows = ("2023 год", "Страна | Прибыло", "Россия | 5", "Китай | x", "Всего | 6")

    assert one(tmp_path, TABLE, *rows) == one(tmp_path, TABLE, *rows)


RESTATED = """
sentences:
  - {id: said, pattern: "прибыло {value} человек", indicator: permanent_residence_in, period: "2023"}
tables:
  - id: t
    rows: counterpart_area
    label: Страна
    period: "2023"
    columns: [{heading: Прибыло, indicator: permanent_residence_in}]
"""


@pytest.mark.parametrize(
    ("said", "expected", "rule"),
    [
        ("2 304", "2304", "value_restated"),
        ("2,3 тыс.", "2304", "value_restated"),  # 2,304 to the hundred is 2.3 thousand
        ("2 тыс. 304", "2304", "value_restated"),
        ("2,4 тыс.", None, "value_conflict"),
    ],
)
def test_a_sentence_that_rounds_the_table_s_total_does_not_contradict_it(tmp_path, said, expected, rule):
    table = sheet(["Страна | Прибыло", "Всего | 2 304"])
    content = book(table, kind="docx", paragraphs=[f"За год прибыло {said} человек."])

    found = take_in(source(tmp_path, RESTATED), content)

    assert list(found.values.values()) == ([expected] if expected else [])
    assert set(found.rules) == {rule}


def test_a_row_that_stands_twice_with_different_numbers_is_no_rounding(tmp_path):
    found = one(tmp_path, MONEY, "Страна | 2023", "Россия | 65,8", "РФ | 66")

    assert found.values == {}
    assert found.rules == ["value_conflict"]


def test_a_count_written_with_an_empty_fraction_is_whole(tmp_path):
    found = one(tmp_path, TABLE, "2023 год", "Страна | Прибыло", "Россия | 312 440,0")
    observation = found.harmonised.observations[0]

    assert (str(observation.value), observation.decimals, observation.origin.raw) == ("312440", 0, "312 440,0")


def test_a_count_with_a_fraction_is_a_question_to_the_agency(tmp_path):
    found = one(tmp_path, TABLE, "2023 год", "Страна | Прибыло", "Россия | 12,5")

    assert list(found.values.values()) == ["12.5"]
    assert found.rules == ["count_not_whole"]


def test_a_column_of_flags_says_what_kind_of_value_stands_beside_it(tmp_path):
    declared = source(
        tmp_path,
        """
        tables:
          - id: t
            columns:
              - {heading: PARTNER, is: counterpart_area}
              - {heading: TIME, is: time_period}
              - {heading: FLAG, is: obs_status, values: {r: provisional}}
              - {heading: VALUE, is: value, indicator: border_arrivals}
        """,
    )
    form = sheet(
        [
            "PARTNER | TIME | VALUE | FLAG",
            "UZB | 2024-Q1 | 10 |",
            "KAZ | 2024-Q1 | 11 | p",
            "TJK | 2024-Q1 | 12 | r",
            "KGZ | 2024-Q1 | 13 | e",
            "CHN | 2024-Q1 |  | c",
            "TUR | 2024-Q1 | … | p",
            "DEU | 2024-Q1 | 16 | bu",
        ]
    )

    found = take_in(declared, book(form)).harmonised.observations

    assert {o.counterpart_area: (str(o.value), o.obs_status) for o in found} == {
        "UZB": ("10", "A"),
        "KAZ": ("11", "P"),
        "TJK": ("12", "P"),
        "KGZ": ("13", "E"),
        "CHN": ("None", "Q"),  # no value, and the flag says why
        "TUR": ("None", "L"),  # the value's own mark comes first
        "DEU": ("16", "A"),  # nobody has said what "bu" means: it stays beside the value
    }
    assert [o.attribute("note") for o in found if o.counterpart_area == "DEU"] == ["bu"]


def test_a_column_of_units_may_print_thousands_of_the_declared_unit(tmp_path):
    """700.5 thousand crossings are 700500."""
    declared = source(
        tmp_path,
        """
        tables:
          - id: t
            rows: indicator
            label: Показатель
            across: counterpart_area
            columns: [{heading: Ед. изм., is: unit}]
            values: {indicator: {Въезд: border_arrivals}}
        """,
    )
    form = sheet(["За 2023 год | | ", "Показатель | Ед. изм. | Россия", "Въезд | тыс. пересечений | 700,5"])

    found = take_in(declared, book(form))

    assert found.values == {"border_arrivals 2023 RUS": "700500"}
    assert found.rules == ["unit_scaled"]


def test_a_daily_count_is_a_flow_of_one_day_where_the_source_says_so(tmp_path):
    declared = source(
        tmp_path,
        """
        tables:
          - id: t
            rows: time_period
            label: Дата
            period: {dates: day}
            columns: [{heading: Въезд, indicator: border_arrivals}]
        """,
    )
    form = sheet(["Дата | Въезд", "01.03.2023 | 12", "2 марта 2023 г. | 13", "Март 2023 | 25"])

    assert take_in(declared, book(form)).values == {
        "border_arrivals 2023-03-01/2023-03-01 _T": "12",
        "border_arrivals 2023-03-02/2023-03-02 _T": "13",
        "border_arrivals 2023-03 _T": "25",
    }


def test_a_finding_without_anything_to_offer_says_so_in_words(tmp_path):
    named = take_in(source(tmp_path, TABLE), book(sheet(["За 2023 год | ", "Страна | Прибыло", "ЩЩ | 4"])))
    dated = take_in(source(tmp_path, TABLE), book(sheet(["за I квартал | ", "Страна | Прибыло", "Россия | 4"])))

    said = [str(sentence(one.harmonised.findings[0])) for one in (named, dated)]

    assert "1 value was set aside. Nearest known names: –." in said[0]
    assert '(the year is missing: "Прибыло | за I квартал | Sheet1"; possible: –)' in said[1]
