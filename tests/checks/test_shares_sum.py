"""Shares of one whole must sum to 100 within their rounding."""

from __future__ import annotations

from checking import CheckContext, context, findings

from matrix_samples import row

AGE = {"WORKING": "61.4", "YOUNGER": "30", "PENSION": "8.5"}
EDUCATION = {"HIGHER": "15.6", "SPECIAL": "34.4", "GENERAL": "41.2"}


def shares(values: dict[str, str], indicator: str = "kandas_share") -> CheckContext:
    return context([row(indicator, "2023-Q4", raw, unit="percent", group_of=code) for code, raw in values.items()])


PASSES = shares(AGE)
FAILS = shares(EDUCATION)


def test_a_missing_category_is_a_note_with_what_is_missing() -> None:
    (finding,) = findings("shares_sum", FAILS)

    # 15.6 + 34.4 + 41.2 = 91.2
    assert (finding.rule, finding.severity) == ("shares_sum_missing", "note")
    assert [finding.param(p) for p in ("sum", "missing")] == ["91.2", "8.8"]


def test_what_rounding_explains_is_no_finding() -> None:
    # 61.4 + 30 + 8.5 = 99.9; 30 may be anything from 29.5 to 30.5
    assert findings("shares_sum", PASSES) == []


def test_a_list_with_other_countries_means_to_be_complete() -> None:
    origin = {"UZB": "53.9", "CHN": "19.1", "RUS": "12.1", "MNG": "5.7", "TKM": "5.6", "_O": "1.0"}
    rows = [row("kandas_share", "2023-Q4", raw, area, unit="percent") for area, raw in origin.items()]
    (finding,) = findings("shares_sum", context(rows))

    # 53.9 + 19.1 + 12.1 + 5.7 + 5.6 + 1.0 = 97.4
    assert (finding.rule, finding.severity, finding.param("sum")) == ("shares_sum", "warning", "97.4")


def test_more_than_a_whole_is_wrong() -> None:
    (finding,) = findings("shares_sum", shares({"A": "60.0", "B": "41.0"}))

    assert (finding.rule, finding.param("missing")) == ("shares_sum_exceeded", "1")


def test_rates_that_split_no_whole_are_not_summed() -> None:
    assert findings("shares_sum", shares({"A": "4.9", "B": "5.3"}, "unemployment")) == []


def test_two_breakdowns_are_two_sets() -> None:
    rows = [row("kandas_share", "2023-Q4", raw, unit="percent", age=code) for code, raw in AGE.items()]
    rows += [row("kandas_share", "2023-Q4", raw, unit="percent", sex=code) for code, raw in (("F", "51"), ("M", "49"))]

    assert findings("shares_sum", context(rows)) == []
