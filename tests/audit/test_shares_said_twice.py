"""Shares of them, of all, of every hundred, in words and of two groups: right and with one error."""

from __future__ import annotations

import re

import pytest

from mtm.audit.documents import open_bytes
from mtm.audit.engine import audit_documents

_CHOICE = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")  # {what is right|what is wrong}


def _wrong(text: str) -> list[str]:
    return [f.rule for f in audit_documents([open_bytes("report.md", text.encode())]).wrong]


def _one_wrong(case: str, number: int) -> str:
    """The case with one of its choices taken wrongly."""
    found = [m.start() for m in _CHOICE.finditer(case)]
    return _CHOICE.sub(lambda m: m[2] if m.start() == found[number] else m[1], case)


def _all_wrong(case: str) -> list[str]:
    return [_one_wrong(case, number) for number in range(len(_CHOICE.findall(case)))]


# 7,446 / 12,410 = 60.0 %
OF_THEM = [
    "Arrivals rose to 12,410 in the quarter. Of them 7,446 ({60.0|62.0}%) came from the CIS.",
    "Arrivals rose to 12,410 in the quarter. Of these, 7,446 people, or {60.0|66.0}%, came from the CIS.",
    "In the second quarter 12,410 people entered the country. {60.0|62.0}% of them (7,446) came from the CIS.",
    (
        "In the second quarter 12,410 people entered the country. Among them were 7,446 citizens of CIS "
        "countries ({60.0|69.0} per cent)."
    ),
    "There were 12,410 entries. CIS citizens accounted for 7,446 of these, i.e. {60.0|62.5}%.",
    "A total of 12,410 people arrived. The CIS share was {60.0|50.0}% (7,446 people).",
    "A total of 12,410 people arrived, of whom 7,446 ({60.0|80.0}%) from the CIS.",
    "A total of 12,410 people arrived. Women numbered 7,446, that is {60.0|62.0}% of the total.",
    "A total of 12,410 people arrived. From the CIS came 7,446 of them: {60.0|62.0}%.",
    "A total of 12,410 people arrived; 7,446 of those, {60.0|62.0}%, came from the CIS.",
    "Число прибывших выросло до 12 410 чел. Из них 7 446 ({60,0|62,0}%) прибыли из стран СНГ.",
    "За квартал прибыло 12 410 человек. В том числе из стран СНГ – 7 446 чел. ({60,0|62,0}%).",
    "За квартал прибыло 12 410 человек. Среди них граждан СНГ – 7 446, или {60,0|63,0}%.",
    "За квартал прибыло 12 410 человек. {60,0|62,0}% из них (7 446 чел.) – граждане стран СНГ.",
    "За квартал прибыло 12 410 человек. На долю стран СНГ приходится 7 446 чел., или {60,0|62,0}%.",
    "За квартал прибыло 12 410 человек, из них 7 446 чел. ({60,0|62,0}%) – из стран СНГ.",
    (
        "За квартал прибыло 12 410 человек. Из этого числа 7 446 человек, то есть {60,0|65,0} процента, – "
        "граждане стран СНГ."
    ),
    "За квартал прибыло 12 410 человек. Граждане СНГ составили {60,0|62,0}% из них: 7 446 чел.",
    "Тоқсанда елге 12 410 адам келді. Оның ішінде 7 446 адам ({60,0|62,0}%) ТМД елдерінен.",
    "Тоқсанда елге 12 410 адам келді. Олардың 7 446-сы ({60,0|62,0}%) ТМД елдерінен келген.",
    "Тоқсанда елге 12 410 адам келді. Оның 7 446 адамы немесе {60,0|62,0} пайызы – ТМД азаматтары.",
    "Тоқсанда елге 12 410 адам келді. Солардың {60,0|62,0}%-ы, яғни 7 446 адам, ТМД елдерінен.",
    "Тоқсанда елге 12 410 адам келді, оның ішінде 7 446 адам ({60,0|62,0}%) ТМД елдерінен.",
    "Тоқсанда елге 12 410 адам келді. Олардың ішінде ТМД азаматтары – 7 446 адам, үлесі {60,0|62,0}%.",
    "Тоқсанда келгендер саны 12 410 адамға жетті. Бұлардың 7 446-сы, яғни {60,0|62,0}%-ы, ТМД елдерінен.",
]


