"""A total is held against what is listed beneath it in the same table."""

from __future__ import annotations

from matrix_samples import row, table
from mtm.kit.identities import identities
from mtm.model.reference import Unit

UNITS = {"persons": Unit("persons"), "percent": Unit("percent", count=False)}


def test_groups_are_parts_of_the_total_and_rows_are_parts_of_their_group() -> None:
    rows = table("x", "2023", {"_T": "10", "a:G": "6", "UZB < a:G": "4", "a:G/_O": "2", "a:H": "3", "CHN < a:H": "3"})

    found = {i.total.counterpart_area: [p.counterpart_area for p in i.parts] for i in identities(rows)}

    assert found == {"_T": ["a:G", "a:H"], "a:G": ["UZB", "a:G/_O"], "a:H": ["CHN"]}


def test_rows_of_a_group_without_a_total_of_its_own_are_parts_of_the_total() -> None:
    (only,) = identities(table("x", "2023", {"_T": "10", "UZB < a:G": "4", "CHN < a:H": "3"}))

    assert ([p.counterpart_area for p in only.parts], only.gap) == (["UZB", "CHN"], 3)


def test_groups_may_lie_in_groups() -> None:
    rows = table("x", "2023", {"_T": "10", "a:G": "6", "a:G1 < a:G": "6", "UZB < a:G1": "6", "_O": "4"})

    found = {i.total.counterpart_area: i.gap for i in identities(rows)}

    assert found == {"_T": 0, "a:G": 0, "a:G1": 0}


def test_a_memo_row_is_never_summed() -> None:
    rows = [
        *table("x", "2023", {"_T": "10", "UZB": "10"}),
        row("x", "2023", "4", "a:EAEU", attributes=(("role", "memo"),)),
    ]

    assert [i.gap for i in identities(rows)] == [0]


def test_a_rest_row_or_several_groups_make_a_list_complete() -> None:
    assert [i.complete for i in identities(table("x", "2023", {"_T": "9", "UZB": "5"}))] == [False]
    assert [i.complete for i in identities(table("x", "2023", {"_T": "9", "UZB": "5", "_O": "4"}))] == [True]
    assert [i.complete for i in identities(table("x", "2023", {"_T": "9", "a:G": "5", "a:H": "4"}))] == [True]
    assert [i.complete for i in identities(table("x", "2023", {"_T": "9", "a:G": "5", "UZB": "1"}))] == [False]


def test_unknown_parts_are_open_and_nil_is_known_to_add_nothing() -> None:
    (only,) = identities(table("x", "2023", {"_T": "9", "UZB": "x", "KGZ": "…", "TJK": "-", "RUS": "5"}))

    assert [p.counterpart_area for p in only.open] == ["UZB", "KGZ"]
    assert only.gap == 4


def test_counts_close_exactly_and_rounded_numbers_within_their_rounding() -> None:
    counts = table("x", "2023", {"_T": "10", "UZB": "5", "_O": "4"})
    shares = table("x", "2023", {"_T": "100", "UZB": "61.4", "_O": "38.5"}, unit="percent")

    assert [i.closes(UNITS) for i in identities(counts)] == [False]
    # 61.4 and 38.5 may be 61.45 and 38.55, together 100.0
    assert [i.closes(UNITS) for i in identities(shares)] == [True]
