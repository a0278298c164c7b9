"""Portions of an age, of a sex, of the first of all; lists in full or with the rest before them; wholes that split."""

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


# 36.1 % is over a third, 66.8 % two thirds, 43.1 % over two fifths
PORTIONS = [
    """\
# Arrivals in the fourth quarter of 2017

CIS share of arrivals: 66.5% in Q4 2016, 73.1% in Q4 2017 (6.6 percentage points).

All in all, {almost three quarters|nearly two thirds} of arrivals are attributable to CIS countries.""",
    """\
In the sample of 10 210 people there were 6 606 adults of working age, 2 489 children and 1 115 older persons – \
64.7, 24.4 and 10.9 per cent respectively.

Of all respondents, {nearly two thirds|almost three quarters} were of working age.""",
    """\
## Sample

- working age: 68.2%
- children: 20.1%
- older persons: 11.7%

{A little over two thirds|A little over one third} of those interviewed are of working age.""",
    """\
## Remittances

| From | USD million | Share, % |
| --- | --- | --- |
| Poland | 206.1 | 36.1 |
| China | 117.0 | 20.5 |
| Georgia | 97.1 | 17.0 |
| Other | 150.6 | 26.4 |
| Total | 570.8 | 100.0 |

{More than a third|More than a half} of the money comes from the largest sender.""",
    """\
## Remittances

The largest sender provided 36.1% of the transfers, USD 206.1 million.

In other words, {over one third|two thirds} of the money came from one single country.""",
    """\
## Remittances

Dependence on one country remains high: {just over a third|nearly half} of all transfers originate there.

| From | USD million | Share of total |
| --- | --- | --- |
| Poland | 206.1 | 36.1% |
| China | 117.0 | 20.5% |
| Georgia | 97.1 | 17.0% |
| Other | 150.6 | 26.4% |""",
    """\
## Переводы

| Страна | Млн долларов | Доля, % |
| --- | --- | --- |
| Польша | 206,1 | 36,1 |
| Китай | 117,0 | 20,5 |
| Грузия | 97,1 | 17,0 |
| Прочие | 150,6 | 26,4 |
| Всего | 570,8 | 100 |

{Более трети|Более двух третей} всех средств поступает из одной страны.""",
    """\
## Переводы

На крупнейшего отправителя приходится 36,1% суммы.

{Чуть больше трети|Без малого две трети} переводов дает одна-единственная страна.""",
    """\
## Переводы

| Страна | Млн долларов | Доля, % |
| --- | --- | --- |
| Польша | 206,1 | 36,1 |
| Китай | 117,0 | 20,5 |
| Грузия | 97,1 | 17,0 |
| Прочие | 150,6 | 26,4 |

{Свыше трети|Почти половину} денег прислала страна, занимающая первое место.

Ведущая страна обеспечивает {немногим более трети|три четверти} поступлений.""",
    """\
## Опрос

Дети составили 21,3% опрошенных, лица трудоспособного возраста – 66,8%, пожилые – 11,9%.

{Примерно две трети|Примерно половина} респондентов – люди трудоспособного возраста.

{Каждый пятый|Каждый третий} – ребенок.

Детей среди опрошенных – {около пятой части|около трети}.""",
    """\
## Сауалнама

Балалардың үлесі – 21,3%, еңбекке қабілетті жастағылар – 66,8%, егде жастағылар – 11,9%.

Респонденттердің {үштен екісі|жартысы} еңбекке қабілетті жаста.

Еңбекке қабілетті жастағылар сұралғандардың {шамамен үштен екісін|шамамен үштен бірін} құрайды.""",
    """\
## Аударымдар

| Ел | Млн доллар | Үлесі, % |
| --- | --- | --- |
| Польша | 206,1 | 36,1 |
| Қытай | 117,0 | 20,5 |
| Грузия | 97,1 | 17,0 |
| Басқалары | 150,6 | 26,4 |

Соманың {үштен бірінен астамы|төрттен үшінен астамы} бір ғана елден түседі.

Жетекші ел қаражаттың {үштен бірінен сәл көбін|жартысынан көбін} береді.

Ең ірі жіберушінің үлесі {үштен бірден асады|үштен екіден асады}.""",
    """\
## Survey

Women made up 43.1% of respondents and men 56.9%.

{Over two fifths|Over two thirds} of the respondents were women.""",
    """\
## Опрос

Женщины составили 43,1% опрошенных, мужчины – 56,9%.

Женщин среди опрошенных – {чуть больше двух пятых|чуть больше двух третей}.""",
    """\
## Arrivals

Turkmenistan leads the CIS with 51.2% of arrivals from the group.

| Country | Arrivals | Share of all arrivals, % |
| --- | --- | --- |
| Turkmenistan | 12,000 | 40.0 |
| Armenia | 9,000 | 30.0 |
| Belarus | 6,000 | 20.0 |
| Other | 3,000 | 10.0 |

{Two fifths|Three quarters} of all arrivals come from one country.""",
]


