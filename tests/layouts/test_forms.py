"""Tables are found and read in whatever layout an agency prints them; each layout here was never seen before."""

import pytest

from intake_samples import book, document, open_document, sheet, source, take_in, workbook
from mtm.readers import read

ARRIVALS = """
tables:
  - id: t
    rows: counterpart_area
    label: [Страна, Гражданство]
    columns:
      - {heading: [въезд, прибыло], indicator: border_arrivals}
      - {heading: [выезд, выбыло], indicator: border_departures}
"""


def content(name, data):
    found, findings = read(name, data)
    assert found is not None, findings
    return found


def test_countries_across_and_years_down(tmp_path):
    declared = source(
        tmp_path,
        """
        tables:
          - {id: t, rows: time_period, label: Год, across: counterpart_area, indicator: border_arrivals}
        """,
    )
    form = sheet(
        [
            "Прибыло по странам",
            "Год | Россия | КНР | Прочие | Всего",
            "2022 | 10 | 20 | 5 | 35",
            "2023 г. | 11 | … | - | 0",
        ]
    )

    assert take_in(declared, book(form)).values == {
        "border_arrivals 2022 RUS": "10",
        "border_arrivals 2022 CHN": "20",
        "border_arrivals 2022 _O": "5",
        "border_arrivals 2022 _T": "35",
        "border_arrivals 2023 RUS": "11",
        "border_arrivals 2023 CHN": "L",
        "border_arrivals 2023 _O": "M",
        "border_arrivals 2023 _T": "0",
    }


def test_several_periods_across_each_with_several_indicators_under_merged_headings(tmp_path):
    declared = source(tmp_path, ARRIVALS.rstrip() + "\n    across: time_period\n")
    rows = [
        ["Страна", "I квартал 2024 г.", None, "II квартал 2024 г.", None],
        [None, "въезд", "выезд", "въезд", "выезд"],
        ["Узбекистан", 1, 2, 3, 4],
    ]
    data = workbook({"Лист1": rows}, {"Лист1": ["A1:A2", "B1:C1", "D1:E1"]})

    assert take_in(declared, content("form.xlsx", data)).values == {
        "border_arrivals 2024-Q1 UZB": "1",
        "border_departures 2024-Q1 UZB": "2",
        "border_arrivals 2024-Q2 UZB": "3",
        "border_departures 2024-Q2 UZB": "4",
    }


def test_the_same_form_exported_without_merged_cells(tmp_path):
    declared = source(tmp_path, ARRIVALS.rstrip() + "\n    across: time_period\n")
    text = "Страна;I квартал 2024 г.;;II квартал 2024 г.;\r\n;въезд;выезд;въезд;выезд\r\nУзбекистан;1;2;3;4\r\n"

    found = take_in(declared, content("form.csv", text.encode("cp1251"))).values

    assert found["border_departures 2024-Q1 UZB"] == "2"
    assert found["border_arrivals 2024-Q2 UZB"] == "3"


def test_a_sheet_for_each_year(tmp_path):
    declared = source(tmp_path, ARRIVALS)
    rows = [["Страна", "въезд", "выезд"], ["Россия", 5, 6]]
    data = workbook({"2022": rows, "2023 год": [rows[0], ["Россия", 7, 8]]})

    assert take_in(declared, content("form.xlsx", data)).values == {
        "border_arrivals 2022 RUS": "5",
        "border_departures 2022 RUS": "6",
        "border_arrivals 2023 RUS": "7",
        "border_departures 2023 RUS": "8",
    }


def test_an_open_document_with_kazakh_labels(tmp_path):
    declared = source(
        tmp_path,
        """
        tables:
          - id: t
            rows: counterpart_area
            label: Ел
            columns:
              - {heading: "Кірген*", indicator: border_arrivals}
              - {heading: "Шыққан*", indicator: border_departures}
        """,
    )
    rows = [
        ["Шекараны кесіп өту, 2023 жылғы IV тоқсан", "", ""],
        ["Ел", "Кіргендер", "Шыққандар"],
        ["Барлығы", "1 300", "1 100"],
        ["Ресей Федерациясы", "1 000", "900"],
        ["Қытай", "100", "…"],
        ["Басқа елдер", "200", "x"],
    ]
    data = open_document({"Парақ": rows})

    assert take_in(declared, content("form.ods", data)).values == {
        "border_arrivals 2023-Q4 _T": "1300",
        "border_departures 2023-Q4 _T": "1100",
        "border_arrivals 2023-Q4 RUS": "1000",
        "border_departures 2023-Q4 RUS": "900",
        "border_arrivals 2023-Q4 CHN": "100",
        "border_departures 2023-Q4 CHN": "L",
        "border_arrivals 2023-Q4 _O": "200",
        "border_departures 2023-Q4 _O": "Q",
    }


