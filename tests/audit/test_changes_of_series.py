"""Changes against the neighbouring periods of a series in a table."""

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


# 7,120 / 6,480 = +9.9 %; (6,480 - 7,120) / 7,120 = -9.0 %
SERIES = "\n\n| Year | Ships |\n| --- | --- |\n| 2020 | 5,310 |\n| 2021 | 6,480 |\n| 2022 | 7,120 |\n| 2023 | 6,244 |"


@pytest.mark.parametrize(("right", "wrong"), [("fell", "rose"), ("12.3%", "14.0%")])
def test_a_change_is_that_of_the_neighbouring_years_of_a_series(tmp_path: Path, right: str, wrong: str) -> None:
    text = "In the last year 6,244 ships came: the number fell by 12.3%." + SERIES  # -876 / 7,120; 876 / 6,244 = 14.0 %
    assert _wrong(tmp_path, text) == []
    assert _wrong(tmp_path, text.replace(right, wrong)) == [wrong]


# 19,702 - 15,362 = 4,340; 4,340 / 15,362 = 28.3 %, 4,340 / 19,702 = 22.0 %
PERMITS = "\n\n| Year | Permits |\n| --- | --- |\n| 2022 | 17,118 |\n| 2023 | 15,362 |\n| 2024 | 19,702 |"


@pytest.mark.parametrize(("right", "wrong"), [("grew", "shrank"), ("28.3%", "22.0%")])
def test_a_difference_that_two_years_of_a_series_make_measures_the_percentage_beside_it(
    tmp_path: Path, right: str, wrong: str
) -> None:
    text = "Permits are issued for a year. Over the year their number grew by 4,340, or by 28.3%." + PERMITS
    assert _wrong(tmp_path, text) == []
    assert _wrong(tmp_path, text.replace(right, wrong)) == [wrong]
