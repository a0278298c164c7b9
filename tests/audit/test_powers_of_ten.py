"""Sums for so many and rates for every thousand: the digits agree, and the size has to."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit


def _wrong(folder: Path, text: str) -> list[str]:
    """The rules that find an error, or a likely one."""
    path = folder / "report.md"
    path.write_text(f"# Report\n\n{text}\n", encoding="utf-8", newline="\n")
    return sorted({finding.rule for finding in audit([path]).wrong})


# 8,640 × 10,000 = 86.4 million; 1,250 × 640,000 = 800 million; 6 460 / 1 520 000 = 4.25 per thousand, 42.5 per ten
# thousand; 8,442,000 / 40,200,000 = 21.0 %, 210 per thousand; 3 212 / 803 000 = 4,00 per thousand
@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (
            "A single payment of 10 thousand dollars went to 8,640 people, 86.4 {} dollars in all.",
            "million",
            "thousand",
        ),
        ("Помощь в размере 10 тыс. рублей получили 8 640 человек, всего на 86,4 {} рублей.", "млн", "тыс."),
        (
            "Субсидияға 1,12 {} теңге жұмсалды: бір адамға орташа 640 мың теңгеден. Субсидия 1 750 адамға берілді.",
            "млрд",
            "млн",
        ),
        (
            "Прирост достиг 6 460 человек. При численности населения 1 520 тыс. человек это даёт 42,5 на {} жителей.",
            "10 тысяч",
            "тысячу",
        ),
        (
            "The gain was 6,460 people. With a population of 1,520 thousand this is {} per thousand inhabitants.",
            "4.25",
            "42.5",
        ),
        ("Елге 3 212 адам келді. Халық саны 803 мың, бұл мың тұрғынға {} адамнан келеді.", "4,00", "40,0"),
    ],
)
def test_digits_that_agree_must_have_the_size_that_the_two_numbers_give(
    tmp_path: Path, text: str, right: str, wrong: str
) -> None:
    assert _wrong(tmp_path, text.format(right)) == []
    assert _wrong(tmp_path, text.format(wrong)) == ["power_of_ten"]
