"""The Kazakhstan report over hand-written tables: what it says, and that every digit says what it is."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

import pytest

from mtm.compose.report import Composed
from mtm.compose.spool import has_digits
from mtm.compose.walk import figures, spans
from mtm.model.blocks import (
    Chart,
    FigureSpan,
    Heading,
    ListBlock,
    NoteBox,
    Paragraph,
    Quoted,
    Strip,
    Table,
    Tiles,
    Timeline,
    Words,
)
from mtm.model.observation import Observation
from report_samples.kazakhstan import observations
from report_samples.world import composed

LATER = date(2024, 5, 1)
SUMMER = date(2024, 8, 15)


@cache
def report(period: str = "2023-Q4", as_of: date = date(2024, 2, 15), cutoff: date = date(2024, 2, 15)) -> Composed:
    return composed(period, as_of=as_of, cutoff=cutoff)


def text(found: tuple[object, ...]) -> str:
    return "".join(span.text for span in found)  # type: ignore[attr-defined]


def section(id: str, made: Composed | None = None) -> tuple[object, ...]:
    return next(s.blocks for s in (made or report()).report.sections if s.id == id)


def prose(id: str, made: Composed | None = None) -> str:
    return "\n".join(text(b.spans) for b in section(id, made) if isinstance(b, Paragraph))


def table(id: str, name: str) -> dict[str, list[str]]:
    found = next(b for b in section(id) if isinstance(b, Table) and b.id == f"table-{id}-{name}")
    return {text(r.head).rstrip("abcdef"): ["".join(s.text for s in c[:1]) for c in r.cells] for r in found.rows}


REPORTS = [
    ("2023-Q4", date(2024, 2, 15), date(2024, 2, 15)),
    ("2023-Q4", LATER, date(2024, 2, 15)),
    ("2024-Q2", SUMMER, SUMMER),
]


@pytest.mark.parametrize("which", REPORTS, ids=str)
def test_every_digit_is_a_figure_a_period_a_reference_a_tick_or_a_quoted_fact(which: tuple[str, date, date]) -> None:
    made = report(*which).report

    assert [s.text for s in spans(made) if isinstance(s, Words) and has_digits(s.text)] == []
    assert [
        s.text for s in spans(made) if isinstance(s, FigureSpan) and s.figure.value is None and has_digits(s.text)
    ] == []


@pytest.mark.parametrize("which", REPORTS, ids=str)
def test_words_of_charts_hold_no_digit_unless_they_are_periods(which: tuple[str, date, date]) -> None:
    charts = [b for s in report(*which).report.sections for b in s.blocks if isinstance(b, Chart)]
    points = [p for c in charts for series in c.series for p in series.points]

    assert charts
    assert [p.label for p in points if p.label_kind == "words" and has_digits(p.label)] == []
    assert [s.name for c in charts for s in c.series if s.name_kind == "words" and has_digits(s.name)] == []
    assert [c.axis for c in charts if has_digits(c.axis)] == []


@pytest.mark.parametrize("which", REPORTS, ids=str)
def test_every_printed_figure_is_in_the_register_once(which: tuple[str, date, date]) -> None:
    made = report(*which)
    listed = [e.figure.id for e in made.report.register]

    assert {f.id for f in figures((made.report.front, made.report.sections)) if f.id} <= set(listed)
    assert len(listed) == len(set(listed))
    assert all(made.printed[e.figure.id] == e.text for e in made.report.register)


@pytest.mark.parametrize("which", REPORTS, ids=str)
def test_one_id_has_one_value(which: tuple[str, date, date]) -> None:
    values: dict[str, set[Decimal | None]] = {}
    made = report(*which).report
    for figure in figures((made.front, made.sections)):
        values.setdefault(figure.id, set()).add(figure.value)

    assert {id for id, found in values.items() if len(found) > 1} == set()


def test_the_front_page_has_six_tiles_and_seven_findings_linked_to_tables() -> None:
    tiles, findings = report().report.front[0], next(b for b in report().report.front if isinstance(b, ListBlock))

    assert isinstance(tiles, Tiles)
    assert [t.value.text for t in tiles.items] == ["3,405,102", "3,554,434", "162,411", "25,399", "16,026", "677.3"]
    assert len(findings.items) == 7
    assert all("(Table " in text(item) for item in findings.items)


def test_the_tiles_compare_with_the_same_quarter_of_last_year_first() -> None:
    arrivals, *_ = report().report.front[0].items

    assert [text(c).partition(":")[0] for c in arrivals.changes] == ["Change on Q4 2022 and Q3 2023"]


def test_the_balance_of_crossings_is_negative() -> None:
    # 3,405,102 - 3,554,434 = -149,332
    assert table("flows", "crossings")["All citizenships"] == ["3,405,102", "", "3,554,434", "", "−149,332"]
    assert "Departures exceeded arrivals by 149,332 crossings." in prose("flows")


def test_shares_are_of_the_group_in_both_directions() -> None:
    # 1,334,101 / 3,118,045 = 42.79 %; 1,469,172 / 3,237,044 = 45.39 %
    assert table("flows", "crossings")["Uzbekistan"][1::2] == ["42.8", "45.4"]


def test_the_part_of_temporary_permits_that_is_not_listed_is_shown_as_derived() -> None:
    # 162,411 - 161,553 = 858
    assert table("temporary_permits", "permits")["Not listed (total less listed citizenships)"] == ["858", "0.5"]


def test_the_sign_for_non_cis_permanent_residence_is_not_established() -> None:
    said = prose("permanent_residence")

    assert "For this group the balance was +9,174 persons." in said  # 21,584 - 12,410
    assert (
        "The direction of the balance is not established for this group. The listed numbers give +209 persons." in said
    )
    assert "the result would be −129" in said  # Ukraine's 338 taken out: 3,799 - 338 - 3,590


def test_the_total_of_departures_is_a_gap_with_its_reason() -> None:
    assert "The total of departures is not available (left blank by the Bureau of National Statistics)" in prose(
        "permanent_residence"
    )


def test_changes_published_by_others_are_called_so() -> None:
    assert "repeated here as published (IOM Kazakhstan)" in prose("flows")


def test_the_remittances_are_labelled_as_nine_months_and_their_changes_recomputed() -> None:
    assert "These figures cover January–September 2023, not the fourth quarter of 2023" in prose("remittances")
    # (22.3 - 67.1) / 67.1 = -66.8 %, printed by IOM as -22.2; (12.6 - 6.5) / 6.5 = +93.8 %, printed as +48.4
    assert table("remittances", "sent")["Kyrgyzstan"][-1] == "−66.8"
    assert table("remittances", "received")["United Arab Emirates"][-1] == "+93.8"


def test_the_question_on_the_remittances_cell_stands_beside_it() -> None:
    boxes = [b for b in section("remittances") if isinstance(b, NoteBox) and b.kind == "question"]

    assert any("55.8" in [s.text for p in b.paragraphs for s in p if isinstance(s, Quoted)] for b in boxes)


def test_a_crossing_is_never_called_a_migrant() -> None:
    said = prose("flows") + "".join(text(i) for b in report().report.front if isinstance(b, ListBlock) for i in b.items)

    assert "migrants" not in said


def test_per_cent_is_two_words_in_running_text_and_a_sign_in_tables() -> None:
    paragraphs = [text(b.spans) for s in report().report.sections for b in s.blocks if isinstance(b, Paragraph)]
    units = {
        text(c.unit) for s in report().report.sections for b in s.blocks if isinstance(b, Table) for c in b.columns
    }

    assert not any("%" in p for p in paragraphs)
    assert "%" in units


def test_six_to_ten_charts_each_with_words_source_and_description() -> None:
    charts = [b for s in report().report.sections for b in s.blocks if isinstance(b, Chart)]

    assert 6 <= len(charts) <= 10
    for chart in charts:
        assert all((chart.title, chart.subtitle, chart.alt, chart.description, chart.source, chart.axis))
        assert len(text(chart.alt)) <= 250


def test_every_table_has_a_source_line() -> None:
    tables = [b for s in report().report.sections for b in s.blocks if isinstance(b, Table)]

    assert all(text(t.source).startswith("Source: ") for t in tables)


def test_sections_one_to_six_stand_in_the_order_of_the_outline() -> None:
    numbers = [
        (b.number.text, text(b.spans))
        for s in report().report.sections
        for b in s.blocks
        if isinstance(b, Heading) and b.level == 1 and b.number
    ]

    assert numbers[:6] == [
        ("1", "Developments in migration policy"),
        ("2", "Migration inflow and outflow"),
        ("3", "Temporary residence permits"),
        ("4", "Permanent residence"),
        ("5", "Kandas"),
        ("6", "Personal remittances"),
    ]


def test_the_strip_shows_that_the_periods_differ() -> None:
    strip = next(b for b in section("about") if isinstance(b, Strip))

    assert {p.code for _, p in strip.rows} == {"2023-Q4", "2023", "2023-01-01/2023-08-31", "2023-01-01/2023-09-30"}


def test_the_policy_timeline_is_made_of_quoted_facts() -> None:
    timeline = next(b for b in section("policy") if isinstance(b, Timeline))

    assert all(isinstance(s, Quoted) for e in timeline.events for s in (*e.title, *e.body))


def test_a_moved_cut_off_shows_what_was_revised_since_the_declared_one() -> None:
    moved = report("2023-Q4", LATER)
    said = text(next(b.spans for b in moved.report.front if isinstance(b, Paragraph)))

    assert text(moved.report.banner).startswith("Compiled with data known on 1 May 2024")
    assert said.startswith("Since the declared cut-off of 15 February 2024, the agencies have revised 2 figures")


def test_a_later_period_says_what_is_missing_and_from_whom() -> None:
    later = report("2024-Q2", SUMMER, SUMMER)
    gaps = [s.id for s in later.report.sections for b in s.blocks if isinstance(b, NoteBox) and b.kind == "gap"]

    assert gaps == ["temporary_permits", "permanent_residence", "kandas", "remittances"]
    assert "4,001,714 crossings into Kazakhstan" in prose("flows", later)
    assert "arrivals by citizenship were not received" in prose("flows", later)
    # (4,001,714 - 2,975,788) / 2,975,788 = 34.48 %
    assert "arrivals rose by 34.5 per cent and departures rose by 33.4 per cent" in prose("flows", later)


def test_the_same_input_gives_the_same_report() -> None:
    assert composed("2023-Q4") == report()


def test_the_register_names_cells() -> None:
    entry = next(
        e for e in report().report.register if e.figure.id == "permanent_residence.balance_group.statistics-bureau:CIS"
    )

    assert entry.text == "+9,174"
    assert text(entry.formula) == (
        "Arrivals less departures, permanent residence, CIS countries: arrivals for permanent residence, CIS countries "
        "(21,584) less departures from permanent residence, CIS countries (12,410)"
    )
    assert [text(cells) for cells in entry.sources] == [
        "statistics-bureau/2024-02-12_statistics-bureau.xlsx, sheet “Sheet”: B3 “21584”; B3 “12410”"
    ]


@pytest.mark.parametrize("seed", range(4))
def test_no_hole_in_the_data_stops_the_report_or_breaks_a_promise(seed: int) -> None:
    chance = random.Random(seed)
    kept = [_worn(o, chance) for o in observations() if chance.random() > 0.3]
    made = composed("2023-Q4", rows=kept)
    listed = {e.figure.id for e in made.report.register}

    assert [s.text for s in spans(made.report) if isinstance(s, Words) and has_digits(s.text)] == []
    assert {f.id for f in figures((made.report.front, made.report.sections)) if f.id} <= listed


def _worn(o: Observation, chance: random.Random) -> Observation:
    if chance.random() > 0.2 or o.value is None:
        return o
    if chance.random() < 0.5:
        return replace(o, value=chance.choice([Decimal(0), -o.value, o.value * 1000]))
    return replace(o, value=None, obs_status=chance.choice("QLMO"))
