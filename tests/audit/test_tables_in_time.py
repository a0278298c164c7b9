"""Changes in a table over time follow from its own numbers; totals and shares are known without the word for them."""

from __future__ import annotations

import pytest

from mtm.audit import AuditResult
from mtm.audit.documents import open_bytes
from mtm.audit.engine import audit_documents

# 745.9 / 812.4 = 0.918; 903.6 / 745.9 = 1.211; 1,044.2 / 903.6 = 1.156; 1,101.8 / 1,044.2 = 1.055
YEARS = """# Remittances

Table 1. Remittances received, USD million

| Year | Received | Growth, % | Sent |
|---|---|---|---|
| 2019 | 812.4 | | 301.2 |
| 2020 | 745.9 | -8.2 | 288.4 |
| 2021 | 903.6 | 21.1 | 310.7 |
| 2022 | 1,044.2 | 15.6 | 352.9 |
| 2023 | 1,101.8 | 5.5 | 340.1 |
"""
# 48,930 - 41,205 = 7,725 (18.7 %); 52,417 - 48,930 = 3,487 (7.1 %); 50,112 - 52,417 = -2,305 (-4.4 %)
ACROSS = """# Патенты

| Показатель | 2020 г. | 2021 г. | 2022 г. | 2023 г. |
|---|---|---|---|---|
| Выдано патентов | 41 205 | 48 930 | 52 417 | 50 112 |
| Изменение к предыдущему году, ед. | – | +7 725 | +3 487 | -2 305 |
| Темп прироста, % | – | 18,7 | 7,1 | -4,4 |
"""
# 13,340 / 17,810 = 0.749; 16,905 / 13,340 = 1.267; 18,240 / 16,905 = 1.079; 15,702 / 18,240 = 0.861
INDEX = """# Қандастар

1-кесте. Қандастар саны

| Жыл | Қандастар, адам | Өткен жылға қатысты, % |
|---|---|---|
| 2019 | 17 810 | |
| 2020 | 13 340 | 74,9 |
| 2021 | 16 905 | 126,7 |
| 2022 | 18 240 | 107,9 |
| 2023 | 15 702 | 86,1 |
"""
# 190,115 - 182,340 = 7,775; 201,870 - 190,115 = 11,755; 196,405 - 201,870 = -5,465
ROUNDS = """# Displacement

| | Round 10 | Round 11 | Round 12 | Round 13 |
|---|---|---|---|---|
| IDPs | 182,340 | 190,115 | 201,870 | 196,405 |
| Change since the last round | | +7,775 | +11,755 | -5,465 |
| Households | 36,400 | 38,020 | 40,410 | 39,290 |
"""
IN_TIME = [
    (YEARS, "15.6", "13.5"),  # divided by the later year
    (YEARS, "-8.2", "8.2"),
    (YEARS, "21.1", "12.1"),
    (ACROSS, "18,7", "15,8"),
    (ACROSS, "+3 487", "+3 847"),
    (ACROSS, "-4,4", "4,4"),
    (INDEX, "126,7", "162,7"),
    (INDEX, "86,1", "96,1"),
    (ROUNDS, "+11,755", "+11,575"),
    (ROUNDS, "-5,465", "+5,465"),
]
WRONG_LEVELS = [(ACROSS, "48 930", "49 830"), (INDEX, "16 905", "16 095"), (ROUNDS, "201,870", "210,870")]

