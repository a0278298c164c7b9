"""Correct sentences as news and yearbooks print them, each of a structure that the auditor has accused.

Every number is true; the second list has the same structures with one number or word wrong, which must be found.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit


def _wrong(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "news.md"
    path.write_text(text + "\n", encoding="utf-8")
    return [f.message for f in audit([path]).findings if f.kind in ("error", "likely")]


TRUE = {
    # 9,000 births fell by 2 %, 13,000 deaths by 5 %: neither is an earlier value of the other
    "births and deaths with a change each (en)": "In the past year 9,000 babies were born, down 2 percent from the "
    "same "
    "period of last year, while 13,000 people died, 5 percent fewer than in the previous year.",
    "births and deaths with a change each (ru)": "За год родилось 9 000 детей (на 150 меньше, чем в 2015 году), умерло "
    "– "
    "13 000 человек (снижение на 266).",
    "births and deaths with a change each (kk)": "Жыл ішінде 9 000 бала туды, бұл өткен жылмен салыстырғанда 2 %-ға "
    "аз, "
    "ал 13 000 адам қайтыс болды, бұл 5 %-ға аз.",
    # 3.2 % a year over nine years make 33 % together
    "a mean rate of several years (en)": "The number of pupils increased at an average of 3.2 percent annually, from "
    "403,000 in 2004 to 535,000 in 2013.",
    "a mean rate of several years (ru)": "Число учеников росло в среднем на 3,2 % в год: с 403 000 в 2004 году до 535 "
    "000 "
    "в 2013 году.",
    "a mean rate of several years (kk)": "Оқушылар саны жылына орта есеппен 3,2 %-ға өсіп, 2004 жылғы 403 000-нан 2013 "
    "жылы 535 000-ға жетті.",
    # 700 now, 200 then: 3.5 times
    "a number of times beside one value (en)": "Most came to the coast: 1.3 thousand people, 3.5 times more than a "
    "year "
    "earlier.",
    "a number of times beside one value (ru)": "Больше всего людей прибыло на побережье: 1,3 тыс. человек – в 3,5 раза "
    "больше, чем годом ранее.",
    "a number of times beside one value (kk)": "Келгендердің көбі жағалауда: 1,3 мың адам – бір жыл бұрынғыға "
    "қарағанда "
    "3,5 есе көп.",
    # 90 / 120 is 25 % less, 90 / 75 is 20 % more
    "two comparisons with their bases in brackets (en)": "Some 90,000 workers came in the first quarter. That is 25% "
    "(120,000 workers) less than in the last quarter of 2023 and 20% (75,000) more than in the same quarter of 2023.",
    "two comparisons with their bases in brackets (ru)": "В первом квартале прибыло 90 000 рабочих. Это на 25 % (120 "
    "000 "
    "рабочих) меньше, чем в последнем квартале 2023 года, и на 20 % (75 000) больше, чем в том же квартале 2023 года.",
    "two comparisons with their bases in brackets (kk)": "Бірінші тоқсанда 90 000 жұмысшы келді. Бұл 2023 жылдың соңғы "
    "тоқсанымен салыстырғанда 25 %-ға (120 000 жұмысшы) аз және 2023 жылдың сәйкес кезеңімен салыстырғанда 20 %-ға "
    "(75 000) көп.",
    # two provinces in brackets are no earlier and later value of the growth of a third
    "the verb that is spelt as the adverb now (kk)": "Үздік үштікке Қызылорда (3,7 мың неке) және Алматы (3,5 мың "
    "неке) "
    "облыстары енді. Ең азы – Ұлытау облысында: 700 неке, жылдық өсім – 5,7 %.",
    "older records beside a change (en)": "November brought 5.15 million nights. This is 5.4 per cent more than in "
    "November 2022 and the third-highest November figure after 5.23 million nights in 2018 and 5.30 million in 2019.",
    "older records beside a change (ru)": "В ноябре было 5,15 млн ночёвок. Это на 5,4 % больше, чем в ноябре 2022 "
    "года, "
    "и третий результат после 5,23 млн в 2018 году и 5,30 млн в 2019 году.",
    # 80.0 grew by 11.7 % to it; the next line speaks of another country
    "a line that ends with an abbreviated currency (ru)": "Общий объём переводов за рубеж вырос по сравнению с тем же "
    "периодом 2019 года на 11,7 %, до 314,6 млрд тг.\nСреди стран заметно увеличился объём в Армению: на 81,7 %, до "
    "63,8 млрд тг.",
    # 5.5 and 5.4 million are rounded: what lies between them is nothing to 0.2 million
    "two rounded millions beside an amount (kk)": "5,5 миллион адам шетелге шықты.\n\nОл жерде 5,4 миллион адам "
    "демалып, "
    "129 183,2 миллион теңгеге қызмет көрсетілді.",
    "two rounded millions beside an amount (ru)": "За рубеж выехали 5,5 млн человек.\n\nТам отдохнули 5,4 млн человек, "
    "услуг оказано на 129 183,2 млн тенге.",
}


@pytest.mark.parametrize("text", TRUE.values(), ids=TRUE)
def test_a_true_sentence_of_the_news_raises_no_alarm(tmp_path: Path, text: str) -> None:
    assert _wrong(tmp_path, text) == []


FALSE = {
    # 13,000 against 14,000 is 7.1 % less
    "deaths with their own earlier value": "In the past year 9,000 babies were born, while 13,000 people died, 17.1 "
    "percent "
    "fewer than the 14,000 of the year before.",
    # 535 / 403 is 32.8 % more
    "a change of all the years": "The number of pupils increased by 23.8 percent, from 403,000 in 2004 to 535,000 in "
    "2013.",
    # 90 / 120 is 25 % less
    "a base in brackets": "Бірінші тоқсанда 90 000 жұмысшы келді. Бұл соңғы тоқсанмен салыстырғанда 35 %-ға (120 000 "
    "жұмысшы) аз.",
    # 5.15 against 4.90 is 5.1 % more
    "the value of the compared month": "November brought 5.15 million nights, 15.1 per cent more than in November 2022 "
    "(4.90 million).",
}


@pytest.mark.parametrize("text", FALSE.values(), ids=FALSE)
def test_a_false_number_of_the_same_structure_is_found(tmp_path: Path, text: str) -> None:
    assert _wrong(tmp_path, text)
