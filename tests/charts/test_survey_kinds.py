"""Dots with intervals, and regions as tiles, read back from their SVG."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from drawn import SVG, problems, root, texts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mtm import charts
from mtm.model.blocks import Chart, Point, Reference, Series, Words
from mtm.model.figure import Figure


def point(code: str, value: str | None, label: str = "") -> Point:
    number = None if value is None else Decimal(value)
    figure = Figure(f"s.{code}", "s", "select", number, "percent", 1, None, "", gap="" if value else "withheld")
    return Point(label or code, figure, value or "[c]", "words", code)


def series(role: str, **values: str | None) -> Series:
    return Series(role, tuple(point(code, value) for code, value in values.items()), role)


def chart(kind: str, *parts: Series, **options: str) -> Chart:
    told = tuple((f"tile:{code}", place) for code, place in options.items())
    return Chart("c", "c", kind, Reference("1"), (Words("T"),), (), parts, (Words("A"),), axis="per cent", options=told)


def found(svg: str, tag: str, role: str) -> list[dict[str, float]]:
    elements = [e for e in root(svg).iter(f"{SVG}{tag}") if e.get("class") == role]
    return [{str(k): float(v) for k, v in e.attrib.items() if _number(str(v))} for e in elements]


def _number(text: str) -> bool:
    return text.replace(".", "", 1).replace("-", "", 1).isdecimal()


NEEDS = (
    series("first", debt="40", health="20"),
    series("lower", debt="35", health="15"),
    series("upper", debt="45", health="25"),
    series("n", debt="800", health="790"),
)


def test_an_interval_reaches_from_its_lower_to_its_upper_bound() -> None:
    svg = charts.draw(chart("dot_interval", *NEEDS)).svg
    dots, lines = found(svg, "circle", "first"), [e for e in found(svg, "line", "first") if e["stroke-width"] == 2]

    assert [dot["cx"] for dot in dots] == pytest.approx([(e["x1"] + e["x2"]) / 2 for e in lines], abs=0.02)
    per_unit = (dots[0]["cx"] - dots[1]["cx"]) / 20
    assert [e["x2"] - e["x1"] for e in lines] == pytest.approx([10 * per_unit] * 2, abs=0.05)


def test_n_stands_at_the_right_of_every_row() -> None:
    written = texts(charts.draw(chart("dot_interval", *NEEDS)).svg)

    counts = [text for text in written if text.text in ("800", "790")]
    assert len(counts) == 2
    assert all(text.right == max(other.right for other in written) for text in counts)


def test_respondents_alone_get_a_dot_and_no_interval() -> None:
    svg = charts.draw(chart("dot_interval", NEEDS[0], NEEDS[3])).svg

    assert len(found(svg, "circle", "first")) == 2
    assert found(svg, "line", "first") == []


def test_two_groups_are_drawn_under_one_another_and_named() -> None:
    men = [replace(one, role="second" if one.role == "first" else one.role) for one in NEEDS]
    svg = charts.draw(chart("dot_interval", *NEEDS, *men)).svg

    assert len(found(svg, "circle", "second")) == 3  # the third is the swatch of the key
    tops = sorted({e["cy"] for role in ("first", "second") for e in found(svg, "circle", role)})
    assert len(tops) == 5


def test_the_area_of_a_circle_is_the_value() -> None:
    svg = charts.draw(chart("tile_grid", series("first", A="400", B="100"), A="0,0", B="1,0")).svg

    big, small = (dot["r"] for dot in found(svg, "circle", "first"))
    assert big == pytest.approx(2 * small)


def test_tiles_stand_where_the_workspace_puts_them() -> None:
    grid = {"A": "0,0", "B": "2,0", "C": "1,1"}
    svg = charts.draw(chart("tile_grid", series("first", A="1", B="2", C="3"), **grid)).svg

    a, b, c = sorted(found(svg, "rect", "band"), key=lambda tile: (tile["y"], tile["x"]))
    assert a["y"] == b["y"] < c["y"]
    assert a["x"] < c["x"] < b["x"]


def test_a_region_without_a_place_follows_below() -> None:
    svg = charts.draw(chart("tile_grid", series("first", A="1", B="2", X="3"), A="0,0", B="1,0")).svg

    tiles = sorted(found(svg, "rect", "band"), key=lambda tile: tile["y"])
    assert len(tiles) == 3
    assert tiles[2]["y"] > tiles[1]["y"]


def test_two_regions_on_one_place_do_not_cover_each_other() -> None:
    svg = charts.draw(chart("tile_grid", series("first", A="1", B="2"), A="0,0", B="0,0")).svg

    assert len({(tile["x"], tile["y"]) for tile in found(svg, "rect", "band")}) == 2


def test_a_withheld_region_keeps_its_tile_without_a_circle() -> None:
    svg = charts.draw(chart("tile_grid", series("first", A="1", B=None), A="0,0", B="1,0")).svg

    assert len(found(svg, "rect", "band")) == 2
    assert len(found(svg, "circle", "first")) == 1
    assert any(text.text == "[c]" and text.kind == "words" for text in texts(svg))


def test_narrow_paper_has_bars() -> None:
    narrow = charts.draw(chart("tile_grid", series("first", A="1", B="2"), A="0,0", B="1,0")).narrow

    assert found(narrow, "rect", "band") == []
    assert len(found(narrow, "rect", "first")) == 2


ROLES = st.sampled_from(("first", "second", "lower", "upper", "n"))
LABELS = st.sampled_from(("Debt", "Объединённое Королевство Великобритании и Северной Ирландии", "", "Ш" * 40))
NUMBERS = st.one_of(st.none(), st.integers(-100, 10**9).map(str), st.just("12345678901234567890"))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(data=st.data())
def test_no_label_touches_another_whatever_supports_what(data: st.DataObject) -> None:
    labels = data.draw(st.lists(LABELS, min_size=1, max_size=12))
    roles = data.draw(st.lists(ROLES, min_size=1, max_size=8))
    parts = [
        Series(role, tuple(point(f"k{n}", data.draw(NUMBERS), label) for n, label in enumerate(labels)), role)
        for role in roles
    ]

    drawing = charts.draw(chart("dot_interval", *parts))

    assert problems(drawing.svg) == []
    assert problems(drawing.narrow) == []


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(data=st.data())
def test_tiles_hold_whatever_the_grid(data: st.DataObject) -> None:
    labels = data.draw(st.lists(LABELS, min_size=1, max_size=22))
    points = tuple(point(f"k{n}", data.draw(NUMBERS), label) for n, label in enumerate(labels))
    places = {p.code: f"{data.draw(st.integers(0, 7))},{data.draw(st.integers(0, 6))}" for p in points}

    drawing = charts.draw(chart("tile_grid", Series("first", points, "first"), **places))

    assert problems(drawing.svg) == []
    assert problems(drawing.narrow) == []
