"""Shares of a whole that a table does not print, and totals of one column that one slip would mend."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit
from mtm.audit.findings import Found

# of 50,387: 12,345 = 24.50 %; 9,876 = 19.60 %; 6,543 = 12.99 %; 3,210 = 6.37 %; 2,001 = 3.97 %
TOP_FIVE = {
    "en": "| Country | Persons | Share, % |\n|---|---:|---:|\n| Uzbekistan | 12,345 | 24.5 |\n"
    "| Russia | 9,876 | 19.6 |\n"
    "| China | 6,543 | 13.0 |\n| Türkiye | 3,210 | 6.4 |\n| India | 2,001 | 4.0 |\n",
    "ru": "| Страна | Человек | Доля, % |\n|---|---:|---:|\n| Узбекистан | 12 345 | 24,5 |\n| Россия | 9 876 | 19,6 |\n"
    "| Китай | 6 543 | 13,0 |\n| Турция | 3 210 | 6,4 |\n| Индия | 2 001 | 4,0 |\n",
    "kk": "| Ел | Адам | Үлесі, % |\n|---|---:|---:|\n| Өзбекстан | 12 345 | 24,5 |\n| Ресей | 9 876 | 19,6 |\n"
    "| Қытай | 6 543 | 13,0 |\n| Түркия | 3 210 | 6,4 |\n| Үндістан | 2 001 | 4,0 |\n",
}
# 2,039 + 3,025 = 5,064; 8,253 + 9,020 + 6,043 = 23,316; 5,064 + 23,316 = 28,380
GROUPS = (
    "| Region | Families |\n|---|---:|\n| North, total | 5,064 |\n| Lakeside | 2,039 |\n| Highland | 3,025 |\n"
    "| South, total | 23,316 |\n| Northern | 8,253 |\n| Eastern | 9,020 |\n| Coastal | 6,043 |\n| Total | 28,380 |\n"
)
# 4 120 + 3 560 + 2 870 + 1 950 = 12 500
LIST = (
    "| Область | Семей |\n|---|---:|\n| Северная | 4 120 |\n| Южная | 3 560 |\n| Западная | 2 870 |\n"
    "| Восточная | 1 950 |\n| Всего | 12 500 |\n"
)


def wrong(text: str, folder: Path) -> list[Found]:
    path = folder / "table.md"
    path.write_text(text, encoding="utf-8")
    return list(audit([path]).wrong)


@pytest.mark.parametrize("text", [*TOP_FIVE.values(), GROUPS, LIST])
def test_a_right_table_raises_nothing(text: str, tmp_path: Path) -> None:
    assert wrong(text, tmp_path) == []


@pytest.mark.parametrize("language", TOP_FIVE)
def test_a_share_of_another_whole_than_its_siblings_is_wrong(language: str, tmp_path: Path) -> None:
    text = TOP_FIVE[language]
    altered = text.replace("13.0", "12.0").replace("13,0", "12,0")

    assert [(f.rule, f.places[0].text) for f in wrong(altered, tmp_path)] in (
        [("table_shares", "12.0")],
        [("table_shares", "12,0")],
    )


@pytest.mark.parametrize(
    ("right", "printed"),
    [("9,020", "8,020"), ("23,316", "23,416"), ("5,064", "6,064"), ("2,039", "2,309"), ("28,380", "28,980")],
)
def test_a_slip_in_a_table_of_groups_is_found(right: str, printed: str, tmp_path: Path) -> None:
    assert {f.rule for f in wrong(GROUPS.replace(right, printed), tmp_path)} == {"table_totals"}


@pytest.mark.parametrize(("right", "printed"), [("12 500", "12 900"), ("3 560", "3 060"), ("2 870", "2 780")])
def test_a_list_that_one_slip_keeps_from_its_total_is_wrong(right: str, printed: str, tmp_path: Path) -> None:
    assert {f.rule for f in wrong(LIST.replace(right, printed), tmp_path)} == {"table_totals"}


def test_a_list_that_lacks_more_than_a_slip_may_be_incomplete(tmp_path: Path) -> None:
    # the four make 12 500; the 1 237 that are lacking may live elsewhere
    assert wrong(LIST.replace("12 500", "13 737"), tmp_path) == []
