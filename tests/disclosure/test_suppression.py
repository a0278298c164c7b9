"""Small cells are withheld, and enough others that no reader of all tables can work them out."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("scipy")

from disclosure.tabulating import at, crossed, grid, possible_values
from mtm.disclosure import Cell, Rules, Sum, Table, audit, shares, suppress
from mtm.kit.messages import sentence
from mtm.model.errors import MtmError

FIVE = Rules(threshold=5)

# The textbook case: one small cell. Its row is 8 + 19 + 22 + 3 = 52, its column 20 + 3 + 6 = 29.
ONE_SMALL = [[20, 50, 10, 20], [8, 19, 22, 3], [17, 32, 12, 6]]


def statuses(table: Table) -> dict[str, set[tuple[tuple[str, str], ...]]]:
    found: dict[str, set[tuple[tuple[str, str], ...]]] = {}
    for cell in table.cells:
        found.setdefault(cell.status, set()).add(cell.key)
    return found


def test_one_small_cell_takes_three_others_with_it_at_the_corners_of_a_rectangle():
    # Hiding only the 3 leaves 52 - 8 - 19 - 22 = 3. Hiding one more in its row leaves the columns to subtract.
    # The cheapest rectangle: rows 1 and 2, columns 3 and 0, with the values 3, 8, 6, 17 (10 and 12 would cost more).
    table = suppress([grid(ONE_SMALL)], FIVE).tables[0]

    assert statuses(table)["primary"] == {at(table, row="r1", column="c3").key}
    assert statuses(table)["secondary"] == {
        at(table, row=r, column=c).key for r, c in (("r1", "c0"), ("r2", "c3"), ("r2", "c0"))
    }


def test_the_audit_is_silent_about_what_was_suppressed_and_speaks_before():
    table = grid(ONE_SMALL)

    assert audit(suppress([table], FIVE).tables, FIVE) == ()
    exposed = audit([table], FIVE)
    assert [(e.key, e.low, e.high) for e in exposed] == [(at(table, row="r1", column="c3").key, 3, 3)]


def test_the_audit_finds_a_small_cell_that_only_several_sums_together_give_away():
    # Hidden: 3 and 8 in row 1. Column 3 still shows 29 - 20 - 6 = 3.
    table = grid(ONE_SMALL)
    hidden = {at(table, row="r1", column=c).key for c in ("c3", "c0")}
    marked = replace(
        table, cells=tuple(replace(c, status="primary" if c.key in hidden else c.status) for c in table.cells)
    )

    assert [(e.low, e.high) for e in audit([marked], FIVE)] == [(3, 3)]


def test_a_range_that_is_too_narrow_is_exposed_although_no_value_is_certain():
    # Rows (2, 4) and (3, 3), all four hidden. The first is at most its column's total 2 + 3 = 5, and it can be 0:
    # then its row has 0 + 6, its column 0 + 5, and 1 is left. Five asks for 0 to 5; six asks for more.
    table = grid([[2, 4], [3, 3]])
    inner = {c.key for c in table.cells if len(c.key) == 2}
    marked = replace(table, cells=tuple(replace(c, status="primary") if c.key in inner else c for c in table.cells))

    assert [e for e in audit([marked], FIVE) if e.key == at(table, row="r0", column="c0").key] == []
    wide = {e.key: (e.low, e.high) for e in audit([marked], Rules(threshold=6))}
    assert wide[at(table, row="r0", column="c0").key] == (0, 5)


def test_the_women_whom_nobody_prints_are_protected_because_total_less_men_gives_them():
    # 50 - 45 = 5.
    table = Table("t", "persons", (Cell((), 50), Cell((("sex", "M"),), 45)))

    protected = suppress([table], Rules(threshold=8))

    assert [c.status for c in protected.tables[0].cells] != ["published", "published"]
    assert audit(protected.tables, Rules(threshold=8)) == ()
    assert audit([table], Rules(threshold=8))[0].key == (("sex", "_rest"),)


def test_a_percentage_beside_its_base_is_a_count():
    # 6 of 200 (3 %) said yes: neither 3 % nor 97 % may stand beside n = 200 in that region.
    rows = [((), 66, 500), ((("region", "A"),), 6, 200), ((("region", "B"),), 60, 300)]

    table = suppress([shares("wages", "interviews", "wage_withheld", rows)], Rules(threshold=8)).tables[0]

    assert at(table, region="A", wage_withheld="yes").status == "primary"
    assert at(table, region="A", wage_withheld="no").status == "secondary"
    assert at(table, region="A").status == "published"
    assert at(table, region="B", wage_withheld="yes").status == "secondary"  # else 66 - 60 = 6


def test_tables_that_share_a_margin_are_protected_together():
    # Alone, each table is safe once its own rectangle is hidden; the total of region A stands in both.
    by_sex = crossed({("A", "F"): 3, ("A", "M"): 40, ("B", "F"): 30, ("B", "M"): 50}, ("region", "sex"))
    by_age = crossed({("A", "young"): 21, ("A", "old"): 22, ("B", "young"): 41, ("B", "old"): 39}, ("region", "age"))

    protected = suppress([by_sex, replace(by_age, id="table-2")], FIVE)

    assert audit(protected.tables, FIVE) == ()
    assert {c.status for c in protected.tables[1].cells} == {"published"}


def test_districts_within_a_region_are_bound_by_the_sum_that_is_given():
    names = [("area", code) for code in ("A1", "A2")]
    cells = (Cell((("area", "A1"),), 4), Cell((("area", "A2"),), 60), Cell((("region", "A"),), 64))
    table = Table(
        "t", "persons", cells, sums=(Sum(("persons", (("region", "A"),)), tuple(("persons", (n,)) for n in names)),)
    )

    protected = suppress([table], FIVE)

    assert [c.status for c in protected.tables[0].cells] != ["primary", "published", "published"]
    assert audit(protected.tables, FIVE) == ()


def test_a_sum_that_one_giver_dominates_is_withheld_and_stays_uncertain_by_a_fifth():
    # 90 of 100 come from one person: beyond three quarters. 90 / 0.75 - 100 = 20 is what it must stay uncertain by.
    amounts = (
        Cell((), Decimal(600), 60, (Decimal(90),)),
        Cell((("to", "A"),), Decimal(100), 20, (Decimal(90), Decimal(2))),
        Cell((("to", "B"),), Decimal(300), 20, (Decimal(30),)),
        Cell((("to", "C"),), Decimal(200), 20, (Decimal(30),)),
    )
    table = Table("sent", "usd", amounts, kind="magnitude")

    protected = suppress([table], FIVE)

    assert [c.status for c in protected.tables[0].cells] == ["published", "primary", "published", "secondary"]
    assert audit(protected.tables, FIVE) == ()
    assert audit([table], FIVE)[0].needed.high == 120


def test_a_person_who_stands_alone_behind_a_sum_cannot_use_it_to_work_out_a_neighbour():
    # Hiding A and C would do against outsiders; but C is one person, who knows 200 and so would know A.
    amounts = (
        Cell((), Decimal(600), 60),
        Cell((("to", "A"),), Decimal(100), 3),
        Cell((("to", "B"),), Decimal(300), 20),
        Cell((("to", "C"),), Decimal(200), 1),
    )
    table = Table("sent", "usd", amounts, kind="magnitude")

    protected = suppress([table], FIVE)

    assert [c.status for c in protected.tables[0].cells][1:] == ["primary", "secondary", "primary"]
    assert audit(protected.tables, FIVE) == ()


def test_the_audit_lets_a_lone_person_use_what_that_person_knows():
    # Hidden: A (3 people) and C (1 person), 600 - 300 = 300 together. Outsiders know no more; C subtracts 200.
    hidden = (
        Cell((("to", "A"),), Decimal(100), 3, status="primary"),
        Cell((("to", "C"),), Decimal(200), 1, status="primary"),
    )
    shown = (Cell((), Decimal(600), 60), Cell((("to", "B"),), Decimal(300), 20))

    exposed = audit([Table("sent", "usd", (*shown, *hidden), kind="magnitude")], FIVE)

    assert [(dict(e.key)["to"], e.low, e.high) for e in exposed] == [("A", 100, 100)]


def test_rounded_margins_leave_room_that_exact_ones_do_not():
    # One cell is hidden, its row's total is rounded to 10: 52 prints as 50, which stands for 45 to 55.
    cells = (Cell((), 52), Cell((("q", "a"),), 49), Cell((("q", "b"),), 3, status="primary"))

    exact = audit([Table("t", "persons", cells)], FIVE)
    rounded = audit([Table("t", "persons", cells, rounding=Decimal(10))], FIVE)

    assert [(e.low, e.high) for e in exact] == [(3, 3)]
    assert rounded == ()


def test_what_is_public_already_cannot_be_withheld_and_the_table_is_refused_with_the_reason():
    cells = (Cell((), 50, known=True), Cell((("sex", "M"),), 46, known=True), Cell((("sex", "F"),), 4))

    protected = suppress([Table("t", "persons", cells)], FIVE)

    assert [f.rule for f in protected.findings if f.severity == "blocking"] == ["disclosure_cannot_protect"]
    assert {c.status for c in protected.tables[0].cells} == {"refused"}


def test_tables_too_large_to_be_proved_are_refused_with_a_clear_reason():
    protected = suppress([grid(ONE_SMALL)], replace(FIVE, max_cells=10))

    blocking = [f for f in protected.findings if f.severity == "blocking"]
    assert [f.rule for f in blocking] == ["disclosure_too_large"]
    assert "20 cells" in str(sentence(blocking[0]))
    assert {c.status for c in protected.tables[0].cells} == {"refused"}


def test_tables_without_small_cells_are_left_as_they_are():
    table = grid([[20, 50], [60, 70]])

    assert suppress([table], FIVE).tables == (table,)
    assert suppress([table], FIVE).findings == ()


def test_answers_that_overlap_are_no_sum_and_said_to_be_none():
    cells = (Cell((), 50), Cell((("reason", "work"),), 40), Cell((("reason", "family"),), 30))

    assert [f.rule for f in suppress([Table("t", "persons", cells)], FIVE).findings] == ["disclosure_overlap"]


def test_one_cell_with_two_values_is_an_error_that_says_where():
    tables = [Table("a", "persons", (Cell((), 5),)), Table("b", "persons", (Cell((), 6),))]

    with pytest.raises(MtmError, match=r"b \(persons\): two values for one cell"):
        suppress(tables, FIVE)


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
@pytest.mark.parametrize("limit", [10, 1000])
def test_every_finding_has_a_sentence(language, limit):
    for finding in suppress([grid(ONE_SMALL)], replace(FIVE, max_cells=limit)).findings:
        assert "{" not in str(sentence(finding, language))


SMALL_GRIDS = st.lists(st.lists(st.integers(0, 4), min_size=2, max_size=2), min_size=2, max_size=2)


@settings(max_examples=20, deadline=None)
@given(SMALL_GRIDS)
def test_trying_every_possible_table_a_reader_can_exclude_neither_nobody_nor_the_threshold(rows):
    # Threshold 3. The oracle shares no code with the package: it lists all tables that fit the printed cells.
    rules = Rules(threshold=3)
    table = suppress([grid(rows)], rules).tables[0]

    for cell in table.cells:
        if 0 < cell.value < 3:
            found = possible_values(table, cell.key, 7)
            assert cell.status == "primary"
            assert 0 in found
            assert max(found) >= 3


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 40), min_size=12, max_size=12), st.integers(2, 9))
def test_after_suppression_no_small_cell_of_a_three_way_table_is_recoverable(values, threshold):
    codes = [(a, b, c) for a in "XY" for b in "PQ" for c in "KLM"]
    table = crossed(dict(zip(codes, values, strict=True)), ("a", "b", "c"))
    rules = Rules(threshold=threshold)

    protected = suppress([table], rules)

    assert audit(protected.tables, rules) == ()
    assert all(c.status == "primary" for c in protected.tables[0].cells if 0 < c.value < threshold)
    assert not [f for f in protected.findings if f.severity == "blocking"]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 60)), min_size=2, max_size=5))
def test_no_proportion_of_any_region_gives_a_small_number_of_answers_away(answers):
    rows = [((("region", f"{i}"),), yes, yes + no) for i, (yes, no) in enumerate(answers)]
    rows.append(((), sum(r[1] for r in rows), sum(r[2] for r in rows)))
    tables = [
        shares("one", "interviews", "one", rows),
        shares("two", "interviews", "two", [(d, n - y, n) for d, y, n in rows]),
    ]

    assert audit(suppress(tables, Rules()).tables, Rules()) == ()


def test_the_same_tables_give_the_same_statuses():
    assert suppress([grid(ONE_SMALL)], FIVE) == suppress([grid(ONE_SMALL)], FIVE)
