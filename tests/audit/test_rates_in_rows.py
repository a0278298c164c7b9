"""Rows of changes and shares below rows of counts, and the words that such changes were once taken for."""

from __future__ import annotations

import pytest

from mtm.audit.documents import open_bytes
from mtm.audit.engine import audit_documents

# changes: 452.9/486.3 = -6.9, 143.8/97.4 = +47.6, 58.5/61.2 = -4.4, 90.1/72.6 = +24.1, 37.2/34.9 = +6.6, 782.5/752.4
# = +4.0; shares of 782.5: 57.9, 18.4, 7.5, 11.5, 4.8
ROWS = """
| {first} | Borea | Scanda | Emiria | Hanso | {rest} | {total} |
|---|---|---|---|---|---|---|
| 2024 | 486.3 | 97.4 | 61.2 | 72.6 | 34.9 | 752.4 |
| 2025 | 452.9 | 143.8 | 58.5 | 90.1 | 37.2 | 782.5 |
| {change}, % | −6.9 | +47.6 | −4.4 | +24.1 | +6.6 | +4.0 |
| {share}, % | 57.9 | 18.4 | 7.5 | 11.5 | 4.8 | 100 |
"""
WORDS = {
    "en": ("Transfers by country, million US dollars", "", "Others", "Total", "Change", "Share in 2025"),
    "ru": ("Переводы по странам, млн долларов США", "Показатель", "Прочие", "Всего", "Изменение", "Доля в 2025 году"),
    "kk": ("Аударымдар, млн АҚШ доллары", "Көрсеткіш", "Басқалары", "Барлығы", "Өзгеріс", "Үлесі"),
}


def _table(language: str) -> str:
    caption, *names = WORDS[language]
    rows = ROWS.format(**dict(zip(("first", "rest", "total", "change", "share"), names, strict=True)))
    return f"# 2025\n\n{caption}\n{rows if language == 'en' else rows.replace('.', ',')}"


def _blamed(text: str) -> set[str]:
    found = audit_documents([open_bytes("report.md", text.encode())], None, None).findings
    return {p.text for f in found if f.kind in ("error", "likely") for p in (*f.places, *f.operands)}


@pytest.mark.parametrize("language", list(WORDS))
def test_nothing_is_raised_by_a_row_of_changes_under_a_caption_in_money(language: str) -> None:
    assert _blamed(_table(language)) == set()


@pytest.mark.parametrize("language", list(WORDS))
@pytest.mark.parametrize(("right", "wrong"), [("+24.1", "+21.4"), ("18.4", "14.8"), ("+4.0", "+7.0")])
def test_a_wrong_rate_of_a_row_is_found(language: str, right: str, wrong: str) -> None:
    text = _table(language)
    if language != "en":
        right, wrong = right.replace(".", ","), wrong.replace(".", ",")
    assert wrong in _blamed(text.replace(f"| {right} |", f"| {wrong} |"))


@pytest.mark.parametrize(
    "text",
    [
        "Last year the office issued 40,441 permits, 3,514 more than in 2023 (36,927 permits).",
        "В прошлом году выдано 40 441 разрешение, на 3 514 больше, чем в 2023 году (36 927).",
        "Былтыр 40 441 рұқсат берілді, бұл 2023 жылғыдан (36 927) 3 514-ке көп.",
        # 17,604 of 40,441 is 43.5 per cent; 6 months are no earlier value
        "Of 40,441 permits:\n\n- up to 6 months: 9,212 (22.8%);\n- from 6 to 12 months: 17,604 (43.5%);\n"
        "- more than 12 months: 13,625 (33.7%).",
        "Из 40 441 разрешения:\n\n- до 6 месяцев: 9 212 (22,8 %);\n- от 6 до 12 месяцев: 17 604 (43,5 %);\n"
        "- от 1 до 3 лет: 13 625 (33,7 %).",
    ],
)
def test_last_year_and_lengths_of_time_are_no_earlier_values(text: str) -> None:
    assert _blamed(f"# Permits in 2024\n\n{text}\n") == set()


