"""What bulletins and quarterly reviews say rightly; each passage once raised a false alarm.

All figures are invented. Passages in three languages stand in one list, longer than the lines of code.
"""

# ruff: noqa: E501

from __future__ import annotations

import pytest

from mtm.audit import audit_documents
from mtm.audit.documents import open_bytes

ROUNDS = """

| Region | Round 6 | Round 7 | Change, % |
|---|---:|---:|---:|
| Belor | 23,606 | 25,878 | +10 |
| Tamar | 164,640 | 145,127 | -12 |
| Somor | 135,684 | 111,801 | -18 |
| Sidar | 99,701 | 102,924 | +3 |
| Total | 423,631 | 385,730 | -9 |
"""
AGES = """

| Age | 2023 | 2024 | 2025 |
|---|---:|---:|---:|
| 16–29 | 301,359 | 277,860 | 226,651 |
| 30–44 | 190,210 | 181,004 | 170,118 |
| 45–62 | 88,120 | 90,335 | 101,440 |
"""
PASSAGES = [
    # +3,223 in Sidar against +2,272 in Belor, though Belor grew faster
    "Between Round 6 and Round 7, the largest increase in absolute terms was in Sidar, where it was 3,223 (3%)." + ROUNDS,
    # 145,127 and 111,801 are the first two, 102,924 the third
    "Second and third in Round 7 were Somor (111,801) and Sidar (102,924)." + ROUNDS,
    "Второе и третье места по числу ВПЛ в 7-м раунде занимают Соморская область (111 801) и Сидарская область (102 924)."
    "\n\n| Область | 6-й раунд | 7-й раунд |\n|---|---:|---:|\n| Тамарская | 164 640 | 145 127 |\n"
    "| Соморская | 135 684 | 111 801 |\n| Сидарская | 99 701 | 102 924 |\n| Белорская | 23 606 | 25 878 |\n",
    "14-раундпен салыстырғанда 15-раундта Белор аймағында 2 272 адамға (9,6%) көп тіркелді: 23 606 және 25 878.",
    # 226,651 is the largest of 2025, while 2025 is the smallest of its row
    "The largest share in 2025 belonged to the 16–29 age group: 226,651." + AGES,
    "The two largest groups, Poles and Turks, made up 61.2% of arrivals in March 2025.\n\n"
    "| Country | March 2024 | March 2025 |\n|---|---:|---:|\n| Poland | 4,120 | 3,950 |\n| Turkey | 2,870 | 2,655 |\n"
    "| Georgia | 2,101 | 2,213 |\n| Serbia | 1,902 | 1,975 |\n",
    "The number fell by 2,528 between Rounds 6 and 7, and by 1,204 between July 2024 and September 2024.",
    "| Country | Period | Arrivals |\n|---|---|---:|\n| Ukraine | Q1 2019 | 28.4 |\n| Ukraine | Q1 2020 | 29.8 |\n"
    "| Turkey | Q1 2019 | 13.9 |\n| Turkey | Q1 2020 | 18.3 |\n| Total | Q1 2019 | 42.3 |\n| Total | Q1 2020 | 48.1 |",
    "В I квартале 2024 года въехало 900 405 человек, во II квартале – 1 007 741. На транзит во II квартале пришлось "
    "213,4 тыс., или 21,2 % общего числа въехавших.",
    "Of all registered foreigners, 341,770, 68.7% were men and 31.3% women: 234,664 and 107,106 respectively.",
    "In Round 7, the region of Somor hosted 111,801 people." + ROUNDS,
    "The region of Somor, with 111,801 people, came second in Round 7." + ROUNDS,
    "Women accounted for the largest part of the total in the third quarter of 2019 (34.2%, 1,216).",
    # 19.8 - 17.1 = 2.7
    "На Грузию пришлось 19,8% всех принятых в гражданство, что на 2,7 проц. пункта больше, чем годом ранее (17,1%).",
    "The share stood at 12.1 per cent in Q2 2024, down 0.8 percentage points from 12.9 per cent in Q2 2023. Remittances "
    "of USD 426.0 million were equivalent to 12.1 per cent of GDP.",
    "54% of the displaced were in three areas: Aden (28,605), Lahij (16,019) and Taizz (15,298). In all, 111,108 people "
    "are displaced.",
    "В 2016 году составлено 83,6 тыс. протоколов против 67,2 тыс. в 2015 году (+24,4 %). Число въездов составило "
    "2 951 953, что на 19,5 % больше, чем в 2015 году.",
    # 48,053 / 45,375 = 1.059
    "Число въездов в первом полугодии 2019 года составило 48053 (рост на 5,9 % к первому полугодию 2018 года).\n\n"
    "В первом полугодии 2019 года число въездов увеличилось на 5,9 % по сравнению с первым полугодием 2018 года и "
    "составило 48053. В абсолютном выражении изменение составило +2678.",
    "2018 жылғы бірінші жартыжылдықта құқық бұзушылықтар саны 2 476 болды, 2017 жылғы бірінші жартыжылдықта – 2 273 "
    "(+8,9%).",
    "Қамтылған 7 аймақтың 5 аймағында 4-раундпен салыстырғанда көшкендер санының азаюы тіркелді.",
    "В среднем за день (число дней – 181): 16 031 пересечение границы, всего за полугодие 2 901 669.",
    "Три первые группы: Первое место в IV квартале 2015 года – возрастная группа «63 и старше» (1251,1 тыс.), второе – "
    "возрастная группа «45–62» (805,7 тыс.), третье – возрастная группа «0–15» (729,1 тыс.).",
    "Доля ответов «экономические причины» составила 11,2% (число респондентов – 1 666).",
    "Departures were 90% higher (38,204) than in the same period of the previous year (20,107).",
    "Households with a member with a disability: 2,185, or 25.0% of those assessed. In all, 2,626,776 people were present "
    "in the assessed locations; 8,737 households were interviewed.",
]  # fmt: skip


