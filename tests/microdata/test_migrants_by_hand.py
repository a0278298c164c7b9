"""The outcomes-based rule: 365 of the next 487 days, worked out by hand, with what is known early and what is not."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from border_world import Crossing, came, left, table, world

from mtm.microdata.dataset import Dataset
from mtm.microdata.parameters import Parameters

START = date(2021, 3, 1)


def on(days: int) -> str:
    """The date so many days after 1 March 2021, as a record writes it."""
    return (START + timedelta(days=days)).isoformat()


def found(root: Path, *crossings: Crossing, as_of: int) -> dict[object, int]:
    """Measure and direction of what the rule finds at a day, in all quarters."""
    late = left("end of records", on(3000))  # so that records reach beyond every as_of
    d: Dataset = world(root / "d", [*crossings, late])
    sums: dict[object, int] = {}
    everything = table("migrants", d, Parameters(as_of=START + timedelta(days=as_of)), citizenship=None)
    for (measure, _, direction), value in everything.items():  # type: ignore[misc]
        sums[measure, direction] = sums.get((measure, direction), 0) + value
    return sums


def test_an_entry_is_settled_as_migration_once_365_days_are_spent(tmp_path: Path) -> None:
    assert found(tmp_path / "1", came("a", on(0)), as_of=364) == {("unresolved", "in"): 1, ("projected", "in"): 1}
    assert found(tmp_path / "2", came("a", on(0)), as_of=365) == {("migrants", "in"): 1, ("projected", "in"): 1}


def test_exactly_122_days_abroad_still_make_a_migrant_and_123_do_not(tmp_path: Path) -> None:
    # inside 0 to 100, abroad 100 to 222 (122 days), inside to 487: 100 + 265 = 365 days
    stays = came("a", on(0)), left("a", on(100)), came("a", on(222))
    assert found(tmp_path / "1", *stays, as_of=487)[("migrants", "in")] == 1
    shorter = came("a", on(0)), left("a", on(100)), came("a", on(223))
    # 100 + 264 = 364 days: no migration at day 0; the second entry has 264 days behind it and is not known yet
    assert found(tmp_path / "2", *shorter, as_of=487) == {("unresolved", "in"): 1, ("projected", "in"): 1}


def test_the_day_after_122_days_abroad_settles_that_there_is_no_migration(tmp_path: Path) -> None:
    gone = came("a", on(0)), left("a", on(100))
    assert found(tmp_path / "1", *gone, as_of=222)[("unresolved", "in")] == 1  # 122 days abroad: could still return
    assert found(tmp_path / "2", *gone, as_of=223) == {}


def test_nobody_is_projected_a_migrant_who_would_stay_away_too_long(tmp_path: Path) -> None:
    # on day 150 the person has been abroad for 50 days: staying away would make 387 of 487 days abroad. The exit
    # itself is unresolved too: if the entry becomes a migration after all, the exit would be judged as a resident's.
    gone = came("a", on(0)), left("a", on(100))
    assert found(tmp_path, *gone, as_of=150) == {("unresolved", "in"): 1, ("unresolved", "out"): 1}


def test_a_resident_s_holiday_is_no_migration_in_either_direction(tmp_path: Path) -> None:
    # the first record is an exit: a resident; two weeks abroad, then 500 days at home
    assert found(tmp_path, left("a", on(0)), came("a", on(14)), as_of=514) == {}


def test_a_resident_who_stays_away_is_a_migrant_departure_and_comes_back_as_an_arrival(tmp_path: Path) -> None:
    assert found(tmp_path, left("a", on(0)), came("a", on(400)), as_of=800) == {
        ("migrants", "out"): 1, ("migrants", "in"): 1, ("projected", "out"): 1, ("projected", "in"): 1,
    }  # fmt: skip


def test_a_migrant_s_later_visits_home_do_not_count_again(tmp_path: Path) -> None:
    # arrival at 0; a month abroad after 200 days; the return is a resident's return
    assert found(tmp_path, came("a", on(0)), left("a", on(200)), came("a", on(230)), as_of=900) == {
        ("migrants", "in"): 1, ("projected", "in"): 1,
    }  # fmt: skip


def test_after_an_unresolved_crossing_the_residence_before_the_next_is_not_known_either(tmp_path: Path) -> None:
    # entry at 0, exit at 300, as of 310: the entry has 300 of 365 days, the exit may be a resident's or a visitor's
    visit = came("a", on(0)), left("a", on(300))
    assert found(tmp_path, *visit, as_of=310) == {("unresolved", "in"): 1, ("unresolved", "out"): 1}


def test_the_leap_day_counts_so_that_a_year_from_1_march_2023_has_366_days(tmp_path: Path) -> None:
    # 1 March 2023 is day 730; 28 February 2024 is day 1094 (364 later), 29 February day 1095 (365 later)
    arrival = came("a", "2023-03-01")
    assert found(tmp_path / "1", arrival, as_of=1094)[("unresolved", "in")] == 1
    assert found(tmp_path / "2", arrival, as_of=1095)[("migrants", "in")] == 1


def test_same_day_departure_and_return_are_no_days_apart(tmp_path: Path) -> None:
    errand = came("a", on(0)), left("a", f"{on(100)} 08:00:00"), came("a", f"{on(100)} 20:00:00")
    assert found(tmp_path, *errand, as_of=365) == {("migrants", "in"): 1, ("projected", "in"): 1}


def test_a_missing_exit_is_placed_half_way_between_two_entries(tmp_path: Path) -> None:
    # entries at 0 and 244: inside to 122, abroad to 244 (122 days), inside to 487: 122 + 243 = 365
    twice = came("a", on(0)), came("a", on(244))
    assert found(tmp_path / "1", *twice, as_of=487)[("migrants", "in")] == 1
    # entries at 0 and 245: half of 245 is 122, so inside to 122, abroad 123 days: 122 + 242 = 364
    longer = came("a", on(0)), came("a", on(245))
    assert ("migrants", "in") not in found(tmp_path / "2", *longer, as_of=487)


def test_figures_as_of_two_days_show_their_revision(tmp_path: Path) -> None:
    stays, leaves = came("a", on(0)), (came("b", on(0)), left("b", on(250)))
    crossings = stays, *leaves
    at_200 = found(tmp_path / "1", *crossings, as_of=200)
    at_487 = found(tmp_path / "2", *crossings, as_of=487)
    assert at_200 == {("unresolved", "in"): 2, ("projected", "in"): 2}  # both are still there
    assert at_487 == {("migrants", "in"): 1, ("projected", "in"): 1}  # b left: one projected migrant is taken back
