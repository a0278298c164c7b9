"""What the store keeps, what it counts, and what it gives back."""

import subprocess
import sys
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stocked import RECIPE, delivery, many, observation, take

from mtm.kit.messages import sentence
from mtm.model.cell import Cell
from mtm.model.finding import Finding, Place
from mtm.model.labelled import Heading, SetAside, Shape
from mtm.model.observation import Delivery, Observation, Origin
from mtm.model.period import Period
from mtm.store import Counts, Store, Take

OCTOBER = take("border-service/2024-01-22_q4.xlsx", {"UZB": "1334101", "KGZ": "737942", "TKM": None})
REVISED = take("border-service/2024-03-01_q4.xlsx", {"UZB": "1334101", "KGZ": "737950", "CZE": "5"}, "2024-03-01")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store" / "matrix.duckdb"


def test_everything_that_was_taken_comes_back_exactly(path: Path) -> None:
    with Store.open(path) as store:
        store.take(OCTOBER)
    with Store.open(path, read_only=True) as store:
        assert store.deliveries() == (OCTOBER.delivery,)
        assert store.observations() == OCTOBER.observations
        assert store.findings() == OCTOBER.findings
        assert store.set_aside() == tuple((OCTOBER.delivery, s) for s in OCTOBER.set_aside)
        assert store.shapes() == tuple((OCTOBER.delivery, s) for s in OCTOBER.shapes)
        assert store.data(OCTOBER.delivery.sha256) == OCTOBER.data


TEXT = st.text(st.characters(codec="utf-8"), max_size=8)
PAIRS = st.lists(st.tuples(TEXT, TEXT), max_size=2).map(tuple)
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False)
PERIODS = st.one_of(DAYS.map(Period.at), st.tuples(DAYS, DAYS).map(sorted).map(lambda days: Period(days[0], days[1])))
OBSERVATIONS = st.builds(
    Observation,
    indicator=TEXT,
    time_period=PERIODS,
    ref_area=TEXT,
    counterpart_area=TEXT,
    breakdown=PAIRS,
    value=st.none() | NUMBERS,
    unit_measure=TEXT,
    obs_status=TEXT,
    decimals=st.integers(-6, 6),
    vintage=DAYS,
    origin=st.builds(Origin, *[TEXT] * 7),
    attributes=PAIRS,
)
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), NUMBERS, TEXT, DAYS, st.datetimes(allow_imaginary=False))
CELLS = st.builds(Cell, st.integers(1), st.integers(1), TEXT, TEXT, SCALARS, st.none() | TEXT)
SHAPES = st.builds(
    Shape,
    TEXT,
    TEXT,
    st.integers(1),
    st.lists(st.builds(Heading, st.integers(1), TEXT, TEXT, TEXT, st.booleans()), max_size=2).map(tuple),
)
FINDINGS = st.builds(
    Finding, TEXT, TEXT, st.lists(st.builds(Place, *[TEXT] * 4), max_size=2).map(tuple), PAIRS, TEXT, TEXT, TEXT
)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(OBSERVATIONS, max_size=4),
    st.lists(FINDINGS, max_size=2),
    st.lists(st.builds(SetAside, TEXT, CELLS, TEXT, TEXT, TEXT), max_size=2),
    st.lists(SHAPES, max_size=2),
    st.binary(max_size=40),
)
def test_any_values_come_back_exactly_down_to_the_last_zero(
    tmp_path_factory: pytest.TempPathFactory,
    observations: list[Observation],
    findings: list[Finding],
    aside: list[SetAside],
    shapes: list[Shape],
    data: bytes,
) -> None:
    d = delivery("a/2024-01-01_x", data)
    with Store.open(tmp_path_factory.mktemp("any") / "matrix.duckdb") as store:
        store.take(Take(d, data, RECIPE, tuple(observations), tuple(findings), tuple(aside), tuple(shapes)))
        assert [repr(o) for o in store.observations()] == [repr(o) for o in observations]  # 1.50 is not 1.5 here
        assert store.findings() == tuple(findings)
        assert [repr(s) for _, s in store.set_aside()] == [repr(s).replace(", fold=1", "") for s in aside]
        assert [s for _, s in store.shapes()] == shapes
        assert store.data(d.sha256) == data


