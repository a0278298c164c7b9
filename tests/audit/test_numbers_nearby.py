"""Derived numbers against the values around them, in other publishers' wordings: one error each, and a clean twin."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit


def _wrong(folder: Path, text: str) -> list[str]:
    """What findings of class error or likely name, and what they are taken from."""
    path = folder / "report.md"
    title = "Көші-қон туралы қысқаша есеп" if any(c in text for c in "қғңөүұһ") else "Report"
    path.write_text(f"# {title}\n\n{text}\n", encoding="utf-8", newline="\n")
    return [place.text for finding in audit([path]).wrong for place in (*finding.places, *finding.operands)]


# 412.6/366.9 = 1.1246; 45.7/412.6 = 11.1 % of the later value
CHANGES = [
    (
        "Employers paid foreign staff 412.6 million euros in wages. Twelve months before it had been 366.9 million. "
        "That is {} per cent more.",
        "12.5",
        "11.1",
    ),
    (
        "In 2019 there were 8,204 students from abroad, as against 6,310 in 2018. Growth came to {}%.",
        "30.0",
        "23.1",
    ),
    (
        "The reception centres held 1,914 people at the close of March; a year ago they held 2,377. "
        "Occupancy shrank by {} per cent.",
        "19.5",
        "24.2",
    ),
    # 8,204 / 6,310 = 1.3002
    ("A year earlier 6,310 pupils were enrolled. Now there are 8,204, {} per cent more.", "30.0", "23.1"),
    (
        "Труд иностранцев принёс бюджету 366,9 млн рублей, годом ранее – 412,6 млн. Поступления сократились на {} %.",
        "11,1",
        "12,5",
    ),
    (
        "В вузах учатся 8 204 студента из-за рубежа против 6 310 в прошлом году. Прирост – {} %.",
        "30,0",
        "23,1",
    ),
    ("Орталықтарда 1 914 адам тұрды, бір жыл бұрын 2 377 болған. Саны {} пайызға азайды.", "19,5", "24,2"),
    ("Шетелдік студенттер 8 204 болды, бір жыл бұрын 6 310 еді. Өсім {} пайызды құрады.", "30,0", "23,1"),
]

# 41,208 - 37,915 = 3,293; 12,480 + 4,912 + 3,307 + 16,299 = 36,998
DIFFERENCES = [
    ("In the year 41,208 persons settled in the region and 37,915 left it, a surplus of {}.", "3,293", "3,923"),
    ("Guards let {} people in and 41,208 people out; in other words, the country lost 3,293.", "37,915", "73,915"),
    ("The border post counted 41,208 persons in and 37,915 persons out. The gap is {}.", "3,293", "3,239"),
    (
        "За год в район приехало 41 208 человек, уехало 37 915; таким образом, он вырос на {}.",
        "3 293",
        "3 923",
    ),
    ("Пост пропустил 41 208 человек в страну и 37 915 из страны. Разница составила {}.", "3 293", "3 239"),
    ("Облысқа 41 208 адам келді, облыстан 37 915 адам кетті. Айырма {} адам.", "3 293", "3 239"),
]

LISTS = [
    (
        "The agency issued 36,998 visas: 12,480 for work, 4,912 for study, 3,307 for family reasons, "
        "and {} for all other reasons.",
        "16,299",
        "16,929",
    ),
    (
        "Выдано 36 998 виз: 12 480 рабочих, 4 912 учебных, {} семейных, остальные 16 299 – по иным основаниям.",
        "3 307",
        "3 370",
    ),
    (
        "Барлығы 36 998 виза берілді: жұмысқа 12 480, оқуға {}, отбасына 3 307, қалған мақсаттарға 16 299.",
        "4 912",
        "9 412",
    ),
]

# 185,466 and 210,850 rounded to thousands with one decimal
FULL = [
    ("Some 185.5 thousand people entered and 210.9 thousand people went away ({} and 210,850).", "185,466", "158,466"),
    ("Въехало 185,5 тыс. человек, выехало 210,9 тыс. человек (точно: 185 466 и {}).", "210 850", "201 850"),
    ("Елге 185,5 мың адам кірді, елден 210,9 мың адам шықты (дәл саны: {} және 210 850).", "185 466", "195 466"),
]

# 9,420 + 27,580 = 37,000; 9,420 / 37,000 = 25.5 %
SHARES = [
    (
        "The centres registered 37,000 asylum seekers. Of them, 27,580 (74.5%) were adults. "
        "The remaining 9,420 ({}%) had not come of age.",
        "25.5",
        "34.2",
    ),
    (
        "В центрах учтено 37 000 заявителей. Взрослых среди них 27 580 (74,5 %). "
        "Другие 9 420 человек ({} %) не достигли совершеннолетия.",
        "25,5",
        "34,2",
    ),
]

_SECTORS = "\n\n| Sector | 2021 | 2022 | Share, % |\n|---|---|---|---|\n"
_ROWS = (
    "| Fisheries | 24,180 | 26,530 | 53.0 |\n| Forestry | 18,440 | 15,120 | 30.2 |\n| Mining | 9,310 | 8,390 | 16.8 |\n"
)
_TABLE = _SECTORS + _ROWS + "| Total | 51,930 | 50,040 | 100.0 |"

# 26,530 - 24,180 = 2,350; 15,120 / 18,440 = 0.82; 26,530 - 15,120 = 11,410; 16.8 / 83.2 = 20.2 %
ROWS = [
    ("Fisheries saw an increase of {} workers." + _TABLE, "2,350", "3,250"),
    ("Forestry lost ground: its workforce fell by {}%." + _TABLE, "18.0", "22.0"),
    ("Fisheries employ 26,530 workers, 11,410 {} than forestry." + _TABLE, "more", "fewer"),
    ("Fisheries have 53.0% of all workers and mining {}%." + _TABLE, "16.8", "20.2"),
]

# 4,715 / 8,320 = 0.567; 118 / 472 = 0.25
RATIOS = [
    ("The registry counts 8,320 weddings and 4,715 divorces: {} divorces per 100 weddings.", "57", "75"),
    ("Родилось 8 320 детей, умерло 4 715 человек, на 100 родившихся приходится {} умерших.", "57", "75"),
    ("The appeal rate came to {}%: 118 files out of 472.", "25.0", "52.0"),
]

# 3,120 + 2,080 + 1,040 = 6,240; 2,080 / 9,600 = 21.7 %
ITEMS = [
    (
        "Of 9,600 newcomers 6,240 found work.\n\nTheir first posts:\n\n- factories: 3,120 (50.0%);\n"
        "- kitchens: 2,080 ({}%);\n- farms: 1,040 (16.7%).",
        "33.3",
        "21.7",
    ),
    (
        "Из 9 600 приехавших работу нашли 6 240 человек.\n\nГде они заняты:\n\n- заводы – 3 120 (50,0 %);\n"
        "- кухни – 2 080 ({} %);\n- фермы – 1 040 (16,7 %).",
        "33,3",
        "21,7",
    ),
    (
        "Келген 9 600 адамның 6 240-ы жұмыс тапты.\n\nОлардың жұмысы:\n\n- зауыттар – 3 120 (50,0 %);\n"
        "- асханалар – 2 080 ({} %);\n- қожалықтар – 1 040 (16,7 %).",
        "33,3",
        "21,7",
    ),
]

ALL = [*ITEMS, *RATIOS, *ROWS, *CHANGES, *DIFFERENCES, *LISTS, *FULL, *SHARES]


@pytest.mark.parametrize(("text", "right", "wrong"), ALL, ids=[t[0][:40] for t in ALL])
def test_a_derived_number_must_follow_from_the_values_around_it(
    tmp_path: Path, text: str, right: str, wrong: str
) -> None:
    assert _wrong(tmp_path, text.format(right)) == []
    assert wrong in "|".join(_wrong(tmp_path, text.format(wrong)))


def test_a_change_of_something_else_is_not_taken_from_the_sentence_before(tmp_path: Path) -> None:
    text = "Schools enrolled 8,204 pupils, a year earlier 6,310. The number of teachers in the country grew by 4.2%."
    assert _wrong(tmp_path, text) == []


def test_three_numbers_without_a_word_of_difference_are_left_alone(tmp_path: Path) -> None:
    assert _wrong(tmp_path, "We counted 41,208 cars, 37,915 vans and 3,923 buses.") == []


def test_a_list_without_a_rest_may_fall_short_of_its_total(tmp_path: Path) -> None:
    assert _wrong(tmp_path, "The agency issued 36,998 visas: 12,480 for work, 4,912 for study, 3,307 for family.") == []
