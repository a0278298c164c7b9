"""A name called first, last or third is held against the column of the table that its clause speaks of."""

from __future__ import annotations

import pytest

from mtm.audit import AuditResult
from mtm.audit.documents import open_bytes
from mtm.audit.engine import audit_documents

EN = """# Internal migration in Velmora, 2024

Table 1. Migrants by region, 2024

| Region | Arrivals | Departures | Net migration | Per 1,000 residents |
|---|---|---|---|---|
| Capital | 31,875 | 24,325 | +7,550 | +5.5 |
| South | 14,260 | 13,022 | +1,238 | +1.0 |
| Highlands | 5,938 | 9,816 | -3,878 | -8.5 |
| Lakes | 8,412 | 12,105 | -3,693 | -6.0 |
| Coast | 6,127 | 7,344 | -1,217 | -3.1 |
| Total | 66,612 | 66,612 | 0 | |

{}
"""
RU = """# Внутренняя миграция в 2024 году

Таблица 1. Внутренняя миграция по регионам, 2024 год, человек

| Регион | Прибыло | Выбыло | Сальдо |
|---|---|---|---|
| Столица | 31 875 | 24 325 | +7 550 |
| Южный край | 14 260 | 13 022 | +1 238 |
| Степной край | 5 938 | 9 816 | −3 878 |
| Озёрный край | 8 412 | 12 105 | −3 693 |
| Горный край | 6 127 | 7 344 | −1 217 |
| Всего | 66 612 | 66 612 | 0 |

{}
"""
KK = """# Ішкі көші-қон, 2024 жыл

1-кесте. Өңірлер бойынша ішкі көші-қон, 2024 жыл, адам

| Өңір | Келгендер | Кеткендер | Сальдо |
|---|---|---|---|
| Астана | 31 875 | 24 325 | +7 550 |
| Ақмола облысы | 14 260 | 13 022 | +1 238 |
| Жамбыл облысы | 5 938 | 9 816 | −3 878 |
| Түркістан облысы | 8 412 | 12 105 | −3 693 |
| Павлодар облысы | 6 127 | 7 344 | −1 217 |
| Барлығы | 66 612 | 66 612 | 0 |

{}
"""
PAGES = {"en": EN, "ru": RU, "kk": KK}
# what the table says, and a name or a place that it does not
SAID = [
    (
        "en",
        "Arrivals were highest in the Capital and lowest in Highlands.",
        "Arrivals were highest in the Capital and lowest in Coast.",
    ),
    (
        "en",
        "Arrivals were highest in the Capital and lowest in Highlands.",
        "Arrivals were highest in the South and lowest in Highlands.",
    ),
    (
        "en",
        "The largest net loss was recorded in Highlands, the smallest in Coast.",
        "The largest net loss was recorded in Lakes, the smallest in Coast.",
    ),
    (
        "en",
        "The largest net loss was recorded in Highlands, the smallest in Coast.",
        "The largest net loss was recorded in Highlands, the smallest in Lakes.",
    ),
    ("en", "The South came second, with 14,260 arrivals.", "The South came third, with 14,260 arrivals."),
    (
        "en",
        "Lakes ranks third by the number of arrivals (8,412), Coast is fourth.",
        "Lakes ranks second by the number of arrivals (8,412), Coast is fourth.",
    ),
    ("en", "Lakes had the third largest number of departures.", "Lakes had the fourth largest number of departures."),
    (
        "en",
        "The region that received the most arrivals was the Capital; the fewest arrivals were counted in Highlands.",
        "The region that received the most arrivals was the South; the fewest arrivals were counted in Highlands.",
    ),
    (
        "en",
        "The region that received the most arrivals was the Capital; the fewest arrivals were counted in Highlands.",
        "The region that received the most arrivals was the Capital; the fewest arrivals were counted in Lakes.",
    ),
    (
        "ru",
        "Больше всего прибывших в Столице, меньше всего – в Степном крае.",
        "Больше всего прибывших в Столице, меньше всего – в Горном крае.",
    ),
    (
        "ru",
        "Больше всего прибывших в Столице, меньше всего – в Степном крае.",
        "Больше всего прибывших в Южном крае, меньше всего – в Степном крае.",
    ),
    (
        "ru",
        "Самые большие потери понёс Степной край, самые маленькие – Горный край.",
        "Самые большие потери понёс Озёрный край, самые маленькие – Горный край.",
    ),
    (
        "ru",
        "На втором месте по числу прибывших Южный край, на третьем – Озёрный.",
        "На втором месте по числу прибывших Горный край, на третьем – Озёрный.",
    ),
    (
        "ru",
        "На втором месте по числу прибывших Южный край, на третьем – Озёрный.",
        "На втором месте по числу прибывших Южный край, на третьем – Горный.",
    ),
    ("ru", "Лидером по числу выбывших остаётся Столица.", "Лидером по числу выбывших остаётся Южный край."),
    (
        "ru",
        "Наименьшее число прибывших зафиксировано в Степном крае (5 938).",
        "Наибольшее число прибывших зафиксировано в Степном крае (5 938).",
    ),
    (
        "ru",
        "Наибольший отток отмечен в Степном крае, наибольший приток – в Столице.",
        "Наибольший отток отмечен в Горном крае, наибольший приток – в Столице.",
    ),
    (
        "ru",
        "Наибольший отток отмечен в Степном крае, наибольший приток – в Столице.",
        "Наибольший отток отмечен в Степном крае, наибольший приток – в Южном крае.",
    ),
    (
        "ru",
        "Выше всего число прибывших в Столице, затем следует Южный край.",
        "Выше всего число прибывших в Озёрном крае, затем следует Южный край.",
    ),
    (
        "kk",
        "Келгендер саны Астанада ең көп, Жамбыл облысында ең аз.",
        "Келгендер саны Ақмола облысында ең көп, Жамбыл облысында ең аз.",
    ),
    (
        "kk",
        "Келгендер саны Астанада ең көп, Жамбыл облысында ең аз.",
        "Келгендер саны Астанада ең көп, Павлодар облысында ең аз.",
    ),
    ("kk", "Ең үлкен шығынды Жамбыл облысы көрді.", "Ең үлкен шығынды Павлодар облысы көрді."),
    (
        "kk",
        "Келгендер саны бойынша Ақмола облысы екінші орында тұр.",
        "Келгендер саны бойынша Ақмола облысы үшінші орында тұр.",
    ),
    (
        "kk",
        "Ең жоғары көрсеткіш Астанада байқалды, ең төменгі көрсеткіш – Жамбыл облысында (5 938).",
        "Ең жоғары көрсеткіш Астанада байқалды, ең төменгі көрсеткіш – Түркістан облысында (5 938).",
    ),
    ("kk", "Кеткендер саны бойынша Астана көш бастап тұр.", "Кеткендер саны бойынша Түркістан облысы көш бастап тұр."),
    (
        "kk",
        "Ең көп адам Астанаға келді (31 875), ең аз адам Жамбыл облысына келді.",
        "Ең көп адам Ақмола облысына келді (31 875), ең аз адам Жамбыл облысына келді.",
    ),
]


def _audited(page: str, text: str) -> AuditResult:
    return audit_documents([open_bytes("report.md", PAGES[page].format(text).encode())])


@pytest.mark.parametrize(("page", "right", "wrong"), SAID)
def test_a_place_is_the_one_that_the_table_gives_the_name(page: str, right: str, wrong: str) -> None:
    assert not _audited(page, right).wrong
    found = _audited(page, wrong).wrong
    assert {f.rule for f in found} == {"rank_in_series"}


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("en", "A year earlier Lakes had been in first place."),
        ("en", "The largest number of complaints came from Lakes."),
        ("en", "The South came second with 14,260, ahead of Lakes (8,412) and Coast (6,127)."),
        ("ru", "Годом ранее на первом месте был Озёрный край."),
        ("ru", "Наибольшие потери понёс Степной край, за ним следует Озёрный край (−3 693)."),
        ("kk", "Бір жыл бұрын ең көп адам Түркістан облысына келген еді."),
    ],
)
def test_places_of_another_time_or_measure_are_left_alone(page: str, text: str) -> None:
    assert not _audited(page, text).wrong
