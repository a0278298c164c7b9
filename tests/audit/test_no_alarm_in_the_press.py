"""True sentences as ministries and news agencies print them, each of a structure that the auditor has accused.

Every number is made up and true; the second list has the same structures with one number wrong, which must be found.
"""

from __future__ import annotations

import pytest

from mtm.audit.documents import open_bytes
from mtm.audit.engine import audit_documents

TRUE = {
    # 2,388 of 45,924 are 5.2 %: the count in brackets is by how much, not what it was
    "a rate and its amount in brackets (en)": "In May the service issued 48,312 visas. That is 5.2 per cent (or 2,388 "
    "visas) more than a year earlier.",
    "a rate and its amount in brackets (ru)": "В мае служба выдала 48 312 виз. Это на 5,2% (или 2 388 виз) больше, чем "
    "годом ранее.",
    "a rate and its amount in brackets (kk)": "Мамырда қызмет 48 312 виза берді. Бұл бір жыл бұрынғыдан 5,2 %-ға "
    "(немесе 2 388 визаға) көп.",
    # two lands, each with its rate and what it reached
    "what was reached in brackets behind a rate (en)": "Latvia came next with growth of 64.0 per cent, to 15.21 "
    "thousand trips. The flow from Oman also rose by 31.5 per cent (16.1 thousand trips).",
    "what was reached in brackets behind a rate (ru)": "Следом идёт Латвия – рост на 64,0%, до 15,21 тыс. поездок. "
    "Увеличился и поток из Омана – рост на 31,5% (16,1 тыс. поездок).",
    "what was reached in brackets behind a rate (kk)": "Келесі – Латвия: 64,0 %-ға өсіп, 15,21 мың сапарға жетті. "
    "Оманнан келетін ағын да 31,5 %-ға өсті (16,1 мың сапар).",
    # 6,400 and 4,100 are of two regions
    "a region with its value and rate in brackets (en)": "Most arrivals, 6.4 thousand people, were counted "
    "in the capital. Next comes the Turkistan region (4.1 thousand people, up 36.1%).",
    "a region with its value and rate in brackets (ru)": "Больше всего прибывших насчитали в столице: 6,4 тыс. "
    "человек. Далее идёт Туркестанская область (4,1 тыс. человек, плюс 36,1%).",
    "a region with its value and rate in brackets (kk)": "Келгендердің ең көбі елордада: 6,4 мың адам. Одан кейін "
    "Түркістан облысы (4,1 мың адам, плюс 36,1%).",
    # "mostly" is said of their work
    "mostly said of work (en)": "Labour migrants do mostly seasonal work and live on the territory of Kazakhstan. In "
    "2022 Kazakhstan stood ninth by number of immigrants (3.73 million, or 19.4% of its population).",
    "mostly said of work (ru)": "Трудовые мигранты заняты преимущественно сезонным трудом и живут на территории "
    "Казахстана. В 2022 году Казахстан занял девятое место по числу иммигрантов (3,73 млн, или 19,4% населения).",
    # 5,218 - 3,788 = 1,430 now, 6,340 - 2,915 = 3,425 then
    "both flows of then in brackets (en)": "The net migration gain from January to May was 1,430 people. From "
    "other countries 5,218 people arrived in Belarus, 3,788 people left Belarus (a year earlier 6,340 and 2,915 people "
    "respectively).",
    "both flows of then in brackets (ru)": "Миграционный прирост за январь–май составил 1 430 человек. Из других стран "
    "в Беларусь прибыли 5 218 человек, выбыли из Беларуси 3 788 человек (в январе–мае минувшего года соответственно "
    "6 340 и 2 915 человек).",
    "both flows of then in brackets (kk)": "Қаңтар–мамырдағы көші-қон айырымы 1 430 адам болды. Басқа елдерден "
    "Беларуське 5 218 адам келді, Беларустен 3 788 адам кетті (бір жыл бұрын тиісінше 6 340 және 2 915 адам).",
    # 41.8 of one month, 7.3 of another: neither is a part of what came in the third
    "money of another month (en)": "In May 94.1 million dollars came to Tajikistan, in April 49.9 million dollars. "
    "Transfers from Tajikistan made 41.8 million dollars. In May alone 7.3 million dollars were sent to other "
    "countries.",
    "money of another month (ru)": "В мае в Таджикистан перевели $94,1 миллиона. В апреле эта цифра была меньше – "
    "$49,9 миллиона. При этом объём переводов из Таджикистана составил $41,8 миллиона. Только в мае в другие страны "
    "отправлено $7,3 миллиона.",
    # 768.8 of what rounds to 2 million is anything from 31 to 51 per cent
    "a share beside a crude whole (en)": "Workers on their own account were 2 million. In towns 724.6 thousand (36.2%) "
    "work on their own account. Without a licence 53.2% of those who work on their own account sell goods.",
    "a share beside a crude whole (kk)": "Жылдың басында 2 млн адам өзін жұмыспен қамтыды. Әйелдердің үлесі 44,7% "
    "(893,5 мың адам) болды. Қалалық жерде 724,6 мың адам (36,2%) өзін жұмыспен қамтып отыр. Сонымен қатар, өнімсіз "
    "жұмыспен қамтылған тұрғындардың үлесі 53,2%-ке жетті.",
    # 1,240 of 3,100 are 40.0 %; 3,100 - 1,240 happens to be a balance of the report
    "a loss as a share of a gain (en)": "The coast had a balance of +1,860. Two districts were deprived of 1,240 "
    "people together, which equals 40.0% of the gain of the two others (3,100).",
    "a loss as a share of a gain (ru)": "Баланс побережья +1 860. Два района лишились вместе 1 240 человек, что равно "
    "40,0 % прироста двух других районов (3 100).",
    "a loss as a share of a gain (kk)": "Жағалаудың айырымы +1 860. Екі аудан бірге 1 240 адамынан айырылды, бұл өзге "
    "екі ауданның (3 100) өсімінің 40,0 %-ы.",
    # 14,205 of the 26,380 came from elsewhere; the 4.3 % is on a number that nobody prints
    "a part behind what a fall came to (en)": "In January to August 2022 arrivals fell by 4.3% on the same period of "
    "the previous year and came to 26,380 people (including 14,205 people from outside the region).",
    "a part behind what a fall came to (ru)": "В январе–августе 2022 года число прибывших по сравнению с аналогичным "
    "периодом прошлого года снизилось на 4,3% и составило 26 380 человек (в том числе 14 205 человек прибыли из-за "
    "пределов региона).",
    "a part behind what a fall came to (kk)": "2022 жылғы қаңтар–тамызда келгендер саны өткен жылдың сәйкес кезеңімен "
    "салыстырғанда 4,3 %-ға азайып, 26 380 адам болды (оның ішінде 14 205 адам өңірден тыс жерден келді).",
    # a gain of 2,410 then, a loss of 3,860 now
    "a gain that gave way to a loss (ru)": "Год назад миграционный прирост составлял 2 410 человек, в 2022 году он "
    "сменился миграционной убылью в 3 860 человек.",
    "a gain that turned into a loss (ru)": "Год назад миграционный прирост составлял 2 410 человек, в 2022 году он "
    "сменился на миграционную убыль в 3 860 человек.",
}

