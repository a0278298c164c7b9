"""A number of a list in another scale word than the sum of the list allows."""

from __future__ import annotations

import pytest

from tests.audit.notes_measure import alarms


# 14.2 + 21.9 + 27.6 = 63.7; 14.2 + 9.6 + 6.2 = 30.0
@pytest.mark.parametrize(
    "said",
    [
        (
            "In 2021 it was 14.2 thousand, in 2022 21.9 thousand, in 2023 27.6 thousand. In three "
            "years 63.7 thousand applied in all."
        ),
        (
            "The fund paid EUR 14.2 million for returns, EUR 9.6 million for courses and EUR 6.2 "
            "million for equipment, in all EUR 30.0 million."
        ),
        (
            "The fund paid EUR 1.2 billion for returns, EUR 9.6 million for courses and EUR 6.2 "
            "million for equipment. Overheads were 30.0 million."
        ),
        "2021 жылы 14,2 мың, 2022 жылы 21,9 мың, 2023 жылы 27,6 мың өтініш түсті. Үш жылда барлығы 63,7 мың.",
        "В 2021 году поступило 14,2 тыс., в 2022 — 21,9 тыс., в 2023 — 27,6 тыс. заявлений. За три года — 63,7 тыс.",
    ],
)
def test_a_list_in_one_scale_and_its_sum_are_left_alone(said: str) -> None:
    assert alarms(said) == []


@pytest.mark.parametrize(
    "said",
    [
        (
            "In 2021 it was 14.2 thousand, in 2022 21.9 thousand, in 2023 27.6 million. In three years "
            "63.7 thousand applied in all."
        ),
        (
            "The fund paid EUR 14.2 million for returns, EUR 9.6 thousand for courses and EUR 6.2 "
            "million for equipment, in all EUR 30.0 million."
        ),
        "2021 жылы 14,2 мың, 2022 жылы 21,9 млн, 2023 жылы 27,6 мың өтініш түсті. Үш жылда барлығы 63,7 мың.",
        "В 2021 году поступило 14,2 тыс., в 2022 — 21,9 млн, в 2023 — 27,6 тыс. заявлений. За три года — 63,7 тыс.",
        (
            "Фонд потратил 14,2 млн долларов на выплаты, 9,6 млрд долларов на курсы и 6,2 млн долларов "
            "на технику, всего 30,0 млн долларов."
        ),
    ],
)
def test_a_wrong_scale_word_in_a_list_is_found(said: str) -> None:
    assert "scale_word" in {f.rule for f in alarms(said)}
