"""Per cent written for percentage points, and the reverse, is found by the two values that the text gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit


def _places(folder: Path, text: str) -> list[str]:
    path = folder / "report.md"
    title = "Көші-қон туралы қысқаша есеп" if any(c in text for c in "қғңөүұһ") else "Report"
    path.write_text(f"# {title}\n\n{text}\n", encoding="utf-8", newline="\n")
    return [place.text for finding in audit([path]).wrong for place in finding.places]


# 31.6 - 27.4 = 4.2 points; 4.2 / 27.4 = 15.3 per cent
SHARES = [
    (
        "The share of nurses rose from 27.4 to 31.6 per cent, that is by 4.2 {}.",
        "percentage points",
        "per cent",
    ),
    ("Nurses made up 31.6% of them, against 27.4% before. The share grew by 4.2 {}.", "percentage points", "per cent"),
    ("Доля медсестёр выросла с 27,4 до 31,6 %, то есть на 4,2 {}.", "процентного пункта", "процента"),
    ("Доля медсестёр за год поднялась на 4,2 {}: с 27,4 до 31,6 %.", "п. п.", "%"),
    ("Мейірбикелердің үлесі 27,4%-дан 31,6%-ға дейін, яғни 4,2 {} өсті.", "пайыздық тармаққа", "пайызға"),
]

# 8,204 / 6,310 = 1.3002
COUNTS = [
    (
        "The register held 8,204 nurses, against 6,310 in the year before. The rise came to 30.0 {}.",
        "per cent",
        "points",
    ),
    ("В реестре 8 204 медсестры против 6 310 годом ранее (рост на 30,0 {}).", "%", "п. п."),
    ("Тізілімде 8 204 дәрігер болды, бір жыл бұрын 6 310 еді. Олардың саны 30,0 {} артты.", "пайызға", "тармаққа"),
]


@pytest.mark.parametrize(("text", "right", "wrong"), SHARES)
def test_the_difference_of_two_shares_is_percentage_points(tmp_path: Path, text: str, right: str, wrong: str) -> None:
    assert _places(tmp_path, text.format(right)) == []
    assert any(wrong in place for place in _places(tmp_path, text.format(wrong)))


@pytest.mark.parametrize(("text", "right", "wrong"), COUNTS)
def test_the_change_of_a_count_is_per_cent(tmp_path: Path, text: str, right: str, wrong: str) -> None:
    points = {"points": "percentage points", "тармаққа": "пайыздық тармаққа"}.get(wrong, wrong)
    assert _places(tmp_path, text.format(right)) == []
    assert any(wrong.strip(".") in place for place in _places(tmp_path, text.format(points)))


def test_the_two_shares_may_stand_in_a_table(tmp_path: Path) -> None:
    table = (
        "Table 1. Occupation, share of newcomers by year, %\n\n"
        "| Year | Nurses | Drivers | Others |\n|---|---|---|---|\n"
        "| 2022 | 27.4 | 21.5 | 51.1 |\n| 2023 | 31.6 | 19.2 | 49.2 |\n"
    )
    text = "The share of nurses rose by 4.2 {} within the year.\n\n" + table
    assert _places(tmp_path, text.format("percentage points")) == []
    assert _places(tmp_path, text.format("per cent")) == ["4.2 per cent"]


def test_the_relative_change_of_a_share_is_per_cent(tmp_path: Path) -> None:
    assert _places(tmp_path, "The share of nurses rose from 27.4 to 31.6 per cent, that is by 15.3 per cent.") == []


def test_points_of_a_rate_need_no_values(tmp_path: Path) -> None:
    text = (
        "In 2023 there were 8,204 nurses, against 6,310 in 2022. Their employment rate rose by 30.0 percentage points."
    )
    assert _places(tmp_path, text) == []
