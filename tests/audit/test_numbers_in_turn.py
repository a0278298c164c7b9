"""Shares and changes named one after the other, in the order of their counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit


def _wrong(folder: Path, text: str) -> list[str]:
    path = folder / "report.md"
    path.write_text(f"# Report\n\n{text}\n", encoding="utf-8", newline="\n")
    return [place.text for finding in audit([path]).wrong for place in finding.places]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        # 5 412 / 4 811 = 1.1249, so 12.5 %; 3 207 / 3 098 = 1.0352, so 3.5 %
        (
            "Students from India and China rose from 4,811 and 3,098 to 5,412 and 3,207, or by 12.5% and 3.5%.",
            "3.5%",
            "8.5%",
        ),
        (
            "Студентов из Индии и Китая было 5 412 и 3 207 против 4 811 и 3 098 годом ранее, то есть рост на 12,5 и "
            "3,5 процента соответственно.",
            "3,5",
            "5,3",
        ),
        (
            "Үндістан мен Қытайдан келген студенттер саны тиісінше 5 412 және 3 207 болды, бір жыл бұрын 4 811 және "
            "3 098 еді, яғни өсім 12,5 және 3,5 пайыз.",
            "3,5",
            "9,5",
        ),
        # 5 412 / (5 412 + 3 207) = 62.8 %, 3 207 of them 37.2 %
        ("Women and men numbered 5,412 and 3,207, or 62.8% and 37.2%, respectively.", "37.2%", "31.2%"),
        ("Женщин и мужчин было 5 412 и 3 207, или 62,8 и 37,2 % соответственно.", "37,2 %", "73,2 %"),
        ("Әйелдер мен ерлер саны 5 412 және 3 207, яғни 62,8 және 37,2 %.", "62,8", "52,8"),
    ],
)
def test_each_percentage_goes_with_the_numbers_of_its_own_place(
    tmp_path: Path, text: str, right: str, wrong: str
) -> None:
    assert _wrong(tmp_path, text) == []
    assert wrong in _wrong(tmp_path, text.replace(right, wrong, 1))


def test_shares_in_turn_may_have_a_whole_of_their_paragraph(tmp_path: Path) -> None:
    # 5 412 / 12 100 = 44.7 %; 3 207 / 12 100 = 26.5 %; 27.5 % would ask for 3 328
    text = "Permits numbered 12,100. Construction and trade got 5,412 and 3,207 of them (44.7% and 26.5% respectively)."
    assert _wrong(tmp_path, text) == []
    assert _wrong(tmp_path, text.replace("26.5%", "27.5%")) == ["27.5%"]


def test_percentages_of_other_things_are_no_shares_of_the_numbers_before_them(tmp_path: Path) -> None:
    text = (
        "The two regions received 5,412 and 3,207 people, with unemployment of 6.8% and 7.2%.\n\n"
        "In May and June the centre took 5,412 and 3,207 calls; 64.8% and 61.5% were answered at once."
    )
    assert _wrong(tmp_path, text) == []


def test_a_count_with_a_share_of_an_unprinted_whole_is_held_against_its_other_sums(tmp_path: Path) -> None:
    # the share stands for 3 207 of 8 619, which no number of the text is, while 3 207 is part of a sum as well
    text = (
        "Women and men numbered 5,412 and 3,207, or 62.8% and 31.2%, respectively.\n\n"
        "| Sex | Number |\n|---|---:|\n| Women | 5,412 |\n| Men | 3,207 |\n| Total | 8,719 |\n"
    )
    assert "31.2%" in _wrong(tmp_path, text)