@pytest.mark.parametrize("case", OF_THEM)
def test_a_share_of_them_is_of_the_count_before_it(case: str) -> None:
    assert _wrong(_CHOICE.sub(r"\1", case)) == []
    assert all(_wrong(text) for text in _all_wrong(case))


# 7,446 / 12,410 = 60.0 %, 5,922 / 9,870 = 60.0 %, 3,803 / 8,450 = 45.0 %, 2,002 / 5,200 = 38.5 %,
# 4,120 / 20,000 = 20.6 %
OF_A_REPORT = [
    """\
# Migration, second quarter of 2019

Arrivals rose to 12,410 in the quarter, up 4.3% on the year before. Of them 7,446 ({60.0|62.0}%) came from the \
CIS. Departures came to 9,870, of which 5,922 ({60.0|63.0}%) were to the CIS.

| | Arrivals | Departures |
| --- | --- | --- |
| CIS | 7,446 | 5,922 |
| Other | 4,964 | 3,948 |
| Total | 12,410 | 9,870 |""",
    """\
# Миграция, II квартал 2019 года

Число прибывших за квартал – 12 410 человек (на 4,3% больше, чем годом ранее). Из них 7 446 ({60,0|62,0}%) \
прибыли из СНГ. Выбыло 9 870 человек, в том числе 5 922 ({60,0|63,0}%) – в страны СНГ.""",
    """\
# Көші-қон, 2019 жылдың II тоқсаны

Тоқсанда 12 410 адам келді (бір жыл бұрынғыдан 4,3%-ға көп). Олардың 7 446-сы ({60,0|62,0}%) ТМД елдерінен. 9 \
870 адам кетті, оның ішінде 5 922-сі ({60,0|63,0}%) ТМД елдеріне.""",
    (
        "The region took in 8,450 migrants. Of these, 3,803 ({45.0|54.0}%) settled in towns, 4,647 "
        "({55.0|51.0}%) in villages."
    ),
    (
        "Область приняла 8 450 мигрантов. Из них 3 803 ({45,0|54,0}%) поселились в городах, 4 647 "
        "({55,0|51,0}%) – в сёлах."
    ),
    (
        "Облыс 8 450 мигрант қабылдады. Олардың 3 803-і ({45,0|54,0}%) қалаларда, 4 647-сі ({55,0|51,0}%) "
        "ауылдарда орналасты."
    ),
    "Of the 8,450 migrants 3,803, that is {45.0|49.0} per cent, were women.",
    "Altogether 5,200 permits were issued, {38.5|35.8}% of them (2,002) to citizens of Uzbekistan.",
    "Всего выдано 5 200 разрешений, из них {38,5|35,8}% (2 002) – гражданам Узбекистана.",
    "Барлығы 5 200 рұқсат берілді, олардың {38,5|35,8}%-ы (2 002) – Өзбекстан азаматтарына.",
    "Tajikistan sent 4,120 workers, or {20.6|26.0} per cent of all 20,000.",
    "Из общего числа (20 000 человек) на Таджикистан приходится 4 120, или {20,6|26,0}%.",
    "The CIS accounted for 7,446 arrivals. This is {60.0|66.0}% of the total of 12,410.",
    "На страны СНГ пришлось 7 446 прибывших. Это {60,0|66,0}% от общего числа (12 410).",
    (
        "Within the CIS group (10,000 arrivals) Uzbekistan holds {50.0|55.0}% (5,000), Tajikistan "
        "{30.0|33.0}% (3,000) and others 20.0% (2,000)."
    ),
    (
        "Внутри группы СНГ (10 000 прибывших) на Узбекистан приходится {50,0|55,0}% (5 000), на Таджикистан "
        "– {30,0|33,0}% (3 000), на прочих – 20,0% (2 000)."
    ),
    "In 2019, CIS citizens made up 60.0% of arrivals, in 2018 56.5%: a rise of {3.5|5.3} percentage points.",
    "Доля граждан СНГ составила 60,0% против 56,5% годом ранее (+{3,5|5,3} п. п.).",
    "ТМД азаматтарының үлесі 60,0% болды, бір жыл бұрын 56,5% еді (+{3,5|5,3} пайыздық тармақ).",
]


