"""What words split a number into, and whether it adds up."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit
from mtm.audit.meaning.opposites import denied, opposed

NBSP = "\N{NO-BREAK SPACE}"


def _rules(folder: Path, text: str) -> list[str]:
    path = folder / "report.md"
    path.write_text(f"# Report\n\n{text}\n", encoding="utf-8", newline="\n")
    return [f.rule for f in audit([path]).wrong]


# each text with its right number and one that a slip made of it; the working stands beside
SPLITS = [
    (  # 4,320 - 1,210
        "Officers counted 48 villages and 4,320 households. Only 1,210 of the households live in a "
        "camp; the other {} stay with hosts.",
        "3,110",
        "3,710",
    ),
    (  # 1,072 - 634 - 197
        "Of the 1,072 persons, 634 left after a notice, {} were escorted out and the remaining 197 may stay.",
        "241",
        "214",
    ),
    (  # 15,204 - 8,377
        "The register holds 15,204 names. Women account for 8,377 of these and men for {}.",
        "6,827",
        "6,327",
    ),
    ("1,562 people answered. 1,093 of them said yes and {} said no.", "469", "489"),  # 1,562 - 1,093
    ("We asked 1,750 returnees. Today 980 are in debt and {} are not.", "770", "870"),  # 1,750 - 980
    ("- Applications lodged: 6,318\n- Decided: 4,207\n- Still pending: {}", "2,111", "2,711"),  # 6,318 - 4,207
    (  # 1,274 - 530 - 328
        "The 1,274 beds are spread over three sites: 530 in Altham, {} in Borrow and 328 in Carne.",
        "416",
        "446",
    ),
    ("За квартал рассмотрено 2 974 ходатайства: одобрено {}, отказано по 1 136.", "1 838", "1 388"),  # 2 974 - 1 136
    (  # 162 - 71 - 58
        "Остальных 540 направили к врачу, он положил 162 из них. Среди госпитализированных 71 ребёнок, "
        "58 женщин и {} мужчины.",
        "33",
        "53",
    ),
    ("В лагере зарегистрировано 3 418 человек. Взрослых {}, детей 1 264.", "2 154", "2 854"),  # 3 418 - 1 264
    (  # 4 812 - 2 965
        "Из нынешних 4 812 студентов {} учатся за счёт бюджета, прочие 2 965 платят сами.",
        "1 847",
        "1 247",
    ),
    ("Опрошено 1 100 человек. Договор есть у {}, у 364 договора нет.", "736", "786"),  # 1 100 - 364
    ("Орталыққа 2 974 өтініш түсті. Оның {}-і мақұлданды, 1 136-сы қабылданбады.", "1 838", "1 388"),
    ("Осы 4 812 студенттің {}-і грантпен оқиды, қалған 2 965-і ақылы бөлімде.", "1 847", "1 247"),
    ("Лагерьде 3 418 адам тұрады. Ересектер – {}, балалар – 1 264.", "2 154", "2 854"),
    ("2 360 келушінің 1 485-і құрылыста, 540-ы саудада, қалған {}-і басқа салаларда істейді.", "335", "835"),
]


@pytest.mark.parametrize(("text", "right", "wrong"), SPLITS)
def test_parts_that_leave_nothing_over_make_up_their_whole(tmp_path: Path, text: str, right: str, wrong: str) -> None:
    assert _rules(tmp_path, text.format(right)) == []
    assert _rules(tmp_path, text.format(wrong)) != []


# 634 + 241 + 197 = 1,072, this year's; 780 + 420 = 1 200.
STALE = [
    "In 2023 the service found 1,072 persons; in 2022 it had found 1,395. Of the {} persons, 634 "
    "left, 241 were escorted and 197 may stay.",
    "Поступило 1 200 заявлений; годом ранее было 1 365. Из {} заявителей 780 мужчин и 420 женщин.",
]


@pytest.mark.parametrize("text", STALE)
def test_a_whole_of_last_year_is_none_of_the_parts_of_this_year(tmp_path: Path, text: str) -> None:
    new, old = ("1,072", "1,395") if text is STALE[0] else ("1 200", "1 365")
    assert _rules(tmp_path, text.format(new)) == []
    assert _rules(tmp_path, text.format(old)) != []


SILENT = [
    "Of the 1,200 permits, 480 went to builders and 320 to drivers.",
    "Of the 2,000 people, 1,200 spoke English and 900 Russian.",
    "Of the 1,000 respondents, 620 named work, 480 named family and 200 named study; several answers were possible.",
    "The programme trained 4,500 people. In 2021 it was 1,380, in 2022 2,075 and in 2023 1,860.",
    "The town had 3,500 foreign residents in 2022. In 2023 there were 2,100 men and 1,900 women.",
    "Of the 900 families, 400 have children. Of these children, 300 go to school and 250 do not.",
    "The centre helped 640 people in May, 320 men and 290 women; 30 did not give their sex.",
    "Some 5,400 came in spring. 3,200 arrived by train, 1,100 left by bus, and the rest, 2,200, stayed.",
    "Поступило 3 418 заявлений. Одобрено 1 788, отказано в 1 030 случаях, остальные рассматриваются.",
    "Опрошено 1 000 человек. Из них 620 говорят по-русски, 480 по-казахски и 100 по-узбекски.",
    "1 200 рұқсаттың 480-і құрылысшыларға, 320-сы жүргізушілерге берілді.",
    "Өткен жылы 3 418 өтініш түсті. Биыл 1 788-і мақұлданды, 1 030-ы қабылданбады.",
]


@pytest.mark.parametrize("text", SILENT)
def test_parts_that_may_leave_something_over_or_overlap_are_not_judged(tmp_path: Path, text: str) -> None:
    assert _rules(tmp_path, text) == []


def test_two_sides_of_one_thing_are_known_in_three_languages() -> None:
    assert opposed("788 were granted", "1,088 were refused")
    assert opposed("одобрено", "отказано")
    assert opposed("ересектер", "балалар")
    assert opposed("сдали экзамен", "не сдали")
    assert not opposed("arrived", "departed")
    assert not opposed("granted to men", "granted to builders")


def test_a_not_that_denies_other_words_is_no_other_side() -> None:
    assert denied("people were in debt", " were not.")
    assert not denied("people were in debt", " did not go to school last winter because of snow.")
