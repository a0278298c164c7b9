"""Superlatives about sectors, regions, months and reasons against tables and lists, in three languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit


def _wrong(folder: Path, text: str) -> list[str]:
    """What findings of class error or likely name."""
    path = folder / "report.md"
    path.write_text(f"# Report\n\n{text}\n", encoding="utf-8", newline="\n")
    return [place.text for finding in audit([path]).wrong for place in finding.places]


REGIONS = """

| Region | Round 1 | Round 2 | Change |
|---|---:|---:|---:|
| Northern | 110,900 | 104,800 | -6,100 |
| Lakeside | 85,140 | 78,260 | -6,880 |
| Central | 55,730 | 56,110 | +380 |
| Eastern | 45,900 | 39,420 | -6,480 |
"""
MONTHS = """

| Ай | Келгендер |
|---|---:|
| Шілде | 270 758 |
| Тамыз | 237 112 |
| Қыркүйек | 224 390 |
"""
SECTORS = """

| Отрасль | 2023 | 2024 | Прирост, % |
|---|---:|---:|---:|
| Строительство | 11 730 | 13 910 | 18,6 |
| Торговля | 7 935 | 8 500 | 7,1 |
| Сельское хозяйство | 2 760 | 3 310 | 19,9 |
"""
QUARTERS = "В I квартале поступило 571,3 млн долл., во II – 702,6 млн, в III – 801,9 млн, в IV – 739,6 млн.\n\n"
REASONS = "- Conflict: 210,180 persons\n- Floods: 79,610 persons\n- Drought: 28,660 persons\n\n"


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("The largest number was counted in {}." + REGIONS, "Northern", "Lakeside"),
        ("{} hosts the largest number, 104,800 people." + REGIONS, "Northern", "Eastern"),
        ("The fewest people, 39,420, were counted in {}." + REGIONS, "Eastern", "Central"),
        ("The sharpest fall was in {}." + REGIONS, "Lakeside", "Eastern"),
        ("{} hosts more people than any other region, 104,800." + REGIONS, "Northern", "Lakeside"),
        ("Келгендер ең көп болған ай – {}." + MONTHS, "шілде", "тамыз"),
        ("Наибольшее число занято в отрасли «{}»." + SECTORS, "Строительство", "Торговля"),
        ("Быстрее всего росло {}." + SECTORS, "сельское хозяйство", "строительство"),
        (QUARTERS + "Максимум пришёлся на {} квартал, минимум – на I квартал.", "III", "IV"),
        (QUARTERS + "Максимум пришёлся на III квартал, минимум – на {} квартал.", "I", "II"),
        (REASONS + "The most common reason was {}.", "conflict", "floods"),
    ],
)
def test_a_superlative_names_the_first_of_its_column_or_list(tmp_path: Path, text: str, right: str, wrong: str) -> None:
    assert _wrong(tmp_path, text.format(right)) == []
    found = _wrong(tmp_path, text.format(wrong))
    assert wrong in found


@pytest.mark.parametrize(
    "text",
    [
        "The largest collective site is in Central." + REGIONS,  # sites are not what the table counts
        "One of the largest numbers was counted in Lakeside." + REGIONS,
        "Lakeside had the second largest number." + REGIONS,
        "Among the southern regions the largest number was in Central." + REGIONS,
        "No longer is the largest number in Lakeside." + REGIONS,
        "The largest number since 2015 was counted in Central." + REGIONS,
        "Eastern had 39,420, Central 56,110 and Lakeside 78,260.\n\nThe largest of these is Lakeside." + REGIONS,
    ],
)
def test_a_superlative_of_something_else_is_no_error(tmp_path: Path, text: str) -> None:
    assert _wrong(tmp_path, text) == []


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("{} of the four regions recorded fewer people." + REGIONS, "Three", "Two"),
        (
            "В {} из трёх отраслей число работников выросло."
            + SECTORS.replace("8 500", "7 500").replace(" 7,1", " -5,5").replace("Отрасль", "Отраслей"),
            "двух",
            "трёх",
        ),
        ("Only {} saw a rise." + REGIONS, "Central", "Eastern"),
    ],
)
def test_rows_that_went_one_way_are_as_many_as_the_text_says(tmp_path: Path, text: str, right: str, wrong: str) -> None:
    assert _wrong(tmp_path, text.format(right)) == []
    assert wrong in _wrong(tmp_path, text.format(wrong))


POINTS = """

| | Kandar | Old Bridge | Salt Road |
|---|---:|---:|---:|
| Incoming | 18,640 | 12,475 | 9,310 |
| Outgoing | 15,230 | 14,890 | 8,460 |
| Net | 3,410 | -2,415 | 850 |
"""
ALL_BUT = "Въехали 338 960. Во всех пунктах, кроме {}, въехало больше, чем выехало."
CROSSINGS = """

| Пункт пропуска | Въезд | Выезд |
|---|---:|---:|
| Северный | 184 620 | 176 350 |
| Карасуйский | 142 875 | 151 240 |
| Горный | 11 465 | 9 830 |
"""
YEARS = """

