"""Correct texts in which a number has another role than the nearest relation would give it."""

from __future__ import annotations

import pytest

from tests.audit.notes_measure import alarms

TABLE = (
    "Arrivals\n\n| Country | 2021 | 2022 |\n|---|---|---|\n| Peru | 12,000 | 15,000 |\n| Chad | 8,500 | 7,650 |\n\n{}\n"
)


@pytest.mark.parametrize(
    "said",
    [
        # 287 of the 819 in work: part of a part; 819 + 441 = 1,260
        "We met 1,260 returnees. Of these, 819 (65 per cent) had work. Among those in work, 287, or 35 per cent, "
        "were farming. The remaining 441 returnees had no work.",
        # 4,684 / 10,408 = 45.0 %
        "At the previous election 10,408 citizens were on the roll. Last time 4,684 of the 10,408 registered citizens "
        "voted, which was 45.0 per cent; inside the country turnout came to 61.3 per cent.",
        # 456 / 800 = 57 %
        "Күзде 1 000 адам жазылды. Көктемгі нәтиже төменірек болған: 800 адамның 456-сы өткен, бұл 57 пайыз.",
        # 1 365 - 840 = 525
        "В область приехали 8 340 человек, уехали 6 975, внутреннее сальдо положительное — 1 365 человек. Обмен с "
        "зарубежьем дал убыль 840 человек: прибыло 1 190, выбыло 2 030. Общий миграционный прирост — 525 человек.",
        # 15,000 - 12,000 = 3,000
        TABLE.format("Peru alone added 3,000 people to the 2022 count."),
    ],
)
def test_a_number_in_another_role_is_no_error(said: str) -> None:
    assert alarms(said) == []


@pytest.mark.parametrize(
    "said",
    [
        "We met 1,260 returnees. Of these, 819 had work. The remaining 414 returnees had no work.",  # 441
        "The number fell from 800 to 456, that is, by 57 per cent.",  # 43 %: the ratio, not the change
        "Внутреннее сальдо составило 1 365 человек: приехали 8 340, уехали 6 957.",  # 6 975
    ],
)
def test_the_same_words_with_an_error_are_still_found(said: str) -> None:
    assert alarms(said) != []
