"""Days, quarters, code books and time zones as whole numbers."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtm.microdata import zones
from mtm.microdata.codes import CodeBook, cell_of, cell_parts, route_of, route_parts
from mtm.microdata.dataset import DatasetError, load
from mtm.microdata.parameters import Parameters, band_code
from mtm.microdata.records import (
    day_number,
    day_of,
    next_quarter,
    previous_quarter,
    quarter_code,
    quarter_days,
    quarter_of,
    quarters_between,
)
from mtm.microdata.workbench import workbench
from mtm.microdata.zones import Offset, ZoneError, local_sql, offsets, utc_sql
from mtm.model.errors import MtmError

DAYS = st.dates(date(1950, 1, 1), date(2099, 12, 31))


@given(DAYS)
def test_a_day_lies_in_its_quarter_and_comes_back_from_its_number(day: date) -> None:
    assert day_of(day_number(day)) == day
    first, last = quarter_days(quarter_of(day))
    assert first <= day_number(day) <= last
    assert quarter_of(day_of(last + 1)) == next_quarter(quarter_of(day))
    assert previous_quarter(next_quarter(quarter_of(day))) == quarter_of(day)


def test_quarters_follow_each_other_over_the_new_year() -> None:
    assert quarters_between(20234, 20242) == (20234, 20241, 20242)
    assert quarter_code(20234) == "2023-Q4"
    # the first quarter of a leap year has 91 days
    assert quarter_days(20241)[1] - quarter_days(20241)[0] + 1 == 91


def test_age_bands_are_written_as_sdmx_writes_them_and_hold_their_bounds() -> None:
    book = CodeBook()
    assert book.band_codes == ("_U", "Y0T14", "Y15T24", "Y25T44", "Y45T64", "Y_GE65")
    assert [book.band_of(age) for age in (None, -1, 0, 14, 15, 64, 65, 120, 121)] == [0, 0, 1, 1, 2, 4, 5, 5, 0]


def test_a_code_book_grows_at_its_end_so_that_old_integers_keep_their_meaning() -> None:
    book = CodeBook().grown(citizenships=["UZB", "AFG"]).grown(citizenships=["ABW", "UZB"])
    assert book.citizenships == ("_U", "AFG", "UZB", "ABW")


@given(st.integers(0, 400), st.integers(0, 1), st.integers(0, 3), st.integers(0, 15))
def test_a_cell_and_a_route_hold_their_parts(outer: int, direction: int, sex: int, band: int) -> None:
    assert cell_parts(cell_of(outer, direction, sex, band)) == (outer, direction, sex, band)
    assert route_parts(route_of(outer, direction, band % 8)) == (outer, direction, band % 8)


@pytest.mark.parametrize("bands", [(), (5, 15), (0, 25, 15), tuple(range(16))])
def test_age_bands_that_do_not_rise_from_zero_are_refused(bands: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="age bands"):
        CodeBook(age_bands=bands)


def test_bands_are_codes() -> None:
    bounds = (0, 1, 8, 366)
    assert [band_code(bounds, number) for number in range(4)] == ["0", "1T7", "8T365", "GE366"]


@pytest.mark.parametrize(
    "wrong",
    [{"stay_bands": (1, 0)}, {"presence_limit": 200}, {"migrant_days": 500}, {"migrant_days": 0}, {"sample": 0}],
)
def test_parameters_that_make_no_sense_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(MtmError):
        Parameters(**wrong)  # type: ignore[arg-type]


# 29 February 2024, 18:00 UTC: the clocks of Almaty went from midnight back to 23:00
CHANGE = 1709229600


def test_kazakhstan_s_change_of_2024_gives_one_day_of_25_hours() -> None:
    found = offsets("Asia/Almaty", CHANGE - 30 * 86400, CHANGE + 30 * 86400)
    assert found == (Offset(CHANGE - 30 * 86400, 6 * 3600), Offset(CHANGE, 5 * 3600))
    day = day_number(date(2024, 2, 29))
    with workbench() as database:
        seconds = f"SELECT unnest(range({CHANGE - 90000}, {CHANGE + 90000})) AS second"
        hours = f"SELECT count(*) FROM ({seconds}) WHERE {local_sql('second', found)} // 86400 = {day}"
        assert database.execute(hours).fetchall() == [(25 * 3600,)]


@pytest.mark.parametrize("zone", ["Asia/Almaty", "Europe/Berlin", "UTC", "Asia/Tashkent"])
def test_clock_time_and_utc_are_inverse_but_for_hours_that_repeat(zone: str) -> None:
    known = offsets(zone, CHANGE - 200 * 86400, CHANGE + 300 * 86400)
    with workbench() as database:
        seconds = f"SELECT unnest(range({CHANGE - 190 * 86400}, {CHANGE + 290 * 86400}, 599)) AS second"
        clocks = f"SELECT second, {local_sql('second', known)} AS clock FROM ({seconds})"
        first, times = utc_sql("clock", known)
        second, _ = utc_sql("clock", known, second_time=True)
        back = f"SELECT second, {first} AS first, {second} AS second_time, {times} AS times FROM ({clocks})"
        odd = f"SELECT count(*) FROM ({back}) WHERE second NOT IN (first, second_time) OR times NOT IN (1, 2)"
        assert database.execute(odd).fetchall() == [(0,)]


def test_an_unknown_zone_is_named() -> None:
    with pytest.raises(ZoneError, match="Mars/Olympus"):
        offsets("Mars/Olympus", 0, 1)


def test_zone_data_that_do_not_know_a_change_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    # as if the machine had data from before 2024a, with Almaty still at UTC+6
    monkeypatch.setattr(zones, "KNOWN", (("Asia/Almaty", CHANGE + 3600, 6 * 3600),))
    with pytest.raises(ZoneError, match="out of date"):
        zones.zone_of("Asia/Almaty")


def test_a_manifest_that_cannot_be_read_is_an_error(tmp_path) -> None:
    (tmp_path / "dataset.json").write_text("{", encoding="utf-8")
    with pytest.raises(DatasetError, match="cannot be read"):
        load(tmp_path)
    (tmp_path / "dataset.json").write_text('{"schema": 99}', encoding="utf-8")
    with pytest.raises(DatasetError, match="another version"):
        load(tmp_path)