@pytest.mark.parametrize("case", OF_A_REPORT)
def test_a_share_names_its_whole_in_many_ways(case: str) -> None:
    assert _wrong(_CHOICE.sub(r"\1", case)) == []
    assert all(_wrong(text) for text in _all_wrong(case))


# 257,038 / 292,634 = 87.8 %, 100 - 87.8 = 12.2 %, 18,149 / 238,152 = 7.6 %
OF_GROUPS = [
    """\
# Border statistics

There were 238,152 arrivals and 261,680 departures.

Citizens of CIS countries made up 84.5 per cent of arrivals (201,277 people). By country: Azerbaijan – 115,455 \
or 48.5% of all arrivals; the Russian Federation – 41,647 or 17.5% of all arrivals; Uzbekistan – 18,149 or \
{7.6|9.0}% of all arrivals; Tajikistan – 12,539 or 5.3% of all arrivals and Kyrgyzstan – 9,982 or 4.2% of all \
arrivals; the remaining CIS countries contributed 3,505.""",
    """\
# Пересечения границы

За квартал зарегистрировано 238 152 прибытия.

Из стран СНГ прибыли 201 277 чел. (84,5%): из Азербайджана – 115 455 (48,5%), из России – 41 647 (17,5%), из \
Узбекистана – 18 149 ({7,6|9,0}%), из Таджикистана – 12 539 (5,3%), из Кыргызстана – 9 982 (4,2%), из прочих \
стран СНГ – 3 505.""",
    """\
# Шекарадан өту

Тоқсанда 238 152 адам келді.

ТМД елдерінен 201 277 адам келді (84,5%): Әзербайжаннан – 115 455 (48,5%), Ресейден – 41 647 (17,5%), \
Өзбекстаннан – 18 149 ({7,6|9,0}%), Тәжікстаннан – 12 539 (5,3%), Қырғызстаннан – 9 982 (4,2%), басқа ТМД \
елдерінен – 3 505.""",
    "Число въездов граждан СНГ составило 257 038, это {87,8|3 035,0}% всех въездов. Всего въездов было 292 634.",
    "There were 292,634 entries. CIS nationals made 257,038 of them, or {87.8|878.0}% of all entries.",
    "Барлығы 292 634 кіру тіркелді. ТМД азаматтарының кіруі – 257 038, бұл барлық кірудің {87,8|878,0}%-ы.",
    """\
There were 292,634 entries.

| Group | Entries | Share, % |
| --- | --- | --- |
| CIS | 257,038 | 87.8 |
| Other | 35,596 | 12.2 |

Nationals of the CIS accounted for {87.8|78.8}% of entries.""",
    "Entries numbered 292,634, with {87.8|78.8}% by nationals of the CIS (257,038).",
    """\
Entries numbered 292,634, exits 280,100.

CIS nationals: 257,038 entries, i.e. {87.8|91.8}% of all entries.""",
    "Of 292,634 entries, 257,038 were by CIS nationals – {87.8|86.8} per cent.",
    "12.2% of entries were by nationals of other countries, {87.8|78.8}% by nationals of the CIS.",
    "Из 292 634 въездов на граждан СНГ пришлось {87,8|86,8}%, на граждан других стран – 12,2%.",
    "Кірудің {87,8|86,8}%-ы ТМД азаматтарына, 12,2%-ы басқа елдердің азаматтарына тиесілі.",
    (
        "The CIS share of entries was {87.8|78.8}% (a year earlier 89.0%), that of other countries 12.2% (a "
        "year earlier 11.0%)."
    ),
    "Доля СНГ – {87,8|85,8}%, доля остальных стран – 12,2%.",
    "ТМД үлесі – {87,8|85,8}%, қалған елдердің үлесі – 12,2%.",
    "The share of the CIS fell from 90.1% to 87.8%, that is by {2.3|3.2} percentage points.",
    "Доля СНГ: 90,1% годом ранее, 87,8% сейчас (−{2,3|3,2} п. п.).",
    "ТМД үлесі бір жылда 90,1%-дан 87,8%-ға дейін төмендеді (айырмасы −{2,3|3,2} пайыздық тармақ).",
]