def test_a_cp1251_file_with_semicolons_and_decimal_commas(tmp_path):
    declared = source(
        tmp_path,
        """
        tables:
          - id: t
            rows: counterpart_area
            label: Страна
            across: time_period
            indicator: personal_remittances_in
        """,
    )
    text = (
        "Переводы, млн долл. США;;\r\nСтрана;9 мес. 2022;9 мес. 2023\r\nРоссия;1 234,567;65,8\r\nТурция;1,234;10,0\r\n"
    )

    found = take_in(declared, content("form.csv", text.encode("cp1251")))

    assert found.values == {
        "personal_remittances_in 2022-01-01/2022-09-30 RUS": "1234.567",
        "personal_remittances_in 2022-01-01/2022-09-30 TUR": "1.234",  # its column uses the decimal comma
        "personal_remittances_in 2023-01-01/2023-09-30 RUS": "65.8",
        "personal_remittances_in 2023-01-01/2023-09-30 TUR": "10.0",
    }


def test_tables_stacked_on_one_sheet_each_under_its_own_title(tmp_path):
    declared = source(tmp_path, ARRIVALS.rstrip() + "\n    many: true\n")
    form = sheet(
        [
            "Пересечения границы",
            "за I квартал 2024 года",
            "Страна | въезд | выезд",
            "Россия | 1 | 2",
            "* оценка",
            "",
            "за II квартал 2024 года",
            "Страна | въезд | выезд",
            "Россия | 3 | 4",
            "Примечание: транзит учтен",
        ]
    )

    found = take_in(declared, book(form))

    assert found.values["border_arrivals 2024-Q1 RUS"] == "1"
    assert found.values["border_departures 2024-Q2 RUS"] == "4"
    assert found.rules == []


def test_two_tables_with_the_same_headings_told_apart_by_their_titles(tmp_path):
    declared = source(
        tmp_path,
        """
        tables:
          - {id: in, title: "*прибыло*", rows: counterpart_area, label: Страна, across: time_period,
             indicator: permanent_residence_in}
          - {id: out, title: "*выбыло*", rows: counterpart_area, label: Страна, across: time_period,
             indicator: permanent_residence_out}
        """,
    )
    form = sheet(
        [
            "Прибыло, человек",
            "Страна | 2022 | 2023",
            "Россия | 1 | 2",
            "",
            "Выбыло, человек",
            "Страна | 2022 | 2023",
            "Россия | 3 | 4",
        ]
    )

    found = take_in(declared, book(form))

    assert found.values == {
        "permanent_residence_in 2022 RUS": "1",
        "permanent_residence_in 2023 RUS": "2",
        "permanent_residence_out 2022 RUS": "3",
        "permanent_residence_out 2023 RUS": "4",
    }
    assert found.rules == []


def test_a_long_list_printed_in_two_halves_side_by_side(tmp_path):
    declared = source(tmp_path, ARRIVALS.rstrip() + "\n    many: true\n")
    form = sheet(
        [
            "IV квартал 2023 года",
            "Страна | въезд | выезд | | Страна | въезд | выезд",
            "Россия | 1 | 2 | | Китай | 5 | 6",
            "Узбекистан | 3 | 4 | | Всего | 9 | 12",
        ]
    )

    found = take_in(declared, book(form)).values

    assert found["border_departures 2023-Q4 UZB"] == "4"
    assert found["border_arrivals 2023-Q4 CHN"] == "5"
    assert found["border_arrivals 2023-Q4 _T"] == "9"


def test_men_and_women_under_each_year(tmp_path):
    declared = source(
        tmp_path,
        """
        tables:
          - {id: t, rows: counterpart_area, label: Страна, across: [time_period, sex],
             indicator: permanent_residence_in}
        """,
    )
    form = sheet(
        ["Страна | 2023 год | | ", " | всего | мужчины | женщины", "Россия | 30 | 10 | 20"],
        merges=["A1:A2", "B1:D1"],
    )

    assert take_in(declared, book(form)).values == {
        "permanent_residence_in 2023 RUS": "30",
        "permanent_residence_in 2023 RUS sex=M": "10",
        "permanent_residence_in 2023 RUS sex=F": "20",
    }


