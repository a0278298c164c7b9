"""Shares beside changes, earlier values and balances in brackets: correct passages, and the same with one error."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit
from mtm.audit.documents import open_bytes
from mtm.audit.meaning.reading import read

TITLES = {"en": "# Clinics", "ru": "# Клиники и пациенты", "kk": "# Емханалар туралы қысқаша есеп"}


def _alarms(folder: Path, language: str, text: str) -> list[tuple[str, list[str]]]:
    path = folder / "report.md"
    path.write_text(f"{TITLES[language]}\n\n{text}\n", encoding="utf-8", newline="\n")
    return [(f.rule, [p.text for p in f.places]) for f in audit([path]).wrong]


# 4,200 / 8,000 = 52.5 %, (4,200 − 5,600) / 5,600 = −25.0 %, (4,200 − 4,000) / 4,000 = +5.0 %, 8,000 / 20,000 = 40.0 %
PASSAGES = {
    "a share of a group behind two values (en)": (
        "en",
        "The old clinic saw 4,200 patients, against 5,600 a year earlier, and thus accounted for 52.5% of the group.",
    ),
    "a share of a group behind two values (ru)": (
        "ru",
        "Больше всего людей приняла старая клиника: 4 200 человек против 5 600 годом ранее, что даёт 52,5% группы.",
    ),
    "a share of a number that stands before it (kk)": (
        "kk",
        "Бұрынғыдай ескі емхана бірінші орында: 4 200 адам, яғни 8 000 адамның 52,5%-ы.",
    ),
    "a fall in brackets is no share (kk)": (
        "kk",
        "Емханаларға 8 000 адам келді. Ескі емханаға бір жыл бұрынғы 5 600 адамның орнына 4 200 адам келді (25,0% "
        "кему).",
    ),
    "an earlier value before the word of comparison (kk)": (
        "kk",
        "Жалпы алғанда, бір жыл бұрынғы 5 600 адамға қарсы 4 200 адам келді (өзгеріс – минус 25,0%), сальдо +310.",
    ),
    "the change of another group (en)": (
        "en",
        "With 4,200 arrivals, against 4,000 a year earlier, arrivals from outside the CIS rose by 5.0%, though for the "
        "CIS the change was +10.0%.",
    ),
    "last year's value is no part (ru)": (
        "ru",
        "Приём насчитывает 8 000 человек.\n\nСтарая клиника насчитывает 4 200 человек при 4 000 в прошлом году "
        "(изменение – +5,0%) и образует 52,5% общего числа.",
    ),
    "last year's share (ru)": (
        "ru",
        "Всего прибыло 8 000 человек, из Европы 4 200 человек.\n\nТаким образом, на Европу приходится 52,5% при 58,2% "
        "годом ранее.",
    ),
    "rates of a year on a year are no shares (ru)": (
        "ru",
        "Из Азии прибыло 8 000 человек.\n\nПеречень возглавляет Монголия (4 200; 10,5% г/г).",
    ),
    "growth with a minus (ru)": (
        "ru",
        "На старую клинику (4 200 чел.; годом ранее 5 600; прирост −25,0%) приходится половина приёма.",
    ),
    "growth with a minus (kk)": ("kk", "Ескі емханаға 4 200 адам келді (бір жыл бұрын 5 600; өсімі –25,0%)."),
    "growth with a minus (en)": (
        "en",
        "The old clinic (4,200 patients; a year earlier 5,600; growth −25.0%) is the largest.",
    ),
    "fewer than a dated value (kk)": (
        "kk",
        "2020 жылы науқастар 4,2 млн доллар аударды, бұл 2019 жылғы 5,6 млн доллардан 25,0%-ға аз.",
    ),
}


@pytest.mark.parametrize(("language", "text"), PASSAGES.values(), ids=PASSAGES)
def test_a_correct_share_or_change_raises_no_alarm(tmp_path: Path, language: str, text: str) -> None:
    assert _alarms(tmp_path, language, text) == []


# 8,000 = 5,000 + 1,800 + 1,200; 62.5, 22.5, 15.0 %
RESPECTIVELY = {
    "en": "The 8,000 guests comprise 5,000 adults, 1,800 pupils and 1,200 pensioners: 62.5%, 22.5% and 15.0% "
    "respectively.",
    "ru": "8 000 гостей распределились так: 5 000 взрослых, 1 800 учеников и 1 200 пенсионеров, то есть 62,5%, 22,5% и "
    "15,0% соответственно.",
    "kk": "8 000 қонақтың құрамы: 5 000 ересек, 1 800 оқушы және 1 200 зейнеткер, яғни тиісінше 62,5%, 22,5% "
    "және 15,0%.",
}


@pytest.mark.parametrize("language", RESPECTIVELY)
def test_shares_said_respectively_take_their_counts_in_order(tmp_path: Path, language: str) -> None:
    assert _alarms(tmp_path, language, RESPECTIVELY[language]) == []


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_wrong_share_said_respectively_is_found(tmp_path: Path, language: str) -> None:
    wrong = RESPECTIVELY[language].replace("62.5", "67.5").replace("62,5", "67,5")
    assert [t[:4] for _, places in _alarms(tmp_path, language, wrong) for t in places] in (["67.5"], ["67,5"])


# 7,300 − 9,100 = −1,800; 2,040 − 2,900 = −860
BALANCES = {
    "in and out in brackets (ru)": (
        "ru",
        "С севером сложилось отрицательное сальдо в 1 800 человек (прибыло 7 300, выбыло 9 100), с югом – "
        "отрицательное сальдо в 860 человек (2 040 и 2 900).",
    ),
    "a period between the word and the number (ru)": (
        "ru",
        "Миграционное сальдо в январе–марте 2020 г. было отрицательным – 1 800 чел. (въезд 7 300, выезд 9 100).",
    ),
    "the word before the verb (kk)": (
        "kk",
        "2019 жылғы шілде–қыркүйекте көші-қон сальдосы теріс болып, 1 800 адамға жетті (келгені 7 300, кеткені 9 100).",
    ),
    "a period between the word and the number (en)": (
        "en",
        "The migration balance in January to March 2020 was negative: 1,800 people (arrivals 7,300, departures 9,100).",
    ),
}


@pytest.mark.parametrize(("language", "text"), BALANCES.values(), ids=BALANCES)
def test_a_balance_before_its_brackets_raises_no_alarm(tmp_path: Path, language: str, text: str) -> None:
    assert _alarms(tmp_path, language, text) == []


@pytest.mark.parametrize(("language", "text"), BALANCES.values(), ids=BALANCES)
def test_a_slip_in_a_balance_before_its_brackets_is_found(tmp_path: Path, language: str, text: str) -> None:
    wrong = text.replace("1 800", "1 300").replace("1,800", "1,300")
    assert {rule for rule, _ in _alarms(tmp_path, language, wrong)} & {"balance", "difference_nearby"}


# 4,800 = 3,700 + 1,100 and 5,500 = 4,200 + 1,300; 1,960 + 990 + 510 + 240 = 3,700
LISTS = {
    "a pair of now behind the rest": (
        "ru",
        "Годом ранее общее число гостей, 4 800, включало 3 700 граждан Азии и 1 100 граждан остальных стран; ныне это "
        "4 200 и 1 300 соответственно.",
    ),
    "an item does not head its list": (
        "ru",
        "Группа складывается следующим образом: Германия (1 960 человек), Польша (990 человек), Франция (510 человек). "
        "Вместе с 240 гражданами прочих стран это 3 700 человек.",
    ),
    "a year before in brackets": (
        "en",
        "With 3,700 guests (year before: 4,800; change: -22.9%), Asia came first. Components: Japan (1,960); India "
        "(990); China (510); remaining guests: 240.",
    ),
    "from the largest to the smallest": (
        "ru",
        "По убыванию это Германия (1 960 против 1 700 годом ранее), Польша (990 против 1 200 годом ранее).",
    ),
}


@pytest.mark.parametrize(("language", "text"), LISTS.values(), ids=LISTS)
def test_a_correct_list_raises_no_alarm(tmp_path: Path, language: str, text: str) -> None:
    assert _alarms(tmp_path, language, text) == []


QUARTERS = {
    "Some 4,200 guests came during the final three months of 2026.": "2026-Q4",
    "Some 4,200 guests came during the second three months of 2020.": "2020-Q2",
    "Some 4,200 guests came in the first three months of 2020.": "2020-Q1",
    "Some 4,200 guests came in the first nine months of 2020.": "2020-M01-09",
    "За последние три месяца 2026 года прибыло 4 200 гостей.": "2026-Q4",
    "За вторые три месяца 2020 года прибыло 4 200 гостей.": "2020-Q2",
    "2026 жылдың соңғы үш айында елге 4 200 қонақ келді.": "2026-Q4",
    "2020 жылдың екінші үш айында елге 4 200 қонақ келді.": "2020-Q2",
}


@pytest.mark.parametrize(("text", "code"), QUARTERS.items())
def test_three_months_with_their_number_are_a_quarter(text: str, code: str) -> None:
    sentence = read(open_bytes("report.md", text.encode())).sentences[0]
    assert [p.code for p in sentence.periods] == [code]


def test_a_period_in_brackets_is_that_of_the_number_in_them() -> None:
    text = "Arrivals in the third quarter of 2022 are told below.\n\n- Inflow: 367.3 thousand (Q3 2021: 441.2 thousand)"
    first, second = read(open_bytes("report.md", text.encode())).claims
    assert (first.period, second.period) == ("", "2021-Q3")


def test_a_second_heading_row_that_is_not_marked_as_one_is_a_heading() -> None:
    text = (
        "<table><tr><th></th><th>Arrivals</th><th>Arrivals</th><th>Departures</th></tr>"
        "<tr><td>Group</td><td>2022</td><td>change, %</td><td>2022</td></tr>"
        "<tr><td>North</td><td>4,200</td><td>5.0</td><td>1,300</td></tr>"
        "<tr><td>South</td><td>1,800</td><td>-10.0</td><td>2,700</td></tr></table>"
    )
    table = read(open_bytes("report.html", text.encode())).tables[0]
    assert [line.role for line in table.columns] == ["level", "percent", "level"]


# 3,550 = 1,900 + 1,650 by chance, and of 9,000 they are 39.4 = 21.1 + 18.3 %
def test_a_row_of_shares_is_no_second_witness_for_the_row_above_it(tmp_path: Path) -> None:
    rows = (
        "| Year | Oslo | Rome | Bonn | Lima | All |\n| --- | --- | --- | --- | --- | --- |\n"
        "| 2020 | 3,310 | 1,800 | 1,420 | 1,170 | 7,700 |\n| 2021 | 3,550 | 1,900 | 1,650 | 1,900 | 9,000 |\n"
        "| Share in 2021, % | 39.4 | 21.1 | 18.3 | 21.1 | 100 |"
    )
    assert _alarms(tmp_path, "en", "Guests by city\n\n" + rows) == []
