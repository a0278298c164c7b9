"""How press releases tell a change: a number and a percentage after the value, a percentage before a noun."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit
from mtm.audit.documents.text import read_text
from mtm.audit.meaning.reading import read


def wrong(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "release.txt"
    path.write_text(f"{text}\n", encoding="utf-8", newline="\n")
    return [place.text for finding in audit([path]).wrong for place in finding.places]


# 415.6 / (3,530.8 - 415.6) = 13.34 per cent
SAID_TWICE = [
    "За январь-июнь 2024 года въехали 3 530,8 тыс. граждан.\n\nПо сравнению с прошлым годом их число увеличилось"
    " на 415,6 тыс. человек или на {} %.",
    "In the first half of 2024 3,530.8 thousand people came.\n\nCompared with a year earlier this is an increase of"
    " 415.6 thousand (or {}%).",
]


@pytest.mark.parametrize("text", SAID_TWICE)
def test_a_change_in_number_and_per_cent_goes_with_the_value_of_the_sentence_before(tmp_path: Path, text: str) -> None:
    mark = "." if text.startswith("In") else ","
    assert wrong(tmp_path, text.format(f"13{mark}3")) == []
    assert wrong(tmp_path, text.format(f"15{mark}3")) != []


# 496 / 454 - 1 = 9.3 per cent
def test_so_many_per_cent_more_than_before_is_a_change(tmp_path: Path) -> None:
    text = "- 496 people returned in that week, {}% more than in the previous week (454)."
    assert wrong(tmp_path, text.format(9)) == []
    assert wrong(tmp_path, text.format(50)) == ["50%"]


def test_two_percentages_before_their_nouns_are_two_changes(tmp_path: Path) -> None:
    text = "481 people returned by land, a 5% increase on the week before, and 13,412 by air, a 3% increase."
    assert [c.role for c in read(read_text("r.txt", text)).claims if c.unit == "%"] == ["change", "change"]
    assert wrong(tmp_path, text) == []


# 1,057.4 + 1,046.2 + 668.4 + 364.5 + 181 = 3,317.5
LINES = """За январь-июнь в Узбекистан въехали 3 317,5 тыс. граждан.

По странам:

Кыргызская Республика – 1 057,4 тыс. человек;

Таджикистан – 1 046,2 тыс. человек;

Казахстан – {} тыс. человек;

Россия – 364,5 тыс. человек;

другие страны – 181,0 тыс. человек.
"""


def test_lines_of_countries_and_a_line_of_the_others_make_the_total(tmp_path: Path) -> None:
    assert wrong(tmp_path, LINES.format("668,4")) == []
    assert wrong(tmp_path, LINES.format("686,4")) != []


def test_a_time_of_day_is_no_number() -> None:
    assert read(read_text("r.txt", "19 July 2022, 09:29\n\n13 December 2024, 6:55 PM")).claims == []


# 21,360 / 10,520 - 1 = 103 per cent, but the percentage says itself what it is of
def test_a_percentage_of_all_is_a_share_and_no_change(tmp_path: Path) -> None:
    assert wrong(tmp_path, "- Transitions: Increase from 10,520 in May to 21,360 in June (55 per cent of all).") == []


def test_an_amount_and_what_it_is_in_dollars_are_no_earlier_and_later_value(tmp_path: Path) -> None:
    text = "Visitors spent ₾2.0 billion ($0.78 billion), or 40.8 percent higher compared to the same period of 2022."
    assert wrong(tmp_path, text) == []
    assert [c.unit for c in read(read_text("r.txt", text)).claims] == ["GEL", "USD", "%"]
