"""Multiples in words and digits against the two values beside them, in three languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit


def _wrong(folder: Path, text: str) -> list[str]:
    """What findings of class error or likely name."""
    path = folder / "report.md"
    path.write_text(f"# Report\n\n{text}\n", encoding="utf-8", newline="\n")
    return [place.text for finding in audit([path]).wrong for place in finding.places]


# 6,324 / 2,040 = 3.1; 3,120 / 4,160 = 0.75, a quarter less; 1,212 / 596 = 2.03
MULTIPLES = [
    ("Arrivals rose {} times, from 2,040 to 6,324 persons.", "3.1", "5.1 times", "5.1"),
    ("Departures {} from 596 to 1,212 persons.", "doubled", "tripled", "tripled"),
    ("Exits fell {}, from 4,160 to 3,120 persons.", "by a quarter", "by a third", "by a third"),
    ("Число прибывших выросло в {} раза: с 2 040 до 6 324 человек.", "3,1", "2,1 раза", "2,1"),
    ("Выдано 3 120 разрешений, что {} меньше, чем годом ранее (4 160).", "на четверть", "на треть", "на треть"),
    ("Келгендер саны 2 040 адамнан 6 324 адамға дейін {} есе өсті.", "3,1", "2,1 есе", "2,1"),
    ("Кеткендер саны 4 160 адамнан 3 120 адамға дейін {} азайды.", "төрттен біріне", "үштен біріне", "үштен біріне"),
]


@pytest.mark.parametrize(("text", "right", "place", "wrong"), MULTIPLES)
def test_a_multiple_must_be_what_the_two_values_make(
    tmp_path: Path, text: str, right: str, place: str, wrong: str
) -> None:
    assert _wrong(tmp_path, text.format(right)) == []
    assert _wrong(tmp_path, text.format(wrong)) == [place]


def test_a_multiple_is_checked_against_the_row_that_its_sentence_names(tmp_path: Path) -> None:
    table = "| Country | 2022 | 2023 |\n|---|---|---|\n| India | 2,040 | 6,324 |\n| China | 1,880 | 1,911 |\n"
    text = "Arrivals from India rose {} times.\n\n" + table
    assert _wrong(tmp_path, text.format("3.1")) == []
    assert _wrong(tmp_path, text.format("4.1")) == ["4.1 times"]


@pytest.mark.parametrize(
    "text",
    [
        "Trips doubled, while arrivals rose from 100 to 120 thousand.",  # two changes
        "Arrivals rose more than 3 times, from 2,040 to 6,934 persons.",  # 3.4
        "Arrivals nearly doubled, from 2,040 to 3,780 persons.",  # 1.85
        "Departures halved, from 4,160 to 2,080 persons.",
        "Число выбывших сократилось вдвое, с 4 160 до 2 080 человек.",
    ],
)
def test_what_a_multiple_may_mean_is_no_error(tmp_path: Path, text: str) -> None:
    assert _wrong(tmp_path, text) == []


KINDS = "1) {0} – 2,436 (56 %);\n2) {1} – 1,566 (36 %);\n3) {2} – 348 (8 %).\n\n"
PRICES = "- {0} – 70;\n- {1} – 350;\n- {2} – 50.\n\n"
COMPARED = [  # 2,436 / 348 = 7
    (
        KINDS.format("spouses", "children", "parents")
        + "There are {} times as many spouses as parents; children second.",
        "seven",
        "five",
    ),
    (
        KINDS.format("супруги", "дети", "родители").replace(",", " ")
        + "Супругов, стало быть, в {} раз больше, чем родителей, а дети занимают второе место.",
        "семь",
        "пять",
    ),
    (
        KINDS.format("ерлі-зайыптылар", "балалар", "ата-аналар").replace(",", " ")
        + "Ерлі-зайыптылар ата-аналардан {} есе көп, балалар екінші орында.",
        "жеті",
        "үш",
    ),
    (  # 350 / 70 = 5 and 350 / 50 = 7
        PRICES.format("ремонт", "квартира", "модуль").replace(";", " тыс. руб.;").replace("50.", "50 тыс. руб.")
        + "Квартира {} дороже ремонта и всемеро дороже модуля.",
        "впятеро",
        "втрое",
    ),
]


@pytest.mark.parametrize(("text", "right", "wrong"), COMPARED)
def test_a_multiple_of_two_names_is_what_their_list_makes(tmp_path: Path, text: str, right: str, wrong: str) -> None:
    assert _wrong(tmp_path, text.format(right)) == []
    assert _wrong(tmp_path, text.format(wrong)) != []


@pytest.mark.parametrize(
    "text",
    [
        PRICES.format("a repair", "a flat", "a module") + "A flat takes three times longer than a repair.",
        PRICES.format("Serbia", "Germany", "Poland") + "Prices in Germany are three times higher than in Serbia.",
        KINDS.format("супруги", "дети", "родители") + "Отказов супругам втрое больше, чем родителям.",
        PRICES.format("жөндеу", "пәтер", "модуль") + "Пәтер жөндеуден үш есе ұзақ салынады.",
    ],
)
def test_a_multiple_of_something_that_the_list_does_not_give_is_left_alone(tmp_path: Path, text: str) -> None:
    assert _wrong(tmp_path, text) == []


def test_a_multiple_in_so_many_years_is_what_the_last_year_and_that_before_make(tmp_path: Path) -> None:
    text = (
        "За три года справку взяли 2 295 врачей: 620 в 2022-м, 745 в 2023-м, 930 в 2024-м. За два года спрос вырос {}."
    )
    assert _wrong(tmp_path, text.format("в полтора раза")) == []  # 930 / 620 = 1.5
    assert _wrong(tmp_path, text.format("в три раза")) != []