def test_a_tidy_file_with_codes_and_a_column_for_everything(tmp_path):
    declared = source(
        tmp_path,
        """
        tables:
          - id: t
            columns:
              - {heading: REF_AREA, is: ref_area}
              - {heading: CITIZEN, is: counterpart_area}
              - {heading: SEX, is: sex}
              - {heading: TIME, is: time_period}
              - {heading: MEASURE, is: indicator, values: {IMM: permanent_residence_in}}
              - {heading: OBS_VALUE, is: value}
              - {heading: FLAG, is: note}
        """,
    )
    text = (
        "REF_AREA,CITIZEN,SEX,TIME,MEASURE,OBS_VALUE,FLAG\nKAZ,RUS,M,2023-Q1,IMM,12,p\nKGZ,KAZ,Total,2023-Q1,IMM,,\n"
        "KAZ,Other,F,2023-Q1,IMM,:,\n"
    )

    assert take_in(declared, content("form.csv", text.encode())).values == {
        "permanent_residence_in 2023-Q1 RUS sex=M": "12",
        "permanent_residence_in 2023-Q1 KAZ in KGZ": "O",
        "permanent_residence_in 2023-Q1 _O sex=F": "L",
    }


def test_a_list_of_countries_in_running_text(tmp_path):
    declared = source(
        tmp_path,
        """
        sentences:
          - id: arrivals
            pattern: "{counterpart_area} – {value} адам"
            indicator: border_arrivals
            period: {where: document}
        """,
    )
    data = document(
        [
            "2023 жылғы IV тоқсанда шекарадан өткендер:",
            "Өзбекстан Республикасы – 1 598 656 адам; Қырғызстан – 1,2 млн адам.",
        ]
    )

    assert take_in(declared, content("list.docx", data)).values == {
        "border_arrivals 2023-Q4 UZB": "1598656",
        "border_arrivals 2023-Q4 KGZ": "1200000",
    }


def test_regions_printed_once_and_left_blank_underneath(tmp_path):
    (tmp_path / "indicators.yml").write_text(
        "breakdowns: {region: {codes: {KZ75: {en: Almaty, ru: Алматы}, KZ71: {en: Astana, ru: Астана}}}}",
        encoding="utf-8",
    )
    declared = source(
        tmp_path,
        """
        tables:
          - id: t
            columns:
              - {heading: Регион, is: region, values: {г. Алматы: KZ75, Астана: KZ71}}
              - {heading: Гражданство, is: counterpart_area}
              - {heading: Выдано, indicator: temporary_residence_permits}
        """,
    )
    form = sheet(
        [
            "1 квартал 2024г.",
            "Регион | Гражданство | Выдано",
            "г. Алматы | Россия | 1",
            " | Китай | 2",
            "Астана | Россия | 3",
        ],
    )

    assert take_in(declared, book(form)).values == {
        "temporary_residence_permits 2024-Q1 RUS region=KZ75": "1",
        "temporary_residence_permits 2024-Q1 CHN region=KZ75": "2",
        "temporary_residence_permits 2024-Q1 RUS region=KZ71": "3",
    }


def test_indicators_as_rows_and_months_as_columns(tmp_path):
    declared = source(
        tmp_path,
        """
        tables:
          - id: t
            rows: indicator
            label: Показатель
            across: time_period
            values: {indicator: {Прибыло: permanent_residence_in, Выбыло: permanent_residence_out}}
            period: {cumulative: true}
        """,
    )
    form = sheet(
        [
            "2024 год",
            "Показатель | январь | январь-февраль | январь-март",
            "Прибыло1) | 5 | 9 | 12",
            "Выбыло | 1 | 2 | 3",
        ]
    )

    assert take_in(declared, book(form)).values == {
        "permanent_residence_in 2024-01 _T": "5",
        "permanent_residence_in 2024-01-01/2024-02-29 _T": "9",
        "permanent_residence_in 2024-Q1 _T": "12",
        "permanent_residence_out 2024-01 _T": "1",
        "permanent_residence_out 2024-01-01/2024-02-29 _T": "2",
        "permanent_residence_out 2024-Q1 _T": "3",
    }


