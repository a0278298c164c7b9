"""Correct passages of notes and briefings that the auditor has accused: two things of one time, changes as subjects."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit

PASSAGES = {
    # 4,500 / 6,000 = 75.0 %; 5,600 / 7,000 = 80.0 %
    "two things of the year before (en)": (
        "We received 7,000 requests and granted 5,600 of them. The year before there were 6,000 requests and 4,500 "
        "grants, so the grant rate then stood at 75.0 per cent."
    ),
    "two things of the year before (ru)": (
        "Поступило 7 000 заявок. Годом ранее было 6 000 заявок и 4 500 согласий, то есть доля согласий тогда была "
        "75,0 %."
    ),
    # 11,500 - 11,180 = 320; 320 / 11,180 = 2.9 %
    "the rise is the subject of the number (ru)": (
        "В стране трудятся 11 500 мастеров. На ту же дату прошлого года их было 11 180, то есть прирост за год "
        "составил 320 человек (2,9 %)."
    ),
    "the rise is the subject of the number (en)": (
        "There are 11,500 craftsmen in the country. On the same date of last year there were 11,180 of them, so that "
        "the increase was 320 people (2.9 per cent)."
    ),
    "the rise is the subject of the number (kk)": (
        "Елімізде 11 500 шебер бар. Былтыр осы күні 11 180 болған, яғни өсім 320 адамды құрады (2,9 %)."
    ),
    # 210 / 4,200 = 5.0 %; 3,000 + 1,200 + 800 = 5,000: 60, 24, 16 %
    "a share of the number of its own item, after a list of shares": (
        "1. Статус получили 5 000 семей. Из них:\n   - горожан – 3 000 (60,0 %);\n   - селян – 1 200 (24,0 %);\n"
        "   - прочих – 800 (16,0 %).\n\n2. На север переселено 4 200 семей. Из переселенцев 210 семей (5,0 %) – с юга."
    ),
    # 36,000 - 33,500 = 2,500 persons; 36,000 / 33,500 = 107.5 %
    "persons and households side by side in the brackets": (
        "The round counted 36,414 persons in 8,105 households. Compared with the last one (May 2023: 33,902 persons in "
        "7,816 households) the number of persons went up by 2,512 (7.4%)."
    ),
    # 48,700 / 41,850 = +16.4 %, / 42,650 would be +14.2 %; 42,650 + 27,350 = 70,000
    "a number that its own change confirms has no near twin": (
        "Биыл тоқсанда 48 700 адам көшті, бұл былтырғы тоқсаннан 16,4 %-ға көп (41 850 адам).\n\n"
        "Жылы бойы 70 000 адам көшті. Оның 42 850-і қалаға, 27 150-і ауылға көшті."
    ),
    # 512,400 / 480,000 = 106.75; / 427,000 = 120.0
    "two rates that are up on something, a count of times": (
        "In the third quarter of 2021 people passed the gate 512,400 times, which is 6.8% up on the third quarter of "
        "2020 and 20.0% up on the quarter before."
    ),
    # 512,400 / 480,000 = 106.75; 1,310,000 / 1,200,000 = 109.2
    "a summary of the quarter, a number since the start of the year": (
        "## Highlights\n\nIn the third quarter of 2021 people passed the gate 512,400 times, which is 6.8% up on "
        "the third quarter of 2020.\n\n## Gates\n\nSince the start of the year it has been passed 1.31 million times, "
        "compared with 1.20 million in January–September 2020 (+9.2%)."
    ),
    # 4,120 - 2,900 = 1,220, of whom 510; 1,340 + 905 = 2,245; 2,245 - 1,980 = 265
    "a list that ends at its first rest": (
        "Еңбекке қабілетті 4 120 адамның 2 900-і жұмысқа орналасты. Қалған 1 220 адамның 510-ы – кәсіптік оқуда."
    ),
    "a difference is no part of the list": (
        "Отказано 2 245 лицам (+265 к IV кварталу 2020 г., тогда – 1 980), в том числе 1 340 – из-за срока, остальным "
        "905 – по другим основаниям."
    ),
}


@pytest.mark.parametrize("name", PASSAGES)
def test_a_correct_passage_raises_no_alarm(name: str, tmp_path: Path) -> None:
    path = tmp_path / "note.md"
    path.write_text(PASSAGES[name], encoding="utf-8")
    assert [(f.rule, f.message) for f in audit([path]).wrong] == []
