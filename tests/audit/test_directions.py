"""Words of direction against the two values whose change they tell, in the sentence itself and in the one before."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit


def _wrong(folder: Path, text: str) -> list[str]:
    """What findings of class error or likely name."""
    path = folder / "report.md"
    path.write_text(f"# Report\n\n{text}\n", encoding="utf-8", newline="\n")
    return [place.text for finding in audit([path]).wrong for place in finding.places]


# (546.0 - 623.7) / 623.7 = -12.5%; 607.1 / 399.6 = 1.52; (30,034 - 30,334) / 30,334 = -1.0%;
# (26,278 - 21,987) / 21,987 = 19.5%; (46,623 - 69,697) / 69,697 = -33.1%; (2,970,980 - 2,832,192) / 2,832,192 = 4.9%
DIRECTIONS = [
    (
        "Households were sent 546.0 million dollars; a year ago it was 623.7 million. The sum {} by 12.5%.",
        "shrank",
        "grew",
    ),
    ("Домохозяйствам прислали 607,1 млн долларов, годом ранее 399,6 млн. Сумма {} в 1,5 раза.", "выросла", "упала"),
    ("Въехало 30 034 человека. Годом ранее таких было 30 334, поток {} на 1,0 процента.", "поредел", "окреп"),
    ("Въехало 2 970 980 человек. Против 2 832 192 годом ранее это {} на 4,9 процента.", "рост", "спад"),
    ("Елге 26 278 адам келді. Бір жыл бұрын 21 987 адам келген; олардың саны 19,5 пайызға {}.", "артты", "кеміді"),
    (
        "Қалған 46 623 адам Қытайдан келді. Бір жыл бұрын олар 69 697 болған, бұл лек 33,1 пайызға {}.",
        "селдіреді",
        "өсті",
    ),
]


@pytest.mark.parametrize(("text", "right", "wrong"), DIRECTIONS)
def test_a_word_of_direction_agrees_with_the_values_of_the_sentence_before(
    tmp_path: Path, text: str, right: str, wrong: str
) -> None:
    assert _wrong(tmp_path, text.format(right)) == []
    assert _wrong(tmp_path, text.format(wrong)) == [wrong]


def test_the_word_that_leads_to_two_values_speaks_of_them_whatever_follows(tmp_path: Path) -> None:
    text = "The inflow {} from 32,623 to 26,513, a fall of nineteen per cent year on year."  # -18.7%
    assert _wrong(tmp_path, text.format("ebbed")) == []
    assert _wrong(tmp_path, text.format("swelled")) == ["swelled"]


@pytest.mark.parametrize(
    "text",
    [
        # the change is that of something that the text does not give: no two values make its size
        "A total of 30,034 people came. A year earlier it was 28,334. Departures fell by 7.2%.",
        # two values a year apart, and the change of the year after, which happens to have no pair
        "In 2022 it was 1,200 and in 2023 it was 1,500. In 2024 the number fell by 31.0%.",
    ],
)
def test_a_change_of_other_values_has_any_direction(tmp_path: Path, text: str) -> None:
    assert _wrong(tmp_path, text) == []