@pytest.mark.parametrize("case", PORTIONS)
def test_a_portion_agrees_with_the_share_of_whom_it_speaks(case: str) -> None:
    assert _wrong(_CHOICE.sub(r"\1", case)) == []
    assert all(_wrong(text) for text in _all_wrong(case))


# 246,243 + 38,826 = 285,069; 1,688,537 + 478,335 = 2,166,872
SPLITS = [
    """\
# Arrivals in the second quarter of 2019

The 2,166,872 entries of the second quarter of 2019 split into {1,688,537|1,288,537} from CIS member states and \
478,335 from outside the CIS.""",
    "All {285,069|885,069} exits divide into 246,243 by CIS citizens and 38,826 by citizens of other countries.",
    (
        "Of the total of {285,069|286,069} exits, 246,243 were by nationals of CIS member states and 38,826 "
        "by nationals of countries outside the CIS."
    ),
    (
        "All exits ({285,069|885,069}): 246,243 by nationals of CIS member states, the remaining 38,826 by "
        "nationals of countries outside the CIS."
    ),
    "The {285,069|295,069} departures consisted of 246,243 CIS nationals and 38,826 others.",
    (
        "The quarter's 285,069 arrivals comprise {246,243|264,243} people from the CIS and 38,826 from other \
countries."
    ),
    (
        "{2 166 872|2 666 872} въезда второго квартала 2019 года распределяются так: 1 688 537 – из "
        "государств СНГ и 478 335 – из стран за пределами СНГ."
    ),
    (
        "Из всех выездов ({285 069|885 069}) 246 243 пришлось на граждан государств СНГ, остальные 38 826 – "
        "на граждан стран за пределами СНГ."
    ),
    (
        "Общее число выездов, {285 069|258 069}, складывается из 246 243 выездов граждан СНГ и 38 826 "
        "выездов граждан других стран."
    ),
    (
        "285 069 выездов делятся на 246 243 выезда граждан государств СНГ и {38 826|38 226} выездов граждан "
        "стран за пределами СНГ."
    ),
    "Из {285 069|385 069} прибывших 246 243 – граждане СНГ, а 38 826 – граждане прочих стран.",
    (
        "Барлық шығудың ({285 069|885 069}) 246 243 бірлігі ТМД-ға мүше мемлекеттердің азаматтарына, қалған "
        "38 826 бірлігі ТМД-ға кірмейтін елдердің азаматтарына тиесілі."
    ),
    "{285 069|285 669} кірудің 246 243-і ТМД-ға мүше мемлекеттерден, 38 826-сы ТМД-ға кірмейтін елдерден.",
    (
        "Барлығы {285 069|295 069} адам шықты: 246 243 адам – ТМД елдерінің азаматтары, 38 826 адам – өзге "
        "елдердің азаматтары."
    ),
    (
        "Кірген 285 069 адам екі топқа бөлінеді: ТМД елдерінен {246 243|264 243} адам және ТМД-дан тыс "
        "елдерден 38 826 адам."
    ),
    (
        "Кетушілердің жалпы саны {285 069|258 069} адам, оның 246 243-і ТМД азаматы, ал 38 826-сы басқа "
        "елдердің азаматы."
    ),
]


@pytest.mark.parametrize("case", SPLITS)
def test_a_whole_that_splits_is_the_sum_of_its_parts(case: str) -> None:
    assert _wrong(_CHOICE.sub(r"\1", case)) == []
    assert all(_wrong(text) for text in _all_wrong(case))


