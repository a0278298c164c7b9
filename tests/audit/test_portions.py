"""Portions in words against the percentage that restates them, in three languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit


def _wrong(folder: Path, text: str) -> list[str]:
    """What findings of class error or likely name."""
    path = folder / "report.md"
    path.write_text(f"# Report\n\n{text}\n", encoding="utf-8", newline="\n")
    return [place.text for finding in audit([path]).wrong for place in finding.places]


PORTIONS = [
    ("More than half of the arrivals ({}%) came by road.", "52.8", "48.2", "More than half"),
    ("Children make up more than half of the displaced: {}%.", "51.0", "45.1", "more than half"),
    ("One third of the permits ({}%) were renewed.", "33.4", "43.3", "One third"),
    ("Women were less than half of the arrivals ({}%).", "47.1", "57.1", "less than half"),
    ("Более половины прибывших ({}%) приехали на поезде.", "52,8", "48,2", "Более половин"),
    ("Треть разрешений ({} %) была продлена.", "33,4", "43,3", "Треть"),
    ("Менее половины патентов ({} %) выдано в столице.", "47,1", "57,1", "Менее половины"),
    ("Келгендердің жартысынан астамы ({}%) облыс ішінде қоныс аударғандар.", "52,8", "48,2", "жартысынан астамы"),
    ("Рұқсаттардың төрттен бірі ({}%) ұзартылды.", "25,3", "35,3", "төрттен бірі"),
]


@pytest.mark.parametrize(("text", "right", "wrong", "word"), PORTIONS)
def test_a_portion_in_words_agrees_with_its_percentage(
    tmp_path: Path, text: str, right: str, wrong: str, word: str
) -> None:
    assert _wrong(tmp_path, text.format(right)) == []
    found = _wrong(tmp_path, text.format(wrong))
    assert len(found) == 1
    assert word in found[0]


@pytest.mark.parametrize(
    "text",
    [
        "Half of the arrivals came by road, 23% of them with children.",
        "Half of the arrivals came by road; the others (12%) flew.",
        "Half of them came from Russia (22%), China (17%) and India (11%).",
        "In the first half of 2024 the share of women grew (48.1%).",
        "Almost half of the permits (46.9%) were renewed.",
        "Около трети разрешений (36,1 %) было продлено.",
    ],
)
def test_a_portion_of_something_else_is_no_error(tmp_path: Path, text: str) -> None:
    assert _wrong(tmp_path, text) == []


# Another sentence gives the percentage: the one before it, or one about the same country.
ELSEWHERE = [
    ("CIS states gave {}% of the arrivals. That is close to two thirds of everyone who came.", "64.1", "43.1", "close"),
    ("{}% of the arrivals were citizens of Poland.\n\nPoland sent roughly a quarter of them.", "25.2", "38.2", "rough"),
    ("На Узбекистан пришлось {}% прибывших. Это чуть более половины приезжих.", "52,3", "38,2", "чуть более"),
    ("Келгендердің {}%-ы ТМД елдерінен. Бұл олардың үштен біріне жуығы.", "31,9", "52,4", "үштен"),
]


@pytest.mark.parametrize(("text", "right", "wrong", "word"), ELSEWHERE)
def test_a_portion_agrees_with_the_percentage_that_another_sentence_gives(
    tmp_path: Path, text: str, right: str, wrong: str, word: str
) -> None:
    assert _wrong(tmp_path, text.format(right)) == []
    assert [word in w for w in _wrong(tmp_path, text.format(wrong))] == [True]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("Two in five arrivals ({}%) were women.", "39.2", "51.0"),
        ("One in every four permits ({}%) was renewed.", "25.4", "31.0"),  # a quarter is 22.5 to 27.5
        ("The bulk of the visas ({}%) went to students.", "61.2", "31.2"),
        ("Almost half of the visas ({}%) went to students.", "47.5", "17.5"),
        ("Каждый пятый патент ({} %) выдан в столице.", "19,3", "31,3"),
        ("Двое из пяти прибывших ({} %) – женщины.", "41,0", "51,0"),
        ("Келгендердің бестен екісі ({}%) – әйелдер.", "39,8", "51,0"),
    ],
)
def test_portions_have_many_names(tmp_path: Path, text: str, right: str, wrong: str) -> None:
    assert _wrong(tmp_path, text.format(right)) == []
    assert len(_wrong(tmp_path, text.format(wrong))) == 1


# Almost two thirds: 59.2 to 67.3 per cent; the word before the portion is a part of what is wrong.
@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (
            "{} of transfers came from Poland – 1,801.9 million dollars (64.0%).",
            "Almost two thirds",
            "Almost three quarters",
        ),
        (
            "{} of all displaced persons (52%, or 165,590 people) live in host families.",
            "Just over half",
            "Just under half",
        ),
        ("{} поступлений обеспечила Польша – 1 801,9 млн долл. (64,0%).", "Почти две трети", "Почти три четверти"),
    ],
)
def test_a_portion_is_read_before_its_count_and_share(tmp_path: Path, text: str, right: str, wrong: str) -> None:
    assert _wrong(tmp_path, text.format(right)) == []
    assert _wrong(tmp_path, text.format(wrong)) == [wrong]


# 10,190 of 21,450 are 47.5 per cent; 247 of 412 are 60.0.
COUNTED = [
    ("In May 21,450 permits were issued. Farms took {} of them (10,190 permits).", "almost half", "more than half"),
    (
        "A total of 412 persons applied. Afghan nationals lodged 247 applications, i.e. {}.",
        "three in five",
        "two in five",
    ),
    (
        "В мае выдано 21 450 разрешений. На стройки пришлась {} из них (10 190 разрешений).",
        "почти половина",
        "почти треть",
    ),
    ("Мамырда 21 450 рұқсат берілді. Құрылыс 10 190 рұқсат алды, яғни {}.", "жартысына жуығы", "үштен бірі"),
]


@pytest.mark.parametrize(("text", "right", "wrong"), COUNTED)
def test_a_portion_agrees_with_its_count_and_the_whole(tmp_path: Path, text: str, right: str, wrong: str) -> None:
    assert _wrong(tmp_path, text.format(right)) == []
    assert _wrong(tmp_path, text.format(wrong)) == [wrong]


def test_a_portion_of_a_whole_that_is_printed_nowhere_is_no_error(tmp_path: Path) -> None:
    assert (
        _wrong(tmp_path, "In May 2,310 permits were refused. Farms took more than half of those issued (10,190).") == []
    )


# 6,480 of 8,640 are three quarters; 13,000 of 26,000 a half; 315 of 1,260 a quarter; 450 of 600 three quarters
PLAIN = [
    (
        "The line answered 8,640 calls, after 7,920 in 2022. {} of the callers, 6,480, were women.",
        "Three quarters",
        "Two thirds",
    ),
    (
        "In 2022 there were 480 and in 2023 there were 600. {} of the entrants of 2023, 450 people, were women.",
        "Three quarters",
        "Half",
    ),
    (
        "В 2022 году пришли 480 человек, в 2023 году 600. {} пришедших 2023 года, 450 человек, — женщины.",
        "Три четверти",
        "Треть",
    ),
    (
        "2021 жылы 20 000 адам, 2022 жылы 26 000 адам оқыды. Студенттердің {}, 13 000 адам, қалада тұрады.",
        "жартысы",
        "төрттен бірі",
    ),
    (
        "- зерттеуге 1 260 отбасы қатысты;\n- отбасылардың {}, яғни 315 отбасының, жеке үйі бар.",
        "төрттен бірінің",
        "үштен екісінің",
    ),
]


@pytest.mark.parametrize(("text", "right", "wrong"), PLAIN)
def test_a_portion_is_not_another_plain_portion_of_a_number_nearby(
    tmp_path: Path, text: str, right: str, wrong: str
) -> None:
    assert _wrong(tmp_path, text.format(right)) == []
    assert any(wrong in found for found in _wrong(tmp_path, text.format(wrong)))


def test_a_portion_of_what_a_number_of_another_unit_counts_is_left_alone(tmp_path: Path) -> None:
    """32 of 128 are a quarter, though 32 are a third of 96."""
    text = "В 2021 году выезжали 96 раз, в 2023-м 128 раз. Четверть вызовов 2023 года, 32, ложные, прочих было 96."

    assert _wrong(tmp_path, text) == []