# 1,347 + 1,588 + 1,877 = 4,812; 1,588 / 4,812 = 33.0 %
DECISIONS = """# Asylum

| Outcome | Number | % |
|---|---|---|
| Refugee status | 1,347 | 28.0 |
| Subsidiary protection | 1,588 | 33.0 |
| Rejection | 1,877 | 39.0 |
| All decisions | 4,812 | 100.0 |
"""
# 1,205 + 9,870 + 6,442 + 2,663 = 20,180; 1,377 + 10,305 + 6,711 + 3,119 = 21,512
CATEGORIES = """# Разрешения

| Категория | 2023 г. | 2024 г. | Доля, % |
|---|---|---|---|
| Все категории | 20 180 | 21 512 | 100 |
| Руководители | 1 205 | 1 377 | 6,4 |
| Специалисты | 9 870 | 10 305 | 47,9 |
| Рабочие | 6 442 | 6 711 | 31,2 |
| Сезонные | 2 663 | 3 119 | 14,5 |
"""
# 12,405 + 30,118 + 8,730 = 51,253; 14,110 + 21,907 + 15,226 = 51,243
REGIONS = """# Көші-қон

| Өңір | Келгендер | Кеткендер |
|---|---|---|
| Ақмола | 12 405 | 14 110 |
| Алматы | 30 118 | 21 907 |
| Жамбыл | 8 730 | 15 226 |
| Ел бойынша | 51 253 | 51 243 |
"""
# 41 + 18 + 61 = 120; 61 / 120 = 51 %; 5,120 + 9,844 + 7,036 = 22,000
SITES = """# Sites

| Type of site | Sites | Share of sites (%) | People |
|---|---|---|---|
| Collective centres | 41 | 34 | 5,120 |
| Planned camps | 18 | 15 | 9,844 |
| Dispersed | 61 | 51 | 7,036 |
| Entire caseload | 120 | 100 | 22,000 |
"""
TOTALS = [
    (DECISIONS, "1,588", "1,388"),
    (DECISIONS, "4,812", "4,612"),
    (CATEGORIES, "10 305", "10 035"),
    (CATEGORIES, "6 442", "6 422"),
    (REGIONS, "8 730", "8 370"),
    (REGIONS, "51 243", "52 243"),
    (SITES, "9,844", "8,944"),
    (SITES, "| 51 |", "| 57 |"),
]
# 38 - 41 = -3; 35 - 33 = 2; 61 - 55 = 6; 25 - 24 = 1
POINTS = """# Survey

Table 3. Barriers reported, per cent of respondents

| Barrier | 2023 | 2024 | 2025 | Change 2024–2025, p.p. |
|---|---|---|---|---|
| Language | 44 | 41 | 38 | -3 |
| Documents | 30 | 33 | 35 | +2 |
| Money | 52 | 55 | 61 | +6 |
| Information | 28 | 24 | 25 | +1 |
"""


def _audited(text: str) -> AuditResult:
    return audit_documents([open_bytes("report.md", text.encode())])


@pytest.mark.parametrize("text", [YEARS, ACROSS, INDEX, ROUNDS, DECISIONS, CATEGORIES, REGIONS, SITES, POINTS])
def test_nothing_is_wrong_in_tables_that_add_up(text: str) -> None:
    assert not _audited(text).wrong


@pytest.mark.parametrize(("text", "right", "wrong"), IN_TIME)
def test_a_change_over_time_is_that_of_its_own_table(text: str, right: str, wrong: str) -> None:
    (finding,) = _audited(text.replace(right, wrong)).wrong
    assert (finding.rule, finding.places[0].text) == ("table_in_time", wrong)


@pytest.mark.parametrize(("text", "right", "wrong"), WRONG_LEVELS)
def test_a_number_whose_two_changes_both_want_another_is_wrong(text: str, right: str, wrong: str) -> None:
    found = _audited(text.replace(right, wrong)).wrong
    assert {f.rule for f in found} == {"table_in_time"}
    assert any(wrong in (p.text for p in (*f.places, *f.operands)) for f in found)


@pytest.mark.parametrize(("text", "right", "wrong"), TOTALS)
def test_a_row_called_all_of_them_or_a_hundred_per_cent_is_the_total(text: str, right: str, wrong: str) -> None:
    found = _audited(text.replace(right, wrong)).wrong
    touched = {p.text for f in found for p in (*f.places, *f.operands)}
    assert wrong.strip("| ") in touched


def test_numbers_beside_a_column_of_points_are_shares_and_their_signs_count() -> None:
    (finding,) = _audited(POINTS.replace("+6", "-6")).wrong
    assert (finding.rule, finding.places[0].text) == ("table_columns", "-6")
