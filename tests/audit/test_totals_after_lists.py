"""A total behind three and more counts that its sentence, or the one before, lists: one slip away."""

from __future__ import annotations

import pytest

from tests.audit.notes_measure import alarms

RULE = "total_after_parts"


# 312 + 287 + 341 = 940; 214 + 188 + 163 = 565; 1,204 + 870 + 655 = 2,729
@pytest.mark.parametrize(
    ("said", "right", "wrong"),
    [
        ("The clinics saw 312 patients in May, 287 in June and 341 in July, {} in all.", "940", "960"),
        ("Teachers (214), nurses (188) and drivers (163) make a total of {}.", "565", "665"),
        (
            "In the north {} people live in camps, in the east 870 and in the south 655, together 2,729.",
            "1,204",
            "1,240",
        ),
        ("In May 312 people came, in June 287 and in July 341. That makes {} altogether.", "940", "950"),
        ("В мае приняли 312 человек, в июне 287, в июле 341, итого {}.", "940", "990"),
        ("Учителей 214, медсестёр 188, водителей {}; в сумме это 565 человек.", "163", "136"),
        ("В мае приняли 312 человек, в июне 287, в июле 341. Всего за три месяца — {} человек.", "940", "950"),
        ("Мамырда 312, маусымда 287, шілдеде 341 адам келді, барлығы {} адам.", "940", "990"),
        ("Солтүстікте 1 204, шығыста 870, оңтүстікте 655 адам тұрады, бәрін қосқанда {}.", "2 729", "2 829"),
        ("Мамырда 312, маусымда 287, шілдеде 341 адам келді. Үш айда барлығы {} адам келді.", "940", "950"),
    ],
)
def test_a_total_behind_its_list_is_the_sum_of_the_list(said: str, right: str, wrong: str) -> None:
    assert alarms(said.format(right)) == []
    assert RULE in {f.rule for f in alarms(said.format(wrong))}


@pytest.mark.parametrize(
    "said",
    [
        "Spain sent 1,210, France 1,140 and Italy 980; all 28 members together sent 5,330.",
        "In May 312 people came, in June 287 and in July 341, which is fewer than the 950 in all of last year.",
        "Из Турции прибыло 1 204 человека, из Китая 870, из Индии 655, а всего по стране 9 120.",
        "Мамырда 312, маусымда 287, шілдеде 341 адам келді, ал жыл басынан бері барлығы 2 115 адам.",
    ],
)
def test_a_total_of_more_than_its_sentence_lists_is_left_alone(said: str) -> None:
    assert alarms(said) == []
