"""Rows met by their bare names, shares of rows, and lists of parts that the words "of which" open."""

from __future__ import annotations

import pytest

from mtm.audit import AuditResult
from mtm.audit.documents import open_bytes
from mtm.audit.engine import audit_documents

EN = """# Migration

Table 1. Migration by place, 2024

| Place | Arrivals | Departures |
|---|---|---|
| City of Astra | 52,437 | 34,982 |
| City of Belmar | 48,212 | 31,646 |
| Belmar Region | 13,489 | 22,754 |
| East Kazakhstan | 11,240 | 15,385 |
| Total | 125,378 | 104,767 |

{}
"""
RU = """# Миграция

Таблица 1. Миграция по городам и областям, 2024 год, человек

| Территория | Прибыло | Выбыло |
|---|---|---|
| г. Астана | 52 437 | 34 982 |
| г. Алматы | 48 212 | 31 646 |
| Алматинская область | 13 489 | 22 754 |
| Восточно-Казахстанская область | 11 240 | 15 385 |
| Всего | 125 378 | 104 767 |

{}
"""
KK = """# Көші-қон

1-кесте. Өңіраралық көші-қон, 2024 жыл, адам

| Өңір | Келгендер | Кеткендер |
|---|---|---|
| Астана қаласы | 52 437 | 34 982 |
| Алматы қаласы | 48 212 | 31 646 |
| Алматы облысы | 13 489 | 22 754 |
| Шығыс Қазақстан облысы | 11 240 | 15 385 |
| Барлығы | 125 378 | 104 767 |

{}
"""
PARTS = """# Көші-қон

| Ел | Келгендер | Кеткендер |
|---|---|---|
| Барлығы | 23 034 | 9 586 |
| ТМД елдері | 16 662 | 6 423 |
| оның ішінде: Ресей | 9 247 | 5 473 |
| Өзбекстан | 4 870 | 395 |
| Қырғызстан | 1 385 | 210 |
| ТМД-ның өзге елдері | 1 160 | 345 |
| Басқа елдер | 6 372 | 3 163 |
"""
PARTS_IN_ENGLISH = """# Migration

| Country | Arrivals | Departures |
|---|---|---|
| CIS | 16,662 | 6,423 |
| of which: Russia | 9,247 | 5,473 |
| Uzbekistan | 4,870 | 395 |
| Kyrgyzstan | 1,385 | 210 |
| Other CIS | 1,160 | 345 |
| Other countries | 6,372 | 3,163 |
| Total | 23,034 | 9,586 |
"""
SAID = [
    (
        RU,
        "Доля Астаны в числе прибывших – 41,8 %, в числе выбывших – 33,4 %.",
        "Доля Астаны в числе прибывших – 38,1 %, в числе выбывших – 33,4 %.",
    ),
    (
        RU,
        "Доля Астаны в числе прибывших – 41,8 %, в числе выбывших – 33,4 %.",
        "Доля Астаны в числе прибывших – 41,8 %, в числе выбывших – 35,4 %.",
    ),
    (RU, "В Астану прибыло 52 437 человек, в Алматы – 48 212.", "В Астану прибыло 54 237 человек, в Алматы – 48 212."),
    (RU, "В Астану прибыло 52 437 человек, в Алматы – 48 212.", "В Астану прибыло 52 437 человек, в Алматы – 42 812."),
    (RU, "Прибыло в Алматы 48 212 человек, в Астану 52 437.", "Прибыло в Алматы 52 437 человек, в Астану 48 212."),
    (KK, "Астанаға 52 437 адам, Алматыға 48 212 адам келді.", "Астанаға 48 212 адам, Алматыға 52 437 адам келді."),
    (
        KK,
        "Келгендердің 41,8 %-ы Астанаға, 38,5 %-ы Алматыға тиесілі.",
        "Келгендердің 48,1 %-ы Астанаға, 38,5 %-ы Алматыға тиесілі.",
    ),
    (
        KK,
        "Келгендердің 41,8 %-ы Астанаға, 38,5 %-ы Алматыға тиесілі.",
        "Келгендердің 41,8 %-ы Астанаға, 35,8 %-ы Алматыға тиесілі.",
    ),
    (KK, "Алматы облысынан 22 754 адам кетті.", "Алматы облысынан 27 254 адам кетті."),
    (EN, "Astra received 52,437 arrivals, Belmar 48,212.", "Astra received 48,212 arrivals, Belmar 52,437."),
    (
        EN,
        "Astra's share of arrivals was 41.8%, of departures 33.4%.",
        "Astra's share of arrivals was 48.1%, of departures 33.4%.",
    ),
    (
        EN,
        "Astra's share of arrivals was 41.8%, of departures 33.4%.",
        "Astra's share of arrivals was 41.8%, of departures 34.3%.",
    ),
    (
        EN,
        "East Kazakhstan lost 4,145 residents: 11,240 came and 15,385 left.",
        "East Kazakhstan lost 4,415 residents: 11,240 came and 15,385 left.",
    ),
    (EN, "Arrivals were lowest in East Kazakhstan.", "Arrivals were lowest in Belmar Region."),
]
# 9,247 + 4,870 + 1,385 + 1,160 = 16,662; 5,473 + 395 + 210 + 345 = 6,423; 16,662 + 6,372 = 23,034
LISTED = [
    (PARTS, "9 247", "9 427"),
    (PARTS, "4 870", "4 780"),
    (PARTS, "345", "354"),
    (PARTS, "16 662", "16 626"),
    (PARTS_IN_ENGLISH, "9,247", "9,427"),
    (PARTS_IN_ENGLISH, "1,385", "1,358"),
    (PARTS_IN_ENGLISH, "5,473", "5,743"),
]


def _audited(text: str) -> AuditResult:
    return audit_documents([open_bytes("report.md", text.encode())])


@pytest.mark.parametrize(("page", "right", "wrong"), SAID)
def test_text_and_row_agree_though_the_text_leaves_out_the_word_for_town(page: str, right: str, wrong: str) -> None:
    assert not _audited(page.format(right)).wrong
    assert _audited(page.format(wrong)).wrong


@pytest.mark.parametrize(("text", "right", "wrong"), LISTED)
def test_the_row_after_of_which_is_the_first_of_the_parts(text: str, right: str, wrong: str) -> None:
    assert not _audited(text).wrong
    assert {f.rule for f in _audited(text.replace(right, wrong)).wrong} == {"table_totals"}


@pytest.mark.parametrize(
    "text",
    [
        "Доля Астаны в числе студентов – 38,1 %, в числе выбывших – 33,4 %.",
        "Доля не Астаны в числе прибывших – 58,2 %.",
    ],
)
def test_shares_of_something_else_are_left_alone(text: str) -> None:
    assert not _audited(RU.format(text)).wrong
