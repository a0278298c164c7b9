"""So much for each: the sum, the number of those who got it, and what came to one of them."""

from __future__ import annotations

import pytest

from tests.audit.notes_measure import alarms

# 18,000 × 3,400 = 61.2 million; 70,000 × 4,966 = 347.62 million; 18,000 × 1,400 = 25.2 million;
# 9.38 million / 1,876 = 5,000; 45,000 × 820 = 36.9 million; 12,500 × 640 = 8 million; 2,496 × 1,250 = 3.12 million
SAID = [
    (
        "By 31 December 3,400 had landed.\n\nThe 3,400 persons were housed. The costs came to 61.2 million crowns, or "
        "18,000 crowns per person.",
        "61.2 million",
        "61.2 thousand",
    ),
    (
        "The scheme returned 1,876 persons. It cost EUR 9.38 million, EUR 5,000 for each person.",
        "9.38 million",
        "9.38 thousand",
    ),
    (
        "Grants went to 820 families: 36.9 million tenge, 45,000 tenge to every family.",
        "45,000 tenge",
        "45,000 thousand tenge",
    ),
    (
        "Исполнено 4 966 решений. Израсходовано 347,62 млн руб., или 70 000 руб. на одного человека.",
        "347,62 млн",
        "347,62 тыс.",
    ),
    (
        "Прибыли 2 600 человек. Расходы составили 46,8 млн крон, по 18 000 крон на прибывшего.",
        "18 000 крон",
        "18 000 тыс. крон",
    ),
    ("Пособие получили 640 семей, всего 8 млн тенге, по 12 500 тенге на семью.", "8 млн", "8 тыс."),
    ("Келгені 1 400 адам. Шығын 25,2 млн крон болды, бір адамға 18 000 крон.", "18 000 крон", "18 000 мың крон"),
    (
        "Жәрдемақыны 1 250 отбасы алды. Барлығы 3,12 млн теңге, әр отбасыға 2 496 теңге.",
        "2 496 теңге",
        "2 496 мың теңге",
    ),
]


@pytest.mark.parametrize(("text", "right", "wrong"), SAID)
def test_what_came_to_each_raises_nothing_where_it_is_right(text: str, right: str, wrong: str) -> None:
    assert alarms(text) == []


@pytest.mark.parametrize(("text", "right", "wrong"), SAID)
def test_a_sum_or_a_mean_in_the_wrong_scale_is_found(text: str, right: str, wrong: str) -> None:
    assert right in text
    assert alarms(text.replace(right, wrong)) != []


@pytest.mark.parametrize(
    "text",
    [
        "The fee is 25,000 tenge per person. The office collected 18.4 million tenge in 2024 and issued 1,315 cards.",
        "The rent is 60 thousand tenge per family. 820 families came; the fund has 36.9 million tenge.",
        "Пособие – 70 000 руб. на одного человека. Программа на 347,62 млн руб. рассчитана на три года; прибыли 1 966.",
        "Бір адамға 18 000 теңге беріледі. Қорда 25,2 млн теңге бар, биыл 1 900 адам келді.",
    ],
)
def test_a_fee_or_an_allowance_for_each_is_no_mean_of_another_sum(text: str) -> None:
    assert alarms(text) == []