def test_a_document_with_a_table_of_shares_that_has_no_headings(tmp_path):
    declared = source(
        tmp_path,
        """
        tables:
          - id: age
            headings: false
            heading: По возрасту
            rows: age
            indicator: border_arrivals_change
            period: "2023"
          - id: school
            headings: false
            heading: По образованию
            rows: education
            indicator: border_departures_change
            period: "2023"
        """,
    )
    data = document(
        [
            "По образованию",
            [["высшее", "18%"], ["общее среднее", "82%"]],
            "По возрасту",
            [["дети", "40,5%"], ["пенсионеры", "x"]],
        ]
    )

    assert take_in(declared, content("b.docx", data)).values == {
        "border_arrivals_change 2023 _T age=BELOW_WORKING": "40.5",
        "border_arrivals_change 2023 _T age=ABOVE_WORKING": "Q",
        "border_departures_change 2023 _T education=HIGHER": "18",
        "border_departures_change 2023 _T education=SECONDARY": "82",
    }


def test_numbers_of_columns_units_and_blank_lines_between_headings_and_data_are_passed_over(tmp_path):
    declared = source(tmp_path, ARRIVALS)
    form = sheet(
        [
            "за 2023 год",
            "№ | Страна | въезд | выезд",
            "А | Б | 1 | 2",
            "",
            "1 | Россия | 7 | 8",
            "",
            "2 | Китай | 9 | 10",
            "",
            "Директор Иванов",
        ]
    )

    found = take_in(declared, book(form))

    assert len(found.values) == 4
    assert found.values["border_departures 2023 CHN"] == "10"
    assert [u.cell.text for u in found.placed.used if u.use == "numbering"] == ["А", "Б", "1", "2"]


def test_a_total_typed_into_the_column_of_numbers(tmp_path):
    declared = source(tmp_path, ARRIVALS)
    form = sheet(["за 2023 год", "№ | Страна | въезд | выезд", "1 | Россия | 7 | 8", "Итого | | 7 | 8"])

    assert take_in(declared, book(form)).values["border_arrivals 2023 _T"] == "7"


@pytest.mark.parametrize("top", [0, 1, 7])
@pytest.mark.parametrize("left", [0, 2])
def test_a_form_is_read_the_same_wherever_it_stands(tmp_path, top, left):
    declared = source(tmp_path, ARRIVALS)
    rows = ["за 2023 год", "Страна | въезд | выезд", "Россия | 7 | 8", "Всего | 9 | 10", "* с учетом транзита"]
    moved = ["" for _ in range(top)] + [" | " * left + row for row in rows]

    assert take_in(declared, book(sheet(moved))).values == {
        "border_arrivals 2023 RUS": "7",
        "border_departures 2023 RUS": "8",
        "border_arrivals 2023 _T": "9",
        "border_departures 2023 _T": "10",
    }


def test_a_matrix_with_a_blank_corner(tmp_path):
    declared = source(
        tmp_path,
        """
        tables:
          - {id: t, rows: ref_area, across: counterpart_area, indicator: personal_remittances_in, period: "2017"}
        """,
    )
    form = sheet(
        ["Bilateral estimates", " | Russia | China | WORLD", "Kyrgyz Republic | 5 | 6 | 11", "Tajikistan | 7 | 0 | 7"]
    )

    assert take_in(declared, book(form)).values == {
        "personal_remittances_in 2017 RUS in KGZ": "5",
        "personal_remittances_in 2017 CHN in KGZ": "6",
        "personal_remittances_in 2017 _T in KGZ": "11",
        "personal_remittances_in 2017 RUS in TJK": "7",
        "personal_remittances_in 2017 CHN in TJK": "0",
        "personal_remittances_in 2017 _T in TJK": "7",
    }


def test_years_above_a_blank_corner(tmp_path):
    declared = source(
        tmp_path, "tables: [{id: t, rows: counterpart_area, across: time_period, indicator: border_arrivals}]\n"
    )

    found = take_in(declared, book(sheet(["Прибыло", "", " | 2022 | 2023", "Россия | 1 | 2", "Всего | 3 | 4"]))).values

    assert found["border_arrivals 2023 RUS"] == "2"
    assert found["border_arrivals 2022 _T"] == "3"