@pytest.mark.parametrize("case", OF_GROUPS)
def test_a_share_of_a_group_fits_its_list_and_the_share_of_the_others(case: str) -> None:
    assert _wrong(_CHOICE.sub(r"\1", case)) == []
    assert all(_wrong(text) for text in _all_wrong(case))


# 100 - 13.3 = 86.7 %
LED = [
    """\
Percentage of entries by region:
- CIS member states: {86.7|68.7};
- outside the CIS: 13.3.""",
    """\
Share of arrivals, %:

- CIS: 86.7
- other countries: {13.3|31.3}""",
    """\
Доля въездов, %:

- государства СНГ: {86,7|68,7};
- страны за пределами СНГ: 13,3.""",
    """\
Удельный вес групп стран в общем числе прибывших:
- СНГ – {86,7|96,7}%
- остальные страны – 13,3%""",
    """\
Кірудегі үлесі, %:
- ТМД-ға мүше мемлекеттер: {86,7|68,7};
- ТМД-ға кірмейтін елдер: 13,3.""",
    """\
Елдер тобы бойынша үлес:
– ТМД елдері – {86,7|86,1}%;
– басқа елдер – 13,3%.""",
]


@pytest.mark.parametrize("case", LED)
def test_the_line_before_a_list_says_that_its_numbers_are_shares(case: str) -> None:
    assert _wrong(_CHOICE.sub(r"\1", case)) == []
    assert all(_wrong(text) for text in _all_wrong(case))


# 16,728 / 20,971 = 79.8 %, about eighty; 25,480 / 29,747 = 85.7 %
TWICE = [
    """\
There were 292,634 entries.

| Group | Entries | Share of entries, % |
| --- | --- | --- |
| CIS | 257,038 | 87.8 |
| Other | 35,596 | 12.2 |

Nationals of the CIS accounted for {87.8|78.8}% of entries.""",
    """\
Келгендердің шамамен {сексен|тоқсан} пайызы ТМД азаматтары.

Тоқсанда келгендердің 79,8%-ы – ТМД елдерінің азаматтары.""",
    (
        "About {80|90} per cent of arrivals were CIS citizens. In all, 20,971 people arrived, 16,728 of them "
        "from the CIS (79.8%)."
    ),
    """\
Примерно {восемьдесят|девяносто} процентов прибывших – граждане СНГ.

На долю стран СНГ пришлось 79,8% прибывших.""",
    """\
Граждане СНГ составили 79,8% прибывших.

Иначе говоря, порядка {80|60} % прибывших – из стран СНГ.""",
    (
        "Из каждых ста прибывших на страны СНГ приходится в среднем {восемьдесят шесть|девяносто три}. Доля "
        "граждан СНГ среди прибывших – 85,8%."
    ),
    (
        "Out of every hundred arrivals, {eighty-six|ninety-three} were from the CIS. The CIS share of "
        "arrivals was 85.8%."
    ),
    "Of every 100 people who arrived, {86|68} came from the CIS. The CIS share of arrivals was 85.8%.",
    "Әр 100 келгеннің {86-сы|68-і} ТМД елдерінен. ТМД-ның келгендердегі үлесі – 85,8%.",
    """\
> Коротко: прибыло 29 747 чел., выбыло 31 938 чел.; доля стран СНГ среди прибывших – {85,7|65,7}%; денежные \
переводы – 650,1 млн долларов США.

## Прибывшие

На граждан стран СНГ пришлось 85,7% прибывших (25 480 чел.).""",
    """\
> At a glance: 29,747 arrivals, 31,938 departures; the CIS share of arrivals – {85.7|65.7}%; remittances – USD \
650.1 million.

## Arrivals

CIS citizens made up 85.7% of arrivals (25,480 people).""",
    """\
> Қысқаша: 29 747 адам келді, 31 938 адам кетті; келгендердегі ТМД елдерінің үлесі – {85,7|65,7}%; ақша \
аударымдары – 650,1 млн АҚШ доллары.

## Келгендер

Келгендердің 85,7%-ы (25 480 адам) ТМД азаматтары.""",
]


