"""Correct passages of longer reports that the auditor has accused, and the same passages with an error."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit

PASSAGES = {
    # 1,530 / 4,500 = 34.0 %: a share of the earlier year, no change from 4,500 to 1,530
    "a share of the year before (en)": (
        "They gave 5,000 orders. In the year before, 1,530 of 4,500 orders had been carried out (34.0 per cent)."
    ),
    # 5 325 / 7 500 = 71,0 %
    "a share of the year before (ru)": (
        "Проверено 8 000 решений. В предшествующем году из 7 500 решений исполнено 5 325, то есть 71,0 %."
    ),
    # 9 830 / 26 215 = 37.5 %, the quarter's total in the table
    "a share of the quarter's figure (kk)": (
        "2024 жылғы қаңтар–наурызда облысқа 26 215 адам көшіп келді.\n\n| Ай | Келгендер |\n|---|---:|\n"
        "| Қаңтар | 8 420 |\n| Ақпан | 7 965 |\n"
        "| Наурыз | 9 830 |\n| Тоқсан | 26 215 |\n\n2023 жылғы бірінші тоқсанда 24 610 адам келген еді. Ең көп адам "
        "наурыз айында тіркелді: 9 830 адам, бұл тоқсандық көрсеткіштің 37,5%-ы."
    ),
    "a balance under the name of its area (en)": (
        "*Coast.* In: 5,310. Out: 3,984. Balance: +1,326.\n\n*Capital.* In: 9,655. Out: 8,120. Balance: +1,535.\n\n"
        "For the four regions together, 18,877 in-migrants and 17,242 out-migrants yield a balance of +1,635."
    ),
    # 624 / 800 = 78 %
    "a share of the year before (kk)": "2020 жылғы кезеңде 800 адам қатысқан, 624-і ақша жіберетін болған, яғни 78%.",
    # 1,240 / 2,480 = 50.0 % of the gain
    "a share of the gain (en)": (
        "In three months the city gained 2,480 residents, of whom 1,240 in March, or 50.0% of the quarterly gain."
    ),
    # 1 200 / 2 400 = 50,0 %
    "a share of the gain (ru)": (
        "Два района лишились вместе 1 200 человек, что равно 50,0 % прироста двух других районов (2 400)."
    ),
    # 290 / 1,900 = 15.3 %: what was added, over what was there
    "so many more (en)": (
        "Last season 1,900 homes were handed over. We have done 290 more this time, an improvement of 15.3%."
    ),
    # 600 / 2 400 = 25 %
    "up by so many (kk)": "Өтініш былтырғы 2 400 өтініштен 600 өтінішке көбейді, өсім 25%.",
    # 9,100 - 8,300 = 800
    "more than now (en)": (
        "Since January 8,300 people have received the status. In the same months of last year 9,100 people did, "
        "that is 800 more than now."
    ),
    "the heaviest of two (en)": "The heaviest loss is that of the North, 760 persons, against 480 in the South.",
    # 570 to 590 and then 520
    "first up, then down (kk)": (
        "Айыппұл салынғандар саны алдымен сәл өсіп (570 адамнан 590 адамға), кейін 520 болып азайды."
    ),
    # -6.0, +4.0: 600 to 564, 500 to 520; all: 1,100 to 1,084 is -1.5 %
    "growth in per cent is not added up (en)": (
        "| USD million | Q1 | Q2 | Both |\n|---|---:|---:|---:|\n| 2023 | 600.0 | 500.0 | 1,100.0 |\n"
        "| 2024 | 564.0 | 520.0 | 1,084.0 |\n| Growth, % | −6.0 | +4.0 | −1.5 |"
    ),
    # 288 / 900 = 32.0 %; 266 / 700 = 38.0 %: shares of two wholes
    "shares of two wholes (kk)": (
        "Кеткісі келетіні 554 адам. Қалада 900 адамның 288-і (32,0%), ауылда 700 адамның 266-сы (38,0%) кеткісі келеді."
    ),
    # 2,400 - 2,000 = 400; the quarter of last year is one time, and its numbers are not those of this year
    "a quarter of last year (en)": (
        "| Quarter of 2024 | Orders |\n|---|---:|\n| Q1 | 1,900 |\n| Q2 | 2,400 |\n\n"
        "In the second quarter of last year 2,000 orders were issued, of which 1,100 were carried out."
    ),
    "a quarter of last year (ru)": (
        "| Квартал 2024 года | Решений |\n|---|---:|\n| I | 1 900 |\n| II | 2 400 |\n\n"
        "Во II квартале прошлого года вынесено 2 000 решений, из них исполнено 1 100."
    ),
    # 738 / 2,000 = 36.9 %: the group is the whole of the share, no row of the table
    "a share of the group (en)": (
        "| Group | Persons |\n|---|---:|\n| First group | 2,000 |\n| Second group | 1,000 |\n| All | 3,000 |\n\n"
        "In the first group, 738 found work (36.9% of the group)."
    ),
    # 352 / 1,000 = 35.2 %, which is over a third
    "over a third, as the rate says (ru)": (
        "Опрошено 3 000 человек. Больше трети приехавших из-за рубежа (35,2 %) снимают жильё, 352 из 1 000."
    ),
    # 45,102 * 1.071 = 48,304; 41,876 * 1.154 = 48,325: each rate is measured on the number in its brackets
    "two changes on two values (en)": (
        "Colleges reported 48,317 students. Enrolment is 7.1% above the 2021/22 census (45,102) and 15.4% above that "
        "of 2020/21 (41,876). Two years ago China still led."
    ),
    # 1,008 / 1,743 = 57.8 %; 735 / 1,743 = 42.2 %
    "two shares in one pair of brackets (en)": (
        "There were 1,743 children on file.\n\nBoys account for 1,008 of the files and girls for 735 (57.8% and 42.2%)."
    ),
    # 578 + 400 + 125 + 147 = 1,250; 125 / 1,250 = 10.0 %: a third place is no third
    "a third place (en)": (
        "We interviewed 1,250 families.\n\n- stay: 578 (46.2%)\n- return: 400 (32.0%)\n- move to a third place: 125 "
        "(10.0%)\n- undecided: 147 (11.8%)"
    ),
    # 7,946 + 6,098 + 4,436 = 18,480 = 30 * 616
    "a mean a day is no part (en)": (
        "We observed 18,480 travellers, an average of 616 a day. Outgoing movements made up 7,946, incoming 6,098 and "
        "the remaining internal journeys 4,436."
    ),
    # 251 / 412 = 60,9 %; 446 / 538 = 82,9 %; 208 / 297 = 70,0 %; 647 / 642 = 100,8 %
    "a verb of decline that no list knows (ru)": (
        "- Акжар: 412 → 251 (−39,1 %)\n- Бостандык: 538 → 446 (−17,1 %)\n- Кенес: 297 → 208 (−30,0 %)\n"
        "- Ушарал: 642 → 647 (+0,8 %)\n\nСильнее всех обезлюдел Акжар."
    ),
    # 2,292 + 982 = 3,274 answers; 3,274 + 654 = 3,928 requests: the rest is one of the requests
    "the rest of a larger whole (en)": (
        "Requests sent: 3,928.\n\nAnswers received: 3,274 in 19 days (30 are allowed). Of these, 2,292 were positive "
        "(70.0%) and 982 negative (30.0%). The other 654 requests were unanswered."
    ),
    # 6 750 / 7 500 = 90 %: two kinds of people, not two times
    "less than the others (kk)": (
        "Жергілікті терімші күніне орта есеппен 7 500 теңге табады, келімсек терімші – 6 750 теңге, яғни "
        "жергіліктілерден 10 % кем."
    ),
    # 2,53 - 0,86 = 1,67 = 0,43 + 0,51 + 0,73: what is left of the wage, not the 2,05 of 2021
    "what is left is split (kk)": (
        "Биылғы орташа айлық – 2,53 млн вон. 2021 жылы 2,05 млн вон болған.\n\nАй сайын орта есеппен 0,86 млн вон үйге "
        "жіберіледі. Пәтерақы 0,43 млн, тамақ 0,51 млн, қалған 0,73 млн вон – өзге шығын."
    ),
    # 19 + 31 = 50, the row of the table; 187 + 294 + 19 = 500 is the column of men
    "two sexes of a row (kk)": (
        "| Жас тобы | Ер | Әйел | Барлығы |\n|---|---:|---:|---:|\n| 0–17 | 187 | 163 | 350 |\n"
        "| 18–59 | 294 | 146 | 440 |\n| 60 және одан үлкен | 19 | 31 | 50 |\n| Жиыны | 500 | 340 | 840 |\n\n"
        "60 жастан асқандар тобында ғана әйел көп: 31 әйел, 19 ер адам."
    ),
}


@pytest.mark.parametrize("name", PASSAGES)
def test_a_correct_passage_of_a_section_raises_nothing(name: str, tmp_path: Path) -> None:
    path = tmp_path / "section.md"
    path.write_text(PASSAGES[name], encoding="utf-8")

    assert [(f.rule, f.message) for f in audit([path]).wrong] == []


WRONG = {
    # (1,080 - 1,500) / 1,500 = -28.0 %; 1,080 / 1,500 = 72.0 %, the ratio, stands in its place
    "the ratio for the change": "Arrivals fell from 1,500 in 2022 to 1,080 in 2023, that is by 72.0 per cent.",
    # 1,530 / 4,500 = 34.0 %
    "a share of the year before": (
        "They gave 5,000 orders. In the year before, 1,530 of 4,500 orders had been carried out (43.0 per cent)."
    ),
    # 564.0 / 600.0 is -6.0 %
    "one rate of a row": (
        "| USD million | Q1 | Q2 | Q3 | Year |\n|---|---:|---:|---:|---:|\n| 2023 | 600.0 | 500.0 | 400.0 | 1,500.0 |\n"
        "| 2024 | 564.0 | 520.0 | 460.0 | 1,544.0 |\n| Growth, % | −9.0 | +4.0 | +15.0 | +2.9 |"
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_an_error_in_such_a_passage_is_found(name: str, tmp_path: Path) -> None:
    path = tmp_path / "section.md"
    path.write_text(WRONG[name], encoding="utf-8")

    assert audit([path]).wrong
