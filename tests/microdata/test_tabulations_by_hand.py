"""Each tabulation on a handful of records, worked out by hand beside the test."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from border_world import add, came, left, table, world

from mtm.microdata.parameters import Parameters
from mtm.microdata.records import day_number
from mtm.model.reference import Group, Member

CIS = Group("CIS", (Member("UZB"), Member("KGZ"), Member("UKR", end=date(2023, 11, 30))))


def day(text: str) -> int:
    return day_number(date.fromisoformat(text))


# crossings


def test_two_crossings_of_one_person_are_two_crossings_and_one_person(tmp_path: Path) -> None:
    d = world(tmp_path / "d", [came("a", "2023-10-01"), left("a", "2023-10-05"), came("b", "2023-10-02")])
    totals = dict(quarter=20234, citizenship=None, area_group=None, sex=None, age_band=None, measure="crossings")
    assert table("crossings", d, **totals) == {"in": 2, "out": 1}
    assert table("persons", d, year=None, quarter=20234, citizenship=None, area_group=None, measure="persons") == {
        None: 2,  # a and b, in either direction
        "in": 2,
        "out": 1,
    }


def test_the_printed_subtotals_of_crossings_are_all_there_and_no_others(tmp_path: Path) -> None:
    d = world(
        tmp_path / "d",
        [came("a", "2023-10-01", sex="F", birth_year=1990), came("b", "2023-10-02", sex="M", birth_year=2010)],
    )
    found = table("crossings", d, Parameters(groups=(CIS,)), measure="crossings", quarter=20234, direction="in")
    # a is 33 (band Y25T44), b is 13 (Y0T14); keys: citizenship, group, sex, age band
    parts = {
        ("F", "Y25T44"): 1,
        ("M", "Y0T14"): 1,
        ("F", None): 1,
        ("M", None): 1,
        (None, "Y25T44"): 1,
        (None, "Y0T14"): 1,
        (None, None): 2,
    }
    places = (("UZB", None), (None, 0), (None, None))
    assert found == {(*place, *part): value for place in places for part, value in parts.items()}


def test_a_group_counts_the_members_of_the_last_day_of_the_quarter(tmp_path: Path) -> None:
    crossings = [
        came("a", "2023-08-01", citizenship="UKR"),
        came("b", "2023-10-01", citizenship="UKR"),
        came("c", "2023-10-01"),
    ]
    d = world(tmp_path / "d", crossings)
    # Ukraine is a member until 30 November: in the third quarter it counts, in the fourth it does not.
    only = dict(direction="in", citizenship=None, sex=None, age_band=None, measure="crossings", area_group=0)
    assert table("crossings", d, Parameters(groups=(CIS,)), **only) == {20233: 1, 20234: 1}


def test_an_age_is_reached_in_the_year_and_an_impossible_one_is_unknown(tmp_path: Path) -> None:
    births = (2008, 2009, 1958, 1900, None)  # 15, 14, 65, 123, unknown in 2023
    d = world(tmp_path / "d", [came(f"p{n}", "2023-12-31", birth_year=year) for n, year in enumerate(births)])
    only = dict(quarter=20234, direction="in", citizenship=None, area_group=None, sex=None, measure="crossings")
    assert table("crossings", d, **only) == {None: 5, "Y15T24": 1, "Y0T14": 1, "Y_GE65": 1, "_U": 2}


def test_crossings_count_by_point_and_by_transport_and_by_both(tmp_path: Path) -> None:
    d = world(
        tmp_path / "d",
        [
            came("a", "2023-10-01"),
            came("b", "2023-10-01", point="Airport", transport="AIR"),
            came("c", "2023-10-01", transport="RAIL"),
        ],
    )
    assert table("crossings_by_point", d, quarter=20234, direction="in", measure="crossings") == {
        (None, None): 3,
        ("North", None): 2,
        ("Airport", None): 1,
        (None, "ROAD"): 1,
        (None, "RAIL"): 1,
        (None, "AIR"): 1,
        ("North", "ROAD"): 1,
        ("North", "RAIL"): 1,
        ("Airport", "AIR"): 1,
    }


def test_the_quarter_of_a_crossing_follows_the_clock_of_the_border(
    tmp_path: Path,
) -> None:
    # 00:01 at UTC+6 is 18:01 of the day before in UTC: the quarter follows the border's clock
    d = world(tmp_path / "d", [came("a", "2023-12-31 23:59:00"), came("b", "2024-01-01 00:01:00")])
    only = dict(direction="in", citizenship=None, area_group=None, sex=None, age_band=None, measure="crossings")
    assert table("crossings", d, **only) == {20234: 1, 20241: 1}


# persons


def test_a_person_on_two_citizenships_counts_under_both_and_once_in_all(tmp_path: Path) -> None:
    d = world(tmp_path / "d", [came("a", "2023-10-01"), left("a", "2023-10-05", citizenship="RUS")])
    only = dict(year=None, quarter=20234, direction=None, area_group=None, measure="persons")
    assert table("persons", d, **only) == {None: 1, "UZB": 1, "RUS": 1}


def test_a_person_in_two_quarters_of_a_year_counts_once_in_the_year(tmp_path: Path) -> None:
    d = world(
        tmp_path / "d",
        [came("a", "2023-03-31"), left("a", "2023-04-01"), came("b", "2023-04-01"), came("a", "2024-01-01")],
    )
    assert table("persons", d, quarter=None, direction=None, citizenship=None, area_group=None, measure="persons") == {
        2023: 2,
        2024: 1,
    }


def test_the_approximate_count_takes_whole_persons_and_stays_within_its_bound(tmp_path: Path) -> None:
    d = world(tmp_path / "d", [came(f"p{n}", "2023-10-01") for n in range(4000)])
    [value] = table(
        "persons_approximate", d, quarter=20234, direction="in", citizenship=None, measure="persons"
    ).values()
    # 3.3 standard errors of sqrt((16 - 1) * 4000) = 245
    assert value % 16 == 0
    assert abs(value - 4000) <= 3.3 * 245


# stays


def test_a_stay_is_the_nights_between_an_entry_and_the_next_exit(tmp_path: Path) -> None:
    crossings = [
        came("a", "2023-10-01"),
        left("a", "2023-10-01 18:00:00"),
        came("b", "2023-10-01"),
        left("b", "2023-10-08"),
    ]
    crossings += [came("c", "2023-10-01"), left("c", "2023-10-05")]
    d = world(tmp_path / "d", crossings)
    # lengths 0, 7 and 4: bands 0 (same day) and 1 (1 to 7 nights); the median is 4
    assert table("stays", d, quarter=20234, citizenship="UZB", measure="completed") == {None: 3, 0: 1, 1: 2}
    assert table("stays", d, quarter=20234, citizenship=None, measure="twice_median") == {None: 8}


def test_the_median_of_an_even_number_of_stays_lies_between_the_middle_two(tmp_path: Path) -> None:
    d = world(
        tmp_path / "d",
        [came("a", "2023-10-01"), left("a", "2023-10-02"), came("b", "2023-10-01"), left("b", "2023-10-05")],
    )
    assert table("stays", d, quarter=20234, citizenship=None, measure="twice_median") == {None: 1 + 4}


def test_an_entry_after_an_entry_leaves_the_first_without_a_stay(tmp_path: Path) -> None:
    d = world(tmp_path / "d", [came("a", "2023-10-01"), came("a", "2023-11-01"), left("a", "2023-11-03")])
    assert table("stay_lengths", d, measure="completed", quarter=20234, citizenship="UZB") == {2: 1}
    assert table("match_rates", d, quarter=20234, citizenship=None) == {
        "entries_unmatched": 1,
        "entries_matched": 1,
        "exits_matched": 1,
    }


def test_an_open_stay_lasts_to_as_of_and_a_later_exit_is_not_known_yet(tmp_path: Path) -> None:
    d = world(tmp_path / "d", [came("a", "2023-10-01"), left("a", "2023-12-31")])
    early = Parameters(as_of=date(2023, 11, 1))
    assert table("stay_lengths", d, early, citizenship="UZB") == {("open", None, 31): 1}
    assert table("stay_lengths", d, citizenship="UZB") == {("completed", 20234, 91): 1}


def test_a_stay_belongs_to_the_quarter_of_its_exit(tmp_path: Path) -> None:
    d = world(tmp_path / "d", [came("a", "2023-12-30"), left("a", "2024-01-02")])
    assert table("stay_lengths", d, citizenship="UZB") == {("completed", 20241, 3): 1}


def test_the_leap_day_is_a_night_like_any_other(tmp_path: Path) -> None:
    d = world(
        tmp_path / "d",
        [came("a", "2024-02-28"), left("a", "2024-03-01"), came("b", "2023-02-28"), left("b", "2023-03-01")],
    )
    # 2024: the nights of 28 and 29 February; 2023: one night
    assert table("stay_lengths", d, citizenship="UZB") == {("completed", 20241, 2): 1, ("completed", 20231, 1): 1}


def test_the_day_of_25_hours_is_one_day_and_its_repeated_hour_keeps_the_order_of_events(tmp_path: Path) -> None:
    # On 29 February 2024 the clock showed 23:00 to 23:59 twice. a enters at the first 23:50 and leaves at the second
    # 23:10, twenty minutes later; the clock alone would say forty minutes earlier.
    crossings = [came("a", "2024-02-29 23:50:00"), left("a", "2024-02-29 23:10:00", fold=1)]
    d = world(tmp_path / "d", crossings)
    assert table("stay_lengths", d, citizenship="UZB") == {("completed", 20241, 0): 1}
    assert table("match_rates", d, quarter=20241, citizenship=None) == {"entries_matched": 1, "exits_matched": 1}


def test_an_entry_and_an_exit_in_one_second_alternate_with_what_stands_around_them(tmp_path: Path) -> None:
    noon = "2023-10-05 12:00:00"
    visitor = [came("a", noon), left("a", noon)]  # nothing else is known: a same-day visit
    resident = [
        left("b", noon),
        came("b", noon),
        left("b", "2023-10-09"),
    ]  # later an exit: b was inside, left and came back
    traveller = [
        came("c", "2023-10-01"),
        came("c", noon),
        left("c", noon),
        left("c", "2023-10-07"),
    ]  # inside since the 1st
    d = world(tmp_path / "d", [*visitor, *resident, *traveller])
    assert table("stay_lengths", d, measure="completed", citizenship="UZB") == {
        (20234, 0): 1,  # a
        (20234, 4): 2,  # b from the 5th to the 9th; c from the 1st to the 5th
        (20234, 2): 1,  # c again from the 5th to the 7th
    }
    assert table("match_rates", d, quarter=20234, citizenship=None) == {
        "entries_matched": 4,
        "exits_matched": 4,
        "exits_first": 1,
    }


def test_records_of_one_direction_within_a_minute_are_one_crossing(tmp_path: Path) -> None:
    times = ("12:00:00", "12:01:00", "12:02:00", "12:03:01")  # each at most a minute after the one before, but the last
    d = world(tmp_path / "d", [came("a", f"2023-10-05 {time}") for time in times])
    assert d.rows == 2


def test_a_repeated_record_in_a_later_delivery_is_one_crossing_also_over_midnight_of_a_quarter(tmp_path: Path) -> None:
    d = world(tmp_path / "d", [came("a", "2023-12-31 23:59:40"), came("b", "2024-01-01 00:00:10")])
    d = add(
        d,
        [came("a", "2024-01-01 00:00:20"), came("b", "2023-12-31 23:59:30"), came("c", "2024-01-01 00:00:20")],
        "second",
    )
    assert d.rows == 3


# presence within a window, permitted lengths


def test_presence_counts_both_ends_and_a_shared_day_once(tmp_path: Path) -> None:
    short = Parameters(presence_limit=4, presence_window=10)
    # a: 1st to 3rd and 3rd to 5th October are five days, not six; four are exceeded once, at the second exit
    a = [came("a", "2023-10-01"), left("a", "2023-10-03"), came("a", "2023-10-03 18:00:00"), left("a", "2023-10-05")]
    # b: 1st to 2nd and 11th to 12th: in the ten days to the 12th (from the 3rd on) there are two days
    b = [came("b", "2023-10-01"), left("b", "2023-10-02"), came("b", "2023-10-11"), left("b", "2023-10-12")]
    d = world(tmp_path / "d", [*a, *b])
    assert table("presence", d, short, quarter=20234, citizenship="UZB") == {"stays_beyond": 1, "persons_beyond": 1}


def test_ninety_days_are_within_the_limit_and_ninety_one_are_beyond(tmp_path: Path) -> None:
    # 1 January to 31 March 2023 are 31 + 28 + 31 = 90 days with both ends; in the leap year 2024 they are 91
    d = world(
        tmp_path / "d",
        [came("a", "2023-01-01"), left("a", "2023-03-31"), came("b", "2024-01-01"), left("b", "2024-03-31")],
    )
    assert table("presence", d, citizenship="UZB") == {("stays_beyond", 20241): 1, ("persons_beyond", 20241): 1}


def test_days_older_than_the_window_fall_out(tmp_path: Path) -> None:
    # 60 days from 1 January, then 31 days to 30 June: the 180 days to 30 June begin on 2 January; 59 + 31 = 90
    d = world(
        tmp_path / "d",
        [came("a", "2023-01-01"), left("a", "2023-03-01"), came("a", "2023-05-31"), left("a", "2023-06-30")],
    )
    assert table("presence", d, citizenship="UZB") == {}
    longer = add(
        d,
        [came("b", "2023-01-02"), left("b", "2023-03-02"), came("b", "2023-05-31"), left("b", "2023-06-30")],
        "second",
    )
    # b's 60 days lie within: 60 + 31 = 91
    assert table("presence", longer, citizenship="UZB") == {("stays_beyond", 20232): 1, ("persons_beyond", 20232): 1}


def test_a_stay_is_beyond_the_permitted_length_by_days_with_both_ends(tmp_path: Path) -> None:
    rules = Parameters(permitted={"UZB": 30}, as_of=date(2023, 12, 31))
    within, beyond = (
        [came("a", "2023-10-01"), left("a", "2023-10-30")],
        [came("b", "2023-10-01"), left("b", "2023-10-31")],
    )
    others = [
        came("c", "2023-10-01", citizenship="KGZ"),
        left("c", "2023-12-30", citizenship="KGZ"),
    ]  # no permitted length given
    still = [came("d", "2023-12-01"), came("e", "2023-12-10")]  # 31 and 22 days on 31 December
    d = world(tmp_path / "d", [*within, *beyond, *others, *still, left("z", "2023-12-31")])
    assert table("overstays", d, rules, quarter=20234, citizenship="UZB") == {
        "completed_within": 1,
        "completed_beyond": 1,
        "open_beyond": 1,
    }


# stock and daily presence


def test_the_stock_is_who_has_come_and_not_left_and_who_is_seen_leaving_later(tmp_path: Path) -> None:
    crossings = [
        came("a", "2023-09-30"),
        left("a", "2023-10-01"),
        left("b", "2023-11-01"),
        came("c", "2023-12-31"),
        left("c", "2023-12-31 20:00:00"),
    ]
    d = world(tmp_path / "d", crossings)
    assert table("stock", d, citizenship=None) == {
        ("present", day("2023-09-30")): 1,  # a
        ("before_first_exit", day("2023-09-30")): 1,  # b; on 31 December a has left, b too, c came and left
    }


def test_person_days_are_the_sum_of_daily_presence(tmp_path: Path) -> None:
    d = world(
        tmp_path / "d",
        [came("a", "2023-10-01"), left("a", "2023-10-04"), came("b", "2023-10-03"), left("c", "2023-10-02")],
    )
    # present at the end of 1, 2, 3, 4 October: a, a, a and b, b: five person-days; c before the exit on the 2nd: one
    assert d.last_day == day("2023-10-04")
    daily = table("daily_presence", d, measure="present_daily", quarter=None, citizenship=None)
    assert list(daily.values()) and daily == {
        day(f"2023-10-0{n}"): persons for n, persons in zip(range(1, 5), (1, 1, 2, 1), strict=True)
    }
    assert table("daily_presence", d, measure="person_days", day=None) == {(20234, None): 5, (20234, "UZB"): 5}
    assert table("daily_presence", d, measure="person_days_before_first_exit", day=None, citizenship=None) == {20234: 1}


def test_entries_minus_exits_are_the_change_of_stock_but_for_anomalies(tmp_path: Path) -> None:
    crossings = [came("a", "2023-08-01"), came("a", "2023-10-05"), left("b", "2023-11-01"), left("b", "2023-11-09")]
    d = world(tmp_path / "d", [*crossings, came("c", "2023-12-01"), came("z", "2023-12-31")])
    stock = table("stock", d, citizenship=None)
    # 30 September: a, and b who is seen leaving later; 31 December: a, c and z
    assert stock == {
        ("present", day("2023-09-30")): 1,
        ("before_first_exit", day("2023-09-30")): 1,
        ("present", day("2023-12-31")): 3,
    }
    # fourth quarter: 3 entries - 2 exits - 1 entry after an entry (a) + 1 exit after an exit (b) = 1 = 3 - 2
    assert table("match_rates", d, quarter=20234, citizenship=None)["exits_unmatched"] == 1
    assert table("match_rates", d, quarter=20233, citizenship=None) == {"entries_unmatched": 1}


# circularity, season, corridors


def test_trips_are_entries_of_a_person_in_a_year(tmp_path: Path) -> None:
    crossings = [came("a", f"2023-{month:02d}-10") for month in (1, 4, 7)] + [
        came("b", "2023-05-01"),
        came("a", "2024-01-05"),
    ]
    d = world(tmp_path / "d", crossings)
    # 2023: a has three trips (band 3 to 5, number 2), b one (band 0)
    assert table("circularity", d, year=2023, citizenship="UZB") == {
        ("persons", 0): 1,
        ("persons", 2): 1,
        ("persons", None): 2,
        ("trips", 0): 1,
        ("trips", 2): 3,
        ("trips", None): 4,
    }


def test_the_season_is_counted_by_month_of_the_border_s_calendar(tmp_path: Path) -> None:
    d = world(tmp_path / "d", [came("a", "2024-02-29 23:59:59"), came("b", "2024-03-01 00:00:00")])
    assert table("seasonality", d, direction="in", citizenship=None, measure="crossings") == {202402: 1, 202403: 1}


def test_a_corridor_leads_from_the_entry_point_to_the_exit_point(tmp_path: Path) -> None:
    crossings = [
        came("a", "2023-10-01"),
        left("a", "2023-10-02", point="South"),
        came("b", "2023-10-01"),
        left("b", "2023-10-02"),
        came("c", "2023-10-01"),
    ]
    d = world(tmp_path / "d", crossings)
    assert table("corridors", d, quarter=20234, measure="stays") == {
        (None, None): 2,
        ("North", None): 2,
        (None, "South"): 1,
        (None, "North"): 1,
        ("North", "South"): 1,
        ("North", "North"): 1,
    }
    assert table("origins_by_point", d, quarter=20234, direction="out", point="South", measure="crossings") == {
        None: 1,
        "UZB": 1,
    }


def test_a_changed_document_is_counted_where_the_person_is_still_matched(tmp_path: Path) -> None:
    d = world(tmp_path / "d", [came("a", "2023-10-01"), left("a", "2023-10-02", document="IDENTITY_CARD")])
    assert table("match_rates", d, quarter=20234, citizenship=None) == {
        "entries_matched": 1,
        "exits_matched": 1,
        "changed_document": 1,
    }
