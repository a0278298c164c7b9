"""Correct passages of bulletins and reviews that the auditor has accused, in words of our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit

PASSAGES = {
    # 310 / 6 200 = 5.0 %: 310 more than the 6 200 of the year before
    "a step behind the earlier value (en)": (
        "In 2024 the office registered 6,510 cards. One year before it had been 6,200; the increase, 310 or 5.0%, "
        "is small."
    ),
    "a step behind the earlier value (ru)": (
        "Карту в 2024 году получили 6 510 человек. Годом ранее её выдали 6 200 соотечественникам; прибавка – "
        "310 человек, или 5,0 %."
    ),
    # 4 100 + 12 300 = 16 400; the 3 772 women are 23.0 % of the same people
    "a list of two behind a share (ru)": (
        "Вернулись 16 400 человек. Женщины составили 23,0 % (3 772). Поодиночке ехали 4 100 (25,0 %), остальные "
        "12 300 – в составе семей."
    ),
    # 240 + 900 − 780 = 360
    "cases at the beginning and at the end of a year (kk)": (
        "Мәні бойынша 610 іс қаралды. Жыл басында 240 іс қаралмай тұрған еді. Аяқталғанын ескергенде, жыл аяғына "
        "360 іс қалды."
    ),
    "a deficit compared between two places (en)": (
        "| Post | In | Out | Balance |\n|---|---:|---:|---:|\n| Alder | 20,105 | 31,620 | −11,515 |\n"
        "| Birch | 40,210 | 51,410 | −11,200 |\n| Cedar | 50,330 | 41,900 | +8,430 |\n\nAt two of them more people "
        "left than came in; the deficit was greater at Alder (11,515) than at the airport of the capital (11,200)."
    ),
    # 90,510 / 260,820 = 34.7 %
    "a share of the row that the words name (en)": (
        "The country welcomed 450,000 people.\n\n| Class | Admissions |\n|---|---:|\n| Economic | 260,820 |\n"
        "| Family | 120,100 |\n| Other | 69,080 |\n| All | 450,000 |\n\nIndia leads with 135,000; its nationals "
        "represent 30.0 per cent of all, but 34.7 per cent of the economic class (90,510 persons). China (27,000) "
        "follows. Women accounted for 50.0 per cent (225,000)."
    ),
    "less than a fifth (kk)": (
        "Рұқсаттар 9 000, оның 1 611-і оқуға берілді. Бұл рұқсаттардың бестен біріне жетпейді (17,9 пайыз)."
    ),
    # 1 200 / (5 000 − 1 200) = 31.6 %
    "so many above the low (en)": (
        "- 2022: 3,800 permits\n- 2023: 4,400 permits\n- 2024: 5,000 permits\n\nThe 5,000 permits of 2024 are 1,200 "
        "above that low (+31.6%)."
    ),
    "falling short of a mean (en)": (
        "Over five years 22,500 permits were issued, a yearly average of 4,500; the last two years exceed that "
        "average, and so does 2019, while the other two fall short of it."
    ),
    "an arrow between two months (kk)": (
        "| Ай | Келгендер |\n|---|---:|\n| Наурыз | 2 036 |\n| Сәуір | 2 215 |\n| Мамыр | 2 108 |\n\n"
        "Мұндай кему мамырда байқалды (2 215 → 2 108)."
    ),
    "three times an aim (en)": (
        "| Corridor | 2022 | 2023 |\n|---|---:|---:|\n| Tonga | 9.6 | 9.3 |\n| Samoa | 9.9 | 9.1 |\n| Fiji | 7.4 | "
        "7.2 |\n\nTonga and Samoa are above 9 per cent, more than three times the 3 per cent that is aimed at."
    ),
}


@pytest.mark.parametrize("name", PASSAGES)
def test_a_correct_passage_raises_nothing(tmp_path: Path, name: str) -> None:
    path = tmp_path / "report.md"
    path.write_text(f"# Review\n\n{PASSAGES[name]}\n", encoding="utf-8", newline="\n")
    assert [(f.rule, [p.text for p in f.places]) for f in audit([path]).wrong] == []
