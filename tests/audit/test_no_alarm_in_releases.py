"""Correct passages of releases and fact sheets that the auditor has accused: times, sides, rests, bracketed pairs."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit

PASSAGES = {
    # 1,152 / 720 = 1.6
    "each of two values in brackets has its own word of time (en)": (
        "Among the guests Chile led: bookings from there grew 1.6-fold (720 a year ago, 1,152 now)."
    ),
    "each of two values in brackets has its own word of time (ru)": (
        "Среди гостей лидирует Чили: за год их число выросло в 1,6 раза (720 год назад, 1 152 сейчас)."
    ),
    # 64.0 - 61.5 = 2.5
    "the level of last year stands in brackets of its own (en)": (
        "The share of pupils among the guests (64.0%) was 2.5 percentage points above last year's level (61.5%)."
    ),
    "the level of last year stands in brackets of its own (ru)": (
        "Доля школьников среди гостей (64,0%) на 2,5 п. п. больше прошлогоднего уровня (61,5%)."
    ),
    "the level of last year stands in brackets of its own (kk)": (
        "Қонақтар ішіндегі оқушылардың үлесі (64,0%) былтырғы деңгейден (61,5%) 2,5 пайыздық тармаққа артық болды."
    ),
    # 52,300 - 48,069 = 4,231
    "what left fell short of what came (en)": "In 2019, departures (48,069) fell short of arrivals (52,300) by 4,231.",
    "what left fell short of what came (ru)": (
        "Число выбывших в 2019 году (48 069 чел.) уступило числу прибывших (52 300 чел.) на 4 231."
    ),
    # (48,100 - 52,300) / 52,300 = -8.0 %
    "a rate with a sign bears the long name of a rise (en)": (
        "The growth rate of the number of pupils in 2019 was −8.0% (48,100 against 52,300)."
    ),
    "a rate with a sign bears the long name of a rise (ru)": (
        "Темп прироста числа учеников к 2018 году составил −8,0% (48 100 против 52 300 чел.)."
    ),
    # 412.6 / 612.6 - 1 = -32.6 %: 612.6 and 412.6 are one digit apart, and both are right
    "two values of one sentence are no twins (en)": (
        "Transfers of 412.6 million dollars were received in 2021.\n\nThe volume of transfers shrank over the year "
        "from "
        "USD 612.6 million to USD 412.6 million (change: −32.6%).\n\n| Country | USD million |\n| --- | --- |\n"
        "| Chile | 300.1 |\n| Peru | 112.5 |\n| Total | 412.6 |\n"
    ),
    # 9,400 + 5,300 + 2,200 + 1,100 = 18,000; 9,400 - 6,800 = 2,600
    "the others of a list are not all others (ru)": (
        "Из стран СНГ прибыло 18 000 чел.: из Армении – 9 400 чел., из Беларуси – 5 300 чел., из Таджикистана – 2 200 "
        "чел.; прочие страны – 1 100 чел.\n\nВыбыло граждан СНГ 15 000 чел., сальдо по этой группе равно +3 000 чел.; "
        "граждан прочих стран выбыло 6 800 чел. (сальдо: +2 600 чел.)."
    ),
    # 900 + 600 + 400 + 500 = 2,400
    "a plus adds the last item (en)": (
        "From outside the CIS came 2,400 people. By citizenship: Chile with 900 (37.5% of the group); Peru with 600 "
        "(25.0% of the group); Cuba with 400 (16.7% of the group), plus 500 from elsewhere."
    ),
    # 2,400 / 3,000 = 80 %; 900 + 800 + 700 = 2,400
    "the value before is led by down from (en)": (
        "Non-CIS countries contributed 2,400 arrivals, down from 3,000 in 2015 (−20.0%): 900 people from Chile "
        "(compared "
        "with 1,100 a year earlier), 800 people from Peru (compared with 1,000 a year earlier); other countries, 700."
    ),
    # 4,000 / 16,000 = 25 %; (4,000 - 5,000) / 5,000 = -20 %
    "the group of a share in brackets is not the name of the number (ru)": (
        "Из стран вне СНГ прибыло 16 000 чел., год назад – 15 000.\n\nСреди стран вне СНГ больше всего людей прибыло "
        "из "
        "Чили: 4 000 (25,0% группы стран вне СНГ; год назад – 5 000)."
    ),
    "the group of a share in brackets is not the name of the number (kk)": (
        "ТМД-дан тыс елдерден 16 000 адам келді, бір жыл бұрын – 15 000.\n\nТМД-дан тыс елдердің ішінде ең көп адам "
        "Чилиден келді: 4 000 (ТМД-дан тыс елдер тобының 25,0%-ы; бір жыл бұрын – 5 000)."
    ),
    # 20.4 and 17.1 thousand: 20,412 and 17,093
    "of them tells of a part (ru)": (
        "Граждан СНГ прибыло 15 200, выбыло 14 100.\n\nИтог: 2016 год дал 20,4 тыс. прибывших и 17,1 тыс. выбывших, из "
        "них граждан СНГ – соответственно 15 200 и 14 100."
    ),
    # 500 + 400 + 100 = 1,000: 50, 40, 10 %; 1,000 / 4,000 = 25 %
    "what the rest completes is the group (en)": (
        "4,000 people came in 2016.\n\nThe CIS group: Armenia, 500 (50.0% of the group); Belarus, 400 (40.0% of the "
        "group). Adding the 100 from other CIS countries, the group reaches 1,000, that is 25.0% of the 4,000 arrivals."
    ),
    "what the rest completes is the group (ru)": (
        "В 2016 году прибыло 4 000 чел.\n\nГруппа СНГ: 500 граждан Армении (50,0% группы); 400 граждан Беларуси (40,0% "
        "группы). Вместе с 100 гражданами прочих стран СНГ это 1 000 человек, что соответствует 25,0% от 4 000 "
        "прибывших."
    ),
    # 12,000 / 10,000 = 1.2; 2,000 of 12,000 and 2,500 of 10,000
    "a part of last year's number was last year's (ru)": (
        "Итак, 12 000 прибывших в 2016 году – это на 20,0% больше, чем годом ранее; на страны вне СНГ пришлось 2 000 "
        "из "
        "этого числа и 2 500 из прошлогодних 10 000."
    ),
    # 300 / 2,000 = 15.0 %; 240 / 2,000 = 12.0 %; 1,460 / 2,000 = 73.0 %
    "two shares, then their counts and the whole in brackets (en)": (
        "Pupils accounted for 15.0% and pensioners for 12.0% of those interviewed (300 and 240 out of 2,000), which "
        "left "
        "1,460 workers, 73.0% of the sample.\n\nTeachers made up 30.0% (1,800 of 6,000), drivers 20.0% (1,200 of "
        "6,000)."
    ),
    "two shares, then their counts and the whole in brackets (kk)": (
        "Сұралғандардың 15,0%-ы оқушыларға, 12,0%-ы зейнеткерлерге тиесілі (2 000 адамның 300-і және 240-ы), сонда "
        "жұмысшылар 1 460, яғни іріктеменің 73,0%-ы."
    ),
    # 5,200 - 6,000 = -800; 3,900 - 3,500 = 400
    "a word in brackets tells of the number before it (ru)": (
        "Граждан СНГ прибыло 5 200, выбыло 6 000. Граждан стран вне СНГ прибыло 3 900, выбыло 3 500.\n\nЧистая "
        "миграция "
        "граждан СНГ – 800 чел. (убыль), граждан стран вне СНГ – 400 чел. (прирост)."
    ),
    # 5,000 + 2,400 + 600 = 8,000
    "ages of Kazakh are no counts": (
        "Рұқсаты бар 8 000 адамның 62,5%-ы (5 000) 35-ке толмаған, 30,0%-ы (2 400) 35–55 жастағы, 7,5%-ы (600) 55-тен "
        "асқан."
    ),
    # 700 + 300 = 1,000; behind is not above
    "a word that only begins like a rise (kk)": (
        "Елге 2 000 адам 1 000 адамнан көбейіп келді. Бұл санның артында Чилиден 700 адам (жылдық өзгеріс – минус "
        "32,0%), Перуден 300 адам тұр."
    ),
    # 240 / 1,000 = 24 %; (240 - 300) / 300 = -20 %
    "a change of so much is no share (en)": (
        "Out of 1,000 guests, 400 from Chile (a change of 60.0% on the year), 350 from Peru (a change of −12.5% on the "
        "year), 250 from Cuba (a change of 25.0% on the year)."
    ),
    "lines that nobody wrapped are apart": (
        "- Въезд: 26 250 (5,0% г/г; III кв. 2022 г. – 25 000)\nПоступления от туристов в 2023 г. сократились на 20,0%: "
        "950,0 млн долл. в 2022 г., 760,0 млн долл. в 2023 г.\n"
    ),
    # 6,100 / 10,000 = 61.0 %: "about 61 %"
    "the whole that a share names is not its part (ru)": (
        "Рабочие образуют приблизительно 61% от 10 000 опрошенных (6 100 человек, 61,0%), остальные – ученики."
    ),
    "the whole that a share names is not its part (kk)": (
        "Былтыр келген 10 000 адамның 86,0%-ын құраған ТМД үлесі қазір 88,5%, бұл 2,5 пайыздық тармаққа көп.\n\nБиыл "
        "12 000 "
        "адам келді."
    ),
    # (8,000 - 8,889) / 8,889 = -10.0 %; 8,000 / 10,000 = 80.0 %
    "the base of a change is no part (en)": (
        "Arrivals made 10,000.\n\nCitizens of CIS states numbered 8,000, which is a change of minus 10.0% on the "
        "8,889 of a "
        "year earlier, and accounted for 80.0% of the total."
    ),
    # 12,000 = 9,000 + 3,000; a year before 2,800
    "the number of last year's quarter, then now (kk)": (
        "12 000 адам келді, оның 9 000 адамы ТМД елдерінен.\n\nТМД-ға кірмейтін елдерден 2020 жылдың сәйкес кезеңінде "
        "2 800 адам келсе, қазір 3 000 адам келді."
    ),
    "a clause of before, then a clause of now (ru)": (
        "Прибыло 12 000 человек.\n\nГодом ранее общее число прибывших, 12 500, включало 9 600 граждан СНГ и 2 900 "
        "граждан "
        "остальных стран; ныне это 9 000 и 3 000 соответственно."
    ),
    # 1,694 / 8,819 = 19.2 %
    "number is a verb": (
        "The 8 819 respondents: young adults, 6 318 (71.6%); the middle-aged number 1 694 (19.2%), the elderly 807 "
        "(9.2%)."
    ),
    # 16.8 - 11.0 = 5.8
    "a change in the brackets of another number": (
        "Share of guests from Chile: 16.8% (Q1 2016: 11.0%; change: +5.8 pp).\n\n| Guests | Q1 2016 | Q1 2017 |\n"
        "| --- | --- | --- |\n| Chile | 3 601 | 4 460 |\n| Peru | 29 136 | 22 088 |\n"
    ),
    # 1,000 - 600 - 150 = 250
    "what remains is left by several": (
        "From Chile came 1,000 people: 600 by sea, 150 by land. What remains, 250, came by air."
    ),
    # 15.0 + 85.0 = 100
    "not from a group is from outside it (kk)": "Келгендердің 15,0%-ы ТМД-дан емес, 85,0%-ы ТМД-дан.",
    # 5,000 - 6,000 = -1,000; 2,000 - 1,700 = 300
    "two balances in their order (ru)": (
        "Из 7 700 выехавших 6 000 – граждане СНГ и 1 700 – граждане стран вне СНГ; с учётом въезда (5 000 и 2 000) "
        "сальдо "
        "групп равно −1 000 и 300."
    ),
    # 19 % are of the others, 34 % of one
    "a portion of one is not the share of the others (en)": (
        "Countries that are not among the main ones gave USD 95.0 million, a share of 19.0%. In other words, just "
        "over one "
        "third of all transfers came from one country."
    ),
    # 7,000 - 6,000 = 1,000, not 171 thousand: a balance is no arrival
    "the balance of a group is no part of the total (ru)": (
        "Прибыло 10 000 чел., в т. ч. граждане СНГ – 7 000, вне СНГ – 3 000\n\nСальдо 100, в т. ч. по СНГ 1 000, вне "
        "СНГ −900"
    ),
    # 14,205 + 3,383 = 17,588
    "the period behind the value of before is its own (ru)": (
        "# Справка за третий квартал 2025 года\n\nПрибыли 17 588 человек, а выбыли 16 073.\n\nСложив 14 205 "
        "прибывших из "
        "СНГ и 3 383 из остальных стран, получаем 17 588 против 15 296 за третий квартал 2024 года."
    ),
    # 2,282,525 / 2,283,386 - 1 = -0.04 %
    "a growth of nought goes neither way (ru)": (
        "На граждан СНГ (2 282 525 чел.; годом ранее 2 283 386; прирост 0,0%) приходится почти весь приток."
    ),
    # 25,829 / 23,712 - 1 = 8.9 %
    "the opening phrase speaks of the subject (en)": (
        "Arrivals: 30,099 (Q4 2025: 27,876).\n\nWith 25,829 arrivals (year before: 23,712; change: +8.9%), CIS "
        "citizens "
        "represent 86% of the inflow."
    ),
    # 11.2 - 11.0 = 0.2
    "the level of a period stands in brackets of its own (kk)": (
        "Оқушылардың үлес салмағы 11,2%, бұл 2024 жылғы қаңтар–наурыз деңгейінен (11,0%) 0,2 п.т. жоғары."
    ),
    # 2,097 is 32.5 % up, 1,107 is 13.1 % up, 779 is 42.9 % down
    "one sign among the rates of a list makes all of them changes (ru)": (
        "Всего 5 591 гость. Чили: 2 097, 32,5%, Перу: 1 107, 13,1%, Куба: 779, –42,9%, Индия: 668, –3,0%."
    ),
    # 6,780 / 10,000 = 67.8 %; the last item is another one
    "a portion behind a list is that of its own item (en)": (
        "Of 10,000 guests:\n\n- of working age: 6,780 (67.8%)\n- children: 2,020 (20.2%)\n- older persons: 1,200 "
        "(12.0%)\n\nAccordingly, just over two thirds of the guests are of working age."
    ),
    # 41,700 - 53,200 = -11,500
    "two sides compared are no two times (en)": (
        "Against 53,211 departures, the services registered 41,700 arrivals in 2019, that is, 11,511 fewer arrivals "
        "than "
        "departures."
    ),
    # 2,770 + 559 = 3,329
    "a sum goes neither up nor down (en)": (
        "Arrivals made 9,000, departures 12,329. The CIS balance (−2,770) and the balance with other countries "
        "(−559) sum "
        "up to −3,329."
    ),
    # 30.0 of 100: 13,802 is the first of its own list
    "the first of its own list is no false leader (ru)": (
        "| Страна | Гости |\n| --- | --- |\n| Чили | 85 151 |\n| Перу | 13 802 |\n| Куба | 11 571 |\n| Индия | 8 602 "
        "|\n\n"
        "Из прочих стран приехали 33 975. Заметнее всего Перу: 13 802, Куба: 11 571, Индия: 8 602."
    ),
}


@pytest.mark.parametrize("words", PASSAGES.values(), ids=PASSAGES)
def test_a_correct_passage_of_a_release_raises_no_alarm(tmp_path: Path, words: str) -> None:
    (tmp_path / "release.md").write_text(words, encoding="utf-8")
    assert not audit([tmp_path / "release.md"]).wrong