@pytest.mark.parametrize("case", TWICE)
def test_a_share_said_twice_is_one_share(case: str) -> None:
    assert _wrong(_CHOICE.sub(r"\1", case)) == []
    assert all(_wrong(text) for text in _all_wrong(case))


# each of these is right; the bases differ, or the words do
CORRECT = [
    "The share of women among CIS citizens was 45.2%, among citizens of other countries 54.9%.",
    "CIS citizens made up 87.8% of arrivals and 79.4% of departures, citizens of other countries 12.2% and 20.6%.",
    "The survey covered 6,742 people. Men: 3,100. Women: 3,642. Respondents with children: 2,010.",
    "6,742 people were interviewed. Main reasons: work – 4,643, family – 1,161, study – 488.",
    """\
The office handled 12,400 cases in May.

- visas: 6,210
- permits: 3,120
- registrations: 2,480""",
    """\
In one region, half of the schools were closed.

## Remittances

| From | USD million | Share, % |
| --- | --- | --- |
| Poland | 206.1 | 36.1 |
| China | 117.0 | 20.5 |
| Georgia | 97.1 | 17.0 |
| Other | 150.6 | 26.4 |

In the largest region, two thirds of households receive money. One country, Poland, doubled its transfers; a \
third of it came by post.""",
    """\
CIS citizens made up 85.8% of arrivals in 2022 and about 90% in 2019.

The CIS share of arrivals was 85.8%.""",
    (
        "Доля граждан СНГ среди прибывших составила 85,8%. Среди прибывших воздушным путем граждане СНГ "
        "составили около 60%."
    ),
    "About 40% of arrivals from the CIS were women. The CIS share of arrivals was 85.8% (12,013 of 14,001).",
    "Arrivals numbered 12,410. Of these, 7,446 (60.0%) came from the CIS, 1,489 (20.0% of them) to study.",
    "12,410 people arrived. Of them 7,446 (60.0%) came from the CIS. Of the latter, 2,234 (30.0%) were women.",
    "За год прибыло 12 410 человек. Из них 7 446 (60,0%) – из СНГ. Из последних 2 234 (30,0%) – женщины.",
    (
        "Сұралғандардың үштен екісі – еңбекке қабілетті жастағылар. Ерлер арасында еңбекке қабілетті "
        "жастағылар 71,2%, әйелдер арасында 62,3%."
    ),
    "Two thirds of the men and half of the women were of working age. Overall 58.4% were of working age.",
    (
        "Of every hundred men, 93 were employed. Of every 100 arrivals from the EU, 12 were students. The EU "
        "share of arrivals was 31.4%."
    ),
    "На каждые 100 мужчин приходится 93 женщины. Доля СНГ среди прибывших – 85,8%.",
    (
        "In the sample, 38.1% were minors. A little over a quarter of the minors travelled alone; nearly "
        "half of respondents aged over 60 travelled with family. Minors from rural areas: 25.1%."
    ),
    """\
Entries by group (in thousands):
- CIS: 86.7;
- other countries: 20.1.""",
    """\
Share of women by group of countries, %:
- CIS: 46.7;
- other countries: 43.1.""",
    """\
Growth of arrivals, %:
- CIS: 6.7;
- other countries: 13.1.""",
    """\
Percentage of those who intend to stay among arrivals:
- CIS: 46.7;
- other countries: 43.1.""",
    (
        "Всего выдано 5 200 разрешений. Срок действия 2 002 из них – до года (38,5%), 1 040 (20,0%) – до "
        "двух лет. Из общего числа заявлений (8 000) отклонено 2 800, или 35,0%."
    ),
    (
        "The 20,000 entries split into 12,000 by road and 8,000 by air. 5,000 of the road entries were by CIS \
citizens."
    ),
    """\
Один из трёх опрошенных приехал впервые. В крупнейшей стране – получателе половину средств тратят на еду.

| Страна | Доля, % |
| --- | --- |
| Польша | 36,1 |
| Китай | 20,5 |
| Грузия | 17,0 |""",
    "12% of arrivals from the EU were students. The EU share of arrivals was 31.4%.",
    "12% прибывших из СНГ – студенты. Доля граждан СНГ среди прибывших – 85,8%.",
    "ТМД-дан келгендердің 12%-ы – студенттер. ТМД-ның келгендердегі үлесі – 85,8%.",
    "Около 40% въездов граждан СНГ пришлось на июль. Доля СНГ во въездах – 85,8%.",
    "Of the arrivals from the CIS, about 40% came in July. The CIS share of arrivals was 85.8%.",
]


