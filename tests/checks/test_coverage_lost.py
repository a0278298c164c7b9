"""Coverage must not shrink in silence."""

from __future__ import annotations

from checking import context, findings

from matrix_samples import row, table

FULL = {"_T": "10", "UZB": "6", "KGZ": "4"}


def quarter(number: int, values: dict[str, str], received: str) -> list:
    file = f"agency/{received}_granica_{number}kv2023.xlsx"
    return table("x_in", f"2023-Q{number}", values, received=received, file=file)


PASSES = context(quarter(3, FULL, "2023-10-20"), quarter(4, FULL, "2024-01-20"))
FAILS = context(quarter(3, FULL, "2023-10-20"), quarter(4, {"_T": "11"}, "2024-01-20"))


def test_rows_that_the_new_delivery_of_a_form_lacks_are_named() -> None:
    (finding,) = findings("coverage_lost", FAILS)

    assert (finding.severity, finding.param("count"), finding.param("lost")) == ("warning", "2", "KGZ, UZB")
    assert finding.param("before") == "agency/2023-10-20_granica_3kv2023.xlsx"
    assert finding.param("delivery") == "agency/2024-01-20_granica_4kv2023.xlsx"


def test_a_value_that_is_marked_as_missing_is_still_covered() -> None:
    now = quarter(4, {"_T": "10", "UZB": "…", "KGZ": "x"}, "2024-01-20")

    assert findings("coverage_lost", context(quarter(3, FULL, "2023-10-20"), now)) == []


def test_an_indicator_that_no_longer_comes_is_lost() -> None:
    before = [
        *quarter(3, FULL, "2023-10-20"),
        row("x_out", "2023-Q3", "5", file="agency/2023-10-20_granica_3kv2023.xlsx"),
    ]
    (finding,) = findings("coverage_lost", context(before, quarter(4, FULL, "2024-01-20")))

    assert (finding.indicator, finding.param("lost")) == ("x_out", "_T")


def test_forms_of_one_source_are_not_compared_with_each_other() -> None:
    common = {"source": "agency"}
    by_country = table(
        "x_in", "2022", FULL, received="2023-02-12", file="agency/2023-02-12_po-stranam-2022.xlsx", **common
    )
    series = [
        row("x_in", period, "9", received=day, file=f"agency/{day}_ryad.csv", **common)
        for day, period in (("2023-02-10", "2022"), ("2024-02-10", "2023"))
    ]

    assert findings("coverage_lost", context(by_country, series)) == []


def test_a_form_with_a_new_name_is_held_against_the_delivery_before_it() -> None:
    may = table("x_in", "2023-Q1", FULL, received="2023-05-04", file="agency/2023-05-04_na-1-maya.docx")
    named = {"received": "2023-09-05", "file": "agency/2023-09-05_na-1-sentyabrya.docx"}
    less = table("x_in", "2023-Q2", {"_T": "9", "UZB": "5"}, **named)
    another = table("x_in", "2023-Q2", {"_T": "9"}, **named)
    workbook = table("x_in", "2023-Q2", {"_T": "9", "UZB": "5"}, **(named | {"file": "agency/2023-09-05_table.xlsx"}))

    assert [f.param("lost") for f in findings("coverage_lost", context(may, less))] == ["KGZ"]
    assert findings("coverage_lost", context(may, another)) == []
    assert findings("coverage_lost", context(may, workbook)) == []


def test_a_loss_of_long_ago_is_not_told_again() -> None:
    rows = [
        quarter(2, FULL, "2023-07-20"),
        quarter(3, {"_T": "9"}, "2023-10-20"),
        quarter(4, {"_T": "9"}, "2024-01-20"),
    ]

    assert findings("coverage_lost", context(*rows)) == []
