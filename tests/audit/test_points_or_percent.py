"""Changes of shares are in percentage points, changes of counts in per cent."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit


def _wrong(folder: Path, text: str) -> list[str]:
    """What findings of class error or likely name."""
    path = folder / "report.md"
    title = "Шетелдіктер туралы қысқаша есеп" if any(c in text for c in "қғңөүұһі") else "Report"
    path.write_text(f"# {title}\n\n{text}\n", encoding="utf-8", newline="\n")
    return [place.text for finding in audit([path]).wrong for place in finding.places]


# 41.5 - 38.2 = 3.3 points, 3.3 / 38.2 = 8.6 %; 37.5 - 34.1 = 3.4; 24.8 - 23.4 = 1.4
# (96,512 - 92,180) / 92,180 = 4.7 %; 61.0 - 54.0 = 7.0, 7.0 / 61.0 = 11.5 %
UNITS = [
    ("The share of seasonal work rose from 38.2% to 41.5%, by 3.3 {}.", "percentage points", "per cent"),
    ("Доля Китая выросла с 34,1 до 37,5 %, то есть на 3,4 {}.", "процентного пункта", "процента"),
    ("Әуе көлігінің үлесі 23,4%-дан 24,8%-ға дейін, яғни 1,4 {} ұлғайды.", "пайыздық тармаққа", "пайызға"),
    ("In August 96,512 ships came, 4.7 {} more than in July (92,180).", "per cent", "percentage points"),
]


@pytest.mark.parametrize(("text", "right", "wrong"), UNITS)
def test_a_change_has_the_unit_that_its_two_values_give_it(tmp_path: Path, text: str, right: str, wrong: str) -> None:
    assert _wrong(tmp_path, text.format(right)) == []
    assert _wrong(tmp_path, text.format(wrong)) == [wrong]


def test_a_share_that_fell_by_so_many_per_cent_is_true_in_per_cent(tmp_path: Path) -> None:
    assert _wrong(tmp_path, "The share fell from 61.0% to 54.0%, that is by 11.5 per cent.") == []


# 7,120 / 6,480 = +9.9 %; (6,480 - 7,120) / 7,120 = -9.0 %
SERIES = "\n\n| Year | Ships |\n| --- | --- |\n| 2020 | 5,310 |\n| 2021 | 6,480 |\n| 2022 | 7,120 |\n| 2023 | 6,244 |"


@pytest.mark.parametrize(("right", "wrong"), [("fell", "rose"), ("12.3%", "14.0%")])
def test_a_change_is_that_of_the_neighbouring_years_of_a_series(tmp_path: Path, right: str, wrong: str) -> None:
    text = "In the last year 6,244 ships came: the number fell by 12.3%." + SERIES  # -876 / 7,120; 876 / 6,244 = 14.0 %
    assert _wrong(tmp_path, text) == []
    assert _wrong(tmp_path, text.replace(right, wrong)) == [wrong]
