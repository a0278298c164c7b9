"""Rankings in sentences, in lines of a list and in paragraphs under labels: who is first, last, best and worst."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit


def _wrong(folder: Path, text: str) -> list[str]:
    """The rules that find an error, or a likely one."""
    path = folder / "report.md"
    path.write_text(f"# Report\n\n{text}\n", encoding="utf-8", newline="\n")
    return sorted({finding.rule for finding in audit([path]).wrong})


# each ranking gives every name one number; in the wrong one a name has two, and another has none
@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("Fitters head it with 1,510, {} follow (1,205), then roofers (990) and tilers (455).", "plumbers", "tilers"),
        ("The busiest post was Orsha, with 41,200 cars. Second came {} (33,700); Lida brought up the rear with 9,400.",
         "Kobrin", "Lida"),
        ("Больше всего заявлений подали {} — 1 240, за ними следуют плотники (1 020), стекольщики (415).", "маляры",
         "стекольщики"),
        ("На первом месте Брест — 24 300 пассажиров, на втором {} (18 950), замыкает список Пинск — 6 150.", "Гомель",
         "Пинск"),
        ("Ең көп өтінішті {} берді – 1 480, олардан кейін бояушылар (1 060) және шынышылар (350).", "құрылысшылар",
         "шынышылар"),
        ("Сұрағандардың көбі {} туралы айтты – 880 адам, одан кейін мектеп (640) және сақтандыру (260).", "зейнетақы",
         "сақтандыру"),
    ],
)  # fmt: skip
def test_a_ranking_gives_one_name_one_number(tmp_path: Path, text: str, right: str, wrong: str) -> None:
    assert _wrong(tmp_path, text.format(right)) == []
    assert _wrong(tmp_path, text.format(wrong)) == ["name_twice"]


@pytest.mark.parametrize(
    "text",
    [
        "Most of the 912 volunteers work as interpreters, 377, followed by drivers with 240 and cooks with 175. "
        "Interpreters of sign language number 41.",
        "Turkey was the main destination with 1,450 workers, Poland second with 1,100 and Italy third with 870. "
        "Among women the order is different: Italy 410, Poland 380, Turkey 120.",
        "The largest groups were construction workers, 2,150, farm workers, 1,340, and drivers, 860. "
        "Construction firms alone filed 3,120 requests.",
    ],
)
def test_a_name_with_more_words_is_another_name(tmp_path: Path, text: str) -> None:
    assert _wrong(tmp_path, text) == []


COURSES = """

| Course | Enrolled | Passed | Pass rate, % |
|---|---:|---:|---:|
| Language | 1,216 | 912 | 75.0 |
| History | 800 | 480 | 60.0 |
| Law | 500 | 450 | 90.0 |
| Driving | 300 | 105 | 35.0 |
| Total | 2,816 | 1,947 | 69.1 |
"""
PRICES = "- рабочее – 24 000 тенге;\n- учебное – 9 000 тенге;\n- семейное – 13 000 тенге.\n\n"
ANSWERS = "- 410 through relatives;\n- 265 through an agency;\n- 150 by letter.\n\n"
DISTRICTS = (
    "*Таулы:* келді 640, кетті 910, баланс −270.\n\n*Өзен:* келді 1 120, кетті 980, баланс +140.\n\n"
    "*Дала:* келді 300, кетті 730, баланс −430.\n\n*Қала:* келді 4 410, кетті 3 120, баланс +1 290.\n\n"
)


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("{} has the worst results." + COURSES, "Driving", "History"),  # 35.0 is lowest; 60.0 is neither end
        ("{} does best." + COURSES, "Law", "Language"),
        (PRICES + "Самое дорогое – {}.", "рабочее", "семейное"),  # 24 000 against 13 000
        (PRICES + "Дешевле всего обходится {}.", "учебное", "рабочее"),
        (ANSWERS + 'The most common answer was "{}".', "through relatives", "by letter"),  # 410 against 150
        (DISTRICTS + "Ең ауыр шығын {}.", "Далада", "Таулыда"),  # -430 against -270
        (DISTRICTS + "Ең көп өсім {}.", "Қалада", "Өзенде"),  # +1 290 against +140
    ],
)
def test_the_first_of_lines_and_labels_is_first(tmp_path: Path, text: str, right: str, wrong: str) -> None:
    assert _wrong(tmp_path, text.format(right)) == []
    assert _wrong(tmp_path, text.format(wrong)) == ["rank_in_series"]


def test_worst_may_be_either_end_where_no_word_says_what_is_good(tmp_path: Path) -> None:
    table = COURSES.replace("Pass rate", "Rate").replace("Passed", "Concerned").replace("Enrolled", "All")
    assert _wrong(tmp_path, "Law is worst off." + table) == []
    assert _wrong(tmp_path, "History is worst off." + table) == ["rank_in_series"]


CALLS = """

| Citizenship | Applications |
|---|---:|
| Ukraine | 3,904 |
| Syria | 2,218 |
| Afghanistan | 1,560 |
| Eritrea | 702 |
"""


@pytest.mark.parametrize(
    "text",
    [
        "Syria, with 2,218, is second after Ukraine (3,904). Afghanistan comes third behind Syria." + CALLS,
        "After Syria, Afghanistan was third with 1,560." + CALLS,
        "Больше всего заявлений от граждан Украины (3 904). Сирия с 2 218 заявлениями на втором месте после Украины, "
        "Афганистан – на третьем вслед за Сирией (1 560), далее Эритрея (702).",
        "Сирия 2 218 өтінішпен Украинадан кейінгі екінші орында, Ауғанстан Сириядан кейін үшінші (1 560)." + CALLS,
    ],
)
def test_what_stands_behind_after_is_not_what_is_ranked(tmp_path: Path, text: str) -> None:
    assert _wrong(tmp_path, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Проигран каждый шестой спор; в прошлом году проигрывали каждый четвёртый (7 из 28).",
        "One case in six was lost; last year it was one in four (7 of 28).",
        "В списках было 8 174 избирателя, то есть за четыре года добавилось ровно 1 500.",
        "4 650 өтініш түсті (алдыңғы науқанда 3 980 болған).",
    ],
)
def test_cases_lost_and_applications_that_came_in_are_no_trend(tmp_path: Path, text: str) -> None:
    assert _wrong(tmp_path, text) == []
