"""How Russian writes numbers, dates, periods and lists, and how its words agree. «·» stands for a no-break space."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest

from mtm.compose.language import language
from mtm.kit.formats import formats
from mtm.model.period import Period

RU = formats("ru")
WORDS = language("ru")
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)


def dotted(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", "·")


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        ("3405102.5", 1, "3·405·102,5"),
        ("9174", 0, "9·174"),
        ("16", 0, "16"),
        ("-118999", 0, "−118·999"),
        ("0.04", 1, "0,0"),
        ("-0.04", 1, "0,0"),
    ],
)
def test_numbers_have_no_break_spaces_a_comma_and_a_typographic_minus(value: str, decimals: int, text: str) -> None:
    assert dotted(RU.number(Decimal(value), decimals)) == text


def test_a_plus_stands_before_positive_numbers_where_asked() -> None:
    assert dotted(RU.number(Decimal(9174), signed=True)) == "+9·174"


@pytest.mark.parametrize(
    ("code", "form", "text"),
    [
        ("2023-Q4", "text", "IV·квартал 2023·года"),
        ("2023-Q4", "in", "в·IV·квартале 2023·года"),
        ("2024-Q2", "in", "во·II·квартале 2024·года"),
        ("2023-Q3", "with", "с·III·кварталом 2023·года"),
        ("2024-Q2", "with", "со·II·кварталом 2024·года"),
        ("2023-Q4", "genitive", "IV·квартала 2023·года"),
        ("2023-Q4", "for", "за IV·квартал 2023·года"),
        ("2023-Q4", "short", "IV·кв. 2023"),
        ("2023-11", "in", "в·ноябре 2023·года"),
        ("2023-11", "text", "ноябрь 2023·года"),
        ("2023-01-01/2023-09-30", "in", "в·январе–сентябре 2023·года"),
        ("2023-01-01/2023-09-30", "with", "с·январем–сентябрем 2023·года"),
        ("2023", "in", "в·2023·году"),
        ("2023", "with", "с·2023·годом"),
        ("1991-01-01/2023-08-31", "in", "с·1·января 1991·года по·31·августа 2023·года"),
        ("2023-11-02/2023-11-09", "text", "2–9·ноября 2023·года"),
        ("2023-09-01", "in", "на·1·сентября 2023·года"),
        ("2023-Q4", "a form that nobody has", "IV·квартал 2023·года"),
    ],
)
def test_periods_stand_in_the_form_that_the_sentence_needs(code: str, form: str, text: str) -> None:
    assert dotted(RU.period(Period.parse(code), form)) == text


def test_dates_name_the_month_in_the_genitive() -> None:
    assert dotted(RU.date(date(2024, 2, 15))) == "15·февраля 2024·года"


def test_lists_end_with_and() -> None:
    assert dotted(RU.list(["а", "б", "в"])) == "а, б и·в"
    assert dotted(RU.list(["а", "б"])) == "а и·б"


@pytest.mark.parametrize(
    ("unit", "form", "value", "decimals", "text"),
    [
        ("percent", "phrase", "1", 0, "1·процент"),
        ("percent", "phrase", "21", 0, "21·процент"),
        ("percent", "phrase", "2", 0, "2·процента"),
        ("percent", "phrase", "11", 0, "11·процентов"),
        ("percent", "phrase", "-5", 0, "−5·процентов"),
        ("percent", "phrase", "22.7", 1, "22,7·процента"),
        ("percent", "phrase", "59.0", 1, "59,0·процента"),
        ("percentage_points", "phrase", "2", 0, "2·процентных пункта"),
        ("percentage_points", "phrase", "1.5", 1, "1,5·процентного пункта"),
        ("persons", "phrase", "25399", 0, "25·399·человек"),
        ("persons", "phrase", "21584", 0, "21·584·человека"),
        ("persons", "accusative", "21", 0, "21·человека"),
        ("persons", "genitive", "3", 0, "3·человек"),
        ("crossings", "phrase", "149332", 0, "149·332·пересечения"),
        ("crossings", "phrase", "3405101", 0, "3·405·101·пересечение"),
        ("usd_million", "phrase", "677.3", 1, "677,3·млн долларов США"),
    ],
)
def test_units_follow_the_number(unit: str, form: str, value: str, decimals: int, text: str) -> None:
    number = Decimal(value)
    pattern = WORDS.unit_phrase(unit, RU.plural(number, decimals), form)

    assert dotted(pattern.format(n=RU.number(number, decimals))) == text


@pytest.mark.parametrize(
    ("sign", "noun", "word"),
    [
        ("up", "arrivals", "увеличилось"),  # число въездов
        ("down", "transfers", "уменьшился"),  # объем переводов
        ("down", "plural", "уменьшились"),
        ("up", "feminine", "увеличилась"),
        ("same", "balance", "не изменилось"),  # сальдо
        ("absent", "plural", "не могут быть сопоставлены"),
    ],
)
def test_words_of_change_agree_with_the_noun_in_gender_and_number(sign: str, noun: str, word: str) -> None:
    assert WORDS.direction("trend", sign, noun) == word


def test_every_count_noun_has_all_plural_classes_in_every_form() -> None:
    counted = {"crossings", "persons", "permits", "families", "figures", "percent", "percentage_points", "usd"}
    for unit in counted:
        for form, phrases in WORDS.get("units", unit).items():
            if form not in ("head", "sign"):
                assert set(phrases) == {"one", "few", "many", "other"}, (unit, form)


def test_no_line_begins_with_a_dash_or_ends_with_a_short_preposition() -> None:
    assert dotted(RU.kept_together("ряд — это поток в стране, а не запас")) == "ряд·— это поток в·стране, а·не·запас"
    assert dotted(RU.kept_together("глава о нас")) == "глава о·нас"  # the last letter of глава is no preposition


def test_english_keeps_its_spaces() -> None:
    assert formats("en").kept_together("a – b") == "a – b"


def test_all_words_are_russian() -> None:
    allowed = {"%"}
    for key, text in WORDS.labels:
        assert CYRILLIC.search(text) or text in ("№", *allowed), key
    for unit, forms in WORDS.get("units").items():
        assert CYRILLIC.search(forms["head"]) or forms["head"] in allowed, unit
