"""From a dataset to observations: names, periods, lineage, status, and nothing small."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from border_world import Crossing, came, left, world

from mtm.microdata.dataset import Dataset, DatasetError
from mtm.microdata.parameters import Parameters
from mtm.microdata.publication import _same, measures
from mtm.microdata.simulate import simulate
from mtm.microdata.tabulate import Tabulated, tabulate
from mtm.microdata.tabulation import names
from mtm.model.errors import MtmError
from mtm.model.observation import Observation
from mtm.model.period import Period
from mtm.model.reference import Group, Member

CIS = Group("CIS", (Member("UZB"), Member("KGZ")))


def many(count: int, citizenship: str, **more: object) -> list[Crossing]:
    return [came(f"{citizenship}{n}", "2023-10-05", citizenship=citizenship, **more) for n in range(count)]


def told(found: Tabulated, indicator: str, area: str = "_T", **breakdown: str) -> Observation:
    pairs = tuple(sorted(breakdown.items()))
    [one] = [
        o for o in found.observations if (o.indicator, o.counterpart_area, o.breakdown) == (indicator, area, pairs)
    ]
    return one


@pytest.fixture
def border(tmp_path: Path) -> Dataset:
    return world(tmp_path / "d", [*many(30, "UZB"), *many(25, "KGZ"), *many(3, "CHN"), *many(12, "TUR")])


def test_a_count_becomes_an_observation_with_its_period_area_unit_and_lineage(border: Dataset) -> None:
    found = tabulate(border.root, ["crossings"], parameters=Parameters(groups=(CIS,)))
    one = told(found, "recorded_entries", "UZB")
    assert (one.value, one.unit_measure, one.obs_status, one.decimals) == (Decimal(30), "crossings", "A", 0)
    assert (one.time_period, one.ref_area, one.vintage) == (Period.quarter(2023, 4), "XAA", date(2025, 1, 15))
    assert one.origin.source == "test"
    assert one.origin.file == f"{border.id}/crossings.v1"
    assert one.origin.sheet == "as_of=2023-10-05"
    assert one.origin.cell == "measure=crossings; quarter=2023-Q4; direction=entry; citizenship=UZB"
    assert (one.origin.raw, one.origin.sha256) == ("30", border.content)


def test_a_group_is_the_source_s_own(border: Dataset) -> None:
    found = tabulate(border.root, ["crossings"], parameters=Parameters(groups=(CIS,)))
    assert told(found, "recorded_entries", "test:CIS").value == 55


def test_a_small_count_is_withheld_with_one_that_would_give_it_away(border: Dataset) -> None:
    found = tabulate(border.root, ["crossings"], threshold=10)
    china, turkey = told(found, "recorded_entries", "CHN"), told(found, "recorded_entries", "TUR")
    assert (china.value, china.obs_status, china.origin.raw) == (None, "Q", "")
    assert turkey.value is None  # the next smallest: 70 - 30 - 25 - 12 would be 3
    assert told(found, "recorded_entries", "KGZ").value == 25
    assert "crossings_withheld" in [finding.rule for finding in found.findings]
    assert not any(o.value is not None and 0 < o.value < 10 for o in found.observations)


def test_a_median_of_few_stays_is_withheld_with_their_number(tmp_path: Path) -> None:
    crossings = [c for n in range(3) for c in (came(f"p{n}", "2023-10-01"), left(f"p{n}", "2023-10-05"))]
    found = tabulate(world(tmp_path / "d", crossings).root, ["stays"])
    assert told(found, "stay_median_length", "UZB").obs_status == "Q"


def test_a_median_is_half_of_twice_the_median(tmp_path: Path) -> None:
    days = [1, 2] * 5
    crossings = [
        c for n, d in enumerate(days) for c in (came(f"p{n}", "2023-10-01"), left(f"p{n}", f"2023-10-{1 + d:02d}"))
    ]
    one = told(tabulate(world(tmp_path / "d", crossings).root, ["stays"]), "stay_median_length")
    assert (one.value, one.unit_measure, one.decimals) == (Decimal("1.5"), "days", 1)


def test_results_by_citizenship_that_point_at_enforcement_are_off_unless_wanted(tmp_path: Path) -> None:
    crossings = [c for n in range(20) for c in (came(f"p{n}", "2023-10-01"), left(f"p{n}", "2023-12-01"))]
    dataset, rules = world(tmp_path / "d", crossings), Parameters(permitted={"UZB": 30})
    off = tabulate(dataset.root, ["overstays"], parameters=rules)
    on = tabulate(dataset.root, ["overstays"], parameters=rules, enforcement=True)
    assert {o.counterpart_area for o in off.observations if o.indicator == "stays_beyond_permitted"} == {"_T"}
    assert {o.counterpart_area for o in on.observations if o.indicator == "stays_beyond_permitted"} == {"_T", "UZB"}


def test_every_linked_result_brings_its_match_rates(border: Dataset) -> None:
    found = tabulate(border.root, ["stock"])
    assert found.tabulations == ("stock", "match_rates")
    assert told(found, "entries_open").value == 70
    assert "crossings_matched" in [finding.rule for finding in found.findings]


def test_provisional_migrants_carry_what_they_can_become(tmp_path: Path) -> None:
    old = [came(f"a{n}", "2021-10-05") for n in range(20)]
    new = [came(f"b{n}", "2024-10-05") for n in range(30)]
    home = [left(f"r{n}", "2020-01-01") for n in range(10)]  # the records begin early enough to know who lived where
    found = tabulate(world(tmp_path / "d", [*old, *new, *home]).root, ["migrants"], enforcement=True)
    by_period = {
        o.time_period.code: o
        for o in found.observations
        if (o.indicator, o.counterpart_area) == ("migrant_arrivals", "_T")
    }
    assert (by_period["2021-Q4"].value, by_period["2021-Q4"].obs_status) == (20, "A")
    assert (by_period["2024-Q4"].value, by_period["2024-Q4"].obs_status) == (30, "P")
    assert dict(by_period["2024-Q4"].attributes) == {"at_least": "0", "at_most": "30"}
    departures = [o for o in found.observations if (o.indicator, o.counterpart_area) == ("migrant_departures", "_T")]
    assert departures[0].obs_status == "E"  # residence before the records begin is an assumption


def test_an_earlier_as_of_gives_an_earlier_state_of_the_same_figures(tmp_path: Path) -> None:
    d = world(
        tmp_path / "d",
        [came("x", "2020-01-01"), *(came(f"p{n}", "2022-10-05") for n in range(20)), left("y", "2024-12-31")],
    )
    early = tabulate(d.root, ["migrants"], parameters=Parameters(as_of=date(2022, 12, 31)), threshold=1)
    late = tabulate(d.root, ["migrants"], threshold=1)
    assert [
        o.obs_status
        for o in early.observations
        if o.time_period.code == "2022-Q4" and o.indicator == "migrant_arrivals"
    ] == ["P", "P"]
    assert [
        o.obs_status for o in late.observations if o.time_period.code == "2022-Q4" and o.indicator == "migrant_arrivals"
    ] == ["A", "A"]


def test_everything_from_a_simulated_dataset_says_so(tmp_path: Path) -> None:
    simulate(tmp_path / "d", 4000, 3, first=20231, last=20244)
    found = tabulate(tmp_path / "d")
    assert {o.obs_status for o in found.observations} <= {"I", "Q"}
    assert all(o.attribute("simulated") == "yes" for o in found.observations)
    assert found.findings[0].rule == "crossings_simulated"


def test_all_means_every_tabulation_that_has_a_way_to_the_matrix(border: Dataset) -> None:
    found = tabulate(border.root)
    assert set(found.tabulations) == set(measures()) == set(names()) - {"stay_lengths"}


def test_all_engines_of_this_machine_give_the_same_observations(tmp_path: Path) -> None:
    simulate(tmp_path / "d", 4000, 3, first=20231, last=20244, bucket_size=200)
    assert tabulate(tmp_path / "d", using="auto").observations == tabulate(tmp_path / "d", using="duckdb").observations


def test_an_observation_has_one_identity(border: Dataset) -> None:
    observations = tabulate(border.root, parameters=Parameters(groups=(CIS,))).observations
    assert len({o.key for o in observations}) == len(observations)


def test_a_missing_file_is_an_error_and_never_fewer_rows(border: Dataset) -> None:
    border.paths(border.histories)[0].unlink()
    with pytest.raises(DatasetError, match="missing"):
        tabulate(border.root, ["stock"])


def test_a_folder_without_a_dataset_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="mtm intake crossings"):
        tabulate(tmp_path)


def test_an_unknown_tabulation_or_engine_is_named(border: Dataset) -> None:
    with pytest.raises(MtmError, match="Unknown tabulation"):
        tabulate(border.root, ["nonsense"])
    with pytest.raises(MtmError, match="Unknown engine"):
        tabulate(border.root, ["stock"], using="abacus")


def test_nothing_counted_is_a_zero_and_not_a_gap(tmp_path: Path) -> None:
    crossings = [c for n in range(20) for c in (came(f"p{n}", "2023-10-01"), left(f"p{n}", "2023-10-05"))]
    found = tabulate(world(tmp_path / "d", crossings).root, ["match_rates"])
    assert [told(found, name).value for name in ("entries_open", "entries_unmatched", "entries_changed_document")] == [
        0
    ] * 3


def test_settled_and_projected_migrants_are_withheld_together_where_nothing_is_open() -> None:
    # UZB: 12 settled, 12 projected, nothing unresolved. Withholding one of two equal numbers would be no withholding.
    settled, projected = ("migrants", 20221, 1, 1), ("projected", 20221, 1, 1)
    other = ("migrants", 20221, 1, 2), ("projected", 20221, 1, 2)
    counts = {settled: 12, projected: 12, other[0]: 30, other[1]: 33, ("unresolved", 20221, 1, 2): 3}
    known = measures()["migrants"]
    assert _same(counts, known, {settled}) == {settled, projected}
    assert _same(counts, known, {other[0]}) == set()


def test_a_year_of_which_the_records_hold_nine_months_is_printed_as_nine_months(tmp_path: Path) -> None:
    """From May 2022 to September 2023: neither year is whole; 2022 has three quarters of records, 2023 as well."""
    crossings = [came(f"p{n}", f"{day}") for n in range(20) for day in ("2022-05-02", "2022-12-01", "2023-09-15")]
    dataset = world(tmp_path / "d", [*crossings, *(came(f"q{n}", "2023-02-01") for n in range(20))])
    found = tabulate(dataset.root, ["persons"]).observations
    whole = {one.time_period.code: one.value for one in found if one.counterpart_area == "_T"}
    years = {code: value for code, value in whole.items() if "Q" not in code}
    assert years == {"2022-04-01/2022-12-31": 20, "2023-01-01/2023-09-30": 40}


def test_a_year_of_one_quarter_says_nothing_that_the_quarter_does_not_say(tmp_path: Path) -> None:
    dataset = world(tmp_path / "d", [came(f"p{n}", "2023-11-02") for n in range(20)])
    found = tabulate(dataset.root, ["persons"]).observations
    assert {one.time_period.code for one in found} == {"2023-Q4"}