def test_the_same_file_twice_changes_nothing(path: Path) -> None:
    with Store.open(path) as store:
        assert store.take(OCTOBER) == Counts(1, new=3)
        assert store.take(OCTOBER) == Counts()
        assert store.take_all([OCTOBER, OCTOBER]) == Counts()
        assert store.has(OCTOBER.delivery, RECIPE)
        assert len(store.history()) == 1


def test_observations_are_compared_with_the_vintage_before(path: Path) -> None:
    # UZB is the same, KGZ rises from 737942 to 737950, CZE is there for the first time; TKM is not in the second file
    with Store.open(path) as store:
        counts = store.take_all([REVISED, OCTOBER])  # oldest first, whatever the order given
        assert counts == Counts(2, new=4, changed=1, unchanged=1)
        assert len(store.observations()) == 6


def test_a_value_printed_with_another_decimal_is_unchanged_another_status_is_not(path: Path) -> None:
    with Store.open(path) as store:
        store.take(take("a/2024-01-01_x", {"UZB": "198", "KGZ": "1"}, "2024-01-01"))
        second = take("a/2024-02-01_x", {"UZB": "198.0", "KGZ": None}, "2024-02-01")
        assert store.take(second) == Counts(1, changed=1, unchanged=1)


def test_an_older_vintage_that_comes_late_is_not_compared_with_a_newer_one(path: Path) -> None:
    with Store.open(path) as store:
        store.take(REVISED)
        assert store.take(OCTOBER) == Counts(1, new=3)


def test_a_cut_off_leaves_out_what_came_later(path: Path) -> None:
    with Store.open(path) as store:
        store.take_all([OCTOBER, REVISED])
        assert store.deliveries(date(2024, 2, 29)) == (OCTOBER.delivery,)
        assert store.observations(date(2024, 2, 29)) == OCTOBER.observations
        assert store.findings(date(2024, 2, 29)) == OCTOBER.findings
        assert store.observations(date(2024, 1, 21)) == ()
        matrix = store.matrix(date(2024, 3, 1))
        assert [o.value for o in matrix.select(counterpart_area="KGZ")] == [Decimal(737950)]
        assert [len(matrix.vintages(o)) for o in matrix.select(counterpart_area="KGZ")] == [2]


def test_reading_by_a_new_recipe_adds_a_take_that_counts_and_keeps_the_old_one(path: Path) -> None:
    again = take(OCTOBER.delivery.path, {"UZB": "1334101", "KGZ": "1"}, recipe="recipe-2", data=OCTOBER.data)
    with Store.open(path) as store:
        store.take(OCTOBER)
        assert not store.has(OCTOBER.delivery, "recipe-2")
        assert store.take(again) == Counts(1, changed=1, unchanged=1)
        assert store.observations() == again.observations
        assert [taken.state for taken in store.history()] == ["superseded", "current"]
        assert not store.has(OCTOBER.delivery, RECIPE)


def test_other_bytes_under_the_same_path_replace_the_earlier_ones_and_say_so(path: Path) -> None:
    other = take(OCTOBER.delivery.path, {"UZB": "7"}, data=b"other bytes")
    with Store.open(path) as store:
        store.take(OCTOBER)
        assert store.take(other).replaced == (OCTOBER.delivery.path,)
        assert store.observations() == other.observations
        assert store.data(OCTOBER.delivery.sha256) == OCTOBER.data
        assert store.take(OCTOBER).replaced == (OCTOBER.delivery.path,)
        assert store.observations() == OCTOBER.observations


def test_a_file_that_came_twice_on_one_day_counts_once_and_is_noted(path: Path) -> None:
    copy = take("border-service/2024-01-22_q4 (1).xlsx", {"UZB": "1334101"}, data=OCTOBER.data)
    with Store.open(path) as store:
        store.take_all([OCTOBER, copy])
        assert [d.path for d in store.deliveries()] == [copy.delivery.path]  # the first by name, whichever came first
        finding = store.findings()[-1]
        assert (finding.rule, finding.places[0].file) == ("same_file_twice", OCTOBER.delivery.path)
        assert "{" not in str(sentence(finding))