@pytest.mark.parametrize("text", CORRECT)
def test_shares_of_other_wholes_are_no_error(text: str) -> None:
    assert _wrong(text) == []


# 100 - 55.7 - 13.0 = 31.3; 100 - 71 - 15 - 5 = 9; 2,984 / 20,956 = 14.2 %
REMAINING = [
    "Roads carried 55.7% of the traffic, airports {31.3|26.5}% and railways the remaining 13.0%.",
    "На автомобильный транспорт пришлось 55,7% поездок, на воздушный – {31,3|26,5}%, остальные 13,0% – на железную "
    "дорогу.",
    "Халықтың 71 %-ы – қазақтар, 15 %-ы – орыстар, {9|12} %-ы – өзбектер, қалған 5 %-ы – өзге этностар.",
    "Turkish citizens hold 5,870 permits of the 20,956. Chinese and Indian citizens hold 4,733 and 2,984 respectively "
    "(22.6 and {14.2|17.1} per cent).",
]


@pytest.mark.parametrize("case", REMAINING)
def test_the_remaining_share_closes_a_list(case: str) -> None:
    assert _wrong(_CHOICE.sub(r"\1", case)) == []
    assert all(_wrong(text) for text in _all_wrong(case))


# 30.0 + 16.7 + 8.5 = 55.2 %: the list begins in the sentence before; the sides are said by the nouns
NO_LIST = [
    "Of 1,372,847 entries, 263,050, that is 19.2%, were by nationals of countries outside the CIS.\n\nThe share of "
    "entries from outside the CIS (19.2%) was 0.7 percentage points below the one seen before (19.9%).",
    "Nearly half (44.8%, or 78,216 persons) stay with host families. Another 52,433 (30.0%) rent, 29,110 (16.7%) live "
    "in camps and the remaining 14,812 (8.5%) in shelters.",
    "A total of 29,865 persons entered and 30,699 persons left the country.\n\nOther countries sent 5,315 persons "
    "(17.8% of all immigrants): Poland (918, or 17.3%), Mongolia (746, or 14.0%), Georgia (3,651, or 68.7%).",
]


@pytest.mark.parametrize("text", NO_LIST)
def test_a_list_that_began_before_or_of_another_side_is_no_error(text: str) -> None:
    assert _wrong(text) == []
