"""Correct passages of bulletins and reviews that the auditor has accused, in words of our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit

PASSAGES = {
    # 310 / 6 200 = 5.0 %: 310 more than the 6 200 of the year before
    "a step behind the earlier value (en)": (
        "In 2024 the office registered 6,510 cards. One year before it had been 6,200; the increase, 310 or 5.0%, "
        "is small."
    ),
    "a step behind the earlier value (ru)": (
        "Карту в 2024 году получили 6 510 человек. Годом ранее её выдали 6 200 соотечественникам; прибавка – "
        "310 человек, или 5,0 %."
    ),
    # 4 100 + 12 300 = 16 400; the 3 772 women are 23.0 % of the same people
    "a list of two behind a share (ru)": (
        "Вернулись 16 400 человек. Женщины составили 23,0 % (3 772). Поодиночке ехали 4 100 (25,0 %), остальные "
        "12 300 – в составе семей."
    ),
    # 240 + 900 − 780 = 360
    "cases at the beginning and at the end of a year (kk)": (
        "Мәні бойынша 610 іс қаралды. Жыл басында 240 іс қаралмай тұрған еді. Аяқталғанын ескергенде, жыл аяғына "
        "360 іс қалды."
    ),
    "a deficit compared between two places (en)": (
        "| Post | In | Out | Balance |\n|---|---:|---:|---:|\n| Alder | 20,105 | 31,620 | −11,515 |\n"
        "| Birch | 40,210 | 51,410 | −11,200 |\n| Cedar | 50,330 | 41,900 | +8,430 |\n\nAt two of them more people "
        "left than came in; the deficit was greater at Alder (11,515) than at the airport of the capital (11,200)."
    ),
    # 90,510 / 260,820 = 34.7 %
    "a share of the row that the words name (en)": (
        "The country welcomed 450,000 people.\n\n| Class | Admissions |\n|---|---:|\n| Economic | 260,820 |\n"
        "| Family | 120,100 |\n| Other | 69,080 |\n| All | 450,000 |\n\nIndia leads with 135,000; its nationals "
        "represent 30.0 per cent of all, but 34.7 per cent of the economic class (90,510 persons). China (27,000) "
        "follows. Women accounted for 50.0 per cent (225,000)."
    ),
    "less than a fifth (kk)": (
        "Рұқсаттар 9 000, оның 1 611-і оқуға берілді. Бұл рұқсаттардың бестен біріне жетпейді (17,9 пайыз)."
    ),
    # 1 200 / (5 000 − 1 200) = 31.6 %
    "so many above the low (en)": (
        "- 2022: 3,800 permits\n- 2023: 4,400 permits\n- 2024: 5,000 permits\n\nThe 5,000 permits of 2024 are 1,200 "
        "above that low (+31.6%)."
    ),
    "falling short of a mean (en)": (
        "Over five years 22,500 permits were issued, a yearly average of 4,500; the last two years exceed that "
        "average, and so does 2019, while the other two fall short of it."
    ),
    "an arrow between two months (kk)": (
        "| Ай | Келгендер |\n|---|---:|\n| Наурыз | 2 036 |\n| Сәуір | 2 215 |\n| Мамыр | 2 108 |\n\n"
        "Мұндай кему мамырда байқалды (2 215 → 2 108)."
    ),
    # 720 / 4 000 = 18,0 %
    "a difference with its rate (kk)": (
        "Былтыр 4 720 шетелдік шығарып жіберілді. Алдыңғы жылдың дерегі – 4 000, айырма 720 адам (18,0 пайыз өсім)."
    ),
    # 3 200 500 − 3 150 300 = 50 200; 3 010 400 − 2 989 900 = 20 500
    "the balance of the year before (ru)": (
        "Въезд увеличился с 3 010 400 до 3 200 500 пересечений, выезд – с 2 989 900 до 3 150 300. Сальдо пересечений "
        "выросло более чем вдвое: годом ранее оно равнялось 20 500."
    ),
    # (480 + 352 + 224) / 1 600 = 66,0 %
    "a portion of all that is listed (ru)": (
        "Опрошены 1 600 человек. Почти две трети зарабатывают: 480 временными заказами (30,0 %), 352 по найму "
        "(22,0 %), 224 на своём участке (14,0 %)."
    ),
    "the only one of a few (kk)": (
        "| Өңір | Сальдо |\n|---|---:|\n| Астана қаласы | +9 310 |\n| Шымкент қаласы | −1 475 |\n| Абай "
        "облысы | −2 040 |\n"
        "| Алматы қаласы | +7 250 |\n| Ұлытау облысы | −815 |\n\nҮш қаланың ішінде тек Шымкенттің сальдосы теріс "
        "(−1 475)."
    ),
    # 1 980 and 720 are wages: 1 980 / 720 = 2,75
    "wages behind a table of people (kk)": (
        "| Ел | 2023 | 2024 |\n|---|---:|---:|\n| Ресей | 20 450 | 16 380 |\n| Германия | 1 120 | 2 475 |\n"
        "| Польша | 940 | 1 525 |\n| Чехия | 610 | 705 |\n\nЖалақы Германияда 1 980, Чехияда 1 650, Польшада "
        "1 120, Ресейде "
        "720 АҚШ долларын құрады. Германиядағы жалақы Ресейдегіден 2,8 есе жоғары."
    ),
    # 3 704 − 4 879 = −1 175
    "people of higher education (kk)": (
        "| Білімі | Келгендер | Кеткендер | Сальдо |\n|---|---:|---:|---:|\n| Жоғары білімді | 3 704 | 4 879 "
        "| -1 175 |\n"
        "| Орта білімді | 5 120 | 4 310 | +810 |\n\nЖоғары білімділер бойынша 1 175 адам жоғалттық."
    ),
    "a third-level qualification (en)": (
        "Education: of the immigrants aged 15 and over, 60% held a third-level qualification (48,000 out of 80,000)."
    ),
    # incidence: 137.0 / 140.8 = −2.7 %, cases 176 / 168 = +4.8 %
    "two values with a word of their own (ru)": (
        "Случаев больше на 4,8 %, но в расчёте на 100 тыс. осмотренных частота снизилась со 140,8 до 137,0."
    ),
    # 5 040 − 3 960 = 1 080; the 2 210 are those who left in another quarter
    "a count behind a net gain (en)": (
        "It came to 640 in the first, 790 in the second and 1,080 in the third quarter. The third quarter brought both "
        "the most arrivals (5,040) and the most departures (3,960), as well as the largest net gain; the "
        "fourth had the "
        "fewest arrivals, 3,115, but not the fewest departures, since only 2,210 people left in the second."
    ),
    "a semicolon between two statements (en)": (
        "Requests have decreased by 14.4 per cent; per thousand of them there were 80 transfers as compared with 77 in "
        "the previous year."
    ),
    # builders 446, traders 273
    "parts of two groups (kk)": (
        "Сауалға 900 мигрант қатысты. Бірінші қалада 560, екіншісінде 340 адам сұралды.\n\nҚұрылысшылардың "
        "431-і ер адам "
        "болса, саудадағылардың 149-ы әйел."
    ),
    "rates per thousand with a total (kk)": (
        "| Облыс | Сальдо, адам | Коэффициент, ‰ |\n|---|---:|---:|\n| Абай | −4 556 | −7,5 |\n| Ақмола | −1 "
        "103 | −1,4 |\n"
        "| Жетісу | −7 398 | −10,6 |\n| Алты облыс | −13 057 | −6,2 |\n\nЕң көп шығын Жетісуда – 7 398 адам. "
        "Екінші орында "
        "Абай (4 556 адам)."
    ),
    # 1 890 − 1 260 = 630, 630 / 1 890 = 33,3 %
    "a column of losses without signs (ru)": (
        "| Округ | Прибыло | Уехало | Убыль, % |\n|---|---:|---:|---:|\n| Уральский | 2 400 | 1 100 | 45,8 |\n"
        "| Дальневосточный | 1 890 | 630 | 33,3 |\n| Южный | 2 050 | 410 | 20,0 |\n\nНа Дальневосточном "
        "участников убыло "
        "ровно на треть."
    ),
    "three times an aim (en)": (
        "| Corridor | 2022 | 2023 |\n|---|---:|---:|\n| Tonga | 9.6 | 9.3 |\n| Samoa | 9.9 | 9.1 |\n| Fiji | 7.4 | "
        "7.2 |\n\nTonga and Samoa are above 9 per cent, more than three times the 3 per cent that is aimed at."
    ),
}


@pytest.mark.parametrize("name", PASSAGES)
def test_a_correct_passage_raises_nothing(tmp_path: Path, name: str) -> None:
    path = tmp_path / "report.md"
    path.write_text(f"# Review\n\n{PASSAGES[name]}\n", encoding="utf-8", newline="\n")
    assert [(f.rule, [p.text for p in f.places]) for f in audit([path]).wrong] == []
