"""Words of direction against the two values whose change they tell, in the sentence itself and in the one before."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit


def _wrong(folder: Path, text: str) -> list[str]:
    """What findings of class error or likely name."""
    path = folder / "report.md"
    path.write_text(f"# Report\n\n{text}\n", encoding="utf-8", newline="\n")
    return [place.text for finding in audit([path]).wrong for place in finding.places]


# (546.0 - 623.7) / 623.7 = -12.5%; 607.1 / 399.6 = 1.52; (30,034 - 30,334) / 30,334 = -1.0%;
# (26,278 - 21,987) / 21,987 = 19.5%; (46,623 - 69,697) / 69,697 = -33.1%; (2,970,980 - 2,832,192) / 2,832,192 = 4.9%
DIRECTIONS = [
    (
        "Households were sent 546.0 million dollars; a year ago it was 623.7 million. The sum {} by 12.5%.",
        "shrank",
        "grew",
    ),
    ("Домохозяйствам прислали 607,1 млн долларов, годом ранее 399,6 млн. Сумма {} в 1,5 раза.", "выросла", "упала"),
    ("Въехало 30 034 человека. Годом ранее таких было 30 334, поток {} на 1,0 процента.", "поредел", "окреп"),
    ("Въехало 2 970 980 человек. Против 2 832 192 годом ранее это {} на 4,9 процента.", "рост", "спад"),
    ("Елге 26 278 адам келді. Бір жыл бұрын 21 987 адам келген; олардың саны 19,5 пайызға {}.", "артты", "кеміді"),
    (
        "Қалған 46 623 адам Қытайдан келді. Бір жыл бұрын олар 69 697 болған, бұл лек 33,1 пайызға {}.",
        "селдіреді",
        "өсті",
    ),
]


@pytest.mark.parametrize(("text", "right", "wrong"), DIRECTIONS)
def test_a_word_of_direction_agrees_with_the_values_of_the_sentence_before(
    tmp_path: Path, text: str, right: str, wrong: str
) -> None:
    assert _wrong(tmp_path, text.format(right)) == []
    assert _wrong(tmp_path, text.format(wrong)) == [wrong]


def test_the_word_that_leads_to_two_values_speaks_of_them_whatever_follows(tmp_path: Path) -> None:
    text = "The inflow {} from 32,623 to 26,513, a fall of nineteen per cent year on year."  # -18.7%
    assert _wrong(tmp_path, text.format("ebbed")) == []
    assert _wrong(tmp_path, text.format("swelled")) == ["swelled"]


@pytest.mark.parametrize(
    "text",
    [
        # the change is that of something that the text does not give: no two values make its size
        "A total of 30,034 people came. A year earlier it was 28,334. Departures fell by 7.2%.",
        # two values a year apart, and the change of the year after, which happens to have no pair
        "In 2022 it was 1,200 and in 2023 it was 1,500. In 2024 the number fell by 31.0%.",
    ],
)
def test_a_change_of_other_values_has_any_direction(tmp_path: Path, text: str) -> None:
    assert _wrong(tmp_path, text) == []


# 20,977 - 29,438 = -8,461; 54,318 - 61,207 = -6,889; 25,411 - 31,987 = -6,576; 26,278 - 32,662 = -6,384
COMPARED = [
    ("20,977 people came in and 29,438 went out; in other words, the country {} 8,461 people.", "lost", "gained"),
    (
        "There were 54,318 live births and 61,207 deaths. {} by 6,889.",
        "Deaths exceeded births",
        "Births exceeded deaths",
    ),
    (
        "20,977 people crossed into the country and 29,438 left: {}, by 8,461.",
        "more left than came",
        "more came than left",
    ),
    ("Прибыло 25 411 человек, выбыло 31 987. Выбыло {}, чем прибыло, на 6 576.", "больше", "меньше"),
    (
        "2026 жылғы қыркүйекте елге 26 278 адам кірді, елден 32 662 адам шықты: келгендер кеткендерден {}.",
        "аз болды",
        "көп болды",
    ),
]


@pytest.mark.parametrize(("text", "right", "wrong"), COMPARED)
def test_what_is_said_to_be_more_is_more(tmp_path: Path, text: str, right: str, wrong: str) -> None:
    assert _wrong(tmp_path, text.format(right)) == []
    found = _wrong(tmp_path, text.format(wrong))
    assert len(found) == 1
    assert found[0] in wrong


# (52,410 - 38,200) / 38,200 = 37.2%; (87,020 - 91,760) / 91,760 = -5.2%; 31,880 - 29,340 = 2,540
TABLE = """

