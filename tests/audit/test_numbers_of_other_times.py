"""A number told of one year is not the table's number of another."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit
from mtm.audit.documents import open_bytes
from mtm.audit.meaning.reading import read
from mtm.audit.meaning.time_beside import time_beside

QUARTERS = """| | Q1 | Q2 | Year |
|---|---|---|---|
| 2023, USD million | 312.4 | 347.9 | 660.3 |
| 2024, USD million | 298.7 | 353.4 | 652.1 |
"""
CHECKS = """| Год | Проверено | Оштрафовано |
|---|---|---|
| 2022 | 2 614 | 1 014 |
| 2023 | 2 850 | 1 026 |
| 2024 | 3 120 | 936 |
"""
ACROSS = """| | 2022 | 2023 | 2024 |
|---|---|---|---|
| Тексерілген | 1 512 | 1 684 | 1 800 |
| Айыппұл | 570 | 588 | 522 |
"""


def _rules(folder: Path, text: str) -> list[str]:
    path = folder / "report.md"
    path.write_text(f"{text}\n", encoding="utf-8", newline="\n")
    return [f.rule for f in audit([path]).wrong]


MONTHS = """# Arrivals, first quarter of 2024

| Month | Arrivals | Departures |
|---|---:|---:|
| January | 8,420 | 7,110 |
| February | 7,965 | 8,340 |
| March | 9,830 | 8,015 |
"""
SPANS = """# Переводы, 2024 год

| | I квартал | II квартал | III квартал |
|---|---:|---:|---:|
| Поступило, млн долларов | 298,7 | 351,3 | 384,6 |
"""
STOCKS = """| | 1 January 2023 | 1 January 2024 | 1 January 2025 |
|---|---:|---:|---:|
| Registered | 4,120 | 4,315 | 4,480 |
"""
# 46.8 million / 50,000 = 936, the number of 2024
FINED = CHECKS + "\nЧисло штрафов выросло с 1 014 до 1 026, затем снизилось до 936.\n"

# each text with the number of its year and that of another; the table has both
TOLD = [
    (QUARTERS, "A return to the level of early 2024 (USD {} million) is not expected.", "298.7", "312.4"),
    (QUARTERS, "The 2023 total of {} million was higher.", "660.3", "652.1"),
    (CHECKS, "Число штрафов в 2022 году – {}.", "1 014", "1 026"),
    (CHECKS, "Проверено {} работодателей в 2023 году, и это много.", "2 850", "2 614"),
    (MONTHS, "In January {} people left, before the snow came.", "7,110", "8,340"),
    (MONTHS, "In March, the busiest month, arrivals came to {} in March itself.", "9,830", "7,965"),
    (SPANS, "В третьем квартале поступило {} млн долларов.", "384,6", "351,3"),
    (FINED, "Штрафы {} года – 46,8 млн руб., в среднем 50 000 руб. на работодателя.", "2024", "2023"),
    (ACROSS, "2024 жылы {} жұмыс берушіге айыппұл салынды.", "522", "588"),
    (ACROSS, "2023 жылдың деңгейіне ({} тексеру) оралу қиын.", "1 684", "1 512"),
    (ACROSS, "2022 жылғы {} тексеруге бүкіл өңір кірді.", "1 512", "1 684"),
]


@pytest.mark.parametrize(("table", "text", "right", "_"), TOLD)
def test_a_number_told_of_its_own_year_is_right(tmp_path: Path, table: str, text: str, right: str, _: str) -> None:
    assert not _rules(tmp_path, f"{table}\n{text.format(right)}")


@pytest.mark.parametrize(("table", "text", "_", "wrong"), TOLD)
def test_the_number_of_another_year_is_found(tmp_path: Path, table: str, text: str, _: str, wrong: str) -> None:
    assert _rules(tmp_path, f"{table}\n{text.format(wrong)}")


@pytest.mark.parametrize(
    ("table", "text"),
    [
        (QUARTERS, "By 2024 it had fallen from 660.3 million to 652.1 million."),
        (CHECKS, "К 2024 году число проверок выросло с 2 850 до 3 120; в 2022 и 2023 годах – 1 014 и 1 026 штрафов."),
        (CHECKS, "В 2024 году число проверок выше показателя 2 850."),
        (STOCKS, "At the end of 2023 4,315 people were registered."),
        (STOCKS, "У конца 2023 года в реестре было 4,315 тысячи человек."),
        (MONTHS, "In March 9,830 people came, more than the January total (8,420 in January)."),
        (SPANS, "Со второго квартала к третьему квартал прибавил 33,3 млн, до 384,6 млн долларов."),
        (
            ACROSS,
            "2022 жылғы 1 512 тексеруден 2023 жылы 1 684 тексеруге дейін өсті, 2024 жылы 588-ден аз айыппұл салынды.",
        ),
    ],
)
def test_numbers_beside_two_times_or_behind_a_comparison_stand(tmp_path: Path, table: str, text: str) -> None:
    assert not _rules(tmp_path, f"{table}\n{text}")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("In 2023 the office issued 18,870 permits.", "2023"),
        ("Since 2023 some 18,870 people came.", ""),
        ("In 2022 and 2023 18,870 people came.", ""),
        ("Нынешние 18 870 разрешений – рекорд.", "now"),
        ("До 2023 года 18 870 человек ждали.", ""),
        ("2023 жылғы 18 870 өтініш қаралды.", "2023"),
    ],
)
def test_the_time_beside_a_number_is_the_only_one_that_touches_it(text: str, code: str) -> None:
    reading = read(open_bytes("r.md", text.encode()))
    assert time_beside(reading.sentences[0], reading.claims[-1]) == code


# each text with the right year and with that of the report; the working stands beside
ORDERED = [
    (  # 18,870 + 2,230 = 21,100
        "# Work permits, 2023\n\nAs of 31 December 21,100 permits had been issued.\n\n"
        "In {} the Ministry issued 18,870 permits. The increase is 2,230 permits, or 11.8%.",
        "2022",
        "2023",
    ),
    (  # 12 340 - 1 300 = 11 040
        "# Разрешения на работу, 2024 год\n\nВыдано 11 040 разрешений.\n\n"
        "В {} году было выдано 12 340 разрешений. Снижение составило 1 300 разрешений.",
        "2023",
        "2024",
    ),
    (  # 8 610 - 600 = 8 010
        "# Жұмысқа рұқсаттар, 2024 жыл\n\nБарлығы 8 010 рұқсат берілді.\n\n"
        "{} жылы 8 610 рұқсат берілген еді. Төмендеу 600 рұқсатты құрады.",
        "2023",
        "2024",
    ),
]


@pytest.mark.parametrize(("text", "right", "wrong"), ORDERED)
def test_a_number_that_a_change_leads_away_from_is_the_earlier_one(
    tmp_path: Path, text: str, right: str, wrong: str
) -> None:
    assert not _rules(tmp_path, text.format(right))
    assert "change_in_order" in _rules(tmp_path, text.format(wrong))


@pytest.mark.parametrize(
    "text",
    [
        "At the beginning of 2023 18,870 permits were valid. The increase is 2,230 permits. At the end 21,100 were.",
        "In 2023 the Ministry issued 18,870 permits. The increase is 2,230 permits. 21,100 are planned for 2024.",
        "In 2023 the Ministry issued 18,870 permits. The increase is 2,230. In 2022 it had issued 16,640, not 21,100.",
    ],
)
def test_a_number_that_a_change_has_led_to_stands(tmp_path: Path, text: str) -> None:
    assert "change_in_order" not in _rules(tmp_path, f"# Work permits, 2023\n\n{text}")


# each text with the year of its row and one that breaks it
ROWS = [
    ("That is how many have asked: 388 in 2022, 451 in {} and 529 in 2024.", "2023", "2021"),
    ("Справки получили 240 врачей в 2022 году, 295 в {} году и 360 в 2024 году.", "2023", "2022"),
    ("В 2022 году их было 240, в {} году 295, в 2024 году 360.", "2023", "2025"),
    ("Үш жылда мұндай анықтаманы 895 дәрігер алды: 2022 жылы 240, {} жылы 295, 2024 жылы 360.", "2023", "2021"),
]


@pytest.mark.parametrize(("text", "right", "wrong"), ROWS)
def test_years_follow_each_other_in_a_row(tmp_path: Path, text: str, right: str, wrong: str) -> None:
    assert not _rules(tmp_path, text.format(right))
    assert "years_in_order" in _rules(tmp_path, text.format(wrong))


@pytest.mark.parametrize(
    "text",
    [
        "The highest numbers were 500 in 2019, 480 in 2016 and 450 in 2021.",
        "There were 500 in 2015, 480 in 2018 and 450 in 2021.",
        "In 2024 there were 500, in 2023 480 and in 2022 450.",
        "There were 500 in 2022, 480 in 2023 and 450 in 2019.",
    ],
)
def test_chosen_years_need_not_follow_each_other(tmp_path: Path, text: str) -> None:
    assert "years_in_order" not in _rules(tmp_path, text)


RATES = """# Checks

