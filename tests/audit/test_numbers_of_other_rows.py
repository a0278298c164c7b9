"""A number told of one row of a table that only another row has: found in three languages, and silent otherwise."""

from __future__ import annotations

import pytest

from tests.audit.notes_measure import alarms

RULE = "number_of_other_row"

EN = """Permits by district

| District | 2022 | 2023 |
|---|---|---|
| Norra | 1,310 | 1,455 |
| Sudra | 2,040 | 1,880 |
| Vestra | 760 | 983 |
| Estra | 1,125 | 1,092 |

{}
"""
RU = """Разрешения по районам

| Район | Мужчины | Женщины |
|---|---|---|
| Лесной | 1 310 | 1 455 |
| Степной | 2 040 | 1 883 |
| Горный | 760 | 985 |
| Озёрный | 1 125 | 1 092 |

{}
"""
KK = """Рұқсаттар

| Аудан | Жоспар | Берілді |
|---|---|---|
| Ақкөл | 1 310 | 1 455 |
| Бурабай | 2 040 | 1 883 |
| Зеренді | 760 | 985 |
| Сандықтау | 1 125 | 1 092 |

{}
"""


# 983 - 760 = 223; 1,455 - 1,310 = 145; 2,040 - 1,880 = 160
@pytest.mark.parametrize(
    "sentence",
    [
        "In Sudra the number rose by 223.",
        "Norra gained most: 223 permits more than a year before.",
        "Sudra handed out 1,455 permits in 2023.",
        "Sudra: up by 145, the second largest rise.",
        "Estra and Norra moved by 145 and 33 respectively.",
        "There were 223 more permits in Estra.",
    ],
)
def test_a_number_that_only_another_row_has_is_found_in_english(sentence: str) -> None:
    assert RULE in {f.rule for f in alarms(EN.format(sentence))}


@pytest.mark.parametrize(
    "sentence",
    [
        "In Vestra the number rose by 223.",
        "Norra gained 145 permits, Vestra as many as 223.",
        "Sudra handed out 1,880 permits in 2023, which is 788 more than in Estra.",
        "Norra and Vestra grew by 145 and 223 respectively.",
        "Sudra lost 160 permits, which Vestra more than made up for.",
        "Together with Vestra, Norra handed out 2,438 permits in 2023.",
        "Norra set aside 212 permits for seasonal work.",
    ],
)
def test_numbers_of_the_own_row_or_of_no_row_are_left_alone_in_english(sentence: str) -> None:
    assert alarms(EN.format(sentence)) == []


# 985 - 760 = 225; 1 455 - 1 310 = 145
@pytest.mark.parametrize(
    "sentence",
    [
        "В Степном районе женщин больше на 225.",
        "Лесной район: разрыв составил 225 человек.",
        "На Озёрный район приходится 1 455 женщин.",
        "В Озёрном — 1 455 женщин, это больше всего.",
        "В Степном районе женщин больше на 145, чем мужчин.",
        "Степному району выдано 1 310 разрешений для мужчин.",
    ],
)
def test_a_number_that_only_another_row_has_is_found_in_russian(sentence: str) -> None:
    assert RULE in {f.rule for f in alarms(RU.format(sentence))}


@pytest.mark.parametrize(
    "sentence",
    [
        "В Горном районе женщин больше на 225.",
        "Лесной район выдал 1 455 разрешений женщинам, Горный — 985.",
        "В Степном женщин на 428 больше, чем в Лесном.",
        "В Лесном и Горном районах женщин больше на 145 и 225 соответственно.",
        "В Озёрном районе ещё 318 человек ждут решения.",
    ],
)
def test_numbers_of_the_own_row_or_of_no_row_are_left_alone_in_russian(sentence: str) -> None:
    assert alarms(RU.format(sentence)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Бурабайда айырма 225 адам болды.",
        "Ақкөл ауданында 985 рұқсат берілді.",
        "Сандықтауға 1 455 рұқсат тиді.",
        "Зерендіде жоспар 145 адамға асыра орындалды.",
        "Бурабай – 985 рұқсат, бұл ең көбі.",
        "Ақкөлде жоспардан 225 адам көп қабылданды.",
    ],
)
def test_a_number_that_only_another_row_has_is_found_in_kazakh(sentence: str) -> None:
    assert RULE in {f.rule for f in alarms(KK.format(sentence))}


@pytest.mark.parametrize(
    "sentence",
    [
        "Зерендіде айырма 225 адам болды.",
        "Ақкөл ауданында 1 455 рұқсат берілді, Зерендіде 985.",
        "Бурабайға Ақкөлден 428 рұқсат көп берілді.",
        "Сандықтауда тағы 318 адам кезекте тұр.",
    ],
)
def test_numbers_of_the_own_row_or_of_no_row_are_left_alone_in_kazakh(sentence: str) -> None:
    assert alarms(KK.format(sentence)) == []


def test_short_numbers_need_two_names_that_have_each_others_number() -> None:
    rows = "| Alder | 220 | 232 |\n| Birch | 150 | 112 |\n| Cedar | 90 | 107 |"
    text = f"Two parks\n\n| Park | Plan | Taken |\n|---|---|---|\n{rows}\n\n{{}}\n"

    assert alarms(text.format("Cedar took 12 more.")) == []
    assert RULE in {f.rule for f in alarms(text.format("Birch came out 12 ahead, while Alder fell 38 short."))}
