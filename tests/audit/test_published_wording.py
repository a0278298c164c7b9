"""Correct passages built as published releases are: each structure was once accused in a real text.

Wording and numbers are invented; every number is true, its working stands above the case.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit

# 3.25 / 3.14 = 1.035; 7.3 against 6.9; 412,600 / 400,600 = 1.030
EARLIER_VALUES = {
    "a yearly rate stands before the later and the earlier value": (
        "Transfers from workers abroad grew by 3.5 percent year-on-year in March 2014 to reach US$3.25 billion from "
        "US$3.14 billion, the bank announced today."
    ),
    "a yearly rate before the value it led to, and a part that rises too": (
        "Guests from the mainland rose by 2.3 percent year-on-year to 871,236 in May, with those on group tours "
        "(302,419) rising by 4.1 percent."
    ),
    "a record is given from the value of the year before": (
        "More nurses found posts abroad, bringing up transfers to the islands to a record-high of $7.3 billion last "
        "year, or six percent higher from $6.9 billion in 2017."
    ),
    "this year stands behind a currency of three words": (
        "Short contracts also brought in higher at 7.3 billion U.S. dollars this year compared to 6.9 billion U.S. "
        "dollars a year ago."
    ),
    "so many more than a year earlier and fewer than a peak": (
        "Between July and September, 51,400 settlers entered the country, nearly 4,300 more than the same quarter a "
        "year earlier but below the peak of almost 58,900 observed in the third quarter of 1998."
    ),
    "a word that says when it was told is no earlier value (ru)": (
        "По данным статистики, в страну в первом полугодии прибыло 17,6 тысячи мигрантов из Молдовы.\n\n"
        "Ранее заместитель начальника управления сообщал, что за первые шесть месяцев поток граждан Молдовы в страну "
        "увеличился на 35 процентов и составил 240 тысяч человек, 61 процент из них приехали на учебу."
    ),
}
# 38,000 / 56,000 = 67.9 %
SHARES = {
    "a share of an increase is no later rate of growth": (
        "The estimates show that the population was 21,480,300 on 1 April 2016, an increase of 56,000 from 1 January "
        "2016. In the first quarter its growth rate was 0.3% and between 1 January 2016 and 1 April 2016 the migratory "
        "increase was 38,000, accounting for about 68% of the increase seen during the last three-month period."
    ),
    "the number of countries is no part of a population": (
        "At the end of June there were 210,000 Dutch, 180,000 Danes and 90,000 Swedes on the island. Together these 3 "
        "countries made up 48% of the 1,002,400 foreign residents."
    ),
}
# 30,200 is 36 % of 83,900; 14,300 17 %; 9,200 11 %; 7,600 9 %; the parts named after the largest make 31,100
NAMES = {
    "the whole named in the brackets of an item is not its name": (
        "In spring 83 900 people applied for a permit in the EU. The highest number of applicants was registered in "
        "Austria (30 200 applicants, or 36 per cent of all applicants in the EU), followed by Hungary (14 300, or 17 "
        "per cent), Italy (9 200, or 11 per cent) and Spain (7 600, or nine per cent)."
    ),
}
# of 20,120 workers: 5,030 are 25.0 %, 3,018 15.0 %, 2,012 10.0 %; 2,310 are their employers
# 1,204.0 of 4,816.0 thousand are 25.0 %, 3,612.0 are 75.0 %; 310.4 thousand are 6.2 % of another number
# 3,81,206 / 5,12,430 = 74.4 %; 9,20,114 / 5,12,430 = 1.796
WHOLES = {
    "so many out of so many, in lakhs, and where the rate has come to": (
        "As many as 9,20,114 people went abroad in 2012 against 5,12,430 people in 2011. The year before, 3,81,206 "
        "were employed in the Gulf out of 5,12,430, i.e. 74pc employment occurred there. This year it has come down to "
        "55pc."
    ),
    "the employers of a list of workers are not its whole (kk)": (
        "Шетелдік жұмысшыларды қазір Қазақстанда 2 310 жұмыс беруші пайдаланады. Құрылыс саласында – 5 030 адам "
        "(25,0%), ауыл шаруашылығында – 3 018 адам (15,0%), өңдеу өнеркәсібінде – 2 012 адам (10,0%)."
    ),
    "a share that comes before the whole of the others has another one (kk)": (
        "Оқымайтын және жұмыс істемейтін жастардың үлесі 6,2%, яғни 310,4 мың адамды құрады, деп хабарлайды бюро. "
        "Экономикада 4 816,0 мың адам жұмыспен қамтылды, оның ішінде 3 612,0 мың адам жалданбалы жұмысшылар (жалпы "
        "санынан 75,0%), 1 204,0 мың адам өзін-өзі қамтығандар (жалпы санның 25,0%)."
    ),
}
# all: 1,204 - 1,209 = -5; within: 902 - 1,013 = -111 = -30 + -81; abroad: 302 - 196 = 106
TABLES = {
    "a group of a table ends where the next row is no part of it (ru)": (
        "|  | Прибыло | Выбыло | Прирост |\n|---|---|---|---|\n"
        "| Миграция - всего | 1204 | 1209 | -5 |\n| в пределах страны | 902 | 1013 | -111 |\n"
        "| внутрирегиональная | 611 | 641 | -30 |\n| межрегиональная | 291 | 372 | -81 |\n"
        "| международная миграция | 302 | 196 | 106 |\n| со странами СНГ | 201 | 150 | 51 |\n"
        "| с другими странами | 101 | 46 | 55 |"
    ),
}
# the rates are those of each country alone; the text drops a scale word
SCALES = {
    "the rates of a long list are no changes between its countries (ru)": (
        "Рост показали Китай (1,142 млн (+14%)), Индия (51,31 тыс. (+17%)), Иран (62,4 тыс. (+71%)), Вьетнам и "
        "Монголия (28,14 тыс. (+44%) и 396,12 (+25%)), Индонезия увеличила поток на 1 тыс. поездок (6,4 тыс.), рост "
        "составил порядка 19%, Таиланд (20,11 тыс. (+11%)), Филиппины (5,31 тыс. (+9%))."
    ),
}
CHARTS = {
    "the bare numbers of a chart are of no period": (
        "# Entries in October to December 2012\n\nIn October to December 2012 the border recorded 8,214 entries.\n\n"
        "Entries, October to December 2012\n\n6,513\n8,644\n8,214\n\n| Period | Entries | Persons |\n|---|---|---|\n"
        "| January–March 2012 | 6,513 | 4,711 |\n| April–June 2012 | 8,644 | 5,803 |\n"
        "| October–December 2012 | 8,214 | 5,602 |"
    ),
}
RANKS = {
    "first in trips of tourists is not first in all entries (ru)": (
        "Лидером по въезду стала Молдова (1,2 млн), на втором месте - Сербия (260 тыс.), Грузия (91 тыс.), Турция "
        "(26,4 тыс.), Армения (20,3 тыс.).\nПервое место по туристическим поездкам заняла Турция - 3,1 тыс. гостей."
    ),
}
# three different counts, two of them with the same rate
DIRECTIONS = {
    "two gates with one rate in two directions": (
        "Visitor arrivals totalled 1,310,420 in May 2011, up slightly by 0.8 percent year-on-year but down by 6.2 "
        "percent month-to-month.\n\nVisitor arrivals by sea (402,118) edged up by 0.1 percent; those at the old pier "
        "(280,771) rose by 0.6 percent, while those at the new pier (121,347) edged down by 0.8 percent."
    ),
}
# 21,583 + 3,799 = 25,382; 21,583 - 12,410 = 9,173; 3,799 - 3,590 = 209
COMPLEMENTS = {
    "a total that one pair makes is compared with no other pair": (
        "## Permits\n\nThe register had permits of 25,382 persons, 21,583 + 3,799 = 25,382; CIS balance, that is "
        "21,583 − 12,410 = +9,173; non-CIS balance, that is 3,799 − 3,590 = +209."
    ),
}
PASSAGES = {
    **EARLIER_VALUES, **SHARES, **NAMES, **WHOLES, **TABLES, **SCALES, **CHARTS, **RANKS, **DIRECTIONS, **COMPLEMENTS,
}  # fmt: skip


@pytest.mark.parametrize("text", PASSAGES.values(), ids=PASSAGES.keys())
def test_a_correct_passage_in_published_wording_raises_no_alarm(tmp_path: Path, text: str) -> None:
    path = tmp_path / "release.md"
    path.write_text(text + "\n", encoding="utf-8", newline="\n")
    assert [(f.rule, [p.text for p in f.places]) for f in audit([path]).wrong] == []
