"""Percentage points against the rates that other sentences give, in three languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit

TABLE = (
    "| Year | Checked | Fined, % |\n|---|---:|---:|\n| 2022 | 3,105 | 38.1 |\n| 2023 | 3,480 | 36.0 |\n"
    "| 2024 | 3,924 | 29.0 |\n\n"
)

# (text with the points, right, wrong)
POINTS = [
    # 78 - 70 = 8
    ("In 2020 it was 78 %. In four years the share fell by {} points, to 70 %.", "8", "12"),
    # 18.4 - 12.9 = 5.5
    (
        "In 2021 the refusal rate was 18.4 per cent. By 2023 it had come down to 12.9 per cent, "
        "a drop of {} percentage points.",
        "5.5",
        "7.5",
    ),
    # 38.1 in 2022 and 29.0 in 2024 are 9.1 apart; 36.0 in 2023 is 7.0 above
    (TABLE + "By 2024 the share had come down to 29.0%, i.e. by {} percentage points in two years.", "9.1", "7.0"),
    # 78 - 70 = 8
    ("В 2020 году деньги посылали 78 %. За четыре года доля упала на {} пунктов – до 70 %.", "8", "12"),
    # 37,1 - 31,0 = 6,1
    (
        "Уехать хотели бы 37,1 % опрошенных.\n\nВ опросе 2021 года уехать хотели 31,0 %. "
        "За три года доля выросла на {} пункта.",
        "6,1",
        "9,1",
    ),
    # 34,6 - 29,0 = 5,6
    (
        "Кеткісі келетіндер 34,6%.\n\n2021 жылғы сауалнамада 29,0% кеткісі келген. Үш жылда үлес {} тармаққа өсті.",
        "5,6",
        "8,6",
    ),
]

# (text with the unit, right, wrong)
UNITS = [
    # 36.0 against 40.0 is 4.0 points and 10 per cent
    (
        "This year 36.0 per cent of decisions were enforced.\n\nIn the year before, the rate was 40.0 per cent. "
        "The rate thus dropped by 4.0 {}.",
        "percentage points",
        "per cent",
    ),
    # 61,0 against 68,0 is 7,0 points and 10,3 per cent
    (
        "Биыл шешімдердің 61,0%-ы орындалды. Алдыңғы жылы 68,0%-ы орындалған. Деңгей 7,0 {} төмендеді.",
        "пайыздық тармаққа",
        "пайызға",
    ),
]


def _wrong(folder: Path, text: str) -> list[str]:
    """What findings of class error or likely name."""
    path = folder / "report.md"
    path.write_text(f"# Report\n\n{text}\n", encoding="utf-8", newline="\n")
    return [place.text for finding in audit([path]).wrong for place in finding.places]


@pytest.mark.parametrize(("text", "right", "wrong"), POINTS + UNITS)
def test_points_lie_between_the_earlier_and_the_later_rate(tmp_path: Path, text: str, right: str, wrong: str) -> None:
    assert _wrong(tmp_path, text.format(right)) == []
    assert _wrong(tmp_path, text.format(wrong)) != []


@pytest.mark.parametrize(
    "text",
    [
        "In 2021 the refusal rate was 18.4 per cent. For men the rate rose by 2.5 percentage points.",
        "Among returnees 44% trust the police. Trust in courts was 31% five years ago and has grown by 9 points.",
        "The employment rate of migrants was 61.2% in 2020. The rate of natives rose by 1.4 points to 72.0%.",
        "Полиции доверяют 44 %. Судам год назад доверяли 31 %. Доверие к судам выросло на 9 пунктов.",
        "Доля упала до 70 %. Открыто на 12 пунктов обогрева больше, чем в 2020 году, когда их было 20.",
        "Қайтқандардың 44%-ы полицияға сенеді. Сотқа былтыр 31% сенген. Сотқа сенім 9 тармаққа өсті.",
    ],
)
def test_points_of_another_rate_are_left_alone(tmp_path: Path, text: str) -> None:
    assert _wrong(tmp_path, text) == []
