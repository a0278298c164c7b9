"""A wrong thousand, million or billion is found by what the number beside it asks for, and shown with its word."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit


def _found(folder: Path, text: str) -> list[tuple[str, str]]:
    """Rule and place of every finding of class error or likely."""
    path = folder / "report.md"
    title = "Көші-қон туралы қысқаша есеп" if any(c in text for c in "қғңөүұһ") else "Report"
    path.write_text(f"# {title}\n\n{text}\n", encoding="utf-8", newline="\n")
    return [(finding.rule, place.text) for finding in audit([path]).wrong for place in finding.places]


WORDS = [
    # 640.4 + 129.3 = 769.7; 640.4 / 769.7 = 83.2 %
    ("Banks moved 769.7 million euros: 640.4 {} (83.2%) by wire and 129.3 million in cash.", "million", "billion"),
    # 51,830 x 2.06 thousand = 106.8 million
    (
        "The fund supported 51,830 farmers with 106.8 {} crowns, on average 2.06 thousand crowns each.",
        "million",
        "billion",
    ),
    # 318.6 / 274.1 = 1.1623
    ("Ferries carried 318.6 {} passengers, against 274.1 thousand in the season before.", "thousand", "million"),
    # 57.5 / (634.2 - 57.5) = 9.97 %
    ("Ferries carried 634.2 {} passengers, 57.5 thousand or 10.0% more than before.", "thousand", "million"),
    ("Паромы перевезли 318,6 {} пассажиров против 274,1 тыс. сезоном ранее.", "тыс.", "млн"),
    # 640,4 + 129,3 = 769,7
    ("Банки перевели 769,7 млн евро: 640,4 {} (83,2 %) безналично и 129,3 млн наличными.", "млн", "млрд"),
    # 106,8 млн / 51 830 = 2,06 тыс.
    ("Фонд выплатил 51 830 фермерам 106,8 {} крон, в среднем по 2,06 тыс. крон каждому.", "млн", "млрд"),
    # 634,2 / (634,2 - 57,5) = 1,0997
    ("Паромы перевезли 634,2 {} человек, на 57,5 тыс. или на 10,0 % больше прежнего.", "тыс.", "млн"),
    ("Паромдар 318,6 {} жолаушы тасыды, бір жыл бұрын 274,1 мың болған еді.", "мың", "млн"),
    # 106,8 млн / 51 830 = 2,06 мың
    ("Қор 51 830 фермерге 106,8 {} теңге берді, орта есеппен әрқайсысына 2,06 мың теңгеден.", "млн", "млрд"),
    # 769,7 - 640,4 = 129,3
    (
        "Банктер 769,7 млн еуро аударды, оның 640,4 {} еуросы (83,2 %) қолма-қолсыз, 129,3 млн еуросы қолма-қол.",
        "млн",
        "млрд",
    ),
]


@pytest.mark.parametrize(("text", "right", "wrong"), WORDS)
def test_a_wrong_scale_word_is_shown_with_its_number(tmp_path: Path, text: str, right: str, wrong: str) -> None:
    assert _found(tmp_path, text.format(right)) == []
    places = [place for _, place in _found(tmp_path, text.format(wrong))]
    assert any(wrong.strip(".") in place for place in places)


def test_the_scale_of_a_row_is_that_of_its_table(tmp_path: Path) -> None:
    table = "| Country | Loans, million euros |\n|---|---|\n| Norway | 418.25 |\n| Japan | 207.31 |\n"
    text = "Loans to Norway came to 418.25 {} euros.\n\n" + table
    assert _found(tmp_path, text.format("million")) == []
    assert _found(tmp_path, text.format("thousand")) == [("scale_word", "418.25 thousand euros")]


def test_two_amounts_of_different_things_may_differ_in_scale(tmp_path: Path) -> None:
    text = (
        "Exports earned 318.6 billion euros. The embassies spent 274.1 thousand euros on forms, 6.2 per cent more "
        "than planned, and 12.4 million euros (4.5 per cent) on staff. The country has 18.3 million inhabitants; "
        "204.7 thousand of them applied."
    )
    assert _found(tmp_path, text) == []


def test_numbers_of_paragraphs_are_no_values(tmp_path: Path) -> None:
    # 60.4 / 48.9 = 1.2352
    text = "1.1. Ferries carried 60.4 thousand people.\n\n1.2. Compared with 48.9 thousand this is {} per cent more."
    assert _found(tmp_path, text.format("23.5")) == []


def test_the_scale_may_stand_before_a_colon(tmp_path: Path) -> None:
    text = "Altogether 4,442,131 people immigrated in 2018.\n\n- Immigration (thousand persons, 12M 2018): 4,442.1."
    assert _found(tmp_path, text) == []
