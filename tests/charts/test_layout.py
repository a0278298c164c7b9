"""Whatever the data, no label touches another and nothing leaves the paper."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from drawn import problems, texts, words_outside
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mtm import charts
from mtm.model.blocks import Chart, Point, Reference, Series, Words
from mtm.model.figure import Figure
from mtm.model.period import Period

ALPHABET = st.characters(codec="utf-8", categories=("Lu", "Ll", "Nd", "Po", "Zs", "Sm", "Cf"))
NAMES = st.one_of(
    st.sampled_from(("Uzbekistan", "Объединённое Королевство Великобритании и Северной Ирландии", "", "Қазақстан")),
    st.text(ALPHABET, max_size=70),
    st.text("ШЩWМ", min_size=20, max_size=60),
)
VALUES = st.one_of(
    st.none(),
    st.sampled_from((Decimal(0), Decimal("0.1"), Decimal("-3"), Decimal("12345678901234567890"), Decimal("1e-9"))),
    st.integers(-(10**7), 10**7).map(Decimal),
)
SIZES = st.sampled_from((1, 1, 2, 3, 4, 5, 7, 12, 25, 40))


def printed(value: Decimal | None) -> str:
    return "not available" if value is None else f"{value:,f}"


def made(label: str, value: Decimal | None, n: int, role: str, kind: str) -> Point:
    period = Period.quarter(1990 + n // 4, n % 4 + 1)
    figure = Figure(f"s.f.{n}", "s", "select", value, "crossings", 0, period, "obs('x')")
    return Point(label, figure, printed(value), kind, period.code if kind == "period" else "", role)


@st.composite
def drawn_charts(draw: st.DrawFn, kind: str) -> Chart:
    count, many = draw(SIZES), draw(st.integers(1, 5))
    label_kind = draw(st.sampled_from(("words", "period")))
    alike = draw(st.booleans())
    names = [draw(NAMES) if label_kind == "words" else f"Q{n % 4 + 1} {1990 + n // 4}" for n in range(count)]
    roles = st.sampled_from(("", "", "", "rest", "total", "focus", "break"))
    one = draw(VALUES)
    series = tuple(
        Series(
            draw(NAMES),
            tuple(
                made(name, one if alike else draw(VALUES), n, draw(roles), label_kind) for n, name in enumerate(names)
            ),
            draw(st.sampled_from(("arrivals", "departures", "first", "rest"))),
        )
        for _ in range(many)
    )
    title = (Words("Title"),)
    return Chart("c", "c", kind, Reference("Figure 1"), title, (), series, title, axis=draw(NAMES))


@pytest.mark.parametrize("kind", charts.kinds())
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(data=st.data())
def test_no_label_touches_another_and_nothing_leaves_the_paper(kind: str, data: st.DataObject) -> None:
    drawing = charts.draw(data.draw(drawn_charts(kind)))

    assert problems(drawing.svg) == []
    assert problems(drawing.narrow) == []
    assert words_outside(drawing.framed) == []


@pytest.mark.parametrize("kind", charts.kinds())
def test_ink_and_data_kind_say_the_same(kind: str) -> None:
    points = tuple(made(f"Q{n % 4 + 1} 2020", Decimal(n * 7), n, "", "period") for n in range(5))
    chart = Chart("c", "c", kind, Reference("Figure 1"), (), (), (Series("Arrivals", points),), (), axis="crossings")

    found = texts(charts.draw(chart).svg)

    assert all(text.kind == text.ink for text in found)
    assert all(text.kind != "words" for text in found if any(letter.isdigit() for letter in text.text))


@pytest.mark.parametrize("kind", charts.kinds())
def test_text_longer_by_a_third_still_holds(kind: str) -> None:
    names = ("Российская Федерация", "Узбекистан", "Соединённое Королевство", "Другие страны")
    longer = tuple(name + "н" * (len(name) * 35 // 100) for name in names)
    points = tuple(made(name, Decimal(1000 * n), n, "", "words") for n, name in enumerate(longer))
    chart = Chart("c", "c", kind, Reference("Рисунок"), (), (), (Series("Прибытия", points),), (), axis="пересечений")

    assert problems(charts.draw(chart).svg) == []
    two = replace(chart, series=(*chart.series, Series("Выезды", points, "departures")))
    assert problems(charts.draw(two).svg) == []
