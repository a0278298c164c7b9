"""Parts behind a colon, behind "of which", announced by a number or told by rank make up their whole."""

from __future__ import annotations

import pytest

from tests.audit.notes_measure import alarms


# 1,127 + 804 + 515 = 2,446; 2,310 + 1,250 + 560 = 4,120; 4,108 + 3,107 = 7,215; 512 + 401 + 288 + 183 = 1,384
@pytest.mark.parametrize(
    "said",
    [
        (
            "The office closed 2,446 files last year: 1,127 ended with a permit, 804 with a refusal "
            "and 515 with a withdrawal."
        ),
        (
            "The office closed 2,446 files last year: 1,127 ended with a permit and 804 with a "
            "refusal, while others were withdrawn or merged, 12 of them twice."
        ),
        "In all, 8,412 people crossed: 2,110 from Peru, 1,984 from Chad, 1,327 from Nepal.",
        (
            "The fund spent 4,120 thousand: 2,310 thousand on housing, 1,250 thousand on courses, 560 "
            "thousand on travel."
        ),
        "Counted were 7,215 crossings, of which 4,108 inbound and 3,107 outbound.",
        "За год закрыто 2 446 дел: 1 127 с разрешением, 804 с отказом, 515 отозвано.",
        "Учтено 7 215 пересечений: 4 108 на въезд и 3 107 на выезд.",
        "Население района — 84 300 человек; за год прибыло 1 210 и выбыло 1 340.",
        "Былтыр 2 446 іс жабылды: 1 127 адамға рұқсат берілді, 804 адамға бас тартылды, 515 өтініш қайтарып алынды.",
        (
            "Four clinics treated 1,384 migrants. The busiest was Alder (512), followed by Birch "
            "(401), Cedar (288) and Dover (183)."
        ),
        (
            "Drivers led with 1,930 permits out of the list of 9,000, welders came next with 1,415. "
            "Cooks were third (1,120) and carers fourth (870)."
        ),
        (
            "Тізім бойынша 9 000 рұқсат берілді. Ең көбі – жүргізушілер, 1 930. Одан кейін "
            "дәнекерлеушілер (1 415) мен аспаздар (1 120)."
        ),
    ],
)
def test_parts_that_make_their_whole_or_do_not_claim_to_are_left_alone(said: str) -> None:
    assert alarms(said) == []


@pytest.mark.parametrize(
    "said",
    [
        (
            "The office closed 2,446 files last year: 1,127 ended with a permit, 840 with a refusal "
            "and 515 with a withdrawal."
        ),
        (
            "The office closed 2,464 files last year: 1,127 ended with a permit, 804 with a refusal "
            "and 515 with a withdrawal."
        ),
        (
            "The fund spent 4,120 thousand: 2,310 thousand on housing, 1,280 thousand on courses, 560 "
            "thousand on travel."
        ),
        "Counted were 7,215 crossings, of which 4,180 inbound and 3,107 outbound.",
        "Crossings counted: 7,215 (of these 4,108 entries and 3,170 exits).",
        "За год закрыто 2 446 дел: 1 127 с разрешением, 804 с отказом, 551 отозвано.",
        "Учтено 7 215 пересечений: 4 180 на въезд и 3 107 на выезд.",
        "Былтыр 2 446 іс жабылды: 1 127 адамға рұқсат берілді, 840 адамға бас тартылды, 515 өтініш қайтарып алынды.",
        "7 215 өту тіркелді, оның 4 180-і кіру, 3 107-сі шығу.",
        (
            "Four clinics treated 1,384 migrants. The busiest was Alder (512), followed by Birch "
            "(401), Cedar (228) and Dover (183)."
        ),
        (
            "В четырёх клиниках приняли 1 384 мигранта. Больше всего — в «Ольхе» (512), далее «Берёза» "
            "(401), «Кедр» (228) и «Дуб» (183)."
        ),
    ],
)
def test_a_slip_among_parts_and_whole_is_found(said: str) -> None:
    assert alarms(said) != []
