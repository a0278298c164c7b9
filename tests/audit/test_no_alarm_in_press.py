"""Correct passages as press releases have them, which the auditor has accused: rates, wholes, changes said again."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit

LIST = {
    "en": "The most guests came from Chile (80,900), Peru (32,700), Cuba (17,400) and Spain (14,900).",
    "ru": "Больше всего гостей дали Чили (80 900), Перу (32 700), Куба (17 400) и Испания (14 900).",
    "kk": "Ең көп қонақ Чилиден (80 900), Перуден (32 700), Кубадан (17 400) және Испаниядан (14 900) келді.",
}
PASSAGES = {
    # 1,970 / 49,330 = 4.0 %; 49,330 + 1,970 = 51,300
    "an amount restates the rate before it (en)": (
        "There were 51,300 guests, up 4 per cent, or 1,970, on the previous year."
    ),
    "an amount restates the rate before it (ru)": (
        "Побывало 51 300 гостей, прирост 4 %, или 1 970 человек, к прошлому году."
    ),
    # 32,700 may be more than 80,900 where fewer people live
    "the first place is one relative to the population (en)": (
        f"{LIST['en']} The highest number relative to the population was that of Peru."
    ),
    "the first place is one relative to the population (ru)": (
        f"{LIST['ru']} Наибольшее число в расчёте на миллион жителей дало Перу."
    ),
    "the first place is one relative to the population (kk)": (
        f"{LIST['kk']} Халық санына шаққанда ең көп келгендер Перуден болды."
    ),
    # a half of one whole, 31 % of another
    "everybody is another whole than the guests (en)": (
        "Children make up about half of the guests. Children are 31 per cent of the total population of the country."
    ),
    "everybody is another whole than the guests (ru)": (
        "Дети составляют около половины гостей. На детей приходится 31 % всего населения страны."
    ),
    "everybody is another whole than the guests (kk)": (
        "Балалар қонақтардың жартысына жуығын құрайды. Балалар ел халқының 31 %-ын құрайды."
    ),
    # a rise of 3.1 % is a rise, though it was 4.2 % before
    "growth is slower than it was (en)": (
        "Transfers rose at an annual rate of 3.1 per cent, below the 4.2 per cent of a year earlier."
    ),
    "growth is slower than it was (ru)": "Рост переводов составил 3,1 % против 4,2 % годом ранее.",
    "growth is slower than it was (kk)": "Аударымдардың өсімі былтырғы 4,2 %-ға қарсы 3,1 % болды.",
    "growth slows down (en)": (
        "The drought will slow the growth of arrivals in the region to 4.2% in 2022 from 8.6% in 2021."
    ),
    "growth slows down (ru)": "Рост числа прибытий замедлился с 8,6 % в 2021 году до 4,2 % в 2022 году.",
    "growth slows down (kk)": "Келушілер санының өсімі 2021 жылғы 8,6 %-дан 2022 жылы 4,2 %-ға дейін баяулады.",
    # 24,800 / 31 = 800 a day; 800 / 840 = 95.2 %
    "an average day is no month (en)": (
        "In May, 24,800 crossings were counted. This is a fall of 4.8% in the daily average, compared with April when "
        "an average of 840 crossings per day were counted."
    ),
    "an average day is no month (ru)": (
        "В мае насчитали 24 800 пересечений. Это на 4,8 % меньше среднего за день в апреле (в среднем 840 пересечений)."
    ),
    # 1,524.3 - 1,281.8 = 242.5, of rounded values 242.4 to 242.6; 242.5 / 1,281.8 = 18.9 %
    "a difference of rounded values differs in the last digit (en)": (
        "Transfers during May 2019 stood at US $ 1,524.3 million, showing an increase of US $ 242.6 million or 18.9 "
        "percent over transfers of US $ 1,281.8 million received during corresponding month of last year."
    ),
    # 625 / 455 - 1 = 37.4 %; 1,444 / 946 - 1 = 52.6 %
    "a rate is almost forty (en)": (
        "There were 625 guests in the first quarter of 2015, compared to 455 in the fourth quarter of 2014, an "
        "increase of almost 40 per cent."
    ),
    "a rate is almost forty (ru)": "Гостей стало 625 против 455 годом ранее, рост почти на 40 %.",
    "a rate is almost forty (kk)": "Қонақтар саны былтырғы 455-тен 625-ке жетіп, 40 %-ға жуық өсті.",
    "a rate is just over fifty (en)": "The guests rose by just over 50 per cent, from 946 in 2013 to 1,444 in 2014.",
    "a rate is just over fifty (ru)": "Гостей стало 1 444 против 946 годом ранее, рост чуть более чем на 50 %.",
    # 20,700 / 262,000 = 7.9 %; the two others are rates as well
    "a ratio is followed by those of others (en)": (
        "Chile had the most guests, 7.9 per 100 residents, followed by Peru (5.9) and Cuba (4.1)."
    ),
    # 66,800 > 41,700 > 29,800: third
    "a place is left for another (en)": (
        "Compared to 2018, Chileans and Peruvians remained the main guests, while Cubans moved from fifth to third "
        "place. The guests were Chileans (66,800), Peruvians (41,700), Cubans (29,800), Spaniards (29,100), Germans "
        "(28,600) and Turks (16,400)."
    ),
    "a place is left for another (ru)": (
        "Кубинцы переместились с пятого места на третье. Гостями были чилийцы (66 800), перуанцы (41 700), кубинцы "
        "(29 800), испанцы (29 100), немцы (28 600) и турки (16 400)."
    ),
    "a place is left for another (kk)": (
        "Куба бесінші орыннан үшінші орынға көтерілді. Қонақтар: Чили – 66 800, Перу – 41 700, Куба – 29 800, "
        "Испания – 29 100, Германия – 28 600, Түркия – 16 400."
    ),
    # 174,300 - 109,600 = 64,700; 113,100 is that of the year before
    "a balance of another year is told beside (en)": (
        "In 2016 the city saw 174,300 arrivals and 109,600 departures. This is far from 2015, when the net inflow was "
        "113,100."
    ),
    "a balance of another year is told beside (ru)": (
        "В 2016 году прибыли 174 300 человек, выбыли 109 600. Это далеко от 2015 года, когда миграционный прирост был "
        "113 100."
    ),
    "a net immigration inflow is a balance (en)": (
        "In 2016, 174,300 persons were recorded as moving to the city and 109,600 as leaving, resulting in a net "
        "immigration inflow of 64,700. This is fewer than in 2015, when the net inflow was 113,100."
    ),
    # 85,400 - 56,500 = 28,900; 33,700 - 4,800 = 28,900: it came down and is a gain
    "a gain is smaller than it was (en)": (
        "Immigrants are estimated at 85,400, while emigrants numbered 56,500.\n\nThese flows resulted in net inward "
        "migration of 28,900, a reduction of 4,800 on the previous year."
    ),
    "a gain is smaller than it was (ru)": (
        "Прибыли 85 400 человек, выбыли 56 500. Миграционный прирост равен 28 900, снижение на 4 800 к прошлому году."
    ),
    # a net loss of 23,200 is smaller than one of 29,200
    "a loss has decreased (en)": (
        "Citizens saw net outward migration, decreasing from -29,200 in 2014 to -23,200 in 2015."
    ),
    "a loss has decreased (ru)": "Отток граждан сократился с −29 200 в 2014 году до −23 200 в 2015 году.",
    # the first among those who left, in a list of other things
    "an item is first of its own whole (en)": (
        "- An estimated 644,400 foreigners lived in the city.\n"
        "- 15,300 guests arrived from Chile.\n"
        "- Foreigners from Peru accounted for 30,400 arrivals.\n"
        "- Cubans remained the largest group among emigrants, accounting for 28,300 of the 56,500 who left."
    ),
    "an item is first of its own whole (ru)": (
        "- Иностранцев в городе 644 400.\n- Гостей из Чили 15 300.\n- Прибывших из Перу 30 400.\n"
        "- Кубинцы остались самой большой группой среди выбывших: 28 300 из 56 500."
    ),
    # 7,000 / 151,000 = 4.6 %: a fall of 95 %; the 11,000 are those of another route
    "the value before is that of the rate beside it (en)": (
        "The lake ferry was second, with some 7,000 guests. This was a 95% drop in comparison with the first quarter, "
        "when 151,000 guests came. The number of guests on the night train decreased by 90% between the first and "
        "second quarter and amounted to 11,000."
    ),
    "the value before is that of the rate beside it (ru)": (
        "Второй была переправа, около 7 000 гостей. Это на 95 % меньше, чем в первом квартале, когда прибыли 151 000 "
        "гостей. Число гостей ночного поезда сократилось за второй квартал на 90 % и составило 11 000."
    ),
    # 1,790.0 - 1,770.2 = 19.8
    "a currency stands before the amount of a rise (en)": (
        "Transfers in April 2020 (US $ 1,790.0 million) increased by US $ 19.8 million over April 2019 "
        "(US $ 1,770.2 million)."
    ),
    # 71,950 - 12 % = 63,316
    "a percentage is joined by a hyphen (en)": (
        "In 2018 the office assisted 63,316 migrants, a 12-percent decrease from a year before."
    ),
    "a percentage is joined by a hyphen (ru)": (
        "В 2018 году помогли 63 316 мигрантам, 12-процентное снижение к прошлому году."
    ),
    # 58,300 - 31,200 = 27,100; 27,100 + 28,800 = 55,900
    "a growth is that of moves and births together (en)": (
        "The combined effect of positive net migration and natural increase resulted in population growth of 55,900 "
        "(+1.1%) in the year to April 2020.\n\nThe number of births was 58,300 while the number of deaths was 31,200, "
        "resulting in a natural increase of 27,100 in the year to April 2020."
    ),
    "a growth is that of moves and births together (ru)": (
        "За счёт миграционного прироста и естественного прироста население выросло на 55 900. Родились 58 300 детей, "
        "умерли 31 200 человек."
    ),
    # 2.67 - 1.2 = 1.47, of rounded values 1.42 to 1.53; the others are those of 2021
    "some millions came and others left (en)": (
        "Some 2.67 million people entered the country while 1.2 million left, leaving it with a net gain of 1.46 "
        "million people.\n\nIn comparison, arrivals in 2021 stood at 1.32 million against 994,000 people who left."
    ),
    "some millions came and others left (ru)": (
        "Около 2,67 млн человек прибыли в страну, 1,2 млн выбыли, миграционный прирост составил 1,46 млн человек.\n\n"
        "Для сравнения: в 2021 году прибыли 1,32 млн, а выбыли 994 000 человек."
    ),
    # 9.40 and 2.66 are of two measures, each with its own rate
    "a quarter and a month each have their rate (en)": (
        "Data show a 2.7% increase in transfers of all kinds to US$9.40 billion in the first quarter of 2025 and a 4% "
        "rise in transfers in cash to US$2.66 billion in April 2025."
    ),
    # 2.2 / 2.3 is anything from 91.5 to 100 %, which is 94.8 % too
    "two rough millions make any share (en)": (
        "The number of workers abroad in 2014 was 2.3 million. Those with a contract comprised 96.0 percent (2.2 "
        "million) of the total workers. The workers in age group 25 to 29 years comprised the largest single group "
        "(24.8%) followed by those aged 30 to 34 years (23.7%)."
    ),
}
WRONG = {
    # the list gives the first place to Chile
    "the first place is no relative one (en)": f"{LIST['en']} The highest number was that of Peru.",
    "the first place is no relative one (ru)": f"{LIST['ru']} Наибольшее число дало Перу.",
    "the first place is no relative one (kk)": f"{LIST['kk']} Ең көп келгендер Перуден болды.",
    # 31 % is no half
    "a half and a share of the same guests (en)": (
        "Children make up about half of the guests. Children are 31 per cent of the guests."
    ),
    # 1,000 and 374 make 37.4 %, almost forty and not almost fifty
    "a rate is not almost fifty (en)": "Of 1,000 guests 374 women came, or almost 50 per cent.",
    "a rate is not almost fifty (ru)": "Гостей стало 625 против 455 годом ранее, рост почти на 50 %.",
    # Cuba is third
    "a place is not reached (en)": (
        "The main guests were from Chile (66,800), Peru (41,700), Cuba (29,800), Spain (29,100) and Germany (28,600). "
        "Cuba came from fifth to second place."
    ),
    # 174,300 - 109,600 = 64,700
    "a balance of the same year (en)": (
        "In 2016, the city recorded 174,300 persons moving in and 109,600 leaving. This is less than in 2015, but in "
        "2016 the net inflow was 46,700."
    ),
    # 1,790.0 - 1,770.2 = 19.8; 1,790.0 - 1,894.4 = -104.4
    "a currency stands before the amount of a rise (en)": (
        "Transfers in April 2020 stood at US $ 1,790.0 million, an increase of US $ 29.8 million over the US $ 1,770.2 "
        "million of April 2019."
    ),
    "a currency stands before the amount of a fall (en)": (
        "Transfers amounted to US$ 1,790.0 million in April, a decrease of US$ 114.4 million over March "
        "(US$ 1,894.4 million)."
    ),
    # 13,652 - 6,996 = 6,656
    "a country that people leave is that of the report (en)": (
        "The number of people leaving Chile has fallen. In January-June 13,652 people arrived. The number of those "
        "leaving Chile was 6,996. As a result, the net migration was 7,656 people."
    ),
    "a country that people leave is that of the report (ru)": (
        "Число покинувших Чили сократилось. В январе–июне прибыли 13 652 человека. Число покинувших Чили равно 6 996. "
        "В итоге миграционный прирост составил 7 656 человек."
    ),
    # 85,400 - 56,500 = 28,900
    "an estimate has its digits (en)": (
        "The number of immigrants is estimated to be 85,400, while the number of emigrants is estimated at 56,500.\n\n"
        "These flows resulted in net inward migration of 29,800."
    ),
    # 56,526 / 95,908 = 58.9 %
    "them are those of the paragraph before (en)": (
        "The office reports that 95,908 workers had migrated in the first half of this year.\n\n"
        "Out of them 56,526 or 95 per cent of the total were males."
    ),
    "them are those of the paragraph before (ru)": (
        "За полугодие за границу уехали 95 908 работников.\n\nИз них 56 526 (95 %) были мужчинами."
    ),
    "them are those of the paragraph before (kk)": (
        "Жарты жылда шетелге 95 908 жұмысшы кетті.\n\nОлардың 56 526-сы (95 %) ер адам болды."
    ),
    # a level that goes from 4.2 % to 3.1 % does not rise
    "a level has fallen (en)": "The vacancy rate showed a rise from 4.2 per cent to 3.1 per cent.",
}


def _wrong(folder: Path, text: str) -> list[str]:
    path = folder / "press.md"
    path.write_text(text, encoding="utf-8")
    return [f.message for f in audit([path]).wrong]


@pytest.mark.parametrize("text", PASSAGES.values(), ids=list(PASSAGES))
def test_a_correct_passage_of_the_press_is_not_accused(tmp_path: Path, text: str) -> None:
    assert _wrong(tmp_path, text) == []


@pytest.mark.parametrize("text", WRONG.values(), ids=list(WRONG))
def test_what_contradicts_itself_beside_such_a_passage_is_found(tmp_path: Path, text: str) -> None:
    assert _wrong(tmp_path, text)
