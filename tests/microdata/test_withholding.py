"""Small counts are withheld, and enough others that no reader can work them out."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from mtm.microdata.withholding import Key, Sum, determined, withheld

WHOLE: Key = ("all",)


def parts(*counts: int) -> tuple[dict[Key, int], list[Sum]]:
    keys: list[Key] = [(number,) for number in range(len(counts))]
    return {WHOLE: sum(counts), **dict(zip(keys, counts, strict=True))}, [Sum(WHOLE, tuple(keys))]


def test_nothing_is_withheld_where_nothing_is_small() -> None:
    assert withheld(*parts(10, 20, 30), threshold=10) == frozenset()


def test_a_small_count_takes_the_next_smallest_with_it() -> None:
    # 3 is small; shown with the total 63 the other three parts would give it away, so the 10 goes too
    assert withheld(*parts(3, 10, 20, 30), threshold=10) == {(0,), (1,)}


def test_two_small_counts_protect_each_other_only_if_they_reach_the_threshold_together() -> None:
    assert withheld(*parts(6, 5, 20), threshold=10) == {(0,), (1,)}
    # 1 + 1 = 2 would be read from the total: the 20 goes too
    assert withheld(*parts(1, 1, 20), threshold=10) == {(0,), (1,), (2,)}


def test_a_zero_is_shown_and_protects_nothing() -> None:
    assert withheld(*parts(0, 4, 50), threshold=10) == {(1,), (2,)}


def test_a_total_of_one_small_part_goes_with_it() -> None:
    assert withheld(*parts(4, 0), threshold=10) == {WHOLE, (0,)}


def test_a_threshold_of_one_withholds_nothing() -> None:
    assert withheld(*parts(1, 2, 3), threshold=1) == frozenset()


def table(counts: list[list[int]]) -> tuple[dict[Key, int], list[Sum]]:
    """A table with both margins."""
    height, width = len(counts), len(counts[0])
    cells: dict[Key, int] = {(r, c): counts[r][c] for r, c in product(range(height), range(width))}
    for row in range(height):
        cells[row, None] = sum(counts[row])
    for column in range(width):
        cells[None, column] = sum(line[column] for line in counts)
    cells[None, None] = sum(map(sum, counts))
    sums = [Sum((row, None), tuple((row, c) for c in range(width))) for row in range(height)]
    sums += [Sum((None, column), tuple((r, column) for r in range(height))) for column in range(width)]
    sums += [Sum((None, None), tuple((r, None) for r in range(height)))]
    return cells, [*sums, Sum((None, None), tuple((None, c) for c in range(width)))]


def test_a_count_that_several_sums_give_away_together_is_found() -> None:
    # a, b in one row and a, c in one column are unknown, and b, c together in a third sum: a follows, so do b and c
    a, b, c = ("a",), ("b",), ("c",)
    sums = [Sum(("r",), (a, b)), Sum(("s",), (a, c)), Sum(("t",), (b, c))]
    assert determined(sums, {a, b, c}) == [a, b, c]
    assert determined(sums[:2], {a, b, c}) == []


def test_a_count_that_sums_further_off_give_away_is_protected_too() -> None:
    # 3 + 40 = 43 and 3 + (40 + 9) = 52 give the 9 away, though every sum that holds it is withheld or zero beside it
    cells, sums = table([[3, 0, 0], [0, 500, 9], [40, 0, 9]])

    assert solved_exactly(sums, withheld(cells, sums, threshold=10)) == set()


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32), height=st.integers(1, 5), width=st.integers(1, 5))
def test_no_withheld_count_of_a_table_can_be_solved_for(seed: int, height: int, width: int) -> None:
    chance = Random(seed)
    counts = [[chance.choice((0, 0, 1, 3, 9, 10, 12, 40, 500)) for _ in range(width)] for _ in range(height)]
    cells, sums = table(counts)
    hidden = withheld(cells, sums, threshold=10)
    assert {key for key, count in cells.items() if 0 < count < 10} <= hidden
    assert solved_exactly(sums, hidden) == set()


def solved_exactly(sums: list[Sum], hidden: frozenset[Key]) -> set[Key]:
    """What a reader can solve for, with fractions and a full matrix: slow and obvious."""
    names = sorted(hidden, key=str)
    rows = []
    for one in sums:
        line = [Fraction(0)] * len(names)
        for key, sign in ((one.whole, -1), *((part, 1) for part in one.parts)):
            if key in hidden:
                line[names.index(key)] += sign
        rows.append(line)
    pivots: list[int] = []
    for column in range(len(names)):
        found = next((r for r in range(len(pivots), len(rows)) if rows[r][column]), None)
        if found is None:
            continue
        place = len(pivots)
        rows[place], rows[found] = rows[found], rows[place]
        rows[place] = [value / rows[place][column] for value in rows[place]]
        for other in range(len(rows)):
            if other != place and rows[other][column]:
                factor = rows[other][column]
                rows[other] = [a - factor * b for a, b in zip(rows[other], rows[place], strict=True)]
        pivots.append(column)
    lone = [line for line in rows if sum(1 for value in line if value) == 1]
    return {names[next(place for place, value in enumerate(line) if value)] for line in lone}
