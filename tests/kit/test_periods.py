"""Period texts are read into the days they speak of, or refused; no year is supplied from elsewhere."""

from datetime import date

import pytest

from mtm.kit.periods import Unread, from_january, read_period, since, year_to_date
from mtm.model.period import Period

NINE_MONTHS = "2023-01-01/2023-09-30"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("за IV квартал 2023 года", "2023-Q4"),
        ("IV кв. 2023", "2023-Q4"),
        ("ІV кв. 2023г.", "2023-Q4"),  # a Cyrillic І
        ("1 квартал 2024г.", "2024-Q1"),
        ("4-й квартал 2023 г.", "2023-Q4"),
        ("2023, I квартал", "2023-Q1"),
        ("2023 жылғы IV тоқсан", "2023-Q4"),
        ("IV-тоқсан 2023 ж.", "2023-Q4"),
        ("Q4 2023", "2023-Q4"),
        ("4Q2023", "2023-Q4"),
        ("2001 Q1", "2001-Q1"),
        ("fourth quarter of 2023", "2023-Q4"),
        ("October–December 2023", "2023-Q4"),
        ("первое полугодие 2023 года", "2023-01-01/2023-06-30"),
        ("бірінші жартыжылдық 2023", "2023-01-01/2023-06-30"),
        ("H1 2023", "2023-01-01/2023-06-30"),
        ("январь - сентябрь 2023 г.", NINE_MONTHS),
        ("в январе-сентябре 2023 года", NINE_MONTHS),
        ("9 мес. 2023", NINE_MONTHS),
        ("девять месяцев 2023 года", NINE_MONTHS),
        ("2023 жылдың 9 айында", NINE_MONTHS),
        ("2023 жылғы қаңтар-қыркүйек", NINE_MONTHS),
        ("I-III кварталы 2023 года", NINE_MONTHS),
        ("с 1 января по 30 сентября 2023 года", NINE_MONTHS),
        ("01.01.2023-30.09.2023", NINE_MONTHS),
        ("январь-декабрь 2022 года", "2022"),
        ("12 месяцев 2023", "2023"),
        ("ноябрь 2022 - январь 2023", "2022-11-01/2023-01-31"),
        ("на 1 сентября 2023 года", "2023-09-01"),
        ("по состоянию на 01.09.2023 г.", "2023-09-01"),
        ("2023 жылғы 1 қыркүйекке", "2023-09-01"),
        ("as of 1 September 2023", "2023-09-01"),
        ("September 1, 2023", "2023-09-01"),
        ("30/09/2023", "2023-09-30"),
        ("на начало 2024 года", "2024-01-01"),
        ("на конец 2023 года", "2023-12-31"),
        ("сентябрь 2023", "2023-09"),
        ("202309", "2023-09"),
        ("2023-09", "2023-09"),
        ("09.2023", "2023-09"),
        ("2023M09", "2023-09"),
        ("2023 год1)", "2023"),
        ("2025 год7)8)", "2025"),
        ("20231)", "2023"),
        (" 2023 г.", "2023"),
        ("2023 ж.", "2023"),
        ("persons who may have moved in 2023", "2023"),
        ("Внешняя миграция населения по странам, 2023 год1)", "2023"),
        ("Количество иностранцев, получивших разрешение, IV квартал 2023 г.", "2023-Q4"),
    ],
)
def test_period_texts_of_agencies_are_read(text, code):
    period = read_period(text)

    assert isinstance(period, Period)
    assert period.code == code


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("январь-сентябрь", "no_year"),
        ("IV кв.", "no_year"),
        ("1 мая", "no_year"),
        ("09/01/2023", "ambiguous"),  # 9 January or 1 September
        ("01.09.23", "ambiguous"),
        ("Sep-23", "ambiguous"),
        ("2023 год к 2022 году", "ambiguous"),
        ("в % к 2022 г.", "ambiguous"),
        ("в январе-сентябре 2023 года по сравнению с январем-сентябрем 2022 года", "ambiguous"),
        ("2022-2023 гг.", "ambiguous"),
        ("по кварталам 2023 года", "ambiguous"),
        ("полугодие 2023", "ambiguous"),
        ("с начала 2023 года", "ambiguous"),
        ("2023 жыл басынан", "ambiguous"),
        ("year ending June 2023", "ambiguous"),
        ("V квартал 2023", "ambiguous"),
        ("31 апреля 2023", "impossible"),
        ("13.2023", "impossible"),
        ("Страна", "no_period"),
        ("Выдано 2015 разрешений", "no_period"),
        ("", "no_period"),
    ],
)
def test_what_does_not_settle_one_period_is_refused_with_the_reason(text, reason):
    outcome = read_period(text)

    assert isinstance(outcome, Unread)
    assert outcome.reason == reason


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        (("2023 г.", "январь-сентябрь"), NINE_MONTHS),
        (("2022 г.", "переводы за январь-сентябрь 2022-2023 гг."), "2022-01-01/2022-09-30"),
        (("IV кв.", "2023"), "2023-Q4"),
        (("I квартал", "по кварталам 2023 года"), "2023-Q1"),
        (("2023", "IV квартал 2023 года"), "2023-Q4"),
        (("на 1 сентября", "2023 год"), "2023-09-01"),
        (("", "Лист1", "2023"), "2023"),
        (("I квартал 2024", "2023"), "2024-Q1"),
    ],
)
def test_texts_complete_each_other_from_the_most_specific_on(texts, code):
    assert read_period(*texts).code == code


def test_a_column_of_another_year_than_the_titles_quarter_is_refused():
    outcome = read_period("2022", "IV квартал 2023 года")

    assert [p.code for p in outcome.readings] == ["2022", "2023-Q4"]


def test_year_to_date_ends_on_the_day_before():
    assert year_to_date(date(2023, 9, 1)) == Period(date(2023, 1, 1), date(2023, 8, 31))
    assert year_to_date(date(2024, 1, 1)).code == "2023"


def test_a_total_since_a_first_day_ends_on_the_day_before():
    assert since(date(1991, 1, 1), date(2023, 9, 1)).code == "1991-01-01/2023-08-31"


def test_the_last_month_of_a_cumulative_series_stands_for_the_months_since_january():
    assert from_january(read_period("202309")).code == NINE_MONTHS


@pytest.mark.parametrize("year", [1999, 2023, 2024])
def test_every_code_that_mtm_writes_is_read_back(year):
    periods = [Period.year(year), Period.at(date(year, 2, 28)), Period.months(year, 1, 9)]
    periods += [Period.quarter(year, q) for q in (1, 2, 3, 4)] + [Period.months(year, m, m) for m in range(1, 13)]
    for period in periods:
        assert read_period(period.code) == period
