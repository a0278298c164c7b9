"""Means and rates in tables: one line over another."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit
from mtm.audit.findings import Found

# 1,854 / 412 = 4.50; 1,622 / 318 = 5.10; 630 / 150 = 4.20; 2,424 / 505 = 4.80; 6,530 / 1,385 = 4.71
HOUSEHOLDS = """| District | Households | Individuals | Average household size |
|---|---:|---:|---:|
| Aksu | 412 | 1,854 | 4.5 |
| Bort | 318 | 1,622 | 5.1 |
| Chel | 150 | 630 | 4.2 |
| Dala | 505 | 2,424 | 4.8 |
| Total | 1,385 | 6,530 | 4.7 |
"""
# 6 124 / 510,4 = 12,0; 4 065 / 812,9 = 5,0; 1 801 / 300,2 = 6,0; 5 120 / 640,0 = 8,0; 17 110 / 2 263,5 = 7,56
RATES = """| Область | Население, тыс. | Прибыло | На 1000 жителей |
|---|---:|---:|---:|
| Северная | 510,4 | 6 124 | 12,0 |
| Южная | 812,9 | 4 065 | 5,0 |
| Западная | 300,2 | 1 801 | 6,0 |
| Восточная | 640,0 | 5 120 | 8,0 |
| Всего | 2 263,5 | 17 110 | 7,6 |
"""
# 533 / 41 = 13.0; 749 / 52 = 14.40; 612 / 38 = 16.11; 1,894 / 131 = 14.46: the last is no sum of the others
BOATS = """| | Бірінші тоқсан | Екінші тоқсан | Үшінші тоқсан | Барлығы |
|---|---:|---:|---:|---:|
| Қайық | 41 | 52 | 38 | 131 |
| Адам | 533 | 749 | 612 | 1 894 |
| Бір қайыққа келетін адам | 13,0 | 14,4 | 16,1 | 14,5 |
"""
# 84.0 million / 240 thousand = 350; 96.9 / 255 = 380; 103.6 / 259 = 400: money of one unit over a count of another
TRANSFERS = """| Year | Transfers, thousand | Amount, USD million | Average transfer, USD |
|---|---:|---:|---:|
| 2021 | 240 | 84.0 | 350 |
| 2022 | 255 | 96.9 | 380 |
| 2023 | 259 | 103.6 | 400 |
"""


def wrong(text: str, folder: Path) -> list[Found]:
    path = folder / "table.md"
    path.write_text(text, encoding="utf-8")
    return list(audit([path]).wrong)


@pytest.mark.parametrize("text", [HOUSEHOLDS, RATES, BOATS, TRANSFERS])
def test_a_table_whose_means_are_right_raises_nothing(text: str, tmp_path: Path) -> None:
    assert wrong(text, tmp_path) == []


@pytest.mark.parametrize(
    ("text", "right", "printed"),
    [
        (HOUSEHOLDS, "| 5.1 |", "| 6.1 |"),
        (HOUSEHOLDS, "| 4.2 |", "| 2.4 |"),
        (RATES, "| 6,0 |", "| 9,0 |"),
        (BOATS, "| 16,1 |", "| 18,1 |"),
        (BOATS, "| 14,5 |", "| 14,9 |"),
        (TRANSFERS, "| 380 |", "| 330 |"),
    ],
)
def test_a_mean_that_its_row_does_not_make_is_wrong(text: str, right: str, printed: str, tmp_path: Path) -> None:
    found = wrong(text.replace(right, printed), tmp_path)

    assert [(f.rule, [p.text for p in f.places]) for f in found] == [("table_means", [printed.strip("| ")])]


def test_two_cells_that_fit_by_chance_are_no_mean_without_a_heading_that_says_so(tmp_path: Path) -> None:
    # 84 / 24 = 3.5 and 90 / 30 = 3.0, but 70 / 28 = 2.5 and not 4.4: days of waiting, as it happens
    text = (
        "| Office | Staff | Visits | Waiting, days |\n|---|---:|---:|---:|\n"
        "| North | 24 | 84 | 3.5 |\n| South | 30 | 90 | 3.0 |\n| West | 28 | 70 | 4.4 |\n"
    )
    assert wrong(text, tmp_path) == []