| Year | Immigration | Emigration |
|---|---:|---:|
| 2021 | 61,240 | 48,730 |
| 2022 | 84,910 | 52,060 |
| 2023 | 97,380 | 55,410 |
| 2024 | 92,650 | 58,970 |
"""


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("{} was the only point where outgoing movements exceeded incoming ones." + POINTS, "Old Bridge", "Salt Road"),
        (ALL_BUT + CROSSINGS, "Карасуйского", "Горного"),
        ("Increases were recorded in {} sectors." + REGIONS.replace("Region", "Sectors")
         .replace("-6,100", "+6,100").replace("110,900", "98,700"), "two", "three"),
        ("Immigration peaked in {}." + YEARS, "2023", "2022"),
        ("Emigration was lowest in {}." + YEARS, "2021", "2023"),
        ("{} is in second place with 78,260 people." + REGIONS, "Lakeside", "Central"),
    ],
)  # fmt: skip
def test_columns_with_names_and_years_are_ranked_too(tmp_path: Path, text: str, right: str, wrong: str) -> None:
    assert _wrong(tmp_path, text.format(right)) == []
    assert wrong in _wrong(tmp_path, text.format(wrong))


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        # 10,190 / 21,450 = 47.5 %
        ("A total of 21,450 permits were issued. Trade took {} of them (10,190 permits).", "almost half", "a quarter"),
        # 247 / 412 = 60.0 %
        ("In all 412 people applied. Of them, 247 were women, that is {}.", "three in five", "two in five"),
        (
            "Число занятых в торговле выросло более чем {}."
            + SECTORS.replace("8 500", "10 880").replace(" 7,1", "37,1"),
            "на треть",
            "наполовину",
        ),
    ],
)
def test_a_portion_agrees_with_its_count_or_its_row(tmp_path: Path, text: str, right: str, wrong: str) -> None:
    assert _wrong(tmp_path, text.format(right)) == []
    assert any(wrong in place for place in _wrong(tmp_path, text.format(wrong)))


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        # (1,245.6 - 1,356.9) / 1,356.9 = -8.2 %
        ("Transfers made USD 1,245.6 {}, 8.2% less than a year earlier (USD 1,356.9 million).", "million", "thousand"),
        ("Переводы снизились с 1 356,9 млн долл. до 1 245,6 {} долл., то есть на 8,2 %.", "млн", "тыс"),
    ],
)
def test_a_wrong_scale_word_is_shown_with_its_number(tmp_path: Path, text: str, right: str, wrong: str) -> None:
    assert _wrong(tmp_path, text.format(right)) == []
    assert any(wrong in place for place in _wrong(tmp_path, text.format(wrong)))


PERMITS = """Agencies issued 26,511 permits in 2023.

{}

| Citizenship | 2022 | 2023 | Growth, % |
|---|---|---|---|
| Uzbekistan | 8,214 | 9,837 | +19.8 |
| China | 6,984 | 6,131 | -12.2 |
| India | 2,391 | 3,468 | +45.0 |
| Turkey | 7,517 | 7,075 | -5.9 |
| Total | 25,106 | 26,511 | +5.6 |
"""


# What the text counts where it gives the total, 26,511 permits, is what the table counts.
@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("The largest number of permits went to citizens of {}.", "Uzbekistan", "China"),
        ("The fastest growth was recorded for citizens of {}.", "India", "Turkey"),
    ],
)
def test_the_noun_of_the_total_is_what_a_table_ranks(tmp_path: Path, text: str, right: str, wrong: str) -> None:
    assert _wrong(tmp_path, PERMITS.format(text.format(right))) == []
    assert wrong in _wrong(tmp_path, PERMITS.format(text.format(wrong)))
    assert _wrong(tmp_path, PERMITS.format("The largest number of complaints came from citizens of China.")) == []


# returned of evacuated: 7,020 / 12,000 = 58.5 %, 9,040 / 10,000 = 90.4 %, 3,105 / 9,000 = 34.5 %;
# year on year: 8.2 / 9.9 = −17.2 %, 151.3 / 158.9 = −4.8 %, 3.1 / 3.4 = −8.8 %
_RETURNS = "| Province | Evacuated | Returned |\n|---|---:|---:|\n| Alder | 12,000 | 7,020 |\n| Birch | 10,000 | 9,040 |\n| Cedar | 9,000 | 3,105 |\n"  # noqa: E501
_PATENTS = "| Гражданство | 2022 | 2023 |\n|---|---|---|\n| Таджикистан | 158,9 | 151,3 |\n| Молдавия | 9,9 | 8,2 |\n| Украина | 3,4 | 3,1 |\n"  # noqa: E501
_QAITU = "| Облыс | Көшірілгендер | Қайтқандар |\n|---|---:|---:|\n| Абай | 12 000 | 7 020 |\n| Жетісу | 10 000 | 9 040 |\n| Ұлытау | 9 000 | 3 105 |\n"  # noqa: E501


@pytest.mark.parametrize(
    ("table", "text", "right", "wrong"),
    [
        (_RETURNS, "The return rate is {} in Birch (90.4%).", "highest", "lowest"),
        (_RETURNS, "The return rate is {} in Cedar (34.5%).", "lowest", "highest"),
        (_PATENTS, "{} относительную потерю понесла Молдавия: −17,2 %.", "Наибольшую", "Наименьшую"),
        (_QAITU, "Қайту деңгейі {} облыс – Жетісу (90,4%).", "ең жоғары", "ең төмен"),
    ],
)
def test_a_rate_that_two_columns_make_is_ranked_among_those_of_the_other_rows(
    tmp_path: Path, table: str, text: str, right: str, wrong: str
) -> None:
    assert _wrong(tmp_path, f"{table}\n{text.format(right)}") == []
    assert wrong in _wrong(tmp_path, f"{table}\n{text.format(wrong)}")
