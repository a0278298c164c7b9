"""Numbers that are themselves a rise or a fall are not taken for what was reached."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit
from mtm.audit.documents.text import read_text
from mtm.audit.meaning.reading import read

# (the sentence, the number that is a difference)
MOVES = [
    ("41,000 people came for work, a decrease of 6,500 compared with a year earlier.", "6,500"),
    ("Work permits rose 1,833 to 25,680.", "1,833"),
    ("Citizens of Peru (up 4,900 to 29,200) came most often.", "4,900"),
    ("Departures were 34,200, down 2,600 on the year.", "2,600"),
    ("The number of pupils was 26,900 higher in October to December 2022.", "26,900"),
    ("Transfers came to 1.9 billion, 0.6 billion more than in 2021.", "0.6"),
    ("Employment of residents fell (by 29,000).", "29,000"),
]


def roles(text: str) -> dict[str, str]:
    return {c.printed: c.role for c in read(read_text("r.txt", f"# Report\n\n{text}\n")).claims}


@pytest.mark.parametrize(("text", "number"), MOVES)
def test_a_number_after_a_word_of_rise_or_fall_is_a_difference(text: str, number: str) -> None:
    assert roles(text)[number] == "change"


@pytest.mark.parametrize(
    "text",
    [
        "Arrivals rose to 25,680.",
        "The camp holds up to 25,680 persons.",
        "More than 25,680 persons came.",
        "Arrivals stood at 25,680, more than half of them by air.",
    ],
)
def test_a_number_that_was_reached_stays_a_level(text: str) -> None:
    assert roles(text)["25,680"] == "level"


def found(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "report.txt"
    path.write_text(f"{text}\n", encoding="utf-8", newline="\n")
    return [place.text for finding in audit([path]).wrong for place in finding.places]


# 1,929 - 1,278 = 651
MORE_THAN = (
    "In 2016, 1.929 billion euros were sent home, which was {} million euros more than in 2015 (1.278 billion euros)."
)


def test_so_much_more_than_before_is_the_difference_of_the_two_values(tmp_path: Path) -> None:
    assert found(tmp_path, MORE_THAN.format(651)) == []
    assert found(tmp_path, MORE_THAN.format(561)) == ["561"]  # two digits exchanged


# 572 - 342 = 230, and 336 - 106 = 230: the in and the out are those of the later balance only
PEAK = (
    "Net migration was +230,000 in the year ending June 2017, down {} from a high of +336,000; immigration was"
    " 572,000 and emigration was 342,000."
)


def test_an_earlier_balance_is_not_tested_by_the_later_in_and_out(tmp_path: Path) -> None:
    assert found(tmp_path, PEAK.format("106,000")) == []


# 18,000 + 19,000 - 4,300 = 32,700
BALANCES = (
    "Net migration was {}, comprising +18,000 nationals of member states, +19,000 of others and -4,300 own nationals."
)


def test_signed_balances_add_up_to_the_balance_that_announces_them(tmp_path: Path) -> None:
    assert found(tmp_path, BALANCES.format("+32,700")) == []
    assert found(tmp_path, BALANCES.format("+37,200")) == ["+37,200"]
