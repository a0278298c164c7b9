"""Correct lists, labels and comparisons that the auditor has accused: own wording, every number in them true."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit
from mtm.audit.documents import open_document
from mtm.audit.meaning.reading import read


def _write(folder: Path, text: str, suffix: str = "md") -> Path:
    path = folder / f"report.{suffix}"
    path.write_text(text + "\n", encoding="utf-8", newline="\n")
    return path


def _alarms(folder: Path, text: str) -> list[tuple[str, list[str]]]:
    return [(f.rule, [p.text for p in f.places]) for f in audit([_write(folder, text)]).wrong]


# 367,312 is 367.3 thousand; 1,200,400,000 dollars are 1,200.4 million
LABELS = {
    "comma and colon": ("en", "Boat arrivals, thousand persons: 367.3."),
    "parentheses": ("en", "Boat arrivals (thousand persons): 367.3."),
    "parentheses with the period": ("en", "Boat arrivals (thousand persons, 12M 2026): 367.3."),
    "in thousands": ("en", "Boat arrivals in thousands – 367.3."),
    "before the period in parentheses": ("ru", "Прибыло паромами, тыс. чел. (6 мес. 2026 г.): 367,3."),
    "with the preposition": ("ru", "Прибыло паромами (в тыс. чел.): 367,3."),
    "in full words": ("ru", "Прибыло паромами, тысяч человек – 367,3."),
    "Kazakh before the period": ("kk", "Кемемен келгендер саны, мың адам (2026 ж. 6 ай): 367,3."),
    "Kazakh in parentheses": ("kk", "Кемемен келгендер саны (мың адам): 367,3."),
}
TITLES = {"en": "# Ferries", "ru": "# Паромы и пассажиры", "kk": "# Кемелер мен жолаушылар туралы қысқаша көрініс"}


@pytest.mark.parametrize(("language", "label"), LABELS.values(), ids=LABELS)
def test_a_unit_before_its_number_gives_its_scale(tmp_path: Path, language: str, label: str) -> None:
    reading = read(open_document(_write(tmp_path, f"{TITLES[language]}\n\n- {label}")))
    assert [(c.scale, c.unit, c.exact) for c in reading.claims] == [(1000, "", False)]


def test_a_currency_before_its_number_gives_its_unit_and_scale(tmp_path: Path) -> None:
    text = "# Fares\n\n- Fares (million US dollars): 1,200.4\n\n- Fares of freight, USD million: 88.2"
    found = read(open_document(_write(tmp_path, text))).claims
    assert [(c.scale, c.unit) for c in found] == [(1_000_000, "USD")] * 2


@pytest.mark.parametrize(
    "text",
    ["In thousands of cases, 512 persons came.", "It took in 4,512 people, thousands of them refugees: 3,000 in all."],
)
def test_thousands_that_are_no_label_scale_nothing(tmp_path: Path, text: str) -> None:
    assert {c.scale for c in read(open_document(_write(tmp_path, text))).claims} == {1}


def test_a_whole_number_beside_a_rounded_one_under_a_label_is_in_full(tmp_path: Path) -> None:
    text = "# Ferries\n\n- Boat arrivals (thousand persons): 367.3 (in full 367,312)."
    assert [c.scale for c in read(open_document(_write(tmp_path, text))).claims] == [1000, 1]


EARLIER = {
    "en": ["up from {}", "from {}", "previously {}", "a year earlier {}", "{} the year before", "after {} in 2020"],
    "ru": ["рост с {}", "было {}", "годом ранее {}", "против {}", "{} годом ранее", "в 2020 году – {}"],
    "kk": ["бір жыл бұрын {}", "былтыр {}", "өткен жылы {}", "{}-тен өсті", "бұрын {} болған", "2020 жылы {}"],
}
LISTS = {
    "en": "# Pupils in 2021\n\nIn 2021 the school took in 1 382 pupils: {}.",
    "ru": "# Ученики в 2021 году\n\nВ 2021 году школа приняла 1 382 ученика: {}.",
    "kk": "# 2021 жылғы оқушылар\n\n2021 жылы мектепке 1 382 оқушы келді: {}.",
}
NAMES = {
    "en": ("Poland", "Italy", "Japan"),
    "ru": ("Польша", "Италия", "Япония"),
    "kk": ("Польша", "Үндістан", "Жапония"),
}
NOW, BEFORE = ("536", "431", "415"), ("478", "402", "391")  # 536 + 431 + 415 = 1,382


@pytest.mark.parametrize("apart", [True, False], ids=["in brackets behind", "in the brackets of now"])
@pytest.mark.parametrize(("language", "words"), [(lang, w) for lang, found in EARLIER.items() for w in found])
def test_the_earlier_value_beside_an_item_is_no_value_of_now(
    tmp_path: Path, language: str, words: str, apart: bool
) -> None:
    form = "{} – {} ({})" if apart else "{} ({}, {})"
    items = (
        form.format(name, now, words.format(before))
        for name, now, before in zip(NAMES[language], NOW, BEFORE, strict=True)
    )
    reading = read(open_document(_write(tmp_path, LISTS[language].format(", ".join(items)))))
    assert {c.printed for c in reading.claims if c.time == "before"} == set(BEFORE)


# 1,382 - 1,100 = 282 = 190 + 92; 1,100 - 460 - 380 = 260; 1,382 - 1,240 = 142 and 1,100 - 1,050 = 50; 282 - 190 = 92
HEADS = [
    "Of the 1,382 visitors, 1,100 came from CIS countries: Armenia 460 (up from 310), Belarus 380 (down from 402), the "
    "other CIS countries 260.",
    "With the CIS, 1,382 arrivals against 1,240 departures produce a balance of 142; with other countries, 1,100 "
    "against 1,050 produce 50.",
    "Из 1 382 гостей 1 100 человек прибыли из стран СНГ: Армения – 460 (годом ранее 310), Беларусь – 380 (годом ранее "
    "402), остальные страны СНГ – 260.",
    "Келген 1 382 қонақтың ішінде 1 100 адам – ТМД елдерінен: Армения – 460 (бір жыл бұрын 310), Беларусь – 380 (бір "
    "жыл бұрын 402), ТМД-ның қалған елдері 260 адам берді.",
]


@pytest.mark.parametrize("text", HEADS, ids=["en group", "en balances", "ru group", "kk group"])
def test_a_list_under_the_second_number_is_none_of_the_first(tmp_path: Path, text: str) -> None:
    assert _alarms(tmp_path, f"# Қонақтар\n\n{text}" if "қонақ" in text else f"# Visitors\n\n{text}") == []


# of 1,382: 536, 431, 315 are 38.8, 31.2, 22.8 %; of the group's 1,100: 460, 380, 200 are 41.8, 34.5, 18.2 %
SHARES = [
    "The CIS sent 1,100 of the 1,382 guests (79.6%): Armenia 536 (38.8% of the entire number), Belarus 431 (31.2% of "
    "the entire number).\n\nThe EU sent 282 guests: Italy 150 (53.2%), Poland 82 (29.1%), others 50.",
    "Из 1 382 гостей 1 100 человек (79,6%) – из СНГ: Армения 536 (38,8% всего числа), Беларусь 431 (31,2% всего числа)."
    "\n\nЕС прислал 282 гостя: Италия 150 (53,2%), Польша 82 (29,1%), прочие 50.",
]


@pytest.mark.parametrize("text", SHARES, ids=["en", "ru"])
def test_a_share_of_the_entire_number_is_of_no_group(tmp_path: Path, text: str) -> None:
    assert _alarms(tmp_path, f"# Guests\n\n{text}") == []


# 255,991 * 22.8 % = 58,366: by chance near 58,475, which is 28.8 % above 45,400
def test_a_rise_in_brackets_behind_a_count_is_no_share(tmp_path: Path) -> None:
    text = (
        "# Перевозки\n\nИз 255 991 пассажира 222 177 (86,8%) – граждане СНГ: Россия 107 131 (прирост 12,6% к прошлому "
        "году), Беларусь 58 475 (прирост 28,8% к прошлому году), Таджикистан 23 225 (прирост 35,6% к прошлому году)."
    )
    reading = read(open_document(_write(tmp_path, text)))
    assert [c.role for c in reading.claims if c.printed in ("12,6%", "28,8%", "35,6%")] == ["change"] * 3
    assert _alarms(tmp_path, text) == []


# -1,558 + 213 = -1,345
BALANCES = [
    "The balance with the CIS (–1,558) and the balance with other countries (213) add to –1,345.",
    "Сальдо со странами СНГ (–1 558) и сальдо с прочими странами (213) вместе дают –1 345.",
    "ТМД елдерімен сальдо (–1 558) мен өзге елдермен сальдоның (213) қосындысы –1 345 болды.",
]


@pytest.mark.parametrize("text", BALANCES, ids=["en", "ru", "kk"])
def test_two_balances_and_their_sum_are_no_moves(tmp_path: Path, text: str) -> None:
    title = "# Кемелер қозғалысы" if "елдер" in text else "# Ships"
    told = (
        "Кемелер бойынша 5 418 шығу тіркелді." if "елдер" in text else "Ships made 5,418 departures and 4,073 arrivals."
    )
    reading = read(open_document(_write(tmp_path, f"{title}\n\n{text}")))
    assert {c.role for c in reading.claims} == {"balance"}
    assert _alarms(tmp_path, f"{title}\n\n{told}\n\n{text}") == []


# 10,633 - 9,895 = 738
def test_two_numbers_in_brackets_that_are_compared_are_no_earlier_and_later_one(tmp_path: Path) -> None:
    text = "# Порттағы кемелер\n\nКірген кемелер (9 895) шыққан кемелерден (10 633) 738 кемеге аз болды."
    assert _alarms(tmp_path, text) == []


# 508.5 / 360.8 = 1.409; 152.5 / 508.5 = 30.0 %
def test_a_portion_of_this_year_is_not_the_change_of_the_sentence_before(tmp_path: Path) -> None:
    text = (
        "# Переводы\n\nПриток переводов вырос с 360,8 до 508,5 млн долларов; в относительном выражении это 40,9%. Из "
        "этой суммы 152,5 млн долларов (почти треть общего объема) поступило из одной страны."
    )
    assert _alarms(tmp_path, text) == []


# 1,113 and 1,060 are both 1.1 thousand; India has 1.1 among arrivals, China among departures
def test_a_first_place_is_compared_with_its_own_cell_before_an_equal_one_of_another_row(tmp_path: Path) -> None:
    table = "| Страна | Выбыло | Прибыло |\n| --- | --- | --- |\n| Индия | 1,6 | 1,1 |\n| Китай | 1,1 | 0,6 |"
    table += "\n| Польша | 0,4 | 0,2 |"
    text = (
        f"# Рейсы\n\nРейсы по странам, тыс.\n\n{table}\n\nПервое место занимает Индия – 1 113 рейсов, второе место – "
        "Китай – 646 рейсов."
    )
    assert _alarms(tmp_path, text) == []


PERIODS = {
    "H1": ["6M 2019", "1H 2019", "January–June 2019", "the first half of 2019", "Jan.–June 2019", "6m2019"],
    "M01-09": ["9M 2019", "9M2019", "January to September 2019", "the first nine months of 2019"],
    "Q1": ["3M 2019", "January–March 2019", "the first three months of 2019"],
    "": ["12M 2019", "January–December 2019", "the twelve months of 2019"],
}


@pytest.mark.parametrize(("code", "words"), [(code, w) for code, found in PERIODS.items() for w in found])
def test_forms_of_one_run_of_months_are_one_period(tmp_path: Path, code: str, words: str) -> None:
    reading = read(open_document(_write(tmp_path, f"# Ferries\n\nIn {words} 4,512 passengers arrived.")))
    assert [(c.printed, c.period) for c in reading.claims] == [("4,512", f"2019-{code}".rstrip("-"))]


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("# Паромы", "В первой половине 2019 года"),
        ("# Паромы", "За янв.–июнь 2019 г."),
        ("# Паромы", "За I полугодие 2019 г."),
        ("# Кемелер мен жолаушылар туралы қысқаша көрініс", "2019 жылдың бірінші жартысында"),
        ("# Кемелер мен жолаушылар туралы қысқаша көрініс", "2019 ж. қаң.–мау."),
        ("# Кемелер мен жолаушылар туралы қысқаша көрініс", "2019 ж. 6 айда"),
    ],
)
def test_forms_of_a_first_half_are_one_period(tmp_path: Path, title: str, words: str) -> None:
    reading = read(open_document(_write(tmp_path, f"{title}\n\n{words} 4 512.")))
    assert [c.period for c in reading.claims] == ["2019-H1"]


# the year before stands in more headings than the year itself: 2,975 - 2,700 = 275
def test_the_year_that_much_is_compared_with_is_not_the_period_of_the_report(tmp_path: Path) -> None:
    text = (
        "# Ferries in January–March 2024\n\nIn January–March 2024 the ferries carried 2,975 guests.\n\n"
        "They had carried 2,700 by the end of the first quarter of 2023.\n\nThe level of January–March 2023 was 2,700."
        "\n\n"
        "Guests in January–March 2024\n\n| Port | Guests |\n| --- | --- |\n| North | 1,475 |\n| South | 1,500 |\n\n"
        "The figure for the first quarter of 2023 stood 275 lower.\n\nThe North had 1,475 guests, the South 1,500."
    )
    assert _alarms(tmp_path, text) == []


@pytest.mark.parametrize("words", ["(391 then, 359 now)", "(then 391, now 359)", "(359 now, 391 then)"])
def test_each_of_two_values_in_brackets_has_its_own_word_of_time(tmp_path: Path, words: str) -> None:
    text = f"# Ferries\n\nAgainst the third quarter of 2024 ferry passengers fell 8.2 per cent {words}."
    reading = read(open_document(_write(tmp_path, text)))
    assert {c.printed: c.time for c in reading.claims if c.exact} == {"391": "before", "359": "now"}


# 8,684 + 4,639 + 2,577 = 15,900 by chance; the others do not add up
def test_no_country_is_the_sum_of_the_countries_below_it(tmp_path: Path) -> None:
    text = (
        "# Ships\n\n| State | In | Out |\n| --- | --- | --- |\n| Norway | 20,100 | 9,310 |\n"
        "| Poland | 15,900 | 10,829 |\n| China | 8,684 | 11,163 |\n| Japan | 4,639 | 7,658 |\n"
        "| Italy | 2,577 | 3,943 |\n"
        "| All states | 51,900 | 42,903 |"
    )
    assert _alarms(tmp_path, text) == []


# 519 of 3,129 is 16.6 %; a year before it was 18.6 %
@pytest.mark.parametrize(
    "words", ["as compared with 18.6% before", "against 18.6% a year earlier", "up from 18.6% in 2017"]
)
def test_a_share_of_an_earlier_time_is_not_that_of_the_count_of_now(tmp_path: Path, words: str) -> None:
    text = (
        "# Ships in 2018\n\nIn 2018 the port took in 3,129 ships, 519 of them from the CIS (16.6%).\n\n"
        f"CIS ships thus form a sixth of all ships, {words}."
    )
    assert _alarms(tmp_path, text) == []


# (10.0 - 7.5)/7.5 = 33.3 %: of the fees; the ships fell by 23.7 %
def test_the_change_of_a_number_in_the_text_is_not_that_of_another_table(tmp_path: Path) -> None:
    text = (
        "# Ships in 2021\n\nMost ships of the year were 61,512 from Japan, 30.7 per cent more than a year earlier, and "
        "51,816 from China, 23.7 per cent fewer than a year earlier.\n\nFees, USD million\n\n"
        "| State | 2020 | 2021 |\n| --- | --- | --- |\n| China | 7.5 | 10.0 |\n| Japan | 4.1 | 4.4 |"
    )
    assert _alarms(tmp_path, text) == []


@pytest.mark.parametrize("number", ["Ref. 04-17/2811.", "Letter No. 12/3456.", "File 07/112."])
def test_the_number_of_a_document_is_no_claim(tmp_path: Path, number: str) -> None:
    assert read(open_document(_write(tmp_path, f"# Note\n\n{number} Sent to all."))).claims == []


def test_the_word_that_touches_a_number_says_its_side(tmp_path: Path) -> None:
    text = "# Порт\n\nСальдо сложилось на уровне 746 судов (прибыло 2 967, выбыло 2 221)."
    reading = read(open_document(_write(tmp_path, text)))
    assert [(c.role, c.axes.get("flow")) for c in reading.claims] == [
        ("balance", "net"),
        ("level", "in"),
        ("level", "out"),
    ]


# -8,083 + 475 = -7,608
def test_two_balances_that_do_not_make_their_sum_are_found(tmp_path: Path) -> None:
    text = "# Порт\n\nСумма сальдо по СНГ (−8 803) и сальдо по прочим странам (475) равна −7 608 судов."
    assert [rule for rule, _ in _alarms(tmp_path, text)] == ["parts_and_total"]
    assert _alarms(tmp_path, text.replace("−8 803", "−8 083")) == []


# 99,089 - 45,821 = 53,268
def test_a_wrong_word_behind_two_compared_numbers_in_brackets_is_found(tmp_path: Path) -> None:
    title = "# Порттағы кемелер қозғалысы туралы қысқаша шолу"
    text = title + "\n\nКелген кемелер (99 089) кеткендерден (45 821) 53 268 кемеге {} болды."
    assert _alarms(tmp_path, text.format("көп")) == []
    assert [rule for rule, _ in _alarms(tmp_path, text.format("аз"))] == ["flows_compared"]


# of 53,742 and of 171,573, 9,843 are 18.3 and 5.7 %, 4,959 are 9.2 and 2.9 %
def test_two_shares_of_one_row_are_of_two_wholes(tmp_path: Path) -> None:
    text = (
        "# Порттағы шетелдік кемелер туралы шолу\n\nПортқа 171 573 кеме кірді.\n\nТМД-дан тыс елдерден 53 742 кеме "
        "келді. "
        "Негізгілері: Түркия үлесіне 9 843 кеме (барлық келгендердің 5,7%-ы), Германия үлесіне 4 959 кеме (барлық "
        "келгендердің 2,9%-ы) тиеді.\n\n| Елдер | Келгендер | Топтағы үлесі, % | Барлығындағы үлесі, % |\n"
        "| --- | --- | --- | --- |\n| ТМД-дан тыс елдер | 53 742 | х | 31,3 |\n| Түркия | 9 843 | 18,3 | 5,7 |\n"
        "| Германия | 4 959 | 9,2 | 2,9 |"
    )
    assert _alarms(tmp_path, text) == []


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        (
            "Ships came from Armenia – 34,923 (change 17.1%), Belarus – 21,583 (change 12.1%), Georgia – 7,316 (1.6%).",
            2,
        ),
        ("Из Армении – 34 923 (изменение 17,1%), из Беларуси – 21 583 (рост 12,1%), из Грузии – 7 316 (1,6%).", 2),
        ("Армениядан – 34 923 кеме (өзгерісі 17,1%), Беларусьтен – 21 583 кеме (өсімі 12,1%) келді.", 2),
    ],
)
def test_a_rate_that_a_word_of_change_touches_is_a_change(tmp_path: Path, text: str, rate: int) -> None:
    title = "# Порттағы шетелдік кемелер туралы қысқаша шолу" if "кеме" in text else "# Ships"
    reading = read(open_document(_write(tmp_path, f"{title}\n\n{text}")))
    assert sum(c.role == "change" for c in reading.claims) == rate


# 129.6 / 627.5 = 20.7 %; 187,377 - 32,499 = 154,878 = 3,285,427 - 3,130,549
@pytest.mark.parametrize(
    "text",
    [
        "Fees made 627.5 million dollars.\n\nPorts not shown paid 129.6 million dollars, which is 20.7% of all fees "
        "(175.3 million a year earlier).",
        "Ships made 3,285,427 arrivals and 3,130,549 departures.\n\nThe net movement of 154,878 breaks down into "
        "187,377 for CIS ships and -32,499 for others.",
    ],
    ids=["an earlier part", "breaks down"],
)
def test_correct_sentences_of_fees_and_balances_raise_no_alarm(tmp_path: Path, text: str) -> None:
    assert _alarms(tmp_path, f"# Ships in 2021\n\n{text}") == []
