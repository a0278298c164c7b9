"""What is written into a tidy file is read back, and its origin is the line where it stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tidied import DAY, observed, rules, taken

from mtm.derived import render, write
from mtm.model.errors import MtmError
from mtm.model.observation import Observation
from mtm.model.period import Period

PERIODS = st.one_of(
    st.builds(Period.quarter, st.integers(1900, 2100), st.integers(1, 4)),
    st.builds(Period.year, st.integers(1900, 2100)),
    st.builds(lambda y, m: Period.months(y, m, m), st.integers(1900, 2100), st.integers(1, 12)),
    st.builds(
        lambda a, n: Period(a, date.fromordinal(a.toordinal() + n)),
        st.dates(date(1900, 1, 1), date(2100, 1, 1)),
        st.integers(0, 900),
    ),
)
TEXTS = st.text(min_size=1, max_size=30).filter(
    lambda t: t == t.strip() and t.isprintable() and not any("\ud800" <= c <= "\udfff" for c in t)
)
ATTRIBUTES = st.dictionaries(st.sampled_from(["dataset", "parameters", "tabulation", "simulated", "label"]), TEXTS)
BREAKDOWNS = st.fixed_dictionaries(
    {}, optional={"sex": st.sampled_from("MF"), "age": st.sampled_from(["Y15T24", "Y_GE65", "_O"])}
)


@st.composite
def observations(draw: st.DrawFn) -> Observation:
    decimals = draw(st.integers(-3, 6))
    digits = draw(st.none() | st.integers(-(10**10), 10**10))
    value = None if digits is None else Decimal(digits).scaleb(-decimals)
    status = draw(st.sampled_from("QLMO" if value is None else "APEI"))
    return observed(
        time_period=draw(PERIODS),
        counterpart_area=draw(st.sampled_from(["_T", "_O", "UZB", "records:CIS", "records:CIS/_O", "XAA"])),
        breakdown=tuple(sorted(draw(BREAKDOWNS).items())),
        value=value,
        decimals=decimals,
        obs_status=status,
        attributes=tuple(sorted(draw(ATTRIBUTES).items())),
    )


@given(st.lists(observations(), max_size=8, unique_by=lambda o: o.key))
def test_whatever_is_written_is_read_back_whole(written: list[Observation]) -> None:
    found = taken(render(written))

    assert rules(found) == []
    same = {replace(o, origin=written[0].origin, vintage=DAY) for o in found.observations} if written else set()
    assert same == {replace(o, origin=written[0].origin, vintage=DAY) for o in written}


@given(st.permutations([observed(counterpart_area=a) for a in ("UZB", "KGZ", "TJK", "_T")]))
def test_the_same_observations_give_the_same_bytes_in_any_order(order: list[Observation]) -> None:
    assert render(order) == render(sorted(order, key=lambda o: o.counterpart_area))


def test_a_tidy_file_is_plain_lines_of_nine_columns_attributes_and_a_seal() -> None:
    o = observed(breakdown=(("age", "Y15T24"), ("sex", "F")), attributes=(("dataset", "d1"), ("simulated", "yes")))
    header, line, end = render([o]).decode().split("\n")

    assert header == (
        "indicator,time_period,ref_area,counterpart_area,breakdown,value,unit_measure,obs_status,decimals,"
        "dataset,simulated,seal"
    )
    assert line.startswith("border_arrivals,2024-Q4,XAA,UZB,age=Y15T24;sex=F,4321,crossings,A,0,d1,yes,")
    assert end == ""


def test_a_value_s_origin_is_its_line_and_the_column_value() -> None:
    found = taken(render([observed(counterpart_area="KGZ"), observed()]))  # KGZ stands before UZB

    o = found.observations[1]
    assert (o.origin.file, o.origin.cell, o.origin.raw) == (
        "records/2025-01-15_crossings.csv", "line 3, column value", "4321",
    )  # fmt: skip
    assert o.origin.source == "records"
    assert o.vintage == DAY


def test_a_withheld_value_has_no_number_and_keeps_its_attributes() -> None:
    [o] = taken(render([observed(value=None, obs_status="Q", attributes=(("simulated", "yes"),))])).observations

    assert (o.value, o.obs_status, o.attributes, o.simulated) == (None, "Q", (("simulated", "yes"),), True)


def test_what_is_said_about_an_estimate_is_a_breakdown_by_statistic() -> None:
    about = [
        observed(breakdown=(("statistic", name),), value=Decimal(value), decimals=1, obs_status="E")
        for name, value in (("se", "12.5"), ("lower", "4296.5"), ("upper", "4345.5"))
    ]
    counted = observed(breakdown=(("statistic", "n"),), value=Decimal(800), unit_measure="persons")
    found = taken(render([observed(), *about, counted]))

    assert rules(found) == []
    assert {o.statistic: o.value for o in found.observations} == {
        "": 4321, "se": Decimal("12.5"), "lower": Decimal("4296.5"), "upper": Decimal("4345.5"), "n": 800,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"value": Decimal("1.25"), "decimals": 1}, "value"),
        ({"value": Decimal("NaN")}, "value"),
        ({"value": Decimal("1E+30")}, "value"),
        ({"decimals": 40}, "decimals"),
        ({"indicator": "a,b"}, "indicator"),
        ({"breakdown": (("sex", "F"), ("age", "Y1"))}, "breakdown"),
        ({"breakdown": (("sex", "F;age=Y1"),)}, "breakdown"),
        ({"attributes": (("note", "two\nlines"),)}, "note"),
        ({"attributes": (("value", "5"),)}, "attribute"),
        ({"attributes": (("correction", "c1"),)}, "attribute"),
        ({"attributes": (("Data set", "d"),)}, "attribute"),
    ],
)
def test_what_has_no_place_in_a_tidy_file_is_refused(changes: dict[str, object], column: str) -> None:
    with pytest.raises(MtmError, match=f"its {column} "):
        render([observed(**changes)])


def test_an_observation_given_twice_is_refused_when_it_is_written() -> None:
    with pytest.raises(MtmError, match="given twice"):
        render([observed(), observed(value=Decimal(1))])


def test_a_delivery_lies_in_its_source_s_folder_with_the_date_in_its_name(tmp_path: Path) -> None:
    path = write([observed()], tmp_path, "records", DAY, "crossings")

    assert path == tmp_path / "records" / "2025-01-15_crossings.csv"
    assert path.read_bytes() == render([observed()])
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_delivery_is_not_changed_unless_that_is_wanted(tmp_path: Path) -> None:
    path = write([observed()], tmp_path, "records", DAY, "crossings")
    other = [observed(value=Decimal(5))]

    assert write([observed()], tmp_path, "records", DAY, "crossings") == path
    with pytest.raises(MtmError, match="is there already"):
        write(other, tmp_path, "records", DAY, "crossings")
    assert path.read_bytes() == render([observed()])
    assert write(other, tmp_path, "records", DAY, "crossings", replace=True).read_bytes() == render(other)


@pytest.mark.parametrize("name", ["../x", "", "a/b", "ä", "x.csv"])
def test_a_delivery_s_name_stays_inside_its_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(MtmError, match="letters, digits"):
        write([observed()], tmp_path, "records", DAY, name)