# 6,516 + 4,979 + 1,845 + 736 + 387 = 14,463; 4,643 + 1,611 + 488 = 6,742; 33,606 less the others = 2,253
LISTS = [
    (
        "Entries by CIS nationals came to 14,463. By country: Tajikistan ({6,516|6,156}; in the same quarter "
        "of 2023, 7,794); Kyrgyzstan (4,979; in the same quarter of 2023, 8,162); Armenia (1,845; in the "
        "same quarter of 2023, 3,190) and Turkmenistan (736; in the same quarter of 2023, 1,322). Another "
        "387 came from other CIS states."
    ),
    (
        "Число въездов граждан СНГ – 14 463. По странам: Таджикистан ({6 516|6 156}; годом ранее 7 794); "
        "Кыргызстан (4 979; годом ранее 8 162); Армения (1 845; годом ранее 3 190) и Туркменистан (736; "
        "годом ранее 1 322). Ещё 387 дали другие государства СНГ."
    ),
    (
        "ТМД азаматтарының кіру саны – 14 463. Елдер бойынша: Тәжікстан ({6 516|6 156}; бір жыл бұрын 7 "
        "794); Қырғызстан (4 979; бір жыл бұрын 8 162); Армения (1 845; бір жыл бұрын 3 190) және "
        "Түрікменстан (736; бір жыл бұрын 1 322). Тағы 387 адам басқа ТМД елдерінен."
    ),
    (
        "Из стран вне СНГ прибыло 33 606 человек, 2 253 из них – граждане стран, не выделенных отдельно. "
        "Отдельно выделены: Республика Корея – 15 753 (рост на 34,9%), Польша – {8 505|8 055} (рост на "
        "50,8%), Китай – 3 294 (рост на 21,1%), Германия – 2 154 (снижение на 34,9%), Индия – 1 647 (рост на "
        "7,9%)."
    ),
    (
        "Of the 33,606 people who came from outside the CIS, 2,253 were nationals of countries not listed "
        "separately. The others are: the Republic of Korea – 15,753 (up 34.9%), Poland – {8,505|8,055} (up "
        "50.8%), China – 3,294 (up 21.1%), Germany – 2,154 (down 34.9%), and India – 1,647 (up 7.9%)."
    ),
    (
        "ТМД-дан тыс елдерден келген 33 606 адамның 2 253 адамы бөлек көрсетілмеген елдердің азаматтары. "
        "Бөлек көрсетілгендері: Корея Республикасынан – 15 753 адам (жыл ішінде 34,9%-ға артты), Польшадан – "
        "8 505 адам (жыл ішінде 50,8%-ға артты), Қытайдан – 3 294 адам (жыл ішінде 21,1%-ға артты), "
        "Германиядан – {2 154|8 154} адам (жыл ішінде 34,9%-ға кеміді), сондай-ақ Үндістаннан – 1 647 адам "
        "(жыл ішінде 7,9%-ға артты)."
    ),
    (
        "Non-CIS countries contributed 4,318 arrivals: 1,607 people from India, {1,225|1,252} people from "
        "the Republic of Korea, 668 people from Germany and 367 people from China; other countries, 451."
    ),
    (
        "Other countries outside the CIS account for 451 of the 4,318 non-CIS arrivals. The rest came from "
        "India (1,607), the Republic of Korea ({1,225|1,252}), Germany (668) and China (367)."
    ),
    (
        "ТМД-дан тыс елдерден 4 318 адам келді: Үндістаннан – 1 607, Кореядан – {1 225|1 252}, Германиядан – "
        "668, Қытайдан – 367, өзге елдерден – 451."
    ),
    (
        "451 из 4 318 прибывших из-за пределов СНГ приехали из прочих стран. Остальные – из Индии (1 607), "
        "Республики Корея ({1 225|1 252}), Германии (668) и Китая (367)."
    ),
    "В опросе приняли участие 6 742 человека. Работа: 4 643. Семья: {1 611|16 110}. Учеба: 488.",
    "Сауалнамаға 6 742 адам қатысты. Жұмыс: 4 643. Отбасы: {1 611|1 161}. Оқу: 488.",
    "The survey covered 6,742 people. Work: 4,643. Family: {1,611|1,161}. Study: 488.",
    """\
The survey covered 6,742 people.

- Work: 4,643
- Family: {1,611|1,161}
- Study: 488""",
    "6,742 people were interviewed. Reasons: work – 4,643, family – {1,611|1,161}, study – 488.",
    """\
Опрошено 6 742 человека:

- работа – 4 643;
- семья – {1 611|1 161};
- учеба – 488.""",
    """\
Сұралғандар саны – 6 742.

– жұмыс үшін: 4 643
– отбасы үшін: {1 611|1 161}
– оқу үшін: 488""",
]


@pytest.mark.parametrize("case", LISTS)
def test_a_list_adds_up_with_its_rest_before_or_behind_it(case: str) -> None:
    assert _wrong(_CHOICE.sub(r"\1", case)) == []
    assert all(_wrong(text) for text in _all_wrong(case))
