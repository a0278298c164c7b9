"""Tables that stand beside each other: each has its own titles, and shares what is printed once for both."""

from intake_samples import book, sheet, source, take_in

TWO_TITLES = """
tables:
  - id: arrivals
    title: "Прибыло*"
    rows: counterpart_area
    label: Страна
    columns: [{heading: [Чел., Всего], indicator: permanent_residence_in}]
  - id: departures
    title: "Убыло*"
    rows: counterpart_area
    label: Страна
    columns: [{heading: [Чел., Всего], indicator: permanent_residence_out}]
"""


def test_two_tables_side_by_side_are_told_apart_by_their_own_titles(tmp_path):
    form = sheet(
        [
            "Прибыло за 1 квартал 2023 г. | | | Убыло за 1 квартал 2023 г. | ",
            "Страна | Чел. | | Страна | Чел.",
            "Россия | 10 | | Россия | 7",
            "Итого | 10 | | Итого | 7",
        ]
    )

    found = take_in(source(tmp_path, TWO_TITLES), book(form))

    assert found.values == {
        "permanent_residence_in 2023-Q1 RUS": "10",
        "permanent_residence_in 2023-Q1 _T": "10",
        "permanent_residence_out 2023-Q1 RUS": "7",
        "permanent_residence_out 2023-Q1 _T": "7",
    }
    assert found.rules == []


def test_a_period_and_a_unit_printed_once_hold_for_both_tables(tmp_path):
    form = sheet(
        [
            "за 1 квартал 2023 г. | | | | тыс. человек",
            "Прибыло | | | Убыло | ",
            "Страна | Всего | | Страна | Всего",
            "Россия | 1,5 | | Россия | 0,5",
        ]
    )

    found = take_in(source(tmp_path, TWO_TITLES), book(form))

    assert found.values == {
        "permanent_residence_in 2023-Q1 RUS": "1500",
        "permanent_residence_out 2023-Q1 RUS": "500",
    }


def test_each_of_several_tables_side_by_side_takes_the_period_of_its_own_title(tmp_path):
    declared = source(
        tmp_path,
        """
        tables:
          - id: t
            many: true
            rows: counterpart_area
            label: Country
            columns: [{heading: Entries, indicator: border_arrivals}]
        """,
    )
    form = sheet(
        [
            "Crossings by citizenship | | | | ",
            "2022 | | | 2023 | ",
            "Country | Entries | | Country | Entries",
            "China | 3 | | China | 4",
        ]
    )

    assert take_in(declared, book(form)).values == {
        "border_arrivals 2022 CHN": "3",
        "border_arrivals 2023 CHN": "4",
    }


def test_the_rows_of_a_longer_table_beside_are_no_titles_of_a_lower_one(tmp_path):
    """The left half holds two short tables; the right one runs beside both, its rows naming no title of theirs."""
    form = sheet(
        [
            "Прибыло за 2022 г. | | | Убыло за 2023 г. | ",
            "Страна | Чел. | | Страна | Чел.",
            "Россия | 1 | | Россия | 5",
            " | | | Китай | 6",
            "Прибыло за 2023 г. | | | Индия | 7",
            "Страна | Чел. | | Турция | 8",
            "Россия | 2 | | Сербия | 9",
        ]
    )
    declared = source(tmp_path, TWO_TITLES.replace("    label", "    many: true\n    label"))

    found = take_in(declared, book(form))

    assert found.values == {
        "permanent_residence_in 2022 RUS": "1",
        "permanent_residence_in 2023 RUS": "2",
        "permanent_residence_out 2023 RUS": "5",
        "permanent_residence_out 2023 CHN": "6",
        "permanent_residence_out 2023 IND": "7",
        "permanent_residence_out 2023 TUR": "8",
        "permanent_residence_out 2023 SRB": "9",
    }
