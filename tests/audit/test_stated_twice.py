"""One quantity stated in several places, far apart, with another value in one of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit

EN = """# Migration in the third quarter of 2024

{}

## Results

| Citizens | Arrivals | Departures |
|---|---:|---:|
| CIS states | 21 447 | 18 226 |
| Other countries | 5 066 | 3 958 |
| Total | 26 513 | 22 184 |
"""
RU = """# Миграция в третьем квартале 2024 года

{}

## Итоги

| Гражданство | Прибыло | Выбыло |
|---|---:|---:|
| Страны СНГ | 21 447 | 18 226 |
| Другие страны | 5 066 | 3 958 |
| Всего | 26 513 | 22 184 |
"""
KK = """# 2024 жылғы үшінші тоқсандағы көші-қон

{}

## Қорытынды

| Азаматтығы | Келгендер | Кеткендер |
|---|---:|---:|
| ТМД елдері | 21 447 | 18 226 |
| Басқа елдер | 5 066 | 3 958 |
| Барлығы | 26 513 | 22 184 |
"""
SAID = [
    (EN, "At a glance: {} arrivals, 22 184 departures.", "26 513", "31 870"),
    (EN, "- Departures: {}\n- Arrivals: 26 513", "22 184", "27 391"),
    (EN, "Border guards counted {} arrivals over the three months.", "26 513", "34 902"),
    (EN, "The outflow came to {} people.", "22 184", "29 560"),
    (EN, "Citizens of the CIS made {} arrivals.", "21 447", "16 038"),
    (EN, "> In brief. {} people entered the country; 22 184 left it.", "26 513", "31 870"),
    (RU, "Коротко: прибыло {} чел., выбыло 22 184 чел.", "26 513", "31 870"),
    (RU, "- Выбыло: {}\n- Прибыло: 26 513", "22 184", "27 391"),
    (RU, "За три месяца в страну въехало {} человек.", "26 513", "34 902"),
    (RU, "Граждан СНГ прибыло {}.", "21 447", "16 038"),
    (KK, "Қысқаша: {} адам келді, 22 184 адам кетті.", "26 513", "31 870"),
    (KK, "- Кеткендер: {}\n- Келгендер: 26 513", "22 184", "27 391"),
    (KK, "Үш айда елге {} адам келді.", "26 513", "34 902"),
    (KK, "ТМД елдерінен {} адам келді.", "21 447", "16 038"),
]


def _wrong(folder: Path, text: str) -> list[str]:
    path = folder / "report.md"
    path.write_text(text, encoding="utf-8", newline="\n")
    return [place.text for finding in audit([path]).wrong for place in finding.places]


@pytest.mark.parametrize(("report", "said", "right", "wrong"), SAID)
def test_another_value_than_the_table_gives_for_the_same_people_and_side_is_wrong(
    tmp_path: Path, report: str, said: str, right: str, wrong: str
) -> None:
    assert _wrong(tmp_path, report.format(said.format(right))) == []
    assert wrong in _wrong(tmp_path, report.format(said.format(wrong)))


@pytest.mark.parametrize(
    ("report", "said"),
    [
        (EN, "By air 9 870 arrivals were counted."),
        (EN, "There were 9 870 tourist arrivals."),
        (EN, "Persons aged 18 to 34 accounted for 9 870 arrivals (37.2% of the total)."),
        (EN, "The largest source country contributed 9 870 arrivals."),
        (EN, "In the second quarter of 2024 there had been 31 870 arrivals."),
        (EN, "In July 9 870 people arrived, in August 8 215."),
        (RU, "Через аэропорты прибыло 9 870 человек."),
        (RU, "Туристических въездов насчитали 9 870."),
        (RU, "Во втором квартале 2024 года прибыло 31 870 человек."),
        (KK, "Әуе жолымен 9 870 адам келді."),
        (KK, "2024 жылғы екінші тоқсанда 31 870 адам келген."),
    ],
)
def test_a_part_of_the_people_or_another_period_is_another_quantity(tmp_path: Path, report: str, said: str) -> None:
    assert _wrong(tmp_path, report.format(said)) == []


def test_a_value_that_the_report_has_for_something_else_is_left_to_other_rules(tmp_path: Path) -> None:
    assert _wrong(tmp_path, EN.format("Those who left were 5 066 people.")) == []