WRONG = {
    # 18,460 of 15,210 are 21.4 % more
    "a rate on the value in brackets (en)": "The service counted 18,460 trips, 41.2 per cent more than a year "
    "earlier (15,210).",
    "a rate on the value in brackets (ru)": "Служба насчитала 18 460 поездок, на 41,2% больше, чем годом ранее "
    "(15 210).",
    "a rate on the value in brackets (kk)": "Қызмет 18 460 сапар тіркеді, бұл бір жыл бұрынғыдан (15 210) "
    "41,2 %-ға көп.",
    # 5,218 - 3,788 = 1,430
    "both flows of then in brackets (en)": "The net migration gain from January to May was 1,340 people. In all 5,218 "
    "people arrived, 3,788 people left (a year earlier 6,340 and 2,915 people respectively).",
    "both flows of then in brackets (ru)": "Миграционный прирост за январь–май составил 1 340 человек. Всего прибыли "
    "5 218 человек, выбыли 3 788 человек (в январе–мае прошлого года соответственно 6 340 и 2 915 человек).",
    "both flows of then in brackets (kk)": "Қаңтар–мамырдағы көші-қон айырымы 1 340 адам болды. Барлығы 5 218 адам "
    "келді, 3 788 адам кетті (бір жыл бұрын тиісінше 6 340 және 2 915 адам).",
}


def _wrong(text: str) -> list[str]:
    return [f.message for f in audit_documents([open_bytes("press.md", f"{text}\n".encode())]).wrong]


@pytest.mark.parametrize("name", TRUE)
def test_a_true_sentence_is_not_accused(name: str) -> None:
    assert _wrong(TRUE[name]) == []


@pytest.mark.parametrize("name", WRONG)
def test_the_same_structure_with_a_wrong_number_is_found(name: str) -> None:
    assert _wrong(WRONG[name])
