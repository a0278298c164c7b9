"""Tables that pages cut or squeeze: over two pages, in columns too narrow for their numbers, under few headings."""

from __future__ import annotations

import pytest

from tests.audit.pages_of_prose import made, read, tables

PAGE = "width: 15cm, height: 14cm, margin: 1.5cm"
HEAD = "[Country], [Arrivals], [Departures], "
ROOM = 20  # rows that fit on the first page below the heading


def place(number: int) -> list[str]:
    return [
        f"Place {chr(65 + number // 26)}{chr(97 + number % 26)}",
        f"{number * 7919 % 9000 + 1000:,}",
        f"{number * 6007 % 8000 + 1000:,}",
    ]


@pytest.mark.parametrize("head", [f"table.header({HEAD}), ", HEAD], ids=["headings repeated", "headings once"])
@pytest.mark.parametrize("count", [ROOM - 1, ROOM, ROOM + 1, ROOM + 2, ROOM + 3, 3 * ROOM])
def test_a_table_goes_on_over_pages_whatever_is_left_for_the_last(head: str, count: int) -> None:
    rows = [place(number) for number in range(count)]
    cells = ", ".join(f"[{cell}]" for row in rows for cell in row)
    body = f"Registrations rose.\n\n#table(columns: (1fr, auto, auto), stroke: none, inset: 4pt, {head}{cells})\nEnd."

    assert tables(read(made(body, PAGE))) == [[["Country", "Arrivals", "Departures"], *rows]]


def test_a_table_with_headings_of_its_own_on_the_next_page_is_another_table() -> None:
    first = ", ".join(f"[{cell}]" for number in range(4) for cell in place(number))
    second = ", ".join(f"[{cell}]" for number in range(4, 8) for cell in place(number))
    table = "#table(columns: (1fr, auto, auto), stroke: none, {}, {})"
    both = (
        table.format("[Country], [Arrivals], [Departures]", first),
        table.format("[District], [Men], [Women]", second),
    )

    assert [t[0] for t in tables(read(made("#pagebreak()".join(both), PAGE)))] == [
        ["Country", "Arrivals", "Departures"],
        ["District", "Men", "Women"],
    ]


@pytest.mark.parametrize("stroke", ["none", "0.5pt"])
def test_a_number_broken_over_the_lines_of_its_cell_is_one_number(stroke: str) -> None:
    rows = [
        ["Uzbekistan", "1 234 567", "2 345 678"],
        ["China", "3 456 111", "4 567 222"],
        ["Total", "4 690 678", "6 912 900"],
    ]
    cells = ", ".join(f"[{cell}]" for row in rows for cell in row)
    found = tables(read(made(f"#table(columns: (3cm, 1.1cm, 1.1cm), stroke: {stroke}, [Land], [In], [Out], {cells})")))

    assert [row[:3] for row in found[0][1:]] == rows


def test_values_below_each_other_at_the_pace_of_rows_stay_apart() -> None:
    cells = "[Uzbekistan], [1], [2], [], [234], [345], [China], [3], [4], [], [456], [567]"
    found = tables(read(made(f"#table(columns: (3cm, 1.5cm, 1.5cm), stroke: none, [Land], [In], [Out], {cells})")))

    assert found[0][1:] == [["Uzbekistan", "1", "2"], ["", "234", "345"], ["China", "3", "4"], ["", "456", "567"]]


@pytest.mark.parametrize("side", ["left", "center", "right"])
def test_headings_without_rules_stand_over_the_groups_whose_headings_repeat(side: str) -> None:
    head = "[], table.cell(colspan: 2)[Arrivals], table.cell(colspan: 2)[Departures]"
    low = "[Country], [persons], [share, %], [persons], [share, %]"
    rows = "[Uzbekistan], [1,234], [45.1], [2,345], [34.0], [China], [1,502], [54.9], [4,552], [66.0]"
    body = f"#table(columns: (3cm, 2cm, 2cm, 2cm, 2cm), stroke: none, align: {side}, {head}, {low}, {rows})"

    assert tables(read(made(body)))[0][0] == ["", "Arrivals", "Arrivals", "Departures", "Departures"]


def test_the_first_row_keeps_a_name_whose_lines_stand_around_its_numbers() -> None:
    rows = "[Russian Federation], [28,613], [32,469], [China], [643,869], [1,247,143], [Total], [672,482], [1]"
    body = f"#table(columns: (2.4cm, 2.5cm, 2.5cm), stroke: none, align: horizon, [Land], [In], [Out], {rows})"

    assert tables(read(made(body)))[0][:2] == [
        ["Land", "In", "Out"],
        ["Russian Federation", "28,613", "32,469"],
    ]


def test_headings_that_stand_close_are_not_one_heading() -> None:
    head = "[Country], [Arrivals], [Share], [Departures], [Share of all]"
    rows = "[Uzbekistan], [1], [45.1], [2], [34.0], [China], [1], [54.9], [4], [66.0], [India], [2], [11.0], [3], [9.1]"
    body = f"#table(columns: 5, stroke: none, inset: (x: 2.2pt, y: 2pt), align: center, {head}, {rows})"

    assert tables(read(made(body)))[0][0] == ["Country", "Arrivals", "Share", "Departures", "Share of all"]
