"""Parts must add up to their total within one delivery."""

from __future__ import annotations

from checking import context, findings

from matrix_samples import row, table

RESIDENCE = {
    "_T": "25399",
    "statistics-bureau:CIS": "21584",
    "statistics-bureau:NON_CIS": "3799",
}
PASSES = context(table("x_in", "2023", {"_T": "25383", "a:CIS": "21584", "a:NON_CIS": "3799"}))
FAILS = context(table("x_in", "2023", RESIDENCE))
PERMITS = {"UZB": "111563", "RUS": "35718", "TJK": "7727", "KGZ": "3436", "AZE": "2175", "BLR": "556", "ARM": "378"}


def test_a_total_that_exceeds_its_groups_is_named_with_the_difference() -> None:
    (finding,) = findings("parts_total", FAILS)

    # 21,584 + 3,799 = 25,383; 25,399 - 25,383 = 16
    assert (finding.rule, finding.severity) == ("parts_total", "warning")
    assert [finding.param(p) for p in ("total", "parts", "gap", "area")] == ["25399", "25383", "16", "_T"]
    assert [p.cell for p in finding.places] == ["B2", "B3", "B4"]


def test_listed_rows_without_a_rest_row_leave_what_is_not_listed() -> None:
    (finding,) = findings("parts_total", context(table("x_in", "2023-Q4", PERMITS | {"_T": "162411"})))

    # the seven countries sum to 161,553; 162,411 - 161,553 = 858
    assert (finding.rule, finding.severity) == ("parts_total_not_listed", "note")
    assert [finding.param(p) for p in ("parts", "gap")] == ["161553", "858"]


def test_a_part_without_a_value_keeps_the_sum_open() -> None:
    values = {"a:G": "317390", "CHN < a:G": "117472", "MNG < a:G": "…", "KOR < a:G": "x", "a:G/_O": "100000"}
    (finding,) = findings("parts_total", context(table("x_out", "2023-Q4", values)))

    # 317,390 - 117,472 - 100,000 = 99,918
    assert (finding.rule, finding.severity) == ("parts_total_open", "note")
    assert [finding.param(p) for p in ("gap", "without")] == ["99918", "KOR, MNG"]


def test_parts_that_exceed_their_total_are_wrong_even_where_some_are_missing() -> None:
    values = {"_T": "10", "UZB": "8", "KGZ": "5", "TJK": "x"}
    (finding,) = findings("parts_total", context(table("x_in", "2023-Q4", values)))

    assert (finding.rule, finding.severity, finding.param("gap")) == ("parts_total_exceeded", "warning", "3")


def test_a_rest_row_is_a_part_like_any_other() -> None:
    values = {"a:G": "10", "UZB < a:G": "6", "a:G/_O": "4"}

    assert findings("parts_total", context(table("x_in", "2023-Q4", values))) == []


def test_rounded_amounts_close_within_their_rounding() -> None:
    values = {"_T": "10.1", "UZB": "6.0", "_O": "4.0"}

    # 6.05 + 4.05 = 10.1
    assert findings("parts_total", context(table("money", "2023-Q4", values, unit="usd_million"))) == []


def test_a_breakdown_is_held_against_the_value_without_it() -> None:
    rows = [row("kandas", "2023", "100"), row("kandas", "2023", "60", sex="F"), row("kandas", "2023", "45", sex="M")]
    (finding,) = findings("parts_total", context(rows))

    assert (finding.rule, finding.param("parts")) == ("parts_total_exceeded", "105")


def test_two_dimensions_are_not_added_to_each_other() -> None:
    rows = [row("kandas", "2023", "100")]
    rows += [row("kandas", "2023", raw, sex=code) for code, raw in (("F", "60"), ("M", "40"))]
    rows += [row("kandas", "2023", raw, age=code) for code, raw in (("OLD", "30"), ("YOUNG", "70"))]

    assert findings("parts_total", context(rows)) == []


def test_percentages_are_not_parts() -> None:
    values = {"_T": "5.0", "UZB": "4.0", "KGZ": "7.0"}

    assert findings("parts_total", context(table("unemployment", "2023-Q4", values, unit="percent"))) == []


def test_a_delivery_that_was_replaced_is_not_judged_again() -> None:
    before = table("x_in", "2023", RESIDENCE, received="2024-01-01")
    after = table("x_in", "2023", RESIDENCE | {"_T": "25383"}, received="2024-02-01")

    assert findings("parts_total", context(before, after)) == []


def test_another_year_does_not_concern_the_report() -> None:
    assert findings("parts_total", context(table("x_in", "2021", RESIDENCE))) == []
