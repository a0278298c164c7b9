"""A tidy file that was changed, cut off or made elsewhere: every row is whole and sound, or set aside."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tidied import observed, rules, taken

from mtm.derived import render
from mtm.kit.messages import sentence

THREE = [observed(counterpart_area=a, value=Decimal(v)) for a, v in (("KGZ", 10), ("TJK", 20), ("UZB", 30))]


def unsealed(row: str = "") -> bytes:
    """The form of a file made by someone else, with one row changed: nine columns, no seal."""
    header = "indicator,time_period,ref_area,counterpart_area,breakdown,value,unit_measure,obs_status,decimals"
    return f"{header}\n{row or 'border_arrivals,2024-Q4,XAA,UZB,,4321,crossings,A,0'}\n".encode()


def test_a_changed_number_is_set_aside_and_the_other_rows_stay() -> None:
    found = taken(render(THREE).replace(b",20,", b",21,"))

    assert [o.counterpart_area for o in found.observations] == ["KGZ", "UZB"]
    assert rules(found) == ["derived_edited"]
    assert [s.cell.address for s in found.set_aside] == ["line 3, column value"]


def test_a_lost_row_shows_in_all_that_are_left() -> None:
    lines = render(THREE).splitlines(keepends=True)
    for kept in ([*lines[:2], *lines[3:]], lines[:3], [lines[0], lines[2], lines[1], lines[3]]):
        found = taken(b"".join(kept))
        assert found.observations == () or len(kept) == 4  # in another order, the row in its place holds
        assert rules(found) == ["derived_edited"]


def test_a_file_without_seals_is_read_and_noted() -> None:
    found = taken(unsealed())

    assert (len(found.observations), rules(found)) == (1, ["derived_unsealed"])


@pytest.mark.parametrize("line", [b"\r\n", b"\n"])
def test_ends_of_lines_and_a_byte_order_mark_do_not_matter(line: bytes) -> None:
    found = taken(b"\xef\xbb\xbf" + render(THREE).replace(b"\n", line))

    assert (len(found.observations), rules(found)) == (3, [])


@pytest.mark.parametrize(
    ("old", "new", "rule", "column"),
    [
        ("border_arrivals", "arrivals", "derived_unknown", "indicator"),
        ("border_arrivals", "=border_arrivals", "derived_unknown", "indicator"),
        ("2024-Q4", "IV кв. 2024", "derived_malformed", "time_period"),
        ("2024-Q4", "2024-Q5", "derived_malformed", "time_period"),
        ("2024-Q4", "2024-4", "derived_malformed", "time_period"),
        ("2024-Q4", "２０２４", "derived_malformed", "time_period"),
        ("2024-Q4", "2024-10-01", "derived_contradiction", "time_period"),
        ("XAA", "XBB", "derived_unknown", "ref_area"),
        ("UZB", "Uzbekistan", "derived_unknown", "counterpart_area"),
        ("UZB", "border-service:CIS", "derived_unknown", "counterpart_area"),
        ("UZB,,", "UZB,sex=X,", "derived_unknown", "breakdown"),
        ("UZB,,", "UZB,gender=F,", "derived_unknown", "breakdown"),
        ("UZB,,", "UZB,sex=F;age=Y15T24,", "derived_malformed", "breakdown"),
        ("UZB,,", "UZB,sex=F;sex=M,", "derived_malformed", "breakdown"),
        ("UZB,,", "UZB,sex,", "derived_malformed", "breakdown"),
        ("4321", '"4 321"', "derived_malformed", "value"),
        ("4321", '"4,321"', "derived_malformed", "value"),
        ("4321", "4.321e3", "derived_malformed", "value"),
        ("4321", "04321", "derived_malformed", "value"),
        ("4321", "-0", "derived_malformed", "value"),
        ("4321", "NaN", "derived_malformed", "value"),
        ("4321", "9" * 400, "derived_malformed", "value"),
        ("4321", "", "derived_contradiction", "obs_status"),
        ("A,0", "Q,0", "derived_contradiction", "obs_status"),
        ("A,0", "Z,0", "derived_unknown", "obs_status"),
        ("A,0", "A,1", "derived_contradiction", "decimals"),
        ("A,0", "A,-2", "derived_contradiction", "decimals"),
        ("A,0", "A,many", "derived_malformed", "decimals"),
        ("crossings", "persons", "derived_contradiction", "unit_measure"),
        ("crossings", "heads", "derived_unknown", "unit_measure"),
        ("A,0", "A,0,extra", "derived_fields", ""),
        ("A,0", "A", "derived_fields", ""),
        ("4321", '"4321', "derived_fields", ""),
        ("4321", "43\x0021", "derived_fields", ""),
    ],
)
def test_a_row_that_does_not_hold_is_set_aside_with_its_column(old: str, new: str, rule: str, column: str) -> None:
    row = "border_arrivals,2024-Q4,XAA,UZB,,4321,crossings,A,0".replace(old, new, 1)
    found = taken(unsealed(row))

    assert found.observations == ()
    assert rules(found) == ["derived_unsealed", rule]
    assert found.findings[1].param("column") == column
    assert len(found.set_aside) == 1
    assert "{" not in str(sentence(found.findings[1]))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00" * 100,
        "показатель;период\n".encode("cp1251"),
        b"PK\x03\x04 a workbook",
        render(THREE).replace(b"indicator", b"INDICATOR"),
        render(THREE).replace(b",", b";"),
        render(THREE).replace(b"dataset", b"correction"),
        render(THREE).replace(b"dataset", b"value"),
        render(THREE).decode().encode("utf-16"),
    ],
)
def test_a_file_of_another_form_is_not_read_at_all(data: bytes) -> None:
    found = taken(data)

    assert found.observations == ()
    assert len(found.findings) == 1
    assert "{" not in str(sentence(found.findings[0]))


def test_of_two_rows_for_one_value_none_is_used() -> None:
    row = "border_arrivals,2024-Q4,XAA,UZB,,4321,crossings,A,0"
    found = taken(unsealed(f"{row}\n{row}"))

    assert (found.observations, rules(found)) == ((), ["derived_unsealed", "derived_twice"])
    assert found.findings[1].param("count") == "2"


def test_a_hostile_file_makes_few_findings() -> None:
    rows = "\n".join(f"x{n},2024-Q4,XAA,UZB,,1,crossings,A,0" for n in range(500))
    found = taken(unsealed(rows))

    assert rules(found) == ["derived_unsealed", "derived_unknown"]
    assert found.findings[1].param("count") == "500"
    assert (len(found.findings[1].places), len(found.set_aside)) == (20, 500)


@given(st.binary(max_size=200), st.integers(0, 400), st.integers(0, 20))
def test_whatever_stands_in_the_file_no_number_is_read_that_was_not_written(noise: bytes, at: int, cut: int) -> None:
    data = render(THREE)
    found = taken(data[:at] + noise + data[at + cut :])

    assert {(o.counterpart_area, o.value) for o in found.observations} <= {("KGZ", 10), ("TJK", 20), ("UZB", 30)}
