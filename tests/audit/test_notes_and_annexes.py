"""Errors of notes and annexes: closing subtotals, balances of the sentence before, lists that go on with a currency."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit

CASES = {
    # 1,200 + 850 + 2,150 = 4,200; 5,100 + 3,900 + 9,050 = 18,050; with 2,000 and 8,000: 6,200 and 26,050
    "a subtotal below the rows that it adds up": (
        "| Kind | Households | Persons |\n|---|---:|---:|\n| Camps | 1,200 | 5,100 |\n| Centres | 850 | 3,900 |\n"
        "| Settlements | 2,150 | 9,050 |\n| Sites, subtotal | {} | 18,050 |\n| Hosts | 2,000 | 8,000 |\n"
        "| Total | 6,200 | 26,050 |",
        "4,200",
        "4,800",
    ),
    "a subtotal that is called so in Russian": (
        "| Вид | Семей | Человек |\n|---|---:|---:|\n| Лагеря | 1 200 | 5 100 |\n| Центры | 850 | 3 900 |\n"
        "| Посёлки | 2 150 | 9 050 |\n| Итого по местам | 4 200 | {} |\n| У хозяев | 2 000 | 8 000 |\n"
        "| Всего | 6 200 | 26 050 |",
        "18 050",
        "18 950",
    ),
    # 15,320 - 9,870 = 5,450; 11,400 and 13,950 of the year before stand in the same paragraph
    "a balance of the sentence before (ru)": (
        "В страну прибыло 15 320 человек, выбыло 9 870. Сальдо положительное: +{}. Число прибывших выросло с 11 400, "
        "выбывших – сократилось с 13 950.",
        "5 450",
        "5 950",
    ),
    # 640,500 - 610,300 = 30,200
    "the excess of one side over the other in one sentence": (
        "Entries came to 640,500 and exits to 610,300, so that entries exceeded exits by {}; in the same months "
        "of last year the balance had been negative, at −8,100 (590,200 entries, 598,300 exits).",
        "30,200",
        "37,700",
    ),
    # of 160.0: 48.0 = 30.0 %, 40.0 = 25.0 %, 32.0 = 20.0 %, 24.0 = 15.0 %, 16.0 = 10.0 %
    "items go on with the currency of the item above": (
        "Отправлено 160,0 млрд тенге.\n\n- Дания – 48,0 млрд тенге, доля 30,0 %\n- Чили – 40,0 млрд, {} %\n"
        "- Перу – 32,0 млрд, 20,0 %\n- Куба – 24,0 млрд, 15,0 %\n- прочие страны – 16,0 млрд, 10,0 %",
        "25,0",
        "29,0",
    ),
    # of 8,000: 4,800 = 60 %, 2,400 = 30 %, 800 = 10 %; 630 of 4,200 = 15 %
    "a list of shares ends where an item speaks of something else": (
        "1. Статус получили 8 000 семей. Из них:\n   - горожан – 4 800 (60,0 %);\n   - селян – {} (30,0 %);\n"
        "   - прочих – 800 (10,0 %).\n\n2. На север уехало 4 200 семей. Из переселенцев 630 семей (15,0 %) – с юга.",
        "2 400",
        "2 150",
    ),
}


def _wrong(folder: Path, text: str) -> list[str]:
    path = folder / "note.md"
    path.write_text(f"# Note\n\n{text}\n", encoding="utf-8", newline="\n")
    return [place.text for finding in audit([path]).wrong for place in (*finding.places, *finding.operands)]


@pytest.mark.parametrize("name", CASES)
def test_the_right_number_raises_no_alarm_and_the_wrong_one_does(name: str, tmp_path: Path) -> None:
    text, right, wrong = CASES[name]
    assert _wrong(tmp_path, text.format(right)) == []
    assert any(wrong in place for place in _wrong(tmp_path, text.format(wrong)))


def test_a_row_between_others_that_adds_up_in_one_column_alone_is_no_subtotal(tmp_path: Path) -> None:
    text = (
        "| Town | Came | Left |\n|---|---:|---:|\n| Arlan | 1,200 | 5,100 |\n| Beskol | 1,800 | 3,900 |\n"
        "| Kyzyltas | 3,000 | 7,350 |\n| Tarbagai | 2,000 | 8,000 |\n| Total | 8,000 | 24,350 |"
    )
    assert _wrong(tmp_path, text) == []