def test_a_wrong_difference_to_the_year_before_last_is_found() -> None:
    text = "Last year the office issued 40,441 permits, 3,541 more than in 2023 (36,927 permits)."
    assert "3,541" in _blamed(f"# Permits in 2024\n\n{text}\n")


def test_a_flow_that_grew_most_need_not_be_the_largest() -> None:
    table = """
| Country | 2024 | 2025 | Change, % |
|---|--:|--:|--:|
| Borea | 38,214 | 41,906 | +9.7 |
| Scanda | 9,127 | 13,348 | +46.2 |
| Emiria | 6,480 | 5,912 | −8.8 |
| Hanso | 4,216 | 5,067 | +20.2 |
"""
    said = "The flow to {} grew most strongly, from {} to {} departures."
    text = "# Departures in 2025\n\n" + said.format("Scanda", "9,127", "13,348") + "\n" + table
    assert _blamed(text) == set()


# 1,988 of 2,840 is 70.0, 1,220 of 1,525 is 80.0, 452 of 1,130 is 40.0, 724 of 905 is 80.0, 4,384 of 6,400 is 68.5
RATES = """
| | {a} | {b} | {c} | {d} | {all} |
|---|---|---|---|---|---|
| {applied} | 2 840 | 1 525 | 1 130 | 905 | 6 400 |
| {granted} | 1 988 | 1 220 | 452 | 724 | 4 384 |
| {rate} | 70.0 | 80.0 | 40.0 | 80.0 | 68.5 |
"""
# 3,900 + 1,300 + 845 + 455 = 6,500; of it 60.0, 20.0, 13.0 and 7.0 per cent
TWO_ROWS = """
| {a} | {b} | {c} | {d} | {all} |
|---|---|---|---|---|
| 3 900 | 1 300 | 845 | 455 | 6 500 |
| 60.0% | 20.0% | 13.0% | 7.0% | 100% |
"""
NAMES = {
    "en": ("Nurses", "Engineers", "Teachers", "Fitters", "Total", "Applications", "Recognised", "Rate, %"),
    "ru": ("Медсёстры", "Инженеры", "Учителя", "Монтёры", "Итого", "Заявления", "Признано", "Доля признания, %"),
    "kk": ("Медбикелер", "Инженерлер", "Мұғалімдер", "Монтерлер", "Барлығы", "Өтініш", "Танылды", "Деңгейі, %"),
}
KEYS = ("a", "b", "c", "d", "all", "applied", "granted", "rate")


def _rows(language: str, table: str) -> str:
    text = table.format(**dict(zip(KEYS, NAMES[language], strict=True)))
    return text if language == "en" else text.replace(".", ",")


@pytest.mark.parametrize("language", list(NAMES))
@pytest.mark.parametrize("table", [RATES, TWO_ROWS])
def test_rates_of_one_row_in_another_raise_nothing_where_they_are_right(language: str, table: str) -> None:
    assert _blamed(_rows(language, table)) == set()


@pytest.mark.parametrize("language", list(NAMES))
@pytest.mark.parametrize(
    ("table", "right", "wrong"),
    [(RATES, "| 70.0 |", "| 80.0 |"), (TWO_ROWS, "| 845 |", "| 545 |"), (TWO_ROWS, "| 13.0% |", "| 31.0% |")],
)
def test_a_wrong_cell_of_a_row_and_its_rates_is_found(language: str, table: str, right: str, wrong: str) -> None:
    text = _rows(language, table.replace(right, wrong))
    printed = wrong.strip("| %")
    assert (printed if language == "en" else printed.replace(".", ",")) in {b.rstrip("%") for b in _blamed(text)}


def test_counts_of_groups_that_overlap_do_not_add_up_to_all_of_them() -> None:
    table = "| | Women | Children | Disabled | Total |\n|---|---|---|---|---|\n| Persons | 420 | 310 | 55 | 800 |\n"
    assert _blamed(table + "| Share, % | 52.5 | 38.8 | 6.9 | 100.0 |\n") == set()
