"""Portions in words against the counts that the text gives for them, in three languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit

# (text with the portion, the right words, wrong words)
STOOD_FOR = [
    # 900 of 3,600 is a quarter
    ("In 2023 there were 3,600 returns.\n\nAid went to 900 returnees, or exactly {} of them.", "a quarter", "a fifth"),
    # 3,200 of 4,800 is two thirds
    ("The camp houses 4,800 persons. {}, 3,200 altogether, are young.", "Two persons in three", "Two persons in five"),
    # 250 of 1,250 is a fifth
    (
        "The office received 1,250 complaints. Of these 250 were about housing. {} was therefore about housing.",
        "Every fifth complaint",
        "Every third complaint",
    ),
    # 128 of 640 is a fifth
    ("There are 640 agencies. In checks 128 agencies broke the law. That is {}.", "one agency in five", "one in three"),
    # 14.9 % is between a seventh (14.3) and a sixth (16.7)
    ("Girls are 14.9 per cent of the group, {}.", "about one child in seven", "about one child in three"),
    # 608 of 760 is 80 %
    ("Исполнено 608 из 760 решений, то есть {}; остальные оспорены.", "четыре пятых", "две пятых"),
    # 98 of 1 960 is 5 %
    ("Опрошено 1 960 человек.\n\nУшли 98 человек – {} выборки и больше никто.", "одна двадцатая", "одна десятая"),
    # 400 of 1 200 is a third
    ("Прибыло 1 200 детей.\n\nВ семьи передан {} ребёнок, 400 детей.", "каждый третий", "каждый второй"),
    # 4 675 of 18 700 is a quarter; of the rest, 14 025, it would be a third
    (
        "Отселены 18 700 человек.\n\nВ пунктах живёт {} отселённых, 4 675 человек. Остальные 14 025 живут у родных.",
        "четвёртая часть",
        "третья часть",
    ),
    # 46 of 368 is an eighth
    ("Сот 368 шағымды қарады, 46 шағымды мақұлдады. Демек, {} шағым ғана өтті.", "әрбір сегізінші", "әрбір үшінші"),
    # 1 600 of 8 000 is a fifth
    ("8 000 рұқсат берілді.\n\nБасшыларға 1 600 рұқсат тиді, яғни {} бөлігі.", "бестен бір", "үштен бір"),
    # 240 of 720 is a third
    ("720 бала тіркелді.\n\n{} бала туыстарына берілді, барлығы 240 бала.", "Әрбір үшінші", "Әрбір алтыншы"),
]  # fmt: skip


def _wrong(folder: Path, text: str) -> list[str]:
    """What findings of class error or likely name."""
    path = folder / "report.md"
    path.write_text(f"# Report\n\n{text}\n", encoding="utf-8", newline="\n")
    return [place.text for finding in audit([path]).wrong for place in finding.places]


@pytest.mark.parametrize(("text", "right", "wrong"), STOOD_FOR)
def test_a_portion_is_what_its_count_makes_of_its_whole(tmp_path: Path, text: str, right: str, wrong: str) -> None:
    assert _wrong(tmp_path, text.format(right)) == []
    assert _wrong(tmp_path, text.format(wrong)) != []


@pytest.mark.parametrize(
    "text",
    [
        "The service employs 345 inspectors, half of them women. The offices have 690 rooms, a third of which is free.",
        "One child in three years drowned; 90 boats and 450 lifeguards were on duty.",
        "Half of the villages have no doctor, 340 persons say. The district has 510 wells.",
        "В отделах 120 ставок, треть которых не занята. В службе 480 человек.",
        "Қызметте 345 инспектор бар, олардың жартысы – әйелдер. Барлығы 690 бөлме бар.",
        "Every dollar brought half a dollar more, that is 18 million; the fund now has 54 million and had 36 million.",
    ],
)
def test_a_portion_of_something_that_is_not_counted_is_left_alone(tmp_path: Path, text: str) -> None:
    assert _wrong(tmp_path, text) == []
