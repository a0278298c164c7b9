"""Ranks in words against lists and tables, in three languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit


def _wrong(folder: Path, text: str) -> list[str]:
    """What findings of class error or likely name."""
    path = folder / "report.md"
    path.write_text(f"# Report\n\n{text}\n", encoding="utf-8", newline="\n")
    return [place.text for finding in audit([path]).wrong for place in finding.places]


LIST = "Among those who came were {list}.\n\n"
EN = LIST.format(list="Uzbekistan with 50,120, Russia with 30,210 and Armenia with 20,340")
RU = "Среди них граждане Узбекистана, 7 270 человек (годом ранее 5 741), граждане Азербайджана, 5 308 человек (годом "
RU += "ранее 7 991) и граждане Таджикистана, 1 817 человек (годом ранее 2 017); ещё 249 человек – из других стран.\n\n"
KK = "Келгендердің ішінде Өзбекстан – 50 120, Ресей – 30 210, Армения – 20 340 адам.\n\n"


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (EN + "No country sent more people than {}.", "Uzbekistan", "Russia"),
        (EN + "{} took the lead.", "Uzbekistan", "Armenia"),
        (EN + "{} ranked second.", "Russia", "Armenia"),
        (RU + "Во главе этого списка – {}.", "Узбекистан", "Азербайджан"),
        (RU + "Ни одна страна не дала больше, чем {}.", "Узбекистан", "Таджикистан"),
        (KK + "{} көш бастап тұр.", "Өзбекстан", "Ресей"),
    ],
)
def test_a_rank_in_words_is_the_place_in_the_list(tmp_path: Path, text: str, right: str, wrong: str) -> None:
    assert _wrong(tmp_path, text.format(right)) == []
    assert _wrong(tmp_path, text.format(wrong)) == [wrong]


TABLE = """

| Гражданство | III кв. 2024 |
|---|---:|
| Узбекистан | 152 640 |
| Кыргызстан | 104 220 |
| Россия | 87 020 |
| Китай | 52 410 |
"""


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("Лидером по числу въездов остается {} – 152,6 тыс.", "Узбекистан", "Кыргызстан"),
        (
            "Лидер – Узбекистан – 152,6 тыс., на втором месте Кыргызстан – 104,2 тыс., на {} Россия – 87,0 тыс.",
            "третьем",
            "четвертом",
        ),
    ],
)
def test_a_rank_in_words_is_the_place_in_the_table(tmp_path: Path, text: str, right: str, wrong: str) -> None:
    assert _wrong(tmp_path, text.format(right) + TABLE) == []
    assert _wrong(tmp_path, text.format(wrong) + TABLE) == [wrong]


@pytest.mark.parametrize(
    "text",
    [
        "Самые заметные потоки – Китай: 52 410, Индия: 20 100." + TABLE,  # of the countries farther away
        "No more people came from Russia than in the year before." + "\n\n" + EN,
    ],
)
def test_a_rank_among_others_is_no_error(tmp_path: Path, text: str) -> None:
    assert _wrong(tmp_path, text) == []
