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


AGAIN = {
    # 4.5 against 8.6 is down, against 3.4 up
    "two earlier values, each with its own word (en)": "The country gained a net 4,500 residents in March, down from a "
    "revised 8,565 in February but up from 3,396 in March last year.",
    "the same in another measure in brackets (en)": "Adjusted for the season the country gained 490 people (1000 "
    "unadjusted) in March, up from 240 in February.",
    "the same in another measure in brackets (ru)": "С поправкой на сезон прирост составил 490 человек (1000 "
    "нескорректированный) в марте против 240 в феврале.",
    # 12,727,404 + 7,516,577 = 20,243,981, which is more than 20 million 243 thousand
    "more than so many millions and thousands (kk)": "Елімізде 20 миллион 243 мыңнан астам адам тұрады. Оның ішінде "
    "қала халқы – 12 727 404 адам, ауыл халқы – 7 516 577 адам.",
    "more than so much money (ru)": "Объём переводов по итогам 2017 года увеличился более чем на $600 млн "
    "по сравнению с "
    "2016 годом и составил $2 млрд 536 млн.",
    "the scale behind the earlier value only (ru)": "Заметно увеличилось число вернувшихся в Ирак – 194 "
    "против 55 тысяч "
    "человек.",
    # 222 thousand fewer births, and the increase fell from 222.3 to 221.0
    "a natural increase that fell (kk)": "Табиғи өсім өткен жылмен салыстырғанда (222,3 мың адам) 0,6 %-ға "
    "кеміп, 221 мың "
    "адамды құрады. 333,1 мың сәби дүниеге келді, 112,1 мың адам қайтыс болды.",
    "months in a case of Kazakh": "Өткен жылдың 9 айымен салыстырғанда келушілер саны 25,1 %-ға артып, биыл "
    "4,8 млн адам "
    "келді.",
    # 234 / 36 = 6.5, 3 / 1 = 3.0, 237 / 37 = 6.4
    "a row of ratios in a table of counts (en)": "| Sex | Employed | Self-employed | Total |\n|---|---|---|---|\n"
    "| Male | 234 | 3 | 237 |\n| Female | 36 | 1 | 37 |\n| Ratio M/F | 6.5 | 3.0 | 6.4 |\n| Total | 270 | 4 | 274 |",
    "a row of ratios in a table of counts (ru)": "| Пол | Наёмные | Самозанятые | Всего |\n|---|---|---|---|\n"
    "| Мужчины | 234 | 3 | 237 |\n| Женщины | 36 | 1 | 37 |\n| Соотношение | 6,5 | 3,0 | 6,4 |\n| Всего | "
    "270 | 4 | 274 |",
    # 5,800 departures less 5,500 arrivals; the change of an outflow is not that of the inflow
    "a change of the loss beside two pairs in few digits (ru)": "В 2019 году прибыло 1,4 тыс. человек (1,7 "
    "тыс. – в 2018 "
    "году), выбыло 7,6 тыс. человек (7,1 тыс. – в 2018 году). В результате отток увеличился на 14,3 процента.",
}


@pytest.mark.parametrize("text", AGAIN.values(), ids=AGAIN)
def test_a_true_sentence_of_a_yearbook_raises_no_alarm(tmp_path: Path, text: str) -> None:
    assert _wrong(tmp_path, text) == []


FOUND = {
    # 333.1 against 375.9 is 11.4 % less
    "births with an earlier value in brackets behind the rate (kk)": "2022 жылы 333,1 мың сәби дүниеге келді, бұл 2021 "
    "жылғы кезеңге қарағанда 14,1 %-ға аз (375,9 мың адам).",
    # 455.6 against 494.9 is 7.9 % less
    "an earlier year in brackets behind the value (kk)": "Өзін жұмыспен қамтығандар 9,7 % қысқарып, 455,6 "
    "мың адам болды "
    "(2017 жылы 494,9 мың адам).",
    # 74,064 + 1,242 = 75,306, of which 1,242 is 1.6 %
    "a change said twice with lower behind it (en)": "Some 74,064 children were born, which was 1,242 children or 6.1% "
    "lower than a year before.",
    # 3,530.8 - 415.6 = 3,115.2, of which 415.6 is 13.3 %
    "a change said twice in the next sentence (ru)": "За полгода въехали 3 530,8 тыс. человек. По сравнению с "
    "прошлым годом "
    "их число увеличилось на 415,6 тыс. человек или на 31,3 %.",
    # 11,606 - 7,004 = 4,602
    "a natural loss beside that of a year before (en)": "In March 7,004 children were born and 11,606 people died. The "
    "natural population loss was 4,206 in March this year as against 5,522 in March 2022.",
    # 19,871 - 14,506 = 5,365
    "an excess of deaths (en)": "The births of 14506 children were recorded in June.\n\nThe deaths recorded "
    "in June were "
    "19871.\n\nThe natural increase was negative, with an excess of deaths of 5635 over live births.",
    # (2,684 - 3,020) / 3,020 = -11.1 %
    "a Kazakh comparison with its value in brackets (kk)": "2022 жылы 2 684 нәресте тіркелді және 2021 жылғы "
    "тиісті кезеңмен "
    "салыстырғанда (3 020 нәресте) 11,1 %-ға өсті.",
    "a row of ratios does not hide a wrong total (en)": "| Sex | Employed | Self-employed | Total "
    "|\n|---|---|---|---|\n"
    "| Male | 234 | 3 | 237 |\n| Female | 36 | 1 | 37 |\n| Ratio M/F | 6.5 | 3.0 | 6.4 |\n| Total | 270 | 4 | 247 |",
}


@pytest.mark.parametrize("text", FOUND.values(), ids=FOUND)
def test_a_false_number_of_a_yearbook_is_found(tmp_path: Path, text: str) -> None:
    assert _wrong(tmp_path, text)


# 393,854 + 1,404,147 = 1,798,001 and 1,070,749 + 333,398 = 1,404,147
INCLUDING = {
    "including, with households in brackets (en)": "The round listed 1,798,001 people, including 393,854 displaced "
    "(81,219 households) and 1,404,147 returnees, including 1,070,749 from within (215,602 households) and {} "
    "from abroad.",
    "of which, with households in brackets (ru)": "Учтено 1 404 147 вернувшихся, из которых 1 070 749 (215 602 семьи) "
    "вернулись внутри страны и {} – из-за рубежа.",
    "of them, with families in brackets (kk)": "1 404 147 адам оралды, оның ішінде 1 070 749 адам (215 602 отбасы) ел "
    "ішінен және {} адам шетелден келді.",
}


@pytest.mark.parametrize("text", INCLUDING.values(), ids=INCLUDING)
def test_two_parts_behind_including_make_what_stands_before_it(tmp_path: Path, text: str) -> None:
    spaced = "333,398" if text.isascii() else "333 398"
    assert _wrong(tmp_path, text.format(spaced)) == []
    assert _wrong(tmp_path, text.format(spaced.replace("3398", "3938").replace("398", "938")))


def test_two_examples_behind_including_are_no_whole(tmp_path: Path) -> None:
    text = "The round listed 1,798,001 people, including 393,854 children and 204,147 students."
    assert _wrong(tmp_path, text) == []


def test_applicants_of_those_and_dependants_make_all_who_claimed(tmp_path: Path) -> None:
    text = "A record 108,138 people claimed asylum, {} of those were main applicants and 23,907 were dependants."
    assert _wrong(tmp_path, text.format("84,231")) == []
    assert _wrong(tmp_path, text.format("84,321"))
