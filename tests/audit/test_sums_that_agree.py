"""Two sums that make one value, and the number before them that is another."""

from __future__ import annotations

import pytest

from tests.audit.notes_measure import alarms

# 14,200 + 9,650 + 6,380 + 3,120 = 33,350 = 26,135 + 7,215; 3,110 + 2,260 + 500 = 5,870 = 3,522 + 1,409 + 939
SAID = {
    "en": (
        "They estimate that 33,350 people were displaced by the water.\n\n- Sohar: 14,200\n- Belan: 9,650\n"
        "- Imer: 6,380\n- Tuva: 3,120\n\nHouseholds shelter 26,135 of these people, barracks 7,215.",
        "33,350",
        "36,350",
    ),
    "ru": (
        "Вода выгнала из домов 33 350 человек.\n\n- Сохар – 14 200\n- Белан – 9 650\n- Имер – 6 380\n- Тува – 3 120\n\n"
        "Дома дали приют 26 135 людям, казармы 7 215.",
        "33 350",
        "36 350",
    ),
    "kk": (
        "Су 33 350 адамды үйінен қуды.\n\n- Сохар – 14 200\n- Белан – 9 650\n- Имер – 6 380\n- Тува – 3 120\n\n"
        "Үйлер 26 135 адамды, казармалар 7 215 адамды қабылдады.",
        "33 350",
        "36 350",
    ),
    "kk, quarters and origin": (  # 342 + 418 + 375 + 521 = 1,656 = 1,190 + 466
        "Бірінші тоқсанда 342, екіншісінде 418, үшіншісінде 375, төртіншісінде 521 адам азаматтық алды. Жыл бойы 1 656 "
        "адам ел азаматы атанды.\n\nОлардың 1 190-ы көршілес елдерден, 466-сы алыс шетелден келген.",
        "1 656",
        "1 756",
    ),
    "en, status and kin": (
        "The consulates registered 5,870 applications. 3,522 were granted. 1,409 were refused, and 939 had not been "
        "decided.\n\nBy kin:\n\n- spouses filed 3,110 applications;\n- minor children, 2,260;\n- parents, 500.",
        "5,870",
        "6,270",
    ),
}


@pytest.mark.parametrize("said", list(SAID))
def test_two_sums_that_make_their_number_raise_nothing(said: str) -> None:
    assert alarms(SAID[said][0]) == []


@pytest.mark.parametrize("said", list(SAID))
def test_a_number_that_two_sums_contradict_alike_is_found(said: str) -> None:
    text, right, wrong = SAID[said]
    assert alarms(text.replace(right, wrong)) != []


@pytest.mark.parametrize(
    "text",
    [
        # the report prints 33,350: the lists are of that number
        "36,350 people were displaced, 33,350 of them by the water.\n\n- Sohar: 14,200\n- Belan: 9,650\n- Imer: 6,380\n"
        "- Tuva: 3,120\n\nHouseholds shelter 26,135 of these people, barracks 7,215.",
        # only one sum, and no slip
        "37,480 people were displaced.\n\n- Sohar: 14,200\n- Belan: 9,650\n- Imer: 6,380\n- Tuva: 3,120\n",
        # a year before
        "A year earlier 36,350 people fled.\n\n- Sohar: 14,200\n- Belan: 9,650\n- Imer: 6,380\n- Tuva: 3,120\n"
        "\nHouseholds shelter 26,135 of these people, barracks 7,215.",
    ],
)
def test_a_number_of_something_else_before_two_sums_raises_nothing(text: str) -> None:
    assert alarms(text) == []