def test_the_months_of_the_title_hold_for_the_year_of_each_column_where_the_source_says_so(tmp_path):
    text = """
        tables:
          - {id: t, rows: counterpart_area, label: Страна, across: time_period, indicator: border_arrivals%s}
        """
    form = book(sheet(["за 9 месяцев 2023 года", "Страна | 2022 год | 2023 год", "Россия | 1 | 2"]))

    silent = take_in(source(tmp_path, text % ""), form)
    spoken = take_in(source(tmp_path, text % ", period: {same_months: true}"), form)

    assert silent.values == {"border_arrivals 2023-01-01/2023-09-30 RUS": "2"}
    assert silent.finding("period_unread")["readings"] == "2022, 2023-01-01/2023-09-30"
    assert list(spoken.values) == [
        "border_arrivals 2022-01-01/2022-09-30 RUS",
        "border_arrivals 2023-01-01/2023-09-30 RUS",
    ]


def test_labels_with_numbers_units_and_introductions_are_read_by_their_words(tmp_path):
    declared = source(tmp_path, "groups: {CIS: {labels: Страны СНГ}}\n" + ARRIVALS)
    form = sheet(
        [
            "2023 год",
            "Страна | Въезд, пересечений | Выезд (пересечений)",
            "Всего, в том числе: | 20 | 21",
            "СНГ - всего | 10 | 11",
            "из них: | |",
            "1. Россия | 7 | 8",
            "1.2 Прочие страны СНГ | 3 | 3",
            "Итого по странам СНГ | 10 | 11",
        ]
    )

    found = take_in(declared, book(form))

    assert found.values["border_arrivals 2023 _T"] == "20"
    assert found.values["border_departures 2023 agency:CIS"] == "11"
    assert found.values["border_arrivals 2023 agency:CIS/_O"] == "3"
    assert found.values["border_arrivals 2023 RUS"] == "7"
    assert set(found.rules) == {"value_repeated"}  # the subtotal stands above and below


def test_stored_dates_in_headings_are_periods(tmp_path):
    from datetime import date

    declared = source(
        tmp_path,
        "tables: [{id: t, rows: counterpart_area, label: Страна, across: time_period, indicator: border_arrivals}]\n",
    )
    rows = [["Страна", date(2023, 10, 1), date(2023, 11, 1)], ["Россия", 5, 6]]
    grid = sheet(rows)
    shown = tuple(
        tuple(type(c)(c.row, c.column, c.address, "окт.23" if c.address == "B1" else c.text, c.value) for c in row)
        for row in grid.rows
    )

    found = take_in(declared, book(type(grid)("Sheet1", shown)))

    assert found.values == {"border_arrivals 2023-10 RUS": "5"}
    assert found.finding("period_unfit")["period"] == "2023-11-01"  # written out as a day, it is a day


def test_groups_of_countries_across_with_their_totals_first(tmp_path):
    declared = source(
        tmp_path,
        """
        groups: {CIS: {labels: Страны СНГ}, FAR: {labels: Другие страны}}
        tables:
          - {id: t, rows: time_period, label: Период, across: counterpart_area, indicator: border_arrivals}
        """,
    )
    form = sheet(
        [
            "Период | Всего | Страны СНГ | | | Другие страны | ",
            " | | всего | Россия | прочие | всего | Китай",
            "I кв. 2024 | 100 | 60 | 40 | 20 | 40 | 39",
            "Итого | 100 | 60 | 40 | 20 | 40 | 39",
        ],
        merges=["A1:A2", "B1:B2", "C1:E1", "F1:G1"],
    )

    found = take_in(declared, book(form))

    assert found.values == {
        "border_arrivals 2024-Q1 _T": "100",
        "border_arrivals 2024-Q1 agency:CIS": "60",
        "border_arrivals 2024-Q1 RUS": "40",
        "border_arrivals 2024-Q1 agency:CIS/_O": "20",
        "border_arrivals 2024-Q1 agency:FAR": "40",
        "border_arrivals 2024-Q1 CHN": "39",
    }
    assert found.finding("period_unread")["text"] == "Итого"  # a sum over periods is no period of the title


