"""Charts as data."""

from mtm.model.blocks import Chart
from mtm.model.period import Period
from report_samples.toys import blocks, figure, seen

TEXT = """---
title: Section
charts:
  c:
    title: "{% if group %}{{ name(group) }}{% else %}Arrivals{% endif %}"
    subtitle: By citizenship
    alt: "Bars."
    series: {in: Arrivals, out: Departures}
    rest: Other
---
{{ chart('c') }}
"""
CIS, NON = "agency:CIS", "agency:NON"
IN = {
    "KGZ": seen("in", "7", "KGZ", CIS),
    "UZB": seen("in", "9", "UZB", CIS),
    "DEU": seen("in", "3", "DEU", "agency:NON"),
}
OUT = {"KGZ": seen("out", "8", "KGZ", CIS), "UZB": seen("out", "…", "UZB", CIS)}


def charts(spec: str, **figures: object) -> list[Chart]:
    given = {"in": IN, "out": OUT, **figures}
    return [b for b in blocks(TEXT, given, f"charts: {{c: {spec}}}") if isinstance(b, Chart)]


def text(spans: tuple[object, ...]) -> str:
    return "".join(s.text for s in spans)  # type: ignore[attr-defined]


def test_points_come_in_order_with_their_printed_text() -> None:
    (chart,) = charts("{kind: ranked_bars, order: down, series: [{id: in, figures: in, role: arrivals}]}")

    assert [(p.label, p.text, p.code) for p in chart.series[0].points] == [
        ("Uzbekistan", "9", "UZB"),
        ("KGZ", "7", "KGZ"),
        ("DEU", "3", "DEU"),
    ]
    assert chart.axis == "crossings"


def test_a_point_without_a_value_is_not_drawn_and_the_chart_says_so() -> None:
    (chart,) = charts("{kind: ranked_pairs, series: [{id: in, figures: in}, {id: out, figures: out}]}")

    assert [p.code for p in chart.series[1].points] == ["KGZ"]
    assert [text(g) for g in chart.gaps] == [
        "Not drawn, Departures: Uzbekistan (not yet supplied by the Border Service)."
    ]


def test_one_chart_per_group_holds_the_group_only() -> None:
    group = {CIS: seen("group", "16", CIS), NON: seen("group", "3", NON)}
    (chart,) = charts("{kind: ranked_bars, per: group, series: [{id: in, figures: in}]}", group=group)

    assert chart.id == "chart-s-c-a"
    assert text(chart.title) == "CIS countries"
    assert [p.code for p in chart.series[0].points] == ["KGZ", "UZB"]  # the other group has one point: too few for bars


def test_the_part_not_listed_is_the_last_bar() -> None:
    rest = seen("rest", "5", "_O")
    (chart,) = charts(
        "{kind: ranked_bars, top: 1, order: down, least: 1, series: [{id: in, figures: in, rest: rest}]}", rest=rest
    )

    assert [(p.label, p.text, p.role) for p in chart.series[0].points] == [
        ("Uzbekistan", "9", ""),
        ("Other", "5", "rest"),
    ]


def test_a_chart_with_too_few_points_is_left_out() -> None:
    assert charts("{kind: line, least: 4, series: [{id: in, figures: in}]}") == []


def test_periods_are_labelled_as_periods() -> None:
    series = {p: figure(f"y.{p}", "5", seen("y", "5").operands[0], period=Period.parse(p)) for p in ("2022", "2023")}
    (chart,) = charts("{kind: columns, label: period, series: [{id: in, figures: y}]}", y=series)

    assert [(p.label, p.label_kind) for p in chart.series[0].points] == [("2022", "period"), ("2023", "period")]


def test_every_point_stands_in_the_description() -> None:
    (chart,) = charts("{kind: ranked_bars, order: down, series: [{id: in, figures: in}]}")

    assert text(chart.description) == "Arrivals: Uzbekistan, 9; KGZ, 7; DEU, 3."


def test_an_alternative_text_is_never_longer_than_250_characters() -> None:
    long = TEXT.replace('alt: "Bars."', f'alt: "{"very long " * 40}"')
    (chart,) = (
        b for b in blocks(long, {"in": IN}, "charts: {c: {kind: ranked_bars, series: [{id: in, figures: in}]}}")
    )

    assert len(text(chart.alt)) <= 250


TILES = "{kind: tile_grid, series: [{id: in, figures: in}]}"


def test_a_map_by_tiles_takes_the_places_of_its_regions_from_the_workspace() -> None:
    grid = {"KGZ": (2, 1), "UZB": (0, 3), "XXX": (5, 5)}
    (chart,) = (
        b for b in blocks(TEXT, {"in": IN, "out": OUT}, f"charts: {{c: {TILES}}}", tiles=grid) if isinstance(b, Chart)
    )

    assert chart.kind == "tile_grid"
    assert chart.options == (("tile:KGZ", "2,1"), ("tile:UZB", "0,3"))


def test_a_workspace_without_a_grid_gets_bars_instead_of_a_map() -> None:
    (chart,) = charts(TILES)

    assert (chart.kind, chart.options) == ("ranked_bars", ())