| {} | {} | {} | {} |
|---|---:|---:|---:|
| 2022 | 2 600 | 1 300 | 50,0 |
| 2023 | 2 850 | 1 026 | 36,0 |
| 2024 | 3 120 | 780 | 25,0 |

{}
"""
# 50.0 % in 2022, 36.0 % in 2023, 25.0 % in 2024
YEARLY = [
    (("Year", "Checked", "Fined", "Fined, %"), "In {} more than one employer in three was fined.", "2022", "2024"),
    (("Год", "Проверено", "Оштрафовано", "Доля, %"), "В {} году оштрафована половина работодателей.", "2022", "2024"),
    (("Год", "Проверено", "Оштрафовано", "Доля, %"), "В {} году оштрафована четверть работодателей.", "2024", "2022"),
    (("Жыл", "Тексерілген", "Айыппұл", "Үлесі, %"), "{} жылы берушілердің жартысына айыппұл салынды.", "2022", "2024"),
]


@pytest.mark.parametrize(("heads", "text", "right", "wrong"), YEARLY)
def test_a_portion_told_of_one_year_is_that_of_its_rate(
    tmp_path: Path, heads: tuple[str, ...], text: str, right: str, wrong: str
) -> None:
    assert not _rules(tmp_path, RATES.format(*heads, text.format(right)))
    assert "portion_of_row" in _rules(tmp_path, RATES.format(*heads, text.format(wrong)))


def test_a_portion_of_something_else_in_that_year_stands(tmp_path: Path) -> None:
    heads = ("Year", "Checked", "Fined", "Fined, %")
    assert not _rules(tmp_path, RATES.format(*heads, "Half of the checks of 2024 took place in summer."))
