"""A direction that other numbers would turn."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from checking import CheckContext, context, findings

from matrix_samples import row
from mtm.model.figure import Doubt, Figure

INFLOW = row("x_in", "2023", "3799", "statistics-bureau:NON_CIS")
NET = Figure(
    "residence.net", "residence", "balance", Decimal(209), "persons", 0, INFLOW.time_period, "in − out", (INFLOW,)
)
GROUPING = Doubt(
    "grouping",
    (
        ("agency_group", "statistics-bureau:NON_CIS"),
        ("area", "UKR"),
        ("group", "CIS"),
        ("moved", "338"),
        ("turned", "-129"),
    ),
    (INFLOW,),
)


def reported(*doubts: Doubt, kind: str = "balance") -> CheckContext:
    return context(INFLOW, figures=(replace(NET, doubts=doubts, kind=kind),))


PASSES = reported()
FAILS = reported(
    GROUPING,
    Doubt("parts", (("gap", "16"), ("turned", "-1")), (INFLOW,)),
    Doubt("vintages", (("turned", "-1"), ("vintage", "2024-01-10"))),
    Doubt("sources", (("name", "The Other Agency"), ("source", "other"), ("turned", "-1"))),
    Doubt("question", (("question", "q-1"),)),
    Doubt("unlisted", (("rest", "77613"), ("value", "34472"))),
)


def test_each_reason_is_a_finding_with_the_turned_value() -> None:
    (finding,) = findings("direction_not_established", reported(GROUPING))

    assert (finding.rule, finding.severity) == ("direction_not_established_grouping", "warning")
    assert [finding.param(p) for p in ("figure", "computed", "area", "moved", "turned")] == [
        *("residence.net", "209", "UKR", "338", "-129")
    ]


def test_a_rank_in_doubt_is_a_note() -> None:
    assert [f.severity for f in findings("direction_not_established", reported(GROUPING, kind="rank"))] == ["note"]
