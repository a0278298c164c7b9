"""Does the source count what happened or what stood?"""

from __future__ import annotations

from checking import context, findings

from matrix_samples import table

PASSES = context(table("x_in", "2023-Q4", {"_T": "162411", "UZB": "111563"}))
FAILS = context(table("permits", "2023-Q4", {"_T": "162411", "UZB": "111563"}))


def test_an_indicator_of_unresolved_nature_is_one_question() -> None:
    (finding,) = findings("flow_or_stock", FAILS)

    assert (finding.severity, finding.indicator, finding.period) == ("question", "permits", "2023-Q4")
    assert [p.value for p in finding.places] == ["162411"]
