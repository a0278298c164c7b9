"""Sample figures and one chart of every kind, made by hand for the tests of charts and writers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from mtm.model.blocks import (
    Chart,
    FigureSpan,
    Note,
    PeriodSpan,
    Point,
    Reference,
    Series,
    Spans,
    Strip,
    Words,
)
from mtm.model.figure import Figure
from mtm.model.observation import Observation, Origin
from mtm.model.period import Period

Q4 = Period.quarter(2023, 4)


def words(text: str, style: str = "") -> Spans:
    return (Words(text, style),)


def observation(
    indicator: str, value: str | None, period: Period = Q4, area: str = "_T", cell: str = "B6"
) -> Observation:
    """One observation with a made-up but complete origin."""
    origin = Origin(
        "border-service",
        "border-service/2024-01-22_peresechenie-granicy_4kv2023.xlsx",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "IV кв. 2023",
        cell,
        value or "…",
        "Всего",
    )
    number = None if value is None else Decimal(value)
    return Observation(
        indicator, period, "KAZ", area, (), number, "crossings", "A" if value else "L", 0, date(2024, 1, 22), origin
    )


def figure(
    id: str, value: str | None, unit: str = "crossings", decimals: int = 0, period: Period = Q4, signed: bool = False
) -> Figure:
    """A selected figure of section ``id.split('.')[0]``."""
    seen = observation(id.split(".")[1], value, period)
    return Figure(
        id,
        id.split(".")[0],
        "select",
        None if value is None else Decimal(value),
        unit,
        decimals,
        period,
        f"obs('{id.split('.')[1]}')",
        (seen,),
        gap="" if value is not None else "not_collected",
        signed=signed,
    )


def printed(figure: Figure) -> str:
    """The figure in English: thousands with commas, minus sign, plus sign on changes, words for a gap."""
    if figure.value is None:
        return "not available"
    text = f"{abs(figure.value):,.{figure.decimals}f}"
    sign = "−" if figure.value < 0 else "+" if figure.signed else ""
    return sign + text


def span(figure: Figure, style: str = "") -> FigureSpan:
    return FigureSpan(figure, printed(figure), style)


def point(label: str, figure: Figure, role: str = "", kind: str = "words", code: str = "") -> Point:
    return Point(label, figure, printed(figure), kind, code, role)


ARRIVALS = figure("flows.arrivals", "3405102")
DEPARTURES = figure("flows.departures", "3429507")
BALANCE = figure("flows.balance", "-24405", signed=True)
CHANGE = figure("flows.arrivals_change", "-22.7", "percent", 1, signed=True)
SHARE = figure("flows.share.UZB", "38.25", "percent", 1)
PERMITS = figure("permits.total", "162411", "permits")
KANDAS = figure("kandas.granted", "9882", "persons", period=Period.at(date(2023, 9, 1)))
REMITTANCES = figure("remittances.sent", "1123.2", "usd_million", 1, Period.months(2023, 1, 9))
GAP = figure("flows.arrivals_year_change", None, "percent", 1)

COUNTRIES = (
    ("Uzbekistan", "Өзбекстан", 1302415, 1298774),
    ("Kyrgyzstan", "Кыргызстан", 801223, 794020),
    ("Russian Federation", "Российская Федерация", 655870, 688431),
    ("China", "Қытай", 134502, 130218),
    ("Tajikistan", "Таджикистан", 128444, 126003),
    ("Türkiye", "Түркия", 45112, 44980),
    ("Germany", "Германия", 22874, 23110),
    ("India", "Үндістан", 19876, 18112),
    ("United Arab Emirates", "Объединённые Арабские Эмираты", 14203, 13987),
    ("United Kingdom of Great Britain and Northern Ireland", "Ұлыбритания", 5110, 5240),
)
QUARTERS = tuple((year, quarter) for year in (2022, 2023) for quarter in (1, 2, 3, 4))
TOTALS = (1804, 2177, 2951, 2644, 2512, 3003, 4404, 3405)


def _ranked(column: int, name: str) -> tuple[Point, ...]:
    return tuple(point(row[0], figure(f"flows.{name}.C{n}", str(row[column]))) for n, row in enumerate(COUNTRIES))


def quarterly_points(scale: int = 1) -> tuple[Point, ...]:
    points = []
    for (year, quarter), total in zip(QUARTERS, TOTALS, strict=True):
        period = Period.quarter(year, quarter)
        made = figure(f"flows.total_{scale}.{period.code}", str(total * 1000 * scale // 10), period=period)
        points.append(point(f"Q{quarter} {year}", made, kind="period", code=period.code))
    return tuple(points)


def _chart(id: str, kind: str, title: str, *series: Series, axis: str = "crossings", **more: object) -> Chart:
    chart = Chart(
        id,
        id,
        kind,
        Reference("Figure 2.1", id),
        words(title),
        (Words("Kazakhstan, crossings of the border, "), PeriodSpan("fourth quarter of 2023", "2023-Q4")),
        series,
        (Words(f"{title}. The largest value is "), span(ARRIVALS), Words(".")),
        (Words("Crossings by citizenship as registered by the Border Service."),),
        axis,
        (Words("Source: Border Service, file received on "), PeriodSpan("22 January 2024", "2024-01-22"), Words(".")),
        (Note("a", words("Citizens of a country who leave have not necessarily gone there.")),),
    )
    return replace(chart, **more)  # type: ignore[arg-type]


def _few(names: tuple[tuple[str, str], ...], id: str, unit: str = "persons") -> tuple[Point, ...]:
    return tuple(
        point(name, figure(f"{id}.N{n}", value, unit, value.count("."))) for n, (name, value) in enumerate(names)
    )


def charts() -> tuple[Chart, ...]:
    """One chart of every kind."""
    pairs = (Series("Arrivals", _ranked(2, "in"), "arrivals"), Series("Departures", _ranked(3, "out"), "departures"))
    balances = tuple(
        point(r[0], figure(f"residence.balance.C{n}", str((r[2] - r[3]) // 10), signed=True))
        for n, r in enumerate(COUNTRIES)
    )
    ages = (("Below working age", "2964"), ("Working age", "5810"), ("Pension age", "1108"))
    parts = tuple(
        Series(name, (point("All", figure(f"kandas.age.A{n}", value, "persons")),), role)
        for n, ((name, value), role) in enumerate(zip(ages, ("first", "second", "third"), strict=True))
    )
    years = tuple(
        point(
            str(y), figure(f"residence.year.{y}", str(v), "persons", period=Period.year(y)), kind="period", code=str(y)
        )
        for y, v in ((2019, 12255), (2020, 11370), (2021, 11041), (2022, 17425), (2023, 25387))
    )
    before = _few((("Russian Federation", "781.2"), ("Uzbekistan", "133.0"), ("Kyrgyzstan", "94.9")), "remit.before")
    after = _few((("Russian Federation", "55.8"), ("Uzbekistan", "157.6"), ("Kyrgyzstan", "31.5")), "remit.after")
    origin = _few(
        (("Uzbekistan", "5100"), ("China", "2004"), ("Mongolia", "1201"), ("Other (twelve)", "990")), "kandas.o"
    )
    return (
        _chart("chart-pairs", "ranked_pairs", "Three countries make four fifths of all crossings", *pairs),
        _chart("chart-bars", "ranked_bars", "Half of the Kandas came from Uzbekistan", Series("Persons", origin)),
        _chart(
            "chart-line",
            "line",
            "Arrivals peak every third quarter",
            Series("Arrivals", quarterly_points(10), "arrivals"),
            Series("Departures", quarterly_points(9), "departures"),
        ),
        _chart(
            "chart-columns",
            "columns",
            "Registered arrivals doubled",
            Series("Arrivals", years, "arrivals"),
            axis="persons",
        ),
        _chart(
            "chart-diverging",
            "diverging",
            "More left than came from the Russian Federation",
            *pairs,
            Series("Balance", balances, "balance"),
        ),
        _chart("chart-stacked", "stacked_bar", "Six in ten are of working age", *parts, axis="persons"),
        _chart(
            "chart-dumbbell",
            "dumbbell",
            "Money received from the Russian Federation fell",
            Series("January–September 2022", before, "first", "period"),
            Series("January–September 2023", after, "second", "period"),
            axis="USD million",
            gaps=(words("Mongolia could not be drawn: the bank does not list it."),),
        ),
    )


def strip() -> Strip:
    """The reference-period strip over two years: a quarter, a year, nine months, a date."""

    def row(title: str, text: str, period: Period) -> tuple[Spans, PeriodSpan]:
        return (words(title), PeriodSpan(text, period.code))

    axis = tuple(PeriodSpan(f"Q{q} {y}", Period.quarter(y, q).code) for y, q in QUARTERS)
    return Strip(
        "strip",
        words("Which days each section covers"),
        (
            row("Inflow and outflow", "October–December 2023", Q4),
            row("Permanent residence", "2023", Period.year(2023)),
            row("Remittances", "January–September 2023", Period.months(2023, 1, 9)),
            row("Kandas", "1 September 2023", Period.at(date(2023, 9, 1))),
        ),
        axis,
        PeriodSpan("Q4 2023", "2023-Q4"),
        words("Only the border crossings cover exactly the quarter of this report."),
    )
