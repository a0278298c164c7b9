"""Changes of which the values, or the value of now, stand elsewhere in the report, in three languages."""

from __future__ import annotations

import pytest

from mtm.audit.documents import open_bytes
from mtm.audit.engine import audit_documents

REPORTS = {
    "en": "# Migration, third quarter of 2024\n\n"
    "In the third quarter of 2024, 26,460 people entered the country and 18,900 people left it.\n\n"
    "## Over the year\n\n",
    "ru": "# Миграция, третий квартал 2024 года\n\n"
    "В третьем квартале 2024 года въехали 26 460 чел., выехали 18 900 чел.\n\n## За год\n\n",
    "kk": "# Көші-қон, 2024 жылғы үшінші тоқсан\n\n"
    "2024 жылғы үшінші тоқсанда елге 26 460 адам келді, елден 18 900 адам кетті.\n\n## Бір жылда\n\n",
}

# (26,460 - 24,500) / 24,500 = +8.0 %, / 26,460 = 7.4 %; (18,900 - 21,000) / 21,000 = -10.0 %
SAID = [
    ("en", "Arrivals were {}% up on the 24,500 of the third quarter of 2023.", "8.0", "7.4"),
    (
        "en",
        "Relative to Q3 2023, when {} entries were counted, the reporting quarter saw 8.0% more.",
        "24,500",
        "42,500",
    ),
    ("en", "In Q3 2023 there had been {} entries; since then the number has grown by 8.0%.", "24,500", "25,400"),
    ("en", "A year earlier 21,000 people had left; since then exits have {} by 10.0%.", "fallen", "risen"),
    ("ru", "Въездной поток увеличился на {}% с уровня 24 500 в июле–сентябре 2023 года.", "8,0", "7,4"),
    (
        "ru",
        "По сравнению с третьим кварталом 2023 года, когда прибыло {} чел., приток вырос на 8,0%.",
        "24 500",
        "25 400",
    ),
    ("ru", "Годом ранее выехало 21 000 чел., так что число выездов {} на 10,0%.", "снизилось", "выросло"),
    ("kk", "2023 жылғы үшінші тоқсанда елге 24 500 адам келген; бір жылда бұл {} пайызға өсті.", "сегіз", "он сегіз"),
    ("kk", "Бір жыл бұрын {} адам келген еді; содан бері келгендер саны 8,0 пайызға өсті.", "24 500", "25 400"),
    ("kk", "Кеткендер саны бір жыл бұрынғы 21 000 адамнан 10,0%-ға {}.", "азайды", "көбейді"),
]


def _wrong(language: str, text: str) -> list[str]:
    document = open_bytes("report.md", (REPORTS[language] + text + "\n").encode())
    found = audit_documents([document]).wrong
    return [p.text for f in found for p in (*f.places, *f.operands)]


@pytest.mark.parametrize(("language", "text", "right", "wrong"), SAID)
def test_a_change_from_one_earlier_value_leads_to_the_value_of_now(
    language: str, text: str, right: str, wrong: str
) -> None:
    assert _wrong(language, text.format(right)) == []
    assert any(wrong in place or place in wrong for place in _wrong(language, text.format(wrong)))


SILENT = [
    "In the second quarter of 2024 there were 25,900 entries, 3.1% more than in the quarter before.",  # another step
    "In Q3 2023 there were 24,500 registrations; since then their number has grown by 31.0%.",  # of what is not said
    "Over the 24,500 entries of Q3 2023 there were about 1,960 more.",  # a difference: 26,460 - 24,500
    "In Q3 2023, 21,000 people left; arrivals have since grown by 8.0%.",  # of the other side
    "In Q3 2023, 24,500 people came (+3.1%).",  # how it came to the earlier value
    "In Q3 2023, 24,500 people came, 3.1% more than a year earlier.",
]


@pytest.mark.parametrize("text", SILENT)
def test_a_change_of_another_time_thing_or_side_is_not_measured_by_it(text: str) -> None:
    assert _wrong("en", text) == []


# entries (26,509 - 24,500) / 24,500 = +8.2 %, / 26,509 = 7.6 %; exits (18,858 - 21,000) / 21,000 = -10.2 %
TABLES = {
    "en": ("Entries", "Exits", "# Migration, third quarter of 2024", "Q3 2023|Q3 2024"),
    "ru": ("Въезды", "Выезды", "# Миграция, третий квартал 2024 года", "III кв. 2023 г.|III кв. 2024 г."),
    "kk": ("Келгендер", "Кеткендер", "# Көші-қон, 2024 жылғы үшінші тоқсан", "2023 ж. III тоқсан|2024 ж. III тоқсан"),
}
TOLD = [
    ("en", "Arrivals were {} by 8.2 per cent year on year.", "up", "down"),
    ("en", "Year on year, arrivals rose by {} per cent.", "8.2", "7.6"),
    ("ru", "Приток за год {} на 8,2%.", "вырос", "сократился"),
    ("ru", "В годовом выражении число въездов увеличилось на {}%.", "8,2", "7,6"),
    ("kk", "Келгендер саны 2023 жылғы үшінші тоқсанмен салыстырғанда 8,2%-ға {}.", "көп", "аз"),
    ("kk", "Жылдық мәнде кеткендер 10,2%-ға {}.", "азайды", "көбейді"),
]


def _below_table(language: str, text: str) -> list[str]:
    came, left, title, periods = TABLES[language]
    rows = f"|{came}|24 500|26 509|\n|{left}|21 000|18 858|\n"
    report = f"{title}\n\n{text}\n\n| |{periods}|\n|-|-|-|\n{rows}"
    found = audit_documents([open_bytes("report.md", report.encode())]).wrong
    return [p.text for f in found for p in f.places]


@pytest.mark.parametrize(("language", "text", "right", "wrong"), TOLD)
def test_a_change_without_values_is_that_of_the_rows_of_its_side(
    language: str, text: str, right: str, wrong: str
) -> None:
    assert _below_table(language, text.format(right)) == []
    assert any(wrong in place for place in _below_table(language, text.format(wrong)))


@pytest.mark.parametrize(
    "text",
    [
        "Arrivals were down by 8.2 per cent on the previous quarter.",
        "Arrivals of women were down by 8.2 per cent.",
        "Arrivals were 7.6 per cent up on the second quarter of 2024.",
    ],
)
def test_a_change_of_a_part_or_of_another_step_is_not_that_of_all(text: str) -> None:
    assert _below_table("en", text) == []
