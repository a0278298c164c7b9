"""The front page."""

from dataclasses import replace

from mtm.compose.input import Outline
from mtm.compose.report import compose
from mtm.model.blocks import ListBlock, Tiles
from mtm.model.period import Period
from report_samples.toys import figure, folder, toy

FRONT = "---\ntitle: Report\n---\n{{ tiles() }}\n\n{{ key_findings() }}\n\n{{ limits() }}\n"
TEXT = """---
title: Section
tiles: {a: {label: Arrivals}}
key_findings:
  one: "{% if a.available %}{{ count(a) }} were counted.{% endif %}"
  two: "{{ '' }}"
limits: ["{% if a.available %}Who came.{% endif %}"]
---
Text.
"""
SECTION = "required: [a]\nneeds: [arrivals]\ntiles: {a: {figure: a, changes: [change], trend: series}}"
A = figure("a", "3405102")
CHANGE = figure(
    "change", "-19.76", unit="percent", decimals=1, kind="change", signed=True, compared_with=Period.parse("2022-Q4")
)


def front(figures: dict[str, object], section: str = SECTION, **more: object) -> tuple[object, ...]:
    given = toy(TEXT, {"series": {}, **figures}, section, **more)
    folders = {**given.folders, "front": folder("front", text=FRONT)}
    return compose(replace(given, folders=folders)).report.front


def text(spans: tuple[object, ...]) -> str:
    return "".join(s.text for s in spans)  # type: ignore[attr-defined]


def test_a_tile_has_its_value_its_unit_its_period_and_its_change() -> None:
    (tile,) = front({"a": A, "change": CHANGE})[0].items

    assert (text(tile.label), tile.value.text, text(tile.unit)) == ("Arrivals", "3,405,102", "crossings")
    assert [text(c) for c in tile.changes] == ["Down 19.8 per cent on Q4 2022"]
    assert text(tile.status) == "October–December 2023"


def test_a_change_that_is_not_available_says_why() -> None:
    gap = figure("change", None, gap="no_earlier_period", compared_with=Period.parse("2022-Q4"))
    (tile,) = front({"a": A, "change": gap})[0].items

    assert [text(c) for c in tile.changes] == ["Change on Q4 2022: not available (no earlier data)"]


def test_changes_missing_for_one_reason_share_a_sentence() -> None:
    missing = {n: figure(n, None, gap="no_earlier_period", compared_with=Period.parse(p)) for n, p in
               (("change", "2022-Q4"), ("second", "2023-Q3"))}  # fmt: skip
    section = SECTION.replace("changes: [change]", "changes: [change, second]")
    (tile,) = front({"a": A, **missing}, section=section)[0].items

    assert [text(c) for c in tile.changes] == ["Change on Q4 2022 and Q3 2023: not available (no earlier data)"]


def test_a_change_that_others_published_is_called_published() -> None:
    change = figure(
        "change",
        "-22.7",
        unit="percent",
        decimals=1,
        kind="published",
        published_by="IOM",
        compared_with=Period.parse("2023-Q3"),
    )
    (tile,) = front({"a": A, "change": change})[0].items

    assert [text(c) for c in tile.changes] == ["Down 22.7 per cent on Q3 2023, as published by IOM"]


def test_a_sparkline_needs_two_values() -> None:
    trend = {p: figure(f"series.{p}", "5") for p in ("2023-Q3", "2023-Q4")}

    assert len(front({"a": A, "change": CHANGE, "series": trend})[0].items[0].trend) == 2
    assert front({"a": A, "change": CHANGE, "series": {"2023-Q4": trend["2023-Q4"]}})[0].items[0].trend == ()


def test_an_empty_finding_is_left_out() -> None:
    findings = front({"a": A, "change": CHANGE})[1]

    assert [text(i) for i in findings.items] == ["3,405,102 crossings were counted."]
    assert findings.style == "findings"


def test_a_section_without_data_has_a_tile_that_says_so_and_no_findings_or_limits() -> None:
    gap = figure("a", None, gap="not_delivered", missing=(("source", "agency"),))
    tiles, *rest = front({"a": gap, "change": gap}, outline=Outline("front", (), ("s",), (), tiles=("s.a",)))
    (tile,) = tiles.items

    assert isinstance(tiles, Tiles)
    assert (tile.value.text, tile.unit, text(tile.status)) == (
        "not available",
        (),
        "not received from the Border Service",
    )
    assert all(isinstance(b, ListBlock) and not b.items for b in rest)
