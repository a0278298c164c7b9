"""The period of a report against titles, opening sentences and headings of tables that name another."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit


def _wrong(folder: Path, text: str) -> list[str]:
    """What findings of class error or likely name."""
    path = folder / "report.md"
    path.write_text(text, encoding="utf-8", newline="\n")
    return [place.text for finding in audit([path]).wrong for place in finding.places]


# 26,513 - 33,384 = -6,871; (26,513 - 32,623) / 32,623 = -18.7%
EN = """# Migration in the {title} of 2023

In the {lead}, 26,513 people came in and 33,384 went out.

A year before, in the third quarter of 2022, 32,623 had come in; their number has fallen by 18.7 per cent.

Annex. Summary, Q3 2023

| | Total |
|---|---:|
| Came in, Q3 2022 | 32,623 |
| Came in, Q3 2023 | 26,513 |
| Balance | -6,871 |
| Went out, {row} | 33,384 |
"""
RIGHT = {"title": "third quarter", "lead": "third quarter of 2023", "row": "Q3 2023"}


@pytest.mark.parametrize(
    ("place", "wrong"), [("lead", "third quarter of 2021"), ("row", "Q3 2021"), ("row", "Q3 2025")]
)
def test_a_period_that_stands_alone_against_the_reports_own_is_the_place(
    tmp_path: Path, place: str, wrong: str
) -> None:
    assert _wrong(tmp_path, EN.format(**RIGHT)) == []
    assert _wrong(tmp_path, EN.format(**{**RIGHT, place: wrong})) == [wrong]


def test_a_title_of_another_year_than_the_opening_and_the_year_before_it_is_the_place(tmp_path: Path) -> None:
    text = "# О миграции по итогам второго квартала {} года\n\n"
    text += "По итогам второго квартала 2019 года въехало 20 193 человека."
    text += "\n\nГодом ранее, по итогам второго квартала 2018 года, въехало 25 776 человек.\n"
    assert _wrong(tmp_path, text.format(2019)) == []
    assert _wrong(tmp_path, text.format(2017)) == ["второго квартала 2017"]


def test_where_only_title_and_opening_name_a_year_both_are_shown(tmp_path: Path) -> None:
    text = "# 2024 жылғы III тоқсандағы көші-қон жағдайы\n\n{} жылғы III тоқсанда елге 482,3 мың адам келді.\n"
    assert _wrong(tmp_path, text.format(2024)) == []
    assert len(_wrong(tmp_path, text.format(2021))) == 2


@pytest.mark.parametrize(
    "text",
    [
        # a look back in the middle of the text is no opening
        EN.format(**RIGHT) + "\nThe highest number of arrivals, 45,118, was that of the third quarter of 2019.\n",
        # a series of years names them all
        EN.format(**RIGHT)
        + "\n| | Q3 2019 | Q3 2020 | Q3 2021 |\n|---|---:|---:|---:|\n| Came in | 45,118 | 9,004 | 21,377 |\n",
        EN.format(**RIGHT) + "\nThe plan for the third quarter of 2025 is 30,000 arrivals.\n",
    ],
)
def test_other_years_of_a_correct_report_are_no_errors(tmp_path: Path, text: str) -> None:
    assert _wrong(tmp_path, text) == []
