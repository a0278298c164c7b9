"""Cells without a number."""

from __future__ import annotations

from checking import context, findings

from matrix_samples import table

PASSES = context(table("x_out", "2023-Q4", {"_T": "9", "MNG": "0", "KOR": "-"}))
FAILS = context(table("x_out", "2023-Q4", {"_T": "9", "MNG": "…", "KOR": "…", "a:G/_O": "…"}))


def test_rows_that_are_not_available_yet_are_one_question_to_the_agency() -> None:
    (finding,) = findings("missing_values", FAILS)

    assert (finding.rule, finding.severity, finding.source) == ("missing_values", "question", "agency")
    assert (finding.param("rows"), finding.param("count")) == ("KOR, MNG, a:G/_O", "3")
    assert [p.value for p in finding.places] == ["…", "…", "…"]


def test_empty_and_withheld_cells_are_told_apart() -> None:
    given = context(table("x_out", "2023-Q4", {"_T": "", "UZB": "x", "RUS": "11720"}))

    assert [(f.rule, f.severity, f.param("rows")) for f in findings("missing_values", given)] == [
        ("missing_values_blank", "question", "_T"),
        ("missing_values_withheld", "note", "UZB"),
    ]


def test_zero_and_nil_are_not_missing() -> None:
    assert findings("missing_values", PASSES) == []
