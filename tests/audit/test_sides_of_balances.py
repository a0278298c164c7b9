"""The signs of balances and the words for their sides, against what came and what left."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit


def _wrong(folder: Path, text: str) -> list[str]:
    """What findings of class error or likely name."""
    path = folder / "report.md"
    path.write_text(text, encoding="utf-8", newline="\n")
    return [place.text for finding in audit([path]).wrong for place in finding.places]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        # 221,496 - 181,762 > 0; 38,914 - 43,915 < 0
        ("The CIS balance was {} (221,496 in, 181,762 out).", "positive", "negative"),
        ("With other countries it was {} (38,914 in, 43,915 out), the balance of the year.", "negative", "positive"),
        ("Net migration was {} for other states (36,680 entries, 46,445 exits).", "negative", "positive"),
        ("Сальдо по гражданам СНГ {} (прибыло 28 362, выбыло 35 597).", "отрицательное", "положительное"),
        ("ТМД азаматтары бойынша сальдо {} (40 700 адам келді, 35 590 адам кетті).", "оң", "теріс"),
        ("ТМД елдері бойынша сальдо {} (16 087 адам келді, 35 590 адам кетті).", "теріс", "оң"),
        # the word and the sign beside it
        ("В обмене с прочими странами население {} (сальдо: −39 101 чел.).", "сокращается", "растёт"),
        ("Басқа елдермен алмасуда ел халқы {} (сальдосы −1 635 адам).", "азайды", "көбейді"),
        ("In exchange with other states the country {} people (balance: −39,101).", "loses", "gains"),
        # the word between the two sides: 216,242 - 178,212 = 38,030
        ("In Q2 2022, departures (178,212) {} arrivals (216,242) by 38,030.", "fell short of", "exceeded"),
    ],
)
def test_a_word_of_the_other_side_than_its_numbers_is_a_place(
    tmp_path: Path, text: str, right: str, wrong: str
) -> None:
    assert _wrong(tmp_path, text.format(right)) == []
    assert _wrong(tmp_path, text.format(wrong)) != []


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        # 29,572 - 35,822 = -6,250
        ("Newcomers: 29,572. Leavers: 35,822. Net result: {}.", "–6,250", "+6,250"),
        ("Приезжающих: 29 572. Отъезжающих: 35 822. Чистый результат: {}.", "−6 250", "+6 250"),
        ("Келушілер: 29 572. Кетушілер: 35 822. Таза нәтиже: {}.", "−6 250", "+6 250"),
    ],
)
def test_a_balance_with_the_sign_of_the_other_side_is_a_place(
    tmp_path: Path, text: str, right: str, wrong: str
) -> None:
    assert _wrong(tmp_path, text.format(right)) == []
    assert _wrong(tmp_path, text.format(wrong)) != []


@pytest.mark.parametrize(
    "text",
    [
        "Arrivals (216,242) exceeded departures (178,212), so the balance was 38,030.",
        "There was a deficit of 6,250: 29,572 came, 35,822 left.",
        "The gap between 29,572 entries and 35,822 exits is 6,250.",
        "Arrivals fell (29,572 in, 35,822 out).",
        "The balances were −402,402, +62,680 and −12,115 in the three years.",
    ],
)
def test_correct_balances_raise_no_alarm(tmp_path: Path, text: str) -> None:
    assert _wrong(tmp_path, text) == []


def test_fewer_than_before_is_no_comparison_of_the_two_sides(tmp_path: Path) -> None:
    text = "В 2023 году приехавших стало больше – 4 631, а уехавших меньше – 3 975, и сальдо составило плюс 656."

    assert _wrong(tmp_path, text) == []


# 18,877 - 17,242 = 1,635; 5,310 - 3,984 = 1,326; 2,762.2 - 418.6 = 2,343.6; 3 914 - 4 208 = -294
@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("All in all 18,877 in-migrants and 17,242 out-migrants yield a balance of {}1,635.", "+", "−"),
        ("In: 5,310. Out: 3,984. Balance: {}1,326.", "+", "−"),
        ("Transfers into the country made 2,762.2 million, transfers abroad 418.6 million. The {} is 2,343.6 million.",
         "surplus", "deficit"),
        ("Из-за рубежа в город переехали 3 914 человек, за рубеж уехали 4 208. {} сальдо составило 294 человека.",
         "Отрицательное", "Положительное"),
        ("Төрт аудан бойынша 8 300 адам келіп, 7 770 адам кетті, жалпы баланс {}530.", "+", "−"),
        ("Елге 2 762,2 млн доллар түсті, сыртқа 418,6 млн доллар кетті. {} сальдо 2 343,6 млн доллар.", "Оң", "Теріс"),
    ],
)  # fmt: skip
def test_the_side_of_a_balance_follows_from_the_words_of_its_two_numbers(tmp_path, text, right, wrong):
    assert _wrong(tmp_path, text.format(right)) == []
    assert len(_wrong(tmp_path, text.format(wrong))) >= 1