def test_quarters_that_are_suddenly_printed_side_by_side_are_read_without_a_new_declaration(tmp_path):
    rows = [
        ["Страна", 2025, None, None, "2026*", None],
        [None, "III квартал", None, None, "I квартал", None],
        [None, "въезд", "выезд", "прирост", "въезд", "выезд"],
        ["Узбекистан", 1, 2, -1, 3, 4],
        ["* предварительные данные"],
    ]
    merged = ["A1:A3", "B1:D1", "B2:D2", "E1:F1", "E2:F2"]

    taken = take_in(source(tmp_path, ARRIVALS), content("f.xlsx", workbook({"1": rows}, {"1": merged})))

    assert taken.values == {
        "border_arrivals 2025-Q3 UZB": "1",
        "border_departures 2025-Q3 UZB": "2",
        "border_arrivals 2026-Q1 UZB": "3",
        "border_departures 2026-Q1 UZB": "4",
    }
    assert [o.obs_status for o in taken.harmonised.observations if o.time_period.code == "2026-Q1"] == ["P", "P"]
    assert [o.obs_status for o in taken.harmonised.observations if o.time_period.code == "2025-Q3"] == ["A", "A"]


def test_headings_that_stand_twice_under_one_period_are_still_refused(tmp_path):
    rows = [
        ["Страна", "I квартал 2026 г.", None],
        [None, "въезд", "въезд"],
        ["Узбекистан", 1, 2],
    ]

    taken = take_in(source(tmp_path, ARRIVALS), content("f.xlsx", workbook({"1": rows}, {"1": ["A1:A2", "B1:C1"]})))

    assert taken.values == {}


def test_the_paragraph_above_a_documents_table_says_its_unit_and_a_column_of_numbers_of_rows_is_no_surprise(tmp_path):
    form = sheet(
        ["№ | Азаматтығы | кірді", "1 | Өзбекстан | 12,5", "2 | Өзгелері | 3", " | Барлығы | 15,5"],
        heading="2026 жылғы I тоқсанда елге кірген шетел азаматтары (мың адам)",
    )
    declared = source(
        tmp_path,
        """
        tables:
          - id: t
            rows: counterpart_area
            label: Азаматтығы
            columns: [{heading: кірді, indicator: permanent_residence_in}]
        """,
    )

    taken = take_in(declared, book(form, kind="docx"))

    # 12.5 thousand persons
    assert taken.values == {
        "permanent_residence_in 2026-Q1 UZB": "12500",
        "permanent_residence_in 2026-Q1 _O": "3000",
        "permanent_residence_in 2026-Q1 _T": "15500",
    }
    assert "column_undeclared" not in taken.rules


def test_a_title_that_begins_as_a_column_does_is_still_a_title(tmp_path):
    """Its period and its thousands hold for the values: 1.5 thousand permits are 1500."""
    declared = source(
        tmp_path,
        """
        tables:
          - id: t
            rows: counterpart_area
            label: Гражданство
            columns: [{heading: "Выдано*", indicator: temporary_residence_permits}]
        """,
    )
    form = sheet(
        [
            "Выдано разрешений за 2023 год, тыс. человек | ",
            "Гражданство | Выдано",
            "Россия | 1,5",
            "Источник: реестр | ",
        ],
        merges=["A4:B4"],
    )

    assert take_in(declared, book(form)).values == {"temporary_residence_permits 2023 RUS": "1500"}


def test_subtotals_of_regions_and_the_sources_own_word_for_the_whole(tmp_path):
    """2 + 3 = 5 in Almaty; with 4 in Astana, 9 in all."""
    declared = source(
        tmp_path,
        """
        totals: [Итого по ведомству]
        tables:
          - id: t
            rows: counterpart_area
            label: Гражданство
            columns:
              - {heading: Регион, is: region, values: {Алматы: KZ75, Астана: KZ71}}
              - {heading: Въезд, indicator: border_arrivals}
        """,
    )
    form = sheet(
        [
            "За 2023 год | | ",
            "Регион | Гражданство | Въезд",
            "Алматы | Россия | 2",
            " | Китай | 3",
            "Итого по: Алматы | | 5",
            "Астана | Россия | 4",
            "Итого по ведомству | | 9",
        ]
    )

    found = take_in(declared, book(form))

    assert found.values == {
        "border_arrivals 2023 RUS region=KZ75": "2",
        "border_arrivals 2023 CHN region=KZ75": "3",
        "border_arrivals 2023 _T region=KZ75": "5",
        "border_arrivals 2023 RUS region=KZ71": "4",
        "border_arrivals 2023 _T": "9",
    }
    assert found.rules == []
