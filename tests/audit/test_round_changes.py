"""A change of two round values of different times, divided by the later one."""

from __future__ import annotations

import pytest

from tests.audit.notes_measure import alarms

# 24,000 to 30,000 is +25 %, and 6,000 / 30,000 = 20 %; 20,000 to 16,000 is -20 %, and 4,000 / 16,000 = 25 %
MORE = [
    "In 2021/22 there were 24,000 students, in 2022/23 there were 30,000; growth of {} per cent.",
    "At the end of 2023 30,000 people commuted, at the end of 2022 24,000, a rise of {}%.",
    "В 2021 году обучалось 24 000 иностранцев, в 2022 — 30 000; прирост {} процентов.",
    "На конец 2023 года ездили 30 000 жителей, на конец 2022 года — 24 000, рост за год {}%.",
    "2021 жылы 24 000, 2022 жылы 30 000 адам оқыды, өсім {} пайыз.",
]
FEWER = [
    "In 2023 the embassies issued 16,000 visas. A year earlier it was 20,000, so the number is down by {} per cent.",
    "За 2023 год оформили 16 000 виз. Годом раньше их было 20 000, то есть снижение составило {}%.",
]


@pytest.mark.parametrize(("said", "right", "wrong"), [(s, 25, 20) for s in MORE] + [(s, 20, 25) for s in FEWER])
def test_a_change_is_divided_by_the_earlier_value(said: str, right: int, wrong: int) -> None:
    assert alarms(said.format(right)) == []
    assert alarms(said.format(wrong)) != []


@pytest.mark.parametrize(
    "said",
    [
        "In 2021 there were 24,000 students, in 2022 there were 30,000 (20 per cent of them from abroad).",
        "В 2021 году обучалось 24 000 иностранцев, в 2022 — 30 000, из них 20 процентов на медицинских факультетах.",
    ],
)
def test_a_share_of_the_same_size_is_left_alone(said: str) -> None:
    assert alarms(said) == []
