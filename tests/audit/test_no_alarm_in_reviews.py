"""Correct passages of reviews and briefs that the auditor has accused: lists, brackets, heads of tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit

PASSAGES = {
    # (184,200 - 201,500) / 201,500 = -8.6 %
    "a rate with a sign bears the name of a rise (en)": (
        "Pilgrims numbered 184,200 (a year earlier 201,500; growth −8.6%)."
    ),
    "a rate with a sign bears the name of a rise (ru)": (
        "Паломников насчитывается 184 200 (годом ранее 201 500; прирост −8,6%)."
    ),
    "a rate with a sign bears the name of a rise (kk)": (
        "Зиярат етушілер 184 200 адам (бір жыл бұрын 201 500; өсімі -8,6%)."
    ),
    # (412.5 - 550.0) / 550.0 = -25.0 %; 660.0 / 550.0 = 1.200
    "a sum is measured from one in the ablative, less": (
        "2021 жылы студенттер 412,5 млн доллар төледі, бұл 2020 жылғы 550,0 млн доллардан 25,0%-ға аз."
    ),
    "a sum is measured from one in the ablative, more": (
        "2021 жылы студенттер 660,0 млн доллар төледі, бұл 2020 жылғы 550,0 млн доллардан 20,0%-ға көп."
    ),
    # 4,000 + 2,500 + 1,500 = 8,000: 50.00, 31.25, 18.75 %
    "shares in the order of their counts (en)": (
        "The 8,000 guests comprise 4,000 pupils, 2,500 workers and 1,500 pensioners: 50.0%, 31.3% and 18.8% "
        "respectively."
    ),
    "shares in the order of their counts (ru)": (
        "8 000 гостей распределились так: 4 000 учеников, 2 500 рабочих и 1 500 пенсионеров, то есть 50,0%, 31,3% и "
        "18,8% соответственно."
    ),
    # 61,300 - 40,200 = 21,100; 40,200 - 61,300 = -21,100
    "a balance before the brackets that hold its sides (ru)": (
        "Миграционное сальдо в апреле–июне 2019 г. было отрицательным – 21 100 чел. (въезд 40 200, выезд 61 300)."
    ),
    "a balance before the brackets that hold its sides (kk)": (
        "2019 жылғы сәуір–маусымда көші-қон сальдосы оң болып, 21 100 адамға жетті (келгені 61 300, кеткені 40 200)."
    ),
    "two sides, then their numbers respectively": (
        "- Выбыло: 40,2 тыс. чел.\n\nЧисло прибывших и выбывших в апреле–июне 2019 г. составило соответственно 61344 и "
        "40211; миграционный прирост – 21133 чел."
    ),
    # 9,180 / 21,349 = 43.0 %; (9,180 - 8,500) / 8,500 = 8.0 %
    "a rate on the year is no share": (
        "Прибыло 21 349 человек. По гражданству: граждане Монголии – 9 180 (43,0% группы); прочие – 12 169.\n\n"
        "Перечень возглавляет Монголия (9 180; 8,0% г/г)."
    ),
    # 300 / 2,500 = 12.0 %; (300 - 400) / 400 = -25.0 %
    "a whole that is named, then last year's number": (
        "Arrivals made 2,500.\n\nCitizens of non-CIS countries number 300 (12.0% of arrivals; 400 a year before; "
        "−25.0%)."
    ),
    # 6,000 / 7,500 = 80 %; 6,600 / 7,500 = 88 %; 6,000 / 6,600 - 1 = -9.1 %
    "last year's number in brackets is no part": (
        "Arrivals made 7,500.\n\nWith 6,000 arrivals (year before: 6,600; change: −9.1%), CIS citizens represent "
        "roughly 80% of the inflow."
    ),
    # 1,562 + 787 + 376 + 575 = 3,300
    "values of last year in square brackets": (
        "Граждан других стран прибыло 3300: Монголия – 1562 [1242]; Грузия – 787 [564]; Польша – 376 [525]; ещё 575 "
        "рассредоточены по остальным странам."
    ),
    "a line of text right under a short item": (
        "- Профицит: 12 400\nОтносительно тех же месяцев 2022 г. (50 000 чел.) число прибывших возросло на 24,8%."
    ),
    "brackets with a period of their own number": (
        "MIGRATION BRIEF / July–September 2022\n\n- Inflow: 61.3 thousand (Q3 2021: 58.1 thousand)\n"
        "- Outflow: 40.2 thousand (Q3 2021: 44.0 thousand)\n\nIn the third quarter of 2022 arrivals made 61,344."
    ),
    # (540 - 600) / 600 = -10.0; (360 - 300) / 300 = 20.0; 900 = 900
    "headings in a second row": (
        "<p>Groups compared</p><table><tr><th></th><th>Arrivals</th><th>Arrivals</th><th>Arrivals</th></tr>"
        "<tr><td></td><td>Q3 2020</td><td>Q3 2021</td><td>change, %</td></tr>"
        "<tr><td>CIS</td><td>6000</td><td>5400</td><td>–10.0</td></tr>"
        "<tr><td>Non-CIS</td><td>3000</td><td>3600</td><td>+20.0</td></tr>"
        "<tr><td>All countries</td><td>9000</td><td>9000</td><td>0.0</td></tr></table>"
    ),
    # 117.2 + 40.1 = 157.3 and 90.4 + 33.0 = 123.4 by chance
    "no country is made up of others": (
        "Remittances, USD million\n\n| Year | Turkey | Georgia | China | India | All |\n|---|---|---|---|---|---|\n"
        "| 2022 | 157.3 | 117.2 | 40.1 | 22.0 | 336.6 |\n| 2023 | 123.4 | 90.4 | 33.0 | 25.0 | 271.8 |\n"
        "| Share in 2023, % | 45.4 | 33.3 | 12.1 | 9.2 | 100 |"
    ),
    # 5,812 of 7,000 = 83.0 %; a year before 5,640 of 7,200 = 78.3 %
    "shares of last year in brackets": (
        "- Въезд: 7 000 чел.\n\nГраждан СНГ прибыло 5 812 (83,0%), прочих – 1 188 (17,0%).\n\n"
        "Соотношение СНГ и стран вне СНГ во въезде: 83,0% / 17,0% (годом ранее: 78,3% / 21,7%)."
    ),
    # 12,000 - 14,446 = -2,446; 3,000 - 3,908 = -908; -2,446 - 908 = -3,354
    "the side of a balance in brackets behind it": (
        "| | Сальдо | Келгендер | Кеткендер |\n|---|---|---|---|\n| ТМД | -2446 | 12000 | 14446 |\n"
        "| ТМД-дан тыс елдер | -908 | 3000 | 3908 |\n| Барлығы | -3354 | 15000 | 18354 |\n\n"
        "Таза көші-қон ТМД азаматтары бойынша 2446 адам (шығын), ТМД-дан тыс елдердің азаматтары бойынша 908 адам "
        "(шығын)."
    ),
}


@pytest.mark.parametrize("name", PASSAGES)
def test_a_correct_passage_of_a_review_raises_no_alarm(tmp_path: Path, name: str) -> None:
    text = PASSAGES[name]
    path = tmp_path / ("passage.html" if text.startswith("<") else "passage.md")
    path.write_text(text + "\n", encoding="utf-8")
    found = [f for f in audit([path]).findings if f.kind in ("error", "likely")]
    assert [(f.rule, [p.text for p in f.places]) for f in found] == []