def test_the_same_bytes_received_again_later_are_a_vintage_of_their_own(path: Path) -> None:
    later = take(
        "border-service/2024-02-22_q4.xlsx", {"UZB": "1334101", "KGZ": "737942"}, "2024-02-22", data=OCTOBER.data
    )
    with Store.open(path) as store:
        store.take(OCTOBER)
        assert store.take(later) == Counts(1, unchanged=2)
        assert [d.path for d in store.deliveries()] == [OCTOBER.delivery.path, later.delivery.path]
        assert [f.rule for f in store.findings() if f.rule.startswith("same")] == ["same_file_again"]


def test_a_withdrawn_delivery_counts_no_more_until_it_is_taken_again(path: Path) -> None:
    with Store.open(path) as store:
        store.take_all([OCTOBER, REVISED])
        store.withdraw(REVISED.delivery.path)
        store.withdraw("border-service/never-came.xlsx")
        assert store.deliveries() == (OCTOBER.delivery,)
        assert not store.has(REVISED.delivery, RECIPE)
        store.take(REVISED)
        assert store.deliveries() == (OCTOBER.delivery, REVISED.delivery)


def test_a_delivery_with_another_date_or_source_is_taken_anew(path: Path) -> None:
    renamed = Delivery("border-service", date(2024, 1, 23), OCTOBER.delivery.path, OCTOBER.delivery.sha256, 5)
    with Store.open(path) as store:
        store.take(OCTOBER)
        assert not store.has(renamed, RECIPE)


def test_bytes_that_are_not_those_of_the_delivery_are_refused(path: Path) -> None:
    with Store.open(path) as store, pytest.raises(ValueError, match="not the delivery's bytes"):
        store.take(Take(OCTOBER.delivery, b"else", RECIPE))
    with Store.open(path) as store, pytest.raises(KeyError):
        store.data("0" * 64)


def test_a_store_built_anew_in_any_order_answers_the_same(path: Path, tmp_path: Path) -> None:
    takes = [many(number, 20) for number in range(6)] + [OCTOBER, REVISED]
    with Store.open(path) as grown, Store.open(tmp_path / "other.duckdb") as anew:
        for item in reversed(takes):
            grown.take(item)
        grown.take(take(OCTOBER.delivery.path, {}, recipe="recipe-0", data=OCTOBER.data))
        grown.take(OCTOBER)
        anew.take_all(takes)
        for as_of in (None, date(2024, 1, 10), date(2024, 2, 15)):
            assert grown.observations(as_of) == anew.observations(as_of)
            assert grown.findings(as_of) == anew.findings(as_of)
            assert grown.set_aside(as_of) == anew.set_aside(as_of)
            assert grown.shapes(as_of) == anew.shapes(as_of)
            assert grown.deliveries(as_of) == anew.deliveries(as_of)


def test_more_rows_than_one_portion_keep_their_order(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mtm.store.store._CHUNK", 7)
    large = many(1, 50)
    with Store.open(path) as store:
        store.take(large)
        assert store.observations() == large.observations


def test_labels_that_look_like_commands_stay_text(path: Path) -> None:
    d = delivery("a/2024-01-01_x", b"x")
    nasty = "'); DROP TABLE takes; --"
    o = observation(d, "1", nasty, indicator=nasty, attributes=((nasty, '"},{"'),))
    with Store.open(path) as store:
        store.take(Take(d, b"x", nasty, (o,)))
        assert store.observations() == (o,)


def test_importing_the_store_does_not_import_the_database() -> None:
    code = "import sys, mtm.store; sys.exit('duckdb' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_moment_in_a_cell_kept_aside_keeps_its_time(path: Path) -> None:
    moment = datetime.fromisoformat("2023-09-01T12:30")
    d = delivery("a/2024-01-01_x", b"x")
    aside = SetAside("s", Cell(1, 1, "A1", "1.9. 12:30", moment), "r")
    with Store.open(path) as store:
        store.take(Take(d, b"x", RECIPE, set_aside=(aside,)))
        assert store.set_aside() == ((d, aside),)