@pytest.mark.parametrize("text", PASSAGES, ids=lambda text: text[:40])
def test_what_bulletins_say_rightly_is_left_alone(text: str) -> None:
    found = audit_documents([open_bytes("bulletin.md", f"# Report\n\n{text}\n".encode())]).wrong
    assert [(f.rule, [p.text for p in f.places]) for f in found] == []


@pytest.mark.parametrize(
    ("text", "wrong", "rule"),
    [
        ("Second and third in Round 7 were Somor (111,801) and Belor (102,924)." + ROUNDS, "Belor", "places_in_turn"),
        ("Belor alone accounted for more than half of all displaced in Round 7 (35 per cent).", "more than half",
         "portion_word"),
        # 1,044,945 + 49,176 = 1,094,121
        ("The number fell from 1,044,945 in September to 1,094,121 in December, an increase of 49,176 (5%).", "fell",
         "trend_word"),
        ("In absolute terms, the number grew most in Belor, by 2,272 between Round 7 and Round 6.", "7 and Round 6",
         "span_in_order"),
        ("Больше всего число сократилось между мартом 2020 года и январём 2020 года: на 14 794.", "мартом 2020",
         "span_in_order"),
        ("15-раунд пен 14-раунд аралығында көшкендер 2 528 адамға азайды.", "15-раунд пен 14-раунд", "span_in_order"),
        # 29.8 + 18.3 = 48.1, and of the first quarter 28.4 + 13.9 = 42.3
        ("| Country | Period | Arrivals |\n|---|---|---:|\n| Ukraine | Q1 2019 | 28.4 |\n| Ukraine | Q1 2020 | 29.8 |\n"
         "| Turkey | Q1 2019 | 13.9 |\n| Turkey | Q1 2020 | 18.3 |\n| Total | Q1 2019 | 42.3 |\n| Total | Q1 2020 | 49.1 |",
         "49.1", "table_totals"),
        # 111,801 is the number of Round 7; that of Round 6 is 135,684
        ("In Round 6, the region of Somor hosted 111,801 people." + ROUNDS, "111,801", "number_of_other_time"),
        ("Belor saw the largest decrease: from 47,877 in Round 5 to 47,877 in Round 6.", "47,877", "compared_with_itself"),
    ],
)  # fmt: skip
def test_what_bulletins_say_wrongly_is_found(text: str, wrong: str, rule: str) -> None:
    found = audit_documents([open_bytes("bulletin.md", f"# Report\n\n{text}\n".encode())]).wrong
    assert (rule, wrong) in [(f.rule, p.text) for f in found for p in f.places]