| Citizenship | Q3 2023 | Q3 2024 |
|---|---:|---:|
| Russia | 91,760 | 87,020 |
| China | 38,200 | 52,410 |
| Poland | 29,340 | 31,880 |
"""


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("Arrivals from Russia {} by 5.2%.", "declined", "increased"),
        ("Arrivals from China {} by 37.2%.", "mushroomed", "withered"),
        ("Poland recorded {} of 2,540 persons.", "a modest increase", "a modest decrease"),
    ],
)
def test_a_word_of_direction_agrees_with_the_table_row_of_its_country(
    tmp_path: Path, text: str, right: str, wrong: str
) -> None:
    assert _wrong(tmp_path, text.format(right) + TABLE) == []
    assert [w in wrong for w in _wrong(tmp_path, text.format(wrong) + TABLE)] == [True]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        # one value is the base: (291,191 - 402,346) / 402,346 = -28%, the other way round it would be 38%
        (
            "Приезжающих {} на двадцать восемь процентов за год (было 402 346, стало 291 191).",
            "убавилось",
            "прибавилось",
        ),
        # (1,245.6 - 1,356.9) / 1,356.9 = -8.2%
        (
            "Remittances came to USD 1,245.6 million, 8.2% {} a year earlier (USD 1,356.9 million).",
            "less than",
            "more than",
        ),
        # (5,311 - 5,194) / 5,194 = 2.3%
        ("Қайтыс болғандар саны 5 311 адам болып, 2,3%-ға {} (2023 жылы – 5 194).", "өсті", "кеміді"),
    ],
)
def test_words_around_the_values_of_one_sentence_say_which_came_first(
    tmp_path: Path, text: str, right: str, wrong: str
) -> None:
    assert _wrong(tmp_path, text.format(right)) == []
    assert len(_wrong(tmp_path, text.format(wrong))) == 1


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("Arrivals were 482,310 and departures 451,870, giving {} of 30,440.", "a net inflow", "a net outflow"),
        ("Прибыло 482,3 тыс. человек. Выбыло 451,9 тыс. Миграционный {} составил 30,4 тыс.", "прирост", "отток"),
        ("Елге 482,3 мың адам келді. Елден 451,9 мың адам кетті. Көші-қон айырымы {} – 30,4 мың.", "оң", "теріс"),
    ],
)
def test_a_net_gain_is_no_net_loss(tmp_path: Path, text: str, right: str, wrong: str) -> None:
    assert _wrong(tmp_path, text.format(right)) == []  # 482,310 - 451,870 = 30,440
    assert len(_wrong(tmp_path, text.format(wrong))) == 1


# 9,240 - 8,500 = 740 = 8.0% of 9,240; 12 300 - 11 000 = 1 300 = 10.6%; 20 000 - 11 600 = 8 400 = 42%;
# 4 820 : 4 110 = 1.173; 27,500 - 18,700 = 8,800 = 32% of 27,500
@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (
            "Since January 8,500 people got the status. In the same period of last year 9,240 did. "
            "The {} amounts to 8.0 percent.",
            "decline",
            "growth",
        ),
        (
            "18,700 people are away. At the peak there were 27,500. 8,800 went home, the number has {} by 32 %.",
            "fallen",
            "risen",
        ),
        (
            "Выдано 11 000 разрешений.\n\nГодом ранее было выдано 12 300 разрешений. {} составило 10,6 %.",
            "Снижение",
            "Увеличение",
        ),
        (
            "В этом квартале записалось 4 820 человек. В том же квартале прошлого года – 4 110. {} составил 17,3 %.",
            "Рост",
            "Спад",
        ),
        (
            "Үйінен тыс жүргендер 11 600 адам. Шарықтау шегінде 20 000 адам болған. "
            "8 400 адам үйіне оралды, көшірілгендер саны 42%-ға {}.",
            "азайды",
            "артты",
        ),
    ],
)
def test_the_earlier_value_may_stand_a_sentence_before_its_change(
    tmp_path: Path, text: str, right: str, wrong: str
) -> None:
    assert _wrong(tmp_path, text.format(right)) == []
    assert wrong in _wrong(tmp_path, text.format(wrong))


# 460.6 − 400.6 = 60.0, and 60.0 / 400.6 = 15.0 %; 6 440 − 5 600 = 840, and 840 / 5 600 = 15,0 %
_OUTFLOW = "| Quarter | Inflow, USD million | Outflow, USD million |\n|---|---:|---:|\n| I | 700.4 | 210.2 |\n| II | 810.7 | 250.4 |\n| Half-year | 1,511.1 | 460.6 |\n| For comparison: half-year 2022 | 1,620.3 | 400.6 |\n"  # noqa: E501


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (f"{_OUTFLOW}\nOutflow at the same time {{}} by USD 60.0 million, or by 15.0%.", "grew", "shrank"),
        (
            "Во втором квартале 2024 года оформлен выезд 6 440 работников. Год назад, во II квартале 2023 года, уехали "
            "5 600 человек; {} к тому уровню составил 840 человек (15,0 %).",
            "прирост",
            "спад",
        ),
    ],
)
def test_a_number_and_its_percentage_say_from_where_to_where(tmp_path: Path, text: str, right: str, wrong: str) -> None:
    assert _wrong(tmp_path, text.format(right)) == []
    assert wrong in _wrong(tmp_path, text.format(wrong))
