"""A period that nothing else in a report names, over numbers that the report tells for its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit

# 20,120 - 17,508 = 2,612; 15,083 + 5,037 = 20,120; 15,083 / 20,120 = 75.0 %; 18,011 to 20,120 is +11.7 %
EN = """# Who came, who left: the second quarter of 2019

In April to June 2019, 20,120 people entered and 17,508 left.

{}

A year before, in the second quarter of 2018, 18,011 people had entered; their number has risen by 11.7 per cent.
"""
RU = """# Миграция во втором квартале 2019 года

Во втором квартале 2019 года прибыло 20 120 человек, выбыло 17 508 человек.

{}

Годом ранее, во втором квартале 2018 года, прибыло 18 011 человек; за год их стало на 11,7 % больше.
"""
KK = """# 2019 жылғы екінші тоқсандағы көші-қон

2019 жылғы екінші тоқсанда елге 20 120 адам келді, елден 17 508 адам кетті.

{}

Бір жыл бұрын, 2018 жылғы екінші тоқсанда, 18 011 адам келген; бір жылда олар 11,7 %-ға көбейді.
"""
TEXTS = {"en": EN, "ru": RU, "kk": KK}


def _wrong(folder: Path, text: str) -> list[str]:
    """What findings of class error or likely name."""
    path = folder / "report.md"
    path.write_text(text, encoding="utf-8", newline="\n")
    return [place.text for finding in audit([path]).wrong for place in finding.places]


@pytest.mark.parametrize(
    ("language", "told", "year", "wrong"),
    [
        ("en", "Movements observed in 2019 Q2:\n\n- entries: 20,120\n- exits: 17,508\n", "2017", "2017 Q2"),
        (
            "en",
            "The figures for April–June 2019:\n\n- 20,120 arrivals;\n- 17,508 departures.\n",
            "2016",
            "April–June 2016",
        ),
        (
            "en",
            "| Flow, Q2 2019 | Persons |\n|---|---:|\n| Entries | 20,120 |\n| Exits | 17,508 |\n",
            "2016",
            "Q2 2016",
        ),
        ("en", "Exits numbered 17,508 in the second quarter of 2019.", "2016", "second quarter of 2016"),
        ("en", "The CIS share was 72.4% in 2018 Q2 and 75.0% in 2019 Q2.", "2016", "2016 Q2"),
        ("en", "Of the 20,120 people who came in Q2 2019, 15,083 were CIS citizens.", "2022", "Q2 2022"),
        (
            "ru",
            "Показатели за апрель–июнь 2019 года:\n\n- въезды: 20 120\n- выезды: 17 508\n",
            "2017",
            "апрель–июнь 2017",
        ),
        ("ru", "Доля СНГ: II кв. 2018 г. – 72,4 %, II кв. 2019 г. – 75,0 %.", "2016", "II кв. 2016"),
        (
            "ru",
            "При числе прибывших 20 120 страна во II квартале 2019 года приобрела 2 612 человек.",
            "2017",
            "II квартале 2017",
        ),
        ("ru", "Из 20 120 прибывших в апреле–июне 2019 года 15 083 – граждане СНГ.", "2016", "апреле–июне 2016"),
        (
            "kk",
            "2019 жылғы сәуір–маусымның көрсеткіштері:\n\n- келгендер: 20 120\n- кеткендер: 17 508\n",
            "2017",
            "2017 жылғы сәуір–маусымның",
        ),
        ("kk", "ТМД үлесі: 2018 ж. II тоқсан – 72,4 %, 2019 ж. II тоқсан – 75,0 %.", "2016", "2016 ж. II тоқсан"),
        (
            "kk",
            "2019 жылғы сәуір–маусымда келгендер (20 120 адам) кеткендерден 2 612 адамға көп болды.",
            "2016",
            "2016 жылғы сәуір–маусымда",
        ),
    ],
)
def test_a_period_named_once_over_numbers_of_the_reports_own_is_the_place(
    tmp_path: Path, language: str, told: str, year: str, wrong: str
) -> None:
    text = TEXTS[language].format(told)
    assert _wrong(tmp_path, text) == []
    found = _wrong(tmp_path, TEXTS[language].format(told.replace("2019", year)))
    assert len(found) == 1
    assert found[0].startswith(wrong) or wrong.startswith(found[0])


@pytest.mark.parametrize(
    "told",
    [
        # numbers of its own
        "For comparison: in the second quarter of 2016, 31,846 people entered and 9,977 left.",
        # the number of an earlier time
        "In Q2 2016 the number was the same as a year before this report, 18,011.",
        # a rank in time
        "The largest outflow since the second quarter of 2014 was that of 2018.",
        # the year is one of a series, the number nobody's
        "| | 2015 | 2016 | 2017 |\n|---|---:|---:|---:|\n| Entries | 60.2 | 71.5 | 88.4 |\n\nIn Q2 2016, 20,220 came.",
    ],
)
def test_looks_back_of_a_correct_report_are_no_errors(tmp_path: Path, told: str) -> None:
    assert _wrong(tmp_path, EN.format(told)) == []


def test_a_year_named_by_its_twelve_months_is_a_period_too(tmp_path: Path) -> None:
    # 290,312 - 237,004 = 53,308
    text = (
        "# Migration in January–December 2018\n\nImmigrants over the twelve months of 2018 numbered 290,312.\n\n"
        "In {}, 290,312 people came and 237,004 left; the balance was +53,308.\n\n"
        "In January–December 2017, 271,846 people had come.\n"
    )
    assert _wrong(tmp_path, text.format("January–December 2018")) == []
    assert _wrong(tmp_path, text.format("January–December 2015")) == ["January–December 2015"]
