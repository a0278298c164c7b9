"""What each kind of chart draws, read back from its SVG."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from drawn import SVG, root, texts

from mtm import charts
from mtm.model.blocks import Chart, FigureSpan, Note, PeriodSpan, Point, Reference, Series, Strip, Words
from mtm.model.errors import MtmError
from mtm.model.figure import Figure
from mtm.model.period import Period


def point(label: str, value: str | None, period: Period | None = None, role: str = "") -> Point:
    number = None if value is None else Decimal(value)
    figure = Figure(f"s.{label}", "s", "select", number, "persons", 0, period, "", gap="" if value else "withheld")
    code = period.code if period else ""
    return Point(label, figure, value or "[x]", "period" if period else "words", code, role)


def chart(kind: str, *series: Series) -> Chart:
    return Chart("c", "c", kind, Reference("Figure 1"), (Words("Title"),), (), series, (Words("Alt"),), axis="persons")


def bars(svg: str, role: str) -> list[float]:
    return [float(e.get("width", "0")) for e in root(svg).iter(f"{SVG}rect") if e.get("class") == role]


def quarters(*values: str | None) -> tuple[Point, ...]:
    return tuple(
        point(f"Q{n % 4 + 1}", value, Period.quarter(2020 + n // 4, n % 4 + 1)) for n, value in enumerate(values)
    )


def test_every_kind_of_the_report_is_found_by_its_file() -> None:
    expected = (
        *("columns", "diverging", "dot_interval", "dumbbell", "line", "ranked_bars", "ranked_pairs", "sparkline"),
        *("stacked_bar", "tile_grid"),
    )
    assert charts.kinds() == expected


def test_an_unknown_kind_is_refused_with_the_kinds_there_are() -> None:
    with pytest.raises(MtmError, match=r"pie.*ranked_bars"):
        charts.draw(chart("pie"))


def test_bars_are_as_long_as_their_values() -> None:
    svg = charts.draw(chart("ranked_bars", Series("Persons", (point("A", "400"), point("B", "100"))))).svg

    longest, other = bars(svg, "first")
    assert other * 4 == pytest.approx(longest, abs=0.05)


def test_the_rest_is_grey_and_a_gap_has_words_but_no_bar() -> None:
    points = (point("A", "400"), point("Other", "100", role="rest"), point("B", None))
    svg = charts.draw(chart("ranked_bars", Series("Persons", points))).svg

    assert len(bars(svg, "first")) == 1
    assert len(bars(svg, "rest")) == 1
    assert [text.kind for text in texts(svg) if text.text == "[x]"] == ["words"]


def test_pairs_stand_on_one_axis() -> None:
    into, out = Series("In", (point("A", "300"),), "arrivals"), Series("Out", (point("A", "150"),), "departures")
    svg = charts.draw(chart("ranked_pairs", into, out)).svg

    # the second rect of each role is the bar, the first its swatch in the key
    assert bars(svg, "departures")[1] * 2 == pytest.approx(bars(svg, "arrivals")[1], abs=0.05)


def test_a_gap_breaks_the_line_and_is_not_bridged() -> None:
    whole = charts.draw(chart("line", Series("S", quarters("1", "2", "3", "4", "5")))).svg
    broken = charts.draw(chart("line", Series("S", quarters("1", "2", None, "4", "5")))).svg

    assert len(list(root(whole).iter(f"{SVG}path"))) == 1
    assert len(list(root(broken).iter(f"{SVG}path"))) == 2


def test_a_line_is_named_and_valued_at_its_end() -> None:
    two = (Series("Arrivals", quarters("1", "2", "30")), Series("Departures", quarters("2", "3", "40"), "departures"))
    found = texts(charts.draw(chart("line", *two)).svg)

    right = max(text.left for text in found if text.kind == "figure")
    assert {text.text for text in found if text.left == right} == {"30", "40", "Arrivals", "Departures"}


def test_a_break_in_the_series_is_drawn() -> None:
    points = (*quarters("1", "2"), point("Q3", "3", Period.quarter(2020, 3), "break"))
    svg = charts.draw(chart("line", Series("S", points))).svg

    assert any(line.get("stroke-dasharray") == "3 2" for line in root(svg).iter(f"{SVG}line"))


def test_columns_with_names_too_long_become_horizontal_bars() -> None:
    names = ("Российская Федерация и другие", "Соединённые Штаты Америки", "Объединённые Арабские Эмираты") * 4
    points = tuple(point(f"{name} {'абвг'[n % 4]}", "7") for n, name in enumerate(names))

    found = texts(charts.draw(chart("columns", Series("S", points))).svg)
    assert len([text for text in found if text.kind == "figure" and text.text == "7"]) == 12


def test_departures_run_left_and_their_axis_counts_up_on_both_sides() -> None:
    series = (Series("In", (point("A", "100"),), "arrivals"), Series("Out", (point("A", "200"),), "departures"))
    svg = charts.draw(chart("diverging", *series)).svg

    assert bars(svg, "departures")[1] == pytest.approx(bars(svg, "arrivals")[1] * 2, abs=0.05)
    assert not any(text.text.startswith("−") for text in texts(svg))


def test_a_stack_with_a_negative_part_is_drawn_side_by_side() -> None:
    parts = (Series("A", (point("All", "-5"),)), Series("B", (point("All", "9"),), "second"))

    assert len(bars(charts.draw(chart("stacked_bar", *parts)).svg, "second")) == 2


def test_parts_of_a_stack_add_up_to_its_length() -> None:
    parts = tuple(Series(n, (point("All", v),), r) for n, v, r in (("A", "30", "first"), ("B", "70", "second")))
    svg = charts.draw(chart("stacked_bar", *parts)).svg

    # parts end one point short of the next
    assert bars(svg, "first")[0] + 1 == pytest.approx(0.3 * charts.WIDE, abs=0.02)


def test_a_chart_without_any_value_says_so() -> None:
    empty = charts.draw(chart("line", Series("S", quarters(None, None))), labels={"no_data": "no data"})

    assert [text.text for text in texts(empty.svg)] == ["no data"]


def test_hostile_labels_stay_text() -> None:
    bad = ('=HYPERLINK("x")', "<script>alert(1)</script>", "]]>&amp;", "{{7*7}}", "\x00\u202e東")
    drawing = charts.draw(chart("ranked_bars", Series("S", tuple(point(label, "5") for label in bad))))

    assert {element.tag for element in root(drawing.svg).iter()} <= {
        SVG + n for n in ["svg", "title", "desc", "text", "rect", "line"]
    }
    assert "<script>alert(1)</script>" in " ".join(text.text for text in texts(drawing.svg))
    assert drawing.missing == ("\x00", "\u202e", "東")


def test_title_and_description_mark_their_figures() -> None:
    shown = point("A", "5")
    alt = (Words("Only "), FigureSpan(shown.figure, "5"), Words(" in "), PeriodSpan("2023", "2023"))
    svg = charts.draw(replace(chart("ranked_bars", Series("S", (shown,))), alt=alt)).svg

    marked = [(e.text, e.get("data-kind")) for e in root(svg).iter(f"{SVG}tspan")]
    assert marked == [("5", "figure"), ("2023", "period")]
    assert root(svg).get("role") == "img"


def test_a_framed_chart_carries_title_notes_and_source_with_their_kinds() -> None:
    made = replace(
        chart("ranked_bars", Series("S", (point("A", "5"),))),
        subtitle=(Words("Persons, "), PeriodSpan("2023", "2023")),
        notes=(Note("a", (Words("A note."),)),),
        source=(Words("Source: the "), Reference("file.xlsx"), Words(".")),
    )
    svg = charts.draw(made).framed
    around = [text for text in texts(svg) if text.text in ("Title", "2023", "note.", "file.xlsx")]

    assert {(text.text, text.kind) for text in around} == {
        ("Title", "words"),
        ("2023", "period"),
        ("note.", "words"),
        ("file.xlsx", "reference"),
    }


def test_the_data_file_holds_every_point_unrounded_and_gaps_as_gaps() -> None:
    points = (point("=1+1", "-2.50"), point("B", None))
    data = charts.draw(chart("ranked_bars", Series("Net", points))).data.decode("utf-8-sig")

    assert data.split("\r\n") == [
        "series,label,code,period,value,unit,status,gap,figure",
        "Net,'=1+1,,,-2.50,persons,A,,s.=1+1",
        "Net,B,,,,persons,A,withheld,s.B",
        "",
    ]


def test_the_same_chart_gives_the_same_text() -> None:
    made = chart("line", Series("S", quarters("1", "2", "3")))

    assert charts.draw(made) == charts.draw(made)


def test_the_strip_draws_a_bar_per_period_and_a_diamond_per_date() -> None:
    rows = (
        ((Words("Flows"),), PeriodSpan("Q4 2023", "2023-Q4")),
        ((Words("Kandas"),), PeriodSpan("1 September 2023", "2023-09-01")),
        ((Words("Other"),), PeriodSpan("unknown", "")),
    )
    axis = tuple(PeriodSpan(str(year), str(year)) for year in (2022, 2023))
    strip = Strip("s", (Words("Periods"),), rows, axis, PeriodSpan("Q4 2023", "2023-Q4"), (Words("Alt"),))
    svg = charts.draw_strip(strip).svg

    # 92 of 730 days, on an axis as wide as both years together
    year = [float(line.get("x1", "0")) for line in root(svg).iter(f"{SVG}line") if line.get("class") == "grid"]
    assert bars(svg, "first") == [pytest.approx((year[1] - year[0]) / 365 * 92, abs=0.1)]
    assert len(list(root(svg).iter(f"{SVG}polygon"))) == 1
    assert {text.text for text in texts(svg) if text.kind == "period"} >= {"Q4 2023", "1 September 2023", "unknown"}


def test_a_trend_has_no_text_and_is_hidden_from_screen_readers() -> None:
    svg = charts.draw_trend([p.figure for p in quarters("5", None, "7", "6")]).svg

    assert texts(svg) == []
    assert root(svg).get("aria-hidden") == "true"
